#include "format/calendar.h"
#include "format/locale-priv.h"
#include "format/time.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* d3-time-format's parse. What a text has said so far; NaN where it has not. */
typedef struct parsed {
  double year, month, date, hours, minutes, seconds, milliseconds;
  double quarter_month, period, weekday, weekday_iso;
  double week_sunday, week_monday, week_iso;
  double zone; /* hours × 100 + minutes behind UTC */
  double unix_ms, unix_s;
} parsed;

typedef struct reader {
  const tr_time_locale *locale;
  tr_str text;
  size_t at;
  parsed *d;
} reader;

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* An unsigned number in at most WIDTH bytes, spaces before it among them. */
static bool take_number(reader *r, size_t width, double *out) {
  size_t end = r->text.n - r->at > width ? r->at + width : r->text.n, at = r->at;
  while (at < end && is_space(r->text.p[at])) at++;
  size_t from = at;
  double n = 0;
  for (; at < end && r->text.p[at] >= '0' && r->text.p[at] <= '9'; at++) n = n * 10 + (r->text.p[at] - '0');
  if (at == from) return false;
  r->at = at;
  *out = n;
  return true;
}

/* Length of NAME at the start of TEXT, in any case; 0 where it is not there. */
static size_t match_name(tr_str text, tr_str name) {
  size_t at = 0, in_name = 0;
  while (in_name < name.n) {
    if (at >= text.n) return 0;
    uint32_t a = tr_utf8_next(text, &at), b = tr_utf8_next(name, &in_name);
    if (a != b && g_unichar_tolower(a) != g_unichar_tolower(b)) return 0;
  }
  return at;
}

/* The longest of N names at the cursor, so that "Th12" is not "Th1". */
static bool take_name(reader *r, const tr_str *names, size_t n, double *out) {
  size_t longest = 0;
  tr_str rest = tr_str_sub(r->text, r->at, r->text.n);
  for (size_t i = 0; i < n; i++) {
    size_t length = match_name(rest, names[i]);
    if (length <= longest) continue;
    longest = length;
    *out = (double)i;
  }
  r->at += longest;
  return longest > 0;
}

static bool take_two_digits(reader *r, int *out) {
  if (r->text.n - r->at < 2) return false;
  char a = r->text.p[r->at], b = r->text.p[r->at + 1];
  if (a < '0' || a > '9' || b < '0' || b > '9') return false;
  *out = (a - '0') * 10 + (b - '0');
  r->at += 2;
  return true;
}

/* "Z", "+07", "+0700" or "+07:00". */
static bool take_zone(reader *r) {
  int hours, minutes = 0;
  char c = r->at < r->text.n ? r->text.p[r->at] : 0;
  if (!c || !strchr("Z+-", c)) return false;
  r->at++;
  r->d->zone = 0;
  if (c == 'Z') return true;
  if (!take_two_digits(r, &hours)) return false;
  size_t before = r->at;
  if (r->at < r->text.n && r->text.p[r->at] == ':') r->at++;
  if (!take_two_digits(r, &minutes)) r->at = before;
  r->d->zone = (c == '-' ? 1 : -1) * (hours * 100.0 + minutes);
  return true;
}

static bool take_year(reader *r) {
  if (!take_number(r, 2, &r->d->year)) return false;
  r->d->year += r->d->year > 68 ? 1900 : 2000;
  return true;
}

/* Directives that are numbers: how wide, and where they go. */
static bool take_field(reader *r, char directive, bool *known) {
  parsed *d = r->d;
  *known = true;
  switch (directive) {
  case 'd':
  case 'e': return take_number(r, 2, &d->date);
  case 'G':
  case 'Y': return take_number(r, 4, &d->year);
  case 'H':
  case 'I': return take_number(r, 2, &d->hours);
  case 'L': return take_number(r, 3, &d->milliseconds);
  case 'M': return take_number(r, 2, &d->minutes);
  case 'Q': return take_number(r, SIZE_MAX, &d->unix_ms);
  case 's': return take_number(r, SIZE_MAX, &d->unix_s);
  case 'S': return take_number(r, 2, &d->seconds);
  case 'u': return take_number(r, 1, &d->weekday_iso);
  case 'U': return take_number(r, 2, &d->week_sunday);
  case 'V': return take_number(r, 2, &d->week_iso);
  case 'w': return take_number(r, 1, &d->weekday);
  case 'W': return take_number(r, 2, &d->week_monday);
  default: *known = false; return false;
  }
}

static bool take_specifier(reader *r, tr_str specifier);

/* Directives whose number or name is turned into something else. */
static bool take_other(reader *r, char directive) {
  const tr_time_locale *l = r->locale;
  parsed *d = r->d;
  double n;
  switch (directive) {
  case 'a': return take_name(r, l->short_days, 7, &d->weekday);
  case 'A': return take_name(r, l->days, 7, &d->weekday);
  case 'b': return take_name(r, l->short_months, 12, &d->month);
  case 'B': return take_name(r, l->months, 12, &d->month);
  case 'p': return take_name(r, l->periods, 2, &d->period);
  case 'c': return take_specifier(r, l->date_time);
  case 'x': return take_specifier(r, l->date);
  case 'X': return take_specifier(r, l->time);
  case 'f':
    if (!take_number(r, 6, &n)) return false;
    d->milliseconds = floor(n / 1000);
    return true;
  case 'g':
  case 'y': return take_year(r);
  case 'j': d->month = 0; return take_number(r, 3, &d->date);
  case 'm':
    if (!take_number(r, 2, &n)) return false;
    d->month = n - 1;
    return true;
  case 'q':
    if (!take_number(r, 1, &n)) return false;
    d->quarter_month = n * 3 - 3;
    return true;
  case 'Z': return take_zone(r);
  case '%':
    if (r->at >= r->text.n || r->text.p[r->at] != '%') return false;
    r->at++;
    return true;
  default: return false;
  }
}

static bool take_directive(reader *r, tr_str specifier, size_t *at) {
  char c = *at < specifier.n ? specifier.p[(*at)++] : 0;
  if (c && strchr("-_0", c)) c = *at < specifier.n ? specifier.p[(*at)++] : 0;
  bool known, taken = take_field(r, c, &known);
  return known ? taken : take_other(r, c);
}

static bool take_specifier(reader *r, tr_str specifier) {
  for (size_t at = 0; at < specifier.n;) {
    if (r->at >= r->text.n) return false;
    char c = specifier.p[at++];
    bool fits = c == '%' ? take_directive(r, specifier, &at) : r->text.p[r->at++] == c;
    if (!fits) return false;
  }
  return true;
}

static const tr_interval monday = {TR_INTERVAL_WEEK, 1, 1};

/* Day of week and week of the year to a date. */
static bool settle_weeks(parsed *d, const tr_zone *zone) {
  double january = tr_moment(zone, d->year, 0, 1, 0, 0, 0, 0);
  if (!isfinite(january)) return false;
  int first = tr_fields_of(zone, january).day;
  if (!isnan(d->week_iso)) {
    if (d->week_iso < 1 || d->week_iso > 53) return false;
    if (isnan(d->weekday)) d->weekday = isnan(d->weekday_iso) ? 1 : fmod(d->weekday_iso, 7);
    bool before = first > 4 || first == 0; /* 1 January lies in the last week of the year before */
    double week = before ? tr_interval_ceil(monday, zone, january) : tr_interval_floor(monday, zone, january);
    tr_fields f = tr_fields_of(zone, tr_interval_offset(monday, zone, week, d->week_iso - 1));
    d->year = f.year;
    d->month = f.month;
    d->date = f.date + fmod(d->weekday + 6, 7);
    return true;
  }
  bool mondays = !isnan(d->week_monday);
  if (isnan(d->weekday)) d->weekday = !isnan(d->weekday_iso) ? fmod(d->weekday_iso, 7) : mondays ? 1 : 0;
  d->month = 0;
  d->date = mondays ? fmod(d->weekday + 6, 7) + d->week_monday * 7 - (first + 5) % 7
                    : d->weekday + d->week_sunday * 7 - (first + 6) % 7;
  return true;
}

static bool settle(parsed *d, const tr_zone *zone, double *ms) {
  if (!isnan(d->unix_ms)) {
    *ms = tr_time_clip(d->unix_ms);
    return !isnan(*ms);
  }
  if (!isnan(d->unix_s)) {
    *ms = tr_time_clip(d->unix_s * 1000 + (isnan(d->milliseconds) ? 0 : d->milliseconds));
    return !isnan(*ms);
  }
  if (!isnan(d->zone)) zone = NULL;
  if (!isnan(d->period)) d->hours = fmod(isnan(d->hours) ? 0 : d->hours, 12) + d->period * 12;
  if (isnan(d->month)) d->month = isnan(d->quarter_month) ? 0 : d->quarter_month;
  bool weeks = !isnan(d->week_iso) || !isnan(d->week_monday) || !isnan(d->week_sunday);
  if (weeks && !settle_weeks(d, zone)) return false;
  double hours = isnan(d->hours) ? 0 : d->hours, minutes = isnan(d->minutes) ? 0 : d->minutes;
  if (!isnan(d->zone)) {
    hours += trunc(d->zone / 100);
    minutes += fmod(d->zone, 100);
  }
  *ms = tr_moment(zone, d->year, d->month, d->date, hours, minutes, isnan(d->seconds) ? 0 : d->seconds,
                  isnan(d->milliseconds) ? 0 : d->milliseconds);
  return !isnan(*ms);
}

bool tr_time_parse(const tr_locale *locale, tr_str specifier, const tr_zone *zone, tr_str text, double *ms) {
  parsed d = {1900, NAN, 1, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  reader r = {&locale->time, text, 0, &d};
  return take_specifier(&r, specifier) && r.at == text.n && settle(&d, zone, ms);
}
