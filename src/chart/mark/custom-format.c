#include "chart/chart-priv.h"

/* Formatters of one's own: functions by name, for numbers and dates (Vega-Lite's compile/format.ts). Those
   are known that expressions have. */

bool tr_is_custom_format(tr_str type) {
  return type.n > 0 && !tr_str_is(type, "number") && !tr_str_is(type, "time");
}

static tr_str call_of(tr_ctx *ctx, tr_str function, tr_str argument, const tr_value *format) {
  tr_buf b = tr_buf_of(ctx->doc);
  tr_buf_printf(&b, "%.*s(%.*s", TR_FMT(function), TR_FMT(argument));
  if (format && tr_truthy(format)) {
    tr_buf_add_z(&b, ", ");
    tr_json_write(&b, format);
  }
  tr_buf_add_z(&b, ")");
  return tr_buf_str(&b);
}

/* WHOLE: of bins, both ends are formatted, which are numbers whatever the type. */
static tr_str custom_call(const tr_chart *chart, const tr_def *d, const tr_value *guide, tr_str argument,
                          bool whole) {
  const tr_value *config = &chart->config, *format = tr_get(guide, "format");
  tr_str type = tr_get_string(guide, "formatType", (tr_str){0});
  bool allowed = tr_get_bool(config, "customFormatTypes", false);
  if (allowed && tr_is_custom_format(type)) return call_of(chart->ctx, type, argument, format);
  if (format || type.n > 0 || !allowed) return (tr_str){0};
  const char *names[2] = {NULL, NULL};
  bool plain = d->is_field && !d->has_unit;
  if (d->type == TR_QUANTITATIVE || (whole && d->bins)) {
    bool share = d->stack && tr_str_is(tr_string(d->stack), "normalize");
    share = share && tr_get(config, "normalizedNumberFormatType");
    names[0] = share ? "normalizedNumberFormatType" : "numberFormatType";
    names[1] = share ? "normalizedNumberFormat" : "numberFormat";
  } else if (d->type == TR_TEMPORAL && plain) {
    names[0] = "timeFormatType";
    names[1] = "timeFormat";
  }
  if (!names[0]) return (tr_str){0};
  type = tr_get_string(config, names[0], (tr_str){0});
  return tr_is_custom_format(type) ? call_of(chart->ctx, type, argument, tr_get(config, names[1]))
                                   : (tr_str){0};
}

tr_str tr_custom_format(const tr_chart *chart, const tr_def *d, const tr_value *guide, tr_str argument) {
  return custom_call(chart, d, guide, argument, false);
}

/* Messages about the call stand at the name of the function. */
static tr_value placed(const tr_value *guide, tr_str text) {
  tr_value out = tr_make_string(text);
  const tr_value *at = tr_get(guide, "formatType");
  if (!at) return out;
  out.file = at->file;
  out.offset = at->offset;
  return out;
}

tr_str tr_custom_text(const tr_chart *chart, const tr_def *d, const tr_value *guide, tr_str start,
                      tr_str end) {
  tr_str first = custom_call(chart, d, guide, start, true);
  if (!d->bins || first.n == 0) return first;
  tr_str second = custom_call(chart, d, guide, end, true);
  return tr_printf(chart->ctx->doc,
                   "!isValid(%.*s) || !isFinite(+%.*s) ? 'null' : %.*s + ' \xE2\x80\x93 ' + %.*s",
                   TR_FMT(start), TR_FMT(start), TR_FMT(first), TR_FMT(second));
}

tr_value tr_custom_label(const tr_chart *chart, const tr_def *d, const tr_value *guide) {
  tr_ctx *ctx = chart->ctx;
  static const char label[] = "datum.label";
  tr_str call = tr_custom_format(chart, d, guide, TR_S("datum.value")),
         own = tr_string(tr_get(guide, "labelExpr"));
  if (call.n == 0) return tr_get(guide, "labelExpr") ? *tr_get(guide, "labelExpr") : tr_make_undefined();
  if (own.n == 0) return placed(guide, call);
  tr_buf b = tr_buf_of(ctx->doc);
  size_t from = 0, at;
  while ((at = tr_str_find(own, label, from)) != SIZE_MAX) {
    tr_buf_printf(&b, "%.*s%.*s", TR_FMT(tr_str_sub(own, from, at)), TR_FMT(call));
    from = at + sizeof label - 1;
  }
  tr_buf_add(&b, tr_str_sub(own, from, own.n));
  return placed(guide, tr_buf_str(&b));
}
