#include "geo/geo-priv.h"

tr_geo_rotation tr_geo_rotation_of(double lambda, double phi, double gamma) {
  lambda = fmod(lambda, 2 * M_PI);
  return (tr_geo_rotation){.lambda = lambda,
                           .cos_phi = cos(phi),
                           .sin_phi = sin(phi),
                           .cos_gamma = cos(gamma),
                           .sin_gamma = sin(gamma),
                           .turns_lambda = lambda != 0,
                           .turns_rest = phi != 0 || gamma != 0};
}

void tr_geo_rotate(const tr_geo_rotation *r, double lambda, double phi, double out[2]) {
  lambda += r->lambda;
  bool wraps = r->turns_lambda || !r->turns_rest;
  if (wraps && fabs(lambda) > M_PI) lambda -= floor(lambda / (2 * M_PI) + 0.5) * 2 * M_PI;
  out[0] = lambda;
  out[1] = phi;
  if (!r->turns_rest) return;
  double x = cos(lambda) * cos(phi), y = sin(lambda) * cos(phi), z = sin(phi);
  double k = z * r->cos_phi + x * r->sin_phi;
  out[0] = atan2(y * r->cos_gamma - k * r->sin_gamma, x * r->cos_phi - z * r->sin_phi);
  out[1] = tr_geo_asin(k * r->cos_gamma + y * r->sin_gamma);
}
