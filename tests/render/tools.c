#include "tools.h"

#include <png.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct source {
  tr_str bytes;
  size_t at;
} source;

static void on_read(png_structp png, png_bytep to, png_size_t n) {
  source *s = png_get_io_ptr(png);
  if (n > s->bytes.n - s->at) png_error(png, "cut");
  memcpy(to, s->bytes.p + s->at, n);
  s->at += n;
}

static void read_rows(png_structp png, png_infop info, picture *p) {
  png_read_info(png, info);
  p->type = png_get_color_type(png, info);
  p->depth = png_get_bit_depth(png, info);
  p->w = png_get_image_width(png, info);
  p->h = png_get_image_height(png, info);
  p->per_metre = png_get_pixels_per_meter(png, info);
  png_set_expand(png);
  png_set_gray_to_rgb(png);
  png_set_filler(png, 255, PNG_FILLER_AFTER);
  png_read_update_info(png, info);
  p->rgba = malloc(p->w * p->h * 4);
  for (size_t y = 0; y < p->h; y++) png_read_row(png, p->rgba + y * p->w * 4, NULL);
  png_read_end(png, NULL);
}

picture read_png(tr_str bytes) {
  static picture p; /* outlives the jump */
  source s = {.bytes = bytes};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  memset(&p, 0, sizeof p);
  if (setjmp(png_jmpbuf(png))) {
    free(p.rgba);
    memset(&p, 0, sizeof p);
  } else {
    png_set_read_fn(png, &s, on_read);
    read_rows(png, info, &p);
  }
  png_destroy_read_struct(&png, &info, NULL);
  return p;
}

void free_picture(picture *p) {
  free(p->rgba);
  *p = (picture){0};
}

const char *pixel(const picture *p, size_t x, size_t y) {
  static char text[10];
  if (x >= p->w || y >= p->h) return "outside";
  const unsigned char *c = p->rgba + (y * p->w + x) * 4;
  snprintf(text, sizeof text, "#%02x%02x%02x%02x", c[0], c[1], c[2], c[3]);
  return text;
}

size_t pixels_off(const picture *a, const picture *b, int by) {
  size_t n = 0;
  if (a->w != b->w || a->h != b->h) return SIZE_MAX;
  for (size_t i = 0; i < a->w * a->h; i++)
    for (int k = 0; k < 4; k++)
      if (abs(a->rgba[4 * i + (size_t)k] - b->rgba[4 * i + (size_t)k]) > by) {
        n++;
        break;
      }
  return n;
}

size_t pixels_inked(const picture *p) {
  size_t n = 0;
  for (size_t i = 0; i < p->w * p->h; i++)
    if (memcmp(p->rgba + 4 * i, "\xFF\xFF\xFF\xFF", 4) != 0) n++;
  return n;
}

static char *slurp(FILE *f) {
  size_t n = 0, room = 65536, got;
  char *text = malloc(room + 1);
  while (text && (got = fread(text + n, 1, room - n, f)) > 0) {
    n += got;
    if (n == room) text = realloc(text, (room *= 2) + 1);
  }
  if (text) text[n] = 0;
  return text;
}

char *run_on(const char *command, tr_str bytes) {
  char name[] = "/tmp/tranh-test-XXXXXX", line[4096];
  int fd = mkstemp(name);
  if (fd < 0) return NULL;
  bool written = write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n;
  close(fd);
  const char *hole = strstr(command, "{}");
  snprintf(line, sizeof line, "%.*s%s%s", hole ? (int)(hole - command) : (int)strlen(command), command,
           hole ? name : "", hole ? hole + 2 : "");
  FILE *pipe = written ? popen(line, "r") : NULL;
  char *text = pipe ? slurp(pipe) : NULL;
  if (!pipe || pclose(pipe) != 0) {
    free(text);
    text = NULL;
  }
  unlink(name);
  return text;
}

bool have_program(const char *name) {
  char line[256];
  snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", name);
  if (system(line) == 0) return true;
  if (getenv("CI"))
    check_named(false, name);
  else
    printf("ok %d - # SKIP %s is not installed\n", ++check_run, name);
  return false;
}

bool holds(tr_str text, const char *piece) { return tr_str_find(text, piece, 0) != SIZE_MAX; }

size_t count_of(tr_str text, const char *piece) {
  size_t n = 0;
  for (size_t at = 0; (at = tr_str_find(text, piece, at)) != SIZE_MAX; at += strlen(piece)) n++;
  return n;
}
