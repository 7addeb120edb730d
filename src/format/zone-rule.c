#include "format/zone-priv.h"

#include "format/calendar.h"

#include <math.h>

/* POSIX TZ rules ("CET-1CEST,M3.5.0,M10.5.0/3"), with RFC 8536's extension of hours. */

typedef struct reader {
  tr_str s;
  size_t at;
} reader;

static char peek(const reader *r) { return r->at < r->s.n ? r->s.p[r->at] : 0; }

static bool take(reader *r, char c) {
  if (peek(r) != c) return false;
  r->at++;
  return true;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool skip_name(reader *r) {
  size_t from = r->at;
  if (take(r, '<')) {
    while (peek(r) && peek(r) != '>') r->at++;
    return take(r, '>');
  }
  while (is_letter(peek(r))) r->at++;
  return r->at >= from + 3;
}

static bool take_number(reader *r, int max, int *out) {
  if (peek(r) < '0' || peek(r) > '9') return false;
  *out = 0;
  while (peek(r) >= '0' && peek(r) <= '9' && *out <= max) *out = *out * 10 + (r->s.p[r->at++] - '0');
  return *out <= max;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool take_time(reader *r, int64_t *out) {
  int sign = take(r, '-') ? -1 : 1, part[3] = {0};
  if (sign > 0) take(r, '+');
  if (!take_number(r, 167, &part[0])) return false;
  for (int i = 1; i < 3 && take(r, ':'); i++)
    if (!take_number(r, 59, &part[i])) return false;
  *out = sign * ((int64_t)part[0] * 3600 + part[1] * 60 + part[2]);
  return true;
}

static bool take_change(reader *r, tr_zone_change *out) {
  *out = (tr_zone_change){.kind = '0', .time = 7200};
  if (!take(r, ',')) return false;
  if (take(r, 'M')) {
    out->kind = 'M';
    if (!take_number(r, 12, &out->month) || out->month < 1 || !take(r, '.')) return false;
    if (!take_number(r, 5, &out->week) || out->week < 1 || !take(r, '.')) return false;
    if (!take_number(r, 6, &out->day)) return false;
  } else {
    if (take(r, 'J')) out->kind = 'J';
    if (!take_number(r, 365, &out->day)) return false;
  }
  return !take(r, '/') || take_time(r, &out->time);
}

bool tr_zone_rule_parse(tr_str text, tr_zone_rule *out) {
  reader r = {text, 0};
  int64_t west;
  *out = (tr_zone_rule){.given = true};
  if (!skip_name(&r) || !take_time(&r, &west)) return false;
  out->standard = -west;
  if (r.at == text.n) return true;
  out->has_dst = true;
  out->dst = out->standard + 3600;
  if (!skip_name(&r)) return false;
  if (peek(&r) != ',') {
    if (!take_time(&r, &west)) return false;
    out->dst = -west;
  }
  return take_change(&r, &out->to_dst) && take_change(&r, &out->to_standard) && r.at == text.n;
}

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

/* Days from 1970-01-01 to the change of a year. */
static double day_of_change(const tr_zone_change *c, int year) {
  double january = tr_days_from_date(year, 0, 1);
  if (c->kind == '0') return january + c->day;
  if (c->kind == 'J') return january + c->day - 1 + (is_leap(year) && c->day >= 60);
  double first = tr_days_from_date(year, c->month - 1, 1), next = tr_days_from_date(year, c->month, 1);
  int weekday = (int)fmod(fmod(first + 4, 7) + 7, 7); /* 1970-01-01 was a Thursday */
  double day = first + (c->day - weekday + 7) % 7 + (c->week - 1) * 7;
  return day >= next ? day - 7 : day;
}

static int64_t change_at(const tr_zone_change *c, int year, int64_t offset) {
  return (int64_t)day_of_change(c, year) * 86400 + c->time - offset;
}

int64_t tr_zone_rule_offset(const tr_zone_rule *rule, int64_t seconds) {
  if (!rule->has_dst) return rule->standard;
  int year = tr_fields_of(NULL, (double)(seconds + rule->standard) * 1000).year;
  int64_t from = change_at(&rule->to_dst, year, rule->standard);
  int64_t to = change_at(&rule->to_standard, year, rule->dst);
  bool dst = from < to ? seconds >= from && seconds < to : seconds >= from || seconds < to;
  return dst ? rule->dst : rule->standard;
}
