#include "render/svg-priv.h"

#include "text/text.h"

#include <hb-subset.h>

/* Layout features a subset keeps: what shaping asks for by default, and tabular figures where they are used.
 */
static const char features[][5] = {"ccmp", "locl", "rlig", "liga", "clig", "calt", "kern", "mark", "mkmk",
                                   "rclt", "init", "medi", "fina", "isol", "ljmo", "vjmo", "tjmo"};
static const char tabular[][5] = {"tnum", "lnum"};

static tr_svg_face *find(tr_svg *s, const tr_face *face) {
  tr_svg_face *used = s->used.items;
  for (size_t i = 0; i < s->used.n; i++)
    if (used[i].face == face) return &used[i];
  tr_svg_face *made = tr_vec_push(&s->used);
  made->face = face;
  made->codes = tr_vec_of(s->ctx->scene, sizeof(uint32_t));
  made->glyphs = tr_vec_of(s->ctx->scene, sizeof(uint32_t));
  return made;
}

void tr_svg_use_face(tr_svg *s, const tr_text *text, const tr_glyph_run *run) {
  tr_svg_face *used = find(s, run->face);
  if (text->styles[run->style].tabular) used->tabular = true;
  for (size_t at = run->from; at < run->to;)
    *(uint32_t *)tr_vec_push(&used->codes) = tr_utf8_next(text->text, &at);
  for (size_t i = 0; i < run->n; i++) *(uint32_t *)tr_vec_push(&used->glyphs) = run->glyphs[i].id;
}

static void add_all(hb_set_t *set, const tr_vec *v) {
  const uint32_t *items = v->items;
  for (size_t i = 0; i < v->n; i++) hb_set_add(set, items[i]);
}

static hb_subset_input_t *input_of(const tr_svg_face *used) {
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input) return NULL;
  hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
  add_all(hb_subset_input_unicode_set(input), &used->codes);
  add_all(hb_subset_input_glyph_set(input), &used->glyphs);
  hb_set_clear(kept);
  for (size_t i = 0; i < sizeof features / sizeof *features; i++)
    hb_set_add(kept, hb_tag_from_string(features[i], 4));
  for (size_t i = 0; used->tabular && i < sizeof tabular / sizeof *tabular; i++)
    hb_set_add(kept, hb_tag_from_string(tabular[i], 4));
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
  return input;
}

/* The subset as a font file, or NULL. Owned by the caller. */
static hb_blob_t *subset(tr_str file, const tr_svg_face *used) {
  hb_blob_t *blob = hb_blob_create(file.p, (unsigned)file.n, HB_MEMORY_MODE_READONLY, NULL, NULL);
  hb_face_t *face = hb_face_create(blob, (unsigned)used->face->index);
  hb_subset_input_t *input = input_of(used);
  hb_face_t *small = input ? hb_subset_or_fail(face, input) : NULL;
  hb_blob_t *out = small ? hb_face_reference_blob(small) : NULL;
  hb_face_destroy(small);
  hb_subset_input_destroy(input);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
  return out;
}

static void release_blob(void *what) { hb_blob_destroy(what); }

static bool embed_face(tr_svg *s, const tr_svg_face *used, tr_buf *b) {
  tr_str file = tr_face_bytes(s->ctx, used->face);
  if (!file.n) return false;
  hb_blob_t *blob = subset(file, used);
  unsigned n = 0;
  const char *bytes = blob ? hb_blob_get_data(blob, &n) : NULL;
  if (!n) {
    tr_error(s->ctx, TR_SYSTEM, (tr_pos){0}, "use --svg-text live or --svg-text outlines",
             "font \"%.*s %.*s\" could not be cut down for embedding", TR_FMT(used->face->family),
             TR_FMT(used->face->style));
    return false;
  }
  tr_ctx_defer(s->ctx, release_blob, blob);
  bool otf = n > 4 && bytes[0] == 'O';
  tr_buf_add_z(b, "@font-face{font-family:\"");
  tr_svg_css_string(b, used->face->family);
  tr_buf_printf(b, "\";font-weight:%d;font-style:%s;src:url(data:font/%s;base64,", used->face->weight,
                used->face->italic ? "italic" : "normal", otf ? "otf" : "ttf");
  tr_svg_base64(b, (tr_str){bytes, n});
  tr_buf_printf(b, ") format(\"%s\")}\n", otf ? "opentype" : "truetype");
  return true;
}

bool tr_svg_embed(tr_svg *s, tr_buf *b) {
  const tr_svg_face *used = s->used.items;
  for (size_t i = 0; i < s->used.n; i++)
    if (!embed_face(s, &used[i], b)) return false;
  return true;
}
