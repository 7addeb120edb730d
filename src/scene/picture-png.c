#include "scene/picture-priv.h"

#include <string.h>

/* The chunks of a PNG (ISO/IEC 15948): each has a length, a name, its bytes, and a checksum of the last two.
 */

enum { signature = 8, around = 12 }; /* bytes; of a chunk besides its own */

static uint32_t big_endian(const char *p) {
  const unsigned char *u = (const unsigned char *)p;
  return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

/* CRC-32 (ISO 3309), four bits at a time: small enough to be read, quick enough beside reading the file. */
static uint32_t checksum(const char *p, size_t n) {
  static const uint32_t by_nibble[16] = {
      0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
      0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
  uint32_t crc = UINT32_MAX;
  for (size_t i = 0; i < n; i++) {
    crc ^= (unsigned char)p[i];
    crc = crc >> 4 ^ by_nibble[crc & 15];
    crc = crc >> 4 ^ by_nibble[crc & 15];
  }
  return ~crc;
}

static bool is_called(const char *chunk, const char *name) { return memcmp(chunk + 4, name, 4) == 0; }

static const char *read_header(const char *chunk, uint32_t length, tr_picture *out) {
  if (!is_called(chunk, "IHDR") || length != 13) return "does not begin with a header";
  out->width = big_endian(chunk + 8);
  out->height = big_endian(chunk + 12);
  bool possible = out->width >= 1 && out->width <= INT32_MAX && out->height >= 1 && out->height <= INT32_MAX;
  return possible ? NULL : "has an impossible size";
}

const char *tr_picture_png(tr_str b, tr_picture *out) {
  bool first = true, pixels = false;
  size_t at = signature;
  while (b.n - at >= around) {
    const char *chunk = b.p + at;
    uint32_t length = big_endian(chunk);
    if (length > b.n - at - around) break;
    const char *wrong = first ? read_header(chunk, length, out) : NULL;
    if (wrong) return wrong;
    bool needed = (chunk[4] & 32) == 0;
    if (needed && checksum(chunk + 4, length + 4) != big_endian(chunk + 8 + length)) return "is damaged";
    if (is_called(chunk, "IEND")) return pixels ? NULL : "holds no pixels";
    pixels = pixels || is_called(chunk, "IDAT");
    first = false;
    at += around + length;
  }
  return "ends too early";
}
