#include "cases.h"

/* Every icon is a drawing inside the unit square. */
static void all_icons(tr_ctx *ctx, tr_fonts *fonts) {
  tr_str *names;
  size_t n = tr_icon_names(ctx, &names), bad = 0, empty = 0;
  check(n > 1900);
  for (size_t i = 0; i < n; i++) {
    tr_path path;
    double low = 1, high = 0;
    if (i && tr_str_cmp(names[i - 1], names[i]) >= 0) bad++;
    if (!tr_icon_path(ctx, fonts, names[i], (tr_pos){0}, &path)) {
      bad++;
      continue;
    }
    if (path.n_ops < 4) empty++;
    for (size_t k = 0; k < 2 * path.n_points; k++) {
      low = fmin(low, path.xy[k]);
      high = fmax(high, path.xy[k]);
    }
    size_t points = 0;
    for (size_t k = 0; k < path.n_ops; k++) points += path.ops[k] == 'C' ? 3 : path.ops[k] != 'Z';
    if (low < -1e-9 || high > 1 + 1e-9 || points != path.n_points || path.ops[0] != 'M') {
      bad++;
      printf("# %.*s: %g to %g\n", TR_FMT(names[i]), low, high);
    }
  }
  check(bad == 0);
  check(empty == 0);
}

/* Lucide's chevron-down is the line 6,9 12,15 18,9 of a 24 × 24 drawing, 2 wide with round ends: its outline
   fills x from 5 to 19 and y from 8 to 16.414 (the join's reach below 15 is the square root of 2). */
static void which_way_up(tr_ctx *ctx, tr_fonts *fonts) {
  tr_path path;
  tr_box box;
  check(tr_icon_path(ctx, fonts, TR_S("chevron-down"), (tr_pos){0}, &path));
  check(tr_path_bounds(&path, &box));
  check_near(box.x * 24, 5, 0.03);
  check_near((box.x + box.w) * 24, 19, 0.03);
  check_near(box.y * 24, 8, 0.03);
  check((box.y + box.h) * 24 > 15.8 && (box.y + box.h) * 24 < 16.5);
}

static void unknown_icon(tr_ctx *ctx, tr_fonts *fonts) {
  tr_path path;
  check(!tr_icon_path(ctx, fonts, TR_S("rockett"), (tr_pos){0}, &path));
  check(ctx->n_errors == 1);
  const tr_diag *d = tr_vec_at(&ctx->diags, ctx->diags.n - 1);
  check(tr_str_find(d->text, "\"rockett\"", 0) != SIZE_MAX);
  check(tr_str_find(d->hint, "\"rocket\"", 0) != SIZE_MAX);
  check(!tr_icon_path(ctx, fonts, TR_S("chrome"), (tr_pos){0}, &path)); /* listed, but no longer drawn */
  check(!tr_icon_path(ctx, fonts, TR_S(""), (tr_pos){0}, &path));
}

void icon_cases(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *fonts = tr_fonts_new(ctx, &(tr_font_options){.synthetic = true});
  all_icons(ctx, fonts);
  which_way_up(ctx, fonts);
  check(ctx->n_errors == 0 && ctx->n_warnings == 0);
  unknown_icon(ctx, fonts);
  tr_ctx_free(ctx);
}
