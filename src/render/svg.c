#include "render/svg-priv.h"

#include <math.h>
#include <string.h>

/* Roles of WAI-ARIA. A group with a label but no role of its own is one picture. */
static const char *aria_role(const tr_group *g) {
  switch (g->role) {
  case TR_ROLE_TITLE:
  case TR_ROLE_HEADING: return "heading";
  case TR_ROLE_PARAGRAPH: return "paragraph";
  case TR_ROLE_LIST: return "list";
  case TR_ROLE_ITEM: return "listitem";
  case TR_ROLE_TABLE: return "table";
  case TR_ROLE_ROW: return "row";
  case TR_ROLE_CELL: return "cell";
  case TR_ROLE_FIGURE:
  case TR_ROLE_CHART: return "figure";
  case TR_ROLE_AXIS:
  case TR_ROLE_LEGEND:
  case TR_ROLE_MARK: return "group";
  case TR_ROLE_NONE: return g->alt.n ? "img" : NULL;
  case TR_ROLE_DECORATION: return NULL;
  }
  return NULL;
}

static void meaning_attrs(tr_svg *s, const tr_group *g) {
  if (g->role == TR_ROLE_DECORATION) {
    tr_svg_attr_z(&s->out, "aria-hidden", "true");
    return;
  }
  const char *role = aria_role(g);
  if (role) tr_svg_attr_z(&s->out, "role", role);
  if (role && strcmp(role, "heading") == 0)
    tr_svg_attr_number(&s->out, "aria-level", g->level ? g->level : 1);
  tr_svg_attr(&s->out, "aria-label", g->alt);
  if (!g->n_facts) return;
  tr_buf_add_z(&s->out, " data-fact=\"");
  for (size_t i = 0; i < g->n_facts; i++) {
    if (i) tr_buf_add_char(&s->out, ' ');
    tr_svg_escape(&s->out, g->facts[i]);
  }
  tr_buf_add_char(&s->out, '"');
}

static void place_attrs(tr_svg *s, const tr_group *g) {
  const double *m = g->matrix;
  bool moved_only = m[0] == 1 && m[1] == 0 && m[2] == 0 && m[3] == 1;
  if (moved_only && (m[4] != 0 || m[5] != 0)) {
    tr_buf_add_z(&s->out, " transform=\"translate(");
    tr_svg_number(&s->out, m[4]);
    tr_buf_add_char(&s->out, ' ');
    tr_svg_number(&s->out, m[5]);
    tr_buf_add_z(&s->out, ")\"");
  } else if (!moved_only) {
    tr_buf_add_z(&s->out, " transform=\"matrix(");
    for (int i = 0; i < 6; i++) {
      if (i) tr_buf_add_char(&s->out, ' ');
      tr_buf_fixed(&s->out, m[i], i < 4 ? 6 : 3);
    }
    tr_buf_add_z(&s->out, ")\"");
  }
  if (g->clipped) tr_svg_clip(s, &g->clip);
  if (g->opacity < 1) tr_svg_attr_number(&s->out, "opacity", g->opacity);
  if (g->blend != TR_BLEND_NORMAL)
    tr_buf_printf(&s->out, " style=\"mix-blend-mode:%s;isolation:isolate\"", tr_blend_name(g->blend));
}

static bool group(tr_svg *s, const tr_group *g);

static bool node(tr_svg *s, const tr_node *n) {
  tr_svg_flush(s);
  switch (n->kind) {
  case TR_NODE_GROUP: return group(s, (const tr_group *)n);
  case TR_NODE_MARKS: tr_svg_marks(s, (const tr_marks *)n); return true;
  case TR_NODE_TEXT: return tr_svg_text_node(s, (const tr_text *)n);
  case TR_NODE_IMAGE: return tr_svg_image(s, (const tr_image *)n);
  }
  return false;
}

static bool group(tr_svg *s, const tr_group *g) {
  const tr_group *outer = s->group;
  tr_str outer_lang = s->lang;
  bool ok = true;
  s->group = g;
  bool link = tr_svg_link_open(s, g->link);
  tr_buf_add_z(&s->out, "<g");
  tr_svg_attr(&s->out, "id", g->id);
  place_attrs(s, g);
  tr_svg_lang(s, g->lang);
  meaning_attrs(s, g);
  tr_buf_add_z(&s->out, ">\n");
  if (g->lang.n) s->lang = g->lang;
  for (const tr_node *n = g->first; ok && n; n = n->next) ok = node(s, n);
  tr_buf_add_z(&s->out, "</g>");
  if (link) tr_svg_link_close(s);
  tr_buf_add_char(&s->out, '\n');
  s->lang = outer_lang;
  s->group = outer;
  return ok;
}

/* --- Document ------------------------------------------------------------------------------------------- */

static void background(tr_svg *s, const tr_paint *paint, const tr_scene *scene) {
  if (!tr_paint_visible(paint)) return;
  tr_buf_add_z(&s->out, "<rect");
  tr_svg_attr_number(&s->out, "width", scene->width);
  tr_svg_attr_number(&s->out, "height", scene->height);
  tr_svg_paint(s, "fill", paint, (tr_box){0, 0, scene->width, scene->height}, 1);
  tr_buf_add_z(&s->out, "/>\n");
}

static void words(tr_buf *b, const char *element, tr_str text) {
  if (!text.n) return;
  tr_buf_printf(b, "<%s>", element);
  tr_svg_escape(b, text);
  tr_buf_printf(b, "</%s>\n", element);
}

static void head(tr_buf *b, const tr_scene *scene) {
  tr_buf_add_z(b, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  tr_svg_attr_number(b, "width", scene->width);
  tr_svg_attr_number(b, "height", scene->height);
  tr_buf_add_z(b, " viewBox=\"0 0 ");
  tr_svg_number(b, scene->width);
  tr_buf_add_char(b, ' ');
  tr_svg_number(b, scene->height);
  tr_buf_add_z(b, "\"");
  tr_svg_attr(b, "lang", scene->lang);
  tr_svg_attr(b, "xml:lang", scene->lang);
  tr_svg_attr_z(b, "role", "graphics-document document");
  tr_svg_attr(b, "aria-label", scene->title);
  tr_buf_add_z(b, ">\n");
  words(b, "title", scene->title);
  words(b, "desc", scene->description);
}

static size_t written(const tr_svg *s) {
  size_t n = s->out.n;
  for (size_t i = 0; i < s->pieces.n; i++) n += ((tr_str *)tr_vec_at(&s->pieces, i))->n;
  return n;
}

static bool write_document(tr_svg *s, const tr_scene *scene, const tr_paint *ground, tr_buf *out) {
  enum { HEAD = 4096 };
  background(s, ground, scene);
  if (scene->root) tr_svg_count_images(s, scene->root);
  if (scene->root && !group(s, scene->root)) return false;
  tr_buf_reserve(out, written(s) + s->defs.n + HEAD);
  head(out, scene);
  if (s->used.n) {
    tr_buf_add_z(out, "<style>\n");
    if (!tr_svg_embed(s, out)) return false;
    tr_buf_add_z(out, "</style>\n");
  }
  if (s->defs.n) {
    tr_buf_add_z(out, "<defs>\n");
    tr_buf_add(out, tr_buf_str(&s->defs));
    tr_buf_add_z(out, "</defs>\n");
  }
  for (size_t i = 0; i < s->pieces.n; i++) tr_buf_add(out, *(tr_str *)tr_vec_at(&s->pieces, i));
  tr_buf_add(out, tr_buf_str(&s->out));
  tr_buf_add_z(out, "</svg>\n");
  return true;
}

static bool write_svg(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene,
                      const tr_render_options *options, tr_buf *out) {
  (void)fonts;
  tr_held *held = tr_held_new(ctx);
  tr_paint ground = tr_background_of(scene, options);
  tr_svg s = {.ctx = ctx,
              .out = tr_buf_of(ctx->scene),
              .defs = tr_buf_of(ctx->scene),
              .pieces = tr_vec_of(ctx->scene, sizeof(tr_str)),
              .text = options->svg_text,
              .faces = held->faces,
              .known = tr_map_of(ctx->scene),
              .images = tr_map_of(ctx->scene),
              .used = tr_vec_of(ctx->scene, sizeof(tr_svg_face)),
              .lang = scene->lang};
  bool ok = write_document(&s, scene, &ground, out);
  tr_held_release(held);
  return ok;
}

static bool fits_svg(tr_ctx *ctx, const tr_scene *scene, const tr_render_options *options) {
  (void)options;
  return tr_within(ctx, TR_LIMIT_VECTOR_SIDE, fmax(scene->width, scene->height), (tr_pos){0});
}

const tr_output tr_output_svg = {
    .name = "svg",
    .help = "real text, roles and links; --svg-text says where the letters come from",
    .suffixes = "svg",
    .write = write_svg,
    .fits = fits_svg,
};
