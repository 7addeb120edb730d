#ifndef TR_FORMAT_LOCALE_H
#define TR_FORMAT_LOCALE_H

#include "value/value.h"

/* A language's numbers, dates and words: d3's number and time locale, scale words, qualifier patterns, units,
   date patterns. Immutable. */
typedef struct tr_locale tr_locale;

const tr_locale *tr_locale_en(void); /* en-US, built in; opens no file */
/* data/locales/NAME.yaml in the document arena; NULL when there is none or it is wrong (reported at AT). */
const tr_locale *tr_locale_load(tr_ctx *ctx, tr_str name, tr_pos at);
/* LOCALE with `number` and `time` members in d3's form over it (Vega-Lite's config.locale). */
const tr_locale *tr_locale_with(tr_ctx *ctx, const tr_locale *locale, const tr_value *number,
                                const tr_value *time);
tr_str tr_locale_name(const tr_locale *locale); /* "vi" */

/* d3-format. SPECIFIER as in d3 ("~s", ",.2f"); a wrong one is reported at AT. */
typedef struct tr_number_format tr_number_format;
const tr_number_format *tr_number_format_new(tr_ctx *ctx, const tr_locale *locale, tr_str specifier,
                                             tr_pos at);
tr_str tr_number_format_apply(tr_arena *arena, const tr_number_format *format, double x);
/* d3's formatPrefix: SI prefix fixed by REFERENCE. */
const tr_number_format *tr_number_format_prefix(tr_ctx *ctx, const tr_locale *locale, tr_str specifier,
                                                double reference, tr_pos at);

#endif
