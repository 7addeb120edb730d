#include "value/value.h"

#include <math.h>

static void write_string(tr_buf *out, tr_str s) {
  static const char letters[] = "btn\0fr"; /* for 8 to 13; there is none for 11 */
  tr_buf_add_char(out, '"');
  size_t from = 0;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    tr_buf_add(out, tr_str_sub(s, from, i));
    from = i + 1;
    char letter = c >= 8 && c <= 13 ? letters[c - 8] : 0;
    if (c >= 0x20) letter = (char)c;
    if (letter)
      tr_buf_printf(out, "\\%c", letter);
    else
      tr_buf_printf(out, "\\u%04x", c);
  }
  tr_buf_add(out, tr_str_sub(s, from, s.n));
  tr_buf_add_char(out, '"');
}

/* Days since 1970-01-01 to a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static void civil(int64_t days, int64_t *year, int *month, int *day) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int64_t of_era = days - era * 146097;
  int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
  *day = (int)(of_year - (153 * m + 2) / 5 + 1);
  *month = (int)(m < 10 ? m + 3 : m - 9);
  *year = y + era * 400 + (*month <= 2);
}

/* Date.prototype.toISOString */
static void write_date(tr_buf *out, double ms) {
  const double last = 8.64e15, day_ms = 86400000;
  if (!(fabs(ms) <= last)) {
    tr_buf_add_z(out, "null");
    return;
  }
  int64_t year;
  int month, day;
  double days = floor(ms / day_ms);
  int rest = (int)(ms - days * day_ms);
  civil((int64_t)days, &year, &month, &day);
  const char *sign = year < 0 ? "-" : year > 9999 ? "+" : "";
  long long shown = year < 0 ? -year : year;
  tr_buf_printf(out, "\"%s%0*lld-%02d-%02dT%02d:%02d:%02d.%03dZ\"", sign, *sign ? 6 : 4, shown, month, day,
                rest / 3600000, rest / 60000 % 60, rest / 1000 % 60, rest % 1000);
}

static void write_array(tr_buf *out, const tr_value *v) {
  tr_buf_add_char(out, '[');
  for (uint32_t i = 0; i < v->n; i++) {
    if (i) tr_buf_add_char(out, ',');
    tr_json_write(out, &v->items[i]);
  }
  tr_buf_add_char(out, ']');
}

static void write_object(tr_buf *out, const tr_value *v) {
  bool first = true;
  tr_buf_add_char(out, '{');
  for (uint32_t i = 0; i < v->n; i++) {
    const tr_member *m = &v->members[i];
    if (m->value.kind == TR_UNDEFINED) continue;
    if (!first) tr_buf_add_char(out, ',');
    first = false;
    write_string(out, m->name);
    tr_buf_add_char(out, ':');
    tr_json_write(out, &m->value);
  }
  tr_buf_add_char(out, '}');
}

void tr_json_write(tr_buf *out, const tr_value *v) {
  switch (v ? (tr_kind)v->kind : TR_NULL) {
  case TR_NULL:
  case TR_UNDEFINED: tr_buf_add_z(out, "null"); break;
  case TR_BOOL: tr_buf_add_z(out, v->boolean ? "true" : "false"); break;
  case TR_NUMBER:
    if (isfinite(v->number))
      tr_buf_number(out, v->number);
    else
      tr_buf_add_z(out, "null");
    break;
  case TR_STRING: write_string(out, tr_string(v)); break;
  case TR_ARRAY: write_array(out, v); break;
  case TR_OBJECT: write_object(out, v); break;
  case TR_DATE: write_date(out, v->number); break;
  case TR_REGEXP: tr_buf_add_z(out, "{}"); break;
  }
}
