#include "theme/theme.h"

#include "base/file.h"
#include "parts.h"
#include "theme/config.h"

/* --- Every theme of ours ------------------------------------------------------------------------------- */

static const char *const text_roles[] = {"ink", "muted", "accent", "good", "bad", "warn", NULL};
static const char *const styles[] = {
    "kicker", "title",       "subtitle",     "heading",       "body",          "label", "quote",
    "note",   "figure-hero", "figure-large", "figure-medium", "figure-inline", NULL};

static tr_color color(const tr_theme *theme, const char *role) {
  tr_color c = {0, 0, 0, 1};
  check_named(tr_theme_color(theme, tr_str_z(role), &c), role);
  return c;
}

/* WCAG: 4.5:1 for text on whatever it may stand on, 3:1 for what a chart draws. */
static void test_contrast(const tr_theme *theme) {
  static const char *const grounds[] = {"page", "card", NULL};
  static const char *const drawn[] = {"cat1", "cat2", "cat3", "cat4", "cat5", "cat6", "cat7", "faint", NULL};
  for (size_t g = 0; grounds[g]; g++)
    for (size_t i = 0; text_roles[i]; i++)
      check_named(tr_color_contrast(color(theme, text_roles[i]), color(theme, grounds[g])) >= 4.5,
                  text_roles[i]);
  for (size_t i = 0; drawn[i]; i++)
    check_named(tr_color_contrast(color(theme, drawn[i]), color(theme, "page")) >= 3, drawn[i]);
  check(tr_color_contrast(color(theme, "on-accent"), color(theme, "accent")) >= 4.5);
  check(tr_color_contrast(color(theme, "ink"), color(theme, "accent-soft")) >= 4.5);
}

static void test_styles(const tr_theme *theme) {
  double sizes[16];
  size_t n = 0;
  for (size_t i = 0; styles[i]; i++) {
    const tr_type_style *style = tr_theme_style(theme, tr_str_z(styles[i]));
    if (!check_named(style != NULL, styles[i])) continue;
    check_named(style->weight >= 400 && style->weight <= 700, styles[i]);
    check_named(style->pitch >= 1.1 && style->pitch <= 1.5, styles[i]);
    bool known = false;
    for (size_t k = 0; k < n; k++) known = known || fabs(sizes[k] - style->size) < 1e-9;
    if (!known) sizes[n++] = style->size;
  }
  for (size_t i = 0; i < n; i++) /* all on one scale of ratio 1.25 */
    check_near(log(sizes[i]) / log(1.25), round(log(sizes[i]) / log(1.25)), 0.01);
  check(tr_theme_style(theme, TR_S("heading"))->size > tr_theme_style(theme, TR_S("body"))->size);
}

static void test_ours(const char *name) {
  tr_ctx *ctx = tr_ctx_new();
  const tr_theme *theme = tr_theme_load(ctx, tr_str_z(name), (tr_pos){0});
  if (check_named(theme != NULL, name)) {
    check_str(tr_theme_name(theme), name);
    test_contrast(theme);
    test_styles(theme);
    check(tr_theme_config(theme) != NULL);
    check(tr_theme_number(theme, "classes.screen.floor", 0) == 0.026);
    check(tr_theme_number(theme, "space.margin", 0) >= 0.06);
    check(tr_theme_number(theme, "space.nothing", 7) == 7);
    tr_color c;
    check(!tr_theme_color(theme, TR_S("acent"), &c));
    check(tr_theme_style(theme, TR_S("titel")) == NULL);
  }
  check(ctx->n_errors == 0);
  tr_ctx_free(ctx);
}

/* --- Vega's themes ------------------------------------------------------------------------------------- */

/* Some values of each: the background (NULL: Vega-Lite's own), one colour of the axes, one of the range. */
static const struct {
  const char *name, *background, *section, *property, *color, *category;
} vega_themes[] = {
    {"carbong10", "#f4f4f4", "axis", "gridColor", "#e0e0e0", "#6929c4"},
    {"carbong100", "#161616", "axis", "gridColor", "#393939", "#8a3ffc"},
    {"carbong90", "#262626", "axis", "gridColor", "#525252", "#8a3ffc"},
    {"carbonwhite", "#ffffff", "axis", "labelColor", "#525252", "#6929c4"},
    {"dark", "#333", "axis", "domainColor", "#fff", NULL},
    {"excel", "#fff", "axis", "gridColor", "#000000", "#4572a7"},
    {"fivethirtyeight", "#f0f0f0", "axis", "tickColor", "#cbcbcb", "#30a2da"},
    {"ggplot2", NULL, "axis", "tickColor", "#7F7F7F", "#000000"},
    {"googlecharts", "#fff", "axis", "gridColor", "#ccc", "#4285F4"},
    {"latimes", "#ffffff", "title", "color", "#000000", "#ec8431"},
    {"powerbi", "transparent", "axisQuantitative", "gridColor", "#C8C6C4", "#118DFF"},
    {"quartz", "#f9f9f9", "axis", "domainColor", "#979797", "#ab5787"},
    {"urbaninstitute", "#FFFFFF", "axisX", "domainColor", "#000000", "#1696d2"},
    {"vox", "#fff", "line", "stroke", "#3e5c69", "#3e5c69"},
};
enum { n_vega_themes = sizeof vega_themes / sizeof *vega_themes };

static void check_value(const tr_value *v, const char *want, const char *name) {
  check_named(want ? tr_str_is(tr_string(v), want) : v == NULL, name);
}

static void test_vega_theme(size_t i) {
  tr_ctx *ctx = tr_ctx_new();
  const char *name = vega_themes[i].name;
  tr_color page;
  const tr_theme *chart = tr_theme_load_for(ctx, TR_THEME_OF_CHART, tr_str_z(name), (tr_pos){0});
  const tr_theme *of_page = tr_theme_load(ctx, tr_str_z(name), (tr_pos){0});
  if (check_named(chart && of_page, name)) {
    const tr_value *config = tr_theme_config(chart);
    check_str(tr_theme_name(chart), name);
    check_value(tr_get(config, "background"), vega_themes[i].background, name);
    check_value(tr_config_get(config, vega_themes[i].section, vega_themes[i].property), vega_themes[i].color,
                name);
    check_value(tr_item(tr_config_get(config, "range", "category"), 0), vega_themes[i].category, name);
    bool ours = strcmp(name, "dark") == 0; /* a page has our theme of this name */
    check_named(ours != tr_equal(tr_theme_config(of_page), config), name);
    check_named(tr_theme_color(of_page, TR_S("page"), &page) && (page.r > 0.9) != ours, name);
    check_named(tr_theme_style(of_page, TR_S("body")) != NULL, name);
    test_contrast(of_page);
  }
  check_named(ctx->n_errors == 0, name);
  tr_ctx_free(ctx);
}

/* Every file is in the table, and every theme is listed once. */
static void test_names(void) {
  tr_ctx *ctx = tr_ctx_new();
  const char **names;
  size_t n = tr_theme_names(ctx, &names), seen = 0;
  check(n == n_vega_themes + 1 && names[n] == NULL); /* and "light" */
  for (size_t i = 0; i < n; i++) {
    check_named(i == 0 || strcmp(names[i - 1], names[i]) < 0, names[i]);
    for (size_t k = 0; k < n_vega_themes; k++) seen += strcmp(names[i], vega_themes[k].name) == 0;
  }
  check(seen == n_vega_themes);
  check(tr_theme_path(ctx, TR_S("excel"), TR_THEME_OF_PAGE).n > 0);
  check(tr_theme_path(ctx, TR_S("exel"), TR_THEME_OF_CHART).n == 0);
  tr_ctx_free(ctx);
}

/* --- What is wrong is said ----------------------------------------------------------------------------- */

static void test_unknown(void) {
  tr_ctx *ctx = tr_ctx_new();
  check(tr_theme_load(ctx, TR_S("ligth"), (tr_pos){0}) == NULL);
  check(tr_theme_load(ctx, TR_S("../light"), (tr_pos){0}) == NULL);
  check(tr_theme_load(ctx, (tr_str){0}, (tr_pos){0}) == NULL);
  if (check(ctx->diags.n == 3)) {
    const tr_diag *diag = tr_vec_at(&ctx->diags, 0);
    check_str(diag->text, "unknown theme \"ligth\"");
    check_str(diag->hint, "did you mean \"light\"?");
  }
  tr_ctx_free(ctx);
}

void test_themes(void) {
  test_ours("light");
  test_ours("dark");
  for (size_t i = 0; i < n_vega_themes; i++) test_vega_theme(i);
  test_names();
  test_unknown();
}
