#include "render/svg-priv.h"

#include <math.h>

static const double identity[6] = {1, 0, 0, 1, 0, 0};

/* One value for the whole batch that needs no item's box: said once, on the group around it. */
static bool is_shared_paint(const tr_marks *m, const tr_paints *c) {
  return m->n > 1 && !c->each && !m->opacity.each && c->one.kind != TR_PAINT_LINEAR &&
         c->one.kind != TR_PAINT_RADIAL;
}

static bool has_stroke(const tr_marks *m) { return m->stroke.each || m->stroke.one.kind != TR_PAINT_NONE; }

static void paint_attr(tr_svg *s, const tr_marks *m, size_t i, const char *name, const tr_paints *c) {
  const tr_paint *paint = tr_paint_of(c, i);
  tr_box box = {0};
  if (paint->kind == TR_PAINT_LINEAR || paint->kind == TR_PAINT_RADIAL) {
    double width = tr_num_of(&m->stroke_width, i);
    tr_marks_item_box(m, i, &box);
    if (tr_paint_visible(tr_paint_of(&m->stroke, i)))
      box = (tr_box){box.x - width / 2, box.y - width / 2, box.w + width, box.h + width};
  }
  tr_svg_paint(s, name, paint, box, tr_num_of(&m->opacity, i));
}

/* Attributes of the batch (SHARED) or of item I: each is written on one of the two. */
static void style_attrs(tr_svg *s, const tr_marks *m, size_t i, bool shared) {
  if (m->kind != TR_MARKS_RULE && is_shared_paint(m, &m->fill) == shared)
    paint_attr(s, m, i, "fill", &m->fill);
  if (!has_stroke(m)) return;
  if (is_shared_paint(m, &m->stroke) == shared) paint_attr(s, m, i, "stroke", &m->stroke);
  bool width_shared = m->n > 1 && !m->stroke_width.each;
  if (width_shared == shared) tr_svg_attr_number(&s->out, "stroke-width", tr_num_of(&m->stroke_width, i));
  if ((m->n > 1) == shared) tr_svg_pen(s, &m->pen);
}

static const char *open_path(tr_svg *s, const tr_path *path, const double at[6]) {
  tr_buf_add_z(&s->out, "<path d=\"");
  tr_svg_path_data(&s->out, path, at);
  tr_buf_add_char(&s->out, '"');
  return "path";
}

static const char *open_rect(tr_svg *s, const tr_marks *m, size_t i) {
  double r[4], x = tr_num_of(&m->x, i), y = tr_num_of(&m->y, i), w = tr_num_of(&m->x2, i),
               h = tr_num_of(&m->y2, i);
  for (int k = 0; k < 4; k++) r[k] = fmin(tr_num_of(&m->radius[k], i), fmin(w, h) / 2);
  if (r[0] != r[1] || r[1] != r[2] || r[2] != r[3]) {
    tr_pather pather = tr_pather_of(s->ctx);
    tr_path_round_rect(&pather, x, y, w, h, r);
    tr_path path = tr_path_done(&pather);
    return open_path(s, &path, identity);
  }
  tr_buf_add_z(&s->out, "<rect");
  tr_svg_attr_number(&s->out, "x", x);
  tr_svg_attr_number(&s->out, "y", y);
  tr_svg_attr_number(&s->out, "width", w);
  tr_svg_attr_number(&s->out, "height", h);
  if (r[0] > 0) tr_svg_attr_number(&s->out, "rx", r[0]);
  return "rect";
}

static const char *open_rule(tr_svg *s, const tr_marks *m, size_t i) {
  tr_buf_add_z(&s->out, "<line");
  tr_svg_attr_number(&s->out, "x1", tr_num_of(&m->x, i));
  tr_svg_attr_number(&s->out, "y1", tr_num_of(&m->y, i));
  tr_svg_attr_number(&s->out, "x2", tr_num_of(&m->x2, i));
  tr_svg_attr_number(&s->out, "y2", tr_num_of(&m->y2, i));
  return "line";
}

/* Opens the element of an item and says its name. Outlines are written where they lie, so that strokes,
   gradients and hatches stay unscaled and unturned. */
static const char *open_shape(tr_svg *s, const tr_marks *m, size_t i) {
  double place[6];
  switch (m->kind) {
  case TR_MARKS_RECT: return open_rect(s, m, i);
  case TR_MARKS_RULE: return open_rule(s, m, i);
  case TR_MARKS_SYMBOL:
  case TR_MARKS_PATH: break;
  }
  tr_matrix_place(place, tr_num_of(&m->x, i), tr_num_of(&m->y, i), tr_num_of(&m->scale, i),
                  tr_num_of(&m->angle, i));
  return open_path(s, tr_path_of(&m->path, i), place);
}

static void item(tr_svg *s, const tr_marks *m, size_t i) {
  const tr_item_info *info = m->info ? &m->info[i] : NULL;
  bool link = info && tr_svg_link_open(s, info->href);
  const char *name = open_shape(s, m, i);
  style_attrs(s, m, i, false);
  if (m->blend != TR_BLEND_NORMAL)
    tr_buf_printf(&s->out, " style=\"mix-blend-mode:%s\"", tr_blend_name(m->blend));
  if (info && info->description.n) {
    tr_svg_attr_z(&s->out, "role", "img");
    tr_svg_attr(&s->out, "aria-label", info->description);
  }
  if (info && info->title.n) {
    tr_buf_add_char(&s->out, '>');
    tr_svg_title(s, info->title);
    tr_buf_printf(&s->out, "</%s>", name);
  } else {
    tr_buf_add_z(&s->out, "/>");
  }
  if (link) tr_svg_link_close(s);
  tr_buf_add_char(&s->out, '\n');
}

void tr_svg_marks(tr_svg *s, const tr_marks *m) {
  if (!m->n) return;
  if (m->n > 1) {
    tr_buf_add_z(&s->out, "<g");
    style_attrs(s, m, 0, true);
    tr_buf_add_z(&s->out, ">\n");
  }
  for (size_t i = 0; i < m->n; i++) {
    tr_svg_flush(s);
    item(s, m, i);
  }
  if (m->n > 1) tr_buf_add_z(&s->out, "</g>\n");
}
