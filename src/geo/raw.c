#include "geo/geo-priv.h"

/* The projections: formulas on the unit sphere (Snyder, Map Projections: A Working Manual, 1987, and the
   papers named below) with the scales and clip angles that d3-geo gives them. */

typedef const tr_geo_raw *raw_t;

static void equirectangular(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  out[0] = lambda;
  out[1] = phi;
}

static void mercator(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  out[0] = lambda;
  out[1] = log(tan((M_PI_2 + phi) / 2));
}

static void transverse_mercator(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  out[0] = log(tan((M_PI_2 + phi) / 2));
  out[1] = -lambda;
}

static void azimuthal(double k, double lambda, double phi, double out[2]) {
  out[0] = k * cos(phi) * sin(lambda);
  out[1] = k * sin(phi);
  if (!isinf(k)) return;
  out[0] = 2;
  out[1] = 0;
}

static void azimuthal_equal_area(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  azimuthal(sqrt(2 / (1 + cos(lambda) * cos(phi))), lambda, phi, out);
}

static void azimuthal_equidistant(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  double c = tr_geo_acos(cos(lambda) * cos(phi));
  azimuthal(c != 0 ? c / sin(c) : c, lambda, phi, out);
}

static void gnomonic(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  double cy = cos(phi), k = cos(lambda) * cy;
  out[0] = cy * sin(lambda) / k;
  out[1] = sin(phi) / k;
}

static void orthographic(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  out[0] = cos(phi) * sin(lambda);
  out[1] = sin(phi);
}

static void stereographic(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  double cy = cos(phi), k = 1 + cos(lambda) * cy;
  out[0] = cy * sin(lambda) / k;
  out[1] = sin(phi) / k;
}

/* Savric, Patterson and Jenny: The Equal Earth map projection, 2018. */
static void equal_earth(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796, m = sqrt(3) / 2;
  double l = tr_geo_asin(m * sin(phi)), l2 = l * l, l6 = l2 * l2 * l2;
  out[0] = lambda * cos(l) / (m * (a1 + 3 * a2 * l2 + l6 * (7 * a3 + 9 * a4 * l2)));
  out[1] = l * (a1 + a2 * l2 + l6 * (a3 + a4 * l2));
}

/* Savric et al.: A polynomial equation for the Natural Earth projection, 2011. */
static void natural_earth1(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  double p2 = phi * phi, p4 = p2 * p2;
  out[0] = lambda * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)));
  out[1] = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
}

/* The parametric latitude solves t + sin t = pi sin phi, by Newton's method. */
static void mollweide(raw_t raw, double lambda, double phi, double out[2]) {
  (void)raw;
  double wanted = M_PI * sin(phi), t = phi, delta = 1;
  for (int i = 0; i < 30 && fabs(delta) > TR_GEO_EPSILON; i++) {
    delta = (t + sin(t) - wanted) / (1 + cos(t));
    t -= delta;
  }
  out[0] = M_SQRT2 / M_PI_2 * lambda * cos(t / 2);
  out[1] = M_SQRT2 * sin(t / 2);
}

static void cylindrical_equal_area(raw_t raw, double lambda, double phi, double out[2]) {
  out[0] = lambda * raw->c;
  out[1] = sin(phi) / raw->c;
}

static void conic_equal_area(raw_t raw, double lambda, double phi, double out[2]) {
  double r = sqrt(raw->c - 2 * raw->n * sin(phi)) / raw->n;
  out[0] = r * sin(lambda * raw->n);
  out[1] = raw->r - r * cos(lambda * raw->n);
}

static void set_equal_area(tr_geo_raw *raw, double phi0, double phi1) {
  double s = sin(phi0);
  raw->n = (s + sin(phi1)) / 2;
  raw->c = 1 + s * (2 * raw->n - s);
  raw->r = sqrt(raw->c) / raw->n;
  if (fabs(raw->n) >= TR_GEO_EPSILON) return;
  /* parallels symmetrical about the equator: the cone is a cylinder */
  raw->forward = cylindrical_equal_area;
  raw->c = cos(phi0);
}

static double half_tan(double phi) { return tan((M_PI_2 + phi) / 2); }

static void conic_conformal(raw_t raw, double lambda, double phi, double out[2]) {
  if (raw->c > 0)
    phi = fmax(phi, -M_PI_2 + TR_GEO_EPSILON);
  else
    phi = fmin(phi, M_PI_2 - TR_GEO_EPSILON);
  double r = raw->c / pow(half_tan(phi), raw->n);
  out[0] = r * sin(raw->n * lambda);
  out[1] = raw->c - r * cos(raw->n * lambda);
}

static void set_conformal(tr_geo_raw *raw, double phi0, double phi1) {
  double c = cos(phi0);
  raw->n = phi0 == phi1 ? sin(phi0) : log(c / cos(phi1)) / log(half_tan(phi1) / half_tan(phi0));
  raw->c = c * pow(half_tan(phi0), raw->n) / raw->n;
  if (!(fabs(raw->n) > 0)) raw->forward = mercator;
}

static void conic_equidistant(raw_t raw, double lambda, double phi, double out[2]) {
  double g = raw->c - phi;
  out[0] = g * sin(raw->n * lambda);
  out[1] = raw->c - g * cos(raw->n * lambda);
}

static void set_equidistant(tr_geo_raw *raw, double phi0, double phi1) {
  double c = cos(phi0);
  raw->n = phi0 == phi1 ? sin(phi0) : (c - cos(phi1)) / (phi1 - phi0);
  raw->c = c / raw->n + phi0;
  if (fabs(raw->n) < TR_GEO_EPSILON) raw->forward = equirectangular;
}

/* A little short of the antipode, which these spread over a whole circle. */
#define ALMOST_ALL (180 - 1e-3)
static const tr_geo_type types[] = {
    {.name = "albers",
     .help = "conic, equal areas, set for the United States",
     .forward = conic_equal_area,
     .set_parallels = set_equal_area,
     .scale = 1070,
     .parallels = {29.5, 45.5},
     .rotate = {96, 0, 0},
     .center = {-0.6, 38.7}},
    {.name = "albersUsa",
     .help = "albers with Alaska and Hawaii below the states between them",
     .forward = conic_equal_area,
     .set_parallels = set_equal_area,
     .scale = 1070,
     .kind = TR_GEO_USA},
    {.name = "azimuthalEqualArea",
     .help = "Lambert's, equal areas",
     .forward = azimuthal_equal_area,
     .scale = 124.75,
     .clip_angle = ALMOST_ALL},
    {.name = "azimuthalEquidistant",
     .help = "true distances from the centre",
     .forward = azimuthal_equidistant,
     .scale = 79.4188,
     .clip_angle = ALMOST_ALL},
    {.name = "conicConformal",
     .help = "Lambert's, true angles",
     .forward = conic_conformal,
     .set_parallels = set_conformal,
     .scale = 109.5,
     .parallels = {30, 30}},
    {.name = "conicEqualArea",
     .help = "Albers', equal areas",
     .forward = conic_equal_area,
     .set_parallels = set_equal_area,
     .scale = 155.424,
     .parallels = {0, 60},
     .center = {0, 33.6442}},
    {.name = "conicEquidistant",
     .help = "true distances along meridians",
     .forward = conic_equidistant,
     .set_parallels = set_equidistant,
     .scale = 131.154,
     .parallels = {0, 60},
     .center = {0, 13.9389}},
    {.name = "equalEarth", .help = "the world, equal areas", .forward = equal_earth, .scale = 177.158},
    {.name = "equirectangular", .help = "degrees as they are", .forward = equirectangular, .scale = 152.63},
    {.name = "gnomonic",
     .help = "great circles are straight",
     .forward = gnomonic,
     .scale = 144.049,
     .clip_angle = 60},
    {.name = "identity",
     .help = "coordinates that are in a plane already, y downwards",
     .forward = equirectangular,
     .scale = 1,
     .kind = TR_GEO_IDENTITY},
    {.name = "mercator",
     .help = "true angles; areas grow towards the poles",
     .forward = mercator,
     .scale = 961 / (2 * M_PI),
     .kind = TR_GEO_MERCATOR},
    {.name = "mollweide",
     .help = "the world as an ellipse, equal areas",
     .forward = mollweide,
     .scale = 169.529},
    {.name = "naturalEarth1", .help = "the world, a compromise", .forward = natural_earth1, .scale = 175.295},
    {.name = "orthographic",
     .help = "the globe from far away",
     .forward = orthographic,
     .scale = 249.5,
     .clip_angle = 90 + TR_GEO_EPSILON},
    {.name = "stereographic",
     .help = "true angles about a centre",
     .forward = stereographic,
     .scale = 250,
     .clip_angle = 142},
    {.name = "transverseMercator",
     .help = "Mercator's about a meridian",
     .forward = transverse_mercator,
     .scale = 159.155,
     .kind = TR_GEO_TRANSVERSE},
};

size_t tr_geo_types(const tr_geo_type **rows) {
  *rows = types;
  return sizeof types / sizeof *types;
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

const tr_geo_type *tr_geo_type_named(tr_str name) {
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    tr_str has = tr_str_z(types[i].name);
    size_t k = 0;
    while (has.n == name.n && k < has.n && lower(has.p[k]) == lower(name.p[k])) k++;
    if (has.n == name.n && k == has.n) return &types[i];
  }
  return NULL;
}
