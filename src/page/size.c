#include "base/number.h"
#include "page/page-priv.h"

/* px at 96 a inch; paper is rounded to whole pixels. */
static const struct size_row {
  const char *name;
  double width, height;
  bool print;
} size_rows[] = {
    {"a3", 1123, 1587, true},      {"a4", 794, 1123, true},         {"a4-landscape", 1123, 794, true},
    {"a5", 559, 794, true},        {"letter", 816, 1056, true},     {"legal", 816, 1344, true},
    {"slide", 1280, 720, false},   {"slide-4-3", 960, 720, false},  {"wide", 1920, 1080, false},
    {"square", 1080, 1080, false}, {"portrait", 1080, 1350, false}, {"story", 1080, 1920, false},
    {"banner", 1500, 500, false},
};
enum { N_SIZES = sizeof size_rows / sizeof *size_rows };

static const char *const size_names[N_SIZES + 1] = {"a3",       "a4",    "a4-landscape", "a5",   "letter",
                                                    "legal",    "slide", "slide-4-3",    "wide", "square",
                                                    "portrait", "story", "banner",       NULL};

static const char *const size_classes[] = {"landscape", "upright", "even", "print", "screen", NULL};

const char *const *tr_page_size_names(void) { return size_names; }

static bool size_by_name(tr_page *page, tr_str name, tr_pos at, tr_page_size *out) {
  for (size_t i = 0; i < N_SIZES; i++) {
    const struct size_row *row = &size_rows[i];
    if (!tr_str_is(name, row->name)) continue;
    *out = (tr_page_size){name, row->width, row->height, row->print};
    return true;
  }
  const char *hint = tr_did_you_mean(page->ctx, name, size_names);
  tr_error(page->ctx, TR_INPUT, at, hint ? hint : "a name such as a4 or slide, or [width, height]",
           "unknown size \"%.*s\"", TR_FMT(name));
  return false;
}

static bool size_side(tr_page *page, const tr_value *v, double *out) {
  tr_len len;
  if (!tr_len_parse(page, v, &len)) return false;
  if (!len.relative && len.value >= 1 && len.value <= page->ctx->limits[TR_LIMIT_VECTOR_SIDE]) {
    *out = len.value;
    return true;
  }
  tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "a length such as 800, \"210mm\" or \"8.5in\"",
           "this is not a side of a page");
  return false;
}

bool tr_page_size_read(tr_page *page, const tr_value *v, tr_str name, tr_page_size *out) {
  if (name.n) return size_by_name(page, name, (tr_pos){0}, out);
  if (!v) return size_by_name(page, TR_S("a4"), (tr_pos){0}, out);
  if (tr_is(v, TR_STRING)) return size_by_name(page, tr_string(v), tr_pos_of(v), out);
  if (!tr_is(v, TR_ARRAY) || v->n != 2) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "a name such as a4 or slide, or [width, height]",
             "this is not a size");
    return false;
  }
  const tr_value *height = tr_item(v, 1);
  *out = (tr_page_size){.print = true};
  if (!size_side(page, tr_item(v, 0), &out->width)) return false;
  return tr_str_is(tr_string(height), "auto") || size_side(page, height, &out->height);
}

/* --- Lengths ------------------------------------------------------------------------------------------- */

static double unit_px(const tr_page *page, tr_str unit) {
  static const struct {
    const char *name;
    double px;
  } units[] = {{"", 1}, {"px", 1}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}, {"pt", 96.0 / 72}};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (tr_str_is(unit, units[i].name)) return units[i].px;
  if (tr_str_is(unit, "u")) return page->u;
  return tr_str_is(unit, "em") ? page->base : NAN;
}

static bool not_below_0(tr_page *page, const tr_value *v, const tr_len *len) {
  if (len->value >= 0) return true;
  tr_error(page->ctx, TR_INPUT, tr_pos_of(v), NULL, "a length cannot be below 0");
  return false;
}

bool tr_len_parse(tr_page *page, const tr_value *v, tr_len *out) {
  *out = (tr_len){NAN, false};
  if (tr_is_nil(v)) return true;
  if (tr_is(v, TR_NUMBER)) {
    out->value = v->number;
    return not_below_0(page, v, out);
  }
  tr_str s = tr_str_trim(tr_string(v));
  double number;
  size_t n = tr_num_prefix(s, &number);
  tr_str unit = tr_str_trim(tr_str_sub(s, n, s.n));
  out->relative = tr_str_is(unit, "%");
  double px = out->relative ? 0.01 : unit_px(page, unit);
  if (n == 0 || isnan(px)) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(v), "a number of px, or \"12mm\", \"2u\", \"1.5em\", \"50%\"",
             "\"%.*s\" is not a length", TR_FMT(s));
    return false;
  }
  out->value = number * px;
  return not_below_0(page, v, out);
}

double tr_len_px(tr_len len, double room, double fallback) {
  if (isnan(len.value)) return fallback;
  return len.relative ? len.value * room : len.value;
}

static bool edge(tr_page *page, const tr_value *v, double *out) {
  tr_len len;
  if (!tr_len_parse(page, v, &len)) return false;
  *out = tr_len_px(len, fmin(page->size.width, page->size.height > 0 ? page->size.height : INFINITY), 0);
  return true;
}

bool tr_edges_parse(tr_page *page, const tr_value *v, tr_edges *out) {
  double side[4] = {0};
  if (!tr_is(v, TR_ARRAY)) {
    if (!edge(page, v, &side[0])) return false;
    *out = (tr_edges){side[0], side[0], side[0], side[0]};
    return true;
  }
  if (v->n != 2 && v->n != 4) {
    tr_error(page->ctx, TR_INPUT, tr_pos_of(v),
             "[top and bottom, left and right] or [top, right, bottom, left]", "%u lengths around a block",
             v->n);
    return false;
  }
  for (size_t i = 0; i < v->n; i++)
    if (!edge(page, tr_item(v, i), &side[i])) return false;
  *out = v->n == 2 ? (tr_edges){side[0], side[1], side[0], side[1]}
                   : (tr_edges){side[0], side[1], side[2], side[3]};
  return true;
}

/* --- `sizes:` ------------------------------------------------------------------------------------------ */

static bool class_holds(const tr_page *page, const char *name) {
  const tr_page_size *s = &page->size;
  double height = s->height > 0 ? s->height : INFINITY;
  if (strcmp(name, "landscape") == 0) return s->width > height;
  if (strcmp(name, "upright") == 0) return s->width < height;
  if (strcmp(name, "even") == 0) return s->width == height;
  return strcmp(name, "print") == 0 ? s->print : !s->print;
}

tr_value tr_sizes_merged(tr_page *page, const tr_value *object) {
  const tr_value *sizes = tr_get(object, "sizes");
  if (!sizes) return *object;
  tr_value out = tr_without(page->ctx->doc, object, "sizes");
  for (size_t i = 0; size_classes[i]; i++) {
    const tr_value *over = tr_get(sizes, size_classes[i]);
    if (over && class_holds(page, size_classes[i])) out = tr_merge(page->ctx->doc, &out, over);
  }
  const tr_value *over = page->size.name.n ? tr_get_s(sizes, page->size.name) : NULL;
  return over ? tr_merge(page->ctx->doc, &out, over) : out;
}

bool tr_sizes_check(tr_page *page, const tr_value *sizes) {
  bool ok = true;
  const char *names[N_SIZES + sizeof size_classes / sizeof *size_classes];
  size_t n = 0;
  for (size_t i = 0; size_names[i]; i++) names[n++] = size_names[i];
  for (size_t i = 0; size_classes[i]; i++) names[n++] = size_classes[i];
  names[n] = NULL;
  for (size_t i = 0; tr_is(sizes, TR_OBJECT) && i < sizes->n; i++) {
    const tr_member *m = &sizes->members[i];
    bool known = false;
    for (size_t k = 0; k < n; k++) known = known || tr_str_is(m->name, names[k]);
    if (known && tr_is(&m->value, TR_OBJECT)) continue;
    tr_error(page->ctx, TR_INPUT, tr_pos_of_name(sizes, m), tr_did_you_mean(page->ctx, m->name, names),
             known ? "the overrides for size \"%.*s\" must be an object" : "unknown size or class \"%.*s\"",
             TR_FMT(m->name));
    ok = false;
  }
  return ok;
}
