#include "render/render-priv.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* librsvg and what it stands on would add a millisecond to the start of every run, so it is not linked with:
   the few functions are found when a picture first has an SVG. These are their types (librsvg 2.46, GLib). */

typedef struct g_error {
  uint32_t domain;
  int code;
  char *message;
} g_error;

typedef struct rectangle {
  double x, y, width, height;
} rectangle;

struct tr_rsvg {
  void *library;
  void *(*parse)(const unsigned char *bytes, size_t n, g_error **error);
  void (*set_dpi)(void *handle, double dpi);
  int (*draw)(void *handle, cairo_t *cr, const rectangle *viewport, g_error **error);
  void (*unref)(void *object);
  void (*free_error)(g_error *error);
};

static bool find(void *library, const char *name, void *function) {
  void *found = dlsym(library, name);
  memcpy(function, &found, sizeof found);
  return found;
}

/* Types that were registered with GLib stay, so the library must too. */
static void *open_library(void) {
#ifdef TR_WITH_LIBRSVG
  return dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
#else
  return NULL;
#endif
}

tr_rsvg *tr_rsvg_open(tr_arena *arena) {
  tr_rsvg *r = TR_NEW(arena, tr_rsvg);
  void *library = r->library = open_library();
  if (!library) return NULL;
  if (find(library, "rsvg_handle_new_from_data", &r->parse) &&
      find(library, "rsvg_handle_set_dpi", &r->set_dpi) &&
      find(library, "rsvg_handle_render_document", &r->draw) && find(library, "g_object_unref", &r->unref) &&
      find(library, "g_error_free", &r->free_error))
    return r;
  tr_rsvg_close(r);
  return NULL;
}

void tr_rsvg_close(tr_rsvg *r) {
  if (r && r->library) dlclose(r->library);
  if (r) r->library = NULL;
}

static void explain(tr_rsvg *r, g_error *error, char fault[256]) {
  snprintf(fault, 256, "%s", error && error->message ? error->message : "librsvg gives no reason");
  size_t n = strlen(fault);
  while (n && (fault[n - 1] == '\n' || fault[n - 1] == '.')) fault[--n] = 0;
  if (error) r->free_error(error);
}

/* From memory and without an address of its own, so that nothing it names is looked for. */
void *tr_rsvg_parse(tr_rsvg *r, tr_str bytes, char fault[256]) {
  g_error *error = NULL;
  void *handle = r->parse((const unsigned char *)bytes.p, bytes.n, &error);
  if (!handle)
    explain(r, error, fault);
  else
    r->set_dpi(handle, 96);
  return handle;
}

void tr_rsvg_drop(tr_rsvg *r, void *parsed) {
  if (r && parsed) r->unref(parsed);
}

bool tr_rsvg_draw(tr_rsvg *r, void *parsed, double width, double height, cairo_t *cr, char fault[256]) {
  g_error *error = NULL;
  if (r->draw(parsed, cr, &(rectangle){0, 0, width, height}, &error)) return true;
  explain(r, error, fault);
  return false;
}
