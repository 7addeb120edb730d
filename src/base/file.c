#include "base/ctx-priv.h"
#include "base/file-priv.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

void tr_files_close(struct tr_files *files) {
  if (files->fd >= 0) close(files->fd);
  if (files->dir) closedir(files->dir);
  files->fd = -1;
  files->dir = NULL;
}

static void release_files(void *files) { tr_files_close(files); }

struct tr_files *tr_files_new(tr_ctx *ctx) {
  struct tr_files *files = TR_NEW(ctx->doc, struct tr_files);
  files->maps = tr_vec_of(ctx->doc, sizeof(tr_file_rule));
  files->replacements = tr_vec_of(ctx->doc, sizeof(tr_file_rule));
  files->fd = -1;
  tr_ctx_defer(ctx, release_files, files);
  return files;
}

void tr_files_set_base(tr_ctx *ctx, tr_str dir) { ctx->files->base = tr_str_copy(ctx->doc, dir); }

static void add_rule(tr_ctx *ctx, tr_vec *rules, tr_str from, tr_str to) {
  tr_file_rule rule = {tr_str_copy(ctx->doc, from), tr_str_copy(ctx->doc, to)};
  *(tr_file_rule *)tr_vec_push(rules) = rule;
}

void tr_files_map(tr_ctx *ctx, tr_str prefix, tr_str dir) { add_rule(ctx, &ctx->files->maps, prefix, dir); }

void tr_files_replace(tr_ctx *ctx, tr_str url, tr_str file) {
  add_rule(ctx, &ctx->files->replacements, url, file);
}

tr_str tr_files_replacement(const tr_ctx *ctx, tr_str url) {
  const tr_vec *rules = &ctx->files->replacements;
  for (size_t i = rules->n; i-- > 0;) { /* the last one given wins */
    const tr_file_rule *rule = tr_vec_at(rules, i);
    if (tr_str_eq(rule->from, url)) return rule->to;
  }
  return (tr_str){0};
}

tr_str tr_path_folder(tr_str path) {
  size_t end = path.n;
  while (end && path.p[end - 1] != '/') end--;
  while (end > 1 && path.p[end - 1] == '/') end--;
  return tr_str_sub(path, 0, end);
}

tr_str tr_path_join(tr_arena *arena, tr_str folder, tr_str name) {
  if (!folder.n || tr_str_starts(name, "/")) return tr_str_copy(arena, name);
  if (tr_str_ends(folder, "/")) return tr_str_join(arena, folder, name);
  return tr_printf(arena, "%.*s/%.*s", TR_FMT(folder), TR_FMT(name));
}

bool tr_file_exists(tr_str path) {
  char text[4096];
  struct stat st;
  if (!path.n || path.n >= sizeof text || memchr(path.p, 0, path.n)) return false;
  memcpy(text, path.p, path.n);
  text[path.n] = 0;
  return stat(text, &st) == 0 && S_ISREG(st.st_mode);
}

static const char *kind_name(tr_file_kind kind) {
  switch (kind) {
  case TR_FILE_DOCUMENT: return "document";
  case TR_FILE_DATA: return "data file";
  case TR_FILE_IMAGE: return "image";
  case TR_FILE_ASSET: break;
  }
  return "file";
}

/* False for the program's own files, which have no limit. */
static bool limit_of(tr_file_kind kind, tr_limit_id *limit) {
  switch (kind) {
  case TR_FILE_DOCUMENT: *limit = TR_LIMIT_SPEC_BYTES; return true;
  case TR_FILE_DATA: *limit = TR_LIMIT_DATA_BYTES; return true;
  case TR_FILE_IMAGE: *limit = TR_LIMIT_IMAGE_BYTES; return true;
  case TR_FILE_ASSET: break;
  }
  return false;
}

static bool size_allowed(tr_ctx *ctx, tr_file_kind kind, double size, tr_pos at) {
  tr_limit_id limit;
  if (!limit_of(kind, &limit)) return true;
  if (!tr_within(ctx, limit, size, at)) return false;
  return kind != TR_FILE_DATA || tr_within(ctx, TR_LIMIT_ALL_DATA_BYTES, ctx->files->data_bytes + size, at);
}

/* Hint for a file that is not there: a name in FOLDER that is spelt nearly so. */
static const char *nearest_file(tr_ctx *ctx, tr_str folder, tr_str name) {
  enum { MOST = 1000 };
  struct tr_files *files = ctx->files;
  tr_vec names = tr_vec_of(ctx->doc, sizeof(char *));
  tr_files_close(files);
  files->dir = opendir(folder.n ? tr_str_copy(ctx->doc, folder).p : ".");
  if (!files->dir) return NULL;
  for (struct dirent *d; names.n < MOST && (d = readdir(files->dir));)
    if (d->d_name[0] != '.')
      *(const char **)tr_vec_push(&names) = tr_str_copy(ctx->doc, tr_str_z(d->d_name)).p;
  tr_files_close(files);
  tr_vec_push(&names);
  return tr_did_you_mean(ctx, name, names.items);
}

static tr_str base_name(tr_str path) {
  tr_str folder = tr_path_folder(path);
  size_t from = folder.n;
  while (from < path.n && path.p[from] == '/') from++;
  return tr_str_sub(path, from, path.n);
}

/* SHOWN is the name as the user or the document wrote it, REAL the path that was tried. */
static bool report_open(tr_ctx *ctx, tr_str shown, tr_str real, tr_file_kind kind, tr_pos at, int error) {
  const char *hint = NULL;
  tr_fault fault = TR_INPUT;
  if (error == ENOENT) hint = nearest_file(ctx, tr_path_folder(real), base_name(real));
  if (error == ENOENT && !hint && at.file && !ctx->untrusted)
    hint = tr_printf(ctx->doc, "looked for %.*s", TR_FMT(real)).p;
  if (error == EMFILE || error == ENFILE || error == EIO || error == ENOMEM) fault = TR_SYSTEM;
  if (error == EXDEV || error == ELOOP)
    tr_error(ctx, fault, at, "a document's files must lie below its folder; --base-dir DIR sets another",
             "%s \"%.*s\" leads out of the document's folder", kind_name(kind), TR_FMT(shown));
  else if (error == ENOENT || error == ENOTDIR)
    tr_error(ctx, fault, at, hint, "there is no %s \"%.*s\"", kind_name(kind), TR_FMT(shown));
  else
    tr_error(ctx, fault, at, hint, "cannot read %s \"%.*s\": %s", kind_name(kind), TR_FMT(shown),
             strerror(error));
  return false;
}

static ssize_t read_some(int fd, char *p, size_t n) {
  enum { MOST = 1 << 30 };
  ssize_t got;
  do got = read(fd, p, n < MOST ? n : MOST);
  while (got < 0 && errno == EINTR);
  return got;
}

/* A stream or a file whose size is not known before (a pipe, /proc). */
static bool read_stream(tr_ctx *ctx, tr_file_kind kind, tr_str shown, tr_pos at, tr_str *text) {
  enum { CHUNK = 64 * 1024 };
  tr_buf buf = tr_buf_of(ctx->doc);
  char chunk[CHUNK];
  ssize_t got;
  while ((got = read_some(ctx->files->fd, chunk, sizeof chunk)) > 0) {
    if (!size_allowed(ctx, kind, (double)buf.n + (double)got, at)) return false;
    tr_buf_add(&buf, (tr_str){chunk, (size_t)got});
  }
  if (got < 0) return report_open(ctx, shown, shown, kind, at, errno);
  *text = tr_buf_str(&buf);
  return true;
}

static bool read_sized(tr_ctx *ctx, tr_file_kind kind, tr_str shown, tr_pos at, size_t size, tr_str *text) {
  if (!size_allowed(ctx, kind, (double)size, at)) return false;
  char *p = tr_alloc(ctx->doc, size + 1);
  size_t n = 0;
  while (n < size) {
    ssize_t got = read_some(ctx->files->fd, p + n, size - n);
    if (got < 0) return report_open(ctx, shown, shown, kind, at, errno);
    if (got == 0) break;
    n += (size_t)got;
  }
  p[n] = 0;
  *text = (tr_str){p, n};
  return true;
}

/* Reads the open file. Pipes are for the user's own names only. */
static bool read_open(tr_ctx *ctx, tr_file_kind kind, tr_str shown, tr_pos at, bool pipes, tr_str *text) {
  struct stat st;
  struct tr_files *files = ctx->files;
  bool ok = fstat(files->fd, &st) == 0;
  if (!ok) {
    report_open(ctx, shown, shown, kind, at, errno);
  } else if (S_ISREG(st.st_mode) && st.st_size > 0) {
    ok = read_sized(ctx, kind, shown, at, (size_t)st.st_size, text);
  } else if (S_ISREG(st.st_mode) || (pipes && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)))) {
    int flags = fcntl(files->fd, F_GETFL);
    if (flags >= 0) fcntl(files->fd, F_SETFL, flags & ~O_NONBLOCK);
    ok = read_stream(ctx, kind, shown, at, text);
  } else {
    tr_error(ctx, TR_INPUT, at, NULL, "\"%.*s\" is %s, not a file", TR_FMT(shown),
             S_ISDIR(st.st_mode)    ? "a folder"
             : S_ISFIFO(st.st_mode) ? "a pipe"
                                    : "a device");
    ok = false;
  }
  tr_files_close(files);
  if (ok && kind == TR_FILE_DATA) files->data_bytes += (double)text->n;
  return ok;
}

enum { READ_FLAGS = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

static bool read_stdin(tr_ctx *ctx, tr_file_kind kind, tr_pos at, tr_str *text) {
  tr_files_close(ctx->files);
  ctx->files->fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  if (ctx->files->fd < 0) return report_open(ctx, TR_S("-"), TR_S("-"), kind, at, errno);
  bool ok = read_stream(ctx, kind, TR_S("standard input"), at, text);
  tr_files_close(ctx->files);
  if (ok && kind == TR_FILE_DATA) ctx->files->data_bytes += (double)text->n;
  return ok;
}

static bool holds_nul(tr_str s) { return s.n && memchr(s.p, 0, s.n); }

bool tr_file_read(tr_ctx *ctx, tr_str path, tr_file_kind kind, tr_pos at, tr_str *text) {
  if (tr_str_is(path, "-")) return read_stdin(ctx, kind, at, text);
  if (!path.n || holds_nul(path)) {
    tr_error(ctx, TR_INPUT, at, NULL, path.n ? "a file name cannot hold a NUL" : "a file name is empty");
    return false;
  }
  tr_files_close(ctx->files);
  ctx->files->fd = open(tr_str_copy(ctx->doc, path).p, READ_FLAGS);
  if (ctx->files->fd < 0) return report_open(ctx, path, path, kind, at, errno);
  return read_open(ctx, kind, path, at, true, text);
}

/* "a/./b/../c" as "a/c" in the document arena. False where it is absolute or leaves its start. */
static bool normalise(tr_ctx *ctx, tr_str path, tr_str *out) {
  char *p = tr_alloc(ctx->doc, path.n + 1);
  size_t n = 0;
  if (tr_str_starts(path, "/")) return false;
  for (size_t from = 0; from < path.n;) {
    size_t to = from;
    while (to < path.n && path.p[to] != '/') to++;
    tr_str part = tr_str_sub(path, from, to);
    from = to + 1;
    if (!part.n || tr_str_is(part, ".")) continue;
    if (tr_str_is(part, "..")) {
      if (!n) return false;
      while (n && p[n - 1] != '/') n--;
      if (n) n--;
      continue;
    }
    if (n) p[n++] = '/';
    memcpy(p + n, part.p, part.n);
    n += part.n;
  }
  p[n] = 0;
  *out = (tr_str){p, n};
  return n > 0;
}

/* Without openat2(): each folder on the way is opened for itself, and no symbolic link is followed. */
static int open_by_parts(int folder, char *path) {
  int fd = folder;
  for (char *slash; fd >= 0 && (slash = strchr(path, '/')); path = slash + 1) {
    *slash = 0;
    int next = openat(fd, path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), error = errno;
    *slash = '/';
    if (fd != folder) close(fd);
    fd = next;
    errno = error;
  }
  if (fd < 0) return -1;
  int file = openat(fd, path, READ_FLAGS | O_NOFOLLOW), error = errno;
  if (fd != folder) close(fd);
  errno = error;
  return file;
}

/* Opens PATH (normalised) so that no link leads out of FOLDER. */
static int open_beneath(const char *folder, char *path) {
  int dir = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (dir < 0) return -1;
  struct open_how how = {.flags = READ_FLAGS, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
  long fd;
  do fd = syscall(SYS_openat2, dir, path, &how, sizeof how);
  while (fd < 0 && (errno == EAGAIN || errno == EINTR));
  if (fd < 0 && (errno == ENOSYS || errno == EPERM)) fd = open_by_parts(dir, path);
  int error = errno;
  close(dir);
  errno = error;
  return (int)fd;
}

static bool read_beneath(tr_ctx *ctx, tr_str shown, tr_str folder, tr_str name, tr_file_kind kind, tr_pos at,
                         tr_str *text) {
  tr_str path;
  if (!normalise(ctx, name, &path)) {
    tr_error(ctx, TR_INPUT, at, "a document's files must lie below its folder; --base-dir DIR sets another",
             "%s \"%.*s\" %s", kind_name(kind), TR_FMT(shown),
             tr_str_starts(name, "/") ? "is an absolute path" : "lies outside of the document's folder");
    return false;
  }
  tr_files_close(ctx->files);
  char *writable = (char *)(uintptr_t)path.p; /* ours: normalise() made it */
  ctx->files->fd = open_beneath(folder.n ? tr_str_copy(ctx->doc, folder).p : ".", writable);
  if (ctx->files->fd < 0)
    return report_open(ctx, shown, tr_path_join(ctx->doc, folder, path), kind, at, errno);
  return read_open(ctx, kind, shown, at, false, text);
}

/* Bytes of "scheme:" at the start, 0 where there is none (RFC 3986, section 3.1). */
static size_t scheme_length(tr_str url) {
  for (size_t i = 0; i < url.n; i++) {
    char c = url.p[i];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (c == ':') return i;
    if (!letter && !(i && other)) return 0;
  }
  return 0;
}

static bool refuse_remote(tr_ctx *ctx, tr_str url, tr_file_kind kind, tr_pos at) {
  const char *hint = tr_printf(ctx->doc,
                               "nothing is fetched from the network; give a copy with --data '%.*s'=FILE, or "
                               "--map PREFIX=DIR for all that begin alike",
                               TR_FMT(url))
                         .p;
  tr_error(ctx, TR_INPUT, at, hint, "%s \"%.*s\" is not a file of this computer", kind_name(kind),
           TR_FMT(url));
  return false;
}

static const tr_file_rule *map_for(const tr_ctx *ctx, tr_str url) {
  const tr_vec *maps = &ctx->files->maps;
  const tr_file_rule *best = NULL; /* the longest prefix */
  for (size_t i = 0; i < maps->n; i++) {
    const tr_file_rule *rule = tr_vec_at(maps, i);
    bool fits = tr_str_eq(tr_str_sub(url, 0, rule->from.n), rule->from);
    if (fits && (!best || rule->from.n >= best->from.n)) best = rule;
  }
  return best;
}

static bool read_relative(tr_ctx *ctx, tr_str name, tr_file_kind kind, tr_pos at, tr_str *text) {
  const tr_source *source = tr_source_at(ctx, at.file);
  tr_str folder = ctx->files->base;
  if (!folder.n && source) {
    if (tr_str_is(source->name, "-")) {
      tr_error(ctx, TR_INPUT, at, "say where its files are with --base-dir DIR",
               "%s \"%.*s\": a document on standard input has no folder", kind_name(kind), TR_FMT(name));
      return false;
    }
    folder = source->folder;
  }
  return read_beneath(ctx, name, folder, name, kind, at, text);
}

bool tr_file_read_named(tr_ctx *ctx, tr_str url, tr_file_kind kind, tr_pos at, tr_str *text) {
  if (!url.n || holds_nul(url)) {
    tr_error(ctx, TR_INPUT, at, NULL, url.n ? "a file name cannot hold a NUL" : "a file name is empty");
    return false;
  }
  tr_limit_id limit;
  bool inline_data = tr_str_starts(url, "data:"); /* no file: only its bytes count */
  if (!inline_data && !tr_within(ctx, TR_LIMIT_FILES, (double)++ctx->files->n_named, at)) return false;
  tr_str replacement = tr_files_replacement(ctx, url);
  if (replacement.n) return tr_file_read(ctx, replacement, kind, at, text);
  const tr_file_rule *map = map_for(ctx, url);
  if (map) {
    tr_str rest = tr_str_sub(url, map->from.n, url.n);
    while (tr_str_starts(rest, "/")) rest = tr_str_sub(rest, 1, rest.n);
    return read_beneath(ctx, url, map->to, rest, kind, at, text);
  }
  if (inline_data)
    return tr_data_url_read(ctx, url, limit_of(kind, &limit) ? limit : TR_LIMIT_SPEC_BYTES, at, text);
  if (scheme_length(url) || tr_str_starts(url, "//")) return refuse_remote(ctx, url, kind, at);
  return read_relative(ctx, url, kind, at, text);
}
