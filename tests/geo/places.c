#include "parts.h"

#include "places.inc"

static void test_names(void) {
  const tr_geo_type *rows;
  size_t n = tr_geo_types(&rows);
  check(n == 17);
  for (size_t i = 1; i < n; i++) check_named(strcmp(rows[i - 1].name, rows[i].name) < 0, rows[i].name);
  check(tr_geo_type_named(TR_S("ALBERSUSA")) == tr_geo_type_named(TR_S("albersUsa")));
  check(!tr_geo_type_named(TR_S("albersUs")));
  check(!tr_geo_type_named((tr_str){0}));
}

void test_places(void) {
  tr_ctx *ctx = tr_ctx_new();
  test_names();
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    const tr_geo_type *type = tr_geo_type_named(tr_str_z(places[i].type));
    tr_geo_params none = {0};
    tr_geo_projection *p = tr_geo_projection_new(ctx->scene, type, &none);
    const double *at = places[i].at, *want = places[i].want;
    double got[2] = {NAN, NAN};
    bool found = tr_geo_project(p, at[0], at[1], got);
    char name[100];
    snprintf(name, sizeof name, "%s at %g %g", places[i].type, at[0], at[1]);
    double near = 1e-9 * (1 + fabs(want[0]) + fabs(want[1]));
    bool same = isnan(want[0]) ? !found : fabs(got[0] - want[0]) <= near && fabs(got[1] - want[1]) <= near;
    if (!check_named(same, name)) printf("#   got  %.17g %.17g\n", got[0], got[1]);
  }
  tr_ctx_free(ctx);
}
