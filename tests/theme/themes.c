#include "theme/theme.h"

#include "base/file.h"
#include "parts.h"

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
  test_unknown();
}
