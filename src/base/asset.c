#include "base/file-priv.h"
#include "base/paths.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool lies_in(const char *path, const char *folder) {
  size_t n = strlen(folder);
  return strncmp(path, folder, n) == 0 && path[n] == '/';
}

/* Whether this program, or the library that holds this function, lies in the build folder. */
static bool runs_from_build(void) {
  char path[PATH_MAX], build[PATH_MAX];
  if (!realpath(TR_BUILD_ROOT, build)) return false;
  if (realpath("/proc/self/exe", path) && lies_in(path, build)) return true;
  Dl_info info;
  return dladdr((const void *)&tr_limit_rows, &info) && info.dli_fname && realpath(info.dli_fname, path) &&
         lies_in(path, build);
}

/* Installed programs find their data from where the library lies, so that a folder that was installed into
   may be moved: up from it to what was the prefix, and down again. Empty where they are not there. */
static tr_str beside_library(tr_ctx *ctx) {
  Dl_info info;
  char path[PATH_MAX];
  if (!dladdr((const void *)&tr_limit_rows, &info) || !info.dli_fname || !realpath(info.dli_fname, path))
    return (tr_str){0};
  tr_str folder = tr_path_folder(tr_str_z(path));
  if (!tr_str_ends(folder, TR_LIBDIR)) return (tr_str){0};
  folder.n -= strlen(TR_LIBDIR);
  tr_str root = tr_printf(ctx->doc, "%.*s/%s", TR_FMT(folder), TR_DATADIR_IN_PREFIX);
  return access(root.p, R_OK | X_OK) == 0 ? root : (tr_str){0};
}

static tr_str installed_root(tr_ctx *ctx) {
  tr_str root = beside_library(ctx);
  return root.n ? root : TR_S(TR_DATADIR);
}

static tr_str data_root(tr_ctx *ctx) {
  struct tr_files *files = ctx->files;
  if (files->data_root.n) return files->data_root;
  const char *chosen = ctx->untrusted ? NULL : getenv("TRANH_DATA");
  if (chosen && *chosen)
    files->data_root = tr_str_copy(ctx->doc, tr_str_z(chosen));
  else
    files->data_root = runs_from_build() ? TR_S(TR_SOURCE_ROOT) : installed_root(ctx);
  return files->data_root;
}

tr_str tr_asset_path(tr_ctx *ctx, const char *name) {
  return tr_path_join(ctx->doc, data_root(ctx), tr_str_z(name));
}

static int by_name(const void *a, const void *b) {
  return tr_str_cmp(*(const tr_str *)a, *(const tr_str *)b);
}

size_t tr_asset_list(tr_ctx *ctx, const char *folder, const char *suffix, tr_str **names) {
  struct tr_files *files = ctx->files;
  tr_vec found = tr_vec_of(ctx->doc, sizeof(tr_str));
  tr_files_close(files);
  files->dir = opendir(tr_asset_path(ctx, folder).p);
  for (struct dirent *d; files->dir && (d = readdir(files->dir));) {
    tr_str name = tr_str_z(d->d_name);
    if (d->d_name[0] == '.' || d->d_type == DT_DIR || !tr_str_ends(name, suffix)) continue;
    name.n -= strlen(suffix);
    *(tr_str *)tr_vec_push(&found) = tr_str_copy(ctx->doc, name);
  }
  tr_files_close(files);
  if (found.n) qsort(found.items, found.n, sizeof(tr_str), by_name);
  *names = found.items;
  return found.n;
}
