#include "base/number.h"
#include "scene/scene-priv.h"

#include <math.h>

/* SVG path data (SVG 1.1, section 8.3) to an outline of moves, lines, cubic curves and closes. */

typedef struct reader {
  tr_str s;
  size_t at;
  tr_pather *out;
  double x, y;             /* current point */
  double start_x, start_y; /* of the subpath */
  double hx, hy;           /* handle that S and T reflect */
  char last;               /* command before, in upper case */
} reader;

/* Arguments each command takes; the ones not listed are none. */
static int arguments_of(char command) {
  switch (command) {
  case 'M':
  case 'L':
  case 'T': return 2;
  case 'H':
  case 'V': return 1;
  case 'C': return 6;
  case 'S':
  case 'Q': return 4;
  case 'A': return 7;
  case 'Z': return 0;
  }
  return -1;
}

static void skip_space(reader *r) {
  while (r->at < r->s.n && (r->s.p[r->at] == ' ' || (r->s.p[r->at] >= '\t' && r->s.p[r->at] <= '\r')))
    r->at++;
}

static void skip_comma(reader *r) {
  skip_space(r);
  if (r->at < r->s.n && r->s.p[r->at] == ',') {
    r->at++;
    skip_space(r);
  }
}

static bool read_number(reader *r, double *out) {
  size_t sign = r->at < r->s.n && r->s.p[r->at] == '+' ? 1 : 0;
  size_t n = tr_num_prefix(tr_str_sub(r->s, r->at + sign, r->s.n), out);
  if (!n || (sign && r->s.p[r->at + 1] == '-') || !isfinite(*out)) return false;
  r->at += n + sign;
  return true;
}

/* The flags of an arc may stand without anything between them. */
static bool read_flag(reader *r, double *out) {
  if (r->at >= r->s.n || (r->s.p[r->at] != '0' && r->s.p[r->at] != '1')) return false;
  *out = r->s.p[r->at++] - '0';
  return true;
}

static bool read_arguments(reader *r, char command, double *arg) {
  int n = arguments_of(command);
  for (int i = 0; i < n; i++) {
    if (i) skip_comma(r);
    bool flag = command == 'A' && (i == 3 || i == 4);
    if (!(flag ? read_flag(r, &arg[i]) : read_number(r, &arg[i]))) return false;
  }
  return true;
}

/* Angle from vector u to vector v, radians. */
static double angle_between(double ux, double uy, double vx, double vy) {
  return atan2(ux * vy - uy * vx, ux * vx + uy * vy);
}

/* Endpoint to centre form as SVG 1.1, appendix F.6.5 and F.6.6. */
static void add_arc(reader *r, const double *a, double x, double y) {
  double rx = fabs(a[0]), ry = fabs(a[1]), phi = a[2] * M_PI / 180;
  if (r->x == x && r->y == y) return;
  if (rx == 0 || ry == 0) {
    tr_path_line(r->out, x, y);
    return;
  }
  double c = cos(phi), s = sin(phi), dx = (r->x - x) / 2, dy = (r->y - y) / 2;
  double px = c * dx + s * dy, py = c * dy - s * dx;
  double lambda = px * px / (rx * rx) + py * py / (ry * ry);
  if (lambda > 1) {
    rx *= sqrt(lambda);
    ry *= sqrt(lambda);
  }
  double q = lambda >= 1 ? 0 : sqrt((1 - lambda) / lambda);
  if ((a[3] != 0) == (a[4] != 0)) q = -q;
  double qx = q * rx * py / ry, qy = -q * ry * px / rx;
  double cx = c * qx - s * qy + (r->x + x) / 2, cy = s * qx + c * qy + (r->y + y) / 2;
  double ux = (px - qx) / rx, uy = (py - qy) / ry, vx = (-px - qx) / rx, vy = (-py - qy) / ry;
  double from = atan2(uy, ux), sweep = angle_between(ux, uy, vx, vy);
  if (a[4] != 0 && sweep < 0) sweep += 2 * M_PI;
  if (a[4] == 0 && sweep > 0) sweep -= 2 * M_PI;
  tr_path_ellipse_arc(r->out, (double[6]){rx * c, rx * s, -ry * s, ry * c, cx, cy}, from, sweep);
}

static void add_curve(reader *r, double x1, double y1, double x2, double y2, double x, double y) {
  tr_path_curve(r->out, x1, y1, x2, y2, x, y);
  r->hx = x2;
  r->hy = y2;
}

static void add_quadratic(reader *r, double hx, double hy, double x, double y) {
  tr_path_curve(r->out, r->x + (hx - r->x) * 2 / 3, r->y + (hy - r->y) * 2 / 3, x + (hx - x) * 2 / 3,
                y + (hy - y) * 2 / 3, x, y);
  r->hx = hx;
  r->hy = hy;
}

static void add_move(reader *r, double x, double y) {
  tr_path_move(r->out, x, y);
  r->start_x = x;
  r->start_y = y;
}

/* Where the handle before is reflected to, or the current point after any command but WHAT's own. */
static void reflect(const reader *r, const char *what, double *x, double *y) {
  bool follows = r->last && (r->last == what[0] || r->last == what[1]);
  *x = follows ? 2 * r->x - r->hx : r->x;
  *y = follows ? 2 * r->y - r->hy : r->y;
}

/* One command with its arguments made absolute; X, Y is where it ends. */
static void add_command(reader *r, char command, const double *a, double x, double y) {
  double hx, hy;
  switch (command) {
  case 'M': add_move(r, x, y); break;
  case 'L':
  case 'H':
  case 'V': tr_path_line(r->out, x, y); break;
  case 'C': add_curve(r, a[0], a[1], a[2], a[3], x, y); break;
  case 'S':
    reflect(r, "CS", &hx, &hy);
    add_curve(r, hx, hy, a[0], a[1], x, y);
    break;
  case 'Q': add_quadratic(r, a[0], a[1], x, y); break;
  case 'T':
    reflect(r, "QT", &hx, &hy);
    add_quadratic(r, hx, hy, x, y);
    break;
  case 'A': add_arc(r, a, x, y); break;
  }
  r->x = x;
  r->y = y;
  r->last = command;
}

static void run_command(reader *r, char command, bool relative, double *a) {
  int n = arguments_of(command);
  double dx = relative ? r->x : 0, dy = relative ? r->y : 0;
  double x = r->x, y = r->y;
  if (command == 'H') {
    x = a[0] + dx;
  } else if (command == 'V') {
    y = a[0] + dy;
  } else {
    x = a[n - 2] + dx;
    y = a[n - 1] + dy;
    for (int i = 0; command != 'A' && i + 1 < n; i += 2) {
      a[i] += dx;
      a[i + 1] += dy;
    }
  }
  add_command(r, command, a, x, y);
}

static void close_subpath(reader *r) {
  tr_path_close(r->out);
  r->x = r->start_x;
  r->y = r->start_y;
  r->last = 'Z';
}

/* A drawing command right after Z starts a subpath at the point that was closed to. */
static void reopen(reader *r, char command) {
  if (r->last == 'Z' && command != 'M' && command != 'Z') tr_path_move(r->out, r->start_x, r->start_y);
}

static bool read_command(reader *r) {
  char c = r->s.p[r->at], command = (char)(c & ~0x20);
  bool relative = (c & 0x20) != 0, letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  if (!letter || arguments_of(command) < 0 || (!r->last && command != 'M')) return false;
  r->at++;
  reopen(r, command);
  if (command == 'Z') {
    close_subpath(r);
    skip_space(r);
    return true;
  }
  skip_space(r);
  do {
    double a[7];
    if (!read_arguments(r, command, a)) return false;
    run_command(r, command, relative, a);
    if (!isfinite(r->x) || !isfinite(r->y)) return false;
    if (command == 'M') command = 'L';
    skip_comma(r);
  } while (r->at < r->s.n && ((r->s.p[r->at] >= '0' && r->s.p[r->at] <= '9') || r->s.p[r->at] == '-' ||
                              r->s.p[r->at] == '+' || r->s.p[r->at] == '.'));
  return true;
}

/* Curves may overflow where their ends do not (3e307 + 3e307). */
static bool all_finite(const tr_path *path) {
  for (size_t i = 0; i < path->n_points * 2; i++)
    if (!isfinite(path->xy[i])) return false;
  return true;
}

bool tr_path_parse(tr_ctx *ctx, tr_str svg, tr_path *out) {
  tr_pather pather = tr_pather_of(ctx);
  reader r = {.s = svg, .out = &pather};
  bool ok = true;
  skip_space(&r);
  while (ok && r.at < svg.n) ok = read_command(&r);
  *out = tr_path_done(&pather);
  if (!all_finite(out)) {
    *out = (tr_path){0};
    return false;
  }
  return ok;
}
