#include "format/calendar.h"
#include "format/time.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Dates as JavaScript engines read them. First the form of ECMA-262 (ISO 8601 with fixed lengths); where that
   does not fit, the loose form that V8 takes: words and numbers in nearly any order, of which numbers before
   ":" are times and others are dates. */

enum { NONE = INT_MAX };

typedef enum { T_END, T_NUMBER, T_SYMBOL, T_SPACE, T_MONTH, T_HALF, T_ZONE, T_T, T_WORD, T_OTHER } token_kind;

typedef struct token {
  token_kind kind;
  int value;  /* number, letter of a symbol, number of a month, hours of a zone or half day */
  int length; /* letters */
} token;

typedef struct scanner {
  tr_str s;
  size_t at;
  token next;
} scanner;

static const struct word_row {
  char word[4];
  token_kind kind;
  int value;
} known_words[] = {
    {"jan", T_MONTH, 1}, {"feb", T_MONTH, 2},  {"mar", T_MONTH, 3},  {"apr", T_MONTH, 4},
    {"may", T_MONTH, 5}, {"jun", T_MONTH, 6},  {"jul", T_MONTH, 7},  {"aug", T_MONTH, 8},
    {"sep", T_MONTH, 9}, {"oct", T_MONTH, 10}, {"nov", T_MONTH, 11}, {"dec", T_MONTH, 12},
    {"am", T_HALF, 0},   {"pm", T_HALF, 12},   {"ut", T_ZONE, 0},    {"utc", T_ZONE, 0},
    {"z", T_ZONE, 0},    {"gmt", T_ZONE, 0},   {"cdt", T_ZONE, -5},  {"cst", T_ZONE, -6},
    {"edt", T_ZONE, -4}, {"est", T_ZONE, -5},  {"mdt", T_ZONE, -6},  {"mst", T_ZONE, -7},
    {"pdt", T_ZONE, -7}, {"pst", T_ZONE, -8},  {"t", T_T, 0},
};

static char peek(const scanner *sc) { return sc->at < sc->s.n ? sc->s.p[sc->at] : 0; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_word_letter(char c) { return (unsigned char)c >= 'A'; }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* At most nine digits count; more are read over. */
static token scan_number(scanner *sc) {
  token t = {T_NUMBER, 0, 0};
  for (; is_digit(peek(sc)); sc->at++, t.length++)
    if (t.length < 9) t.value = t.value * 10 + (peek(sc) - '0');
  return t;
}

/* A word is known by its first three letters; only months may be longer. */
static token scan_word(scanner *sc) {
  char start[4] = {0};
  token t = {T_WORD, 0, 0};
  for (; is_word_letter(peek(sc)); sc->at++, t.length++)
    if (t.length < 3) start[t.length] = lower(peek(sc));
  for (size_t i = 0; i < sizeof known_words / sizeof *known_words; i++) {
    const struct word_row *row = &known_words[i];
    if (strcmp(row->word, start) != 0 || (t.length > 3 && row->kind != T_MONTH)) continue;
    t.kind = row->kind;
    t.value = row->value;
    break;
  }
  return t;
}

static token scan_brackets(scanner *sc) {
  int depth = 0;
  do depth += peek(sc) == '(' ? 1 : peek(sc) == ')' ? -1 : 0;
  while (++sc->at < sc->s.n && depth > 0);
  return (token){T_OTHER, 0, 1};
}

static token scan(scanner *sc) {
  char c = peek(sc);
  if (sc->at >= sc->s.n || !c) return (token){T_END, 0, 0};
  if (is_digit(c)) return scan_number(sc);
  if (strchr(":-+.)", c)) {
    sc->at++;
    return (token){T_SYMBOL, c, 1};
  }
  if (is_word_letter(c)) return scan_word(sc);
  if (c == '(') return scan_brackets(sc);
  sc->at++;
  return (token){c == ' ' || (c >= '\t' && c <= '\r') ? T_SPACE : T_OTHER, 0, 1};
}

static token advance(scanner *sc) {
  token t = sc->next;
  sc->next = scan(sc);
  return t;
}

static bool is_symbol(token t, char c) { return t.kind == T_SYMBOL && t.value == c; }
static bool is_sign(token t) { return is_symbol(t, '+') || is_symbol(t, '-'); }
static bool is_z(token t) { return t.kind == T_ZONE && t.length == 1; }

static bool skip_symbol(scanner *sc, char c) {
  if (!is_symbol(sc->next, c)) return false;
  advance(sc);
  return true;
}

/* What has been read so far. */
typedef struct reading {
  int day[3], n_day, month; /* numbers of the date; a month by name */
  bool iso;
  int time[4], n_time, half; /* hours, minutes, seconds, ms; 0 for AM, 12 for PM */
  int sign, zone_hours, zone_minutes;
} reading;

static bool add_day(reading *r, int n) {
  if (r->n_day == 3) return false;
  r->day[r->n_day++] = n;
  return true;
}

static bool add_time(reading *r, int n) {
  if (r->n_time == 4) return false;
  r->time[r->n_time++] = n;
  return true;
}

static void end_time(reading *r) {
  while (r->n_time < 4) r->time[r->n_time++] = 0;
}

static bool between(int x, int low, int high) { return x >= low && x <= high; }

/* Whether N can go on with a time that has begun. */
static bool time_expects(const reading *r, int n) {
  static const int most[] = {-1, 59, 59, 999, -1};
  return between(n, 0, most[r->n_time]);
}

/* The first three digits of a fraction of a second. */
static int milliseconds_of(token t) {
  int n = t.value, length = t.length > 9 ? 9 : t.length;
  for (; length < 3; length++) n *= 10;
  for (; length > 3; length--) n /= 10;
  return n;
}

/* ---- the fixed form ---- */

/* FAILED: no date at all; PASSED_ON: the loose form goes on with what is left. */
typedef enum { DONE, PASSED_ON, FAILED } outcome;

static bool take_fixed(scanner *sc, int length, int low, int high, int *out) {
  if (sc->next.kind != T_NUMBER || sc->next.length != length || !between(sc->next.value, low, high))
    return false;
  *out = advance(sc).value;
  return true;
}

/* Year, and month and day where they follow. */
static outcome read_iso_date(scanner *sc, reading *r, token *left) {
  int n;
  if (is_sign(sc->next)) {
    *left = advance(sc);
    if (sc->next.kind != T_NUMBER || sc->next.length != 6) return PASSED_ON;
    n = advance(sc).value;
    if (left->value == '-' && n == 0) return PASSED_ON;
    add_day(r, left->value == '-' ? -n : n);
  } else {
    if (!take_fixed(sc, 4, 0, 9999, &n)) goto pass;
    add_day(r, n);
  }
  for (int part = 0; part < 2 && skip_symbol(sc, '-'); part++) {
    if (!take_fixed(sc, 2, 1, part ? 31 : 12, &n)) goto pass;
    add_day(r, n);
  }
  return DONE;
pass:
  *left = advance(sc);
  return PASSED_ON;
}

static bool read_iso_clock(scanner *sc, reading *r) {
  int hours, n;
  if (!take_fixed(sc, 2, 0, 24, &hours) || !skip_symbol(sc, ':')) return false;
  int most = hours == 24 ? 0 : 59;
  add_time(r, hours);
  if (!take_fixed(sc, 2, 0, most, &n)) return false;
  add_time(r, n);
  if (!skip_symbol(sc, ':')) return true;
  if (!take_fixed(sc, 2, 0, most, &n)) return false;
  add_time(r, n);
  if (!skip_symbol(sc, '.')) return true;
  if (sc->next.kind != T_NUMBER || (hours == 24 && sc->next.value > 0)) return false;
  return add_time(r, milliseconds_of(advance(sc)));
}

/* Nothing, "Z", "+07:00" or "+0700". */
static bool read_iso_zone(scanner *sc, reading *r) {
  if (is_z(sc->next)) {
    advance(sc);
    r->sign = 1;
    r->zone_hours = r->zone_minutes = 0;
  } else if (is_sign(sc->next)) {
    int n;
    r->sign = advance(sc).value == '-' ? -1 : 1;
    if (take_fixed(sc, 4, 0, 2359, &n)) {
      r->zone_hours = n / 100;
      r->zone_minutes = n % 100;
      if (r->zone_minutes > 59) return false;
    } else if (!take_fixed(sc, 2, 0, 23, &r->zone_hours) || !skip_symbol(sc, ':') ||
               !take_fixed(sc, 2, 0, 59, &r->zone_minutes)) {
      return false;
    }
  }
  return sc->next.kind == T_END;
}

static outcome read_iso(scanner *sc, reading *r, token *left) {
  outcome date = read_iso_date(sc, r, left);
  if (date != DONE) return date;
  if (sc->next.kind == T_T) {
    advance(sc);
    if (!read_iso_clock(sc, r) || !read_iso_zone(sc, r)) return FAILED;
  } else if (sc->next.kind != T_END) {
    *left = advance(sc);
    return PASSED_ON;
  } else {
    r->sign = 1; /* a date alone is UTC */
    r->zone_hours = r->zone_minutes = 0;
  }
  r->iso = true;
  return DONE;
}

/* ---- the loose form ---- */

static bool read_number(scanner *sc, reading *r, int n) {
  if (skip_symbol(sc, ':')) {
    if (skip_symbol(sc, ':')) return r->n_time == 0 && add_time(r, n) && add_time(r, 0);
    if (!add_time(r, n)) return false;
    skip_symbol(sc, '.');
    return true;
  }
  if (is_symbol(sc->next, '.') && time_expects(r, n)) {
    advance(sc);
    add_time(r, n);
    if (sc->next.kind != T_NUMBER || !add_time(r, milliseconds_of(advance(sc)))) return false;
    end_time(r);
    return true;
  }
  skip_symbol(sc, '.');
  if (r->zone_hours != NONE && r->zone_minutes == NONE && between(n, 0, 59)) {
    r->zone_minutes = n;
    return true;
  }
  if (time_expects(r, n)) {
    add_time(r, n);
    end_time(r);
    return sc->next.kind == T_END || sc->next.kind == T_SPACE || is_z(sc->next) || is_sign(sc->next);
  }
  if (!add_day(r, n)) return false;
  skip_symbol(sc, '-');
  return true;
}

static bool read_word(scanner *sc, reading *r, token t, bool numbers) {
  if (t.kind == T_HALF && r->n_time > 0) {
    r->half = t.value;
  } else if (t.kind == T_MONTH) {
    r->month = t.value;
    skip_symbol(sc, '-');
  } else if (t.kind == T_ZONE && numbers) {
    r->sign = t.value < 0 ? -1 : 1;
    r->zone_hours = t.value * r->sign;
    r->zone_minutes = 0;
  } else { /* other words may stand before the first number only, and apart from it */
    return !numbers && sc->next.kind != T_NUMBER;
  }
  return true;
}

/* "+7", "-0800", "+07:00" after a time or UTC. */
static bool read_offset(scanner *sc, reading *r, token sign) {
  token number = sc->next.kind == T_NUMBER ? advance(sc) : (token){T_NUMBER, 0, 0};
  r->sign = sign.value == '-' ? -1 : 1;
  if (is_symbol(sc->next, ':')) {
    r->zone_hours = number.value;
    r->zone_minutes = NONE;
    return true;
  }
  bool whole_hours = number.length == 1 || number.length == 2;
  if (!whole_hours && number.length != 3 && number.length != 4) return false;
  r->zone_hours = whole_hours ? number.value : number.value / 100;
  r->zone_minutes = whole_hours ? 0 : number.value % 100;
  return true;
}

static bool read_loose(scanner *sc, reading *r, token t) {
  bool numbers = r->n_day > 0;
  for (; t.kind != T_END; t = advance(sc)) {
    bool utc = r->zone_hours == 0 && r->zone_minutes == 0;
    if (t.kind == T_NUMBER) {
      numbers = true;
      if (!read_number(sc, r, t.value)) return false;
    } else if (t.kind >= T_MONTH && t.kind <= T_WORD) {
      if (!read_word(sc, r, t, numbers)) return false;
    } else if (is_sign(t) && (utc || r->n_time > 0)) {
      numbers = true;
      if (!read_offset(sc, r, t)) return false;
    } else if ((is_sign(t) || is_symbol(t, ')')) && numbers) {
      return false;
    }
  }
  return true;
}

/* ---- from what was read to a moment ---- */

typedef struct civil {
  int year, month, day;
} civil;

/* Year-month-day, month-day-year, or day and year around a named month; short years are of 1950 to 2049. */
static bool settle_date(reading *r, civil *out) {
  if (r->n_day < 1) return false;
  while (r->n_day < 3) r->day[r->n_day++] = 1;
  const int *d = r->day;
  bool year_first = !between(d[0], 1, 31);
  if (r->month != NONE)
    *out = year_first ? (civil){d[0], r->month, d[1]} : (civil){d[1], r->month, d[0]};
  else
    *out = r->iso || year_first ? (civil){d[0], d[1], d[2]} : (civil){d[2], d[0], d[1]};
  if (!r->iso && between(out->year, 0, 99)) out->year += out->year < 50 ? 2000 : 1900;
  return between(out->month, 1, 12) && between(out->day, 1, 31);
}

static bool settle_time(reading *r) {
  end_time(r);
  int *t = r->time;
  if (r->half != NONE) {
    if (!between(t[0], 0, 12)) return false;
    t[0] = t[0] % 12 + r->half;
  }
  if (t[0] == 24 && !t[1] && !t[2] && !t[3]) return true;
  return between(t[0], 0, 23) && between(t[1], 0, 59) && between(t[2], 0, 59) && between(t[3], 0, 999);
}

static double zone_ms(const reading *r) {
  double hours = r->zone_hours == NONE ? 0 : r->zone_hours,
         minutes = r->zone_minutes == NONE ? 0 : r->zone_minutes;
  return r->sign * (hours * TR_MS_HOUR + minutes * TR_MS_MINUTE);
}

bool tr_date_parse(tr_str text, const tr_zone *zone, double *ms) {
  scanner sc = {.s = text};
  reading r = {.month = NONE, .half = NONE, .sign = NONE, .zone_hours = NONE, .zone_minutes = NONE};
  token left = {T_END, 0, 0};
  civil date;
  sc.next = scan(&sc);
  outcome iso = read_iso(&sc, &r, &left);
  if (iso == FAILED || (iso == PASSED_ON && !read_loose(&sc, &r, left))) return false;
  if (!settle_date(&r, &date) || !settle_time(&r)) return false;
  bool placed = r.sign != NONE;
  *ms = tr_moment(placed ? NULL : zone, date.year, date.month - 1, date.day, r.time[0], r.time[1], r.time[2],
                  r.time[3]);
  if (placed) *ms = tr_time_clip(*ms - zone_ms(&r));
  return !isnan(*ms);
}
