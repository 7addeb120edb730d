#include "chart/normalize/normalize-priv.h"

/* Error bands: an area (or a rectangle along one axis) between the ends, with borders. */

/* Curves are for bands along another axis. */
static void add_curve(const tr_composite *c, bool is_2d, tr_value *mark) {
  const tr_value *curve = tr_get(&c->mark, "interpolate"), *tension = tr_get(&c->mark, "tension");
  if (is_2d && curve) tr_put(c->ctx, mark, "interpolate", *curve);
  if (is_2d && curve && tension) tr_put(c->ctx, mark, "tension", *tension);
}

static void warn_curve(const tr_composite *c, bool is_2d) {
  const tr_value *curve = tr_get(&c->mark, "interpolate"), *tension = tr_get(&c->mark, "tension");
  if (!is_2d && (curve || tension))
    tr_warn(c->ctx, TR_INPUT, tr_pos_of(curve ? curve : tension), "give x and y",
            "an error band along one axis has no curve");
}

const tr_value *tr_normalize_errorband(tr_chart *chart, const tr_value *spec) {
  tr_composite c;
  tr_value tooltip;
  if (!tr_composite_init(chart, spec, "errorband", &c) || !tr_composite_error(&c, &tooltip)) return NULL;
  bool is_2d = tr_get(&c.encoding, "x") && tr_get(&c.encoding, "y");
  tr_value band = tr_object_at(&c.mark), borders = band;
  tr_put_z(c.ctx, &band, "type", is_2d ? "area" : "rect");
  tr_put_z(c.ctx, &borders, "type", is_2d ? "line" : "rule");
  add_curve(&c, is_2d, &band);
  add_curve(&c, is_2d, &borders);
  warn_curve(&c, is_2d);
  if (is_2d) {
    tr_put_z(c.ctx, &band, "ariaRoleDescription", "errorband");
    tr_put(c.ctx, &borders, "aria", tr_make_bool(false));
  }
  tr_vec layers = tr_vec_of(c.ctx->doc, sizeof(tr_value));
  const tr_part parts[] = {{"band", "lower_", "upper_", band, &c.shared, &tooltip},
                           {"borders", "lower_", NULL, borders, &c.shared, &tooltip},
                           {"borders", "upper_", NULL, borders, &c.shared, &tooltip}};
  for (int i = 0; i < 3; i++) tr_composite_part(&c, &parts[i], &layers);
  tr_value *out = TR_NEW(c.ctx->doc, tr_value);
  *out = tr_with(c.ctx->doc, &c.outer, "layer", tr_list_value(&layers));
  return out;
}
