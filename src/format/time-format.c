#include "format/calendar.h"
#include "format/locale-priv.h"
#include "format/time.h"

#include <math.h>
#include <string.h>

/* The rules are d3-time-format's (https://d3js.org/d3-time-format). */

enum { YEAR, QUARTER, MONTH, WEEK, DATE, HOURS, MINUTES, SECONDS, MILLISECONDS, LEVELS };

struct tr_time_format {
  const tr_locale *locale;
  const tr_zone *zone;
  bool multi;
  tr_str specifier;        /* of a plain format */
  tr_str by_level[LEVELS]; /* of a multi-format */
};

/* One directive at work. */
typedef struct state {
  tr_buf *out;
  const tr_time_format *format;
  double ms;
  tr_fields f;
  char pad; /* a digit or space to fill with, 0 for none */
} state;

/* D3's pad(): the sign stands before the filling. */
static void put(const state *s, int value, int width) {
  char text[16];
  int n = 0, left = value < 0 ? -value : value;
  do text[n++] = (char)('0' + left % 10);
  while (left /= 10);
  if (value < 0) tr_buf_add_char(s->out, '-');
  for (int i = n; s->pad && i < width; i++) tr_buf_add_char(s->out, s->pad);
  while (n) tr_buf_add_char(s->out, text[--n]);
}

static void put_zone(const state *s) {
  int minutes = (int)(tr_zone_offset(s->format->zone, s->ms) / TR_MS_MINUTE);
  int size = minutes < 0 ? -minutes : minutes;
  tr_buf_printf(s->out, "%c%02d%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

static void put_iso(const state *s, char directive) {
  int year, week = tr_week_iso(s->format->zone, s->ms, &year);
  if (directive == 'V')
    put(s, week, 2);
  else if (directive == 'g')
    put(s, year % 100, 2);
  else
    put(s, year % 10000, 4);
}

static void put_text(const state *s, tr_str specifier);

/* Names and nested specifiers of the locale; false for other directives. */
static bool put_word(const state *s, char directive) {
  const tr_time_locale *l = &s->format->locale->time;
  const tr_fields *f = &s->f;
  switch (directive) {
  case 'a': tr_buf_add(s->out, l->short_days[f->day]); return true;
  case 'A': tr_buf_add(s->out, l->days[f->day]); return true;
  case 'b': tr_buf_add(s->out, l->short_months[f->month]); return true;
  case 'B': tr_buf_add(s->out, l->months[f->month]); return true;
  case 'p': tr_buf_add(s->out, l->periods[f->hours >= 12]); return true;
  case 'c': put_text(s, l->date_time); return true;
  case 'x': put_text(s, l->date); return true;
  case 'X': put_text(s, l->time); return true;
  default: return false;
  }
}

static void put_directive(const state *s, char directive) {
  const tr_zone *zone = s->format->zone;
  const tr_fields *f = &s->f;
  if (put_word(s, directive)) return;
  switch (directive) {
  case 'd':
  case 'e': put(s, f->date, 2); break;
  case 'f':
    put(s, f->milliseconds, 3);
    tr_buf_add_z(s->out, "000");
    break;
  case 'g':
  case 'G':
  case 'V': put_iso(s, directive); break;
  case 'H': put(s, f->hours, 2); break;
  case 'I': put(s, f->hours % 12 ? f->hours % 12 : 12, 2); break;
  case 'j': put(s, tr_day_of_year(zone, s->ms), 3); break;
  case 'L': put(s, f->milliseconds, 3); break;
  case 'm': put(s, f->month + 1, 2); break;
  case 'M': put(s, f->minutes, 2); break;
  case 'q': put(s, f->month / 3 + 1, 0); break;
  case 'Q': tr_buf_number(s->out, s->ms); break;
  case 's': tr_buf_number(s->out, floor(s->ms / 1000)); break;
  case 'S': put(s, f->seconds, 2); break;
  case 'u': put(s, f->day ? f->day : 7, 0); break;
  case 'U': put(s, tr_week_sunday(zone, s->ms), 2); break;
  case 'w': put(s, f->day, 0); break;
  case 'W': put(s, tr_week_monday(zone, s->ms), 2); break;
  case 'y': put(s, f->year % 100, 2); break;
  case 'Y': put(s, f->year % 10000, 4); break;
  case 'Z': put_zone(s); break;
  default: tr_buf_add_char(s->out, directive); break;
  }
}

/* The letter of the directive that begins after the % at AT, and its padding; moves past it. */
static char take_directive(tr_str specifier, size_t *at, char *pad) {
  ++*at;
  char c = *at < specifier.n ? specifier.p[*at] : 0;
  bool padded = c && strchr("-_0", c);
  *pad = c == '-' ? 0 : c == '_' ? ' ' : '0';
  if (padded) {
    ++*at;
    c = *at < specifier.n ? specifier.p[*at] : 0;
  } else if (c == 'e') {
    *pad = ' ';
  }
  if (c) ++*at;
  return c;
}

static void put_text(const state *s, tr_str specifier) {
  for (size_t at = 0; at < specifier.n;) {
    if (specifier.p[at] != '%') {
      tr_buf_add_char(s->out, specifier.p[at++]);
      continue;
    }
    state inner = *s;
    char directive = take_directive(specifier, &at, &inner.pad);
    if (directive) put_directive(&inner, directive);
  }
}

static void warn_unknown(tr_ctx *ctx, tr_str specifier, tr_pos at) {
  for (size_t i = 0; i < specifier.n;) {
    char pad;
    if (specifier.p[i] != '%') {
      i++;
      continue;
    }
    char c = take_directive(specifier, &i, &pad);
    if (!c || !strchr("aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ%", c))
      tr_warn(ctx, TR_INPUT, at, "such as %Y, %m, %d, %b, %H, %M; write %% for a percent sign",
              "\"%.*s\": %%%c is no directive of a time format", TR_FMT(specifier), c ? c : ' ');
  }
}

const tr_time_format *tr_time_format_new(tr_ctx *ctx, const tr_locale *locale, tr_str specifier,
                                         const tr_zone *zone, tr_pos at) {
  tr_time_format *f = TR_NEW(ctx->doc, tr_time_format);
  *f = (tr_time_format){.locale = locale, .zone = zone, .specifier = tr_str_copy(ctx->doc, specifier)};
  warn_unknown(ctx, specifier, at);
  return f;
}

/* Vega's defaults; the second name is taken where the first is not given. */
static const struct {
  const char *name, *other, *specifier;
} levels[LEVELS] = {[YEAR] = {"year", NULL, "%Y"},
                    [QUARTER] = {"quarter", NULL, "%B"},
                    [MONTH] = {"month", NULL, "%B"},
                    [WEEK] = {"week", NULL, "%b %d"},
                    [DATE] = {"date", "day", "%a %d"},
                    [HOURS] = {"hours", NULL, "%I %p"},
                    [MINUTES] = {"minutes", NULL, "%I:%M"},
                    [SECONDS] = {"seconds", NULL, ":%S"},
                    [MILLISECONDS] = {"milliseconds", NULL, ".%L"}};

const tr_time_format *tr_time_format_multi(tr_ctx *ctx, const tr_locale *locale, const tr_value *specifiers,
                                           const tr_zone *zone, tr_pos at) {
  tr_time_format *f = TR_NEW(ctx->doc, tr_time_format);
  *f = (tr_time_format){.locale = locale, .zone = zone, .multi = true};
  for (int i = 0; i < LEVELS; i++) {
    tr_str given = tr_string(tr_get(specifiers, levels[i].name));
    if (!given.n && levels[i].other) given = tr_string(tr_get(specifiers, levels[i].other));
    if (given.n) warn_unknown(ctx, given, at);
    f->by_level[i] = given.n ? given : tr_str_z(levels[i].specifier);
  }
  return f;
}

/* The largest unit that begins at MS, in the order in which Vega asks. */
static int level_of(const tr_zone *zone, double ms, const tr_fields *f) {
  if (f->milliseconds) return MILLISECONDS;
  if (f->seconds) return SECONDS;
  if (f->minutes) return MINUTES;
  double midnight = tr_interval_floor((tr_interval){TR_INTERVAL_DAY, 0, 1}, zone, ms);
  if (midnight < ms) return HOURS;
  if (f->date != 1) return f->day ? DATE : WEEK;
  return f->month == 0 ? YEAR : f->month % 3 ? MONTH : QUARTER;
}

tr_str tr_time_format_apply(tr_arena *arena, const tr_time_format *format, double ms) {
  ms = tr_time_clip(ms);
  if (isnan(ms)) return format->locale->number.nan;
  tr_buf b = tr_buf_of(arena);
  state s = {.out = &b, .format = format, .ms = ms, .f = tr_fields_of(format->zone, ms), .pad = '0'};
  put_text(&s, format->multi ? format->by_level[level_of(format->zone, ms, &s.f)] : format->specifier);
  return tr_buf_str(&b);
}

tr_str tr_date_iso(tr_arena *arena, double ms) {
  ms = tr_time_clip(ms);
  if (isnan(ms)) return (tr_str){0};
  tr_fields f = tr_fields_of(NULL, ms);
  bool plain = f.year >= 0 && f.year <= 9999;
  tr_str year = plain ? tr_printf(arena, "%04d", f.year)
                      : tr_printf(arena, "%c%06d", f.year < 0 ? '-' : '+', f.year < 0 ? -f.year : f.year);
  return tr_printf(arena, "%.*s-%02d-%02dT%02d:%02d:%02d.%03dZ", TR_FMT(year), f.month + 1, f.date, f.hours,
                   f.minutes, f.seconds, f.milliseconds);
}
