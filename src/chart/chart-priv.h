#ifndef TR_CHART_CHART_PRIV_H
#define TR_CHART_CHART_PRIV_H

#include "chart/chart.h"
#include "expr/expr.h"
#include "format/timeunit.h"
#include "guide/guide.h"

/* The chart on its way: a tree of views with the components that each phase fills in. The phases and their
   order are in chart.c. */

/* --- Channels of an encoding (channels.c) -----------------------------------------------------------------
 */

typedef enum {
  TR_ENC_X,
  TR_ENC_Y,
  TR_ENC_X2,
  TR_ENC_Y2,
  TR_ENC_X_OFFSET,
  TR_ENC_Y_OFFSET,
  TR_ENC_THETA,
  TR_ENC_THETA2,
  TR_ENC_RADIUS,
  TR_ENC_RADIUS2,
  TR_ENC_COLOR,
  TR_ENC_FILL,
  TR_ENC_STROKE,
  TR_ENC_TIME, /* frames of an animation */
  TR_ENC_OPACITY,
  TR_ENC_FILL_OPACITY,
  TR_ENC_STROKE_OPACITY,
  TR_ENC_STROKE_WIDTH,
  TR_ENC_STROKE_DASH,
  TR_ENC_SIZE,
  TR_ENC_ANGLE,
  TR_ENC_SHAPE,
  TR_ENC_DETAIL,
  TR_ENC_KEY,
  TR_ENC_TEXT,
  TR_ENC_TOOLTIP,
  TR_ENC_HREF,
  TR_ENC_URL,
  TR_ENC_DESCRIPTION,
  TR_ENC_ORDER,
  TR_ENC_LONGITUDE,
  TR_ENC_LATITUDE, /* right after its longitude, as below */
  TR_ENC_LONGITUDE2,
  TR_ENC_LATITUDE2,
  TR_ENC_ROW, /* of a facet, as the next two */
  TR_ENC_COLUMN,
  TR_ENC_FACET,
  TR_ENC_QUALIFIER, /* pages: how sure a value is */
  TR_ENC_STATUS,    /* pages: plan, forecast … */
  TR_ENC_COUNT
} tr_enc;

typedef struct tr_enc_row {
  const char *name, *help;
  bool scaled;           /* takes a scale */
  tr_enc main;           /* of x2: x; else itself */
  tr_enc second;         /* of x: x2; else TR_ENC_COUNT */
  tr_enc offset;         /* of x: xOffset */
  bool list;             /* takes several definitions */
  bool discrete_range;   /* shape, strokeDash */
  tr_channel_id channel; /* of the mark; TR_CH_COUNT where there is no direct one */
} tr_enc_row;
extern const tr_enc_row tr_enc_rows[TR_ENC_COUNT];
tr_enc tr_enc_find(tr_str name); /* TR_ENC_COUNT where there is none */
bool tr_enc_is_color(tr_enc e);
/* Whether a mark has the channel (Vega-Lite's supportMark). IS_BINNED: its main channel is binned already. */
bool tr_enc_suits(tr_ctx *ctx, tr_enc e, const char *mark, bool is_binned);
bool tr_enc_is_xy(tr_enc e);

/* --- Channel definitions (def.c) ---------------------------------------------------------------------------
 */

typedef enum { TR_TYPE_NONE, TR_QUANTITATIVE, TR_TEMPORAL, TR_ORDINAL, TR_NOMINAL, TR_GEOJSON } tr_type;

typedef enum {
  TR_SORT_DEFAULT,
  TR_SORT_NONE,
  TR_SORT_ASCENDING,
  TR_SORT_DESCENDING,
  TR_SORT_LIST,
  TR_SORT_FIELD,
  TR_SORT_ENCODING
} tr_sort_kind;

typedef struct tr_def_sort {
  tr_sort_kind kind;
  const tr_value *list;
  tr_str op, field;
  tr_enc encoding;
  bool descending;
} tr_def_sort;

/* One channel's definition: a field, a datum, a value, or conditions. */
typedef struct tr_def {
  const tr_value *v; /* as written */
  tr_enc enc;
  bool is_field; /* has a field, or counts */
  tr_str field;
  tr_type type;
  tr_str aggregate;     /* operation, or empty; "argmin" and "argmax" with `arg` */
  tr_str arg;           /* field of argmin, argmax */
  const tr_value *rate; /* {"exponential": rate}, which the aggregate transform takes as it is; NULL else */
  const tr_value *bin;  /* parameters where it bins; NULL else */
  bool bins, is_binned; /* bins here; data are binned already */
  bool has_unit;        /* has a time unit */
  tr_timeunit unit;
  const tr_value *datum, *value;
  const tr_value *condition;
  struct tr_def *inner; /* of a condition that has a field or datum */
  tr_def_sort sort;
  double band_position; /* NaN: not given */
  const tr_value *scale, *axis, *legend, *header, *stack, *title, *format, *impute;
  bool no_scale, no_guide; /* null or false */
  tr_str format_type;
  tr_str column; /* its column after the encoding's transforms; of bins and units the start */
} tr_def;

/* Parses a definition; NULL after reporting. */
tr_def *tr_def_new(tr_ctx *ctx, const tr_value *v, tr_enc enc, const tr_value *config);
/* The definition itself where it has a field or datum, or that of its condition; else NULL. */
tr_def *tr_def_data(tr_def *d);
static inline tr_def *tr_def_field(tr_def *d) {
  d = tr_def_data(d);
  return d && d->is_field ? d : NULL;
}
bool tr_def_is_discrete(const tr_def *d);
bool tr_def_is_measure(const tr_def *d); /* quantitative and not binned, or a numeric datum */
/* The column with SUFFIX ("end", "start", "range" …). */
/* An access path ("a.b", "a['b']", "a\\.b") as the name of a flat column. */
tr_str tr_flat_field(tr_ctx *ctx, tr_str path);
tr_str tr_def_column(tr_ctx *ctx, const tr_def *d, const char *suffix);
/* "Mean of b", "date (year)", or the field's name, as Vega-Lite words it. */
tr_str tr_def_default_title(tr_ctx *ctx, const tr_def *d, const tr_value *config);
/* Its own title (guide's, then its own, then the default); NULL where it is switched off by null. */
const tr_value *tr_def_title(tr_ctx *ctx, const tr_def *d, const tr_value *config);
bool tr_is_count(const tr_def *d);
/* formatType: its own, or its guide's; empty where there is none. */
tr_str tr_def_format_type(const tr_def *d);
/* Whether its values are shown as times. */
bool tr_def_is_time(const tr_def *d);
/* Whether `format` counts: with a formatType that is neither "number" nor "time" it does not, as in Vega-Lite
   without custom types. */
bool tr_def_has_own_format(const tr_def *d);

/* --- Explicit or implied (split.c)
 * -------------------------------------------------------------------------- */

typedef struct tr_split_item {
  const char *name;
  tr_value value;
  bool is_explicit;
} tr_split_item;

typedef struct tr_split {
  tr_vec items;
} tr_split;

tr_split tr_split_of(tr_ctx *ctx);
const tr_value *tr_split_get(const tr_split *s, const char *name);
bool tr_split_is_explicit(const tr_split *s, const char *name);
void tr_split_set(tr_split *s, const char *name, tr_value v, bool is_explicit);
/* Merges CHILD into S: what the user said wins over what a rule did; else what is there stays. TIE (may be
   NULL) decides between two of equal rank: returns true where the child's wins, and may change *MERGED. */
typedef bool tr_split_tie(tr_ctx *ctx, const char *name, const tr_value *a, const tr_value *b,
                          tr_value *merged);
void tr_split_merge(tr_ctx *ctx, tr_split *s, const tr_split *child, tr_split_tie *tie);
tr_value tr_split_object(tr_ctx *ctx, const tr_split *s);

/* --- Scales (scale-*.c)
 * -------------------------------------------------------------------------------------- */

typedef enum { TR_DOMAIN_VALUES, TR_DOMAIN_FIELD, TR_DOMAIN_ENDS } tr_domain_kind;

typedef struct tr_domain_sort {
  bool sorts, by_field, descending;
  tr_str op, field;
  const tr_value *list; /* sorted as a list says */
} tr_domain_sort;

typedef struct tr_domain {
  tr_domain_kind kind;
  const tr_value *values; /* array */
  struct tr_view *view;   /* whose data */
  tr_str column;
  bool raw; /* of the data before aggregation */
  tr_domain_sort sort;
  double ends[2];
} tr_domain;

/* A domain by an expression of what a transform finds: its values are filled in once the data are there. */
typedef struct tr_late_domain {
  const tr_value *expr;
  tr_value *values;
} tr_late_domain;

/* How a range was decided. */
typedef enum {
  TR_RANGE_GIVEN,      /* `values`, where "width" and "height" stand for the view's size */
  TR_RANGE_STEP,       /* `step` px a band */
  TR_RANGE_SIZE,       /* across the whole view */
  TR_RANGE_BAND,       /* across one band of the position scale (offsets) */
  TR_RANGE_NAMED,      /* a name in the config: "category", "ramp" … */
  TR_RANGE_SCHEME,     /* `values` is a scheme's name or object */
  TR_RANGE_BINS,       /* of symbols on bins: `values`, the second as large as a bin lets it be */
  TR_RANGE_RADIUS,     /* 0 to half the shorter side */
  TR_RANGE_BAND_CENTER /* an offset without a position: the view about its middle */
} tr_range_way;

typedef struct tr_range {
  tr_range_way way;
  bool is_explicit, is_set;
  const tr_value *values;
  tr_str name;
  double step;
  bool step_is_offset; /* the step is for each offset band within the band */
} tr_range;

typedef struct tr_scale_cmp {
  tr_enc enc;
  const tr_scale_type *type;
  bool type_is_explicit;
  tr_split props;
  tr_vec domains; /* of tr_domain */
  bool domains_are_explicit;
  tr_range range;
  struct tr_view *owner; /* the view that draws it */
  tr_scale *scale;       /* of the build under way */
  tr_pos at;
} tr_scale_cmp;

/* --- Data (data.c)
 * ------------------------------------------------------------------------------------------- */

/* A view's data after its transforms: before the encoding's aggregation, and what the marks show. */
typedef struct tr_view_data {
  const tr_table *raw;    /* before aggregation */
  const tr_table *main;   /* what the marks show */
  const tr_table *valid;  /* what the scales are made for */
  const tr_table *frames; /* of an animation: what marks show in all frames; NULL else */
  const tr_table *uncut;  /* while a facet's cell is drawn, `main` of all cells; else NULL */
} tr_view_data;

/* --- Stacks (stack.c)
 * ---------------------------------------------------------------------------------------- */

typedef struct tr_stack {
  bool is_on;
  tr_enc measure; /* x, y, theta or radius */
  tr_enc by[2];   /* its group-by channels */
  size_t n_by;
  const tr_def *parts[16]; /* what divides the stack */
  size_t n_parts;
  tr_str offset; /* "zero", "center", "normalize" */
  bool imputes;
} tr_stack;

/* --- Encoded rules (rules.c)
 * ---------------------------------------------------------------------------------- */

typedef enum {
  TR_REF_VALUE,     /* a constant */
  TR_REF_FIELD,     /* a column */
  TR_REF_BETWEEN,   /* `mix` of the way from one column to another */
  TR_REF_EXPR,      /* an expression of datum */
  TR_REF_SIZE,      /* the view's width or height */
  TR_REF_BANDWIDTH, /* of a scale */
  TR_REF_ZERO,      /* zero where the domain has it, else its lower (or upper) end */
  TR_REF_TEXT,      /* a formatted field */
  TR_REF_TIP        /* a tooltip of several fields */
} tr_ref_kind;

/* A field as text. */
typedef enum { TR_TEXT_PLAIN, TR_TEXT_NUMBER, TR_TEXT_TIME, TR_TEXT_BIN } tr_text_way;
typedef struct tr_text_ref {
  tr_text_way way;
  tr_str column, column2; /* BIN: start and end; NUMBER with `is_share`: end and start of a stack's part */
  bool is_share;
  const struct tr_number_format *number;
  const struct tr_time_format *time;
} tr_text_ref;

/* One line of a tooltip or description. */
typedef struct tr_tip {
  tr_str key;
  tr_text_ref text;
  const tr_value *test; /* predicate under which there is the line; NULL: always */
  const tr_expr *call;  /* of a formatter of one's own; NULL: `text` */
} tr_tip;

typedef struct tr_ref {
  tr_ref_kind kind;
  tr_scale_cmp *scale; /* the value goes through it; NULL: not */
  tr_value value;
  tr_str column, column2;
  double mix; /* BETWEEN */
  const tr_value *expr;
  bool is_height, upper; /* SIZE; ZERO */
  double band;           /* adds this share of the scale's bandwidth */
  double mult, offset;   /* mult 0 stands for 1 */
  double least;          /* BANDWIDTH: at least this, px */
  const struct tr_ref *offset_ref;
  tr_text_ref text;
  const tr_tip *tips;
  size_t n_tips;
  const tr_value *test; /* predicate under which it holds; NULL: always */
  tr_str test_invalid;  /* column: holds where its value is no number */
  /* Bars of bins: half the gap between them, or room for the least width. */
  bool spaces, is_end;
  double spacing, min_size, sign, moved; /* moved: by the user, turned with the scale */
  tr_str size_from, size_to;
  tr_channel_id before, after; /* holds where one place of the item lies before the other; both 0: no test */
} tr_ref;

/* Rules of one channel of the mark: the first that holds gives the value. */
typedef struct tr_rule {
  tr_ref *refs;
  size_t n;
} tr_rule;

/* A mark's encoding: rules by the mark's channels. */
typedef struct tr_entry {
  tr_rule rules[TR_CH_COUNT];
} tr_entry;

/* --- Views (model.c)
 * ------------------------------------------------------------------------------------------ */

typedef enum { TR_VIEW_UNIT, TR_VIEW_LAYER, TR_VIEW_FACET, TR_VIEW_CONCAT } tr_view_kind;
typedef enum { TR_SIZE_UNSET, TR_SIZE_PX, TR_SIZE_STEP, TR_SIZE_CONTAINER } tr_size_kind;

typedef struct tr_size {
  tr_size_kind kind;
  double px, step;
  bool step_is_position; /* {"step": …, "for": "position"} */
  bool is_explicit;
} tr_size;

typedef struct tr_axis_cmp {
  tr_split props;
  tr_scale_cmp *scale;
  struct tr_view *view;
  bool is_x, disabled, disabled_is_explicit;
  tr_vec titles; /* of const tr_def *: fields whose names make the title */
} tr_axis_cmp;

enum { TR_LEGEND_SCALES = 8 }; /* channels that one legend may show */

typedef struct tr_legend_cmp {
  tr_split props;
  tr_enc enc;
  tr_scale_cmp *scales[TR_LEGEND_SCALES];
  tr_channel_id channels[TR_LEGEND_SCALES];
  size_t n_scales;
  struct tr_view *view;
  bool disabled, disabled_is_explicit;
} tr_legend_cmp;

typedef struct tr_view {
  tr_view_kind kind;
  tr_chart *chart;
  struct tr_view *parent, **children;
  size_t n_children;
  const tr_value *spec;
  tr_str name;
  size_t looked_at; /* the last source that it may show (data-parse.c) */
  /* unit */
  const tr_mark_type *mark;
  tr_value mark_def; /* with filled, orient and opacity decided */
  tr_str orient;
  bool filled;
  tr_def *enc[TR_ENC_COUNT];
  tr_def **lists[TR_ENC_COUNT]; /* of channels that take several */
  size_t n_list[TR_ENC_COUNT];
  tr_stack stack;
  tr_entry *entry;
  tr_view_data data;
  tr_view_data
      divided; /* rows of all cells where these are not `data`: what is drawn in them (data-cells.c) */
  tr_map bins; /* column to tr_bins * */
  bool breaks; /* a path with gaps at invalid values */
  bool bins_are_shared; /* all cells of a facet have the bins of their rows together */
  size_t n_shared_bins; /* and so many of the transforms, the first ones, are bins that are there already */
  /* facet: by row and column, or by one definition that is wrapped; NULL where it is not by that */
  tr_def *facets[3]; /* TR_ENC_ROW … TR_ENC_FACET */
  struct tr_header *headers[3];
  /* components */
  struct tr_projection_cmp *projection; /* of maps (projection.c); NULL: none */
  tr_scale_cmp *scales[TR_ENC_COUNT];
  bool merged[TR_ENC_COUNT]; /* the parent's scale is used */
  tr_size given[2], size[2]; /* width, height: as specified, and as decided */
  double px[2];              /* of a plot in the build under way: width, height */
  tr_vec axes[2];            /* of tr_axis_cmp *: x, y */
  bool in_headers[2];        /* its x, y axes stand beside the facet; the grid alone is its own */
  tr_vec legends;            /* of tr_legend_cmp * */
} tr_view;

/* How the rows of a facet's cells are parsed at the moment (data-cells.c). */
typedef enum { TR_CELLS_NONE, TR_CELLS_AS_ONE, TR_CELLS_ONE_BY_ONE } tr_cells_way;

struct tr_chart {
  tr_ctx *ctx;
  tr_chart_input input;
  const tr_value *spec; /* normalised */
  tr_value config;      /* Vega-Lite's, theme's and the spec's */
  const tr_value *vega; /* Vega's defaults */
  tr_env env;           /* with the config's locale */
  tr_scope scope;
  tr_map params;     /* name to tr_value * */
  tr_map exprs;      /* name to what params.c keeps of a parameter that is an expression, or NULL */
  tr_map selections; /* name to what selection.c keeps of one */
  tr_map tables;     /* sources by what names them */
  tr_map sources;    /* views by what names their source (data-parse.c) */
  size_t n_looks;
  tr_cells_way cells;
  tr_view *root;
  tr_view *plot; /* whose data rectangle `width` and `height` are */
  tr_autosize autosize;
  tr_padding padding;
  tr_str description;
  double width, height; /* of the data rectangle under way */
  double given[2];      /* what is given from outside, px, where `fixed` */
  double stretch[2];    /* of composed views: their plots are that much wider, higher than specified */
  bool fixed[2];        /* width, height are given from outside: steps are spread over them */
  tr_vec points;        /* of struct tr_point: where rows were drawn */
  tr_vec *notes;        /* of tr_str, or NULL */
  tr_vec late_domains;  /* of tr_late_domain */
  tr_vec *front;        /* of the plot that is drawn: guides with a z-index; NULL: none */
  double label_share;   /* of a page chart's width that axis labels may take */
  double outer_width;   /* what a page gives, px; 0: free */
  double origin[2];     /* of the data rectangle in what was built last */
  tr_bounds series;     /* of paths drawn series by series: legends stand beside them, not over them */
};

typedef struct tr_point {
  size_t row;
  double x, y;
} tr_point;

/* Phases; each returns false after reporting. */
const tr_value *tr_chart_normalize(tr_chart *chart, const tr_value *spec);
tr_view *tr_view_new(tr_chart *chart, const tr_value *spec, tr_view *parent, const tr_size given[2]);
void tr_parse_projections(tr_view *view);
bool tr_parse_scales(tr_view *view);
void tr_parse_sizes(tr_view *view);
bool tr_parse_data(tr_view *view, const tr_table *source);
void tr_parse_axes(tr_view *view);
void tr_parse_headers(tr_view *facet);
void tr_parse_legends(tr_view *view);
bool tr_parse_marks(tr_view *view);

/* The scale a channel of a view uses (the merged one); NULL where it has none. */
tr_scale_cmp *tr_view_scale(const tr_view *view, tr_enc enc);
/* The same, or that of the layers around it. */
tr_scale_cmp *tr_view_scale_around(const tr_view *view, tr_enc enc);
/* A mark's property: its own, then of styles, its section, and `mark` in the config. VG is the name it has in
   Vega ("fill" of "color"), or NULL. */
const tr_value *tr_mark_prop(const tr_view *view, const char *name, const char *vg);
const tr_value *tr_mark_config(const tr_view *view, const char *name, const char *vg);
/* The same without `mark`: what Vega-Lite hands to Vega as the mark's styles. */
const tr_value *tr_mark_style(const tr_view *view, const char *name);
double tr_mark_number(const tr_view *view, const char *name, double fallback);
const tr_value *tr_config(const tr_chart *chart, const char *section, const char *name);
/* {"expr": …} and {"signal": …} worked out (no datum); others as they are. */
tr_value tr_chart_value(tr_chart *chart, const tr_value *v);
double tr_chart_number(tr_chart *chart, const tr_value *v, double fallback);
/* A date as {year, month, …}, as text or as a number, in ms. False where it is none. */
bool tr_datetime_value(tr_chart *chart, const tr_value *v, double *ms);
void tr_view_stack(tr_view *view);
/* The column by which a stack is grouped on channel ENC: of bins whose gaps are filled, their middles. */
tr_str tr_stack_dimension(const tr_view *view, tr_enc enc);
bool tr_view_is_aggregate(const tr_view *view);
/* Position of a mark in a time unit's or bin's band, 0 to 1; NaN where there is none. */
double tr_band_position(const tr_view *view, const tr_def *d, const tr_def *second);
bool tr_has_band_end(const tr_view *view, const tr_def *d, const tr_def *second);
bool tr_is_rect_mark(const tr_view *view);
/* Step of the config for discrete sizes, px. */
tr_size tr_discrete_size(const tr_chart *chart, bool is_height);
double tr_continuous_size(const tr_chart *chart, bool is_height);
double tr_discrete_step(const tr_chart *chart, bool is_height);

/* A unit or layers that stand by themselves: what has a data rectangle. */
static inline bool tr_view_is_composed(const tr_view *view) {
  return view->kind == TR_VIEW_FACET || view->kind == TR_VIEW_CONCAT;
}
static inline bool tr_view_is_plot(const tr_view *view) {
  return !tr_view_is_composed(view) && !(view->parent && view->parent->kind == TR_VIEW_LAYER);
}
/* The size of the whole that is asked for, px; 0: as the specification says. */
void tr_chart_sizes(tr_chart *chart, double width, double height);
/* Sizes of all plots in VIEW for the data they now have, and its scales for these sizes; not those of a
   facet's cells, which are made cell by cell. */
void tr_view_sizes(tr_view *view);
bool tr_view_scales(tr_view *view);
/* The width (side 1: height) that all plots in a column (a row) of views have, px; of a plot its own. NaN
   where they have none in common: it is that of the whole then, as Vega-Lite merges sizes. */
double tr_view_shared_size(const tr_view *view, int side);
/* The columns that views beside each other are laid out in, as given or by the config; NULL: one row. */
const tr_value *tr_concat_columns(const tr_view *view);
/* Whether steps of PLOT are spread over its width (side 1: height), which does not come from them. */
bool tr_plot_spreads(const tr_view *plot, int side);
/* Makes the plot of VIEW the one that is under way; `width` and `height` are those of VIEW: of the plot, or
   of a layer whose size is its own. */
void tr_plot_enter(tr_view *view);
/* The width (side 1: height) of a unit or layer in the plot under way, px. */
double tr_layer_side(const tr_view *view, int side);
/* The first plot in VIEW, or VIEW itself. */
tr_view *tr_view_plot(tr_view *view);
/* The first unit in VIEW that is drawn on C. */
tr_view *tr_scale_unit(tr_view *view, const tr_scale_cmp *c);
tr_scale *tr_scale_build(tr_view *view, tr_scale_cmp *c);
/* Px that the bands of C take at their steps. */
double tr_scale_span(tr_view *view, const tr_scale_cmp *c);
/* Do the children of VIEW have a scale (an axis, a legend) of their own? WHAT: "scale", "axis", "legend". */
bool tr_is_independent(const tr_view *view, const char *what, tr_enc enc);
/* Warns of guides that `resolve` says are shared, and that cannot be (compose.c). */
void tr_check_resolve(const tr_view *view);
bool tr_domain_has_zero(const tr_scale_cmp *c, bool *maybe);

/* Whether fields divide the view's path into series, each drawn apart. */
bool tr_view_has_series(const tr_view *view);

bool tr_is_custom_format(tr_str type); /* a format type that is neither number nor time */
/* GUIDE's `format` and `formatType` (or the config's) as a call of a function of one's own on ARGUMENT; empty
   where numbers and dates are formatted as usual. GUIDE: of an axis, a legend or a definition. */
tr_str tr_custom_format(const tr_chart *chart, const tr_def *d, const tr_value *guide, tr_str argument);
/* The same for a whole value, of bins with both ends; START, END: expressions. */
tr_str tr_custom_text(const tr_chart *chart, const tr_def *d, const tr_value *guide, tr_str start,
                      tr_str end);
/* The `labelExpr` of an axis or legend, with such a call for the label; undefined for none. */
tr_value tr_custom_label(const tr_chart *chart, const tr_def *d, const tr_value *guide);

/* Whether a predicate (expression, {field, equal: …}, {not: …}, {param: …}) holds. */
bool tr_predicate_holds(tr_chart *chart, const tr_value *p, const tr_datum *datum);

/* Items of a mark from its entry, for the rows of its data. */
bool tr_entry_items(tr_view *view, const tr_entry *entry, const tr_table *table, tr_items *out);
double tr_ref_number(tr_view *view, const tr_ref *ref, const tr_table *table, size_t row);

/* Longitudes and latitudes, or shapes: the view is a map. */
bool tr_view_has_projection(const tr_view *view);
/* On maps: places and outlines of items, by the projection for the size of the build under way. */
bool tr_place_on_map(tr_view *view, const tr_table *t, tr_items *it);
bool tr_map_is_clipped(const tr_view *view);
/* Where the view's projection puts a point; false where it has no place, or after reporting. */
bool tr_map_point(tr_view *view, double longitude, double latitude, double out[2]);
/* Whether the projection can be had already: all views that it is fitted to have their data. */
bool tr_map_is_ready(const tr_view *view);

tr_guide_env tr_chart_guides(tr_chart *chart);
bool tr_chart_tick_test(void *self, const tr_value *test, const tr_value *datum);
void tr_chart_scope(tr_chart *chart);
/* Variables and selections of a specification and its layers, at their first values. */
void tr_chart_params(tr_chart *chart, const tr_value *spec);
/* Draws the chart at the size set by tr_chart_sizes(); BOUNDS are those of its content. NULL after reporting.
 */
tr_group *tr_chart_draw(tr_chart *chart, tr_bounds *bounds);
/* Whether a picture would be that large, which is reported. */
bool tr_chart_is_endless(const tr_chart *chart, double width, double height);
/* A view that is drawn: its group about its own origin, and what it takes there. */
typedef struct tr_drawn {
  tr_group *group;
  tr_bounds bounds;
  double width, height; /* of its data rectangle; 0 where it has none */
} tr_drawn;
/* Draws a view and all in it. LABEL: a title in place of its own (Vega's properties), or NULL. False after
   reporting. */
bool tr_view_draw(tr_view *view, const tr_value *label, tr_drawn *out);
/* A cell that no row falls into: its ground alone. */
void tr_view_draw_empty(tr_view *view, tr_drawn *out);
bool tr_draw_marks(tr_view *view, tr_group *parent, tr_bounds *bounds); /* build.c */
bool tr_plot_draw(tr_view *plot, const tr_value *label, tr_drawn *out); /* plot-draw.c */
bool tr_facet_draw(tr_view *facet, tr_drawn *out);                      /* facet.c */
void tr_plot_draw_ground(tr_view *plot, tr_drawn *out);                 /* plot-draw.c */
/* The encodings of an axis' parts, from its properties (axis.c). */
tr_value tr_axis_encode(tr_ctx *ctx, const tr_value *props);
/* An axis without its grid into a header of WIDTH × HEIGHT px. */
void tr_draw_header_axis(tr_axis_cmp *c, double width, double height, tr_group *parent, tr_bounds *bounds);
/* The title of a view as Vega's properties, or an undefined value. */
tr_value tr_view_title(tr_view *view);
/* Legends of VIEW, with those that the layers of a plot keep, about a data rectangle of WIDTH × HEIGHT px. */
void tr_draw_legends(tr_view *view, double width, double height, const tr_bounds *x, const tr_bounds *y,
                     tr_group *group, tr_bounds *bounds);
/* On a page (page.c): fits WIDTH and HEIGHT (0: free), and shows how sure values are. */
tr_group *tr_chart_on_page(tr_chart *chart, double width, double height, double *out_w, double *out_h);
/* Before marks are drawn: labels make room for open ends, which are not rounded. */
void tr_settle_qualifiers(tr_view *view, tr_items *it, const tr_table *table);
void tr_draw_qualifiers(tr_view *view, const tr_items *it, const tr_table *table, tr_group *group,
                        tr_bounds *bounds);
tr_str tr_format_field(tr_view *view, const tr_text_ref *t, const tr_table *table, size_t row);

bool tr_chart_check(tr_chart *chart, const tr_value *spec);

#endif
