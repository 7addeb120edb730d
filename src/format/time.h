#ifndef TR_FORMAT_TIME_H
#define TR_FORMAT_TIME_H

#include "format/locale.h"
#include "format/zone.h"

/* d3-time-format. A specifier is text with directives: %a %A %b %B %c %d %e %f %g %G %H %I %j %L %m %M %p %q
   %Q %s %S %u %U %V %w %W %x %X %y %Y %Z %%; between % and the letter "-" turns padding off, "_" pads with
   spaces, "0" with zeros. ZONE NULL is d3's utcFormat. */
typedef struct tr_time_format tr_time_format;

/* In the document arena. An unknown directive prints its letter, as in d3, and is warned of at AT. */
const tr_time_format *tr_time_format_new(tr_ctx *ctx, const tr_locale *locale, tr_str specifier,
                                         const tr_zone *zone, tr_pos at);
/* Vega's multi-format: the specifier follows from the largest unit that the moment begins. SPECIFIERS (may be
   NULL) is an object of specifiers by unit: year, quarter, month, week, date, day, hours, minutes, seconds,
   milliseconds; others are Vega's defaults. */
const tr_time_format *tr_time_format_multi(tr_ctx *ctx, const tr_locale *locale, const tr_value *specifiers,
                                           const tr_zone *zone, tr_pos at);
/* MS since 1970; the locale's "NaN" where it is no Date. */
tr_str tr_time_format_apply(tr_arena *arena, const tr_time_format *format, double ms);

/* Reads TEXT by SPECIFIER; the whole text must fit. ZONE is where the fields are local, unless %Z says.
   Names are matched whatever their case, the longest first. False where it does not fit. */
bool tr_time_parse(const tr_locale *locale, tr_str specifier, const tr_zone *zone, tr_str text, double *ms);

/* JavaScript's Date.parse: ISO 8601 (a date alone is UTC, a date and time without zone is local), else what
   V8 takes: "Jan 1 2000", "2000/01/02", "1 Jan 2000 10:00 PM", RFC 2822, with GMT+7, UTC, EST … and text in
   brackets ignored. False where it is no date. */
bool tr_date_parse(tr_str text, const tr_zone *zone, double *ms);
/* As Date.prototype.toISOString: "2024-11-19T00:00:00.000Z"; empty where MS is no Date. */
tr_str tr_date_iso(tr_arena *arena, double ms);

#endif
