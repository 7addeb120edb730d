#include "guide/guide-priv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

tr_mark_env tr_guide_marks(const tr_guide_env *g) { return (tr_mark_env){g->ctx, g->fonts}; }

double tr_guide_lines_height(const tr_guide_env *g, const tr_items *it) {
  tr_str *lines;
  tr_str at = tr_item_string(it, TR_CH_LINE_BREAK, 0, (tr_str){0});
  size_t n = tr_text_lines_of(g->ctx, tr_item_value(it, TR_CH_TEXT, 0), at, &lines);
  return n > 1 ? (double)(n - 1) * tr_text_look_of(it, 0).line_height : 0;
}

static const struct {
  const char *suffix;
  tr_channel_id channel;
} text_channels[] =
    {
        {"Color", TR_CH_FILL},         {"Opacity", TR_CH_FILL_OPACITY},   {"Font", TR_CH_FONT},
        {"FontSize", TR_CH_FONT_SIZE}, {"FontStyle", TR_CH_FONT_STYLE},   {"FontWeight", TR_CH_FONT_WEIGHT},
        {"Limit", TR_CH_LIMIT},        {"LineHeight", TR_CH_LINE_HEIGHT},
},
  rule_channels[] = {
      {"Color", TR_CH_STROKE},   {"Opacity", TR_CH_STROKE_OPACITY}, {"Width", TR_CH_STROKE_WIDTH},
      {"Cap", TR_CH_STROKE_CAP}, {"Dash", TR_CH_STROKE_DASH},       {"DashOffset", TR_CH_STROKE_DASH_OFFSET},
};

static void set_channel(const tr_guide_env *g, tr_items *it, tr_channel_id id, const tr_value *v,
                        const tr_value *datum) {
  if (id >= TR_CH_VALUES) {
    tr_items_paint(it, id, tr_guide_paint(g, v, datum));
    return;
  }
  v = tr_guide_value(g, v, datum);
  if (!v) return;
  if (id < TR_CH_NUMBERS) {
    double x = tr_to_number(v);
    if (isfinite(x)) tr_items_number(it, id, x);
  } else {
    tr_items_value(it, id, *v);
  }
}

void tr_guide_line_break(const tr_guide_env *g, tr_items *it) {
  set_channel(g, it, TR_CH_LINE_BREAK, tr_get(g->config, "lineBreak"), NULL);
}

/* What a style of guides may have beyond the properties of guides. */
static const tr_channel_id style_channels[] = {
    TR_CH_DX,          TR_CH_DY,       TR_CH_ANGLE, TR_CH_STROKE, TR_CH_STROKE_WIDTH, TR_CH_STROKE_OPACITY,
    TR_CH_STROKE_DASH, TR_CH_ELLIPSIS, TR_CH_DIR,   TR_CH_BLEND};

static void style_items(const tr_guide_env *g, tr_items *it, const char *style, const tr_value *datum) {
  for (size_t i = 0; i < sizeof style_channels / sizeof *style_channels; i++) {
    const tr_value *v = tr_guide_style(g, style, tr_channel_name(style_channels[i]));
    if (v) set_channel(g, it, style_channels[i], v, datum);
  }
}

void tr_guide_text_items(const tr_guide_env *g, tr_items *it, const char *prefix, tr_prop_of *prop_of,
                         const void *self, const tr_value *datum) {
  char name[40];
  style_items(g, it, strcmp(prefix, "label") == 0 ? "guide-label" : "guide-title", datum);
  for (size_t i = 0; i < sizeof text_channels / sizeof *text_channels; i++) {
    snprintf(name, sizeof name, "%s%s", prefix, text_channels[i].suffix);
    set_channel(g, it, text_channels[i].channel, prop_of(self, name), datum);
  }
  tr_guide_line_break(g, it);
}

void tr_guide_rule_items(const tr_guide_env *g, tr_items *it, const char *prefix, tr_prop_of *prop_of,
                         const void *self, const tr_value *datum) {
  char name[40];
  for (size_t i = 0; i < sizeof rule_channels / sizeof *rule_channels; i++) {
    snprintf(name, sizeof name, "%s%s", prefix, rule_channels[i].suffix);
    set_channel(g, it, rule_channels[i].channel, prop_of(self, name), datum);
  }
}

void tr_guide_encode(const tr_guide_env *g, tr_items *it, const tr_value *block, const tr_value *datum) {
  for (uint32_t i = 0; tr_is(block, TR_OBJECT) && i < block->n; i++) {
    const tr_member *m = &block->members[i];
    tr_channel_id id = tr_channel_find(m->name);
    if (id == TR_CH_COUNT) continue;
    const tr_value *plain = tr_get(&m->value, "value");
    bool bare = plain && !tr_get(&m->value, "condition");
    set_channel(g, it, id, bare ? plain : &m->value, datum);
  }
}
