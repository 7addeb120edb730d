#include "render/svg-priv.h"

/* XML 1.0 has no control characters but tab and line ends, and neither U+FFFE nor U+FFFF. */
static bool is_xml(uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF);
}

static bool is_plain(char c) {
  return c >= 0x20 && c != 0x7F && c != '&' && c != '<' && c != '>' && c != '"'; /* char may be signed */
}

void tr_svg_escape(tr_buf *b, tr_str s) {
  for (size_t at = 0; at < s.n;) {
    size_t plain = at;
    while (plain < s.n && (unsigned char)s.p[plain] < 0x80 && is_plain(s.p[plain])) plain++;
    tr_buf_add(b, tr_str_sub(s, at, plain));
    if ((at = plain) == s.n) break;
    size_t from = at;
    uint32_t c = tr_utf8_next(s, &at);
    switch (c) {
    case '&': tr_buf_add_z(b, "&amp;"); break;
    case '<': tr_buf_add_z(b, "&lt;"); break;
    case '>': tr_buf_add_z(b, "&gt;"); break;
    case '"': tr_buf_add_z(b, "&quot;"); break;
    default:
      if (is_xml(c)) tr_buf_add(b, tr_str_sub(s, from, at));
    }
  }
}

/* What is written goes into pieces: a buffer that grows to many megabytes leaves as many behind. */
void tr_svg_flush(tr_svg *s) {
  enum { PIECE = 1 << 20, SLACK = 1 << 16 };
  if (s->out.n < PIECE) return;
  *(tr_str *)tr_vec_push(&s->pieces) = tr_buf_str(&s->out);
  s->out = tr_buf_of(s->ctx->scene);
  tr_buf_reserve(&s->out, PIECE + SLACK);
}

void tr_svg_number(tr_buf *b, double x) { tr_buf_fixed(b, x, 3); }

static void attr_open(tr_buf *b, const char *name) {
  tr_buf_add_char(b, ' ');
  tr_buf_add_z(b, name);
  tr_buf_add_z(b, "=\"");
}

void tr_svg_attr(tr_buf *b, const char *name, tr_str value) {
  if (!value.n) return;
  attr_open(b, name);
  tr_svg_escape(b, value);
  tr_buf_add_char(b, '"');
}

void tr_svg_attr_z(tr_buf *b, const char *name, const char *value) { tr_svg_attr(b, name, tr_str_z(value)); }

void tr_svg_attr_number(tr_buf *b, const char *name, double x) {
  attr_open(b, name);
  tr_svg_number(b, x);
  tr_buf_add_char(b, '"');
}

void tr_svg_path_data(tr_buf *b, const tr_path *path, const double m[6]) {
  const double *p = path->xy;
  for (size_t i = 0; i < path->n_ops; i++) {
    int n = path->ops[i] == 'C' ? 3 : path->ops[i] == 'Z' ? 0 : 1;
    tr_buf_add_char(b, path->ops[i]);
    for (int k = 0; k < n; k++, p += 2) {
      double x, y;
      tr_matrix_apply(m, p[0], p[1], &x, &y);
      if (k) tr_buf_add_char(b, ' ');
      tr_svg_number(b, x);
      tr_buf_add_char(b, ',');
      tr_svg_number(b, y);
    }
  }
}

void tr_svg_css_string(tr_buf *b, tr_str s) {
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == '"' || c == '\'' || c == '\\' || c == '<' || c == '>' || c == '&' || (unsigned char)c < 0x20)
      tr_buf_printf(b, "\\%x ", (unsigned)(unsigned char)c);
    else
      tr_buf_add_char(b, c);
  }
}

void tr_svg_base64(tr_buf *b, tr_str bytes) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < bytes.n; i += 3) {
    uint32_t v = 0;
    size_t have = bytes.n - i < 3 ? bytes.n - i : 3;
    for (size_t k = 0; k < 3; k++) v = v << 8 | (k < have ? (unsigned char)bytes.p[i + k] : 0);
    char out[4] = {digits[v >> 18], digits[v >> 12 & 63], digits[v >> 6 & 63], digits[v & 63]};
    if (have < 3) out[3] = '=';
    if (have < 2) out[2] = '=';
    tr_buf_add(b, (tr_str){out, 4});
  }
}

void tr_svg_title(tr_svg *s, tr_str title) {
  if (!title.n) return;
  tr_buf_add_z(&s->out, "<title>");
  tr_svg_escape(&s->out, title);
  tr_buf_add_z(&s->out, "</title>");
}

bool tr_svg_link_open(tr_svg *s, tr_str href) {
  if (!href.n || !tr_link_allowed(s->ctx, href, s->group ? s->group->at : (tr_pos){0})) return false;
  tr_buf_add_z(&s->out, "<a");
  tr_svg_attr(&s->out, "href", href);
  tr_buf_add_char(&s->out, '>');
  return true;
}

void tr_svg_link_close(tr_svg *s) { tr_buf_add_z(&s->out, "</a>"); }

void tr_svg_lang(tr_svg *s, tr_str lang) {
  if (!lang.n || tr_str_eq(lang, s->lang)) return;
  tr_svg_attr(&s->out, "lang", lang);
  tr_svg_attr(&s->out, "xml:lang", lang);
}
