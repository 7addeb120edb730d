#include "page/block/measure.h"

/* One value against a whole. How it is known (qualifier, status) shows in the ink: about is hatched, over and
   at least are open, under and at most are a ghost up to the bound, between is a band, plan and forecast are
   outlined. */

#define T TR_P_TEMPLATE
static const tr_prop props[] = {
    {"form", TR_P_ENUM | T, "bar|icons|ring|arc|waffle|bullet|thermometer|dots", 0, 0, "bar",
     "how it is drawn"},
    {"fact", TR_P_STRING | TR_P_OBJECT | T, NULL, 0, 0, NULL, "a fact's id, or \"{{ datum }}\""},
    {"value", TR_P_NUMBER | T, NULL, 0, 1e300, NULL, "a number instead of a fact"},
    {"of", TR_P_NUMBER | T, NULL, 0, 1e300, NULL, "the whole; 100 for percent"},
    {"unit", TR_P_STRING | T, NULL, 0, 0, NULL, "unit of the value"},
    {"qualifier", TR_P_ENUM | T, "exact|about|nearly|over|at_least|under|at_most|estimate", 0, 0, NULL,
     "what is known of it"},
    {"status", TR_P_ENUM | T, "actual|plan|target|forecast|preliminary", 0, 0, NULL, "what it is"},
    {"color", TR_P_STRING | T, NULL, 0, 0, "accent", "of the value"},
    {"track", TR_P_STRING | T, NULL, 0, 0, "card-strong", "of the rest"},
    {"thick", TR_P_LENGTH | T, NULL, 0, 0, "2u", "bar: its height"},
    {"segments", TR_P_BOOL | TR_P_STRING | T, NULL, 0, 0, "auto", "bar: one piece for each of a small whole"},
    {"scale", TR_P_STRING | T, NULL, 0, 0, NULL,
     "bars of one name share one scale; default: those of one parent"},
    {"count", TR_P_NUMBER | T, NULL, 1, 400, NULL, "icons: how many stand for the whole"},
    {"icon", TR_P_STRING | T, NULL, 0, 0, "user", "icons: which"},
    {"per", TR_P_NUMBER | T, NULL, 0, 1e300, NULL, "icons: how much one stands for"},
    {"columns", TR_P_NUMBER | T, NULL, 1, 400, NULL, "icons: how many in a row"},
    {"icon_size", TR_P_LENGTH | T, NULL, 0, 0, NULL, "icons: side; by the room"},
    {"partial", TR_P_ENUM | T, "none|clip", 0, 0, "none", "icons: a part of one is rounded, or cut"},
    {"filler", TR_P_BOOL | T, NULL, 0, 0, "true", "icons: the rest of the whole is shown"},
    {"key", TR_P_BOOL | T, NULL, 0, 0, NULL, "icons: say what one stands for; where it is not 1"},
    {0}};

static const tr_measure_form *const forms[] = {&tr_measure_bar, &tr_measure_icons, NULL};

/* --- Reading ------------------------------------------------------------------------------------------- */

static int name_of(tr_str s, const char *const *names, int fallback) {
  for (int i = 0; names[i]; i++)
    if (tr_str_is(s, names[i])) return i;
  return fallback;
}

static bool read_fact(tr_page *page, tr_block *b, tr_measure *m) {
  const tr_value *v = tr_get(&b->props, "fact");
  m->fact = tr_fact_find(page, v);
  if (!m->fact) return false;
  m->q = m->fact->q;
  m->of = m->fact->of;
  if (b->alt.n == 0) b->alt = m->fact->words;
  if (m->fact->has_quantity) return true;
  tr_error(page->ctx, TR_INPUT, tr_pos_of(v), NULL, "fact \"%.*s\" has no number to measure",
           TR_FMT(m->fact->id));
  return false;
}

static bool read_value(tr_page *page, tr_block *b, tr_measure *m) {
  const tr_value *value = tr_get(&b->props, "value"), *fact = tr_get(&b->props, "fact");
  m->q = (tr_quantity){.value = NAN, .low = NAN, .high = NAN};
  m->of = NAN;
  if (fact && !read_fact(page, b, m)) return false;
  if (value) m->q.value = value->number;
  m->q.unit = tr_get_string(&b->props, "unit", m->q.unit);
  m->of = tr_get_number(&b->props, "of", m->of);
  if (isnan(m->of) && tr_str_is(m->q.unit, "percent")) m->of = 100;
  m->q.qualifier = (tr_qualifier)name_of(tr_get_string(&b->props, "qualifier", (tr_str){0}),
                                         tr_qualifier_names, (int)m->q.qualifier);
  m->q.status =
      (tr_status)name_of(tr_get_string(&b->props, "status", (tr_str){0}), tr_status_names, (int)m->q.status);
  if (fact || value) return true;
  tr_error(page->ctx, TR_INPUT, b->at, "give it `fact:` or `value:`", "a measure without a number");
  return false;
}

static double most_of(const tr_quantity *q) {
  return fmax(isnan(q->value) ? 0 : q->value, isnan(q->high) ? 0 : q->high);
}

static bool inside_whole(tr_page *page, tr_block *b, const tr_measure *m) {
  double lowest = fmin(isnan(m->q.value) ? 0 : m->q.value, isnan(m->q.low) ? 0 : m->q.low);
  if (lowest >= 0 && (isnan(m->of) || (m->of > 0 && most_of(&m->q) <= m->of))) return true;
  tr_error(page->ctx, TR_DATA, m->fact ? m->fact->at : b->at, "draw it with a figure, or correct the whole",
           lowest < 0 ? "a measure cannot show a value below 0%s%.*s"
                      : "the value is more than its whole%s%.*s",
           m->fact ? ": fact " : "", m->fact ? (int)m->fact->id.n : 0, m->fact ? m->fact->id.p : "");
  return false;
}

static bool units_differ(tr_page *page, const tr_shared_scale *scale, const tr_measure *m, tr_pos at) {
  uint32_t line, column;
  tr_pos other = scale->first ? scale->first->at : scale->at;
  tr_locate(page->ctx, other, &line, &column);
  const tr_source *source = tr_source_at(page->ctx, other.file);
  tr_error(page->ctx, TR_DATA, m->fact ? m->fact->at : at, "show them apart, or give each its whole (`of`)",
           "facts on one scale have two units: \"%.*s\" is in %.*s, \"%.*s\" (%.*s:%u) in %.*s",
           m->fact ? (int)m->fact->id.n : 0, m->fact ? m->fact->id.p : "", TR_FMT(m->q.unit),
           scale->first ? (int)scale->first->id.n : 0, scale->first ? scale->first->id.p : "",
           source ? (int)source->name.n : 0, source ? source->name.p : "", line, TR_FMT(scale->unit));
  return false;
}

/* Bars without a whole of their own stand on one scale with those beside them. */
static bool join_scale(tr_page *page, tr_block *b, tr_measure *m) {
  if (!isnan(m->of)) return true;
  tr_str name = tr_get_string(&b->props, "scale", tr_block_set(b)->path);
  tr_shared_scale *scale = tr_map_get(&page->scales, name);
  if (!scale) {
    scale = TR_NEW(page->ctx->doc, tr_shared_scale);
    *scale = (tr_shared_scale){.name = name, .unit = m->q.unit, .first = m->fact, .at = b->at};
    tr_map_put(&page->scales, name, scale);
  }
  if (!tr_str_eq(scale->unit, m->q.unit)) return units_differ(page, scale, m, b->at);
  scale->max = fmax(scale->max, most_of(&m->q));
  scale->n++;
  scale->open = scale->open || m->q.qualifier == TR_OVER || m->q.qualifier == TR_AT_LEAST;
  m->shared = scale;
  return true;
}

static bool read_form(tr_page *page, tr_block *b, tr_measure *m) {
  const tr_value *form = tr_get(&b->props, "form");
  tr_str name = form ? tr_string(form) : TR_S("bar");
  for (size_t i = 0; forms[i] && !m->form; i++)
    if (tr_str_is(name, forms[i]->name)) m->form = forms[i];
  if (m->form) return true;
  tr_error(page->ctx, TR_UNSUPPORTED, tr_pos_of(form), "form: bar or form: icons",
           "measure of form \"%.*s\" is not there yet", TR_FMT(name));
  return false;
}

static bool read_look(tr_page *page, tr_block *b, tr_measure *m) {
  const tr_value *color = tr_get(&b->props, "color"), *track = tr_get(&b->props, "track");
  m->paint = tr_page_role(page, "accent");
  m->track = tr_page_role(page, "card-strong");
  tr_str align = tr_get_string(&b->props, "align", (tr_str){0});
  m->align = tr_str_is(align, "center") ? TR_ALIGN_CENTER
             : tr_str_is(align, "end")  ? TR_ALIGN_END
                                        : TR_ALIGN_START;
  return (!color || tr_page_color(page, color, &m->paint)) &&
         (!track || tr_page_color(page, track, &m->track));
}

static bool read(tr_page *page, tr_block *b) {
  tr_measure *m = b->data = TR_NEW(page->ctx->doc, tr_measure);
  if (b->role == TR_ROLE_NONE) b->role = TR_ROLE_FIGURE;
  return read_form(page, b, m) && read_value(page, b, m) && inside_whole(page, b, m) &&
         read_look(page, b, m) && m->form->read(page, b, m) && join_scale(page, b, m);
}

/* A bar alone on its scale is always full. */
static bool resolve(tr_page *page, tr_block *b) {
  const tr_measure *m = b->data;
  if (m->shared && m->shared->n == 1)
    tr_warn(page->ctx, TR_INPUT, b->at, "give it `of:`, or `scale:` with others of its unit",
            "a bar without a whole and with no other beside it says nothing");
  return true;
}

double tr_measure_whole(const tr_measure *m) {
  if (!isnan(m->of)) return m->of;
  return m->shared && m->shared->max > 0 ? m->shared->max : 1;
}

/* --- What is known, in ink ----------------------------------------------------------------------------- */

static size_t add(tr_stretch *out, size_t n, double from, double to, tr_stretch_kind kind) {
  if (to > from) out[n++] = (tr_stretch){from, to, kind};
  return n;
}

size_t tr_measure_stretches(const tr_quantity *q, double fuzz, tr_stretch out[TR_STRETCHES], bool *open) {
  bool actual = q->status == TR_ACTUAL || q->status == TR_PRELIMINARY;
  tr_stretch_kind body = actual ? TR_STRETCH_SOLID : TR_STRETCH_OUTLINE;
  double v = isnan(q->value) ? (q->low + q->high) / 2 : q->value;
  *open = false;
  switch (q->qualifier) {
  case TR_EXACT:
  case TR_QUALIFIER_COUNT: return add(out, 0, 0, v, body);
  case TR_ABOUT:
  case TR_ESTIMATE:
    return add(out, add(out, 0, 0, fmax(0, v - fuzz), body), fmax(0, v - fuzz), v + fuzz, TR_STRETCH_HATCH);
  case TR_NEARLY:
    return add(out, add(out, 0, 0, fmax(0, v - 2 * fuzz), body), fmax(0, v - 2 * fuzz), v, TR_STRETCH_HATCH);
  case TR_OVER:
  case TR_AT_LEAST: *open = true; return add(out, 0, 0, v, body);
  case TR_UNDER:
  case TR_AT_MOST: return add(out, 0, 0, v, TR_STRETCH_GHOST);
  case TR_BETWEEN: return add(out, add(out, 0, 0, q->low, body), q->low, q->high, TR_STRETCH_HATCH);
  }
  return 0;
}

void tr_measure_paint(tr_page *page, const tr_measure *m, tr_stretch_kind kind, double scale, tr_paint *fill,
                      tr_paint *stroke) {
  *fill = m->paint;
  *stroke = tr_paint_none();
  switch (kind) {
  case TR_STRETCH_SOLID: return;
  case TR_STRETCH_HATCH: {
    tr_hatch *hatch = TR_NEW(page->ctx->scene, tr_hatch);
    tr_paint soft = tr_page_role(page, "accent-soft");
    *hatch = (tr_hatch){.angle = M_PI / 4, .pitch = scale, .width = scale * 0.45, .ground = soft.color};
    fill->kind = TR_PAINT_HATCH;
    fill->hatch = hatch;
    return;
  }
  case TR_STRETCH_GHOST: *fill = tr_page_role(page, "accent-soft"); break;
  case TR_STRETCH_OUTLINE: *fill = tr_page_role(page, "page"); break;
  }
  *stroke = m->paint;
}

/* --- The block ----------------------------------------------------------------------------------------- */

static const tr_measure_form *form_of(const tr_block *b) { return ((const tr_measure *)b->data)->form; }

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  form_of(b)->widths(page, b, min, natural);
}

static tr_heights heights(tr_page *page, tr_block *b, double width) {
  return form_of(b)->heights(page, b, width);
}

static bool place(tr_page *page, tr_block *b, tr_box inner, tr_group *into) {
  return form_of(b)->place(page, b, inner, into);
}

static double cost(const tr_value *p) { return tr_get_number(p, "count", 40); }

const tr_block_kind tr_block_measure = {.name = "measure",
                                        .help = "a value against a whole: bar, icons",
                                        .props = props,
                                        .read = read,
                                        .resolve = resolve,
                                        .widths = widths,
                                        .heights = heights,
                                        .place = place,
                                        .cost = cost};
