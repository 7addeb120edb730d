#ifndef TR_SCALE_SCALE_H
#define TR_SCALE_SCALE_H

#include "base/color.h"
#include "format/env.h"
#include "value/props.h"

/* Scales map data to places, colours and other values, as d3-scale defines them and vega-encode's Scale
   transform sets them up. */

typedef enum {
  TR_SCALE_LINEAR,
  TR_SCALE_LOG,
  TR_SCALE_POW,
  TR_SCALE_SQRT,
  TR_SCALE_SYMLOG,
  TR_SCALE_TIME,
  TR_SCALE_UTC,
  TR_SCALE_ORDINAL,
  TR_SCALE_BAND,
  TR_SCALE_POINT,
  TR_SCALE_QUANTILE,
  TR_SCALE_QUANTIZE,
  TR_SCALE_THRESHOLD,
  TR_SCALE_BIN_ORDINAL
} tr_scale_kind;

typedef enum {
  TR_SCALE_CONTINUOUS,   /* numbers to numbers or colours along a line */
  TR_SCALE_DISCRETIZING, /* numbers to a few values */
  TR_SCALE_DISCRETE      /* values to values or places */
} tr_scale_family;

typedef struct tr_scale tr_scale;

/* A scale type: one file and one row. */
typedef struct tr_scale_type {
  const char *name, *help;
  tr_scale_kind kind;
  tr_scale_family family;
  const tr_prop *props; /* what it takes beyond tr_scale_common_props */
  /* Continuous: the axis on which it is straight, and back. */
  double (*straighten)(const tr_scale *s, double x);
  double (*bend)(const tr_scale *s, double x);
  /* Widens a domain of two ends to round values; COUNT ticks are wanted. */
  void (*nice)(const tr_scale *s, double ends[2], double count);
  /* Round values inside the domain. */
  size_t (*ticks)(tr_ctx *ctx, const tr_scale *s, double count, double **out);
  /* Discretizing: the boundaries between its values. */
  size_t (*thresholds)(tr_ctx *ctx, const tr_scale *s, double **out);
} tr_scale_type;

extern const tr_prop tr_scale_common_props[];
const tr_scale_type *tr_scale_type_find(tr_str name); /* NULL where there is none */
size_t tr_scale_types(const tr_scale_type *const **rows);
const char *const *tr_scale_type_names(void); /* ends with NULL */

/* Number of ticks wanted, or a calendar interval; in both cases no nearer than `min_step`. */
typedef struct tr_tick_count {
  double count;    /* NaN: not given */
  tr_str interval; /* "month", …, or empty */
  double step;     /* of the interval; 0 is 1 */
  double min_step; /* NaN: none */
} tr_tick_count;

/* What a scale is made of, with every default already decided. Numbers that are not given are NaN. */
typedef struct tr_scale_spec {
  const tr_scale_type *type;
  const tr_value *domain; /* values in order; continuous: numbers and dates */
  size_t n_domain;
  double domain_min, domain_max, domain_mid;
  bool zero, clamp, round, reverse;
  bool nice;
  tr_tick_count nice_count; /* count NaN and no interval: 10 */
  double padding;           /* continuous: px at both ends */
  double padding_inner, padding_outer, align;
  double exponent, base, constant;
  const double *bins; /* boundaries, or NULL */
  size_t n_bins;
  /* One of range, range_step and scheme. */
  const tr_value *range;
  size_t n_range;
  double range_step;      /* band and point */
  tr_str scheme;          /* a scheme's name */
  const tr_value *colors; /* or its colours */
  size_t n_colors;
  bool has_extent;
  double extent[2];    /* part of the scheme to take */
  size_t scheme_count; /* 0: as many as the domain has */
  tr_str interpolate;  /* "rgb", "hcl", "hcl-long", "lab", "hsl", "hsl-long", "cubehelix", … or empty */
  double gamma;
  const struct tr_zone *zone;
  tr_pos at; /* for messages */
} tr_scale_spec;

/* In the scene arena. NULL after reporting (an unknown scheme, colours that are none). */
tr_scale *tr_scale_new(tr_ctx *ctx, const tr_scale_spec *spec);

const tr_scale_type *tr_scale_type_of(const tr_scale *s);
/* Domain and range as they came out (nice, zero and padding applied). Continuous domains are numbers. */
size_t tr_scale_domain(const tr_scale *s, const tr_value **values);
double tr_scale_domain_end(const tr_scale *s, bool last); /* as a number; NaN for an empty domain */
/* First and last place of a positional scale, px. */
void tr_scale_range(const tr_scale *s, double ends[2]);
size_t tr_scale_bins(const tr_scale *s, const double **bins);
double tr_scale_bandwidth(const tr_scale *s); /* 0 for others than band and point */
double tr_scale_step(const tr_scale *s);
bool tr_scale_is_colored(const tr_scale *s);

/* The place (or other number) of a value; NaN where there is none. */
double tr_scale_number(const tr_scale *s, const tr_value *v);
double tr_scale_number_of(const tr_scale *s, double x); /* of a number, without boxing */
/* The colour of a value; false where there is none. */
bool tr_scale_color(const tr_scale *s, const tr_value *v, tr_color *out);
/* Anything else in the range (shapes, dashes, strings); undefined where there is none. */
tr_value tr_scale_value(tr_ctx *ctx, const tr_scale *s, const tr_value *v);
/* The datum at a place (continuous), or the value of the band there. Undefined where there is none. */
tr_value tr_scale_invert(const tr_scale *s, double at);
/* Colour at fraction T of a continuous colour scale's ramp. */
tr_color tr_scale_ramp(const tr_scale *s, double t);
/* Fraction of X between the domain's ends, along the scale's own curve. */
double tr_scale_fraction(const tr_scale *s, double x);

/* Values to mark on an axis. */
size_t tr_scale_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, tr_value **out);
/* The same as if the scale had no bins. */
size_t tr_scale_own_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, tr_value **out);
/* Those of VALUES that lie in the range, in its order, thinned to COUNT. */
size_t tr_scale_valid_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count,
                            const tr_value *values, size_t n, tr_value **out);
/* How many ticks COUNT comes to on this scale (minimum step and bins applied). */
double tr_scale_tick_count(const tr_scale *s, const tr_tick_count *count);

/* Values to show in a legend; *MAX gets the upper end of the last one where the values are ranges. */
size_t tr_scale_legend_values(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, bool symbols,
                              tr_value **out, double *max, bool *ranges);

/* A step and its ticks, as d3-array's ticks: 1, 2 or 5 times a power of ten. A negative increment -k stands
   for 1/k. */
double tr_tick_increment(double start, double stop, double count);
double tr_tick_step(double start, double stop, double count);
size_t tr_ticks(tr_ctx *ctx, double start, double stop, double count, double **out);
/* How much room N bands take, in steps. */
double tr_band_space(double n, double padding_inner, double padding_outer);
double tr_round_js(double x); /* JavaScript's Math.round */

/* Labels of ticks and legend entries. */
typedef struct tr_tick_format tr_tick_format;
typedef struct tr_tick_format_spec {
  tr_str specifier;      /* d3's, or empty */
  bool is_given;         /* empty, but said: it stands for d3's "", not for the default */
  const tr_value *multi; /* time: a specifier by unit, or NULL */
  tr_str type;           /* "number", "time", "utc", or empty: by the scale */
  bool no_skip;          /* logarithmic: a label on every tick */
  tr_pos at;
} tr_tick_format_spec;
const tr_tick_format *tr_tick_format_new(tr_ctx *ctx, const tr_env *env, const tr_scale *s,
                                         const tr_tick_count *count, const tr_tick_format_spec *spec);
tr_str tr_tick_label(tr_ctx *ctx, const tr_tick_format *f, const tr_value *v);

/* Colour schemes. */
typedef struct tr_scheme {
  const char *name;
  bool discrete;
  const char *hex; /* six digits a colour */
} tr_scheme;
const tr_scheme *tr_scheme_find(tr_str name); /* in any case of letters */
size_t tr_schemes(const tr_scheme **rows);
size_t tr_scheme_colors(tr_ctx *ctx, const tr_scheme *scheme, tr_color **out);

/* One colour space's way from A to B. */
typedef tr_color (*tr_color_between)(tr_color a, tr_color b, double t, double gamma);
tr_color_between tr_interpolate_find(tr_str name); /* NULL where there is none; empty is "rgb" */

#endif
