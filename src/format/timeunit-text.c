#include "format/timeunit.h"

#include <math.h>

/* How time units are written, and which of them cut a span of time; Vega's rules. */

typedef struct specifier_row {
  uint32_t parts;
  const char *text;
} specifier_row;

static const specifier_row specifiers[] = {{TR_PART_YEAR, "%Y "},
                                           {TR_PART_QUARTER, "Q%q "},
                                           {TR_PART_MONTH, "%b "},
                                           {TR_PART_DATE, "%d "},
                                           {TR_PART_WEEK, "W%U "},
                                           {TR_PART_ISOWEEK, "W%V "},
                                           {TR_PART_DAY, "%a "},
                                           {TR_PART_DAYOFYEAR, "%j "},
                                           {TR_PART_HOURS, "%H:00"},
                                           {TR_PART_MINUTES, "00:%M"},
                                           {TR_PART_SECONDS, ":%S"},
                                           {TR_PART_MILLISECONDS, ".%L"},
                                           {TR_PART_YEAR | TR_PART_ISOWEEK, "%G W%V "},
                                           {TR_PART_YEAR | TR_PART_MONTH, "%Y-%m "},
                                           {TR_PART_YEAR | TR_PART_MONTH | TR_PART_DATE, "%Y-%m-%d "},
                                           {TR_PART_HOURS | TR_PART_MINUTES, "%H:%M"},
                                           {0}};

/* Vega-Lite's VEGALITE_TIMEFORMAT. */
static const specifier_row lite[] = {{TR_PART_YEAR | TR_PART_MONTH, "%b %Y "},
                                     {TR_PART_YEAR | TR_PART_MONTH | TR_PART_DATE, "%b %d, %Y "},
                                     {0}};

static const char *find(const specifier_row *rows, uint32_t parts) {
  for (; rows && rows->parts; rows++)
    if (rows->parts == parts) return rows->text;
  return NULL;
}

/* "year-month" */
static tr_str key_of(tr_arena *arena, uint32_t parts) {
  tr_buf b = tr_buf_of(arena);
  for (int i = 0; i < TR_TIME_PARTS; i++) {
    if (!(parts & 1u << i)) continue;
    if (b.n) tr_buf_add_char(&b, '-');
    tr_buf_add_z(&b, tr_time_part_names[i]);
  }
  return tr_buf_str(&b);
}

/* The specifier of exactly these parts; false where there is none. */
static bool look_up(tr_arena *arena, uint32_t parts, const specifier_row *first, const tr_value *overrides,
                    tr_str *out) {
  const tr_value *own = overrides ? tr_get_s(overrides, key_of(arena, parts)) : NULL;
  const char *text = find(first, parts);
  if (!text) text = find(specifiers, parts);
  if (tr_is(own, TR_STRING))
    *out = tr_string(own);
  else if (own || !text)
    return false;
  else
    *out = tr_str_z(text);
  return true;
}

/* The longest run of parts from the largest on that has a specifier; they are taken off PARTS. */
static tr_str take_run(tr_arena *arena, uint32_t *parts, const specifier_row *first,
                       const tr_value *overrides) {
  tr_str text = {0};
  for (uint32_t run = *parts; run; run &= ~tr_timeunit_smallest(run)) {
    if (!look_up(arena, run, first, overrides, &text)) continue;
    *parts &= ~run;
    return text;
  }
  *parts &= *parts - 1; /* a part whose default was dropped shows nothing */
  return text;
}

static tr_str specifier_of(tr_arena *arena, uint32_t parts, const specifier_row *first,
                           const tr_value *overrides) {
  tr_buf b = tr_buf_of(arena);
  while (parts) tr_buf_add(&b, take_run(arena, &parts, first, overrides));
  return tr_str_trim(tr_buf_str(&b));
}

tr_str tr_timeunit_specifier(tr_arena *arena, uint32_t parts, const tr_value *overrides) {
  return specifier_of(arena, parts, NULL, overrides);
}

tr_str tr_timeunit_specifier_lite(tr_arena *arena, uint32_t parts) {
  return specifier_of(arena, parts, lite, NULL);
}

enum {
  TO_YEAR = TR_PART_YEAR,
  TO_MONTH = TO_YEAR | TR_PART_MONTH,
  TO_WEEK = TO_YEAR | TR_PART_WEEK,
  TO_DATE = TO_MONTH | TR_PART_DATE,
  TO_HOURS = TO_DATE | TR_PART_HOURS,
  TO_MINUTES = TO_HOURS | TR_PART_MINUTES,
  TO_SECONDS = TO_MINUTES | TR_PART_SECONDS,
  TO_MILLISECONDS = TO_SECONDS | TR_PART_MILLISECONDS
};

static const struct bin_row {
  uint32_t parts;
  double step, ms;
} bins[] = {{TO_SECONDS, 1, TR_MS_SECOND},
            {TO_SECONDS, 5, 5 * TR_MS_SECOND},
            {TO_SECONDS, 15, 15 * TR_MS_SECOND},
            {TO_SECONDS, 30, 30 * TR_MS_SECOND},
            {TO_MINUTES, 1, TR_MS_MINUTE},
            {TO_MINUTES, 5, 5 * TR_MS_MINUTE},
            {TO_MINUTES, 15, 15 * TR_MS_MINUTE},
            {TO_MINUTES, 30, 30 * TR_MS_MINUTE},
            {TO_HOURS, 1, TR_MS_HOUR},
            {TO_HOURS, 3, 3 * TR_MS_HOUR},
            {TO_HOURS, 6, 6 * TR_MS_HOUR},
            {TO_HOURS, 12, 12 * TR_MS_HOUR},
            {TO_DATE, 1, TR_MS_DAY},
            {TO_WEEK, 1, TR_MS_WEEK},
            {TO_MONTH, 1, 30 * TR_MS_DAY},
            {TO_MONTH, 3, 90 * TR_MS_DAY},
            {TO_YEAR, 1, 365 * TR_MS_DAY}};

enum { N_BINS = sizeof bins / sizeof *bins };

/* A step of 1, 2 or 5 times a power of ten, COUNT of which are about SPAN: d3-array's tickStep. */
static double tick_step(double span, double count) {
  double raw = span / count, power = floor(log10(raw)), error = raw / pow(10, power);
  double factor = error >= sqrt(50) ? 10 : error >= sqrt(10) ? 5 : error >= sqrt(2) ? 2 : 1;
  return factor * pow(10, power);
}

tr_timeunit tr_timeunit_bin(double low, double high, double maxbins) {
  double span = fabs(high - low), target = span / maxbins;
  int i = 0;
  while (i < N_BINS && bins[i].ms <= target) i++;
  if (i == N_BINS) {
    double step = tick_step(span / (365 * TR_MS_DAY), maxbins);
    return (tr_timeunit){.parts = TO_YEAR, .step = step > 1 ? step : 1};
  }
  if (i == 0) {
    double step = span > 0 ? tick_step(span, maxbins) : 1;
    return (tr_timeunit){.parts = TO_MILLISECONDS, .step = step > 1 ? step : 1};
  }
  const struct bin_row *row = target / bins[i - 1].ms < bins[i].ms / target ? &bins[i - 1] : &bins[i];
  return (tr_timeunit){.parts = row->parts, .step = row->step};
}
