#include "scale/scale-priv.h"

/* Every scale type, in the order of the documentation. */
static const tr_scale_type *const rows[] = {
    &tr_scale_linear,   &tr_scale_log,      &tr_scale_pow,       &tr_scale_sqrt,        &tr_scale_symlog,
    &tr_scale_time,     &tr_scale_utc,      &tr_scale_ordinal,   &tr_scale_band,        &tr_scale_point,
    &tr_scale_quantile, &tr_scale_quantize, &tr_scale_threshold, &tr_scale_bin_ordinal,
};
enum { n_rows = sizeof rows / sizeof *rows };

static const char *const names[] = {"linear",   "log",      "pow",       "sqrt",        "symlog",
                                    "time",     "utc",      "ordinal",   "band",        "point",
                                    "quantile", "quantize", "threshold", "bin-ordinal", NULL};

const tr_prop tr_scale_common_props[] = {
    {"type", TR_P_ENUM,
     "linear|log|pow|sqrt|symlog|time|utc|ordinal|band|point|quantile|quantize|threshold|bin-ordinal|"
     "identity|sequential",
     0, 0, NULL, "kind of scale; by default from the channel and the data's type"},
    {"domain", TR_P_ARRAY | TR_P_STRING | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL,
     "data values the scale is defined for; \"unaggregated\", or {\"unionWith\": [...]}", "domain"},
    {"domainMin", TR_P_NUMBER | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "lower end of the domain",
     "domain|date-time"},
    {"domainMax", TR_P_NUMBER | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "upper end of the domain",
     "domain|date-time"},
    {"domainMid", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, NULL, "middle of a diverging domain"},
    {"domainRaw", TR_P_ARRAY | TR_P_NULL | TR_P_EXPR, NULL, 0, 0, NULL, "domain that overrides all others"},
    {"range", TR_P_ARRAY | TR_P_STRING | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL,
     "places, colours or other values; a name such as \"category\"; or {\"field\": …}", "range"},
    {"rangeMin", TR_P_NUMBER | TR_P_STRING | TR_P_EXPR, NULL, 0, 0, NULL, "first value of the range"},
    {"rangeMax", TR_P_NUMBER | TR_P_STRING | TR_P_EXPR, NULL, 0, 0, NULL, "last value of the range"},
    {"scheme", TR_P_STRING | TR_P_OBJECT | TR_P_ARRAY | TR_P_EXPR, NULL, 0, 0, NULL,
     "colour scheme by name, or {name, count, extent}", "@schemes|scheme"},
    {"reverse", TR_P_BOOL | TR_P_EXPR, NULL, 0, 0, "false", "turns the range around"},
    {"round", TR_P_BOOL | TR_P_EXPR, NULL, 0, 0, "false", "rounds places to whole px"},
    {"clamp", TR_P_BOOL | TR_P_EXPR, NULL, 0, 0, "false", "keeps values outside the domain at its ends"},
    {"nice", TR_P_BOOL | TR_P_NUMBER | TR_P_STRING | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL,
     "widens the domain to round values; a tick count or a time interval", "interval"},
    {"zero", TR_P_BOOL | TR_P_EXPR, NULL, 0, 0, NULL, "includes zero in the domain"},
    {"padding", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, NULL, "px at both ends, or band padding in steps"},
    {"paddingInner", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 1, NULL, "between bands, in steps"},
    {"paddingOuter", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, NULL, "outside the first and last band, in steps"},
    {"align", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 1, "0.5", "share of spare room before the first band"},
    {"exponent", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "1", "of pow scales"},
    {"base", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "10", "of log scales"},
    {"constant", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "1", "slope of symlog scales at zero"},
    {"bins", TR_P_ARRAY | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "bin boundaries, or {step, start, stop}",
     "sequence"},
    {"interpolate", TR_P_STRING | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL,
     "colour space in which to interpolate: rgb, lab, hcl, hcl-long, hsl, hsl-long, cubehelix, "
     "cubehelix-long",
     "interpolate"},
    {NULL}};

const tr_scale_type *tr_scale_type_find(tr_str name) {
  for (size_t i = 0; i < n_rows; i++)
    if (tr_str_is(name, rows[i]->name)) return rows[i];
  return NULL;
}

size_t tr_scale_types(const tr_scale_type *const **out) {
  *out = rows;
  return n_rows;
}

const char *const *tr_scale_type_names(void) { return names; }
