#ifndef TR_CHART_NORMALIZE_PRIV_H
#define TR_CHART_NORMALIZE_PRIV_H

#include "chart/chart-priv.h"

/* Normalising: shorthands become plain views, by the rules of Vega-Lite's normalize/. What comes out is a
   tree of units, layers, facets ({facet, spec}) and concats ({hconcat|vconcat|concat}). What is made has the
   position of what it stands for. */

/* The values that stand for {"repeat": "repeat"}, "row", "column" and "layer"; NULL: none. */
enum { TR_REPEATERS = 4 };
typedef struct tr_repeater {
  const tr_value *values[TR_REPEATERS];
} tr_repeater;

/* Where a view stands on the way down. */
typedef struct tr_norm {
  tr_chart *chart;
  tr_ctx *ctx;
  const tr_value *encoding, *projection; /* of the layers around; NULL: none */
  const tr_repeater *repeater;           /* of the repeats around; NULL: none */
  tr_str prefix;                         /* of names within a repeat */
  size_t *n_views;                       /* units so far */
  int depth;
} tr_norm;

/* normalize.c. All return NULL after reporting. */
const tr_value *tr_normalize_spec(tr_chart *chart, const tr_value *spec); /* the whole; needs the config */
const tr_value *tr_normalize_view(const tr_norm *at, const tr_value *spec);
const tr_value *tr_normalize_layer_or_unit(const tr_norm *at, const tr_value *spec);
/* One step further down, out of reach of the encodings around. */
tr_norm tr_norm_below(const tr_norm *at);
/* Member NAME of SPEC, which is to be an object, or NULL after reporting. */
const tr_value *tr_norm_child(const tr_norm *at, const tr_value *spec, const char *name);
tr_str tr_mark_type_of(const tr_value *spec); /* empty: it has none */
const tr_value *tr_norm_keep(tr_ctx *ctx, tr_value v);

/* normalize-encoding.c: what layers share */
bool tr_names_data(const tr_value *def); /* has a field or datum, or counts */
/* OWN on top of what is SHARED; either may be NULL. */
const tr_value *tr_encoding_merge(tr_ctx *ctx, const tr_value *shared, const tr_value *own);
/* A unit's channels but those that name no data: they only speak for views that do. A warning where they are
   its OWN. */
tr_value tr_encoding_complete(tr_ctx *ctx, const tr_value *encoding, const tr_value *own);
const tr_value *tr_projection_merge(tr_ctx *ctx, const tr_value *shared, const tr_value *own);

/* normalize-facet.c */
bool tr_has_facet_channels(const tr_value *spec);
/* A unit with row, column or facet as the facet view it stands for; what is in it is as it was. */
const tr_value *tr_split_facets(const tr_norm *at, const tr_value *spec);
const tr_value *tr_normalize_facet(const tr_norm *at, const tr_value *spec);
/* ENCODING without row, column and facet, each with a warning. */
tr_value tr_without_facets(const tr_norm *at, const tr_value *encoding);

/* normalize-repeat.c */
const tr_value *tr_normalize_repeat(const tr_norm *at, const tr_value *spec);
/* With {"repeat": …} of fields and data replaced: an encoding, or a facet's row and column. */
tr_value tr_repeated_encoding(const tr_norm *at, const tr_value *encoding);
/* The same of one channel. False: it is left out, after a warning. */
bool tr_repeated_channel(const tr_norm *at, const tr_value *channel, tr_value *out);

/* normalize-overlay.c: points and lines over paths as layers; lines between two ends as rules. Others as they
   were. */
const tr_value *tr_normalize_overlays(tr_chart *chart, const tr_value *spec);
const tr_value *tr_normalize_ranged_line(tr_ctx *ctx, const tr_value *spec);

/* normalize-selection.c: `selection` of older versions, and what refers to it, as `params`. Before all else.
 */
const tr_value *tr_normalize_selections(tr_ctx *ctx, const tr_value *spec);

/* normalize-params.c: selections of composed views go down to their units. Of a normalised specification. */
const tr_value *tr_normalize_params(tr_ctx *ctx, const tr_value *spec);

/* Composite marks: a view with one becomes layers of plain marks with transforms, by the rules of Vega-Lite's
   compositemark/. What is made has the position of what it stands for. */

/* A view with a composite mark on its way. All lists are of tr_value. */
typedef struct tr_composite {
  tr_chart *chart;
  tr_ctx *ctx;
  const char *name;     /* "boxplot" */
  const tr_value *spec; /* as written */
  tr_value mark;        /* its properties */
  tr_value outer;       /* the view without mark, encoding, params and projection */
  tr_value encoding;    /* with all types written out */
  /* The axis along which values are summed up (tr_composite_axis) */
  bool vertical;
  const char *axis, *axis2; /* "y", "y2" */
  tr_value def;             /* its channel, without the aggregate */
  tr_str field;             /* its column */
  /* All other channels (tr_composite_extract) */
  tr_value shared;
  tr_vec bins, units, aggregate, groupby;
} tr_composite;

/* One line of the tooltip that parts have: field PREFIX + column, called TITLE. */
typedef struct tr_summary {
  const char *prefix;
  tr_str title;
} tr_summary;

/* One part on its way: FROM and TO are before the axis' column ("lower_box_"); TO may be NULL. */
typedef struct tr_part {
  const char *name, *from, *to;
  tr_value mark;
  const tr_value *shared, *tooltip; /* encodings */
} tr_part;

/* normalize-composite.c. Each returns false after reporting. */
bool tr_composite_init(tr_chart *chart, const tr_value *spec, const char *name, tr_composite *out);
bool tr_composite_orient(tr_composite *c); /* sets `vertical` by the mark's orient or the channels' types */
bool tr_composite_axis(tr_composite *c);   /* depends on `vertical` */
/* A channel's definition; NULL where it is not there or names no data. */
tr_def *tr_composite_def(const tr_composite *c, const char *channel);
bool tr_composite_is_continuous(const tr_def *d);
/* A property of the mark, or of its section in the config; NULL where neither has it. */
const tr_value *tr_composite_prop(const tr_composite *c, const char *name);

/* normalize-extract.c: takes bins, time units and aggregates out of the channels of ENCODING. */
bool tr_composite_extract(tr_composite *c, const tr_value *encoding);

/* normalize-parts.c */
/* {"tooltip": …} of the summary and all fields, or of the view's own tooltip. WITH_NAME adds " of TITLE". */
tr_value tr_composite_tooltip(const tr_composite *c, const tr_summary *summary, size_t n, bool with_name);
tr_str tr_composite_title(const tr_composite *c); /* of the axis' channel */
/* The axis' channel for column NAME. */
tr_value tr_composite_place(const tr_composite *c, tr_str name);
/* Adds a part to LAYERS unless it is switched off. */
void tr_composite_part(const tr_composite *c, const tr_part *part, tr_vec *layers);
bool tr_composite_has_part(const tr_composite *c, const char *part);
/* A part's mark: the config's, what all parts share, BASE, its style and the mark's own. */
tr_value tr_composite_part_mark(const tr_composite *c, const char *part, const tr_value *base);
/* OVER's members on top of BASE's. */
tr_value tr_spread(tr_ctx *ctx, const tr_value *base, const tr_value *over);
tr_value tr_list_value(const tr_vec *list);
void tr_list_add(tr_vec *list, tr_value v);
/* A new object with the position of AT. */
tr_value tr_object_at(const tr_value *at);
void tr_put(tr_ctx *ctx, tr_value *object, const char *name, tr_value v);
void tr_put_z(tr_ctx *ctx, tr_value *object, const char *name, const char *text);
void tr_put_s(tr_ctx *ctx, tr_value *object, const char *name, tr_str text);
/* datum['COLUMN'], quotes escaped. PREFIX comes before the column. */
tr_str tr_datum_access(tr_ctx *ctx, const char *prefix, tr_str column);
/* The same of an access path of the data ("a.b"), member by member: datum['a']['b']. */
tr_str tr_datum_path(tr_ctx *ctx, tr_str path);
/* {"op": OP, "field": FIELD, "as": PREFIX + FIELD} */
tr_value tr_measure_step(const tr_composite *c, const char *op, tr_str field, const char *prefix);
/* {"calculate": EXPR, "as": AS} */
tr_value tr_calculate_step(const tr_composite *c, tr_str expr, tr_str as);
/* {"aggregate": MEASURES, "groupby": GROUPBY}; NAME is "aggregate" or "joinaggregate". */
tr_value tr_aggregate_step(const tr_composite *c, const char *name, const tr_vec *measures,
                           const tr_vec *groupby);

/* The marks: a view of plain marks; NULL after reporting. */
typedef const tr_value *tr_rewriter(tr_chart *chart, const tr_value *spec);
tr_rewriter tr_normalize_boxplot, tr_normalize_errorbar, tr_normalize_errorband;

/* What error bars and bands share (normalize-errorbar.c): the lower and upper ends as columns lower_* and
   upper_*, transforms in `outer`, and the tooltip. */
bool tr_composite_error(tr_composite *c, tr_value *tooltip);

#endif
