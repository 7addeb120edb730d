#include "render/render-priv.h"

#include <stdlib.h>
#include <string.h>

static bool grow(tr_sink *sink, size_t more) {
  size_t capacity = sink->capacity ? sink->capacity : 16384;
  if (more > SIZE_MAX / 4 || sink->n > SIZE_MAX / 4) return false;
  while (capacity < sink->n + more) capacity *= 2;
  if (capacity == sink->capacity) return true;
  unsigned char *p = realloc(sink->p, capacity);
  if (!p) return false;
  sink->p = p;
  sink->capacity = capacity;
  return true;
}

bool tr_sink_add(tr_sink *sink, const void *bytes, size_t n) {
  sink->calls++;
  if (sink->calls == sink->fail_at || sink->failed || !grow(sink, n)) {
    sink->failed = true;
    return false;
  }
  if (n) memcpy(sink->p + sink->n, bytes, n);
  sink->n += n;
  return true;
}

void tr_sink_clear(tr_sink *sink) {
  free(sink->p);
  *sink = (tr_sink){0};
}
