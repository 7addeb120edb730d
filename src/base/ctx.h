#ifndef TR_BASE_CTX_H
#define TR_BASE_CTX_H

#include "base/arena.h"

/* Where a value stands: byte offset OFFSET in source text FILE (an index into the context's list of sources,
   from 1). FILE 0 is "nowhere". Lines and columns are worked out when a message is written. */
typedef struct tr_pos {
  uint32_t file, offset;
} tr_pos;

typedef enum { TR_WARNING, TR_ERROR } tr_severity;

/* Kinds of fault. They decide the exit code: LIMIT and SYSTEM give 3, the others 1. */
typedef enum { TR_SYNTAX, TR_INPUT, TR_UNSUPPORTED, TR_DATA, TR_LIMIT, TR_SYSTEM } tr_fault;

typedef struct tr_diag {
  tr_severity severity;
  tr_fault fault;
  tr_pos at;
  tr_str text; /* what was found, what was expected */
  tr_str hint; /* a way out; may be empty */
} tr_diag;

/* The bounds of one run. Defaults and docs: base/limits.c, listed by `tranh list limits`. */
typedef enum {
#define TR_LIMIT_ROW(id, name, normal, untrusted, help) TR_LIMIT_##id,
#include "base/limits.inc"
#undef TR_LIMIT_ROW
  TR_LIMIT_COUNT
} tr_limit_id;

typedef struct tr_limit_row {
  const char *name;
  double normal, untrusted;
  const char *help;
} tr_limit_row;
extern const tr_limit_row tr_limit_rows[TR_LIMIT_COUNT];

/* One text that values were read from. */
typedef struct tr_source {
  tr_str name;   /* as the user or the document wrote it */
  tr_str text;   /* whole file; borrowed from the document arena */
  tr_str folder; /* folder it lies in, "" for the current one; relative paths in it start here */
} tr_source;

struct tr_files;    /* base/file.h */
struct tr_pictures; /* scene/picture.h */

/* One run: everything that belongs to one document and the pictures made from it. Not shared between
   threads. */
typedef struct tr_ctx {
  tr_arena *doc;   /* value trees, positions, messages: as long as the context */
  tr_arena *data;  /* tables */
  tr_arena *scene; /* finished pictures */
  tr_vec diags;    /* of tr_diag */
  tr_vec sources;  /* of tr_source; tr_pos.file is an index plus 1 */
  size_t n_errors, n_warnings;
  double limits[TR_LIMIT_COUNT];
  double work_left; /* see tr_work() */
  size_t memory_used;
  bool reporting_memory; /* a message about the memory limit is being made */
  bool untrusted;
  struct tr_files *files;
  struct tr_pictures *pictures; /* NULL until one is read */
  tr_vec deferred;              /* of struct tr_deferred */
  void *recovery;               /* jmp_buf of the tr_ctx_run() under way */
} tr_ctx;

tr_ctx *tr_ctx_new(void); /* owned by the caller; NULL when memory is out */
void tr_ctx_free(tr_ctx *ctx);
void tr_ctx_set_untrusted(tr_ctx *ctx);

/* Runs BODY(ctx, arg) and returns what it returns. False also when a limit or the end of memory cut it short
   (reported). May be nested; the innermost run is cut short. The only place with setjmp. */
bool tr_ctx_run(tr_ctx *ctx, bool (*body)(tr_ctx *ctx, void *arg), void *arg);

/* RELEASE(what) is called when the context is freed, last in first out. For what is no arena memory. */
void tr_ctx_defer(tr_ctx *ctx, void (*release)(void *what), void *what);

/* Adds a source text; returns its file number for tr_pos. NAME, TEXT and FOLDER are borrowed. */
uint32_t tr_source_add(tr_ctx *ctx, tr_str name, tr_str text, tr_str folder);
const tr_source *tr_source_at(const tr_ctx *ctx, uint32_t file); /* NULL for 0 */
/* Line and column of a position, both from 1; columns count code points. */
void tr_locate(const tr_ctx *ctx, tr_pos at, uint32_t *line, uint32_t *column);

/* Reports a fault. HINT (may be NULL) is a way out and is copied. Reporting an error is how a function
   explains that it returns false; report once, where the position is known. */
void tr_error(tr_ctx *ctx, tr_fault fault, tr_pos at, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void tr_warn(tr_ctx *ctx, tr_fault fault, tr_pos at, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* "did you mean "X"?" in the context's arena, or NULL where no name is near. NAMES ends with NULL. */
const char *tr_did_you_mean(tr_ctx *ctx, tr_str word, const char *const *names);
/* One message as DESIGN's examples show it (file:line:col, the source line, a caret and the hint), with a
   final newline. */
tr_str tr_diag_text(tr_ctx *ctx, const tr_diag *diag, tr_arena *arena);

/* True when AMOUNT is within limit ID; otherwise reports a limit error that names limit, value and switch. */
bool tr_within(tr_ctx *ctx, tr_limit_id id, double amount, tr_pos at);
/* Takes UNITS (rows visited, cells made, steps, glyphs, points) from the work budget. When it is used up:
   reports and returns to tr_ctx_run(). */
void tr_work(tr_ctx *ctx, double units);
/* Returns to tr_ctx_run(), which returns false. An error has been reported before. */
_Noreturn void tr_give_up(tr_ctx *ctx);

#endif
