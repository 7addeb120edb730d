#include "format/zone-priv.h"

#include "base/file.h"

#include <math.h>
#include <string.h>

struct tr_zone {
  tr_str name;
  size_t n;              /* transitions */
  const int64_t *at;     /* seconds since 1970, rising */
  const int32_t *offset; /* n + 1 seconds ahead of UTC: before the first transition, and after each */
  tr_zone_rule rule;     /* after the last */
};

static const int32_t no_offset[] = {0};
static const tr_zone utc = {.name = TR_S("UTC"), .offset = no_offset};

tr_str tr_zone_name(const tr_zone *zone) { return zone ? zone->name : utc.name; }

/* The header of a TZif block (RFC 8536, section 3.1). */
typedef struct header {
  size_t n_isut, n_isstd, n_leap, n_time, n_type, n_char;
} header;

enum { HEADER_BYTES = 44, TYPE_BYTES = 6 };

static uint64_t big_endian(const char *p, size_t n) {
  uint64_t x = 0;
  for (size_t i = 0; i < n; i++) x = x << 8 | (unsigned char)p[i];
  return x;
}

static bool read_header(tr_str bytes, header *out) {
  if (bytes.n < HEADER_BYTES || memcmp(bytes.p, "TZif", 4) != 0) return false;
  const char *p = bytes.p + 20;
  *out = (header){big_endian(p, 4),      big_endian(p + 4, 4),  big_endian(p + 8, 4),
                  big_endian(p + 12, 4), big_endian(p + 16, 4), big_endian(p + 20, 4)};
  return out->n_type > 0 && out->n_type <= 256 && out->n_time < 100000 && out->n_leap < 10000 &&
         out->n_char < 100000 && out->n_isut <= 256 && out->n_isstd <= 256;
}

static size_t block_bytes(const header *h, size_t time_size) {
  return h->n_time * (time_size + 1) + h->n_type * TYPE_BYTES + h->n_char + h->n_leap * (time_size + 4) +
         h->n_isstd + h->n_isut;
}

static bool read_block(tr_arena *arena, tr_str block, const header *h, size_t time_size, tr_zone *out) {
  const char *which = block.p + h->n_time * time_size, *types = which + h->n_time;
  int64_t *at = TR_NEW_N(arena, int64_t, h->n_time + 1);
  int32_t *offset = TR_NEW_N(arena, int32_t, h->n_time + 1);
  offset[0] = (int32_t)big_endian(types, 4);
  for (size_t i = 0; i < h->n_time; i++) {
    uint64_t raw = big_endian(block.p + i * time_size, time_size);
    size_t type = (unsigned char)which[i];
    at[i] = time_size == 8 ? (int64_t)raw : (int64_t)(int32_t)raw;
    if (type >= h->n_type || (i && at[i] <= at[i - 1])) return false;
    offset[i + 1] = (int32_t)big_endian(types + type * TYPE_BYTES, 4);
  }
  out->n = h->n_time;
  out->at = at;
  out->offset = offset;
  return true;
}

/* The POSIX rule between two line ends after the second block; empty is allowed. */
static bool read_footer(tr_str rest, tr_zone *out) {
  if (rest.n < 2 || rest.p[0] != '\n') return false;
  size_t end = tr_str_find(rest, "\n", 1);
  if (end >= rest.n) return false;
  tr_str rule = tr_str_sub(rest, 1, end);
  return rule.n == 0 || tr_zone_rule_parse(rule, &out->rule);
}

const tr_zone *tr_zone_read(tr_arena *arena, tr_str name, tr_str bytes) {
  header h;
  tr_zone *out = TR_NEW(arena, tr_zone);
  out->name = name;
  if (!read_header(bytes, &h)) return NULL;
  size_t first = HEADER_BYTES + block_bytes(&h, 4);
  if (bytes.n < first) return NULL;
  if (bytes.p[4] == 0)
    return read_block(arena, tr_str_sub(bytes, HEADER_BYTES, bytes.n), &h, 4, out) ? out : NULL;
  tr_str second = tr_str_sub(bytes, first, bytes.n);
  if (!read_header(second, &h)) return NULL;
  size_t size = HEADER_BYTES + block_bytes(&h, 8);
  if (second.n < size || !read_block(arena, tr_str_sub(second, HEADER_BYTES, second.n), &h, 8, out))
    return NULL;
  return read_footer(tr_str_sub(second, size, second.n), out) ? out : NULL;
}

/* Letters, digits and "_+-/", and no way out of the folder. */
static bool is_zone_name(tr_str name) {
  if (name.n == 0 || name.n > 64 || name.p[0] == '/' || name.p[0] == '-') return false;
  for (size_t i = 0; i < name.n; i++) {
    char c = name.p[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain && !memchr("_+-/", c, 4)) return false;
  }
  return true;
}

const tr_zone *tr_zone_load(tr_ctx *ctx, tr_str name, tr_pos at) {
  if (tr_str_is(name, "UTC") || tr_str_is(name, "Etc/UTC")) return &utc;
  bool local = tr_str_is(name, "local");
  tr_str path =
      local ? TR_S("/etc/localtime") : tr_printf(ctx->doc, "/usr/share/zoneinfo/%.*s", TR_FMT(name));
  if (local && !tr_file_exists(path)) return &utc; /* as localtime(3) without a file */
  if (!local && (!is_zone_name(name) || !tr_file_exists(path))) {
    tr_error(ctx, TR_INPUT, at, "use UTC, local or a name such as Asia/Ho_Chi_Minh (package tzdata)",
             "no time zone \"%.*s\"", TR_FMT(name));
    return NULL;
  }
  tr_str bytes;
  if (!tr_file_read(ctx, path, TR_FILE_ASSET, at, &bytes)) return NULL;
  const tr_zone *zone = tr_zone_read(ctx->doc, tr_str_copy(ctx->doc, name), bytes);
  if (!zone) tr_error(ctx, TR_SYSTEM, at, NULL, "%.*s is no time zone file", TR_FMT(path));
  return zone;
}

double tr_zone_offset(const tr_zone *zone, double ms) {
  if (!zone || !(fabs(ms) < 1e17)) return 0; /* no moment at all */
  int64_t seconds = (int64_t)floor(ms / 1000);
  size_t low = 0, high = zone->n; /* transitions up to SECONDS */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (zone->at[middle] <= seconds)
      low = middle + 1;
    else
      high = middle;
  }
  bool after = low == zone->n && zone->rule.given;
  return 1000.0 * (double)(after ? tr_zone_rule_offset(&zone->rule, seconds) : zone->offset[low]);
}

double tr_zone_to_utc(const tr_zone *zone, double local_ms) {
  if (!zone || !(fabs(local_ms) < 1e17)) return local_ms;
  const double day = 86400000;
  double before = tr_zone_offset(zone, local_ms - day), after = tr_zone_offset(zone, local_ms + day);
  if (before == after || tr_zone_offset(zone, local_ms - before) == before) return local_ms - before;
  if (tr_zone_offset(zone, local_ms - after) == after) return local_ms - after;
  return local_ms - before;
}
