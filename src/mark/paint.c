#include "mark/mark.h"

#include <math.h>

/* Stops in the order of their offsets, as a canvas draws them. */
static void sort_stops(tr_gradient_stop *stops, size_t n) {
  for (size_t i = 1; i < n; i++) {
    tr_gradient_stop stop = stops[i];
    size_t j = i;
    for (; j > 0 && stops[j - 1].offset > stop.offset; j--) stops[j] = stops[j - 1];
    stops[j] = stop;
  }
}

static const tr_gradient *gradient_of(tr_ctx *ctx, const tr_value *v, bool radial) {
  const tr_value *stops = tr_get(v, "stops");
  if (!tr_is(stops, TR_ARRAY) || stops->n == 0) return NULL;
  tr_gradient *g = TR_NEW(ctx->scene, tr_gradient);
  tr_gradient_stop *out = TR_NEW_N(ctx->scene, tr_gradient_stop, stops->n);
  double middle = radial ? 0.5 : 0;
  *g = (tr_gradient){.x1 = tr_get_number(v, "x1", middle),
                     .y1 = tr_get_number(v, "y1", middle),
                     .r1 = tr_get_number(v, "r1", 0),
                     .x2 = tr_get_number(v, "x2", radial ? 0.5 : 1),
                     .y2 = tr_get_number(v, "y2", middle),
                     .r2 = tr_get_number(v, "r2", 0.5),
                     .stops = out,
                     .n_stops = stops->n};
  for (uint32_t i = 0; i < stops->n; i++) {
    out[i].offset = fmin(1, fmax(0, tr_get_number(&stops->items[i], "offset", 0)));
    if (!tr_color_parse(tr_get_string(&stops->items[i], "color", (tr_str){0}), &out[i].color)) return NULL;
  }
  sort_stops(out, stops->n);
  return g;
}

tr_paint tr_paint_from(tr_ctx *ctx, const tr_value *v) {
  tr_color c;
  if (tr_is(v, TR_STRING) && tr_color_parse(tr_string(v), &c)) return tr_paint_solid(c, NULL);
  if (!tr_get(v, "gradient")) return tr_paint_none();
  bool radial = tr_str_is(tr_get_string(v, "gradient", (tr_str){0}), "radial");
  const tr_gradient *g = gradient_of(ctx, v, radial);
  if (!g) return tr_paint_none();
  return (tr_paint){.kind = radial ? TR_PAINT_RADIAL : TR_PAINT_LINEAR, .color = {0, 0, 0, 1}, .gradient = g};
}
