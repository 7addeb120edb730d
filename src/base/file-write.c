#include "base/file-priv.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* Zero, or the errno of what failed. */
static int write_all(int fd, tr_str bytes) {
  enum { MOST = 1 << 30 };
  while (bytes.n) {
    ssize_t n = write(fd, bytes.p, bytes.n < MOST ? bytes.n : MOST);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    if (n == 0) return ENOSPC;
    bytes = tr_str_sub(bytes, (size_t)n, bytes.n);
  }
  return 0;
}

/* Some file systems cannot sync; that is no failed write. */
static int sync_file(int fd) {
  int failed;
  do failed = fsync(fd);
  while (failed && errno == EINTR);
  return failed && errno != EINVAL && errno != ENOTSUP && errno != ENOSYS ? errno : 0;
}

static int open_new(int folder, const char *name, char *hidden, size_t size, int *fd) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
  enum { TRIES = 20, LONGEST = 200 };
  for (int i = 0; i < TRIES; i++) {
    unsigned char random[6];
    if (getrandom(random, sizeof random, 0) != sizeof random) return errno ? errno : EIO;
    int n = snprintf(hidden, size, ".%.*s.tmp-", LONGEST, name);
    for (size_t k = 0; k < sizeof random; k++) hidden[n++] = letters[random[k] & 31];
    hidden[n] = 0;
    *fd = openat(folder, hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (*fd >= 0) return 0;
    if (errno != EEXIST) return errno;
  }
  return EEXIST;
}

static bool report_write(tr_ctx *ctx, tr_str path, int error) {
  const char *hint = error == ENOENT || error == ENOTDIR ? "its folder does not exist; make it first" : NULL;
  tr_error(ctx, TR_SYSTEM, (tr_pos){0}, hint, "cannot write \"%.*s\": %s", TR_FMT(path), strerror(error));
  return false;
}

/* Only a regular file may be replaced. */
static bool is_replaceable(tr_ctx *ctx, tr_str path, const char *name) {
  struct stat st;
  if (stat(name, &st) || S_ISREG(st.st_mode)) return true;
  const char *what = S_ISDIR(st.st_mode) ? "a folder" : S_ISFIFO(st.st_mode) ? "a pipe" : "a device";
  tr_error(ctx, TR_SYSTEM, (tr_pos){0}, S_ISDIR(st.st_mode) ? NULL : "to write to standard output, use \"-\"",
           "cannot write \"%.*s\": it is %s", TR_FMT(path), what);
  return false;
}

/* A file that waits beside its place. */
struct staged {
  tr_str path; /* as it was named, for messages */
  const char *target;
  const char *beside; /* NULL: nothing is there */
};

static int write_new(int fd, tr_str bytes) {
  int error = write_all(fd, bytes);
  if (!error) error = sync_file(fd);
  if (close(fd) && !error && errno != EINTR) error = errno;
  return error;
}

/* Writes FILE beside its place. What is there goes to OUT as soon as it is there, and the memory for its name
   is taken before. */
static bool stage(tr_ctx *ctx, const tr_write *file, struct staged *out) {
  tr_str path = file->path;
  if (!path.n || memchr(path.p, 0, path.n) || tr_str_ends(path, "/")) return report_write(ctx, path, EISDIR);
  tr_str target = tr_str_copy(ctx->doc, path);
  if (!is_replaceable(ctx, path, target.p)) return false;
  char real[PATH_MAX]; /* a link stays a link: what it points to is replaced */
  if (realpath(target.p, real)) target = tr_str_copy(ctx->doc, tr_str_z(real));
  tr_str folder = tr_path_folder(target);
  const char *slash = strrchr(target.p, '/');
  const char *folder_name = folder.n ? tr_str_copy(ctx->doc, folder).p : ".";
  char hidden[NAME_MAX + 1];
  size_t room = strlen(folder_name) + sizeof hidden + 1;
  char *beside = tr_alloc(ctx->doc, room);
  int fd, dir = open(folder_name, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (dir < 0) return report_write(ctx, path, errno);
  int error = open_new(dir, slash ? slash + 1 : target.p, hidden, sizeof hidden, &fd);
  close(dir);
  if (error) return report_write(ctx, path, error);
  snprintf(beside, room, "%s/%s", folder_name, hidden);
  *out = (struct staged){path, target.p, beside};
  error = write_new(fd, file->bytes);
  return error ? report_write(ctx, path, error) : true;
}

static void discard(const struct staged *files, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (files[i].beside) unlink(files[i].beside);
}

static bool is_standard_output(const tr_write *file) { return tr_str_is(file->path, "-"); }

static bool write_standard_output(tr_ctx *ctx, tr_str bytes) {
  int error = write_all(STDOUT_FILENO, bytes);
  return error ? report_write(ctx, TR_S("standard output"), error) : true;
}

struct write_run {
  const tr_write *files;
  struct staged *staged;
  size_t n;
};

/* Standard output comes before the files are put in their places: it is what may still fail. */
static bool write_staged(tr_ctx *ctx, void *arg) {
  const struct write_run *run = arg;
  for (size_t i = 0; i < run->n; i++)
    if (!is_standard_output(&run->files[i]) && !stage(ctx, &run->files[i], &run->staged[i])) return false;
  for (size_t i = 0; i < run->n; i++)
    if (is_standard_output(&run->files[i]) && !write_standard_output(ctx, run->files[i].bytes)) return false;
  for (size_t i = 0; i < run->n; i++) {
    struct staged *s = &run->staged[i];
    if (!s->beside) continue;
    if (rename(s->beside, s->target)) return report_write(ctx, s->path, errno);
    s->beside = NULL;
  }
  return true;
}

/* A run of its own: when memory ends in the middle, what was written beside is taken away too. */
bool tr_file_write_all(tr_ctx *ctx, const tr_write *files, size_t n) {
  struct write_run run = {files, TR_NEW_N(ctx->doc, struct staged, n), n};
  bool ok = tr_ctx_run(ctx, write_staged, &run);
  if (!ok) discard(run.staged, n);
  return ok;
}

bool tr_file_write(tr_ctx *ctx, tr_str path, tr_str bytes) {
  return tr_file_write_all(ctx, &(tr_write){path, bytes}, 1);
}
