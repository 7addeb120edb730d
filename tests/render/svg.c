#include "parts.h"

#include "base/file.h"

#include <stdlib.h>

static tr_str svg_of(tr_ctx *ctx, tr_fonts *fonts, const tr_scene *scene, tr_svg_text text) {
  tr_render_options o = sample_options();
  o.svg_text = text;
  return sample_render(ctx, fonts, scene, "svg", &o);
}

static void check_holds(tr_str svg, const char *const *pieces, size_t n) {
  for (size_t i = 0; i < n; i++) check_named(holds(svg, pieces[i]), pieces[i]);
}

static void check_well_formed(tr_str svg, const char *name) {
  if (!have_program("xmllint")) return;
  char *text = run_on("xmllint --noout --nonet {} 2>&1", svg);
  check_named(text && !text[0], name);
  if (text && text[0]) printf("# %.500s\n", text);
  free(text);
}

static void whole_page(tr_ctx *ctx, tr_fonts *fonts) {
  static const char *const names[] = {"embed", "live", "outlines"};
  static const char *const always[] = {
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"520\" viewBox=\"0 0 400 520\" "
      "lang=\"vi\" "
      "xml:lang=\"vi\"",
      "<title>Việt Nam &amp; Hàn Quốc</title>",
      "<desc>Một trang thử</desc>",
      "<g id=\"dau-de\" role=\"heading\" aria-level=\"2\">",
      "<g transform=\"translate(30 370)\" role=\"figure\" aria-label=\"Hình &lt;mẫu&gt;\" data-fact=\"jobs "
      "startups\">",
      "<title>a &lt;tip&gt; &amp; more</title>",
      "<a href=\"https://example.org/dot\"><path",
      "<a href=\"https://example.org/a?b=1&amp;c=2\">",
      "<linearGradient id=\"",
      "<radialGradient id=\"",
      "<pattern id=\"",
      "patternTransform=\"rotate(45) translate(0 -3)\"",
      "<clipPath id=\"",
      "<g transform=\"translate(190 95)\" opacity=\"0.5\">",
      "<line x1=\"0\" y1=\"80\" x2=\"320\" y2=\"80\" stroke=\"#888888\" stroke-width=\"2\" "
      "stroke-miterlimit=\"10\" stroke-dasharray=\"6 3\"/>",
      "<g fill=\"#33994d\" fill-opacity=\"0.6\" stroke=\"#115522\" stroke-width=\"1\" "
      "stroke-miterlimit=\"10\">",
      "transform=\"translate(380 150) rotate(-90)\""};
  tr_scene *scene = sample_page(ctx, fonts);
  for (int mode = 0; mode < 3; mode++) {
    tr_str svg = svg_of(ctx, fonts, scene, (tr_svg_text)mode);
    check_well_formed(svg, names[mode]);
    check_holds(svg, always, sizeof always / sizeof *always);
    check(!holds(svg, "nan") && !holds(svg, "inf\"") && !holds(svg, "-0\""));
    bool text = mode != TR_SVG_OUTLINES;
    check(text == holds(svg, "<text x=\"20\""));
    check(count_of(svg, "@font-face") == (mode == TR_SVG_EMBED ? 9u : 0u));
    check((mode == TR_SVG_LIVE) == holds(svg, " textLength=\""));
    check(holds(svg, "Nguyễn Mạnh Hùng"));
  }
}

/* Words of each line in one <text>, each stretch where it was measured. */
static void lines_and_stretches(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 400, 200, sample_color("white"));
  tr_text *t = sample_para(ctx, fonts, scene->root, "Một **hai** ba bốn năm sáu bảy tám", 10, 20, 130, 16);
  check(t->n_lines >= 2);
  tr_str svg = svg_of(ctx, fonts, scene, TR_SVG_LIVE);
  check(count_of(svg, "<text ") == t->n_lines);
  check_holds(svg,
              (const char *const[]){">Một </tspan>", ">hai</tspan>", "font-weight=\"700\"", " lang=\"vi\"",
                                    "xml:space=\"preserve\" style=\"white-space:pre\""},
              5);
  check(count_of(svg, "xml:space") == 1); /* only where a stretch begins or ends with a space */
  scene = sample_scene(ctx, 400, 200, sample_color("white"));
  tr_text *line = sample_line(ctx, fonts, scene->root, "a < b & \"c\"", 7.12345, 20, &(tr_font){.size = 12.5},
                              sample_color("#00000080"));
  line->title = TR_S("tip");
  svg = svg_of(ctx, fonts, scene, TR_SVG_EMBED);
  tr_buf want = tr_buf_of(ctx->scene);
  tr_buf_add_z(&want, "<text x=\"");
  tr_buf_fixed(&want, 7.12345 + line->runs[0].glyphs[0].x, 3);
  tr_buf_add_z(&want,
               "\" y=\"20\" font-family=\"'Be Vietnam Pro',sans-serif\" font-size=\"12.5\" fill=\"#000000\" "
               "fill-opacity=\"0.502\"><title>tip</title>a &lt; b &amp; &quot;c&quot;</text>");
  check_named(holds(svg, tr_buf_str(&want).p), want.p);
}

static void hostile_words(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 100, 50, sample_color("white"));
  scene->title = TR_S("</title><script>alert(1)</script>\x01\x1F\x7F");
  scene->root->alt = TR_S("\" onload=\"alert(1)");
  scene->root->id = TR_S("x\"><y");
  scene->root->link = TR_S("javascript:alert(1)");
  scene->root->lang = TR_S("vi");
  tr_marks *m = sample_rect(ctx, scene->root, 0, 0, 5, 5, sample_color("red"));
  tr_item_info *info = TR_NEW(ctx->scene, tr_item_info);
  info->title = TR_S("]]>&lt;\xEF\xBF\xBF");
  info->href = TR_S("JAVAscript:alert(1)");
  m->info = info;
  size_t warnings = ctx->n_warnings;
  tr_str svg = svg_of(ctx, fonts, scene, TR_SVG_EMBED);
  check(ctx->n_warnings == warnings + 2);
  check_well_formed(svg, "hostile");
  check(!holds(svg, "<script") && !holds(svg, "javascript:") && !holds(svg, "JAVA") &&
        !holds(svg, "\" onload"));
  check(!holds(svg, "\x01") && !holds(svg, "\x1F") && !holds(svg, "\x7F") && !holds(svg, "\xEF\xBF\xBF"));
  check(holds(svg, "]]&gt;&amp;lt;"));
}

static void links(tr_ctx *ctx, tr_fonts *fonts) {
  static const struct {
    const char *link;
    bool taken;
  } rows[] = {{"https://a.b/c", true},
              {"HTTP://a.b", true},
              {"mailto:a@b.c", true},
              {"page2.html#x:y", true},
              {"/a:b", true},
              {"?q=a:b", true},
              {"javascript:x", false},
              {"data:text/html,x", false},
              {"file:///etc/passwd", false},
              {"java\tscript:x", false},
              {" javascript:x", false},
              {"vbscript:x", false},
              {"\x01javascript:x", false},
              {"ht tp:x", false}};
  tr_scene *scene = sample_scene(ctx, 100, 50, sample_color("white"));
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    size_t warnings = ctx->n_warnings;
    scene->root->link = tr_str_z(rows[i].link);
    tr_str svg = svg_of(ctx, fonts, scene, TR_SVG_EMBED);
    check_named(holds(svg, "<a href=") == rows[i].taken, rows[i].link);
    check(ctx->n_warnings == warnings + !rows[i].taken);
  }
}

static void roles(tr_ctx *ctx, tr_fonts *fonts) {
  static const struct {
    tr_role role;
    const char *alt, *want;
  } rows[] = {{TR_ROLE_NONE, "", "<g>"},
              {TR_ROLE_NONE, "x", "<g role=\"img\" aria-label=\"x\">"},
              {TR_ROLE_TITLE, "", "<g role=\"heading\" aria-level=\"1\">"},
              {TR_ROLE_PARAGRAPH, "", "<g role=\"paragraph\">"},
              {TR_ROLE_LIST, "", "<g role=\"list\">"},
              {TR_ROLE_ITEM, "", "<g role=\"listitem\">"},
              {TR_ROLE_TABLE, "", "<g role=\"table\">"},
              {TR_ROLE_ROW, "", "<g role=\"row\">"},
              {TR_ROLE_CELL, "", "<g role=\"cell\">"},
              {TR_ROLE_CHART, "x", "<g role=\"figure\" aria-label=\"x\">"},
              {TR_ROLE_DECORATION, "x", "<g aria-hidden=\"true\">"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_scene *scene = sample_scene(ctx, 100, 50, sample_color("white"));
    scene->root->role = rows[i].role;
    scene->root->alt = tr_str_z(rows[i].alt);
    check_named(holds(svg_of(ctx, fonts, scene, TR_SVG_EMBED), rows[i].want), rows[i].want);
  }
}

static void images(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 100, 50, sample_color("white"));
  tr_image *image = tr_image_new(ctx);
  *image = (tr_image){.node = image->node,
                      .x = 1,
                      .y = 2,
                      .w = 3,
                      .h = 4,
                      .opacity = 1,
                      .smooth = true,
                      .bytes = TR_S("abcd"),
                      .type = TR_S("image/jpeg"),
                      .alt = TR_S("ảnh")};
  tr_group_add(scene->root, &image->node);
  tr_str svg = svg_of(ctx, fonts, scene, TR_SVG_EMBED);
  check(holds(svg,
              "<image x=\"1\" y=\"2\" width=\"3\" height=\"4\" preserveAspectRatio=\"none\" role=\"img\" "
              "aria-label=\"ảnh\" href=\"data:image/jpeg;base64,YWJjZA==\"/>"));
  image->type = TR_S("text/html");
  check(svg_of(ctx, fonts, scene, TR_SVG_EMBED).n == 0);
}

static void gallery_shapes(tr_ctx *ctx, tr_fonts *fonts) {
  tr_scene *scene = sample_scene(ctx, 100, 50, sample_color("white"));
  tr_marks *m = sample_rect(ctx, scene->root, 1, 2, 30, 10, sample_color("#4c78a8"));
  tr_str svg = svg_of(ctx, fonts, scene, TR_SVG_EMBED);
  check(holds(svg, "<rect x=\"1\" y=\"2\" width=\"30\" height=\"10\" fill=\"#4c78a8\"/>"));
  for (int i = 0; i < 4; i++) m->radius[i].one = 99;
  check(holds(svg_of(ctx, fonts, scene, TR_SVG_EMBED), " rx=\"5\" "));
  m->radius[2].one = m->radius[3].one = 0;
  check(holds(svg_of(ctx, fonts, scene, TR_SVG_EMBED), "<path d=\"M6,2L26,2C28.76,2 31,4.24 31,7"));
  m->blend = TR_BLEND_MULTIPLY;
  m->opacity.one = 0.25;
  check(holds(svg_of(ctx, fonts, scene, TR_SVG_EMBED),
              "fill=\"#4c78a8\" fill-opacity=\"0.25\" style=\"mix-blend-mode:multiply\"/>"));
}

/* librsvg as a second reader: it knows no embedded fonts, so it gets ours by name. */
static void drawn_by_another_program(tr_ctx *ctx, tr_fonts *fonts) {
  static const char *const modes[] = {"embed", "live", "outlines"};
  static const double allowed[] = {0.02, 0.02, 0.001};
  tr_scene *scene = sample_page(ctx, fonts);
  tr_render_options o = sample_options();
  const char *root = getenv("TRANH_SOURCE_ROOT");
  if (!root || !have_program("rsvg-convert")) return;
  tr_str conf = tr_printf(ctx->doc,
                          "<?xml version=\"1.0\"?><fontconfig><dir>%s/fonts/be-vietnam-pro</dir>"
                          "<dir>%s/fonts/pretendard</dir></fontconfig>",
                          root, root);
  picture want = read_png(sample_render(ctx, fonts, scene, "png", &o));
  for (int mode = 0; mode < 3; mode++) {
    tr_str svg = svg_of(ctx, fonts, scene, (tr_svg_text)mode);
    char conf_name[] = "/tmp/tranh-fonts-XXXXXX", command[300];
    FILE *f = fdopen(mkstemp(conf_name), "w");
    fwrite(conf.p, 1, conf.n, f);
    fclose(f);
    snprintf(command, sizeof command, "FONTCONFIG_FILE=%s rsvg-convert {} | base64 -w0", conf_name);
    char *text = run_on(command, svg);
    remove(conf_name);
    tr_str bytes = {0};
    tr_str url = text ? tr_printf(ctx->doc, "data:image/png;base64,%s", text) : (tr_str){0};
    check_named(text && tr_file_read_named(ctx, url, TR_FILE_IMAGE, (tr_pos){0}, &bytes), modes[mode]);
    picture got = read_png(bytes);
    double ratio = (double)pixels_off(&want, &got, 48) / (double)pixels_inked(&want);
    printf("# %s: %.4f of the ink differs\n", modes[mode], ratio);
    check_named(ratio <= allowed[mode], modes[mode]);
    free_picture(&got);
    free(text);
  }
  free_picture(&want);
}

void test_svg(tr_ctx *ctx, tr_fonts *fonts) {
  whole_page(ctx, fonts);
  lines_and_stretches(ctx, fonts);
  hostile_words(ctx, fonts);
  links(ctx, fonts);
  roles(ctx, fonts);
  images(ctx, fonts);
  gallery_shapes(ctx, fonts);
  drawn_by_another_program(ctx, fonts);
}
