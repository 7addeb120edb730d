#ifndef TR_BASE_FILE_PRIV_H
#define TR_BASE_FILE_PRIV_H

#include "base/file.h"

#include <dirent.h>

typedef struct tr_file_rule {
  tr_str from; /* url, name or prefix */
  tr_str to;   /* file or folder of the user's */
} tr_file_rule;

/* The file policy of one run. */
struct tr_files {
  tr_str base;               /* --base-dir; "" where none was given */
  tr_vec maps, replacements; /* of tr_file_rule */
  tr_str data_root;          /* "" until asked for */
  size_t n_named;            /* files that documents have opened */
  double data_bytes;         /* of all data files */
  /* What is open just now. Taking memory may end the run, and then nobody else would close it. */
  int fd;
  DIR *dir;
};

/* Closes what is open. */
void tr_files_close(struct tr_files *files);

/* Decodes a data: url (RFC 2397; base64 strictly, RFC 4648) into the document arena. LIMIT is in bytes. */
bool tr_data_url_read(tr_ctx *ctx, tr_str url, tr_limit_id limit, tr_pos at, tr_str *bytes);

#endif
