#ifndef TR_CHART_SCALE_PRIV_H
#define TR_CHART_SCALE_PRIV_H

#include "chart/chart-priv.h"

static inline bool tr_scale_is_discrete(const tr_scale_type *t) { return t->family == TR_SCALE_DISCRETE; }
static inline bool tr_scale_is_banded(const tr_scale_type *t) {
  return t->kind == TR_SCALE_BAND || t->kind == TR_SCALE_POINT;
}
static inline bool tr_scale_is_time(const tr_scale_type *t) {
  return t->kind == TR_SCALE_TIME || t->kind == TR_SCALE_UTC;
}
/* Continuous domain: all but ordinal, band and point. */
static inline bool tr_scale_is_continuous(const tr_scale_type *t) { return t->family != TR_SCALE_DISCRETE; }

/* A channel's specified scale property; NULL where there is none. */
const tr_value *tr_scale_given(const tr_view *view, tr_enc enc, const char *name);
/* Does a nested offset channel divide the bands of this one? */
bool tr_has_nested_offset(const tr_view *view, tr_enc enc);
/* The mark spans from a base within a band to a quantitative offset. */
bool tr_is_ranged_offset(const tr_view *view, tr_enc enc);
/* Does the domain of the channel's scale come from the rows before aggregation: as it is said, or as
   config.scale.useUnaggregatedDomain wants where nothing is? */
bool tr_is_unaggregated(const tr_view *view, const tr_def *d);
void tr_parse_scale_props(tr_view *view);
bool tr_parse_domains(tr_view *view);
/* Once the data are there: domains by what transforms found in them. */
void tr_settle_domains(tr_chart *chart);
void tr_parse_ranges(tr_view *view);
/* The values of C's domain into SPEC: of discrete scales each once, sorted (false after reporting); of others
   the ends, or all of a quantile scale. */
bool tr_discrete_domain(tr_ctx *ctx, const tr_scale_cmp *c, tr_scale_spec *spec);
void tr_number_domain(tr_ctx *ctx, const tr_scale_cmp *c, tr_scale_spec *spec);

#endif
