#include "geo/geo-priv.h"

#include <stdlib.h>

/* A place where a polygon crosses the edge. It stands in two rings: along the polygon and along the edge. */
typedef struct node {
  double at[2], key[2];
  size_t piece;
  size_t next, before, other; /* indices */
  bool is_entry, is_done;
} node;

tr_geo_pieces tr_geo_pieces_of(tr_arena *arena) {
  return (tr_geo_pieces){.points = tr_vec_of(arena, sizeof(tr_geo_cut_point)),
                         .pieces = tr_vec_of(arena, sizeof(tr_geo_piece)),
                         .nodes = tr_vec_of(arena, sizeof(node)),
                         .order = tr_vec_of(arena, sizeof(const node *))};
}

void tr_geo_pieces_clear(tr_geo_pieces *p) {
  p->points.n = p->pieces.n = 0;
  p->ring_from = 0;
}

void tr_geo_pieces_open(tr_geo_pieces *p) {
  *(tr_geo_piece *)tr_vec_push(&p->pieces) = (tr_geo_piece){p->points.n, 0};
}

void tr_geo_pieces_add(tr_geo_pieces *p, const double at[2], int mark) {
  *(tr_geo_cut_point *)tr_vec_push(&p->points) = (tr_geo_cut_point){{at[0], at[1]}, mark};
  ((tr_geo_piece *)tr_vec_at(&p->pieces, p->pieces.n - 1))->n++;
}

void tr_geo_pieces_join_ring(tr_geo_pieces *p) {
  if (p->pieces.n - p->ring_from < 2) return;
  tr_geo_piece *ring = (tr_geo_piece *)p->pieces.items + p->ring_from;
  size_t n = p->pieces.n - p->ring_from;
  tr_geo_piece first = ring[0], last = ring[n - 1];
  size_t from = p->points.n;
  tr_geo_cut_point *room = tr_vec_push_n(&p->points, first.n + last.n), *points = p->points.items;
  for (size_t i = 0; i < last.n; i++) room[i] = points[last.from + i];
  for (size_t i = 0; i < first.n; i++) room[last.n + i] = points[first.from + i];
  for (size_t i = 1; i + 1 < n; i++) ring[i - 1] = ring[i];
  ring[n - 2] = (tr_geo_piece){from, first.n + last.n};
  p->pieces.n--;
}

/* --- The walk ---------------------------------------------------------------------------------------------
 */

static void emit(const tr_geo_pieces *p, size_t piece, bool backwards, size_t n, tr_geo_sink *out) {
  const tr_geo_piece *s = tr_vec_at(&p->pieces, piece);
  const tr_geo_cut_point *points = (const tr_geo_cut_point *)p->points.items + s->from;
  for (size_t i = 0; i < n; i++) {
    const double *at = points[backwards ? n - 1 - i : i].at;
    tr_geo_point(out, at[0], at[1]);
  }
}

/* The nodes of both ends of a piece: even indices along the polygon, odd ones along the edge. */
static void add_nodes(tr_geo_pieces *p, const tr_geo_edge *edge, size_t piece, const double at[2],
                      bool entry) {
  node *n = tr_vec_push_n(&p->nodes, 2);
  size_t i = p->nodes.n - 2;
  for (size_t k = 0; k < 2; k++) n[k] = (node){.at = {at[0], at[1]}, .piece = piece, .other = i + 1 - k};
  n[0].is_entry = entry;
  edge->key(edge->self, at, n[1].key);
}

static void collect(tr_geo_pieces *p, const tr_geo_edge *edge, tr_geo_sink *out) {
  p->nodes.n = p->order.n = 0;
  for (size_t i = 0; i < p->pieces.n; i++) {
    const tr_geo_piece *s = tr_vec_at(&p->pieces, i);
    if (s->n < 2) continue;
    tr_geo_cut_point *first = tr_vec_at(&p->points, s->from),
                     *last = tr_vec_at(&p->points, s->from + s->n - 1);
    if (tr_geo_same(first->at, last->at)) {
      if (!first->mark && !last->mark) {
        tr_geo_line_start(out);
        emit(p, i, false, s->n - 1, out);
        tr_geo_line_end(out);
        continue;
      }
      last->at[0] += 2 * TR_GEO_EPSILON; /* both ends in one place would have no order */
    }
    add_nodes(p, edge, i, first->at, true);
    add_nodes(p, edge, i, last->at, false);
  }
}

static int by_key(const void *a, const void *b) {
  const node *x = *(const node *const *)a, *y = *(const node *const *)b;
  for (int i = 0; i < 2; i++)
    if (x->key[i] != y->key[i]) return x->key[i] < y->key[i] ? -1 : 1;
  return x < y ? -1 : x > y; /* as they came */
}

static void link_nodes(tr_geo_pieces *p, bool inside) {
  node *nodes = p->nodes.items;
  size_t n = p->nodes.n / 2;
  const node **order = tr_vec_push_n(&p->order, n);
  for (size_t i = 0; i < n; i++) {
    nodes[2 * i].next = 2 * ((i + 1) % n);
    nodes[2 * i].before = 2 * ((i + n - 1) % n);
    order[i] = &nodes[2 * i + 1];
  }
  qsort(order, n, sizeof *order, by_key);
  for (size_t i = 0; i < n; i++) {
    node *at = &nodes[order[i] - nodes];
    at->next = (size_t)(order[(i + 1) % n] - nodes);
    at->before = (size_t)(order[(i + n - 1) % n] - nodes);
    at->is_entry = inside = !inside;
  }
}

static void walk_ring(tr_geo_pieces *p, const tr_geo_edge *edge, size_t at, tr_geo_sink *out) {
  node *nodes = p->nodes.items;
  bool on_polygon = true;
  tr_geo_line_start(out);
  do {
    node *now = &nodes[at];
    now->is_done = nodes[now->other].is_done = true;
    size_t to = now->is_entry ? now->next : now->before;
    size_t piece = now->is_entry ? now->piece : nodes[to].piece;
    if (on_polygon)
      emit(p, piece, !now->is_entry, ((tr_geo_piece *)tr_vec_at(&p->pieces, piece))->n, out);
    else
      edge->along(edge->self, now->at, nodes[to].at, now->is_entry ? 1 : -1);
    at = nodes[to].other;
    on_polygon = !on_polygon;
  } while (!nodes[at].is_done);
  tr_geo_line_end(out);
}

void tr_geo_rejoin(tr_geo_pieces *p, const tr_geo_edge *edge, bool start_inside, tr_geo_sink *out) {
  collect(p, edge, out);
  if (p->nodes.n == 0) return;
  link_nodes(p, start_inside);
  for (size_t i = 0; i < p->nodes.n; i += 2)
    if (!((node *)p->nodes.items)[i].is_done) walk_ring(p, edge, i, out);
}
