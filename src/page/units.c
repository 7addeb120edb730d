#include "page/units.h"

/* Is CHANNEL a scale of the facts' numbers? */
static bool shows_numbers(const tr_value *channel) {
  static const char *const fields[] = {"value", "low", "high", "of"};
  tr_str field = tr_get_string(channel, "field", (tr_str){0}),
         type = tr_get_string(channel, "type", (tr_str){0});
  if (type.n && !tr_str_is(type, "quantitative")) return false;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (tr_str_is(field, fields[i])) return true;
  return false;
}

static const tr_value *number_channel(const tr_value *spec) {
  static const char *const channels[] = {"x", "y", "x2", "y2", "size", "theta", "radius"};
  const tr_value *encoding = tr_get(spec, "encoding");
  for (size_t i = 0; i < sizeof channels / sizeof *channels; i++) {
    const tr_value *channel = tr_get(encoding, channels[i]);
    if (channel && shows_numbers(channel)) return channel;
  }
  return NULL;
}

/* Passes the filters before the first transform of another kind? What comes after one may be anything. */
static bool passes(tr_page *page, const tr_value *spec, const tr_value *row, bool *out) {
  const tr_value *transform = tr_get(spec, "transform");
  tr_where where = {NULL, row};
  *out = true;
  for (size_t i = 0; tr_is(transform, TR_ARRAY) && i < transform->n && *out; i++) {
    const tr_value *filter = tr_get(tr_item(transform, i), "filter");
    if (!tr_is(filter, TR_STRING)) return true;
    if (!tr_page_test(page, filter, &where, out)) return false;
  }
  return true;
}

static bool report(tr_page *page, const tr_value *channel, const tr_fact *a, const tr_fact *b) {
  uint32_t line_a, line_b, column;
  const tr_source *source = tr_source_at(page->ctx, a->at.file), *other = tr_source_at(page->ctx, b->at.file);
  tr_locate(page->ctx, a->at, &line_a, &column);
  tr_locate(page->ctx, b->at, &line_b, &column);
  tr_str no_name = TR_S("?");
  tr_error(page->ctx, TR_DATA, tr_pos_of(channel), "filter the facts of one unit: datum.unit === '…'",
           "facts on one scale have two units: \"%.*s\" (%.*s:%u) is in %.*s, \"%.*s\" (%.*s:%u) in %.*s",
           TR_FMT(a->id), TR_FMT(source ? source->name : no_name), line_a,
           TR_FMT(a->q.unit.n ? a->q.unit : TR_S("no unit")), TR_FMT(b->id),
           TR_FMT(other ? other->name : no_name), line_b, TR_FMT(b->q.unit.n ? b->q.unit : TR_S("no unit")));
  return false;
}

bool tr_units_check_chart(tr_page *page, const tr_value *spec, const tr_value *rows) {
  const tr_value *channel = number_channel(spec);
  const tr_fact *first = NULL;
  if (!channel) return true;
  for (size_t i = 0; i < rows->n; i++) {
    const tr_fact *fact = tr_fact_of(page, &rows->items[i]);
    bool shown;
    if (!fact || !fact->has_quantity) continue;
    if (!passes(page, spec, &rows->items[i], &shown)) return false;
    if (!shown) continue;
    if (!first) first = fact;
    if (!tr_str_eq(first->q.unit, fact->q.unit)) return report(page, channel, first, fact);
  }
  return true;
}

bool tr_chart_facts_use(tr_page *page, const tr_value *spec, const tr_value *rows) {
  for (size_t i = 0; i < rows->n; i++) {
    tr_fact *fact = tr_fact_of(page, &rows->items[i]);
    bool shown;
    if (!fact) continue;
    if (!passes(page, spec, &rows->items[i], &shown)) return false;
    if (shown) tr_fact_use(page, fact);
  }
  return true;
}
