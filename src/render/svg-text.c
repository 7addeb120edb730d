#include "render/svg-priv.h"

#include <math.h>
#include <string.h>

/* A stretch of a line that one tspan holds: neighbouring runs of one face and style. */
typedef struct piece {
  size_t from, to; /* bytes */
  size_t style;
  const tr_face *face;
  double size, x, width;
} piece;

/* Outlines are taken this many times larger than drawn: FreeType rounds their points to 1/64. */
static const double outline_zoom = 16;

static bool plain_ltr(const tr_text *t, size_t line) {
  if (t->rtl || t->lines[line].rtl) return false;
  for (size_t i = 0; i < t->n_runs; i++)
    if (t->runs[i].line == line && t->runs[i].rtl) return false;
  return true;
}

/* Figures of one width: a viewer that does not know the feature would set them by their own widths, so each
   gets its place. (A text that is to be edited by name has its length instead.) */
static void add_clusters(tr_vec *pieces, const tr_glyph_run *run) {
  for (size_t i = 0; i < run->n;) {
    size_t j = i + 1;
    double width = run->glyphs[i].advance;
    while (j < run->n && run->glyphs[j].cluster == run->glyphs[i].cluster) width += run->glyphs[j++].advance;
    size_t to = j < run->n ? run->glyphs[j].cluster : run->to;
    piece *p = tr_vec_push(pieces);
    *p = (piece){run->glyphs[i].cluster, to, run->style, run->face, run->size, run->glyphs[i].x, width};
    i = j;
  }
}

/* Pieces of a line in the order of its text. */
static tr_vec pieces_of(tr_svg *s, const tr_text *t, size_t line) {
  tr_vec pieces = tr_vec_of(s->ctx->scene, sizeof(piece));
  for (size_t i = 0; i < t->n_runs; i++) {
    const tr_glyph_run *run = &t->runs[i];
    if (run->line != line || run->from >= run->to) continue;
    if (s->text == TR_SVG_EMBED && t->styles[run->style].tabular && !run->rtl) {
      add_clusters(&pieces, run);
      continue;
    }
    double width = 0;
    for (size_t k = 0; k < run->n; k++) width += run->glyphs[k].advance;
    piece *last = pieces.n ? tr_vec_at(&pieces, pieces.n - 1) : NULL;
    if (last && last->face == run->face && last->style == run->style && last->to == run->from && !run->rtl) {
      last->to = run->to;
      last->width += width;
      continue;
    }
    piece *p = tr_vec_push(&pieces);
    *p = (piece){run->from, run->to, run->style, run->face, run->size, run->n ? run->glyphs[0].x : 0, width};
  }
  piece *p = pieces.items;
  for (size_t i = 1; i < pieces.n; i++)
    for (size_t k = i; k > 0 && p[k].from < p[k - 1].from; k--) {
      piece held = p[k];
      p[k] = p[k - 1];
      p[k - 1] = held;
    }
  return pieces;
}

/* XML folds runs of white space, and drops it at the ends; viewers differ on where a stretch with a place of
   its own ends. */
static bool has_loose_space(tr_str s) {
  bool last = true;
  for (size_t i = 0; i < s.n; i++) {
    bool space = s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r';
    if (space && (last || s.p[i] != ' ')) return true;
    last = space;
  }
  return s.n && last;
}

static bool needs_space(const tr_text *t, const tr_text_line *line, const tr_vec *pieces) {
  const piece *p = pieces->items;
  for (size_t i = 0; i < pieces->n; i++)
    if (has_loose_space(tr_str_sub(t->text, p[i].from, p[i].to))) return true;
  return has_loose_space(tr_str_sub(t->text, line->from, line->to));
}

static void font_attrs(tr_svg *s, const piece *p) {
  tr_buf_add_z(&s->out, " font-family=\"'");
  tr_svg_css_string(&s->out, p->face->family);
  tr_buf_add_z(&s->out, "',sans-serif\"");
  tr_svg_attr_number(&s->out, "font-size", p->size);
  if (p->face->weight != 400) tr_buf_printf(&s->out, " font-weight=\"%d\"", p->face->weight);
  if (p->face->italic) tr_svg_attr_z(&s->out, "font-style", "italic");
}

static void style_attrs(tr_svg *s, const tr_text *t, const piece *p, tr_box ink) {
  const tr_text_style *style = &t->styles[p->style];
  font_attrs(s, p);
  tr_svg_paint(s, "fill", &style->paint, ink, t->opacity);
  if (style->letter_spacing != 0) tr_svg_attr_number(&s->out, "letter-spacing", style->letter_spacing);
  if (style->underline || style->strike)
    tr_buf_printf(&s->out, " text-decoration=\"%s%s%s\"", style->underline ? "underline" : "",
                  style->underline && style->strike ? " " : "", style->strike ? "line-through" : "");
  if (style->tabular) tr_svg_attr_z(&s->out, "style", "font-variant-numeric:lining-nums tabular-nums");
}

static void length_attrs(tr_svg *s, double width) {
  if (s->text != TR_SVG_LIVE || width <= 0) return;
  tr_svg_attr_number(&s->out, "textLength", width);
  tr_svg_attr_z(&s->out, "lengthAdjust", "spacingAndGlyphs");
}

static void words(tr_svg *s, const tr_text *t, const piece *p) {
  tr_svg_escape(&s->out, tr_str_sub(t->text, p->from, p->to));
}

/* Where a text stands: by its coordinates, or turned by a transform. */
typedef struct stand {
  double x, y;
  bool turned;
} stand;

static void tspan(tr_svg *s, const tr_text *t, const tr_text_line *line, const piece *p, const stand *at,
                  bool placed) {
  const tr_text_style *style = &t->styles[p->style];
  tr_box ink = {t->ink.x + at->x, t->ink.y + at->y, t->ink.w, t->ink.h};
  bool link = tr_svg_link_open(s, style->link);
  tr_buf_add_z(&s->out, "<tspan");
  if (placed) {
    tr_svg_attr_number(&s->out, "x", at->x + p->x);
    tr_svg_attr_number(&s->out, "y", at->y + line->baseline - style->rise);
    length_attrs(s, p->width);
  } else if (style->rise != 0) {
    tr_svg_attr_number(&s->out, "baseline-shift", style->rise);
  }
  style_attrs(s, t, p, ink);
  tr_buf_add_char(&s->out, '>');
  words(s, t, p);
  tr_buf_add_z(&s->out, "</tspan>");
  if (link) tr_svg_link_close(s);
}

static void transform(tr_svg *s, const tr_text *t) {
  tr_buf_add_z(&s->out, " transform=\"translate(");
  tr_svg_number(&s->out, t->x);
  tr_buf_add_char(&s->out, ' ');
  tr_svg_number(&s->out, t->y);
  tr_buf_add_z(&s->out, ") rotate(");
  tr_buf_fixed(&s->out, t->angle * 180 / M_PI, 4);
  tr_buf_add_z(&s->out, ")\"");
}

static void common_attrs(tr_svg *s, const tr_text *t, const stand *at) {
  tr_box ink = {t->ink.x + at->x, t->ink.y + at->y, t->ink.w, t->ink.h};
  if (at->turned) transform(s, t);
  tr_svg_lang(s, t->lang);
  if (!tr_paint_visible(&t->stroke) || t->stroke_width <= 0) return;
  tr_svg_paint(s, "stroke", &t->stroke, ink, t->opacity);
  tr_svg_attr_number(&s->out, "stroke-width", t->stroke_width);
  tr_svg_attr_z(&s->out, "stroke-miterlimit", "10");
  tr_svg_attr_z(&s->out, "paint-order", "stroke");
}

/* A line is one <text>. Each stretch starts where it was measured, so that a viewer's own rounding cannot add
   up; in lines with right-to-left text the viewer orders the stretches itself. */
static void text_line(tr_svg *s, const tr_text *t, size_t index, const stand *at) {
  const tr_text_line *line = &t->lines[index];
  tr_vec pieces = pieces_of(s, t, index);
  const piece *p = pieces.items;
  if (!pieces.n) return;
  bool ltr = plain_ltr(t, index);
  bool single = pieces.n == 1 && t->styles[p->style].rise == 0 && !t->styles[p->style].link.n;
  tr_box ink = {t->ink.x + at->x, t->ink.y + at->y, t->ink.w, t->ink.h};
  tr_buf_add_z(&s->out, "<text");
  double x = ltr ? p->x : line->rtl ? line->x + line->width : line->x;
  tr_svg_attr_number(&s->out, "x", at->x + x);
  tr_svg_attr_number(&s->out, "y", at->y + line->baseline);
  if (line->rtl) tr_svg_attr_z(&s->out, "direction", "rtl");
  if (needs_space(t, line, &pieces))
    tr_buf_add_z(&s->out, " xml:space=\"preserve\" style=\"white-space:pre\"");
  common_attrs(s, t, at);
  if (single) {
    length_attrs(s, p->width);
    style_attrs(s, t, p, ink);
  }
  tr_buf_add_char(&s->out, '>');
  tr_svg_title(s, t->title);
  if (single) words(s, t, p);
  for (size_t i = 0; !single && i < pieces.n; i++) tspan(s, t, line, &p[i], at, ltr);
  tr_buf_add_z(&s->out, "</text>\n");
}

/* --- Outlines ------------------------------------------------------------------------------------------- */

static bool outline_run(tr_svg *s, const tr_glyph_run *run, const stand *at) {
  for (size_t i = 0; i < run->n; i++) {
    const tr_path *path = tr_faces_outline(s->faces, run->face, run->size * outline_zoom, run->glyphs[i].id);
    double m[6] = {1 / outline_zoom,        0, 0, 1 / outline_zoom, at->x + run->glyphs[i].x,
                   at->y + run->glyphs[i].y};
    if (!path) return false;
    tr_svg_path_data(&s->out, path, m);
  }
  return true;
}

/* Lines under and through letters, as outlines too. */
static bool outline_rules(tr_svg *s, const tr_text_style *style, const tr_glyph_run *run, double baseline,
                          const stand *at) {
  tr_rule_metrics m;
  if (!(style->underline || style->strike) || !run->n) return true;
  if (!tr_faces_rules(s->faces, run->face, &m)) return false;
  const tr_glyph *first = &run->glyphs[0], *last = &run->glyphs[run->n - 1];
  double middle[2] = {m.underline, m.strike}, thick[2] = {m.underline_thick, m.strike_thick};
  bool wanted[2] = {style->underline, style->strike};
  for (int i = 0; i < 2; i++) {
    if (!wanted[i]) continue;
    double y = baseline - style->rise - (middle[i] + thick[i] / 2) * style->size, h = thick[i] * style->size;
    double x1 = first->x, x2 = last->x + last->advance, xy[8] = {x1, y, x2, y, x2, y + h, x1, y + h};
    tr_svg_path_data(&s->out, &(tr_path){.ops = "MLLLZ", .xy = xy, .n_ops = 5, .n_points = 4},
                     (double[6]){1, 0, 0, 1, at->x, at->y});
  }
  return true;
}

static bool outline_style(tr_svg *s, const tr_text *t, size_t index, const stand *at) {
  const tr_text_style *style = &t->styles[index];
  tr_box ink = {t->ink.x + at->x, t->ink.y + at->y, t->ink.w, t->ink.h};
  bool ok = true, link = tr_svg_link_open(s, style->link);
  tr_buf_add_z(&s->out, "<path d=\"");
  for (size_t i = 0; ok && i < t->n_runs; i++) {
    const tr_glyph_run *run = &t->runs[i];
    if (run->style != index) continue;
    ok = outline_run(s, run, at) && outline_rules(s, style, run, t->lines[run->line].baseline, at);
  }
  tr_buf_add_char(&s->out, '"');
  tr_svg_paint(s, "fill", &style->paint, ink, t->opacity);
  tr_buf_add_z(&s->out, "/>");
  if (link) tr_svg_link_close(s);
  return ok;
}

/* The words stay in the file as the group's label. */
static bool outlines(tr_svg *s, const tr_text *t, const stand *at) {
  bool ok = true;
  tr_buf_add_z(&s->out, "<g");
  tr_svg_attr_z(&s->out, "role", "img");
  tr_svg_attr(&s->out, "aria-label", t->text);
  common_attrs(s, t, at);
  tr_buf_add_char(&s->out, '>');
  tr_svg_title(s, t->title.n ? t->title : t->text);
  for (size_t i = 0; ok && i < t->n_styles; i++) ok = outline_style(s, t, i, at);
  tr_buf_add_z(&s->out, "</g>\n");
  return ok;
}

bool tr_svg_text_node(tr_svg *s, const tr_text *t) {
  bool turned = t->angle != 0, ok = true;
  stand at = {turned ? 0 : t->x, turned ? 0 : t->y, turned};
  if (t->opacity <= 0) return true;
  bool link = tr_svg_link_open(s, t->href);
  if (s->text == TR_SVG_OUTLINES) {
    ok = outlines(s, t, &at);
  } else {
    for (size_t i = 0; i < t->n_lines; i++) text_line(s, t, i, &at);
    for (size_t i = 0; s->text == TR_SVG_EMBED && i < t->n_runs; i++) tr_svg_use_face(s, t, &t->runs[i]);
  }
  if (link) tr_svg_link_close(s);
  return ok;
}
