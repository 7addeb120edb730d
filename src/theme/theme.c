#include "theme/theme.h"

#include "base/file.h"
#include "value/props.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct tr_theme {
  tr_str name;
  const tr_value *tree; /* the whole file, `from` resolved */
  const char **roles;   /* NULL at the end */
  tr_color *colors;     /* beside roles */
  const char **style_names;
  tr_type_style *styles; /* beside style_names */
};

static const tr_prop theme_props[] = {
    {"name", TR_P_STRING, NULL, 0, 0, NULL, "name of the theme"},
    {"from", TR_P_STRING, NULL, 0, 0, NULL, "theme that this one changes"},
    {"classes", TR_P_OBJECT, NULL, 0, 0, NULL, "base and floor of the type by size class"},
    {"colors", TR_P_OBJECT, NULL, 0, 0, NULL, "colour of each role"},
    {"type", TR_P_OBJECT, NULL, 0, 0, NULL, "text styles"},
    {"space", TR_P_OBJECT, NULL, 0, 0, NULL, "spacing, in u"},
    {"radius", TR_P_OBJECT, NULL, 0, 0, NULL, "corner radii, in u"},
    {"config", TR_P_OBJECT, NULL, 0, 0, NULL, "Vega-Lite config of charts"},
    {0}};

static const tr_prop style_props[] = {
    {"size", TR_P_NUMBER, NULL, 0.1, 20, "1", "times the size of body text"},
    {"weight", TR_P_NUMBER, NULL, 100, 900, "400", "of the face"},
    {"pitch", TR_P_NUMBER, NULL, 0.8, 4, "1.4", "from line to line, em"},
    {"color", TR_P_STRING, NULL, 0, 0, "ink", "role of the colour"},
    {"italic", TR_P_BOOL, NULL, 0, 0, "false", "slanted"},
    {"tabular", TR_P_BOOL, NULL, 0, 0, "false", "figures of one width"},
    {"balance", TR_P_BOOL, NULL, 0, 0, "false", "lines of about equal length"},
    {"letter-spacing", TR_P_NUMBER, NULL, -0.2, 1, "0", "em"},
    {0}};

static const tr_prop *const theme_tables[] = {theme_props, NULL};
static const tr_prop *const style_tables[] = {style_props, NULL};

static const char *z_copy(tr_ctx *ctx, tr_str s) { return tr_str_copy(ctx->doc, s).p; }

static bool read_colors(tr_ctx *ctx, tr_theme *theme) {
  const tr_value *colors = tr_get(theme->tree, "colors");
  size_t n = tr_is(colors, TR_OBJECT) ? colors->n : 0;
  theme->roles = TR_NEW_N(ctx->doc, const char *, n + 1);
  theme->colors = TR_NEW_N(ctx->doc, tr_color, n + 1);
  for (size_t i = 0; i < n; i++) {
    const tr_member *m = &colors->members[i];
    if (!tr_color_parse(tr_string(&m->value), &theme->colors[i])) {
      tr_error(ctx, TR_INPUT, tr_pos_of(&m->value), NULL, "\"%.*s\" of role \"%.*s\" is not a colour",
               TR_FMT(tr_string(&m->value)), TR_FMT(m->name));
      return false;
    }
    theme->roles[i] = z_copy(ctx, m->name);
  }
  return true;
}

static bool read_style(tr_ctx *ctx, const tr_theme *theme, const tr_member *m, tr_type_style *style) {
  const tr_value *v = &m->value;
  if (!tr_props_check(ctx, v, style_tables, "text style", TR_ERROR)) return false;
  *style = (tr_type_style){.name = z_copy(ctx, m->name),
                           .size = tr_get_number(v, "size", 1),
                           .weight = (int)tr_get_number(v, "weight", 400),
                           .pitch = tr_get_number(v, "pitch", 1.4),
                           .role = z_copy(ctx, tr_get_string(v, "color", TR_S("ink"))),
                           .italic = tr_get_bool(v, "italic", false),
                           .tabular = tr_get_bool(v, "tabular", false),
                           .balance = tr_get_bool(v, "balance", false),
                           .letter_spacing = tr_get_number(v, "letter-spacing", 0)};
  tr_color color;
  if (tr_theme_color(theme, tr_str_z(style->role), &color)) return true;
  tr_error(ctx, TR_INPUT, tr_pos_of(tr_get(v, "color")),
           tr_did_you_mean(ctx, tr_str_z(style->role), theme->roles), "unknown colour role \"%s\"",
           style->role);
  return false;
}

static bool read_styles(tr_ctx *ctx, tr_theme *theme) {
  const tr_value *type = tr_get(theme->tree, "type");
  size_t n = tr_is(type, TR_OBJECT) ? type->n : 0;
  theme->style_names = TR_NEW_N(ctx->doc, const char *, n + 1);
  theme->styles = TR_NEW_N(ctx->doc, tr_type_style, n + 1);
  for (size_t i = 0; i < n; i++) {
    if (!read_style(ctx, theme, &type->members[i], &theme->styles[i])) return false;
    theme->style_names[i] = theme->styles[i].name;
  }
  return true;
}

/* --- Files ---------------------------------------------------------------------------------------------- */

/* Themes of pages, and configs of charts alone; what is drawn looks in its own folder first. */
static const char *const folders[] = {"data/themes", "data/themes/vega"};
enum { PAGES, CHARTS, FOLDERS };

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t tr_theme_names(tr_ctx *ctx, const char ***out) {
  tr_str *names[FOLDERS];
  size_t n[FOLDERS], count = 0;
  for (int f = 0; f < FOLDERS; f++) n[f] = tr_asset_list(ctx, folders[f], ".yaml", &names[f]);
  const char **list = TR_NEW_N(ctx->doc, const char *, n[PAGES] + n[CHARTS] + 1);
  for (int f = 0; f < FOLDERS; f++)
    for (size_t i = 0; i < n[f]; i++) {
      size_t k = 0;
      while (k < count && !tr_str_is(names[f][i], list[k])) k++;
      if (k == count) list[count++] = z_copy(ctx, names[f][i]);
    }
  qsort(list, count, sizeof *list, by_name);
  *out = list;
  return count;
}

static tr_str path_in(tr_ctx *ctx, int folder, tr_str name) {
  return tr_asset_path(ctx, tr_printf(ctx->doc, "%s/%.*s.yaml", folders[folder], TR_FMT(name)).p);
}

tr_str tr_theme_path(tr_ctx *ctx, tr_str name, tr_theme_use use) {
  int first = use == TR_THEME_OF_CHART ? CHARTS : PAGES;
  if (name.n == 0 || tr_str_find(name, "/", 0) != SIZE_MAX) return (tr_str){0};
  for (int i = 0; i < FOLDERS; i++) {
    tr_str path = path_in(ctx, i == 0 ? first : FOLDERS - 1 - first, name);
    if (tr_file_exists(path)) return path;
  }
  return (tr_str){0};
}

static bool read_file(tr_ctx *ctx, tr_str name, tr_theme_use use, tr_pos at, tr_value *out) {
  tr_str path = tr_theme_path(ctx, name, use), text;
  if (path.n == 0) {
    const char **names;
    tr_theme_names(ctx, &names);
    tr_error(ctx, TR_INPUT, at, tr_did_you_mean(ctx, name, names), "unknown theme \"%.*s\"", TR_FMT(name));
    return false;
  }
  if (!tr_file_read(ctx, path, TR_FILE_ASSET, at, &text)) return false;
  uint32_t file = tr_source_add(ctx, path, text, tr_path_folder(path));
  return tr_yaml_read(ctx, file, out) && tr_props_check(ctx, out, theme_tables, "theme", TR_ERROR);
}

/* The file's tree, laid over that of the theme it starts `from`. */
static bool read_tree(tr_ctx *ctx, tr_str name, tr_theme_use use, tr_pos at, size_t depth, tr_value *out) {
  if (!tr_within(ctx, TR_LIMIT_COMPOSITION, (double)depth, at) || !read_file(ctx, name, use, at, out))
    return false;
  const tr_value *from = tr_get(out, "from");
  if (!from) return true;
  tr_value base;
  if (!read_tree(ctx, tr_string(from), use, tr_pos_of(from), depth + 1, &base)) return false;
  *out = tr_merge(ctx->doc, &base, out);
  return true;
}

/* A theme of charts alone: on a page everything but the charts is that of the default theme. */
static bool add_roles(tr_ctx *ctx, tr_value *tree) {
  tr_value base;
  if (!read_tree(ctx, TR_S("light"), TR_THEME_OF_PAGE, (tr_pos){0}, 0, &base)) return false;
  base = tr_without(ctx->doc, &base, "config");
  *tree = tr_merge(ctx->doc, &base, tree);
  return true;
}

const tr_theme *tr_theme_load_for(tr_ctx *ctx, tr_theme_use use, tr_str name, tr_pos at) {
  tr_value *tree = TR_NEW(ctx->doc, tr_value);
  if (!read_tree(ctx, name, use, at, 0, tree)) return NULL;
  if (use == TR_THEME_OF_PAGE && !tr_get(tree, "colors") && !add_roles(ctx, tree)) return NULL;
  tr_theme *theme = TR_NEW(ctx->doc, tr_theme);
  theme->name = tr_str_copy(ctx->doc, name);
  theme->tree = tree;
  return read_colors(ctx, theme) && read_styles(ctx, theme) ? theme : NULL;
}

const tr_theme *tr_theme_load(tr_ctx *ctx, tr_str name, tr_pos at) {
  return tr_theme_load_for(ctx, TR_THEME_OF_PAGE, name, at);
}

tr_str tr_theme_name(const tr_theme *theme) { return theme->name; }

bool tr_theme_color(const tr_theme *theme, tr_str role, tr_color *out) {
  for (size_t i = 0; theme->roles[i]; i++) {
    if (!tr_str_is(role, theme->roles[i])) continue;
    *out = theme->colors[i];
    return true;
  }
  return false;
}

const char *const *tr_theme_roles(const tr_theme *theme) { return theme->roles; }

const tr_type_style *tr_theme_style(const tr_theme *theme, tr_str name) {
  for (size_t i = 0; theme->style_names[i]; i++)
    if (tr_str_is(name, theme->style_names[i])) return &theme->styles[i];
  return NULL;
}

const char *const *tr_theme_style_names(const tr_theme *theme) { return theme->style_names; }

double tr_theme_number(const tr_theme *theme, const char *path, double fallback) {
  const tr_value *v = theme->tree;
  tr_str rest = tr_str_z(path);
  while (rest.n > 0 && v) {
    size_t dot = tr_str_find(rest, ".", 0);
    v = tr_get_s(v, tr_str_sub(rest, 0, dot));
    rest = dot == SIZE_MAX ? (tr_str){0} : tr_str_sub(rest, dot + 1, rest.n);
  }
  return tr_is(v, TR_NUMBER) ? v->number : fallback;
}

const tr_value *tr_theme_config(const tr_theme *theme) { return tr_get(theme->tree, "config"); }
