#include "base/file.h"
#include "test-base.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of the test's own:
     docs/doc.yaml  docs/data.csv  docs/sub/in.csv  docs/link.csv -> data.csv
     docs/out.csv -> ../secret.csv   docs/away -> ..   docs/pipe (a FIFO)   secret.csv */
static char root[] = "/tmp/tranh-test-file-XXXXXX";

static const char *in_root(const char *name) {
  static char path[4][4200];
  static int next;
  char *p = path[next++ & 3];
  snprintf(p, sizeof path[0], "%s/%s", root, name);
  return p;
}

static void put(const char *name, const char *text) {
  FILE *f = fopen(in_root(name), "w");
  if (!f) return;
  fputs(text, f);
  fclose(f);
}

static void make_tree(void) {
  check(mkdtemp(root) != NULL);
  mkdir(in_root("docs"), 0777);
  mkdir(in_root("docs/sub"), 0777);
  mkdir(in_root("docs-evil"), 0777);
  put("secret.csv", "secret");
  put("docs-evil/x.csv", "evil");
  put("docs/data.csv", "a,b\n1,2\n");
  put("docs/sub/in.csv", "inside");
  put("docs/empty.csv", "");
  bool linked = symlink("data.csv", in_root("docs/link.csv")) == 0 &&
                symlink("../secret.csv", in_root("docs/out.csv")) == 0 &&
                symlink("..", in_root("docs/away")) == 0 && mkfifo(in_root("docs/pipe"), 0666) == 0;
  check(linked);
}

static void remove_tree(void) {
  static const char *const names[] = {"docs/pipe",       "docs/away",     "docs/out.csv",   "docs/link.csv",
                                      "docs/sub/in.csv", "docs/data.csv", "docs/empty.csv", "secret.csv",
                                      "docs-evil/x.csv", "out.png"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) unlink(in_root(names[i]));
  rmdir(in_root("docs/sub"));
  rmdir(in_root("docs"));
  rmdir(in_root("docs-evil"));
  rmdir(root);
}

/* What a document in docs/ may name: what it gets, or words of the error. */
static const struct {
  const char *url, *text, *error;
} named[] = {
    {"data.csv", "a,b\n1,2\n", NULL},
    {"./sub/../data.csv", "a,b\n1,2\n", NULL},
    {"sub/in.csv", "inside", NULL},
    {"empty.csv", "", NULL},
    {"data:text/plain,a%2Cb", "a,b", NULL},
    {"data:;base64,aGVsbG8=", "hello", NULL},
    {"data:;base64,aGVsbG8", "hello", NULL},
    {"data:;base64,aGVsb$8=", NULL, "broken base64"},
    {"data:;base64,aGVsbG9=", NULL, "broken base64"}, /* bits that no byte holds */
    {"data:nocomma", NULL, "without a comma"},
    {"data:,%4", NULL, "broken percent"},
    {"../secret.csv", NULL, "lies outside"},
    {"sub/../../secret.csv", NULL, "lies outside"},
    {"/etc/passwd", NULL, "absolute path"},
    {"out.csv", NULL, "leads out"},
    {"away/secret.csv", NULL, "leads out"},
    {"../docs-evil/x.csv", NULL, "lies outside"},
    {"sub", NULL, "is a folder"},
    {"pipe", NULL, "is a pipe"},
    {"dat.csv", NULL, "there is no data file \"dat.csv\""},
    {"http://example.org/x.csv", NULL, "not a file of this computer"},
    {"file:///etc/passwd", NULL, "not a file of this computer"},
    {"//host/x.csv", NULL, "not a file of this computer"},
    {"C:\\x.csv", NULL, "not a file of this computer"},
    {"", NULL, "is empty"},
};

static const tr_diag *last(const tr_ctx *ctx) {
  return ctx->diags.n ? tr_vec_at(&ctx->diags, ctx->diags.n - 1) : NULL;
}

static bool test_named(tr_ctx *ctx, void *arg) {
  (void)arg;
  ctx->limits[TR_LIMIT_FILES] = 1000;
  uint32_t file = tr_source_add(ctx, TR_S("doc.yaml"), TR_S("x"), tr_str_z(in_root("docs")));
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    tr_str text = {0};
    bool ok = tr_file_read_named(ctx, tr_str_z(named[i].url), TR_FILE_DATA, (tr_pos){file, 0}, &text);
    if (named[i].text)
      check_named(ok && tr_str_is(text, named[i].text) && text.p[text.n] == 0, named[i].url);
    else
      check_named(!ok && tr_str_find(last(ctx)->text, named[i].error, 0) != SIZE_MAX, named[i].url);
  }
  tr_str text;
  check(!tr_file_read_named(ctx, (tr_str){"a\0b", 3}, TR_FILE_DATA, (tr_pos){file, 0}, &text));
  check(!tr_file_read_named(ctx, TR_S("dta.csv"), TR_FILE_DATA, (tr_pos){file, 0}, &text));
  check_str(last(ctx)->hint, "did you mean \"data.csv\"?");
  return true;
}

static bool test_rules(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_str text = {0};
  uint32_t file = tr_source_add(ctx, TR_S("-"), TR_S("x"), (tr_str){0});
  tr_pos at = {file, 0};
  check(!tr_file_read_named(ctx, TR_S("data.csv"), TR_FILE_DATA, at, &text));
  check(tr_str_find(last(ctx)->hint, "--base-dir", 0) != SIZE_MAX);
  tr_files_set_base(ctx, tr_str_z(in_root("docs")));
  check(tr_file_read_named(ctx, TR_S("data.csv"), TR_FILE_DATA, at, &text));
  tr_files_replace(ctx, TR_S("https://x.org/cars.json"), tr_str_z(in_root("secret.csv")));
  check(tr_file_read_named(ctx, TR_S("https://x.org/cars.json"), TR_FILE_DATA, at, &text));
  check_str(text, "secret");
  check_str(tr_files_replacement(ctx, TR_S("https://x.org/other.json")), "");
  tr_files_map(ctx, TR_S("https://x.org/"), tr_str_z(in_root("docs")));
  check(tr_file_read_named(ctx, TR_S("https://x.org/sub/in.csv"), TR_FILE_DATA, at, &text));
  check_str(text, "inside");
  check(!tr_file_read_named(ctx, TR_S("https://x.org/../secret.csv"), TR_FILE_DATA, at, &text));
  return true;
}

static bool test_sizes(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_str text, path = tr_str_z(in_root("docs/data.csv"));
  ctx->limits[TR_LIMIT_DATA_BYTES] = 7;
  check(!tr_file_read(ctx, path, TR_FILE_DATA, (tr_pos){0}, &text) && last(ctx)->fault == TR_LIMIT);
  ctx->limits[TR_LIMIT_DATA_BYTES] = 8;
  check(tr_file_read(ctx, path, TR_FILE_DATA, (tr_pos){0}, &text));
  ctx->limits[TR_LIMIT_ALL_DATA_BYTES] = 15;
  check(!tr_file_read(ctx, path, TR_FILE_DATA, (tr_pos){0}, &text));
  ctx->limits[TR_LIMIT_FILES] = 1;
  uint32_t file = tr_source_add(ctx, TR_S("d"), TR_S("x"), tr_str_z(in_root("docs")));
  check(tr_file_read_named(ctx, TR_S("data.csv"), TR_FILE_IMAGE, (tr_pos){file, 0}, &text));
  check(!tr_file_read_named(ctx, TR_S("data.csv"), TR_FILE_IMAGE, (tr_pos){file, 0}, &text));
  /* The user's own names may be anywhere, and what they are read from may be a pipe. */
  check(!tr_file_read(ctx, TR_S("/dev/null"), TR_FILE_DOCUMENT, (tr_pos){0}, &text));
  check(!tr_file_read(ctx, tr_str_z(root), TR_FILE_DOCUMENT, (tr_pos){0}, &text));
  check(tr_file_exists(path) && !tr_file_exists(tr_str_z(root)) && !tr_file_exists(TR_S("")));
  int ends[2];
  check(pipe(ends) == 0 && write(ends[1], "piped", 5) == 5);
  close(ends[1]);
  tr_str name = tr_printf(ctx->doc, "/dev/fd/%d", ends[0]);
  check(tr_file_read(ctx, name, TR_FILE_DOCUMENT, (tr_pos){0}, &text));
  check_str(text, "piped");
  close(ends[0]);
  return true;
}

static size_t count_files(void) {
  size_t n = 0;
  DIR *d = opendir(root);
  while (d && readdir(d)) n++;
  if (d) closedir(d);
  return n;
}

static bool test_write(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_str out = tr_str_z(in_root("out.png")), text;
  check(tr_file_write(ctx, out, TR_S("one")));
  check(tr_file_read(ctx, out, TR_FILE_DOCUMENT, (tr_pos){0}, &text));
  check_str(text, "one");
  mode_t mask = umask(0);
  umask(mask);
  struct stat st;
  check(stat(out.p, &st) == 0 && (st.st_mode & 0777) == (0666 & ~mask));
  check(tr_file_write(ctx, out, TR_S("two")));
  check(tr_file_write(ctx, tr_str_z(in_root("docs/link.csv")), TR_S("through the link")));
  check(lstat(in_root("docs/link.csv"), &st) == 0 && S_ISLNK(st.st_mode));
  check(tr_file_read(ctx, tr_str_z(in_root("docs/data.csv")), TR_FILE_DOCUMENT, (tr_pos){0}, &text));
  check_str(text, "through the link");
  size_t before = count_files();
  check(!tr_file_write(ctx, tr_str_z(in_root("docs")), TR_S("x")) && last(ctx)->fault == TR_SYSTEM);
  check(!tr_file_write(ctx, tr_str_z(in_root("docs/pipe")), TR_S("x")));
  check(!tr_file_write(ctx, TR_S("/dev/null"), TR_S("x")));
  check(!tr_file_write(ctx, tr_str_z(in_root("none/x.png")), TR_S("x")));
  check(!tr_file_write(ctx, TR_S(""), TR_S("x")));
  check(count_files() == before); /* nothing is left behind */
  return true;
}

static bool test_assets(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_str *names;
  size_t n = tr_asset_list(ctx, "fonts/pretendard", ".otf", &names);
  check(n == 4);
  if (n == 4) {
    check_str(names[0], "Pretendard-Bold");
    check_str(names[3], "Pretendard-SemiBold");
  }
  check(tr_file_exists(tr_asset_path(ctx, "fonts/lucide/lucide.ttf")));
  check(tr_asset_list(ctx, "no-such-folder", ".x", &names) == 0);
  check_str(tr_path_folder(TR_S("a/b/c.csv")), "a/b");
  check_str(tr_path_folder(TR_S("c.csv")), "");
  check_str(tr_path_folder(TR_S("/c.csv")), "/");
  check_str(tr_path_join(ctx->doc, TR_S("a"), TR_S("b")), "a/b");
  check_str(tr_path_join(ctx->doc, TR_S("a/"), TR_S("b")), "a/b");
  check_str(tr_path_join(ctx->doc, TR_S(""), TR_S("b")), "b");
  check_str(tr_path_join(ctx->doc, TR_S("a"), TR_S("/b")), "/b");
  return true;
}

void test_file(void) {
  bool (*const cases[])(tr_ctx * ctx, void *arg) = {test_named, test_rules, test_sizes, test_write,
                                                    test_assets};
  make_tree();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_ctx *ctx = tr_ctx_new();
    check(tr_ctx_run(ctx, cases[i], NULL));
    tr_ctx_free(ctx);
  }
  remove_tree();
}
