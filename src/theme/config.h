#ifndef TR_THEME_CONFIG_H
#define TR_THEME_CONFIG_H

#include "theme/theme.h"

/* Vega-Lite compiles to Vega, and both have default configs: those of Vega-Lite take part in its rules
   (tr_config_defaults), those of Vega below are looked up last, when a guide or mark is built. */
const tr_value *tr_config_vega(tr_ctx *ctx);

/* OVER on top of BASE as Vega merges configs: by property of each section; `style` a level deeper. The
   shorthands `font`, `fontSize` and `color` are written out. Either may be NULL. */
tr_value tr_config_merge(tr_ctx *ctx, const tr_value *base, const tr_value *over);

/* Property of the last of the named styles that has it ("guide-label", or an array of names); NULL where none
   has. CONFIG is the whole config. */
const tr_value *tr_config_style(const tr_value *config, const tr_value *styles, const char *property);
const tr_value *tr_config_style_z(const tr_value *config, const char *style, const char *property);
/* config[section][property], or NULL. */
const tr_value *tr_config_get(const tr_value *config, const char *section, const char *property);

#endif
