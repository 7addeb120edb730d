#include "scene/picture-priv.h"

#include <string.h>

/* The markers of a JPEG (ITU-T T.81, annex B), up to the first scan; and the orientation that EXIF gives. */

typedef struct reader {
  const unsigned char *p;
  size_t n;
  bool little; /* which end of a number comes first */
} reader;

/* Numbers beyond the end are 0. */
static uint32_t word(const reader *r, size_t at, size_t bytes) {
  uint32_t x = 0;
  if (at > r->n || bytes > r->n - at) return 0;
  for (size_t i = 0; i < bytes; i++) x = x << 8 | r->p[at + (r->little ? bytes - 1 - i : i)];
  return x;
}

/* --- EXIF (a TIFF file in a marker) -----------------------------------------------------------------------
 */

enum { tag_orientation = 0x0112, type_short = 3, entry_bytes = 12 };

/* 0 where there is none. *AT is where in P the two bytes of it stand. */
static int orientation_of(const unsigned char *p, size_t n, size_t *at) {
  if (n < 6 + 8 || memcmp(p, "Exif\0", 6) != 0) return 0;
  reader tiff = {p + 6, n - 6, p[6] == 'I'};
  if (word(&tiff, 2, 2) != 42) return 0;
  size_t directory = word(&tiff, 4, 4), entries = word(&tiff, directory, 2);
  for (size_t i = 0; i < entries; i++) {
    size_t entry = directory + 2 + i * entry_bytes;
    if (word(&tiff, entry, 2) != tag_orientation || word(&tiff, entry + 2, 2) != type_short) continue;
    uint32_t value = word(&tiff, entry + 8, 2);
    *at = 6 + entry + 8;
    return value >= 1 && value <= 8 ? (int)value : 0;
  }
  return 0;
}

/* --- Markers ----------------------------------------------------------------------------------------------
 */

enum { EOI = 0xD9, SOS = 0xDA, APP1 = 0xE1, TEM = 0x01, RST0 = 0xD0, SOI = 0xD8 };

static bool stands_alone(int marker) { return marker == TEM || (marker >= RST0 && marker <= SOI); }

/* Start of frame: all of 0xC0 to 0xCF that are no tables. */
static bool starts_frame(int marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static const char *read_frame(const reader *r, size_t at, int marker, tr_picture *out) {
  if (marker > 0xC2) return "is of a kind that only special programs read";
  if (word(r, at, 1) != 8) return "has more than 8 bits a channel";
  out->height = word(r, at + 1, 2);
  out->width = word(r, at + 3, 2);
  return out->width > 0 && out->height > 0 ? NULL : "has an impossible size";
}

/* Whether the end's marker comes after AT; some cameras add bytes behind it. */
static bool has_end(const reader *r, size_t at) {
  for (size_t i = r->n; i >= at + 2; i--)
    if (r->p[i - 2] == 0xFF && r->p[i - 1] == EOI) return true;
  return false;
}

/* *TURNED_AT is where the orientation's two bytes stand, 0 where nothing gives one. */
static const char *read_markers(tr_str bytes, tr_picture *out, size_t *turned_at) {
  reader r = {(const unsigned char *)bytes.p, bytes.n, false};
  bool framed = false;
  for (size_t at = 2; at + 2 <= r.n;) {
    int marker = r.p[at + 1];
    if (r.p[at] != 0xFF) return "is damaged";
    at += marker == 0xFF ? 1 : 2; /* any number of FF may stand before a marker */
    if (marker == 0xFF || stands_alone(marker)) continue;
    if (marker == EOI) return "holds no pixels";
    size_t length = word(&r, at, 2);
    if (length < 2 || length > r.n - at) break;
    if (starts_frame(marker)) {
      const char *wrong = read_frame(&r, at + 2, marker, out);
      if (wrong) return wrong;
      framed = true;
    }
    size_t within;
    if (marker == APP1 && out->orientation == 0) {
      out->orientation = orientation_of(r.p + at + 2, length - 2, &within);
      if (out->orientation) *turned_at = at + 2 + within;
    }
    at += length;
    if (marker == SOS) return !framed ? "has no header" : has_end(&r, at) ? NULL : "ends too early";
  }
  return "ends too early";
}

const char *tr_picture_jpeg(tr_str bytes, tr_picture *out) {
  size_t turned_at = 0;
  return read_markers(bytes, out, &turned_at);
}

tr_str tr_picture_unturned(tr_ctx *ctx, tr_str bytes) {
  tr_picture p = {0};
  size_t at = 0;
  if (read_markers(bytes, &p, &at) || at == 0) return bytes;
  char *copy = tr_alloc(ctx->scene, bytes.n);
  memcpy(copy, bytes.p, bytes.n);
  bool little = copy[at] != 0; /* the number is below 256 */
  copy[at] = little;
  copy[at + 1] = !little;
  return (tr_str){copy, bytes.n};
}
