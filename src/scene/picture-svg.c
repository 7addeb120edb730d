#include "scene/picture-priv.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* The size that an SVG's first element gives. */

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static size_t skip_space(tr_str s, size_t at) {
  while (at < s.n && is_space(s.p[at])) at++;
  return at;
}

static size_t skip_to(tr_str s, size_t at, const char *end) {
  size_t found = tr_str_find(s, end, at);
  return found == SIZE_MAX ? s.n : found + strlen(end);
}

/* A document type may hold declarations in [ ]. */
static size_t skip_doctype(tr_str s, size_t at) {
  bool inner = false;
  for (; at < s.n; at++) {
    if (s.p[at] == '[') inner = true;
    if (s.p[at] == ']') inner = false;
    if (s.p[at] == '>' && !inner) return at + 1;
  }
  return at;
}

/* Past the < of the first element; the end where there is none. */
static size_t first_element(tr_str s) {
  size_t at = tr_str_starts(s, "\xEF\xBB\xBF") ? 3 : 0;
  while ((at = skip_space(s, at)) < s.n) {
    tr_str rest = tr_str_sub(s, at, s.n);
    if (tr_str_starts(rest, "<?"))
      at = skip_to(s, at, "?>");
    else if (tr_str_starts(rest, "<!--"))
      at = skip_to(s, at + 4, "-->");
    else if (tr_str_starts(rest, "<!"))
      at = skip_doctype(s, at);
    else
      return rest.p[0] == '<' ? at + 1 : s.n;
  }
  return s.n;
}

static bool ends_name(char c) { return is_space(c) || c == '>' || c == '/' || c == '='; }

static tr_str name_at(tr_str s, size_t at) {
  size_t to = at;
  while (to < s.n && !ends_name(s.p[to])) to++;
  return tr_str_sub(s, at, to);
}

static bool is_svg(tr_str name) { return tr_str_is(name, "svg") || tr_str_ends(name, ":svg"); }

bool tr_looks_like_svg(tr_str s) { return is_svg(name_at(s, first_element(s))); }

/* --- Lengths ----------------------------------------------------------------------------------------------
 */

/* px, or NaN for what is no fixed length: shares of the page, nonsense. */
static double length_of(tr_str s) {
  static const struct {
    const char *unit;
    double px;
  } units[] = {{"", 1},           {"px", 1},         {"pt", 96 / 72.0}, {"pc", 16}, {"in", 96},
               {"cm", 96 / 2.54}, {"mm", 96 / 25.4}, {"em", 16},        {"ex", 8},  {"rem", 16}};
  double x;
  s = tr_str_trim(s);
  size_t n = tr_num_prefix(s, &x);
  for (size_t i = 0; n && i < sizeof units / sizeof *units; i++)
    if (tr_str_is(tr_str_sub(s, n, s.n), units[i].unit)) return x * units[i].px;
  return NAN;
}

/* Width and height of a viewBox. */
static void read_box(tr_str s, double *width, double *height) {
  double x[4];
  for (size_t i = 0; i < 4; i++) {
    size_t at = 0;
    while (at < s.n && (is_space(s.p[at]) || s.p[at] == ',')) at++;
    s = tr_str_sub(s, at, s.n);
    size_t n = tr_num_prefix(s, &x[i]);
    if (!n) return;
    s = tr_str_sub(s, n, s.n);
  }
  *width = x[2];
  *height = x[3];
}

typedef struct sizes {
  double width, height, box_width, box_height; /* NaN where not given */
} sizes;

/* Reads the attributes of the element; returns where they end. */
static size_t read_attributes(tr_str s, size_t at, sizes *out) {
  while ((at = skip_space(s, at)) < s.n && s.p[at] != '>' && s.p[at] != '/') {
    tr_str name = name_at(s, at);
    at = skip_space(s, at + name.n);
    if (!name.n || at >= s.n || s.p[at] != '=') return s.n;
    at = skip_space(s, at + 1);
    if (at >= s.n || (s.p[at] != '"' && s.p[at] != '\'')) return s.n;
    size_t end = tr_str_find(s, s.p[at] == '"' ? "\"" : "'", at + 1);
    if (end == SIZE_MAX) return s.n;
    tr_str value = tr_str_sub(s, at + 1, end);
    if (tr_str_is(name, "width")) out->width = length_of(value);
    if (tr_str_is(name, "height")) out->height = length_of(value);
    if (tr_str_is(name, "viewBox")) read_box(value, &out->box_width, &out->box_height);
    at = end + 1;
  }
  return at;
}

/* A side that is not given has the viewBox's proportions, both the viewBox's size: what librsvg and resvg
   make of it. Without a viewBox it is CSS's size of replaced elements (CSS 2.1, 10.3.2). */
static void settle(const sizes *s, tr_picture *out) {
  bool box = s->box_width > 0 && s->box_height > 0;
  double w = s->width, h = s->height;
  if (isnan(w) && isnan(h)) {
    w = box ? s->box_width : 300;
    h = box ? s->box_height : 150;
  }
  if (isnan(w)) w = box ? h * s->box_width / s->box_height : 300;
  if (isnan(h)) h = box ? w * s->box_height / s->box_width : 150;
  out->width = w;
  out->height = h;
}

/* The last tag closes the first one. */
static bool is_closed(tr_str s, size_t at) {
  if (at + 1 < s.n && s.p[at] == '/') return s.p[at + 1] == '>';
  size_t tag = s.n;
  while (tag > at && !tr_str_starts(tr_str_sub(s, tag, s.n), "</")) tag--;
  tr_str name = name_at(s, tag + 2);
  size_t end = skip_space(s, tag + 2 + name.n);
  return tag > at && is_svg(name) && end < s.n && s.p[end] == '>';
}

const char *tr_picture_svg(tr_str s, tr_picture *out) {
  size_t at = first_element(s);
  sizes found = {NAN, NAN, NAN, NAN};
  at = read_attributes(s, at + name_at(s, at).n, &found);
  if (!is_closed(s, at)) return "ends too early";
  settle(&found, out);
  bool possible = out->width > 0 && out->height > 0 && isfinite(out->width) && isfinite(out->height);
  return possible ? NULL : "has an impossible size";
}

/* --- Links ------------------------------------------------------------------------------------------------
 */

static bool is_link(tr_str name) { return tr_str_is(name, "a") || tr_str_ends(name, ":a"); }

static bool has_link_element(tr_str s) {
  for (size_t at = 0; (at = tr_str_find(s, "<", at)) != SIZE_MAX; at++)
    if (is_link(name_at(s, at + 1))) return true;
  return false;
}

/* Only UTF-8, the default, is looked through. */
static bool is_recoded(tr_str s) {
  static const char *const plain[] = {"\"UTF-8\"", "'UTF-8'", "\"utf-8\"", "'utf-8'"};
  size_t at = tr_str_find(s, "encoding", 0);
  if (at == SIZE_MAX || at > first_element(s)) return false;
  tr_str said = tr_str_sub(s, at, at + 18);
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (tr_str_find(said, plain[i], 0) != SIZE_MAX) return false;
  return true;
}

bool tr_picture_may_link(tr_str s) {
  static const char *const veils[] = {"<!ENTITY", "include", "image/svg"};
  bool veiled = !tr_utf8_valid(s, NULL) || memchr(s.p, 0, s.n) || is_recoded(s);
  for (size_t i = 0; i < sizeof veils / sizeof *veils; i++)
    veiled = veiled || tr_str_find(s, veils[i], 0) != SIZE_MAX;
  return veiled || has_link_element(s);
}
