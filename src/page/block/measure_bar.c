#include "page/block/measure.h"

/* A bar from 0 along its track; in pieces where the whole is a small number of things (7 of 12 months). */

enum { MOST_SEGMENTS = 31 };

static bool read(tr_page *page, tr_block *b, tr_measure *m) {
  tr_len thick;
  const tr_value *segments = tr_get(&b->props, "segments");
  if (!tr_len_parse(page, tr_get(&b->props, "thick"), &thick)) return false;
  m->thick = tr_len_px(thick, page->size.width, 2 * page->u);
  m->segments = tr_is(segments, TR_BOOL) ? segments->boolean : -1;
  return true;
}

static bool in_pieces(const tr_measure *m) {
  bool small = !isnan(m->of) && m->of >= 2 && m->of <= MOST_SEGMENTS && m->of == floor(m->of);
  return small && m->segments != 0;
}

static double thick_now(const tr_page *page, const tr_measure *m) {
  return m->thick * fmin(page->ratio, 1.5);
}

static void widths(tr_page *page, tr_block *b, double *min, double *natural) {
  const tr_measure *m = b->data;
  *min = 4 * thick_now(page, m);
  *natural = 16 * thick_now(page, m);
}

static tr_heights heights(tr_page *page, tr_block *b, double width) {
  (void)width;
  double h = thick_now(page, b->data);
  return (tr_heights){h, h, NAN};
}

/* --- Drawing ------------------------------------------------------------------------------------------- */

typedef struct bar {
  tr_page *page;
  const tr_measure *m;
  tr_box box;
  double whole, gap, radius, head; /* gap between pieces and length of an arrow's head, px */
  size_t pieces;                   /* 1: in one */
  bool round_end;                  /* the stretch being drawn ends the bar */
  tr_group *into;
} bar;

static void rect(const bar *t, double x0, double x1, bool round_left, bool round_right, tr_paint fill,
                 tr_paint stroke) {
  double line = stroke.kind == TR_PAINT_NONE ? 0 : fmax(1, t->page->u / 5), inset = line / 2;
  if (x1 - x0 <= line) return;
  tr_marks *r = tr_marks_new(t->page->ctx, TR_MARKS_RECT, 1);
  r->x.one = x0 + inset;
  r->y.one = t->box.y + inset;
  r->x2.one = x1 - x0 - line;
  r->y2.one = t->box.h - line;
  double radius = fmin(t->radius, (x1 - x0) / 2);
  r->radius[0].one = r->radius[3].one = round_left ? radius : 0;
  r->radius[1].one = r->radius[2].one = round_right ? radius : 0;
  r->fill.one = fill;
  r->stroke.one = stroke;
  r->stroke_width.one = line;
  tr_group_add(t->into, &r->node);
}

/* The part of [from, to) that lies in piece I, drawn where that piece stands. */
static void piece(const bar *t, size_t i, double from, double to, tr_paint fill, tr_paint stroke) {
  double size = t->whole / (double)t->pieces, start = size * (double)i;
  double a = fmax(from, start), z = fmin(to, start + size);
  if (z <= a) return;
  double w = (t->box.w - t->gap * (double)(t->pieces - 1)) / (double)t->pieces;
  double x = t->box.x + (w + t->gap) * (double)i;
  bool left = a <= start + 1e-9 && (t->pieces > 1 || a <= 1e-9);
  bool end_of_piece = t->pieces > 1 && z >= start + size - 1e-9;
  bool right = end_of_piece || (z >= to - 1e-9 && t->round_end);
  rect(t, x + (a - start) / size * w, x + (z - start) / size * w, left, right, fill, stroke);
}

static void stretch(const bar *t, double from, double to, tr_paint fill, tr_paint stroke) {
  for (size_t i = 0; i < t->pieces; i++) piece(t, i, from, fmin(to, t->whole), fill, stroke);
}

/* An arrow's head at the end of a bar in one piece, from X on; it overlaps the bar a little, so that no seam
   shows. */
static void head(const bar *t, double x) {
  double h = t->box.h, over = fmin(1, h / 4);
  tr_pather p = tr_pather_of(t->page->ctx);
  tr_path_move(&p, x - over, t->box.y);
  tr_path_line(&p, x, t->box.y);
  tr_path_line(&p, x + t->head, t->box.y + h / 2);
  tr_path_line(&p, x, t->box.y + h);
  tr_path_line(&p, x - over, t->box.y + h);
  tr_path_close(&p);
  tr_marks *m = tr_marks_new(t->page->ctx, TR_MARKS_PATH, 1);
  m->path.one = tr_path_done(&p);
  m->fill.one = t->m->paint;
  tr_group_add(t->into, &m->node);
}

/* An open end: the next piece outlined, or an arrow's head. */
static void open_end(const bar *t, double at) {
  double size = t->whole / (double)t->pieces;
  if (t->pieces == 1) {
    head(t, t->box.x + t->box.w * at / t->whole);
    return;
  }
  double next = ceil(at / size - 1e-9) * size;
  stretch(t, next, next + size, tr_page_role(t->page, "page"), t->m->paint);
}

/* The head lies inside the track: a bar that is nearly full ends where the head's tip touches the end. */
static double make_room_for_head(const bar *t, double to) {
  return fmin(to, t->whole * (1 - t->head / t->box.w));
}

static bool place(tr_page *page, tr_block *b, tr_box in, tr_group *into) {
  const tr_measure *m = b->data;
  double h = thick_now(page, m);
  bar t = {.page = page, .m = m, .into = into};
  t.pieces = in_pieces(m) ? (size_t)m->of : 1;
  t.gap = t.pieces > 1 ? fmin(h / 4, in.w / (double)t.pieces / 6) : 0;
  t.radius = fmin(h / 2, tr_theme_number(page->theme, "radius.bar", 0.6) * page->u);
  t.box = (tr_box){in.x, in.y, in.w, h};
  bool open;
  tr_stretch parts[TR_STRETCHES];
  t.whole = tr_measure_whole(m);
  size_t n = tr_measure_stretches(&m->q, t.whole * 0.03, parts, &open);
  t.head = 0.7 * h;
  if (m->shared && m->shared->open) t.box.w -= t.head; /* all bars of one scale alike */
  bool room_for_head = open && t.pieces == 1;
  if (room_for_head && !m->shared) parts[n - 1].to = make_room_for_head(&t, parts[n - 1].to);
  t.round_end = true;
  if (!m->shared) stretch(&t, 0, t.whole, m->track, tr_paint_none());
  for (size_t i = 0; i < n; i++) {
    tr_paint fill, stroke;
    tr_measure_paint(page, m, parts[i].kind, fmax(4, h / 3), &fill, &stroke);
    t.round_end = i + 1 == n && !room_for_head;
    stretch(&t, parts[i].from, parts[i].to, fill, stroke);
  }
  if (open) open_end(&t, parts[n - 1].to);
  return true;
}

const tr_measure_form tr_measure_bar = {"bar", read, widths, heights, place};
