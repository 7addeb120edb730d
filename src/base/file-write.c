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

/* Writes beside NAME in FOLDER and renames; leaves nothing behind when it fails. */
static int write_beside(int folder, const char *name, tr_str bytes) {
  char hidden[NAME_MAX + 1];
  int fd, error = open_new(folder, name, hidden, sizeof hidden, &fd);
  if (error) return error;
  error = write_all(fd, bytes);
  if (!error) error = sync_file(fd);
  if (close(fd) && !error && errno != EINTR) error = errno;
  if (!error && renameat(folder, hidden, folder, name)) error = errno;
  if (error) unlinkat(folder, hidden, 0);
  return error;
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

bool tr_file_write(tr_ctx *ctx, tr_str path, tr_str bytes) {
  if (tr_str_is(path, "-")) {
    int error = write_all(STDOUT_FILENO, bytes);
    return error ? report_write(ctx, TR_S("standard output"), error) : true;
  }
  if (!path.n || memchr(path.p, 0, path.n) || tr_str_ends(path, "/")) return report_write(ctx, path, EISDIR);
  tr_str target = tr_str_copy(ctx->doc, path);
  if (!is_replaceable(ctx, path, target.p)) return false;
  char real[PATH_MAX]; /* a link stays a link: what it points to is replaced */
  if (realpath(target.p, real)) target = tr_str_copy(ctx->doc, tr_str_z(real));
  tr_str folder = tr_path_folder(target);
  const char *folder_name = folder.n ? tr_str_copy(ctx->doc, folder).p : ".";
  const char *slash = strrchr(target.p, '/');
  int dir = open(folder_name, O_PATH | O_DIRECTORY | O_CLOEXEC);
  int error = dir < 0 ? errno : write_beside(dir, slash ? slash + 1 : target.p, bytes);
  if (dir >= 0) close(dir);
  return error ? report_write(ctx, path, error) : true;
}
