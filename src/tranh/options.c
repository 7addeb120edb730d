#include "tranh/tranh-priv.h"

#include "base/file.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An option as it was set: options keep these and apply them to each document's context anew. */
typedef struct tr_setting {
  const tr_option_row *row;
  tr_str value;
} tr_setting;

/* The context serves as memory and as a place to try values out. */
struct tr_options {
  tr_ctx *ctx;
  tr_settings tried;
  tr_vec set; /* of tr_setting */
  tr_str error;
};

/* --- What each option does ------------------------------------------------------------------------------ */

static const char *wrong(tr_ctx *ctx, tr_str value, const char *expected) {
  return tr_printf(ctx->doc, "\"%.*s\" is not %s", TR_FMT(value), expected).p;
}

static const char *read_number(tr_ctx *ctx, tr_str value, double low, double high, double *out) {
  double x;
  if (!tr_num_parse(value, &x) || !(x >= low && x <= high))
    return wrong(ctx, value, low > 0 ? "a number greater than 0 in range" : "a number of 0 or more in range");
  *out = x;
  return NULL;
}

/* NAME=VALUE at the last '=' where LAST (urls hold some), else at the first. */
static bool split_pair(tr_str pair, bool last, tr_str *name, tr_str *value) {
  size_t at = SIZE_MAX;
  for (size_t i = 0; i < pair.n && (last || at == SIZE_MAX); i++)
    if (pair.p[i] == '=') at = i;
  if (at == SIZE_MAX || at == 0) return false;
  *name = tr_str_sub(pair, 0, at);
  *value = tr_str_sub(pair, at + 1, pair.n);
  return true;
}

static const char *set_theme(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)ctx;
  s->theme = value;
  return NULL;
}

static const char *set_locale(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)ctx;
  s->locale = value;
  return NULL;
}

static const char *set_size(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)ctx;
  s->size = value;
  return NULL;
}

static const char *set_timezone(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)ctx;
  s->timezone = value;
  return NULL;
}

static const char *set_width(tr_settings *s, tr_ctx *ctx, tr_str value) {
  return read_number(ctx, value, 1e-3, 1e6, &s->width);
}

static const char *set_height(tr_settings *s, tr_ctx *ctx, tr_str value) {
  return read_number(ctx, value, 1e-3, 1e6, &s->height);
}

static const char *set_scale(tr_settings *s, tr_ctx *ctx, tr_str value) {
  return read_number(ctx, value, 1e-3, 1e3, &s->render.scale);
}

static const char *set_dpi(tr_settings *s, tr_ctx *ctx, tr_str value) {
  return read_number(ctx, value, 1e-1, 1e5, &s->render.dpi);
}

static const char *set_background(tr_settings *s, tr_ctx *ctx, tr_str value) {
  if (!tr_color_parse(value, &s->render.background))
    return wrong(ctx, value, "a CSS colour such as white, #fff8e7 or transparent");
  s->render.has_background = true;
  return NULL;
}

static const char *set_svg_text(tr_settings *s, tr_ctx *ctx, tr_str value) {
  static const char *const names[] = {"embed", "live", "outlines"};
  static const tr_svg_text kinds[] = {TR_SVG_EMBED, TR_SVG_LIVE, TR_SVG_OUTLINES};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (tr_str_is(value, names[i])) {
      s->render.svg_text = kinds[i];
      return NULL;
    }
  return wrong(ctx, value, "embed, live or outlines");
}

static const char *set_source_date(tr_settings *s, tr_ctx *ctx, tr_str value) {
  return read_number(ctx, value, 0, 253402300799.0, &s->render.source_date); /* 9999-12-31T23:59:59Z */
}

static const char *set_data(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)s;
  tr_str name, file;
  if (!split_pair(value, true, &name, &file) || !file.n) return wrong(ctx, value, "NAME=FILE or URL=FILE");
  tr_files_replace(ctx, name, file);
  return NULL;
}

static const char *set_map(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)s;
  tr_str prefix, folder;
  if (!split_pair(value, true, &prefix, &folder) || !folder.n) return wrong(ctx, value, "PREFIX=DIR");
  tr_files_map(ctx, prefix, folder);
  return NULL;
}

static const char *set_base_dir(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)s;
  if (!value.n) return wrong(ctx, value, "a folder");
  tr_files_set_base(ctx, value);
  return NULL;
}

static const char *set_font_dir(tr_settings *s, tr_ctx *ctx, tr_str value) {
  if (!value.n) return wrong(ctx, value, "a folder");
  *(tr_str *)tr_vec_push(&s->font_dirs) = value;
  return NULL;
}

static const char *set_no_system_fonts(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)ctx, (void)value;
  s->no_system_fonts = true;
  return NULL;
}

/* The VALUE of --set: what looks like JSON is JSON, everything else is a string as it stands. */
static bool read_set_value(tr_ctx *ctx, tr_str text, tr_value *out) {
  static const char *const words[] = {"true", "false", "null"};
  bool json = text.n && strchr("{[\"", text.p[0]);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) json = json || tr_str_is(text, words[i]);
  double x;
  if (tr_num_parse(text, &x)) {
    *out = tr_make_number(x);
    return true;
  }
  if (json) return tr_json_read(ctx, tr_source_add(ctx, TR_S("--set"), text, TR_S("")), out);
  *out = tr_make_string(text);
  return true;
}

static const char *set_set(tr_settings *s, tr_ctx *ctx, tr_str value) {
  tr_str name, text;
  if (!split_pair(value, false, &name, &text)) return wrong(ctx, value, "NAME=VALUE");
  tr_value v;
  if (!read_set_value(ctx, tr_str_copy(ctx->doc, text), &v))
    return wrong(ctx, value, "NAME=VALUE with a VALUE that is sound JSON");
  *(tr_member *)tr_vec_push(&s->set) = (tr_member){.name = name, .value = v};
  return NULL;
}

static const char *set_untrusted(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)value;
  tr_ctx_set_untrusted(ctx);
  s->no_system_fonts = true;
  return NULL;
}

static const char *set_limit(tr_settings *s, tr_ctx *ctx, tr_str value) {
  (void)s;
  const char *names[TR_LIMIT_COUNT + 1] = {NULL};
  for (size_t i = 0; i < TR_LIMIT_COUNT; i++) names[i] = tr_limit_rows[i].name;
  tr_str name, text;
  if (!split_pair(value, false, &name, &text)) return wrong(ctx, value, "NAME=VALUE");
  for (size_t i = 0; i < TR_LIMIT_COUNT; i++)
    if (tr_str_is(name, names[i])) {
      const char *bad = read_number(ctx, text, 0, 9007199254740992.0, &ctx->limits[i]);
      if (!bad && i == TR_LIMIT_WORK) ctx->work_left = ctx->limits[i];
      return bad;
    }
  const char *near = tr_did_you_mean(ctx, name, names);
  return tr_printf(ctx->doc, "there is no limit \"%.*s\"; %s", TR_FMT(name),
                   near ? near : "\"tranh list limits\" has their names")
      .p;
}

static const tr_option_row rows[] = {
    {"data", "NAME-OR-URL=FILE", "read FILE where the document names data or a url (repeat)", set_data},
    {"set", "NAME=VALUE", "set a parameter of the document; VALUE is JSON or plain text (repeat)", set_set},
    {"theme", "NAME", "colours, type and spacing, or the config of charts (tranh list themes)", set_theme},
    {"locale", "NAME", "language of words, numbers and dates", set_locale},
    {"size", "NAME", "a4, letter, slide, square, story …; --width and --height make others", set_size},
    {"scale", "N", "pixels of a PNG for each px", set_scale},
    {"dpi", "N", "resolution of a PNG; the same as --scale N/96, and written into the file", set_dpi},
    {"width", "N", "width in px; of a chart: of its view", set_width},
    {"height", "N", "height in px; of a chart: of its view", set_height},
    {"background", "COLOUR", "paint the page in this CSS colour", set_background},
    {"svg-text", "HOW", "embed (fonts inside), live (fonts by name) or outlines", set_svg_text},
    {"timezone", "ZONE", "time zone of local times, such as Asia/Ho_Chi_Minh, or local; UTC unless said",
     set_timezone},
    {"base-dir", "DIR", "where file names inside documents start", set_base_dir},
    {"map", "PREFIX=DIR", "read files of DIR for urls that begin with PREFIX (repeat)", set_map},
    {"font-dir", "DIR", "look for fonts in DIR too (repeat)", set_font_dir},
    {"no-system-fonts", NULL, "use bundled fonts and --font-dir only", set_no_system_fonts},
    {"untrusted", NULL, "narrow limits and no system fonts, for documents of strangers", set_untrusted},
    {"limit", "NAME=VALUE", "change a limit (tranh list limits; repeat)", set_limit},
    {"source-date", "SECONDS", "date written into files, in seconds since 1970; none unless said",
     set_source_date},
};

size_t tr_option_rows(const tr_option_row **out) {
  *out = rows;
  return sizeof rows / sizeof *rows;
}

/* --- Settings of a context ------------------------------------------------------------------------------ */

void tr_settings_init(tr_settings *s, tr_ctx *ctx) {
  *s = (tr_settings){.render = {.scale = 1, .source_date = NAN}};
  s->font_dirs = tr_vec_of(ctx->doc, sizeof(tr_str));
  s->set = tr_vec_of(ctx->doc, sizeof(tr_member));
}

/* --untrusted first: it sets all limits, and single ones are then said against it. */
void tr_settings_apply(tr_settings *s, tr_ctx *ctx, const tr_options *options) {
  if (!options) return;
  for (int untrusted = 1; untrusted >= 0; untrusted--)
    for (size_t i = 0; i < options->set.n; i++) {
      const tr_setting *one = tr_vec_at(&options->set, i);
      if ((one->row->set == set_untrusted) == (untrusted == 1))
        one->row->set(s, ctx, tr_str_copy(ctx->doc, one->value));
    }
}

/* --- The public side ------------------------------------------------------------------------------------ */

static bool init_options(tr_ctx *ctx, void *arg) {
  tr_options *o = arg;
  tr_settings_init(&o->tried, ctx);
  o->set = tr_vec_of(ctx->doc, sizeof(tr_setting));
  return true;
}

tr_options *tr_options_new(void) {
  tr_options *o = calloc(1, sizeof *o);
  if (o) o->ctx = tr_ctx_new();
  if (o && o->ctx && tr_ctx_run(o->ctx, init_options, o)) return o;
  tr_options_free(o);
  return NULL;
}

void tr_options_free(tr_options *o) {
  if (!o) return;
  tr_ctx_free(o->ctx);
  free(o);
}

struct one_option {
  tr_options *options;
  tr_str name;
  const char *value;
};

static const tr_option_row *find_row(tr_ctx *ctx, tr_str name, tr_str *error) {
  enum { COUNT = sizeof rows / sizeof *rows };
  const char *names[COUNT + 1] = {NULL};
  for (size_t i = 0; i < COUNT; i++) {
    if (tr_str_is(name, rows[i].name)) return &rows[i];
    names[i] = rows[i].name;
  }
  const char *near = tr_did_you_mean(ctx, name, names);
  *error = tr_printf(ctx->doc, "there is no option \"%.*s\"%s%s", TR_FMT(name), near ? "; " : "",
                     near ? near : "");
  return NULL;
}

static bool set_option(tr_ctx *ctx, void *arg) {
  struct one_option *one = arg;
  tr_options *o = one->options;
  const tr_option_row *row = find_row(ctx, one->name, &o->error);
  if (!row) return false;
  if (row->takes && !one->value) {
    o->error = tr_printf(ctx->doc, "--%s takes %s", row->name, row->takes);
    return false;
  }
  if (!row->takes && one->value) {
    o->error = tr_printf(ctx->doc, "--%s takes no value", row->name);
    return false;
  }
  tr_str value = tr_str_copy(ctx->doc, tr_str_z(one->value));
  const char *bad = tr_utf8_valid(value, NULL) ? row->set(&o->tried, ctx, value) : "it is not UTF-8";
  if (bad) {
    o->error = tr_printf(ctx->doc, "--%s: %s", row->name, bad);
    return false;
  }
  *(tr_setting *)tr_vec_push(&o->set) = (tr_setting){row, value};
  return true;
}

bool tr_options_set(tr_options *o, const char *name, const char *value) {
  struct one_option one = {o, tr_str_z(name), value};
  o->error = TR_S("memory is out");
  bool ok = tr_ctx_run(o->ctx, set_option, &one);
  if (ok) o->error = TR_S("");
  return ok;
}

const char *tr_options_error(const tr_options *o) { return o->error.p ? o->error.p : ""; }
