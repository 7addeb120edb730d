#include "render/render-priv.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include FT_FREETYPE_H
#include FT_MODULE_H
#include FT_OUTLINE_H
#include FT_SYSTEM_H
#include FT_TRUETYPE_TABLES_H

/* A FreeType library and the faces opened with it. Cairo keeps faces in caches of its own beyond the life of
   a surface, so each face it has counts as a user, and the last one frees the library. */
typedef struct library {
  FT_Library ft;
  struct FT_MemoryRec_ memory;
  pthread_mutex_t lock;
  int users;
} library;

typedef struct open_face {
  const tr_face *face;
  FT_Face ft; /* NULL where it could not be opened (reported) */
  FT_F26Dot6 size;
  cairo_font_face_t *cairo;
} open_face;

/* What cairo gives back when it forgets a font face. */
typedef struct lease {
  library *library;
  FT_Face ft;
} lease;

typedef struct outline_key {
  const tr_face *face;
  uint32_t size, glyph;
} outline_key;

typedef struct outline {
  outline_key key;
  tr_path path;
} outline;

struct tr_faces {
  tr_ctx *ctx;
  library *library;
  tr_vec open;     /* of open_face */
  tr_map outlines; /* outline_key to outline */
};

/* --- The library ---------------------------------------------------------------------------------------- */

static void *ft_alloc(FT_Memory memory, long size) {
  (void)memory;
  return malloc((size_t)size);
}

static void ft_free(FT_Memory memory, void *block) {
  (void)memory;
  free(block);
}

static void *ft_realloc(FT_Memory memory, long old_size, long new_size, void *block) {
  (void)memory;
  (void)old_size;
  return realloc(block, (size_t)new_size);
}

static library *library_new(void) {
  library *lib = calloc(1, sizeof *lib);
  if (!lib) return NULL;
  lib->memory = (struct FT_MemoryRec_){NULL, ft_alloc, ft_free, ft_realloc};
  if (FT_New_Library(&lib->memory, &lib->ft)) {
    free(lib);
    return NULL;
  }
  FT_Add_Default_Modules(lib->ft);
  pthread_mutex_init(&lib->lock, NULL);
  lib->users = 1;
  return lib;
}

/* Gives a face (or NULL) back, and the library's use with it. */
static void library_leave(library *lib, FT_Face face) {
  pthread_mutex_lock(&lib->lock);
  if (face) FT_Done_Face(face);
  bool last = --lib->users == 0;
  pthread_mutex_unlock(&lib->lock);
  if (!last) return;
  FT_Done_Library(lib->ft);
  pthread_mutex_destroy(&lib->lock);
  free(lib);
}

static void end_lease(void *what) {
  lease *l = what;
  library_leave(l->library, l->ft);
  free(l);
}

tr_faces *tr_faces_open(tr_ctx *ctx) {
  tr_faces *faces = TR_NEW(ctx->doc, tr_faces);
  faces->ctx = ctx;
  faces->open = tr_vec_of(ctx->doc, sizeof(open_face));
  faces->outlines = tr_map_of(ctx->doc);
  return faces;
}

void tr_faces_close(tr_faces *faces) {
  if (!faces || !faces->library) return;
  open_face *open = faces->open.items;
  for (size_t i = 0; i < faces->open.n; i++) {
    if (open[i].cairo) cairo_font_face_destroy(open[i].cairo);
    if (open[i].ft) FT_Done_Face(open[i].ft);
  }
  library_leave(faces->library, NULL);
  faces->library = NULL;
}

/* --- Faces ---------------------------------------------------------------------------------------------- */

static FT_Face open_file(tr_faces *faces, const tr_face *face) {
  FT_Face ft = NULL;
  tr_str file = tr_str_copy(faces->ctx->doc, face->file);
  if (!faces->library && !(faces->library = library_new())) {
    tr_error(faces->ctx, TR_SYSTEM, (tr_pos){0}, NULL, "FreeType could not be started");
    return NULL;
  }
  pthread_mutex_lock(&faces->library->lock);
  FT_Error error = FT_New_Face(faces->library->ft, file.p, face->index, &ft);
  pthread_mutex_unlock(&faces->library->lock);
  if (!error) return ft;
  tr_error(faces->ctx, TR_SYSTEM, (tr_pos){0}, "check that the font's file is there and readable",
           "font \"%.*s %.*s\" cannot be opened from %.*s", TR_FMT(face->family), TR_FMT(face->style),
           TR_FMT(face->file));
  return NULL;
}

static open_face *find(tr_faces *faces, const tr_face *face) {
  open_face *open = faces->open.items;
  for (size_t i = 0; i < faces->open.n; i++)
    if (open[i].face == face) return &open[i];
  FT_Face ft = open_file(faces, face);
  open_face *made = tr_vec_push(&faces->open);
  made->face = face;
  made->ft = ft;
  return made;
}

cairo_font_face_t *tr_faces_cairo(tr_faces *faces, const tr_face *face) {
  static const cairo_user_data_key_t key;
  open_face *open = find(faces, face);
  if (!open->ft || open->cairo) return open->cairo;
  lease *l = malloc(sizeof *l);
  if (!l) return NULL;
  *l = (lease){faces->library, open->ft};
  open->cairo = cairo_ft_font_face_create_for_ft_face(open->ft, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  pthread_mutex_lock(&faces->library->lock);
  FT_Reference_Face(open->ft);
  faces->library->users++;
  pthread_mutex_unlock(&faces->library->lock);
  if (cairo_font_face_set_user_data(open->cairo, &key, l, end_lease)) end_lease(l);
  return open->cairo;
}

uint32_t tr_faces_space(tr_faces *faces, const tr_face *face) {
  FT_Face ft = find(faces, face)->ft;
  return ft ? FT_Get_Char_Index(ft, ' ') : 0;
}

bool tr_faces_rules(tr_faces *faces, const tr_face *face, tr_rule_metrics *out) {
  FT_Face ft = find(faces, face)->ft;
  if (!ft) return false;
  double em = ft->units_per_EM ? ft->units_per_EM : 1000;
  *out = (tr_rule_metrics){-0.1, 0.05, 0.3, 0.05};
  if (ft->underline_thickness > 0) {
    out->underline = ft->underline_position / em;
    out->underline_thick = out->strike_thick = ft->underline_thickness / em;
  }
  const TT_OS2 *os2 = FT_Get_Sfnt_Table(ft, FT_SFNT_OS2);
  if (os2 && os2->version != 0xFFFF && os2->yStrikeoutSize > 0) {
    out->strike_thick = os2->yStrikeoutSize / em;
    out->strike = (os2->yStrikeoutPosition - os2->yStrikeoutSize / 2.0) / em;
  }
  return true;
}

/* --- Outlines ------------------------------------------------------------------------------------------- */

/* Collects an outline in units of 1/256 px, the way Cairo converts FreeType's: y turned, quadratic handles
   truncated. Errors cannot pass through FreeType: the room is made before. */
typedef struct collector {
  char *ops;
  double *xy;
  size_t n_ops, n_points;
  long x, y; /* current point, 1/256 px */
} collector;

static void put(collector *c, long x, long y) {
  c->xy[2 * c->n_points] = (double)x / 256;
  c->xy[2 * c->n_points + 1] = (double)y / 256;
  c->n_points++;
  c->x = x;
  c->y = y;
}

static int on_move(const FT_Vector *to, void *arg) {
  collector *c = arg;
  if (c->n_ops) c->ops[c->n_ops++] = 'Z';
  c->ops[c->n_ops++] = 'M';
  put(c, to->x * 4, to->y * -4);
  return 0;
}

static int on_line(const FT_Vector *to, void *arg) {
  collector *c = arg;
  c->ops[c->n_ops++] = 'L';
  put(c, to->x * 4, to->y * -4);
  return 0;
}

static int on_conic(const FT_Vector *control, const FT_Vector *to, void *arg) {
  collector *c = arg;
  long x0 = c->x, y0 = c->y, cx = control->x * 4, cy = control->y * -4, x3 = to->x * 4, y3 = to->y * -4;
  c->ops[c->n_ops++] = 'C';
  put(c, (long)((double)x0 + 2.0 / 3.0 * (double)(cx - x0)),
      (long)((double)y0 + 2.0 / 3.0 * (double)(cy - y0)));
  put(c, (long)((double)x3 + 2.0 / 3.0 * (double)(cx - x3)),
      (long)((double)y3 + 2.0 / 3.0 * (double)(cy - y3)));
  put(c, x3, y3);
  return 0;
}

static int on_cubic(const FT_Vector *c1, const FT_Vector *c2, const FT_Vector *to, void *arg) {
  collector *c = arg;
  c->ops[c->n_ops++] = 'C';
  put(c, c1->x * 4, c1->y * -4);
  put(c, c2->x * 4, c2->y * -4);
  put(c, to->x * 4, to->y * -4);
  return 0;
}

static void take_outline(tr_ctx *ctx, FT_Outline *from, tr_path *path) {
  static const FT_Outline_Funcs callbacks = {on_move, on_line, on_conic, on_cubic, 0, 0};
  /* A point makes at most one curve (an implied point between two controls another), a contour a move, a
     line back and a close. */
  size_t segments = (size_t)from->n_points * 2 + (size_t)from->n_contours * 3 + 1;
  collector c = {.ops = TR_NEW_N(ctx->doc, char, segments * 2),
                 .xy = TR_NEW_N(ctx->doc, double, segments * 6)};
  if (FT_Outline_Decompose(from, &callbacks, &c)) c.n_ops = c.n_points = 0;
  if (c.n_ops) c.ops[c.n_ops++] = 'Z';
  *path = (tr_path){.ops = c.ops, .xy = c.xy, .n_ops = c.n_ops, .n_points = c.n_points};
}

static bool load_glyph(tr_faces *faces, open_face *open, FT_F26Dot6 size, uint32_t glyph, tr_path *path) {
  /* Cairo sets sizes and transforms of its own on a face it was given. */
  bool other = open->size != size || open->cairo;
  if (other && FT_Set_Char_Size(open->ft, size, size, 0, 0)) return false;
  open->size = size;
  FT_Set_Transform(open->ft, NULL, NULL);
  if (FT_Load_Glyph(open->ft, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP)) return false;
  if (open->ft->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return false;
  take_outline(faces->ctx, &open->ft->glyph->outline, path);
  return true;
}

const tr_path *tr_faces_outline(tr_faces *faces, const tr_face *face, double px, uint32_t glyph) {
  FT_F26Dot6 size = (FT_F26Dot6)(px * 64 + 0.5);
  outline_key key;
  memset(&key, 0, sizeof key);
  key.face = face;
  key.size = (uint32_t)size;
  key.glyph = glyph;
  outline *known = tr_map_get(&faces->outlines, (tr_str){(const char *)&key, sizeof key});
  if (known) return &known->path;
  open_face *open = find(faces, face);
  if (!open->ft) return NULL;
  outline *made = TR_NEW(faces->ctx->doc, outline);
  made->key = key;
  tr_map_put(&faces->outlines, (tr_str){(const char *)&made->key, sizeof key}, made);
  if (!load_glyph(faces, open, size, glyph, &made->path))
    tr_warn(faces->ctx, TR_UNSUPPORTED, (tr_pos){0}, "choose a font whose letters are outlines",
            "glyph %u of font \"%.*s %.*s\" has no outline and is not drawn", (unsigned)glyph,
            TR_FMT(face->family), TR_FMT(face->style));
  return &made->path;
}
