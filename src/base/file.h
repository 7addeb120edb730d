#ifndef TR_BASE_FILE_H
#define TR_BASE_FILE_H

#include "base/ctx.h"

/* The only file with open(). Two kinds of names:
   - the user's own (command line, API): any path;
   - a document's: relative to the folder of the text that names it or to --base-dir, staying below it
     (lexically first, then by openat2 RESOLVE_BENEATH), a regular file under the size limits; a remote url is
     refused with a hint that names --data and --map, which stand in for it. */

/* --base-dir DIR: where documents' relative names start. "" for each text's own folder. */
void tr_files_set_base(tr_ctx *ctx, tr_str dir);
/* --map PREFIX=DIR */
void tr_files_map(tr_ctx *ctx, tr_str prefix, tr_str dir);
/* --data URL=FILE (or NAME=FILE) */
void tr_files_replace(tr_ctx *ctx, tr_str url, tr_str file);
/* The FILE of --data for a name or url, or an empty string. */
tr_str tr_files_replacement(const tr_ctx *ctx, tr_str url);

typedef enum { TR_FILE_DOCUMENT, TR_FILE_DATA, TR_FILE_IMAGE, TR_FILE_ASSET } tr_file_kind; /* which limits */

/* Reads a file named by the user ("-" is standard input). AT is where to report ({0} for the command line).
 *TEXT is NUL-terminated, in the document arena. Reports and returns false on failure. */
bool tr_file_read(tr_ctx *ctx, tr_str path, tr_file_kind kind, tr_pos at, tr_str *text);
/* Reads a file that the text at AT names; also data: urls. */
bool tr_file_read_named(tr_ctx *ctx, tr_str url, tr_file_kind kind, tr_pos at, tr_str *text);
bool tr_file_exists(tr_str path); /* a regular file of the user's */

/* Folder part of a path: "a/b" of "a/b/c.csv", "" where there is none. */
tr_str tr_path_folder(tr_str path);
tr_str tr_path_join(tr_arena *arena, tr_str folder, tr_str name);

/* The program's own files (layouts, fonts, data/locales, data/themes): NAME relative to the data root, which
   is $TRANH_DATA, else the source tree when run from the build folder, else $datadir/tranh. */
tr_str tr_asset_path(tr_ctx *ctx, const char *name);
/* Names (without SUFFIX) of the files in an asset folder, sorted; in the document arena. */
size_t tr_asset_list(tr_ctx *ctx, const char *folder, const char *suffix, tr_str **names);

/* Writes BYTES to PATH whole or not at all: a temporary file beside it, every write checked, fsync, rename.
   "-" is standard output. Refuses folders, devices and FIFOs. Reports (kind TR_SYSTEM) and returns false. */
bool tr_file_write(tr_ctx *ctx, tr_str path, tr_str bytes);

typedef struct tr_write {
  tr_str path, bytes;
} tr_write;
/* The same for N files. All are written beside their places before the first of them replaces anything, so
   that a disk that is full or a folder that is not there leaves every old file as it was. */
bool tr_file_write_all(tr_ctx *ctx, const tr_write *files, size_t n);

#endif
