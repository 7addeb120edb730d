#include "data/topojson-priv.h"

/* The mesh of a topology: each arc once, joined into lines where they meet. */

/* Who has an arc: the first and the last geometry that names it. */
typedef struct owners {
  double as; /* the arc as first named */
  const tr_value *first, *last;
} owners;

/* ARCS is nested as deep as its geometry's type says. */
static void claim(owners *all, const tr_value *arcs, const tr_value *geometry) {
  for (uint32_t i = 0; tr_is(arcs, TR_ARRAY) && i < arcs->n; i++) {
    if (arcs->items[i].kind != TR_NUMBER) {
      claim(all, &arcs->items[i], geometry);
      continue;
    }
    owners *o = &all[tr_arc_number(arcs->items[i].number)];
    if (!o->first) *o = (owners){arcs->items[i].number, geometry, NULL};
    o->last = geometry;
  }
}

static void claim_all(owners *all, const tr_value *object) {
  const tr_value *inner = tr_get(object, "geometries");
  claim(all, tr_get(object, "arcs"), object);
  for (uint32_t i = 0; tr_is(inner, TR_ARRAY) && i < inner->n; i++) claim_all(all, &inner->items[i]);
}

/* --- Joining ----------------------------------------------------------------------------------------------
 */

typedef struct link {
  double arc;
  struct link *next;
} link;

typedef struct fragment {
  link *first, *last;
  struct joint *start, *end;
  bool is_gone;
} fragment;

/* A place where arcs end, with the fragments that start and end here. */
typedef struct joint {
  double at[2];
  fragment *starts, *ends;
} joint;

typedef struct stitcher {
  tr_topology *t;
  tr_map joints;    /* by the bytes of `at` */
  tr_vec fragments; /* of fragment * */
} stitcher;

static joint *joint_at(stitcher *s, const tr_value *position) {
  joint *j = TR_NEW(s->t->ctx->data, joint);
  for (size_t i = 0; i < 2; i++) j->at[i] = position->items[i].number + 0.0; /* no -0 */
  tr_str key = {(const char *)j->at, sizeof j->at};
  joint *known = tr_map_get(&s->joints, key);
  if (known) return known;
  tr_map_put(&s->joints, key, j);
  return j;
}

static void ends_of(stitcher *s, double arc, joint **start, joint **end) {
  const tr_value *line = tr_topology_arc(s->t, tr_arc_number(arc));
  joint *a = joint_at(s, &line->items[0]), *b = joint_at(s, &line->items[line->n - 1]);
  *start = tr_arc_backwards(arc) ? b : a;
  *end = tr_arc_backwards(arc) ? a : b;
}

static void settle(fragment *f, joint *start, joint *end) {
  f->start = start;
  f->end = end;
  start->starts = end->ends = f;
}

/* A continued by B; the same one closes into a ring. */
static void join(fragment *a, fragment *b) {
  joint *start = a->start, *end = b->end;
  if (a != b) {
    a->last->next = b->first;
    a->last = b->last;
    b->is_gone = true;
  }
  settle(a, start, end);
}

static void append(fragment *f, link *l, joint *start, joint *end) {
  start->ends = NULL;
  f->last->next = l;
  f->last = l;
  f->end = end;
  fragment *g = end->starts;
  if (g) {
    end->starts = NULL;
    join(f, g);
  } else {
    settle(f, f->start, end);
  }
}

static void prepend(fragment *f, link *l, joint *start, joint *end) {
  end->starts = NULL;
  l->next = f->first;
  f->first = l;
  f->start = start;
  settle(f, start, f->end);
}

static void stitch(stitcher *s, double arc) {
  tr_arena *arena = s->t->ctx->data;
  joint *start, *end;
  link *l = TR_NEW(arena, link);
  l->arc = arc;
  ends_of(s, arc, &start, &end);
  if (start->ends) {
    append(start->ends, l, start, end);
  } else if (end->starts) {
    prepend(end->starts, l, start, end);
  } else {
    fragment *f = TR_NEW(arena, fragment);
    f->first = f->last = l;
    settle(f, start, end);
    *(fragment **)tr_vec_push(&s->fragments) = f;
  }
}

/* Arcs of no length first, as others may take them up. */
static void empty_first(tr_topology *t, double *arcs, size_t n) {
  size_t front = 0;
  for (size_t i = 0; i < n; i++) {
    const tr_value *line = tr_topology_arc(t, tr_arc_number(arcs[i]));
    if (line->n != 2 || !tr_equal(&line->items[0], &line->items[1])) continue;
    double other = arcs[front];
    arcs[front++] = arcs[i];
    arcs[i] = other;
  }
}

static tr_value line_of(stitcher *s, const fragment *f) {
  size_t n = 0;
  for (const link *l = f->first; l; l = l->next) n++;
  double *arcs = TR_NEW_N(s->t->ctx->data, double, n);
  n = 0;
  for (const link *l = f->first; l; l = l->next) arcs[n++] = l->arc;
  return tr_topology_line(s->t, arcs, n);
}

static tr_value lines_of(tr_topology *t, double *arcs, size_t n) {
  stitcher s = {t, tr_map_of(t->ctx->data), tr_vec_of(t->ctx->data, sizeof(fragment *))};
  empty_first(t, arcs, n);
  for (size_t i = 0; i < n; i++) stitch(&s, arcs[i]);
  tr_value *lines = TR_NEW_N(t->ctx->data, tr_value, s.fragments.n);
  size_t used = 0;
  for (size_t i = 0; i < s.fragments.n; i++) {
    const fragment *f = ((fragment **)s.fragments.items)[i];
    if (!f->is_gone) lines[used++] = line_of(&s, f);
  }
  return tr_make_array(lines, used);
}

tr_value tr_topology_mesh(tr_topology *t, const tr_value *object, tr_mesh_filter filter) {
  owners *all = TR_NEW_N(t->ctx->data, owners, t->arcs->n);
  double *arcs = TR_NEW_N(t->ctx->data, double, t->arcs->n);
  size_t n = 0;
  claim_all(all, object);
  for (uint32_t i = 0; i < t->arcs->n; i++) {
    bool shared = all[i].first != all[i].last;
    bool wanted = filter == TR_MESH_ALL || shared == (filter == TR_MESH_INTERIOR);
    if (all[i].first && wanted && t->arcs->items[i].n > 0) arcs[n++] = all[i].as;
  }
  tr_member *m = TR_NEW_N(t->ctx->data, tr_member, 2);
  m[0] = (tr_member){TR_S("type"), tr_make_string(TR_S("MultiLineString")), 0};
  m[1] = (tr_member){TR_S("coordinates"), lines_of(t, arcs, n), 0};
  return tr_make_object(m, 2);
}
