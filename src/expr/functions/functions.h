#ifndef TR_EXPR_FUNCTIONS_H
#define TR_EXPR_FUNCTIONS_H

#include "expr/expr-priv.h"

#include <math.h>

/* What the rows of functions.inc name: each takes its arguments from the call and gives one value, or
   reports and returns false. */
bool tr_fn_atob(tr_call *c, tr_value *out);
bool tr_fn_btoa(tr_call *c, tr_value *out);
bool tr_fn_clamp(tr_call *c, tr_value *out);
bool tr_fn_clamp_range(tr_call *c, tr_value *out);
bool tr_fn_contrast(tr_call *c, tr_value *out);
bool tr_fn_cumulative_log_normal(tr_call *c, tr_value *out);
bool tr_fn_cumulative_normal(tr_call *c, tr_value *out);
bool tr_fn_cumulative_uniform(tr_call *c, tr_value *out);
bool tr_fn_density_log_normal(tr_call *c, tr_value *out);
bool tr_fn_density_normal(tr_call *c, tr_value *out);
bool tr_fn_density_uniform(tr_call *c, tr_value *out);
bool tr_fn_encode_uri(tr_call *c, tr_value *out);
bool tr_fn_extent(tr_call *c, tr_value *out);
bool tr_fn_flush(tr_call *c, tr_value *out);
bool tr_fn_format(tr_call *c, tr_value *out);
bool tr_fn_hcl(tr_call *c, tr_value *out);
bool tr_fn_hsl(tr_call *c, tr_value *out);
bool tr_fn_bandspace(tr_call *c, tr_value *out);
bool tr_fn_hypot(tr_call *c, tr_value *out);
bool tr_fn_indexof(tr_call *c, tr_value *out);
bool tr_fn_info(tr_call *c, tr_value *out);
bool tr_fn_inrange(tr_call *c, tr_value *out);
bool tr_fn_interpolate(tr_call *c, tr_value *out);
bool tr_fn_is_array(tr_call *c, tr_value *out);
bool tr_fn_is_boolean(tr_call *c, tr_value *out);
bool tr_fn_is_date(tr_call *c, tr_value *out);
bool tr_fn_is_defined(tr_call *c, tr_value *out);
bool tr_fn_is_finite(tr_call *c, tr_value *out);
bool tr_fn_is_nan(tr_call *c, tr_value *out);
bool tr_fn_is_number(tr_call *c, tr_value *out);
bool tr_fn_is_object(tr_call *c, tr_value *out);
bool tr_fn_is_regexp(tr_call *c, tr_value *out);
bool tr_fn_is_string(tr_call *c, tr_value *out);
bool tr_fn_is_tuple(tr_call *c, tr_value *out);
bool tr_fn_is_valid(tr_call *c, tr_value *out);
bool tr_fn_join(tr_call *c, tr_value *out);
bool tr_fn_lab(tr_call *c, tr_value *out);
bool tr_fn_lastindexof(tr_call *c, tr_value *out);
bool tr_fn_length(tr_call *c, tr_value *out);
bool tr_fn_lerp(tr_call *c, tr_value *out);
bool tr_fn_lower(tr_call *c, tr_value *out);
bool tr_fn_luminance(tr_call *c, tr_value *out);
bool tr_fn_max(tr_call *c, tr_value *out);
bool tr_fn_merge(tr_call *c, tr_value *out);
bool tr_fn_min(tr_call *c, tr_value *out);
bool tr_fn_pad(tr_call *c, tr_value *out);
bool tr_fn_pan_linear(tr_call *c, tr_value *out);
bool tr_fn_pan_log(tr_call *c, tr_value *out);
bool tr_fn_pan_pow(tr_call *c, tr_value *out);
bool tr_fn_pan_symlog(tr_call *c, tr_value *out);
bool tr_fn_parse_float(tr_call *c, tr_value *out);
bool tr_fn_parse_int(tr_call *c, tr_value *out);
bool tr_fn_peek(tr_call *c, tr_value *out);
bool tr_fn_pluck(tr_call *c, tr_value *out);
bool tr_fn_quantile_log_normal(tr_call *c, tr_value *out);
bool tr_fn_quantile_normal(tr_call *c, tr_value *out);
bool tr_fn_quantile_uniform(tr_call *c, tr_value *out);
bool tr_fn_random(tr_call *c, tr_value *out);
bool tr_fn_regexp(tr_call *c, tr_value *out);
bool tr_fn_replace(tr_call *c, tr_value *out);
bool tr_fn_reverse(tr_call *c, tr_value *out);
bool tr_fn_rgb(tr_call *c, tr_value *out);
bool tr_fn_sample_log_normal(tr_call *c, tr_value *out);
bool tr_fn_sample_normal(tr_call *c, tr_value *out);
bool tr_fn_sample_uniform(tr_call *c, tr_value *out);
bool tr_fn_sequence(tr_call *c, tr_value *out);
bool tr_fn_slice(tr_call *c, tr_value *out);
bool tr_fn_sort(tr_call *c, tr_value *out);
bool tr_fn_span(tr_call *c, tr_value *out);
bool tr_fn_split(tr_call *c, tr_value *out);
bool tr_fn_substring(tr_call *c, tr_value *out);
bool tr_fn_test(tr_call *c, tr_value *out);
bool tr_fn_to_boolean(tr_call *c, tr_value *out);
bool tr_fn_to_number(tr_call *c, tr_value *out);
bool tr_fn_to_string(tr_call *c, tr_value *out);
bool tr_fn_trim(tr_call *c, tr_value *out);
bool tr_fn_truncate(tr_call *c, tr_value *out);
bool tr_fn_upper(tr_call *c, tr_value *out);
bool tr_fn_warn(tr_call *c, tr_value *out);
bool tr_fn_zoom_linear(tr_call *c, tr_value *out);
bool tr_fn_zoom_log(tr_call *c, tr_value *out);
bool tr_fn_zoom_pow(tr_call *c, tr_value *out);
bool tr_fn_zoom_symlog(tr_call *c, tr_value *out);
bool tr_fn_part_year(tr_call *c, tr_value *out);
bool tr_fn_part_quarter(tr_call *c, tr_value *out);
bool tr_fn_part_month(tr_call *c, tr_value *out);
bool tr_fn_part_date(tr_call *c, tr_value *out);
bool tr_fn_part_day(tr_call *c, tr_value *out);
bool tr_fn_part_dayofyear(tr_call *c, tr_value *out);
bool tr_fn_part_week(tr_call *c, tr_value *out);
bool tr_fn_part_isoweek(tr_call *c, tr_value *out);
bool tr_fn_part_hours(tr_call *c, tr_value *out);
bool tr_fn_part_minutes(tr_call *c, tr_value *out);
bool tr_fn_part_seconds(tr_call *c, tr_value *out);
bool tr_fn_part_milliseconds(tr_call *c, tr_value *out);
bool tr_fn_utc_part_year(tr_call *c, tr_value *out);
bool tr_fn_utc_part_quarter(tr_call *c, tr_value *out);
bool tr_fn_utc_part_month(tr_call *c, tr_value *out);
bool tr_fn_utc_part_date(tr_call *c, tr_value *out);
bool tr_fn_utc_part_day(tr_call *c, tr_value *out);
bool tr_fn_utc_part_dayofyear(tr_call *c, tr_value *out);
bool tr_fn_utc_part_week(tr_call *c, tr_value *out);
bool tr_fn_utc_part_isoweek(tr_call *c, tr_value *out);
bool tr_fn_utc_part_hours(tr_call *c, tr_value *out);
bool tr_fn_utc_part_minutes(tr_call *c, tr_value *out);
bool tr_fn_utc_part_seconds(tr_call *c, tr_value *out);
bool tr_fn_utc_part_milliseconds(tr_call *c, tr_value *out);
bool tr_fn_datetime(tr_call *c, tr_value *out);
bool tr_fn_day_short(tr_call *c, tr_value *out);
bool tr_fn_day_long(tr_call *c, tr_value *out);
bool tr_fn_month_short(tr_call *c, tr_value *out);
bool tr_fn_month_long(tr_call *c, tr_value *out);
bool tr_fn_now(tr_call *c, tr_value *out);
bool tr_fn_time(tr_call *c, tr_value *out);
bool tr_fn_time_format(tr_call *c, tr_value *out);
bool tr_fn_time_offset(tr_call *c, tr_value *out);
bool tr_fn_time_parse(tr_call *c, tr_value *out);
bool tr_fn_time_sequence(tr_call *c, tr_value *out);
bool tr_fn_time_unit_specifier(tr_call *c, tr_value *out);
bool tr_fn_zone_offset(tr_call *c, tr_value *out);
bool tr_fn_to_date(tr_call *c, tr_value *out);
bool tr_fn_utc(tr_call *c, tr_value *out);
bool tr_fn_utc_format(tr_call *c, tr_value *out);
bool tr_fn_utc_offset(tr_call *c, tr_value *out);
bool tr_fn_utc_parse(tr_call *c, tr_value *out);
bool tr_fn_utc_sequence(tr_call *c, tr_value *out);

/* Numbers alone. */
double tr_js_pow(double x, double y);
double tr_ease_back_in(double t);
double tr_ease_back_in_out(double t);
double tr_ease_back_out(double t);
double tr_ease_bounce_in(double t);
double tr_ease_bounce_in_out(double t);
double tr_ease_bounce_out(double t);
double tr_ease_circle_in(double t);
double tr_ease_circle_in_out(double t);
double tr_ease_circle_out(double t);
double tr_ease_cubic_in(double t);
double tr_ease_cubic_in_out(double t);
double tr_ease_cubic_out(double t);
double tr_ease_elastic_in(double t);
double tr_ease_elastic_in_out(double t);
double tr_ease_elastic_out(double t);
double tr_ease_exp_in(double t);
double tr_ease_exp_in_out(double t);
double tr_ease_exp_out(double t);
double tr_ease_linear(double t);
double tr_ease_quad_in(double t);
double tr_ease_quad_in_out(double t);
double tr_ease_quad_out(double t);
double tr_ease_sin_in(double t);
double tr_ease_sin_in_out(double t);
double tr_ease_sin_out(double t);

/* Shared by families. */
double tr_normal_cumulative(double z);
double tr_normal_quantile(double p);
double tr_random(tr_call *c);
/* False after reporting where argument I is no array. */
bool tr_need_array(tr_call *c, size_t i);
const struct tr_locale *tr_call_locale(const tr_call *c); /* the scope's, or en-US */
/* The maps of formats, emptied when the locale has changed. */
tr_expr_memory *tr_call_formats(const tr_call *c);

#endif
