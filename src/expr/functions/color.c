#include "base/color.h"
#include "expr/functions/functions.h"

#include "base/number.h"

#include <string.h>

/* Colours are objects with d3-color's members, so rgb("red").r works; as text they are "rgb(…)". */

static bool give(tr_call *c, const char *const names[4], const double x[4], tr_value *out) {
  tr_member *members = TR_NEW_N(c->arena, tr_member, 4);
  for (int i = 0; i < 4; i++) {
    members[i].name = tr_str_z(names[i]);
    members[i].value = tr_make_number(x[i]);
  }
  *out = tr_make_object(members, 4);
  out->aux = TR_AUX_COLOR;
  c->ev->special = true;
  return true;
}

static const char *const rgb_names[4] = {"r", "g", "b", "opacity"};
static const char *const hsl_names[4] = {"h", "s", "l", "opacity"};
static const char *const lab_names[4] = {"l", "a", "b", "opacity"};
static const char *const hcl_names[4] = {"h", "c", "l", "opacity"};

static double part(const tr_value *v, const char *name) {
  const tr_value *x = tr_get(v, name);
  return x ? tr_to_number(x) : NAN;
}

/* The colour that a colour object stands for. */
static tr_color color_of_object(const tr_value *v) {
  double opacity = part(v, "opacity");
  if (isnan(opacity)) opacity = 1;
  if (tr_get(v, "r")) return (tr_color){part(v, "r") / 255, part(v, "g") / 255, part(v, "b") / 255, opacity};
  if (tr_get(v, "s")) return tr_color_from_hsl((tr_hsl){part(v, "h"), part(v, "s"), part(v, "l"), opacity});
  if (tr_get(v, "c")) return tr_color_from_hcl((tr_hcl){part(v, "h"), part(v, "c"), part(v, "l"), opacity});
  return tr_color_from_lab((tr_lab){part(v, "l"), part(v, "a"), part(v, "b"), opacity});
}

/* False for what is no colour. */
static bool color_of(tr_call *c, size_t i, tr_color *out) {
  const tr_value *v = tr_arg(c, i);
  if (tr_is(v, TR_OBJECT) && v->aux == TR_AUX_COLOR) {
    *out = color_of_object(v);
    return true;
  }
  return tr_color_parse(tr_arg_string(c, i), out);
}

static int channel(double x) {
  double v = tr_round_half_up(x * 255);
  return isnan(v) || v < 0 ? 0 : v > 255 ? 255 : (int)v;
}

/* d3's formatRgb. */
tr_str tr_color_object_text(tr_arena *arena, const tr_value *v) {
  tr_color c = color_of_object(v);
  double a = isnan(c.a) || c.a > 1 ? 1 : c.a < 0 ? 0 : c.a;
  if (a == 1) return tr_printf(arena, "rgb(%d, %d, %d)", channel(c.r), channel(c.g), channel(c.b));
  char opacity[32];
  size_t n = tr_num_shortest(a, opacity);
  return tr_printf(arena, "rgba(%d, %d, %d, %.*s)", channel(c.r), channel(c.g), channel(c.b), (int)n,
                   opacity);
}

/* One argument is a colour in any form, three or four are its parts. */
static bool from_parts(tr_call *c, const char *const names[4], tr_value *out) {
  double x[4] = {tr_arg_number(c, 0), tr_arg_number(c, 1), tr_arg_number(c, 2), tr_arg_number_or(c, 3, 1)};
  return give(c, names, x, out);
}

static const double no_color[4] = {NAN, NAN, NAN, NAN};

bool tr_fn_rgb(tr_call *c, tr_value *out) {
  tr_color k;
  if (c->n > 1) return from_parts(c, rgb_names, out);
  if (!color_of(c, 0, &k)) return give(c, rgb_names, no_color, out);
  return give(c, rgb_names, (double[4]){k.r * 255, k.g * 255, k.b * 255, k.a}, out);
}

bool tr_fn_hsl(tr_call *c, tr_value *out) {
  tr_color k;
  if (c->n > 1) return from_parts(c, hsl_names, out);
  if (!color_of(c, 0, &k)) return give(c, hsl_names, no_color, out);
  tr_hsl x = tr_color_to_hsl(k);
  return give(c, hsl_names, (double[4]){x.h, x.s, x.l, x.a}, out);
}

bool tr_fn_lab(tr_call *c, tr_value *out) {
  tr_color k;
  if (c->n > 1) return from_parts(c, lab_names, out);
  if (!color_of(c, 0, &k)) return give(c, lab_names, no_color, out);
  tr_lab x = tr_color_to_lab(k);
  return give(c, lab_names, (double[4]){x.l, x.a, x.b, x.alpha}, out);
}

bool tr_fn_hcl(tr_call *c, tr_value *out) {
  tr_color k;
  if (c->n > 1) return from_parts(c, hcl_names, out);
  if (!color_of(c, 0, &k)) return give(c, hcl_names, no_color, out);
  tr_hcl x = tr_color_to_hcl(k);
  return give(c, hcl_names, (double[4]){x.h, x.c, x.l, x.a}, out);
}

/* WCAG 2.0's definition with its threshold of 0.03928, as Vega has it. */
static double light(double v) { return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4); }

static double luminance(tr_call *c, size_t i) {
  tr_color k;
  if (!color_of(c, i, &k)) return NAN;
  return 0.2126 * light(k.r) + 0.7152 * light(k.g) + 0.0722 * light(k.b);
}

bool tr_fn_luminance(tr_call *c, tr_value *out) { return tr_give_number(out, luminance(c, 0)); }

bool tr_fn_contrast(tr_call *c, tr_value *out) {
  double a = luminance(c, 0), b = luminance(c, 1);
  if (isnan(a) || isnan(b)) return tr_give_number(out, NAN);
  return tr_give_number(out, (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05));
}
