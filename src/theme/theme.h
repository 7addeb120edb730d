#ifndef TR_THEME_THEME_H
#define TR_THEME_THEME_H

#include "base/color.h"
#include "value/value.h"

/* Colours by role, type scale, spacing, radii and a Vega-Lite `config`, from data/themes/NAME.yaml; or a
   `config` alone, from data/themes/vega/NAME.yaml. */
typedef struct tr_theme tr_theme;

/* What a theme is loaded for decides where its name is looked up first: "dark" is Vega's for a chart and ours
   for a page. On a page, a theme that has nothing but a config has the roles and the type of "light". */
typedef enum { TR_THEME_OF_PAGE, TR_THEME_OF_CHART } tr_theme_use;

const tr_theme *tr_theme_load_for(tr_ctx *ctx, tr_theme_use use, tr_str name,
                                  tr_pos at);                       /* NULL after reporting */
const tr_theme *tr_theme_load(tr_ctx *ctx, tr_str name, tr_pos at); /* for a page */
/* Its file; empty where there is none. */
tr_str tr_theme_path(tr_ctx *ctx, tr_str name, tr_theme_use use);
/* Names of all themes, sorted; *OUT ends with NULL. */
size_t tr_theme_names(tr_ctx *ctx, const char ***out);
tr_str tr_theme_name(const tr_theme *theme);
/* Colour of a role ("ink", "muted", "accent", "card", …). False where there is none. */
bool tr_theme_color(const tr_theme *theme, tr_str role, tr_color *out);
const char *const *tr_theme_roles(const tr_theme *theme); /* ends with NULL; for "did you mean" */

/* A text style ("title", "body", "figure-hero" …). Sizes are factors of the theme's base size. */
typedef struct tr_type_style {
  const char *name;
  double size; /* × base size */
  int weight;
  double pitch;     /* em */
  const char *role; /* colour */
  bool italic, tabular, balance;
  double letter_spacing; /* em */
} tr_type_style;
const tr_type_style *tr_theme_style(const tr_theme *theme, tr_str name); /* NULL where there is none */
const char *const *tr_theme_style_names(const tr_theme *theme);
double tr_theme_number(const tr_theme *theme, const char *path,
                       double fallback); /* "space.card", "radius.card" */
/* The Vega-Lite config of the theme, or NULL. */
const tr_value *tr_theme_config(const tr_theme *theme);

/* Vega-Lite's default config, as a tree (made once, in the document arena). */
const tr_value *tr_config_defaults(tr_ctx *ctx);

#endif
