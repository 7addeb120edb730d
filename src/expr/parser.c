#include "base/number.h"
#include "expr/lexer.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Vega's expression syntax: ECMAScript 5 expressions without assignment, sequences, functions, `new`,
   `typeof`, `delete`, `void`, `this`. Only names are called. (vega-expression/src/parser.js) */

typedef struct parser {
  tr_ctx *ctx;
  tr_lexer lexer;
  tr_token token; /* the next one */
  const tr_scope *scope;
  uint32_t n_nodes;
  unsigned depth;
  unsigned n_datum;     /* times that datum is not part of datum.name */
  tr_vec fields, names; /* of tr_str */
  tr_expr_memory *memory;
} parser;

static const tr_node *parse_choice(parser *p);
static const tr_node *parse_unary(parser *p);

static const char *const reserved[] = {
    "break", "case",       "catch", "class",      "const",     "continue",  "debugger", "default",  "delete",
    "do",    "else",       "enum",  "export",     "extends",   "finally",   "for",      "function", "import",
    "in",    "instanceof", "new",   "package",    "private",   "protected", "public",   "return",   "static",
    "super", "switch",     "this",  "throw",      "try",       "typeof",    "var",      "void",     "while",
    "with",  "yield",      "let",   "implements", "interface", NULL};

/* Members that would reach into JavaScript's objects. */
static const char *const disallowed[] = {"constructor",
                                         "__proto__",
                                         "__defineGetter__",
                                         "__defineSetter__",
                                         "__lookupGetter__",
                                         "__lookupSetter__",
                                         "hasOwnProperty",
                                         "isPrototypeOf",
                                         "propertyIsEnumerable",
                                         "toString",
                                         "valueOf",
                                         "toLocaleString",
                                         NULL};

static const struct {
  const char *name;
  double value;
} constants[] = {{"NaN", NAN},
                 {"E", 2.718281828459045},
                 {"LN2", 0.6931471805599453},
                 {"LN10", 2.302585092994046},
                 {"LOG2E", 1.4426950408889634},
                 {"LOG10E", 0.4342944819032518},
                 {"PI", 3.141592653589793},
                 {"SQRT1_2", 0.7071067811865476},
                 {"SQRT2", 1.4142135623730951},
                 {"MIN_VALUE", 5e-324},
                 {"MAX_VALUE", DBL_MAX}};

static const struct {
  const char *text;
  uint8_t precedence;
  tr_op op;
} binaries[] = {{"||", 1, TR_OP_OR},      {"&&", 2, TR_OP_AND}, {"|", 3, TR_OP_BOR},  {"^", 4, TR_OP_BXOR},
                {"&", 5, TR_OP_BAND},     {"==", 6, TR_OP_EQ},  {"!=", 6, TR_OP_NE},  {"===", 6, TR_OP_SAME},
                {"!==", 6, TR_OP_DIFFER}, {"<", 7, TR_OP_LT},   {">", 7, TR_OP_GT},   {"<=", 7, TR_OP_LE},
                {">=", 7, TR_OP_GE},      {"in", 7, TR_OP_IN},  {"<<", 8, TR_OP_SHL}, {">>", 8, TR_OP_SHR},
                {">>>", 8, TR_OP_USHR},   {"+", 9, TR_OP_ADD},  {"-", 9, TR_OP_SUB},  {"*", 11, TR_OP_MUL},
                {"/", 11, TR_OP_DIV},     {"%", 11, TR_OP_MOD}};

/* Marks of JavaScript that Vega leaves out, with the way out. */
static const struct {
  const char *text, *hint;
} refused[] = {{"=", "compare with == or ==="},
               {"+=", "an expression cannot assign"},
               {"-=", "an expression cannot assign"},
               {"*=", "an expression cannot assign"},
               {"/=", "an expression cannot assign"},
               {"%=", "an expression cannot assign"},
               {"++", "write + 1"},
               {"--", "write - 1"},
               {"**", "write pow(x, y)"},
               {"**=", "write pow(x, y)"},
               {"=>", "functions cannot be written in expressions"},
               {"?.", "write a && a.b"},
               {"??", "write isValid(a) ? a : b"},
               {";", "one expression only"}};

static bool in_list(tr_str s, const char *const *list) {
  for (size_t i = 0; list[i]; i++)
    if (tr_str_is(s, list[i])) return true;
  return false;
}

static void next(parser *p) { p->token = tr_lex(&p->lexer); }
static bool is_mark(const parser *p, const char *mark) {
  return p->token.kind == TR_TOKEN_MARK && tr_str_is(p->token.text, mark);
}
static bool is_word(const parser *p, const char *word) {
  return p->token.kind == TR_TOKEN_NAME && !p->token.escaped && tr_str_is(p->token.text, word);
}

static const char *hint_for(const parser *p) {
  if (p->token.kind == TR_TOKEN_MARK)
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
      if (tr_str_is(p->token.text, refused[i].text)) return refused[i].hint;
  if (is_word(p, "typeof")) return "use isNumber(x), isString(x) …";
  if (is_word(p, "and")) return "write &&";
  if (is_word(p, "or")) return "write ||";
  return NULL;
}

/* "unexpected X, expected Y"; returns NULL. */
static const tr_node *unexpected(parser *p, const char *expected) {
  if (p->token.kind == TR_TOKEN_INVALID) return NULL; /* reported */
  tr_str found = p->token.text;
  if (p->token.kind == TR_TOKEN_END)
    tr_lex_error(&p->lexer, p->token.offset, NULL, "unexpected end of the expression, expected %s", expected);
  else
    tr_lex_error(&p->lexer, p->token.offset, hint_for(p), "unexpected %.*s, expected %s", TR_FMT(found),
                 expected);
  return NULL;
}

static bool expect(parser *p, const char *mark, const char *expected) {
  if (!is_mark(p, mark)) {
    unexpected(p, expected);
    return false;
  }
  next(p);
  return true;
}

static tr_node *node_new(parser *p, tr_node_kind kind, uint32_t offset, const tr_vec *kids) {
  tr_node *node = TR_NEW(p->ctx->doc, tr_node);
  node->kind = kind;
  node->offset = offset;
  if (kids) {
    node->n = (uint32_t)kids->n;
    node->kids = kids->items;
  }
  p->n_nodes++;
  return node;
}

static tr_vec kids_of(parser *p) { return tr_vec_of(p->ctx->doc, sizeof(const tr_node *)); }
static void kids_add(tr_vec *kids, const tr_node *kid) { *(const tr_node **)tr_vec_push(kids) = kid; }

static const tr_node *value_node(parser *p, uint32_t offset, tr_value v) {
  tr_node *node = node_new(p, TR_NODE_VALUE, offset, NULL);
  node->value = v;
  return node;
}

static uint32_t name_index(tr_vec *names, tr_str name) {
  for (size_t i = 0; i < names->n; i++)
    if (tr_str_eq(*(tr_str *)tr_vec_at(names, i), name)) return (uint32_t)i;
  *(tr_str *)tr_vec_push(names) = name;
  return (uint32_t)(names->n - 1);
}

static bool deeper(parser *p) {
  tr_pos at = p->lexer.at;
  at.offset += p->token.offset;
  return tr_within(p->ctx, TR_LIMIT_EXPR_DEPTH, ++p->depth, at);
}

static const tr_node *parse_array(parser *p) {
  uint32_t offset = p->token.offset;
  tr_vec kids = kids_of(p);
  next(p);
  while (!is_mark(p, "]")) {
    if (is_mark(p, ",")) {
      kids_add(&kids, value_node(p, p->token.offset, tr_make_undefined()));
      next(p);
      continue;
    }
    const tr_node *kid = parse_choice(p);
    if (!kid) return NULL;
    kids_add(&kids, kid);
    if (!is_mark(p, "]") && !expect(p, ",", "\",\" or \"]\"")) return NULL;
  }
  next(p);
  return node_new(p, TR_NODE_ARRAY, offset, &kids);
}

static bool parse_key(parser *p, tr_vec *keys) {
  tr_str key;
  tr_token t = p->token;
  if (t.kind == TR_TOKEN_NAME || t.kind == TR_TOKEN_STRING) {
    key = t.string;
  } else if (t.kind == TR_TOKEN_NUMBER) {
    tr_value number = tr_make_number(t.number);
    key = tr_to_string(p->ctx->doc, &number);
  } else {
    unexpected(p, "a name or \"}\"");
    return false;
  }
  for (size_t i = 0; i < keys->n; i++)
    if (tr_str_eq(*(tr_str *)tr_vec_at(keys, i), key)) {
      tr_lex_error(&p->lexer, t.offset, NULL, "\"%.*s\" stands twice in an object", TR_FMT(key));
      return false;
    }
  if (in_list(key, disallowed)) {
    tr_lex_error(&p->lexer, t.offset, "choose another name", "\"%.*s\" cannot be a name in an object",
                 TR_FMT(key));
    return false;
  }
  *(tr_str *)tr_vec_push(keys) = key;
  next(p);
  return true;
}

static const tr_node *parse_object(parser *p) {
  uint32_t offset = p->token.offset;
  tr_vec kids = kids_of(p), keys = tr_vec_of(p->ctx->doc, sizeof(tr_str));
  next(p);
  while (!is_mark(p, "}")) {
    if (!parse_key(p, &keys) || !expect(p, ":", "\":\"")) return NULL;
    const tr_node *kid = parse_choice(p);
    if (!kid) return NULL;
    kids_add(&kids, kid);
    if (!is_mark(p, "}") && !expect(p, ",", "\",\" or \"}\"")) return NULL;
  }
  next(p);
  tr_node *node = node_new(p, TR_NODE_OBJECT, offset, &kids);
  node->keys = keys.items;
  return node;
}

/* The node of an inner expression between the mark that is the next token and CLOSE. */
static const tr_node *parse_inside(parser *p, const char *close, const char *expected) {
  next(p);
  const tr_node *inner = parse_choice(p);
  if (!inner) return NULL;
  if (is_mark(p, ",")) {
    tr_lex_error(&p->lexer, p->token.offset, NULL, "unexpected \",\": one expression only");
    return NULL;
  }
  return expect(p, close, expected) ? inner : NULL;
}

static bool parse_arguments(parser *p, tr_vec *kids) {
  next(p);
  while (!is_mark(p, ")")) {
    const tr_node *kid = parse_choice(p);
    if (!kid) return false;
    kids_add(kids, kid);
    if (is_mark(p, ")")) break;
    if (!expect(p, ",", "\",\" or \")\"")) return false;
  }
  next(p);
  return true;
}

static bool is_outside(const parser *p, tr_str name) {
  if (!p->scope || !p->scope->call) return false;
  return tr_fn_is_outside(name) || (p->scope->functions && in_list(name, p->scope->functions));
}

static void unknown_function(parser *p, tr_token name) {
  if (tr_fn_is_outside(name.string)) {
    tr_lex_error(&p->lexer, name.offset, NULL,
                 "function \"%.*s\" cannot be used here: it needs a chart's view", TR_FMT(name.string));
    return;
  }
  const char *hint = tr_fn_near(p->ctx, name.string, p->scope ? p->scope->functions : NULL);
  tr_lex_error(&p->lexer, name.offset, hint ? hint : "`tranh list functions` shows them all",
               "unknown function \"%.*s\"", TR_FMT(name.string));
}

/* Too few values are an error. Too many are ignored, as in JavaScript, with a warning; but not where Vega
   itself refuses them. */
static bool check_arity(parser *p, const tr_fn *fn, tr_token name, tr_vec *kids) {
  size_t n = kids->n;
  bool few = n < (size_t)fn->min, many = fn->max >= 0 && n > (size_t)fn->max;
  bool strict = !fn->run || strcmp(fn->name, "clamp") == 0;
  int limit = few ? fn->min : fn->max;
  if (!few && !many) return true;
  const char *bound = fn->min == fn->max ? "" : few ? "at least " : "at most ";
  if (few || strict) {
    tr_lex_error(&p->lexer, name.offset, fn->usage, "%s() takes %s%d value%s, found %zu", fn->name, bound,
                 limit, limit == 1 ? "" : "s", n);
    return false;
  }
  tr_pos at = p->lexer.at;
  at.offset += name.offset;
  tr_warn(p->ctx, TR_SYNTAX, at, fn->usage, "%s() takes %s%d value%s, found %zu: the rest is not used",
          fn->name, bound, limit, limit == 1 ? "" : "s", n);
  kids->n = (size_t)limit;
  return true;
}

static const tr_node *parse_call(parser *p, tr_token name) {
  tr_vec kids = kids_of(p);
  const tr_fn *fn = tr_fn_find(name.string);
  bool outside = !fn && is_outside(p, name.string);
  if (!fn && !outside) {
    unknown_function(p, name);
    return NULL;
  }
  if (!parse_arguments(p, &kids) || (fn && !check_arity(p, fn, name, &kids))) return NULL;
  if (fn && !fn->run) { /* if(test, yes, no) */
    return node_new(p, TR_NODE_CHOICE, name.offset, &kids);
  }
  tr_node *node = node_new(p, fn ? TR_NODE_CALL : TR_NODE_OUTSIDE, name.offset, &kids);
  node->fn = fn;
  node->name = name.string;
  return node;
}

static const tr_node *parse_name(parser *p) {
  tr_token name = p->token;
  next(p);
  if (is_mark(p, "(")) return parse_call(p, name);
  if (tr_str_is(name.string, "datum")) {
    p->n_datum++;
    return node_new(p, TR_NODE_DATUM, name.offset, NULL);
  }
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (tr_str_is(name.string, constants[i].name))
      return value_node(p, name.offset, tr_make_number(constants[i].value));
  if (tr_str_is(name.string, "_")) {
    tr_lex_error(&p->lexer, name.offset, NULL, "\"_\" cannot be used as a name");
    return NULL;
  }
  tr_node *node = node_new(p, TR_NODE_NAME, name.offset, NULL);
  node->index = name_index(&p->names, name.string);
  return node;
}

static const tr_node *parse_word(parser *p) {
  uint32_t offset = p->token.offset;
  if (!p->token.escaped) {
    tr_value v = tr_make_null();
    bool literal = is_word(p, "null");
    if (is_word(p, "true") || is_word(p, "false")) {
      v = tr_make_bool(is_word(p, "true"));
      literal = true;
    }
    if (literal) {
      next(p);
      return value_node(p, offset, v);
    }
    if (in_list(p->token.text, reserved)) return unexpected(p, "a value (the word is reserved)");
  }
  return parse_name(p);
}

static const tr_node *parse_regexp(parser *p) {
  tr_value v;
  tr_token t = p->token = tr_lex_regexp(&p->lexer, p->token.offset);
  if (t.kind != TR_TOKEN_REGEXP) return NULL;
  tr_pos at = p->lexer.at;
  at.offset += t.offset;
  if (!tr_regex_make(p->ctx, p->memory, t.string, t.flags, at, &v)) return NULL;
  next(p);
  return value_node(p, t.offset, v);
}

static const tr_node *parse_primary(parser *p) {
  tr_token t = p->token;
  switch (t.kind) {
  case TR_TOKEN_NAME: return parse_word(p);
  case TR_TOKEN_NUMBER: next(p); return value_node(p, t.offset, tr_make_number(t.number));
  case TR_TOKEN_STRING:
    next(p);
    return value_node(p, t.offset, tr_make_string(t.string.p ? t.string : (tr_str){"", 0}));
  case TR_TOKEN_MARK:
    if (is_mark(p, "(")) return parse_inside(p, ")", "\")\"");
    if (is_mark(p, "[")) return parse_array(p);
    if (is_mark(p, "{")) return parse_object(p);
    if (is_mark(p, "/") || is_mark(p, "/=")) return parse_regexp(p);
    return unexpected(p, "a value");
  case TR_TOKEN_END:
  case TR_TOKEN_REGEXP:
  case TR_TOKEN_INVALID: return unexpected(p, "a value");
  }
  return NULL;
}

/* datum.x and datum["x"] are fields, for which columns are found once. */
static const tr_node *member(parser *p, const tr_node *object, const tr_node *key, uint32_t offset) {
  if (object->kind == TR_NODE_DATUM && key->kind == TR_NODE_VALUE) {
    tr_node *field = node_new(p, TR_NODE_FIELD, object->offset, NULL);
    p->n_datum--;
    field->index = name_index(&p->fields, tr_to_string(p->ctx->doc, &key->value));
    return field;
  }
  tr_vec kids = kids_of(p);
  kids_add(&kids, object);
  kids_add(&kids, key);
  return node_new(p, TR_NODE_MEMBER, offset, &kids);
}

static const tr_node *parse_member(parser *p, const tr_node *object) {
  uint32_t offset = p->token.offset;
  const tr_node *key;
  if (is_mark(p, "[")) {
    key = parse_inside(p, "]", "\"]\"");
  } else {
    next(p);
    if (p->token.kind != TR_TOKEN_NAME) return unexpected(p, "a member's name after \".\"");
    key = value_node(p, p->token.offset, tr_make_string(tr_zero_end(p->ctx->doc, p->token.string)));
    offset = p->token.offset;
    next(p);
  }
  return key ? member(p, object, key, offset) : NULL;
}

static const tr_node *parse_postfix(parser *p) {
  unsigned depth = p->depth;
  const tr_node *node = parse_primary(p);
  while (node && p->token.kind == TR_TOKEN_MARK) {
    if (is_mark(p, ".") || is_mark(p, "[")) {
      if (!deeper(p)) return NULL;
      node = parse_member(p, node);
    } else if (is_mark(p, "(")) {
      tr_lex_error(&p->lexer, p->token.offset,
                   "string and array functions stand alone: upper(x), slice(x, 1)",
                   "only a function's name can be called");
      return NULL;
    } else if (is_mark(p, "++") || is_mark(p, "--")) {
      return unexpected(p, "an operator");
    } else {
      break;
    }
  }
  p->depth = depth;
  return node;
}

static const tr_node *parse_unary(parser *p) {
  static const struct {
    const char *mark;
    tr_op op;
  } unaries[] = {{"+", TR_OP_PLUS}, {"-", TR_OP_MINUS}, {"!", TR_OP_NOT}, {"~", TR_OP_BNOT}};
  for (size_t i = 0; i < sizeof unaries / sizeof *unaries; i++) {
    if (!is_mark(p, unaries[i].mark)) continue;
    uint32_t offset = p->token.offset;
    if (!deeper(p)) return NULL;
    next(p);
    const tr_node *kid = parse_unary(p);
    p->depth--;
    if (!kid) return NULL;
    tr_vec kids = kids_of(p);
    kids_add(&kids, kid);
    tr_node *node = node_new(p, TR_NODE_UNARY, offset, &kids);
    node->op = unaries[i].op;
    return node;
  }
  return parse_postfix(p);
}

/* Precedence of the next token as a binary operator, 0 where it is none. */
static unsigned precedence(const parser *p, tr_op *op) {
  if (p->token.kind != TR_TOKEN_MARK && !is_word(p, "in")) return 0;
  for (size_t i = 0; i < sizeof binaries / sizeof *binaries; i++)
    if (tr_str_is(p->token.text, binaries[i].text)) {
      *op = binaries[i].op;
      return binaries[i].precedence;
    }
  return 0;
}

/* Operators of precedence LEVEL and tighter. Operators of one level make one node, so that a long sum is no
   deep tree. */
static const tr_node *parse_binary(parser *p, unsigned level) {
  tr_op op = TR_OP_NONE;
  const tr_node *first = level > 11 ? parse_unary(p) : parse_binary(p, level + 1);
  if (!first || level > 11 || precedence(p, &op) != level) return first;
  uint32_t offset = p->token.offset;
  tr_vec kids = kids_of(p), ops = tr_vec_of(p->ctx->doc, sizeof(tr_op));
  kids_add(&kids, first);
  while (precedence(p, &op) == level) {
    *(tr_op *)tr_vec_push(&ops) = op;
    next(p);
    const tr_node *kid = parse_binary(p, level + 1);
    if (!kid) return NULL;
    kids_add(&kids, kid);
  }
  tr_node *node = node_new(p, level <= 2 ? TR_NODE_LOGICAL : TR_NODE_BINARY, offset, &kids);
  node->op = op;
  node->ops = ops.items;
  if (level <= 2) node->op = level == 1 ? TR_OP_OR : TR_OP_AND;
  return node;
}

static const tr_node *parse_choice(parser *p) {
  if (!deeper(p)) return NULL;
  const tr_node *test = parse_binary(p, 1);
  if (test && is_mark(p, "?")) {
    tr_vec kids = kids_of(p);
    uint32_t offset = p->token.offset;
    kids_add(&kids, test);
    next(p);
    const tr_node *yes = parse_choice(p);
    if (!yes || !expect(p, ":", "\":\"")) return NULL;
    const tr_node *no = parse_choice(p);
    if (!no) return NULL;
    kids_add(&kids, yes);
    kids_add(&kids, no);
    test = node_new(p, TR_NODE_CHOICE, offset, &kids);
  }
  p->depth--;
  return test;
}

static int by_bytes(const void *a, const void *b) {
  return tr_str_cmp(*(const tr_str *)a, *(const tr_str *)b);
}
static const tr_str *sorted(tr_ctx *ctx, const tr_vec *names) {
  tr_str *copy = TR_NEW_N(ctx->doc, tr_str, names->n + 1);
  if (names->n) {
    memcpy(copy, names->items, names->n * sizeof *copy);
    qsort(copy, names->n, sizeof *copy, by_bytes);
  }
  return copy;
}

/* The random generator starts from the text and its place, so that two expressions differ and each run of
   one is the same. */
static tr_expr_memory *memory_new(tr_ctx *ctx, tr_str text, tr_pos at) {
  tr_expr_memory *m = TR_NEW(ctx->doc, tr_expr_memory);
  m->regexes = tr_map_of(ctx->doc);
  m->number_formats = tr_map_of(ctx->doc);
  m->time_formats = tr_map_of(ctx->doc);
  m->random = tr_hash_bytes(text.p, text.n, at.offset);
  m->spare_normal = NAN;
  return m;
}

const tr_expr *tr_expr_parse(tr_ctx *ctx, tr_str text, tr_pos at, const tr_scope *scope) {
  if (!tr_within(ctx, TR_LIMIT_EXPR_BYTES, (double)text.n, at)) return NULL;
  tr_work(ctx, (double)text.n);
  text = tr_zero_end(ctx->doc, text);
  parser p = {.ctx = ctx, .lexer = {ctx, text, at, 0}, .scope = scope, .memory = memory_new(ctx, text, at)};
  p.fields = tr_vec_of(ctx->doc, sizeof(tr_str));
  p.names = tr_vec_of(ctx->doc, sizeof(tr_str));
  next(&p);
  const tr_node *root = parse_choice(&p);
  if (!root) return NULL;
  if (p.token.kind != TR_TOKEN_END) {
    unexpected(&p, "an operator or the end of the expression");
    return NULL;
  }
  tr_expr *e = TR_NEW(ctx->doc, tr_expr);
  *e = (tr_expr){.text = text, .at = at, .root = root, .n_nodes = p.n_nodes, .memory = p.memory};
  e->fields = p.fields.items;
  e->n_fields = p.fields.n;
  e->sorted_fields = sorted(ctx, &p.fields);
  e->names = p.names.items;
  e->n_names = p.names.n;
  e->sorted_names = sorted(ctx, &p.names);
  e->reads_row = p.n_datum > 0;
  return e;
}

size_t tr_expr_fields(const tr_expr *e, const tr_str **fields) {
  *fields = e->sorted_fields;
  return e->n_fields;
}
size_t tr_expr_names(const tr_expr *e, const tr_str **names) {
  *names = e->sorted_names;
  return e->n_names;
}

bool tr_expr_reads_row(const tr_expr *e) { return e->reads_row; }

tr_pos tr_expr_pos(const tr_expr *e, uint32_t offset) {
  tr_pos at = e->at;
  at.offset += offset;
  return at;
}
