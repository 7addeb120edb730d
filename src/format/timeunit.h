#ifndef TR_FORMAT_TIMEUNIT_H
#define TR_FORMAT_TIMEUNIT_H

#include "format/calendar.h"
#include "value/value.h"

/* Vega's time units, bits of a set, from the largest to the smallest. */
typedef enum {
  TR_PART_YEAR = 1 << 0,
  TR_PART_QUARTER = 1 << 1,
  TR_PART_MONTH = 1 << 2,
  TR_PART_WEEK = 1 << 3,    /* from the first Sunday of the year */
  TR_PART_ISOWEEK = 1 << 4, /* ISO 8601 */
  TR_PART_DATE = 1 << 5,
  TR_PART_DAY = 1 << 6, /* weekday */
  TR_PART_DAYOFYEAR = 1 << 7,
  TR_PART_HOURS = 1 << 8,
  TR_PART_MINUTES = 1 << 9,
  TR_PART_SECONDS = 1 << 10,
  TR_PART_MILLISECONDS = 1 << 11
} tr_time_part;

enum { TR_TIME_PARTS = 12 };
extern const char *const tr_time_part_names[TR_TIME_PARTS + 1]; /* "year", "quarter" …, NULL */

typedef struct tr_timeunit {
  uint32_t parts; /* of tr_time_part */
  double step;    /* of the smallest part; at least 1 */
  bool utc;
  bool binned; /* the data are binned already: for formatting only */
} tr_timeunit;

/* Vega-Lite's names: "yearmonthdate", "utcyearmonth", "binnedyearquarter". False where S is none, or where
   its parts exclude each other (month with week …). */
bool tr_timeunit_parse(tr_str s, tr_timeunit *out);
/* Whether a set of parts can be one unit (Vega's rule); not for the empty set. */
bool tr_timeunit_compatible(uint32_t parts);
/* The bit of a single part's name, or 0. */
uint32_t tr_time_part_named(tr_str name);
/* "utcyearmonth"; without step and binned. */
tr_str tr_timeunit_name(tr_arena *arena, const tr_timeunit *unit);
/* The smallest part; its bit. */
uint32_t tr_timeunit_smallest(uint32_t parts);

/* The start of the unit that holds MS. Units without a year are put into 2012, a leap year that begins on a
   Sunday (ISO weeks into 2015, which has 53). ZONE is not used where the unit is UTC. */
double tr_timeunit_floor(const tr_timeunit *unit, const tr_zone *zone, double ms);
/* The end of the unit that begins at START: `step` of the smallest part later. */
double tr_timeunit_end(const tr_timeunit *unit, const tr_zone *zone, double start);
/* The start of the unit before: `step` of the smallest part earlier. */
double tr_timeunit_before(const tr_timeunit *unit, const tr_zone *zone, double start);
/* The interval of one part, for offsets and sequences; a quarter is every third month. */
tr_interval tr_timeunit_interval(uint32_t part);

/* Vega's timeUnitSpecifier: a time format that shows what the parts tell. OVERRIDES (may be NULL) is an
   object from parts ("year-month") to specifiers, null to drop a default. */
tr_str tr_timeunit_specifier(tr_arena *arena, uint32_t parts, const tr_value *overrides);
/* The same with the defaults that Vega-Lite sets: "Nov 2024", "Nov 19, 2024". */
tr_str tr_timeunit_specifier_lite(tr_arena *arena, uint32_t parts);

/* Vega's timeBin: the unit and step that cut LOW to HIGH (ms) into about MAXBINS bins, at most some more. */
tr_timeunit tr_timeunit_bin(double low, double high, double maxbins);

#endif
