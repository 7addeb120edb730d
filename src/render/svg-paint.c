#include "render/svg-priv.h"

#include <inttypes.h>
#include <math.h>

static const double identity[6] = {1, 0, 0, 1, 0, 0};

/* Adds a definition, OPEN id="…" REST, once, and says its id. */
static tr_str define(tr_svg *s, const char *open, tr_str rest) {
  uint64_t hash = tr_hash_bytes(rest.p, rest.n, 1);
  tr_str id = tr_printf(s->ctx->scene, "d%08" PRIx32, (uint32_t)(hash ^ hash >> 32));
  if (tr_map_has(&s->known, id)) return id;
  tr_map_put(&s->known, id, s);
  tr_buf_printf(&s->defs, "<%s id=\"%.*s\"", open, TR_FMT(id));
  tr_buf_add(&s->defs, rest);
  return id;
}

static void hex(tr_buf *b, tr_color c) {
  char text[10];
  tr_color_hex(c, text);
  tr_buf_add(b, (tr_str){text, 7});
}

static void stops(tr_buf *b, const tr_gradient *g) {
  for (size_t i = 0; i < g->n_stops; i++) {
    tr_buf_add_z(b, "<stop");
    tr_svg_attr_number(b, "offset", g->stops[i].offset);
    tr_buf_add_z(b, " stop-color=\"");
    hex(b, g->stops[i].color);
    tr_buf_add_char(b, '"');
    if (g->stops[i].color.a < 1) tr_svg_attr_number(b, "stop-opacity", g->stops[i].color.a);
    tr_buf_add_z(b, "/>");
  }
}

static void point(tr_buf *b, const char *x_name, double x, const char *y_name, double y) {
  tr_svg_attr_number(b, x_name, x);
  tr_svg_attr_number(b, y_name, y);
}

static bool lies_along_a_side(const tr_gradient *g, tr_box b) {
  return g->x1 == g->x2 || g->y1 == g->y2 || b.w == b.h || b.w <= 0 || b.h <= 0;
}

/* The same three cases as in cairo-paint.c. */
static tr_str gradient_id(tr_svg *s, const tr_paint *paint, tr_box b) {
  const tr_gradient *g = paint->gradient;
  bool radial = paint->kind == TR_PAINT_RADIAL;
  tr_buf d = tr_buf_of(s->ctx->scene);
  tr_buf_add_z(&d, " gradientUnits=\"userSpaceOnUse\"");
  if (radial) {
    double r = fmax(b.w, b.h);
    point(&d, "fx", b.x + g->x1 * b.w, "fy", b.y + g->y1 * b.h);
    if (g->r1 > 0) tr_svg_attr_number(&d, "fr", g->r1 * r);
    point(&d, "cx", b.x + g->x2 * b.w, "cy", b.y + g->y2 * b.h);
    tr_svg_attr_number(&d, "r", g->r2 * r);
  } else if (lies_along_a_side(g, b)) {
    point(&d, "x1", b.x + g->x1 * b.w, "y1", b.y + g->y1 * b.h);
    point(&d, "x2", b.x + g->x2 * b.w, "y2", b.y + g->y2 * b.h);
  } else {
    point(&d, "x1", g->x1, "y1", g->y1);
    point(&d, "x2", g->x2, "y2", g->y2);
    double m[6] = {b.w, 0, 0, b.h, b.x, b.y};
    tr_buf_add_z(&d, " gradientTransform=\"matrix(");
    for (int i = 0; i < 6; i++) {
      if (i) tr_buf_add_char(&d, ' ');
      tr_svg_number(&d, m[i]);
    }
    tr_buf_add_z(&d, ")\"");
  }
  tr_buf_add_char(&d, '>');
  stops(&d, g);
  tr_buf_printf(&d, "</%sGradient>\n", radial ? "radial" : "linear");
  return define(s, radial ? "radialGradient" : "linearGradient", tr_buf_str(&d));
}

/* A tile one pitch high with its line in the middle, moved up by half so that lines pass the origin. */
static tr_str hatch_id(tr_svg *s, const tr_paint *paint) {
  const tr_hatch *h = paint->hatch;
  tr_buf d = tr_buf_of(s->ctx->scene);
  tr_buf_add_z(&d, " patternUnits=\"userSpaceOnUse\"");
  tr_svg_attr_number(&d, "width", h->pitch);
  tr_svg_attr_number(&d, "height", h->pitch);
  tr_buf_add_z(&d, " patternTransform=\"rotate(");
  tr_buf_fixed(&d, h->angle * 180 / M_PI, 4);
  tr_buf_add_z(&d, ") translate(0 ");
  tr_svg_number(&d, -h->pitch / 2);
  tr_buf_add_z(&d, ")\">");
  if (h->ground.a > 0) {
    tr_buf_add_z(&d, "<rect");
    tr_svg_attr_number(&d, "width", h->pitch);
    tr_svg_attr_number(&d, "height", h->pitch);
    tr_buf_add_z(&d, " fill=\"");
    hex(&d, h->ground);
    tr_buf_add_char(&d, '"');
    if (h->ground.a < 1) tr_svg_attr_number(&d, "fill-opacity", h->ground.a);
    tr_buf_add_z(&d, "/>");
  }
  double width = fmin(h->width, h->pitch);
  tr_buf_add_z(&d, "<rect");
  tr_svg_attr_number(&d, "y", (h->pitch - width) / 2);
  tr_svg_attr_number(&d, "width", h->pitch);
  tr_svg_attr_number(&d, "height", width);
  tr_buf_add_z(&d, " fill=\"");
  hex(&d, paint->color);
  tr_buf_add_char(&d, '"');
  if (paint->color.a < 1) tr_svg_attr_number(&d, "fill-opacity", paint->color.a);
  tr_buf_add_z(&d, "/></pattern>\n");
  return define(s, "pattern", tr_buf_str(&d));
}

static void attr_opacity(tr_svg *s, const char *name, double alpha) {
  if (alpha >= 1) return;
  tr_buf_printf(&s->out, " %s-opacity=\"", name);
  tr_svg_number(&s->out, alpha);
  tr_buf_add_char(&s->out, '"');
}

void tr_svg_paint(tr_svg *s, const char *name, const tr_paint *paint, tr_box box, double alpha) {
  tr_str id = {0};
  switch (paint->kind) {
  case TR_PAINT_NONE: tr_buf_printf(&s->out, " %s=\"none\"", name); return;
  case TR_PAINT_SOLID:
    tr_buf_printf(&s->out, " %s=\"", name);
    hex(&s->out, paint->color);
    tr_buf_add_char(&s->out, '"');
    attr_opacity(s, name, paint->color.a * alpha);
    return;
  case TR_PAINT_LINEAR:
  case TR_PAINT_RADIAL:
    id = gradient_id(s, paint, box);
    alpha *= paint->color.a;
    break;
  case TR_PAINT_HATCH: id = hatch_id(s, paint); break;
  }
  tr_buf_printf(&s->out, " %s=\"url(#%.*s)\"", name, TR_FMT(id));
  attr_opacity(s, name, alpha);
}

void tr_svg_clip(tr_svg *s, const tr_path *path) {
  tr_buf d = tr_buf_of(s->ctx->scene);
  tr_buf_add_z(&d, "><path d=\"");
  tr_svg_path_data(&d, path, identity);
  tr_buf_add_z(&d, "\"/></clipPath>\n");
  tr_str id = define(s, "clipPath", tr_buf_str(&d));
  tr_buf_printf(&s->out, " clip-path=\"url(#%.*s)\"", TR_FMT(id));
}

void tr_svg_pen(tr_svg *s, const tr_pen *pen) {
  double sum = 0;
  if (pen->cap != TR_CAP_BUTT) tr_svg_attr_z(&s->out, "stroke-linecap", tr_cap_name(pen->cap));
  if (pen->join != TR_JOIN_MITER) tr_svg_attr_z(&s->out, "stroke-linejoin", tr_join_name(pen->join));
  if (pen->join == TR_JOIN_MITER && pen->miter_limit != 4)
    tr_svg_attr_number(&s->out, "stroke-miterlimit", pen->miter_limit);
  for (size_t i = 0; i < pen->n_dash; i++) sum += pen->dash[i];
  if (sum <= 0) return;
  tr_buf_add_z(&s->out, " stroke-dasharray=\"");
  for (size_t i = 0; i < pen->n_dash; i++) {
    if (i) tr_buf_add_char(&s->out, ' ');
    tr_svg_number(&s->out, pen->dash[i]);
  }
  tr_buf_add_char(&s->out, '"');
  if (pen->dash_offset != 0) tr_svg_attr_number(&s->out, "stroke-dashoffset", pen->dash_offset);
}
