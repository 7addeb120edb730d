#include "value/yaml-priv.h"

#include <string.h>
#include <yaml.h>

/* libyaml's events become a tree. Everything that must be bounded is bounded here, on each event at once:
   libyaml itself knows no depth and takes quadratic time when nested deeply. */

typedef struct anchor {
  tr_value value;
  double nodes; /* values in it, aliases expanded */
  bool open;    /* its end has not come yet */
} anchor;

/* An array or object whose end has not come yet. */
typedef struct frame {
  tr_value value;
  size_t first;  /* of its members or items on the stack */
  double nodes;  /* values in it so far */
  anchor *named; /* its anchor, or NULL */
  bool flow, has_name, is_merge;
  tr_member member; /* the member whose value comes next */
} frame;

typedef struct reader {
  tr_ctx *ctx;
  tr_str text;
  uint16_t file;
  tr_value *out;
  tr_vec frames, items, members;
  tr_map anchors;
  double nodes; /* aliases expanded */
  bool done, finished, ok;
  /* Where libyaml's marks, which count characters, are in bytes. */
  size_t mark_index, mark_byte;
  yaml_parser_t parser;
  yaml_event_t event;
} reader;

/* Marks come nearly in order, so the distance from the last one is short. */
static tr_pos pos_of(reader *r, yaml_mark_t mark) {
  const char *p = r->text.p;
  while (r->mark_index < mark.index && r->mark_byte < r->text.n) {
    r->mark_byte++;
    while (r->mark_byte < r->text.n && ((unsigned char)p[r->mark_byte] & 0xC0) == 0x80) r->mark_byte++;
    r->mark_index++;
  }
  while (r->mark_index > mark.index && r->mark_byte > 0) {
    r->mark_byte--;
    while (r->mark_byte > 0 && ((unsigned char)p[r->mark_byte] & 0xC0) == 0x80) r->mark_byte--;
    r->mark_index--;
  }
  return (tr_pos){r->file, (uint32_t)r->mark_byte};
}

static frame *top(reader *r) { return r->frames.n ? tr_vec_at(&r->frames, r->frames.n - 1) : NULL; }

static tr_str text_of(const yaml_char_t *z) { return tr_str_z((const char *)z); }

static bool refuse(reader *r, tr_pos at, const char *hint, const char *text) {
  tr_error(r->ctx, TR_SYNTAX, at, hint, "%s", text);
  return false;
}

static bool is_template(const frame *f, const tr_value *v) {
  return f->flow && v->kind == TR_OBJECT && v->offset == f->value.offset + 1;
}

/* The name of the member that comes next. */
static bool take_name(reader *r, frame *f, const tr_value *v, tr_str text, bool plain) {
  tr_pos at = tr_pos_of(v);
  if (v->kind == TR_OBJECT && is_template(f, v))
    return refuse(r, tr_pos_of(&f->value), "a text with {{ … }} needs quotes: \"{{ … }}\"",
                  "an unquoted {{ … }} is a map in YAML, not a text");
  if (v->kind != TR_STRING)
    return refuse(r, at, "a text that begins with { or [ needs quotes", "a member's name must be a text");
  f->has_name = true;
  f->is_merge = plain && tr_str_is(text, "<<");
  f->member = (tr_member){.name = text, .offset = v->offset};
  return true;
}

static void push_member(reader *r, tr_member m) { *(tr_member *)tr_vec_push(&r->members) = m; }

/* `<<: map` and `<<: [maps]` (yaml.org/type/merge.html): their members stand behind, and give way. */
static bool take_merge(reader *r, frame *f, const tr_value *v) {
  f->has_name = false;
  if (v->kind != TR_OBJECT && v->kind != TR_ARRAY)
    return refuse(r, tr_pos_of(v), "<<: *NAME, where &NAME is a map", "\"<<\" takes a map or a list of maps");
  if (v->kind == TR_ARRAY) {
    for (uint32_t i = 0; i < v->n; i++)
      if (v->items[i].kind != TR_OBJECT)
        return refuse(r, tr_pos_of(&v->items[i]), NULL, "\"<<\" takes a map or a list of maps");
  }
  tr_member merge = f->member;
  merge.value = *v;
  merge.name = (tr_str){NULL, SIZE_MAX}; /* found again when the object is closed */
  push_member(r, merge);
  return true;
}

static bool add(reader *r, const tr_value *v, double nodes, tr_str text, bool plain) {
  frame *f = top(r);
  if (!f) {
    *r->out = *v;
    return true;
  }
  f->nodes += nodes;
  if (f->value.kind == TR_ARRAY) {
    *(tr_value *)tr_vec_push(&r->items) = *v;
    return true;
  }
  if (!f->has_name) return take_name(r, f, v, text, plain);
  if (f->is_merge) return take_merge(r, f, v);
  f->has_name = false;
  f->member.value = *v;
  push_member(r, f->member);
  return true;
}

static bool count(reader *r, double nodes, tr_pos at) {
  r->nodes += nodes;
  return tr_within(r->ctx, TR_LIMIT_NODES, r->nodes, at);
}

static anchor *anchor_new(reader *r, const yaml_char_t *name) {
  if (!name) return NULL;
  anchor *a = TR_NEW(r->ctx->doc, anchor);
  a->open = true;
  tr_map_put(&r->anchors, tr_str_copy(r->ctx->doc, text_of(name)), a);
  return a;
}

static void anchor_close(anchor *a, const tr_value *v, double nodes) {
  if (!a) return;
  a->value = *v;
  a->nodes = nodes;
  a->open = false;
}

static tr_value value_at(tr_pos at, tr_kind kind) {
  return (tr_value){.kind = (uint8_t)kind, .file = (uint16_t)at.file, .offset = at.offset};
}

static bool on_scalar(reader *r, tr_pos at) {
  tr_str text = tr_str_copy(r->ctx->doc,
                            (tr_str){(const char *)r->event.data.scalar.value, r->event.data.scalar.length});
  bool plain = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  tr_value v = value_at(at, TR_STRING);
  v.quoted = !plain;
  if (!count(r, 1, at)) return false;
  const frame *f = top(r);
  bool is_name = f && f->value.kind == TR_OBJECT && !f->has_name;
  tr_str tag = text_of(r->event.data.scalar.tag);
  if (is_name)
    tr_yaml_string(text, &v);
  else if (tag.n ? !tr_yaml_tagged(r->ctx, tag, text, &v) : plain && !tr_yaml_plain(r->ctx, text, &v))
    return false;
  else if (!tag.n && !plain)
    tr_yaml_string(text, &v);
  anchor_close(anchor_new(r, r->event.data.scalar.anchor), &v, 1);
  return add(r, &v, 1, text, plain);
}

static bool on_alias(reader *r, tr_pos at) {
  tr_str name = text_of(r->event.data.alias.anchor);
  const anchor *a = tr_map_get(&r->anchors, name);
  if (!a) {
    tr_error(r->ctx, TR_SYNTAX, at, "a text that begins with \"*\" needs quotes", "there is no anchor &%.*s",
             TR_FMT(name));
    return false;
  }
  if (a->open) {
    tr_error(r->ctx, TR_SYNTAX, at, NULL, "*%.*s stands inside of what it repeats", TR_FMT(name));
    return false;
  }
  if (!count(r, a->nodes, at)) return false;
  tr_str text = tr_string(&a->value);
  return add(r, &a->value, a->nodes, text, false);
}

static bool tag_allowed(reader *r, const yaml_char_t *tag, const char *wanted, tr_pos at) {
  if (!tag || strcmp((const char *)tag, wanted) == 0) return true;
  tr_error(r->ctx, TR_SYNTAX, at, "leave it out", "unknown tag \"%s\"", (const char *)tag);
  return false;
}

static bool on_start(reader *r, tr_pos at, tr_kind kind) {
  bool array = kind == TR_ARRAY;
  const yaml_char_t *tag = array ? r->event.data.sequence_start.tag : r->event.data.mapping_start.tag;
  const yaml_char_t *name = array ? r->event.data.sequence_start.anchor : r->event.data.mapping_start.anchor;
  if (!tag_allowed(r, tag, array ? YAML_SEQ_TAG : YAML_MAP_TAG, at) || !count(r, 1, at) ||
      !tr_depth_check(r->ctx, r->frames.n + 1, at))
    return false;
  tr_value v = value_at(at, kind);
  const frame *outer = top(r);
  tr_str none = {0};
  bool as_name = outer && outer->value.kind == TR_OBJECT && !outer->has_name;
  if (as_name) return take_name(r, top(r), &v, none, false); /* always refused: no deeper look is needed */
  frame f = {.value = v, .nodes = 1};
  f.flow = array ? r->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                 : r->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
  f.first = array ? r->items.n : r->members.n;
  f.named = anchor_new(r, name);
  *(frame *)tr_vec_push(&r->frames) = f;
  return true;
}

/* Appends the members of MAP whose names are not there yet. */
static void merge_into(tr_map *there, tr_vec *all, const tr_value *map) {
  for (uint32_t i = 0; i < map->n; i++) {
    if (tr_map_has(there, map->members[i].name)) continue;
    tr_member *m = tr_vec_push(all);
    *m = map->members[i];
    tr_map_put(there, m->name, m);
  }
}

static bool is_merge_mark(const tr_member *m) { return !m->name.p && m->name.n == SIZE_MAX; }

/* The object's own members in ALL, then those of its merge keys. */
static void expand_merges(reader *r, const tr_member *members, size_t n, tr_vec *all) {
  tr_map there = tr_map_of(r->ctx->doc);
  for (size_t i = 0; i < n; i++) {
    if (is_merge_mark(&members[i])) continue;
    *(tr_member *)tr_vec_push(all) = members[i];
    tr_map_put(&there, members[i].name, r);
  }
  for (size_t i = 0; i < n; i++) {
    const tr_value *v = &members[i].value;
    if (!is_merge_mark(&members[i])) continue;
    if (v->kind == TR_OBJECT) merge_into(&there, all, v);
    for (uint32_t k = 0; v->kind == TR_ARRAY && k < v->n; k++) merge_into(&there, all, &v->items[k]);
  }
}

static bool check_names(reader *r, const tr_member *members, size_t n) {
  size_t earlier, second = tr_find_duplicate(r->ctx, members, n, &earlier);
  if (second == n) return true;
  tr_report_duplicate(r->ctx, members[second].name, (tr_pos){r->file, members[earlier].offset},
                      (tr_pos){r->file, members[second].offset});
  return false;
}

static bool close_object(reader *r, frame *f) {
  const tr_member *from = (tr_member *)r->members.items + f->first;
  size_t n = r->members.n - f->first, merges = 0;
  for (size_t i = 0; i < n; i++) merges += is_merge_mark(&from[i]);
  tr_vec all = tr_vec_of(r->ctx->doc, sizeof(tr_member));
  if (merges) {
    expand_merges(r, from, n, &all);
  } else if (n) {
    all.items = TR_NEW_N(r->ctx->doc, tr_member, n);
    memcpy(all.items, from, n * sizeof *from);
    all.n = n;
  }
  size_t own = n - merges;
  r->members.n = f->first;
  f->value.members = all.items;
  f->value.n = (uint32_t)all.n;
  return check_names(r, all.items, own);
}

static bool on_end(reader *r) {
  frame f = *top(r);
  if (f.value.kind == TR_ARRAY) {
    size_t n = r->items.n - f.first;
    tr_value *items = TR_NEW_N(r->ctx->doc, tr_value, n);
    if (n) memcpy(items, (tr_value *)r->items.items + f.first, n * sizeof *items);
    r->items.n = f.first;
    f.value.items = items;
    f.value.n = (uint32_t)n;
  } else if (!close_object(r, &f)) {
    return false;
  }
  r->frames.n--;
  anchor_close(f.named, &f.value, f.nodes);
  return add(r, &f.value, f.nodes, (tr_str){0}, false);
}

static bool on_event(reader *r) {
  tr_pos at = pos_of(r, r->event.start_mark);
  switch (r->event.type) {
  case YAML_DOCUMENT_START_EVENT:
    if (r->done) return refuse(r, at, "put it into a file of its own", "a second document (---) in one file");
    r->done = true;
    return true;
  case YAML_SCALAR_EVENT: return on_scalar(r, at);
  case YAML_ALIAS_EVENT: return on_alias(r, at);
  case YAML_SEQUENCE_START_EVENT: return on_start(r, at, TR_ARRAY);
  case YAML_MAPPING_START_EVENT: return on_start(r, at, TR_OBJECT);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT: return on_end(r);
  case YAML_STREAM_END_EVENT: r->finished = true; return true;
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_DOCUMENT_END_EVENT: return true;
  }
  return true;
}

static bool report_parser(reader *r) {
  const yaml_parser_t *p = &r->parser;
  if (p->error == YAML_MEMORY_ERROR) {
    tr_error(r->ctx, TR_SYSTEM, (tr_pos){0}, NULL, "the system has no memory left");
  } else if (p->error == YAML_READER_ERROR) {
    tr_pos at = {r->file, (uint32_t)(p->problem_offset < r->text.n ? p->problem_offset : r->text.n)};
    tr_error(r->ctx, TR_SYNTAX, at, "remove it, or write it as an escape in \"…\"",
             "the character U+%04X cannot stand in YAML", (unsigned)p->problem_value);
  } else {
    tr_yaml_report(r->ctx, p->problem, pos_of(r, p->problem_mark), p->context, pos_of(r, p->context_mark));
  }
  return false;
}

static bool read_events(tr_ctx *ctx, void *arg) {
  reader *r = arg;
  (void)ctx;
  yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&r->parser, (const unsigned char *)r->text.p, r->text.n);
  bool ok = true;
  while (ok && !r->finished) {
    yaml_event_delete(&r->event);
    ok = yaml_parser_parse(&r->parser, &r->event) ? on_event(r) : report_parser(r);
  }
  r->ok = ok;
  r->finished = true;
  return ok;
}

bool tr_yaml_read(tr_ctx *ctx, uint32_t file, tr_value *out) {
  if (!tr_text_check(ctx, file, "YAML")) return false;
  reader *r = TR_NEW(ctx->doc, reader);
  r->ctx = ctx;
  r->text = tr_source_at(ctx, file)->text;
  if (!r->text.p) r->text.p = "";
  r->file = (uint16_t)file;
  r->out = out;
  r->frames = tr_vec_of(ctx->doc, sizeof(frame));
  r->items = tr_vec_of(ctx->doc, sizeof(tr_value));
  r->members = tr_vec_of(ctx->doc, sizeof(tr_member));
  r->anchors = tr_map_of(ctx->doc);
  *out = value_at((tr_pos){file, 0}, TR_NULL);
  if (!yaml_parser_initialize(&r->parser)) {
    tr_error(ctx, TR_SYSTEM, (tr_pos){0}, NULL, "the system has no memory left");
    return false;
  }
  /* A run of its own: when memory or a limit ends it, libyaml's own memory is released before going on. */
  tr_ctx_run(ctx, read_events, r);
  yaml_event_delete(&r->event);
  yaml_parser_delete(&r->parser);
  if (!r->finished) tr_give_up(ctx);
  return r->ok;
}
