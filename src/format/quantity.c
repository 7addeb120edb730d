#include "format/locale-priv.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const char *const tr_qualifier_names[] = {"exact", "about",   "nearly",  "over",     "at_least",
                                          "under", "at_most", "between", "estimate", NULL};
const char *const tr_status_names[] = {"actual", "plan", "target", "forecast", "preliminary", NULL};
const char *const tr_scale_names[] = {"auto", "none", "thousand", "million", "billion", "trillion", NULL};

enum { AUTO_EXPONENT = 6, AUTO_PLACES = 2, ABOUT_DIGITS = 2 };

/* What is to be printed, settled before any word is chosen. */
typedef struct plan {
  tr_qualifier qualifier;
  tr_decimal low, high; /* LOW is used for BETWEEN only; both before scaling */
  const tr_scale_row *scale;
  tr_unit_row unit;
} plan;

typedef struct writer {
  tr_arena *arena;
  const tr_locale *locale;
  const plan *plan;
  tr_vec pieces;
  tr_str lead; /* spaces that wait for the next piece */
} writer;

static const tr_unit_row *find_unit(const tr_locale *locale, tr_str code) {
  for (size_t i = 0; i < locale->n_units; i++)
    if (tr_str_eq(locale->units[i].code, code)) return &locale->units[i];
  return NULL;
}

bool tr_locale_has_unit(const tr_locale *locale, tr_str code) { return find_unit(locale, code) != NULL; }

/* A document's word for a unit: for the language, for its base ("en" of "en-GB"), or one for all. */
static const tr_value *document_unit(const tr_locale *locale, const tr_unit_words *words, tr_str code) {
  const tr_value *unit = words ? tr_get_s(words->units, code) : NULL;
  if (!tr_is(unit, TR_OBJECT)) return unit;
  const tr_value *word = tr_get_s(unit, locale->name);
  size_t hyphen = tr_str_find(locale->name, "-", 0);
  if (!word && hyphen < locale->name.n) word = tr_get_s(unit, tr_str_sub(locale->name, 0, hyphen));
  return word;
}

static bool read_document_unit(const tr_value *word, tr_unit_row *out) {
  const tr_str none = {0};
  if (tr_is(word, TR_STRING)) {
    out->other = tr_string(word);
    return true;
  }
  if (!tr_is(word, TR_OBJECT)) return false;
  out->one = tr_get_string(word, "one", none);
  out->other = tr_get_string(word, "other", tr_get_string(word, "word", none));
  out->before = tr_get_string(word, "before", none);
  out->tight = tr_get_bool(word, "tight", false);
  return out->other.n || out->before.n;
}

/* The unit's words; false where nobody knows them and the code must do. */
static bool choose_unit(const tr_locale *locale, const tr_unit_words *words, tr_str code, tr_unit_row *out) {
  *out = (tr_unit_row){.code = code};
  if (!code.n || read_document_unit(document_unit(locale, words, code), out)) return true;
  const tr_unit_row *known = find_unit(locale, code);
  if (known)
    *out = *known;
  else
    out->other = code;
  return known != NULL;
}

/* Which of value, low and high to print, and how; false where there is no number. */
static bool choose_numbers(const tr_quantity *q, plan *p) {
  bool value = isfinite(q->value), low = isfinite(q->low), high = isfinite(q->high);
  int digits = q->digits > 40 ? 40 : q->digits;
  p->qualifier = q->qualifier;
  if (low && high && (!value || q->qualifier == TR_BETWEEN)) {
    p->qualifier = TR_BETWEEN;
    p->low = tr_decimal_of(q->low, digits);
    p->high = tr_decimal_of(q->high, digits);
    return true;
  }
  if (!value && !low && !high) return false;
  if (!value && (q->qualifier == TR_EXACT || q->qualifier == TR_BETWEEN))
    p->qualifier = low ? TR_AT_LEAST : TR_AT_MOST;
  else if (p->qualifier == TR_BETWEEN)
    p->qualifier = TR_EXACT;
  if (p->qualifier == TR_ABOUT && digits > ABOUT_DIGITS) digits = ABOUT_DIGITS;
  p->high = tr_decimal_of(value ? q->value : low ? q->low : q->high, digits);
  return true;
}

static tr_decimal scaled(const tr_decimal *d, const tr_scale_row *scale) {
  tr_decimal out = *d;
  bool zero = d->n == 1 && d->digits[0] == '0';
  if (scale && !zero) out.exponent -= scale->power;
  return out;
}

/* Short enough to read: the number is given as it is, so a scale word must not leave many decimals. */
static bool fits(const plan *p, const tr_scale_row *scale) {
  tr_decimal low = scaled(&p->low, scale), high = scaled(&p->high, scale);
  if (tr_decimal_places(&high) > AUTO_PLACES) return false;
  return p->qualifier != TR_BETWEEN || tr_decimal_places(&low) <= AUTO_PLACES;
}

static const tr_scale_row *largest_scale(const tr_locale *locale, const plan *p) {
  for (size_t i = 0; i < locale->n_scales; i++) {
    const tr_scale_row *s = &locale->scales[i];
    if (s->automatic && p->high.exponent >= s->power && fits(p, s)) return s;
  }
  return NULL;
}

static const tr_scale_row *choose_scale(const tr_locale *locale, const plan *p, tr_str name) {
  if (tr_str_is(name, "none")) return NULL;
  if (!name.n || tr_str_is(name, "auto"))
    return p->high.exponent >= AUTO_EXPONENT ? largest_scale(locale, p) : NULL;
  for (size_t i = 0; i < locale->n_scales; i++)
    if (tr_str_eq(locale->scales[i].name, name)) return &locale->scales[i];
  return largest_scale(locale, p);
}

/* Spaces that wait are put before TEXT. An empty TEXT makes no piece. */
static void put(writer *w, tr_piece_kind kind, tr_str text) {
  if (!text.n) return;
  tr_piece *piece = tr_vec_push(&w->pieces);
  *piece = (tr_piece){kind, tr_str_join(w->arena, w->lead, text)};
  w->lead = (tr_str){0};
}

static bool is_blank(tr_str s) { return tr_str_trim(s).n == 0; }

static void put_literal(writer *w, tr_str text) {
  if (is_blank(text))
    w->lead = tr_str_join(w->arena, w->lead, text);
  else
    put(w, TR_PIECE_QUALIFIER, text);
}

static void put_number(writer *w, const tr_decimal *d, bool with_scale) {
  const tr_scale_row *scale = w->plan->scale;
  tr_decimal shown = scaled(d, scale);
  tr_buf number = tr_buf_of(w->arena);
  tr_decimal_write(&number, &w->locale->number, &shown);
  put(w, TR_PIECE_UNIT, w->plan->unit.before);
  if (!scale || !with_scale) {
    put(w, TR_PIECE_NUMBER, tr_buf_str(&number));
    return;
  }
  size_t at = tr_str_find(scale->pattern, "{n}", 0);
  put(w, TR_PIECE_SCALE, tr_str_sub(scale->pattern, 0, at));
  put(w, TR_PIECE_NUMBER, tr_buf_str(&number));
  put(w, TR_PIECE_SCALE, tr_str_sub(scale->pattern, at + 3, scale->pattern.n));
}

/* CLDR's "one", for numbers as they are shown. */
static bool is_one(const writer *w) {
  const tr_decimal *d = &w->plan->high;
  bool digit = d->n == 1 && d->exponent == 0 && !w->plan->scale && w->plan->qualifier != TR_BETWEEN;
  switch (w->locale->plural) {
  case TR_PLURAL_NONE: return false;
  case TR_PLURAL_ONE: return digit && d->digits[0] == '1';
  case TR_PLURAL_ZERO_ONE: return d->exponent < 0 || (d->exponent == 0 && d->digits[0] <= '1');
  }
  assert(false);
  return false;
}

static bool follows_scale(const writer *w) {
  if (!w->pieces.n) return false;
  const tr_piece *last = tr_vec_at(&w->pieces, w->pieces.n - 1);
  return last->kind == TR_PIECE_SCALE;
}

static void put_unit(writer *w) {
  const tr_unit_row *unit = &w->plan->unit;
  tr_str word = unit->one.n && is_one(w) ? unit->one : unit->other;
  if (unit->tight || !word.n)
    w->lead = (tr_str){0};
  else if (!w->lead.n && follows_scale(w))
    w->lead = w->locale->after_scale;
  put(w, TR_PIECE_UNIT, word);
}

static void put_placeholder(writer *w, tr_str name) {
  if (tr_str_is(name, "u"))
    put_unit(w);
  else if (tr_str_is(name, "low"))
    put_number(w, &w->plan->low, false);
  else
    put_number(w, &w->plan->high, true);
}

static void put_pattern(writer *w, tr_str pattern) {
  for (size_t at = 0; at < pattern.n;) {
    size_t open = tr_str_find(pattern, "{", at), close = tr_str_find(pattern, "}", at);
    bool found = open < pattern.n && close < pattern.n && open < close;
    put_literal(w, tr_str_sub(pattern, at, found ? open : pattern.n));
    if (!found) break;
    put_placeholder(w, tr_str_sub(pattern, open + 1, close));
    at = close + 1;
  }
}

/* A multiple of ten that is printed without decimals and has a unit in words. */
static bool is_round(const plan *p) {
  tr_decimal shown = scaled(&p->high, p->scale);
  int zeros = p->high.exponent - ((int)p->high.n - 1);
  bool symbol = p->unit.tight || p->unit.before.n || !p->unit.other.n;
  return zeros >= 1 && tr_decimal_places(&shown) == 0 && !symbol;
}

/* "30여 " without a unit after it ends with the blank of its pattern. */
static void trim_last(writer *w) {
  if (!w->pieces.n) return;
  tr_piece *last = tr_vec_at(&w->pieces, w->pieces.n - 1);
  while (last->text.n && last->text.p[last->text.n - 1] == ' ') last->text.n--;
}

size_t tr_quantity_pieces(tr_arena *arena, const tr_locale *locale, const tr_quantity *q,
                          const tr_unit_words *units, bool *unknown_unit, tr_piece **pieces) {
  plan p = {0};
  bool known = choose_unit(locale, units, q->unit, &p.unit);
  if (unknown_unit) *unknown_unit = !known;
  *pieces = NULL;
  if (!choose_numbers(q, &p)) return 0;
  p.scale = choose_scale(locale, &p, q->scale);
  const tr_qualifier_row *row = &locale->qualifiers[p.qualifier];
  writer w = {.arena = arena, .locale = locale, .plan = &p, .pieces = tr_vec_of(arena, sizeof(tr_piece))};
  put_pattern(&w, row->other.n && !is_round(&p) ? row->other : row->pattern);
  trim_last(&w);
  *pieces = w.pieces.items;
  return w.pieces.n;
}

tr_str tr_quantity_words(tr_arena *arena, const tr_locale *locale, const tr_quantity *q,
                         const tr_unit_words *units, bool sentence) {
  tr_piece *pieces;
  size_t n = tr_quantity_pieces(arena, locale, q, units, NULL, &pieces);
  tr_buf b = tr_buf_of(arena);
  for (size_t i = 0; i < n; i++) tr_buf_add(&b, pieces[i].text);
  return sentence ? tr_sentence_case(arena, tr_buf_str(&b)) : tr_buf_str(&b);
}

tr_str tr_number_words(tr_arena *arena, const tr_locale *locale, double x) {
  if (isnan(x)) return locale->number.nan;
  tr_buf b = tr_buf_of(arena);
  if (isinf(x)) {
    if (x < 0) tr_buf_add(&b, locale->number.minus);
    tr_buf_add_z(&b, "∞");
    return tr_buf_str(&b);
  }
  tr_decimal d = tr_decimal_of(x, 0);
  tr_decimal_write(&b, &locale->number, &d);
  return tr_buf_str(&b);
}
