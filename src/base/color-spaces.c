#include "base/color.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

static double unit(double x) { return !(x > 0) ? 0 : x > 1 ? 1 : x; }

static tr_color clamped(double r, double g, double b, double a) {
  return (tr_color){unit(r), unit(g), unit(b), unit(a)};
}

tr_hsl tr_color_to_hsl(tr_color c) {
  double least = fmin(c.r, fmin(c.g, c.b)), most = fmax(c.r, fmax(c.g, c.b));
  double spread = most - least, l = (most + least) / 2;
  if (spread == 0) return (tr_hsl){NAN, l > 0 && l < 1 ? 0 : NAN, l, c.a};
  double h = c.r == most   ? (c.g - c.b) / spread + (c.g < c.b ? 6 : 0)
             : c.g == most ? (c.b - c.r) / spread + 2
                           : (c.r - c.g) / spread + 4;
  return (tr_hsl){h * 60, spread / (l < 0.5 ? most + least : 2 - most - least), l, c.a};
}

/* CSS Color Module Level 3, section 4.2.4. */
static double hsl_channel(double h, double m1, double m2) {
  if (h < 60) return m1 + (m2 - m1) * h / 60;
  if (h < 180) return m2;
  if (h < 240) return m1 + (m2 - m1) * (240 - h) / 60;
  return m1;
}

tr_color tr_color_from_hsl(tr_hsl c) {
  double h = isnan(c.h) ? 0 : fmod(c.h, 360), s = isnan(c.h) || isnan(c.s) ? 0 : c.s;
  if (h < 0) h += 360;
  double m2 = c.l + (c.l < 0.5 ? c.l : 1 - c.l) * s, m1 = 2 * c.l - m2;
  return clamped(hsl_channel(h >= 240 ? h - 240 : h + 120, m1, m2), hsl_channel(h, m1, m2),
                 hsl_channel(h < 120 ? h + 240 : h - 120, m1, m2), c.a);
}

/* CIELAB with a D50 white and sRGB's matrices adapted to it (Bradford), as d3-color has them. */
static const double white_x = 0.96422, white_z = 0.82521, t0 = 4.0 / 29, t1 = 6.0 / 29;

static double to_lab(double t) { return t > t1 * t1 * t1 ? cbrt(t) : t / (3 * t1 * t1) + t0; }
static double from_lab(double t) { return t > t1 ? t * t * t : 3 * t1 * t1 * (t - t0); }
static double to_linear(double x) { return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4); }
static double from_linear(double x) { return x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055; }

tr_lab tr_color_to_lab(tr_color c) {
  double r = to_linear(c.r), g = to_linear(c.g), b = to_linear(c.b);
  double y = to_lab(0.2225045 * r + 0.7168786 * g + 0.0606169 * b), x = y, z = y;
  bool is_grey = r == g && g == b;
  if (!is_grey) {
    x = to_lab((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / white_x);
    z = to_lab((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / white_z);
  }
  return (tr_lab){116 * y - 16, 500 * (x - y), 200 * (y - z), c.a};
}

tr_color tr_color_from_lab(tr_lab c) {
  double ly = (c.l + 16) / 116;
  double x = white_x * from_lab(isnan(c.a) ? ly : ly + c.a / 500), y = from_lab(ly);
  double z = white_z * from_lab(isnan(c.b) ? ly : ly - c.b / 200);
  return clamped(from_linear(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
                 from_linear(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
                 from_linear(0.0719453 * x - 0.2289914 * y + 1.4052427 * z), c.alpha);
}

tr_hcl tr_color_to_hcl(tr_color c) {
  tr_lab lab = tr_color_to_lab(c);
  if (lab.a == 0 && lab.b == 0) return (tr_hcl){NAN, lab.l > 0 && lab.l < 100 ? 0 : NAN, lab.l, lab.alpha};
  double h = atan2(lab.b, lab.a) * 180 / pi;
  return (tr_hcl){h < 0 ? h + 360 : h, hypot(lab.a, lab.b), lab.l, lab.alpha};
}

tr_color tr_color_from_hcl(tr_hcl c) {
  if (isnan(c.h)) return tr_color_from_lab((tr_lab){c.l, 0, 0, c.a});
  double h = c.h * pi / 180;
  return tr_color_from_lab((tr_lab){c.l, cos(h) * c.c, sin(h) * c.c, c.a});
}

/* Dave Green's cubehelix (2011): a helix about the grey diagonal of the RGB cube. */
static const double ha = -0.14861, hb = 1.78277, hc = -0.29227, hd = -0.90649, he = 1.97294;

tr_hsl tr_color_to_cubehelix(tr_color c) {
  double ed = he * hd, eb = he * hb, bc_da = hb * hc - hd * ha;
  double l = (bc_da * c.b + ed * c.r - eb * c.g) / (bc_da + ed - eb);
  double bl = c.b - l, k = (he * (c.g - l) - hc * bl) / hd;
  double s = sqrt(k * k + bl * bl) / (he * l * (1 - l)); /* NaN for black and white */
  double h = s != 0 && !isnan(s) ? atan2(k, bl) * 180 / pi - 120 : NAN;
  return (tr_hsl){h < 0 ? h + 360 : h, s, l, c.a};
}

tr_color tr_color_from_cubehelix(tr_hsl c) {
  double h = isnan(c.h) ? 0 : (c.h + 120) * pi / 180, a = isnan(c.s) ? 0 : c.s * c.l * (1 - c.l);
  double x = cos(h), y = sin(h);
  return clamped(c.l + a * (ha * x + hb * y), c.l + a * (hc * x + hd * y), c.l + a * he * x, c.a);
}
