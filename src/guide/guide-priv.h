#ifndef TR_GUIDE_GUIDE_PRIV_H
#define TR_GUIDE_GUIDE_PRIV_H

#include "guide/guide.h"

/* A guide style's property ("guide-label", "guide-title", "group-title", …), from the chart's config or
 * Vega's. */
const tr_value *tr_guide_style(const tr_guide_env *g, const char *style, const char *property);
/* The same by a guide property's name: "labelColor" is fill of guide-label. NULL for others. */
const tr_value *tr_guide_text_style(const tr_guide_env *g, const char *name);

/* A label, title or line with its properties worked out, to be drawn as one item. */
typedef const tr_value *tr_prop_of(const void *self, const char *name);
/* Sets the text channels PREFIX + Color, Font, FontSize … ("label", "title") from PROPS. */
void tr_guide_text_items(const tr_guide_env *g, tr_items *it, const char *prefix, tr_prop_of *prop_of,
                         const void *self, const tr_value *datum);
/* The config's `lineBreak`, where all text is broken into lines. */
void tr_guide_line_break(const tr_guide_env *g, tr_items *it);
/* Stroke channels PREFIX + Color, Width, Cap, Dash, … ("domain", "grid", "tick"). */
void tr_guide_rule_items(const tr_guide_env *g, tr_items *it, const char *prefix, tr_prop_of *prop_of,
                         const void *self, const tr_value *datum);
/* Adds a guide to PARENT, or to those in front: a number other than 0 is a z-index, an expression is none. */
void tr_guide_add(const tr_guide_env *g, const tr_value *zindex, tr_group *parent, tr_node *node);
/* From the first line of the item's text to the last, px. */
double tr_guide_lines_height(const tr_guide_env *g, const tr_items *it);
tr_mark_env tr_guide_marks(const tr_guide_env *g);
/* Merges an encode block ("labels": {"update": {…}} or VL's plain entries) over the items' channels. */
void tr_guide_encode(const tr_guide_env *g, tr_items *it, const tr_value *block, const tr_value *datum);

#endif
