#include "scene/scene.h"

#include <math.h>

/* The dump's grammar is described in docs/scene.md. Every helper writes a leading space. */

typedef struct dumper {
  tr_buf *out;
  int depth;
} dumper;

static void indent(dumper *d) {
  for (int i = 0; i < d->depth; i++) tr_buf_add_z(d->out, "  ");
}

static void number(dumper *d, double x) { tr_buf_fixed(d->out, x, 2); }

static void key(dumper *d, const char *name) { tr_buf_printf(d->out, " %s=", name); }

/* NAME=X, unless X would print as the default. */
static void field(dumper *d, const char *name, double x, double usual) {
  if (fabs(x - usual) < 0.005) return;
  key(d, name);
  number(d, x);
}

static void quoted(dumper *d, tr_str s) {
  tr_buf_add_char(d->out, '"');
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == '"' || c == '\\') {
      tr_buf_add_char(d->out, '\\');
      tr_buf_add_char(d->out, c);
    } else if (c == '\n') {
      tr_buf_add_z(d->out, "\\n");
    } else if ((unsigned char)c < 0x20) {
      tr_buf_printf(d->out, "\\u%04x", (unsigned)c);
    } else {
      tr_buf_add_char(d->out, c);
    }
  }
  tr_buf_add_char(d->out, '"');
}

static void words(dumper *d, const char *name, tr_str s) {
  if (!s.n) return;
  key(d, name);
  quoted(d, s);
}

static void color(dumper *d, tr_color c) {
  char hex[10];
  tr_color_hex(c, hex);
  tr_buf_add_z(d->out, hex);
}

static void numbers(dumper *d, const double *x, size_t n) {
  tr_buf_add_char(d->out, '[');
  for (size_t i = 0; i < n; i++) {
    if (i) tr_buf_add_char(d->out, ' ');
    number(d, x[i]);
  }
  tr_buf_add_char(d->out, ']');
}

static void box(dumper *d, const char *name, tr_box b) {
  key(d, name);
  numbers(d, (double[4]){b.x, b.y, b.w, b.h}, 4);
}

static void gradient(dumper *d, const tr_paint *p) {
  const tr_gradient *g = p->gradient;
  bool radial = p->kind == TR_PAINT_RADIAL;
  tr_buf_add_z(d->out, radial ? "radial(" : "linear(");
  if (radial)
    numbers(d, (double[6]){g->x1, g->y1, g->r1, g->x2, g->y2, g->r2}, 6);
  else
    numbers(d, (double[4]){g->x1, g->y1, g->x2, g->y2}, 4);
  for (size_t i = 0; i < g->n_stops; i++) {
    tr_buf_add_char(d->out, ' ');
    number(d, g->stops[i].offset);
    tr_buf_add_char(d->out, ':');
    color(d, g->stops[i].color);
  }
  tr_buf_add_char(d->out, ')');
}

static void hatch(dumper *d, const tr_paint *p) {
  tr_buf_add_z(d->out, "hatch(");
  color(d, p->color);
  key(d, "angle");
  number(d, p->hatch->angle);
  key(d, "pitch");
  number(d, p->hatch->pitch);
  key(d, "width");
  number(d, p->hatch->width);
  if (p->hatch->ground.a > 0) {
    key(d, "ground");
    color(d, p->hatch->ground);
  }
  tr_buf_add_char(d->out, ')');
}

static void paint(dumper *d, const char *name, const tr_paint *p) {
  if (p->kind == TR_PAINT_NONE) return;
  key(d, name);
  switch (p->kind) {
  case TR_PAINT_NONE: break;
  case TR_PAINT_SOLID: color(d, p->color); break;
  case TR_PAINT_LINEAR:
  case TR_PAINT_RADIAL: gradient(d, p); break;
  case TR_PAINT_HATCH: hatch(d, p); break;
  }
  if (p->role) tr_buf_printf(d->out, "/%s", p->role);
}

static void outline(dumper *d, const char *name, const tr_path *path) {
  const double *xy = path->xy;
  key(d, name);
  tr_buf_add_char(d->out, '"');
  for (size_t i = 0; i < path->n_ops; i++) {
    int n = path->ops[i] == 'C' ? 6 : path->ops[i] == 'Z' ? 0 : 2;
    if (i) tr_buf_add_char(d->out, ' ');
    tr_buf_add_char(d->out, path->ops[i]);
    for (int k = 0; k < n; k++) {
      tr_buf_add_char(d->out, ' ');
      number(d, *xy++);
    }
  }
  tr_buf_add_char(d->out, '"');
}

/* --- Marks ---------------------------------------------------------------------------------------------- */

static void pen(dumper *d, const tr_pen *p) {
  if (p->cap != TR_CAP_BUTT) tr_buf_printf(d->out, " cap=%s", tr_cap_name(p->cap));
  if (p->join != TR_JOIN_MITER) tr_buf_printf(d->out, " join=%s", tr_join_name(p->join));
  field(d, "miter", p->miter_limit, 10);
  if (p->n_dash) {
    key(d, "dash");
    numbers(d, p->dash, p->n_dash);
  }
  field(d, "dash-offset", p->dash_offset, 0);
}

static void radii(dumper *d, const tr_marks *m, size_t i) {
  double r[4];
  bool any = false;
  for (int k = 0; k < 4; k++) {
    r[k] = tr_num_of(&m->radius[k], i);
    any = any || r[k] != 0;
  }
  if (!any) return;
  key(d, "radius");
  numbers(d, r, r[0] == r[1] && r[1] == r[2] && r[2] == r[3] ? 1 : 4);
}

static void geometry(dumper *d, const tr_marks *m, size_t i) {
  key(d, "x");
  number(d, tr_num_of(&m->x, i));
  key(d, "y");
  number(d, tr_num_of(&m->y, i));
  switch (m->kind) {
  case TR_MARKS_RECT:
  case TR_MARKS_RULE:
    key(d, m->kind == TR_MARKS_RECT ? "w" : "x2");
    number(d, tr_num_of(&m->x2, i));
    key(d, m->kind == TR_MARKS_RECT ? "h" : "y2");
    number(d, tr_num_of(&m->y2, i));
    if (m->kind == TR_MARKS_RECT) radii(d, m, i);
    break;
  case TR_MARKS_SYMBOL:
  case TR_MARKS_PATH:
    field(d, "scale", tr_num_of(&m->scale, i), 1);
    field(d, "angle", tr_num_of(&m->angle, i), 0);
    outline(d, "d", tr_path_of(&m->path, i));
    break;
  }
}

static void item(dumper *d, const tr_marks *m, size_t i) {
  const tr_paint *stroke = tr_paint_of(&m->stroke, i);
  indent(d);
  tr_buf_add_char(d->out, '-');
  geometry(d, m, i);
  paint(d, "fill", tr_paint_of(&m->fill, i));
  paint(d, "stroke", stroke);
  if (stroke->kind != TR_PAINT_NONE) {
    key(d, "stroke-width");
    number(d, tr_num_of(&m->stroke_width, i));
  }
  field(d, "opacity", tr_num_of(&m->opacity, i), 1);
  if (m->info) {
    words(d, "title", m->info[i].title);
    words(d, "description", m->info[i].description);
    words(d, "href", m->info[i].href);
  }
  if (m->rows) tr_buf_printf(d->out, " row=%u", (unsigned)m->rows[i]);
  tr_buf_add_char(d->out, '\n');
}

static void marks(dumper *d, const tr_marks *m) {
  indent(d);
  tr_buf_printf(d->out, "%s n=%zu", tr_marks_name(m->kind), m->n);
  pen(d, &m->pen);
  if (m->blend != TR_BLEND_NORMAL) tr_buf_printf(d->out, " blend=%s", tr_blend_name(m->blend));
  tr_buf_add_char(d->out, '\n');
  d->depth++;
  for (size_t i = 0; i < m->n; i++) item(d, m, i);
  d->depth--;
}

/* --- Text and images ------------------------------------------------------------------------------------ */

static void face_name(dumper *d, const tr_face *face) {
  tr_buf_printf(d->out, " \"%.*s%s%.*s\"", TR_FMT(face->family), face->style.n ? " " : "",
                TR_FMT(face->style));
}

static void style(dumper *d, const tr_text *t, const tr_text_style *s) {
  indent(d);
  tr_buf_add_z(d->out, "style");
  if (t->n_styles > 1) tr_buf_printf(d->out, " %zu..%zu", s->from, s->to);
  if (s->face) face_name(d, s->face);
  key(d, "size");
  number(d, s->size);
  if (s->face && s->weight && s->weight != s->face->weight) tr_buf_printf(d->out, " weight=%d", s->weight);
  if (s->face && s->italic != s->face->italic) tr_buf_printf(d->out, " italic=%s", s->italic ? "yes" : "no");
  if (s->underline) tr_buf_add_z(d->out, " underline");
  if (s->strike) tr_buf_add_z(d->out, " strike");
  if (s->tabular) tr_buf_add_z(d->out, " tabular");
  field(d, "letter-spacing", s->letter_spacing, 0);
  field(d, "rise", s->rise, 0);
  paint(d, "fill", &s->paint);
  words(d, "link", s->link);
  tr_buf_add_char(d->out, '\n');
}

static void line(dumper *d, const tr_text *t, const tr_text_line *l) {
  indent(d);
  tr_buf_add_z(d->out, "line ");
  quoted(d, tr_str_sub(t->text, l->from, l->to));
  key(d, "x");
  number(d, l->x);
  key(d, "baseline");
  number(d, l->baseline);
  key(d, "width");
  number(d, l->width);
  if (l->ink.w > 0) box(d, "ink", l->ink);
  if (l->rtl) tr_buf_add_z(d->out, " rtl");
  tr_buf_add_char(d->out, '\n');
}

/* Only what the style does not say: runs in another face than the style's. */
static void substitute(dumper *d, const tr_text *t, const tr_glyph_run *run) {
  if (!run->face || run->face == t->styles[run->style].face) return;
  indent(d);
  tr_buf_add_z(d->out, "run ");
  quoted(d, tr_str_sub(t->text, run->from, run->to));
  face_name(d, run->face);
  tr_buf_add_char(d->out, '\n');
}

static void text(dumper *d, const tr_text *t) {
  static const char *const aligns[] = {"start", "center", "end"};
  indent(d);
  tr_buf_add_z(d->out, "text ");
  quoted(d, t->text);
  key(d, "x");
  number(d, t->x);
  key(d, "y");
  number(d, t->y);
  field(d, "angle", t->angle, 0);
  field(d, "opacity", t->opacity, 1);
  if (t->lang.n) tr_buf_printf(d->out, " lang=%.*s", TR_FMT(t->lang));
  if (t->rtl) tr_buf_add_z(d->out, " rtl");
  if (t->wrap_width > 0) field(d, "wrap", t->wrap_width, 0);
  if (t->align != TR_ALIGN_START) tr_buf_printf(d->out, " align=%s", aligns[t->align]);
  if (t->n_missing) tr_buf_printf(d->out, " missing=%zu", t->n_missing);
  paint(d, "stroke", &t->stroke);
  if (t->stroke.kind != TR_PAINT_NONE) field(d, "stroke-width", t->stroke_width, 0);
  words(d, "title", t->title);
  words(d, "href", t->href);
  tr_buf_add_char(d->out, '\n');
  d->depth++;
  for (size_t i = 0; i < t->n_styles; i++) style(d, t, &t->styles[i]);
  for (size_t i = 0; i < t->n_lines; i++) line(d, t, &t->lines[i]);
  for (size_t i = 0; i < t->n_runs; i++) substitute(d, t, &t->runs[i]);
  d->depth--;
}

static void image(dumper *d, const tr_image *m) {
  indent(d);
  tr_buf_printf(d->out, "image type=%.*s bytes=%zu", TR_FMT(m->type), m->bytes.n);
  box(d, "box", (tr_box){m->x, m->y, m->w, m->h});
  tr_buf_printf(d->out, " px=%dx%d", m->px_w, m->px_h);
  if (m->orientation > 1) tr_buf_printf(d->out, " orientation=%d", m->orientation);
  if (!m->smooth) tr_buf_add_z(d->out, " pixelated");
  field(d, "opacity", m->opacity, 1);
  if (m->blend != TR_BLEND_NORMAL) tr_buf_printf(d->out, " blend=%s", tr_blend_name(m->blend));
  words(d, "alt", m->alt);
  words(d, "title", m->title);
  words(d, "href", m->href);
  tr_buf_add_char(d->out, '\n');
}

/* --- Groups --------------------------------------------------------------------------------------------- */

/* Two decimals are not enough for what turns and scales: those four print with six. */
static void matrix(dumper *d, const double m[6]) {
  if (m[0] == 1 && m[1] == 0 && m[2] == 0 && m[3] == 1) {
    if (m[4] == 0 && m[5] == 0) return;
    key(d, "move");
    numbers(d, m + 4, 2);
    return;
  }
  key(d, "matrix");
  tr_buf_add_char(d->out, '[');
  for (int i = 0; i < 6; i++) {
    if (i) tr_buf_add_char(d->out, ' ');
    tr_buf_fixed(d->out, m[i], i < 4 ? 6 : 2);
  }
  tr_buf_add_char(d->out, ']');
}

static void list(dumper *d, const char *name, const tr_str *items, size_t n) {
  if (!n) return;
  key(d, name);
  tr_buf_add_char(d->out, '[');
  for (size_t i = 0; i < n; i++) {
    if (i) tr_buf_add_char(d->out, ' ');
    quoted(d, items[i]);
  }
  tr_buf_add_char(d->out, ']');
}

static void group_line(dumper *d, const tr_group *g) {
  indent(d);
  tr_buf_add_z(d->out, "group");
  words(d, "id", g->id);
  if (g->role != TR_ROLE_NONE) tr_buf_printf(d->out, " role=%s", tr_role_name(g->role));
  if (g->level) tr_buf_printf(d->out, " level=%d", g->level);
  words(d, "block", g->block_path);
  matrix(d, g->matrix);
  if (g->box[2] > 0) {
    key(d, "box");
    numbers(d, g->box, 4);
  }
  if (g->clipped) outline(d, "clip", &g->clip);
  field(d, "opacity", g->opacity, 1);
  if (g->blend != TR_BLEND_NORMAL) tr_buf_printf(d->out, " blend=%s", tr_blend_name(g->blend));
  if (g->lang.n) tr_buf_printf(d->out, " lang=%.*s", TR_FMT(g->lang));
  words(d, "alt", g->alt);
  words(d, "link", g->link);
  list(d, "facts", g->facts, g->n_facts);
  if (g->reading_order) tr_buf_printf(d->out, " order=%d", g->reading_order);
  tr_buf_add_char(d->out, '\n');
}

static void group(dumper *d, const tr_group *g) {
  group_line(d, g);
  d->depth++;
  for (const tr_node *n = g->first; n; n = n->next) {
    switch (n->kind) {
    case TR_NODE_GROUP: group(d, (const tr_group *)n); break;
    case TR_NODE_MARKS: marks(d, (const tr_marks *)n); break;
    case TR_NODE_TEXT: text(d, (const tr_text *)n); break;
    case TR_NODE_IMAGE: image(d, (const tr_image *)n); break;
    }
  }
  d->depth--;
}

void tr_scene_dump(tr_ctx *ctx, const tr_scene *scene, tr_buf *out) {
  (void)ctx;
  dumper d = {.out = out};
  tr_buf_add_z(out, "scene ");
  number(&d, scene->width);
  tr_buf_add_z(out, " x ");
  number(&d, scene->height);
  paint(&d, "background", &scene->background);
  if (scene->lang.n) tr_buf_printf(out, " lang=%.*s", TR_FMT(scene->lang));
  words(&d, "title", scene->title);
  words(&d, "description", scene->description);
  words(&d, "author", scene->author);
  list(&d, "sources", scene->sources, scene->n_sources);
  list(&d, "facts", scene->facts, scene->n_facts);
  tr_buf_add_char(out, '\n');
  d.depth = 1;
  if (scene->root) group(&d, scene->root);
}
