#ifndef TR_TRANH_PRIV_H
#define TR_TRANH_PRIV_H

#include "format/env.h"
#include "page/page.h"
#include "render/render.h"
#include "tranh/tranh.h"
#include "value/value.h"

/* What the options say, in the arena of one context. */
typedef struct tr_settings {
  tr_str theme, locale, size, timezone; /* empty: as the document says */
  double width, height;                 /* px, 0: as the document says */
  bool no_system_fonts;
  tr_vec font_dirs; /* of tr_str */
  tr_vec set;       /* of tr_member: --set */
  tr_render_options render;
} tr_settings;

void tr_settings_init(tr_settings *settings, tr_ctx *ctx);
/* Applies all that OPTIONS hold to SETTINGS and to CTX (limits, file policy). Everything is copied. */
void tr_settings_apply(tr_settings *settings, tr_ctx *ctx, const tr_options *options);

/* A row of the options table. TAKES is a placeholder for help ("NAME=VALUE"), NULL for a switch. SET returns
   what is wrong with VALUE (a message in the context's arena), or NULL. */
typedef struct tr_option_row {
  const char *name, *takes, *help;
  const char *(*set)(tr_settings *settings, tr_ctx *ctx, tr_str value);
} tr_option_row;
size_t tr_option_rows(const tr_option_row **rows);

typedef enum { TR_DOC_NONE, TR_DOC_CHART, TR_DOC_PAGE } tr_doc_kind;

/* Owns its context; everything else is in the context's arenas. */
struct tr_document {
  tr_ctx *ctx;
  tr_settings settings;
  tr_doc_kind kind;
  tr_value root;
  struct tr_fonts *fonts; /* NULL until a picture is made */
  const struct tr_zone *zone;
  bool option_fault; /* an option was the first to be wrong */
  tr_vec pictures;   /* of tr_picture * */
  tr_vec messages;   /* of tr_message */
  size_t diags_seen; /* how many of ctx->diags are in `messages` */
  tr_map displayed;  /* texts of `messages` */
};

struct tr_picture {
  tr_document *document;
  tr_str locale, size;
  tr_page_result pages; /* for a chart: one scene, no notes */
};

/* Reports an option that is at fault. */
void tr_document_option_error(tr_document *d, const char *hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
