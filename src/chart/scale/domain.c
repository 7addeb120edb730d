#include "chart/param/selection-priv.h"
#include "chart/scale/scale-priv.h"

#include <math.h>

/* Which values a scale is made for: lists, columns, and ends. What they come to is worked out once the data
   are there (scale-build.c). */

static void add(tr_scale_cmp *c, tr_domain domain) { *(tr_domain *)tr_vec_push(&c->domains) = domain; }

/* A list of one's own; dates as {year, month, …} or text become numbers where the data are dates. */
static void add_values(tr_view *view, tr_scale_cmp *c, const tr_def *d, const tr_value *values) {
  tr_ctx *ctx = view->chart->ctx;
  tr_value *items = TR_NEW_N(ctx->doc, tr_value, values->n);
  for (uint32_t i = 0; i < values->n; i++) {
    items[i] = tr_chart_value(view->chart, &values->items[i]);
    double ms;
    if ((d->type == TR_TEMPORAL || d->has_unit) && tr_datetime_value(view->chart, &items[i], &ms))
      items[i] = tr_make_date(ms);
  }
  tr_value *array = TR_NEW(ctx->doc, tr_value);
  *array = tr_make_array(items, values->n);
  add(c, (tr_domain){.kind = TR_DOMAIN_VALUES, .values = array, .view = view});
}

/* --- Domains by expressions of what a transform finds
 * ------------------------------------------------------------------------------------------------ */

/* Does EXPR name the parameter of a transform `extent` anywhere in SPEC? */
static bool awaits(const tr_value *spec, tr_str expr) {
  tr_str param = tr_get_string(spec, "param", (tr_str){0});
  if (param.n > 0 && tr_is(tr_get(spec, "extent"), TR_STRING) && tr_str_find(expr, param.p, 0) != SIZE_MAX)
    return true;
  static const char *const inner[] = {"transform", "layer", "concat", "hconcat", "vconcat", "spec"};
  for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
    const tr_value *v = tr_get(spec, inner[i]);
    if (tr_is(v, TR_OBJECT) && awaits(v, expr)) return true;
    for (uint32_t k = 0; tr_is(v, TR_ARRAY) && k < v->n; k++)
      if (awaits(&v->items[k], expr)) return true;
  }
  return false;
}

/* True where the domain has to wait for the data. */
static bool add_late(tr_view *view, tr_scale_cmp *c, const tr_value *domain) {
  tr_chart *chart = view->chart;
  const tr_value *expr = tr_get(domain, "expr");
  if (!tr_is(expr, TR_STRING) || !awaits(chart->spec, tr_string(expr))) return false;
  tr_value *array = TR_NEW(chart->ctx->doc, tr_value);
  *array = tr_make_array(NULL, 0);
  *(tr_late_domain *)tr_vec_push(&chart->late_domains) = (tr_late_domain){domain, array};
  add(c, (tr_domain){.kind = TR_DOMAIN_VALUES, .values = array, .view = view});
  c->domains_are_explicit = true;
  return true;
}

void tr_settle_domains(tr_chart *chart) {
  tr_late_domain *items = chart->late_domains.items;
  for (size_t i = 0; i < chart->late_domains.n; i++) {
    tr_value v = tr_chart_value(chart, items[i].expr);
    if (tr_is(&v, TR_ARRAY)) *items[i].values = v;
  }
}

static void add_column(tr_view *view, tr_scale_cmp *c, tr_str column, tr_domain_sort sort, bool raw) {
  add(c, (tr_domain){.kind = TR_DOMAIN_FIELD, .view = view, .column = column, .sort = sort, .raw = raw});
}

/* --- Sorting of discrete domains
 * ------------------------------------------------------------------------------- */

static bool is_dimension(const tr_view *view, tr_str field) {
  const tr_stack *s = &view->stack;
  for (size_t i = 0; i < s->n_by; i++)
    if (tr_str_eq(view->enc[s->by[i]]->field, field) || tr_str_eq(view->enc[s->by[i]]->column, field))
      return true;
  for (size_t i = 0; i < s->n_parts; i++)
    if (tr_str_eq(s->parts[i]->field, field)) return true;
  return false;
}

static tr_domain_sort by_field(const tr_view *view, tr_str op, tr_str field, bool descending) {
  bool stacked = view->stack.is_on && !is_dimension(view, field);
  if (op.n == 0) op = stacked ? TR_S("sum") : TR_S("min");
  return (tr_domain_sort){
      .sorts = true, .by_field = true, .op = op, .field = field, .descending = descending};
}

static tr_domain_sort sort_by_encoding(tr_view *view, const tr_def_sort *sort) {
  const tr_def *by = tr_def_field(view->enc[sort->encoding]);
  if (!by) return (tr_domain_sort){.sorts = true};
  if (by->arg.n > 0) return by_field(view, (tr_str){0}, by->column, sort->descending);
  return by_field(view, by->aggregate, by->field, sort->descending);
}

/* What one entry of a sort list stands for: the date of {"month": …}, or of "mon" where the unit is days. */
static tr_value sort_entry(tr_view *view, const tr_def *d, const tr_value *v) {
  double ms;
  tr_value one = *v, part;
  bool single = d->has_unit && (d->unit.parts & (d->unit.parts - 1)) == 0;
  if (!tr_is(v, TR_OBJECT) && single) {
    tr_timeunit local = {.parts = d->unit.parts, .step = 1};
    part = tr_make_object(NULL, 0);
    part = tr_with(view->chart->ctx->doc, &part, tr_timeunit_name(view->chart->ctx->doc, &local).p, *v);
    if (d->unit.utc) part = tr_with(view->chart->ctx->doc, &part, "utc", tr_make_bool(true));
    one = part;
  }
  bool dated = d->has_unit || tr_is(&one, TR_OBJECT);
  return dated && tr_datetime_value(view->chart, &one, &ms) ? tr_make_date(ms) : *v;
}

static const tr_value *sort_list(tr_view *view, const tr_def *d) {
  const tr_value *list = d->sort.list;
  tr_value *items = TR_NEW_N(view->chart->ctx->doc, tr_value, list->n),
           *out = TR_NEW(view->chart->ctx->doc, tr_value);
  for (uint32_t i = 0; i < list->n; i++) items[i] = sort_entry(view, d, &list->items[i]);
  *out = tr_make_array(items, list->n);
  return out;
}

static tr_domain_sort domain_sort(tr_view *view, const tr_def *d) {
  switch (d->sort.kind) {
  case TR_SORT_DEFAULT:
  case TR_SORT_ASCENDING: return (tr_domain_sort){.sorts = true};
  case TR_SORT_DESCENDING: return (tr_domain_sort){.sorts = true, .descending = true};
  case TR_SORT_LIST: return (tr_domain_sort){.sorts = true, .list = sort_list(view, d)};
  case TR_SORT_FIELD: return by_field(view, d->sort.op, d->sort.field, d->sort.descending);
  case TR_SORT_ENCODING: return sort_by_encoding(view, &d->sort);
  case TR_SORT_NONE: break;
  }
  return (tr_domain_sort){0};
}

/* --- One channel
 * ------------------------------------------------------------------------------------------------ */

static bool needs_range(const tr_view *view, const tr_def *d, tr_enc enc) {
  const tr_scale_cmp *c = tr_view_scale(view, enc);
  return d->bins && c && tr_scale_is_discrete(c->type) && d->type != TR_QUANTITATIVE;
}

static void field_domain(tr_view *view, tr_scale_cmp *c, const tr_def *d, tr_enc enc,
                         const tr_scale_type *type) {
  tr_ctx *ctx = view->chart->ctx;
  bool discrete = tr_scale_is_discrete(type);
  tr_domain_sort sort = discrete && tr_enc_rows[enc].scaled ? domain_sort(view, d) : (tr_domain_sort){0};
  if (d->bins && type->kind == TR_SCALE_BIN_ORDINAL) return; /* its bins say it */
  if (d->bins && discrete) {
    bool raw = sort.by_field;
    if (sort.sorts && !sort.by_field && !sort.list)
      sort = (tr_domain_sort){.sorts = true,
                              .by_field = true,
                              .op = TR_S("min"),
                              .field = d->column,
                              .descending = sort.descending};
    tr_str column = needs_range(view, d, enc) ? tr_def_column(ctx, d, "range") : d->column;
    add_column(view, c, column, sort, raw);
    return;
  }
  if (d->bins) {
    add(c, (tr_domain){.kind = TR_DOMAIN_ENDS, .view = view, .column = d->column});
    return;
  }
  const tr_def *second = tr_enc_rows[enc].second != TR_ENC_COUNT ? view->enc[tr_enc_rows[enc].second] : NULL;
  if (d->has_unit && tr_scale_is_time(type) && tr_has_band_end(view, d, second)) {
    double at = tr_band_position(view, d, second);
    bool shifted = tr_is_rect_mark(view) && at != 0.5 && tr_enc_is_xy(enc);
    add_column(view, c, shifted ? tr_def_column(ctx, d, "offsetted_rect_start") : d->column, sort, false);
    add_column(view, c, tr_def_column(ctx, d, shifted ? "offsetted_rect_end" : "end"), sort, false);
    return;
  }
  add_column(view, c, d->column, sort, discrete && sort.by_field);
}

static bool stacks(const tr_view *view, tr_enc enc) {
  return view->stack.is_on && view->stack.measure == enc;
}

static void add_unaggregated(tr_view *view, tr_scale_cmp *c, const tr_def *d) {
  tr_ctx *ctx = view->chart->ctx;
  add_column(view, c, tr_printf(ctx->doc, "min_%.*s", TR_FMT(d->field)), (tr_domain_sort){0}, false);
  add_column(view, c, tr_printf(ctx->doc, "max_%.*s", TR_FMT(d->field)), (tr_domain_sort){0}, false);
}

static bool may_be_unaggregated(const tr_def *d, const tr_scale_type *type) {
  static const char *const ops[] = {"mean", "average", "median", "q1", "q3", "min", "max"};
  if (type->kind == TR_SCALE_LOG) return false;
  for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
    if (tr_str_is(d->aggregate, ops[i])) return true;
  return false;
}

bool tr_is_unaggregated(const tr_view *view, const tr_def *d) {
  const tr_scale_cmp *c = tr_view_scale(view, tr_enc_rows[d->enc].main);
  if (!c || !may_be_unaggregated(d, c->type)) return false;
  const tr_value *domain = tr_scale_given(view, d->enc, "domain");
  if (domain) return tr_str_is(tr_string(domain), "unaggregated");
  const tr_value *use = tr_config(view->chart, "scale", "useUnaggregatedDomain");
  return use && tr_truthy(use);
}

static void default_domain(tr_view *view, tr_scale_cmp *c, const tr_def *d, tr_enc enc,
                           const tr_scale_type *type) {
  tr_ctx *ctx = view->chart->ctx;
  if (stacks(view, enc)) {
    if (tr_str_is(view->stack.offset, "normalize")) {
      tr_value *unit = TR_NEW(ctx->doc, tr_value), *ends = TR_NEW_N(ctx->doc, tr_value, 2);
      ends[0] = tr_make_number(0);
      ends[1] = tr_make_number(1);
      *unit = tr_make_array(ends, 2);
      add(c, (tr_domain){.kind = TR_DOMAIN_VALUES, .values = unit, .view = view});
      return;
    }
    add_column(view, c, tr_def_column(ctx, d, "start"), (tr_domain_sort){0}, false);
    add_column(view, c, tr_def_column(ctx, d, "end"), (tr_domain_sort){0}, false);
    return;
  }
  if (d->datum) {
    add_values(view, c, d, &(tr_value){.kind = TR_ARRAY, .n = 1, .items = d->datum});
    return;
  }
  field_domain(view, c, d, enc, type);
}

/* "unaggregated" where it cannot be: what the domain is then, as in Vega-Lite. */
static void warn_of_aggregates(tr_view *view, const tr_def *d, const tr_value *domain) {
  if (!tr_str_is(tr_string(domain), "unaggregated")) return;
  tr_ctx *ctx = view->chart->ctx;
  if (d->aggregate.n == 0)
    tr_warn(ctx, TR_INPUT, tr_pos_of(domain), NULL,
            "\"unaggregated\" has no effect on a field without aggregate");
  else if (tr_view_scale(view, tr_enc_rows[d->enc].main)->type->kind == TR_SCALE_LOG)
    tr_warn(ctx, TR_INPUT, tr_pos_of(domain), "write the two ends as a list",
            "a log scale has no domain \"unaggregated\"; it is left out");
  else
    tr_warn(ctx, TR_INPUT, tr_pos_of(domain), NULL,
            "%.*s goes beyond the values of the rows, so \"unaggregated\" is left out", TR_FMT(d->aggregate));
}

static void channel_domain(tr_view *view, tr_scale_cmp *c, const tr_def *d, tr_enc enc,
                           const tr_value *domain) {
  const tr_scale_type *type = tr_view_scale(view, tr_enc_rows[enc].main)->type;
  if (add_late(view, c, domain)) return;
  tr_value plain = tr_chart_value(view->chart, domain);
  const tr_value *with = tr_get(domain, "unionWith");
  if (with) {
    tr_value list = tr_chart_value(view->chart, with);
    if (tr_is(&list, TR_ARRAY)) add_values(view, c, d, &list);
    default_domain(view, c, d, enc, type);
    c->domains_are_explicit = true;
  } else if (tr_is(&plain, TR_ARRAY)) {
    add_values(view, c, d, &plain);
    c->domains_are_explicit = true;
  } else if (tr_is_unaggregated(view, d)) {
    add_unaggregated(view, c, d);
  } else {
    warn_of_aggregates(view, d, domain);
    default_domain(view, c, d, enc, type);
  }
}

static void unit_domains(tr_view *view) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    tr_scale_cmp *c = view->scales[e];
    if (!c) continue;
    const tr_value *domain = tr_scale_given(view, (tr_enc)e, "domain");
    const tr_def *d = tr_def_data(view->enc[e]);
    channel_domain(view, c, d, (tr_enc)e, domain);
    const tr_value *selected = tr_selection_domain(view, (tr_enc)e, domain);
    if (selected) tr_split_set(&c->props, "domainRaw", *selected, true);
    tr_enc second = tr_enc_rows[e].second;
    const tr_def *d2 = second != TR_ENC_COUNT ? tr_def_data(view->enc[second]) : NULL;
    if (d2 && !c->domains_are_explicit) channel_domain(view, c, d2, second, NULL);
  }
}

static void append(tr_scale_cmp *c, const tr_scale_cmp *child) {
  const tr_domain *items = child->domains.items;
  for (size_t i = 0; i < child->domains.n; i++) add(c, items[i]);
}

static void merge_domains(tr_view *view) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    tr_scale_cmp *c = view->scales[e];
    for (size_t i = 0; c && i < view->n_children; i++) {
      const tr_scale_cmp *child = view->children[i]->scales[e];
      if (!child || (c->domains_are_explicit && !child->domains_are_explicit)) continue;
      if (child->domains_are_explicit && !c->domains_are_explicit) c->domains.n = 0;
      c->domains_are_explicit = c->domains_are_explicit || child->domains_are_explicit;
      append(c, child);
    }
  }
}

bool tr_parse_domains(tr_view *view) {
  if (view->kind == TR_VIEW_UNIT) {
    unit_domains(view);
    return true;
  }
  for (size_t i = 0; i < view->n_children; i++)
    if (!tr_parse_domains(view->children[i])) return false;
  merge_domains(view);
  return true;
}
