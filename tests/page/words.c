#include "parts.h"

/* What a page prints of its facts. */

#define HEAD                                                                                                 \
  "tranh: 1\nunits: {town: {vi: thị trấn, en: {one: town, other: towns}, ko: 개 마을}}\n"             \
  "params: {who: world}\nsources: {paper: {name: {vi: Báo, en: The Paper}}}\n"                              \
  "data:\n  facts: {url: facts.csv, key: id}\n  towns: {from: facts, filter: \"datum.unit === 'town'\", "    \
  "sort: value}\n"                                                                                           \
  "  forms: {from: facts, group: form}\nblocks:\n"

static const struct {
  const char *text, *locale, *want;
} cases[] = {
    {"{{ facts.towns }}", "vi", "34 thị trấn"},
    {"{{ facts.villages }}", "vi", "Hơn 30 thị trấn"},
    {"tìm đến {{ facts.villages }}", "vi", "tìm đến hơn 30 thị trấn"},
    {"{{ facts.villages }}", "en", "Over 30 towns"},
    {"{{ facts.towns.value }}", "vi", "34"},
    {"{{ facts.towns.value * 100 }}", "vi", "3.400"},
    {"{{ facts.towns.value * 100 }}", "en", "3,400"},
    {"{{ facts.jobs.label }}", "vi", "sinh viên có việc làm"},
    {"{{ facts.jobs.label }}", "en", "students with a job"},
    {"{{ facts.towns.short }}", "en", "towns with a library"},
    {"{{ facts.opening }}", "vi", "ngày 19 tháng 11 năm 2024"},
    {"{{ facts.words }}", "vi", "Sách là bạn."},
    {"{{ facts.jobs.share }}", "en", "0.8"},
    {"{{ facts.jobs.form }} {{ facts.months.form }} {{ facts.towns.form }}", "en", "icons bar figure"},
    {"{{ facts.words.form }} {{ facts.opening.form }}", "en", "statement event"},
    {"{{ length(towns) }}: {{ towns[0].id }}, {{ towns[1].id }}", "en", "2: villages, towns"},
    {"{{ length(forms) }} {{ forms[1].key }} {{ forms[1].count }}", "en", "5 figure 2"},
    {"hello {{ who }}", "en", "hello world"},
    {"{{ page.size }} {{ page.landscape ? 'wide' : 'high' }}", "en", "a4 high"},
    {"a {{ facts.jobs.note }}b", "en", "a b"},
    {"{{ length(rows_of(facts)) }}", "en", "6"},
    {"1 < 2 & \\\"x\\\"", "en", "1 < 2 & \"x\""},
};

static void check_case(size_t i) {
  tr_ctx *scratch = tr_ctx_new();
  tr_str yaml = tr_printf(scratch->doc, HEAD "- {block: text, text: \"%s\"}\n", cases[i].text);
  built b = build(yaml.p, cases[i].locale, NULL);
  double x, y;
  const tr_text *text = find_text(&b, "", &x, &y);
  check_str_named(text ? text->text : TR_S("(nothing)"), cases[i].want, cases[i].text);
  check_named(b.ctx->n_errors == 0, cases[i].text);
  built_free(&b);
  tr_ctx_free(scratch);
}

static void test_repeat(void) {
  built b = build(HEAD "- block: repeat\n  data: towns\n  sort: -value\n  limit: 2\n"
                       "  each: {block: text, text: \"{{ index + 1 }}/{{ count }} {{ datum.id }}\"}\n",
                  "en", NULL);
  double x, y, y2;
  check(b.ok);
  check(find_text(&b, "1/2 towns", &x, &y) != NULL);
  check(find_text(&b, "2/2 villages", &x, &y2) != NULL);
  check_named(y2 > y, "in this order, below each other");
  built_free(&b);
}

static void test_groups(void) {
  built b = build(HEAD "- block: repeat\n  data: facts\n  group: unit\n  filter: datum.unit\n"
                       "  each:\n    block: repeat\n    data: \"{{ datum.rows }}\"\n"
                       "    each: {block: text, text: \"{{ parent.key }}/{{ datum.id }}\"}\n",
                  "en", NULL);
  double x, y;
  check(b.ok);
  check(find_text(&b, "town/villages", &x, &y) != NULL);
  check(find_text(&b, "percent/jobs", &x, &y) != NULL);
  built_free(&b);
}

static void test_sources(void) {
  built b = build(HEAD "- {block: text, text: \"{{ facts.towns }}, {{ facts.jobs }}\"}\n- {block: sources}\n",
                  "en", NULL);
  double x, y;
  const tr_text *text = find_text(&b, "Source", &x, &y);
  if (check(text != NULL)) check_named(tr_str_find(text->text, "The Paper", 0) != SIZE_MAX, "by its name");
  if (text) check_named(tr_str_find(text->text, "census", 0) == SIZE_MAX, "only of the facts shown");
  if (text) check_named(tr_str_find(text->text, "2024", 0) != SIZE_MAX, "and the date of the data");
  if (b.ok) {
    check_num((double)b.result.scenes[0]->n_facts, 2);
    check_num((double)b.result.scenes[0]->n_sources, 1);
  }
  built_free(&b);
}

static void test_composition(void) {
  built b = build(HEAD "- {use: stat-card, fact: villages, id: card}\n", "en", NULL);
  double x, y;
  check(b.ok);
  check(find_text(&b, "Over 30 towns", &x, &y) != NULL);
  check(find_text(&b, "villages with a library", &x, &y) != NULL);
  built_free(&b);
}

/* Several pages share facts, header and parameters; --set gives a parameter. */
static void test_pages(void) {
  built b = build("tranh: 1\nsize: [300, 200]\npages:\n- blocks: [{block: text, text: one}]\n"
                  "- {background: card, blocks: [{block: text, text: two}]}\n",
                  NULL, NULL);
  check(b.ok);
  check_num((double)b.result.n_scenes, 2);
  if (b.result.n_scenes == 2) check_named(b.result.scenes[1]->background.color.r < 1, "its own background");
  built_free(&b);
}

static void test_sizes(void) {
  static const char yaml[] =
      "size: a4\nblocks:\n- block: box\n  sizes: {slide: {dir: row}, landscape: {gap: 7}}\n"
      "  blocks: [{block: text, text: a}, {block: text, text: b}]\n";
  static const struct {
    const char *size;
    double width, height;
    bool row;
  } sizes[] = {{"a4", 794, 1123, false},
               {"slide", 1280, 720, true},
               {"square", 1080, 1080, false},
               {"story", 1080, 1920, false},
               {"letter", 816, 1056, false}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    built b = build(yaml, NULL, sizes[i].size);
    double x = 0, y = 0, x2 = 0, y2 = 0;
    if (check(b.ok && find_text(&b, "a", &x, &y) && find_text(&b, "b", &x2, &y2))) {
      check_num(b.result.scenes[0]->width, sizes[i].width);
      check_num(b.result.scenes[0]->height, sizes[i].height);
      check_named((y == y2) == sizes[i].row, sizes[i].size);
      check_near(x, 0.06 * fmin(sizes[i].width, sizes[i].height), 1e-6);
    }
    built_free(&b);
  }
}

void test_words(void) {
  test_pages();
  test_sizes();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_case(i);
  test_repeat();
  test_groups();
  test_sources();
  test_composition();
}
