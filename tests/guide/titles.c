#include "parts.h"

/* Titles as headers of facets have them, beside what is drawn already, as Vega places them with letters that
   are 0.6 em wide. Properties are written as YAML, which has the quotes that C has not. */

static const struct {
  const char *name, *props, *config;
  double size[2]; /* of the group that has the title */
  tr_bounds before;
  double at[2];
  tr_bounds after;
} cases[] = {
    {"beside a row",
     "{'text':'row','style':'guide-label','orient':'left','frame':'group','offset':10}",
     NULL,
     {0, 100},
     {0, 0, 0, 100},
     {-20, 50},
     {-20, 0, 0, 100}},
    {"beside a row's axis",
     "{'text':'row','style':'guide-label','orient':'left','frame':'group','offset':10}",
     NULL,
     {0, 100},
     {-30, -5, 0, 105},
     {-50, 50},
     {-50, -5, 0, 105}},
    {"level beside a row: away by its width once more",
     "{'text':'row','style':'guide-label','orient':'left','frame':'group','offset':10,'angle':0,'align':'"
     "right','baseline':'middle'}",
     NULL,
     {0, 100},
     {0, 0, 0, 100},
     {-28, 50},
     {-46, 0, 0, 100}},
    {"level, to the right of where it ends",
     "{'text':'row','style':'guide-label','orient':'left','frame':'group','offset':10,'angle':0,'align':'"
     "left','anchor':'start'}",
     NULL,
     {0, 100},
     {0, 0, 0, 100},
     {-28, 100},
     {-28, 0, 0, 110}},
    {"at the end of a row, on its right",
     "{'text':'row','style':'guide-label','orient':'right','frame':'group','offset':10,'anchor':'end'}",
     NULL,
     {0, 100},
     {0, 0, 0, 100},
     {20, 100},
     {0, 0, 20, 100}},
    {"above a column",
     "{'text':'column','style':'guide-label','frame':'group','offset':10}",
     NULL,
     {80, 0},
     {0, 0, 80, 0},
     {40, -20},
     {0, -20, 80, 0}},
    {"turned above a column",
     "{'text':'column','style':'guide-label','frame':'group','offset':10,'angle':-90,'align':'left','"
     "baseline':'bottom'}",
     NULL,
     {80, 0},
     {0, 0, 80, 0},
     {40, -46},
     {0, -82, 80, 0}},
    {"below a column, cut",
     "{'text':'column','style':'guide-label','orient':'bottom','frame':'group','offset':5,'limit':30}",
     NULL,
     {80, 0},
     {0, 0, 80, 0},
     {40, 5},
     {0, 0, 80, 15}},
    {"lines of a title",
     "{'text':['two','lines'],'style':'guide-title','offset':10,'lineHeight':20}",
     NULL,
     {0, 0},
     {0, 0, 0, 0},
     {0, -41},
     {-16.5, -41, 16.5, 0}},
    {"title of rows",
     "{'text':'a','style':'guide-title','orient':'left','offset':10}",
     NULL,
     {0, 0},
     {0, 0, 0, 0},
     {-21, 0},
     {-21, -3.3, 0, 3.3}},
    {"level title of rows, moved",
     "{'text':'a','style':'guide-title','orient':'left','offset':10,'angle':0,'align':'right','baseline':'"
     "middle','dx':4,'dy':-2}",
     NULL,
     {0, 0},
     {0, 0, 0, 0},
     {-16.6, 0},
     {-19.2, -8, 0, 3}},
    {"nulls count for nothing",
     "{'text':'column','style':'guide-label','frame':'group','offset':null,'color':null,'fontSize':null}",
     NULL,
     {80, 0},
     {0, 0, 80, 0},
     {40, -14},
     {0, -14, 80, 0}},
    {"size of the style, whose align does not count",
     "{'text':'column','style':'guide-label','frame':'group','offset':10}",
     "{'style':{'guide-label':{'fontSize':20,'align':'left'}}}",
     {80, 0},
     {0, 0, 80, 0},
     {40, -30},
     {0, -30, 80, 0}},
};

static tr_value read(tr_ctx *ctx, const char *yaml) {
  tr_value v;
  uint32_t file = tr_source_add(ctx, TR_S("props"), tr_str_z(yaml), (tr_str){0});
  check(tr_yaml_read(ctx, file, &v));
  return v;
}

void test_titles(tr_ctx *ctx) {
  tr_font_options options = {.synthetic = true};
  tr_env env = {.locale = tr_locale_en(), .fonts = tr_fonts_new(ctx, &options)};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_value config = read(ctx, cases[i].config ? cases[i].config : "{title: {anchor: end, color: null}}");
    tr_value props = read(ctx, cases[i].props);
    tr_guide_env g = {
        .ctx = ctx, .env = &env, .fonts = env.fonts, .config = &config, .vega = tr_config_vega(ctx)};
    tr_group *parent = tr_group_new(ctx);
    tr_bounds view = cases[i].before;
    const double *size = cases[i].size;
    tr_title_build(&g, &props, size[0], size[1], parent, &view);
    const tr_bounds *want = &cases[i].after;
    check_bounds(&view, want->x1, want->y1, want->x2, want->y2, cases[i].name);
    const tr_group *title = (const tr_group *)parent->first;
    bool is_there = title && fabs(title->matrix[4] - cases[i].at[0]) < 1e-9 &&
                    fabs(title->matrix[5] - cases[i].at[1]) < 1e-9;
    check_named(is_there, cases[i].name);
  }
}
