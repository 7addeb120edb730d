#include "check.h"
#include "expr/expr.h"
#include "format/locale.h"
#include "format/zone.h"

#include <string.h>

void test_templates(void);

/* What a caller gives: params, functions of its own, and words for values. */

static bool scope_name(void *self, tr_str name, tr_value *out) {
  int *asked = self;
  if (!tr_str_is(name, "width")) return false;
  (*asked)++;
  *out = tr_make_number(200);
  return true;
}

static bool scope_call(void *self, tr_str function, const tr_value *args, size_t n, tr_value *out) {
  (void)self;
  if (tr_str_is(function, "scale") && n == 2) {
    *out = tr_make_number(tr_to_number(&args[1]) * 10);
    return true;
  }
  if (tr_str_is(function, "words") && n == 1) {
    *out = tr_make_string(TR_S("words"));
    return true;
  }
  return false;
}

static bool scope_text(void *self, const tr_value *v, tr_buf *out) {
  (void)self;
  if (!tr_is(v, TR_NUMBER)) return false;
  tr_buf_add_z(out, "<");
  tr_buf_number(out, v->number);
  tr_buf_add_z(out, ">");
  return true;
}

static const char *const scope_functions[] = {"words", NULL};

typedef struct job {
  const char *text;
  bool as_template, ok, plain;
  tr_value value;
  int asked;
} job;

static bool run(tr_ctx *ctx, void *arg) {
  job *j = arg;
  tr_scope scope = {.self = &j->asked,
                    .name = scope_name,
                    .call = scope_call,
                    .text = scope_text,
                    .functions = scope_functions};
  tr_datum none = {0};
  if (j->as_template) {
    const tr_template *t = tr_template_parse(ctx, tr_str_z(j->text), (tr_pos){0}, &scope);
    if (!t) return false;
    j->plain = tr_template_is_plain(t);
    return tr_template_eval(ctx, t, &scope, &none, ctx->doc, &j->value);
  }
  const tr_expr *e = tr_expr_parse(ctx, tr_str_z(j->text), (tr_pos){0}, &scope);
  return e && tr_expr_eval(ctx, e, &scope, &none, ctx->doc, &j->value);
}

static void check_string(const char *text, const char *want) {
  tr_ctx *ctx = tr_ctx_new();
  job j = {.text = text, .as_template = true};
  check_named(tr_ctx_run(ctx, run, &j), text);
  check_str_named(tr_string(&j.value), want, text);
  tr_ctx_free(ctx);
}

static void check_value(const char *text, double want) {
  tr_ctx *ctx = tr_ctx_new();
  job j = {.text = text};
  check_named(tr_ctx_run(ctx, run, &j), text);
  check_num(tr_to_number(&j.value), want);
  tr_ctx_free(ctx);
}

static void check_message(const char *text, bool as_template, const char *want, uint32_t offset) {
  tr_ctx *ctx = tr_ctx_new();
  job j = {.text = text, .as_template = as_template};
  check_named(!tr_ctx_run(ctx, run, &j), text);
  check_num((double)ctx->diags.n, 1);
  if (ctx->diags.n) {
    const tr_diag *d = tr_vec_at(&ctx->diags, 0);
    check_str_named(d->text, want, text);
    check_num(d->at.offset, offset);
  }
  tr_ctx_free(ctx);
}

static void check_warning(const char *text, const char *want) {
  tr_ctx *ctx = tr_ctx_new();
  job j = {.text = text};
  check_named(tr_ctx_run(ctx, run, &j) && ctx->n_warnings == 1, text);
  if (ctx->diags.n) check_str_named(((const tr_diag *)tr_vec_at(&ctx->diags, 0))->text, want, text);
  tr_ctx_free(ctx);
}

/* Numbers and dates follow the locale and the zone of the scope, never the machine's. */
typedef struct place {
  const char *locale, *zone, *text, *want;
} place;

static bool run_place(tr_ctx *ctx, void *arg) {
  const place *p = arg;
  tr_env env = {.locale = tr_locale_load(ctx, tr_str_z(p->locale), (tr_pos){0})};
  env.zone = tr_zone_load(ctx, tr_str_z(p->zone), (tr_pos){0});
  tr_scope scope = {.env = &env};
  tr_datum none = {0};
  tr_value v;
  const tr_expr *e = tr_expr_parse(ctx, tr_str_z(p->text), (tr_pos){0}, &scope);
  if (!env.locale || !env.zone || !e || !tr_expr_eval(ctx, e, &scope, &none, ctx->doc, &v)) return false;
  return check_str_named(tr_to_string(ctx->doc, &v), p->want, p->text);
}

static void test_places(void) {
  static const place places[] = {
      {"vi", "UTC", "format(1234.5, ',.1f')", "1.234,5"},
      {"en", "UTC", "format(1234.5, ',.1f')", "1,234.5"},
      {"vi", "Asia/Ho_Chi_Minh", "hours(utc(2024, 0, 1))", "7"},
      {"vi", "Asia/Ho_Chi_Minh", "utchours(datetime(2024, 0, 1))", "17"},
      {"vi", "Asia/Ho_Chi_Minh", "timezoneoffset(utc(2024, 0, 1))", "-420"},
      {"vi", "Asia/Ho_Chi_Minh", "+datetime(2024, 0, 1) - utc(2024, 0, 1)", "-25200000"},
      {"vi", "Asia/Ho_Chi_Minh", "timeFormat(0, '%H:%M') + ' ' + utcFormat(0, '%H:%M')", "08:00 00:00"},
      {"en", "Europe/Berlin", "hours(utc(2024, 6, 1)) + hours(utc(2024, 0, 1))", "3"},
      {"en", "Europe/Berlin", "+timeOffset('date', utc(2024, 2, 30, 12), 1) - utc(2024, 2, 30, 12)",
       "82800000"},
  };
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    tr_ctx *ctx = tr_ctx_new();
    check_named(tr_ctx_run(ctx, run_place, (void *)(uintptr_t)&places[i]), places[i].text);
    tr_ctx_free(ctx);
  }
}

void test_templates(void) {
  test_places();
  check_string("w {{ width }}", "w <200>");
  check_string("{{ 'a' }} {{ words(1) }}", "a words");
  check_value("width / 2", 100);
  check_value("scale('x', 2.5)", 25);
  check_value("words(1) == 'words'", 1);
  check_message("height", false, "unknown name \"height\"", 0);
  check_message("1 + domain('x')", false, "function \"domain\" cannot be used here", 4);
  check_message("word(1)", false, "unknown function \"word\"", 0);
  check_message("a {{ b", true, "\"{{\" without \"}}\"", 2);
  check_message("a {{  }}", true, "empty \"{{ }}\"", 2);
  check_message("a {{ 1 + }}", true, "unexpected end of the expression, expected a value", 9);
  check_message("a {{ 'x }}", true, "a string without its closing '", 5);
  check_warning("abs(-1, 2)", "abs() takes 1 value, found 2: the rest is not used");
  check_warning("warn('a', 2)", "a 2");
  job j = {.text = "no braces", .as_template = true};
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, run, &j) && j.plain);
  tr_ctx_free(ctx);
}
