#include "base/file.h"
#include "parts.h"

/* The fit policy. With the synthetic measurer a letter is 0.6 em wide, so widths can be worked out by hand.
   On a page of 400 × 400 px the body text is 10 px (2.5 %), the floor 9.333 px (7 pt), the margin 24 px (6
   %), so the content has 352 px; u is 400 / 135 px. */

static tr_fit_note note_of(const built *b, const char *block) {
  for (size_t i = 0; i < b->result.n_notes; i++)
    if (tr_str_is(b->result.notes[i].block, block)) return b->result.notes[i];
  return (tr_fit_note){.what = TR_S("(no note)")};
}

static size_t count(const built *b, const char *what) {
  size_t n = 0;
  for (size_t i = 0; i < b->result.n_notes; i++) n += tr_str_is(b->result.notes[i].what, what) ? 1U : 0U;
  return n;
}

static void test_natural(void) {
  built b = build("size: [400, 400]\nfill: none\nblocks:\n- {block: text, text: abc}\n", NULL, NULL);
  double x, y;
  const tr_text *text = find_text(&b, "abc", &x, &y);
  if (check(text != NULL)) {
    check_near(x, 24, 1e-6);
    check_near(y, 24, 1e-6);
    check_near(text->styles[0].size, 10, 1e-6);
    check_near(text->lines[0].width, 18, 1e-6);
  }
  check_str(note_of(&b, "blocks[0]").what, "set");
  built_free(&b);
}

static void test_grow(void) {
  built b = build("size: [400, 400]\nblocks:\n- {block: text, text: abc}\n", NULL, NULL);
  check_near(note_of(&b, "blocks[0]").size, 16.25, 0.2); /* nearly empty: 1.3 × 1.25 */
  built_free(&b);
  b = build("size: [400, 400]\nmax_ratio: 1.1\nblocks:\n- {block: text, text: abc}\n", NULL, NULL);
  check_near(note_of(&b, "blocks[0]").size, 11, 0.1);
  built_free(&b);
  b = build("size: [400, auto]\nblocks:\n- {block: text, text: abc}\n", NULL, NULL);
  check_near(note_of(&b, "blocks[0]").size, 10, 1e-6);
  check_named(b.ok && b.result.scenes[0]->height < 70, "a page as high as its content");
  built_free(&b);
}

/* 30 letters of 6 px in a column of 150 px: five sixths at most, which the floor forbids; 26 fit at 9.6. */
static void test_group_shrinks(void) {
  static const char yaml[] =
      "size: [400, auto]\nfloor: 5\nblocks:\n"
      "- {block: box, width: 150, blocks: [{block: text, text: abcdefghijklmnopqrstuvwxyzabcd}]}\n"
      "- {block: text, text: other}\n- {block: text, style: note, text: third}\n";
  built b = build(yaml, NULL, NULL);
  tr_fit_note a = note_of(&b, "blocks[0].blocks[0]"), other = note_of(&b, "blocks[1]"),
              third = note_of(&b, "blocks[2]");
  check_str(a.what, "shrunk");
  check_named(a.size <= 150.0 / 18 && a.size > 150.0 / 18 * 0.96,
              "as large as the column allows, to a step of 2 %");
  check_near(other.size, a.size, 1e-9);
  check_named(third.size > 7.9, "another style is another group");
  built_free(&b);
}

static const char long_text[] =
    "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn ";

static built long_page(const char *more) {
  tr_ctx *scratch = tr_ctx_new();
  tr_buf yaml = tr_buf_of(scratch->doc);
  tr_buf_add_z(&yaml, "size: [400, 300]\nfloor: 5\nblocks:\n- {block: text, text: '");
  for (int i = 0; i < 27; i++) tr_buf_add_z(&yaml, long_text);
  tr_buf_printf(&yaml, "'}\n%s", more);
  built b = build(tr_buf_str(&yaml).p, "vi", NULL);
  tr_ctx_free(scratch);
  return b;
}

static void test_too_high(void) {
  built b = long_page("");
  double x, y;
  const tr_text *text = find_text(&b, "một", &x, &y);
  check_str(note_of(&b, "blocks[0]").what, "shrunk");
  if (check(text != NULL)) check(y + text->logical.y + text->logical.h <= 300 - 18 + 0.01);
  check_num((double)count(&b, "overlap"), 0);
  check_num((double)count(&b, "clipped"), 0);
  built_free(&b);
}

static void test_dropped(void) {
  built b =
      long_page("- {block: box, height: 136, fill: card, priority: 2}\n- {block: text, priority: 1, text: "
                "optional}\n");
  check(b.ok);
  check_str(note_of(&b, "blocks[2]").what, "dropped");
  double x, y;
  check(find_text(&b, "optional", &x, &y) == NULL);
  built_free(&b);
}

static void test_error(void) {
  built b = long_page("- {block: box, height: 220, fill: card}\n");
  check(!b.ok);
  if (check(b.ctx->diags.n > 0)) {
    const tr_diag *diag = tr_vec_at(&b.ctx->diags, b.ctx->diags.n - 1);
    check(tr_str_find(diag->text, "blocks[0]", 0) != SIZE_MAX);
    check(tr_str_find(diag->text, " px", 0) != SIZE_MAX);
    check(tr_str_find(diag->text, "language \"vi\"", 0) != SIZE_MAX);
  }
  built_free(&b);
}

static void test_short(void) {
  built b = build("size: [400, auto]\nblocks:\n- {block: box, width: 100, blocks: [{block: text, text: "
                  "Abcdefghijklmnopqrst, short: Abc}]}\n",
                  NULL, NULL);
  double x, y;
  check(b.ok);
  check_named(find_text(&b, "Abc", &x, &y) && find_text(&b, "Abc", &x, &y)->text.n == 3, "the short words");
  check_str(note_of(&b, "blocks[0].blocks[0]").what, "short");
  built_free(&b);
}

/* A word does not fit three columns of 100 px, but does fit two of 160. */
static void test_columns(void) {
  built b = build("size: [400, auto]\nblocks:\n- block: grid\n  columns: 3\n  gap: 26\n  blocks:\n"
                  "  - {block: text, text: a}\n  - {block: text, text: bcdefghijklmnopqrstuvw}\n"
                  "  - {block: text, text: c}\n  - {block: text, text: d}\n",
                  NULL, NULL);
  double x, y, x2 = 0, y2 = 0;
  check(b.ok);
  check(find_text(&b, "a", &x, &y) && find_text(&b, "c", &x2, &y2));
  check_named(y2 > y && fabs(x - x2) < 1e-6, "the third stands below the first");
  check_named(find_text(&b, "bcd", &x2, &y2) && fabs(y - y2) < 1e-6, "the second beside it");
  check_near(x2 - x, (352.0 - 26) / 2 + 26, 1e-6);
  built_free(&b);
}

/* Figures of a row are set alike: where one needs its unit on a line of its own, all have it there. */
static void test_stack(void) {
  built b = build(
      "size: [400, auto]\nunits: {x: {en: abcdefghijklm}}\nblocks:\n- block: grid\n  columns: 2\n  blocks:\n"
      "  - {block: figure, value: 5}\n  - {block: figure, value: 123456, unit: x}\n",
      "en", NULL);
  double x, y;
  check(b.ok);
  const tr_text *text = find_text(&b, "123,456", &x, &y);
  if (check(text != NULL)) check_num((double)text->n_lines, 2);
  built_free(&b);
}

static void test_baseline(void) {
  built b = build("size: [400, auto]\nblocks:\n- block: grid\n  columns: 2\n  blocks:\n"
                  "  - {block: box, blocks: [{block: text, style: body, text: a}]}\n"
                  "  - {block: box, pad: [20, 0], blocks: [{block: text, style: body, text: b}]}\n",
                  NULL, NULL);
  double x, y, y2 = 0;
  check(find_text(&b, "a", &x, &y) && find_text(&b, "b", &x, &y2));
  check_near(y, y2, 1e-6);
  check_near(y, 24 + 20, 1e-6);
  built_free(&b);
}

void test_fit(void) {
  test_natural();
  test_grow();
  test_group_shrinks();
  test_too_high();
  test_dropped();
  test_error();
  test_short();
  test_columns();
  test_stack();
  test_baseline();
}
