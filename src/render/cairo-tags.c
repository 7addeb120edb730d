#include "render/render-priv.h"

#include <string.h>

/* Structure of a tagged PDF: what each role is called there (ISO 32000-1, 14.8.4). Roles without a name are
   part of what is around them. */
static const char *tag_of(const tr_group *g) {
  static const char *const headings[] = {"H1", "H1", "H2", "H3", "H4", "H5", "H6"};
  switch (g->role) {
  case TR_ROLE_TITLE:
  case TR_ROLE_HEADING: return headings[g->level];
  case TR_ROLE_PARAGRAPH: return "P";
  case TR_ROLE_LIST: return "L";
  case TR_ROLE_ITEM: return "LI";
  case TR_ROLE_TABLE: return "Table";
  case TR_ROLE_ROW: return "TR";
  case TR_ROLE_CELL: return "TD";
  case TR_ROLE_FIGURE:
  case TR_ROLE_CHART: return "Figure";
  case TR_ROLE_NONE:
  case TR_ROLE_AXIS:
  case TR_ROLE_LEGEND:
  case TR_ROLE_MARK:
  case TR_ROLE_DECORATION: return NULL;
  }
  return NULL;
}

/* The attribute string of a link tag: quotes and backslashes escaped, what is not ASCII percent-encoded. */
static tr_str link_attributes(tr_ctx *ctx, tr_str link) {
  tr_buf b = tr_buf_of(ctx->scene);
  tr_buf_add_z(&b, "uri='");
  for (size_t i = 0; i < link.n; i++) {
    unsigned char c = (unsigned char)link.p[i];
    if (c == '\'' || c == '\\' || c <= 0x20 || c >= 0x7F)
      tr_buf_printf(&b, "%%%02X", (unsigned)c);
    else
      tr_buf_add_char(&b, (char)c);
  }
  tr_buf_add_char(&b, '\'');
  return tr_buf_str(&b);
}

bool tr_cairo_link_begin(tr_painter *p, tr_str link) {
  if (!p->tags || p->layers || !tr_link_allowed(p->ctx, link, p->group ? p->group->at : (tr_pos){0}))
    return false;
  cairo_tag_begin(p->cr, CAIRO_TAG_LINK, link_attributes(p->ctx, link).p);
  return true;
}

void tr_cairo_link_end(tr_painter *p) { cairo_tag_end(p->cr, CAIRO_TAG_LINK); }

/* Roles whose texts are parts of one block. */
static bool is_block(const tr_group *g) {
  const char *tag = tag_of(g);
  return tag && (tag[0] == 'H' || strcmp(tag, "P") == 0 || strcmp(tag, "LI") == 0 || strcmp(tag, "TD") == 0);
}

bool tr_cairo_group_begin(tr_painter *p, const tr_group *g) {
  const char *tag = tag_of(g);
  if (!p->tags || p->layers || !tag) return false;
  cairo_tag_begin(p->cr, tag, NULL);
  if (is_block(g)) p->blocks++;
  if (p->alts && strcmp(tag, "Figure") == 0) *(tr_str *)tr_vec_push(p->alts) = g->alt;
  return true;
}

void tr_cairo_group_end(tr_painter *p, const tr_group *g) {
  if (is_block(g)) p->blocks--;
  cairo_tag_end(p->cr, tag_of(g));
}

/* Cairo marks the content of the innermost tags only: what stands beside another tag has to have one as well.
 */
static const char *text_tag(const tr_painter *p) { return p->blocks ? "Span" : "P"; }

bool tr_cairo_text_begin(tr_painter *p) {
  if (!p->tags || p->layers) return false;
  cairo_tag_begin(p->cr, text_tag(p), NULL);
  return true;
}

void tr_cairo_text_end(tr_painter *p) { cairo_tag_end(p->cr, text_tag(p)); }
