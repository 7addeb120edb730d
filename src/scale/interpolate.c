#include "scale/scale-priv.h"

#include <math.h>

/* d3-interpolate's ways between two colours. An undefined hue or chroma (NaN) takes the other's. */

static double along(double a, double b, double t) {
  if (isnan(b - a) || b - a == 0) return isnan(a) ? b : a;
  return a + (b - a) * t;
}

/* The shorter way round, or the way the numbers go. */
static double hue(double a, double b, double t, bool is_long) {
  double d = b - a;
  if (isnan(d)) return isnan(a) ? b : a;
  if (!is_long && (d > 180 || d < -180)) d -= 360 * tr_round_js(d / 360);
  return a + d * t;
}

static tr_color rgb(tr_color a, tr_color b, double t, double gamma) {
  if (gamma == 1)
    return (tr_color){along(a.r, b.r, t), along(a.g, b.g, t), along(a.b, b.b, t), along(a.a, b.a, t)};
  double inverse = 1 / gamma;
  return (tr_color){pow(along(pow(a.r, gamma), pow(b.r, gamma), t), inverse),
                    pow(along(pow(a.g, gamma), pow(b.g, gamma), t), inverse),
                    pow(along(pow(a.b, gamma), pow(b.b, gamma), t), inverse), along(a.a, b.a, t)};
}

static tr_color lab(tr_color a, tr_color b, double t, double gamma) {
  (void)gamma;
  tr_lab p = tr_color_to_lab(a), q = tr_color_to_lab(b);
  tr_lab mix = {along(p.l, q.l, t), along(p.a, q.a, t), along(p.b, q.b, t), along(a.a, b.a, t)};
  return tr_color_from_lab(mix);
}

static tr_color hcl_by(tr_color a, tr_color b, double t, bool is_long) {
  tr_hcl p = tr_color_to_hcl(a), q = tr_color_to_hcl(b);
  tr_hcl mix = {hue(p.h, q.h, t, is_long), along(p.c, q.c, t), along(p.l, q.l, t), along(a.a, b.a, t)};
  return tr_color_from_hcl(mix);
}

static tr_color hcl(tr_color a, tr_color b, double t, double gamma) {
  (void)gamma;
  return hcl_by(a, b, t, false);
}

static tr_color hcl_long(tr_color a, tr_color b, double t, double gamma) {
  (void)gamma;
  return hcl_by(a, b, t, true);
}

static tr_hsl hsl_mix(tr_hsl p, tr_hsl q, tr_color a, tr_color b, double t, double lightness_t,
                      bool is_long) {
  return (tr_hsl){hue(p.h, q.h, t, is_long), along(p.s, q.s, t), along(p.l, q.l, lightness_t),
                  along(a.a, b.a, t)};
}

static tr_color hsl(tr_color a, tr_color b, double t, double gamma) {
  (void)gamma;
  return tr_color_from_hsl(hsl_mix(tr_color_to_hsl(a), tr_color_to_hsl(b), a, b, t, t, false));
}

static tr_color hsl_long(tr_color a, tr_color b, double t, double gamma) {
  (void)gamma;
  return tr_color_from_hsl(hsl_mix(tr_color_to_hsl(a), tr_color_to_hsl(b), a, b, t, t, true));
}

static tr_color cubehelix(tr_color a, tr_color b, double t, double gamma) {
  return tr_color_from_cubehelix(
      hsl_mix(tr_color_to_cubehelix(a), tr_color_to_cubehelix(b), a, b, t, pow(t, gamma), false));
}

static tr_color cubehelix_long(tr_color a, tr_color b, double t, double gamma) {
  return tr_color_from_cubehelix(
      hsl_mix(tr_color_to_cubehelix(a), tr_color_to_cubehelix(b), a, b, t, pow(t, gamma), true));
}

static const struct {
  const char *name;
  tr_color_between between;
} rows[] = {
    {"rgb", rgb},
    {"lab", lab},
    {"hcl", hcl},
    {"hcl-long", hcl_long},
    {"hsl", hsl},
    {"hsl-long", hsl_long},
    {"cubehelix", cubehelix},
    {"cubehelix-long", cubehelix_long},
};

tr_color_between tr_interpolate_find(tr_str name) {
  if (name.n == 0) return rgb;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (tr_str_is(name, rows[i].name)) return rows[i].between;
  return NULL;
}
