#ifndef TRANH_TRANH_H
#define TRANH_TRANH_H

/* libtranh: structured facts to charts and infographics.

   Options → document → pictures → bytes. A document belongs to one thread at a time; different documents may
   be worked on by different threads at once. Strings are UTF-8 and NUL-terminated; lengths are px (1/96 in).
   What a function returns is borrowed and lives as long as its document, unless it says "owned". */

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TR_API __attribute__((visibility("default")))

typedef struct tr_options tr_options;   /* how pictures are made */
typedef struct tr_document tr_document; /* one chart, page or layout that was read, and its messages */
typedef struct tr_picture tr_picture;   /* a document laid out in one language and size; one or more pages */
typedef struct _cairo cairo_t;

/* How things went; the same numbers are the exit codes of the command line. */
typedef enum {
  TR_STATUS_OK = 0,    /* perhaps with warnings */
  TR_STATUS_INPUT = 1, /* the document or its data are at fault */
  TR_STATUS_USAGE = 2, /* an option is */
  TR_STATUS_SYSTEM = 3 /* a limit or the system is */
} tr_status_code;

/* The version of the library, "0.1.0". */
TR_API const char *tr_version(void);

/* Options, owned by the caller; they may be freed, changed and used again once documents have been opened
   with them. NULL when memory is out. */
TR_API tr_options *tr_options_new(void);
TR_API void tr_options_free(tr_options *options); /* takes NULL */
/* Sets the option that the command line calls --NAME ("theme", "data", "limit" …; tr_list("options") has them
   all). Those that may be repeated add up. Switches ("untrusted") take VALUE NULL. False where there is no
   such option or it does not take VALUE; tr_options_error() then says why. */
TR_API bool tr_options_set(tr_options *options, const char *name, const char *value);
TR_API const char *tr_options_error(const tr_options *options);

/* Reads a document. NAME with a '/' or a '.' is a file, "-" is standard input, anything else is the name of a
   layout. Owned by the caller; NULL only when memory is out. See tr_document_status() for how it went. */
TR_API tr_document *tr_document_load(const tr_options *options, const char *name);
/* The same from SIZE bytes (copied). NAME stands for them in messages; names of files inside the document
   start at FOLDER (NULL: there are none, unless the option base-dir says where). */
TR_API tr_document *tr_document_load_bytes(const tr_options *options, const void *bytes, size_t size,
                                           const char *name, const char *folder);
TR_API void tr_document_free(tr_document *document); /* takes NULL; its pictures and bytes go with it */
/* How all calls so far went: of several faults, the first decides. */
TR_API tr_status_code tr_document_status(const tr_document *document);

/* A message of the document. New members come at the end. */
typedef struct tr_message {
  bool is_error;
  const char *kind;      /* "syntax", "input", "unsupported", "data", "limit", "system" */
  const char *file;      /* as it was named; "" where the message has no place in a file */
  unsigned line, column; /* from 1; 0 for no place */
  const char *text;      /* what was found, what was expected */
  const char *hint;      /* a way out, or "" */
  const char *display;   /* all of it, as the command line prints it */
} tr_message;

/* Messages so far, without repetitions. NULL past the last. */
TR_API size_t tr_document_messages(tr_document *document);
TR_API const tr_message *tr_document_message(tr_document *document, size_t index);

/* Lays a document out in a language and a size (NULL: as the options, else the document, say). NULL on
   failure. A chart has one page and no sizes. */
TR_API tr_picture *tr_document_picture(tr_document *document, const char *locale, const char *size);
TR_API size_t tr_picture_pages(const tr_picture *picture);
/* Width and height of page PAGE (from 0) in px. */
TR_API bool tr_picture_extent(const tr_picture *picture, size_t page, double *width, double *height);
/* A page as a file's bytes in a FORMAT of tr_list("formats"). False on failure. */
TR_API bool tr_picture_render(tr_picture *picture, size_t page, const char *format, const void **bytes,
                              size_t *size);
/* A page on a cairo context of the caller's, in its current coordinates. */
TR_API bool tr_picture_draw(tr_picture *picture, size_t page, cairo_t *cr);
/* What was done to make things fit in all pictures so far, as JSON. NULL on failure. */
TR_API const char *tr_document_report(tr_document *document);

/* A file to be written. */
typedef struct tr_file {
  const char *path; /* "-" is standard output */
  const void *bytes;
  size_t size;
} tr_file;

/* Writes N files, each whole or not at all. All are written beside their places first; nothing that was
   there is replaced before all of them are complete. */
TR_API bool tr_document_write(tr_document *document, const tr_file *files, size_t n);

/* Calls EACH for each member of a registry: "layouts", "themes", "fonts", "icons", "schemes", "functions",
   "marks", "transforms", "scales", "blocks", "formats", "limits", "options". HELP is one line, perhaps "".
   False where there is no registry of that name. */
TR_API bool tr_list(const char *registry, void (*each)(void *self, const char *name, const char *help),
                    void *self);

/* Hands the grammar of a kind of DOCUMENT ("chart", "page") to TAKE, once, as SIZE bytes that are its own
   only during the call: FORMAT "json" is a JSON Schema (draft 2020-12), "md" a reference page in Markdown.
   Both are made from the tables that documents are checked against. False where there is no such document or
   format, or when memory is out. */
TR_API bool tr_schema(const char *document, const char *format,
                      void (*take)(void *self, const char *text, size_t size), void *self);

#ifdef __cplusplus
}
#endif

#endif
