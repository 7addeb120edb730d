#ifndef TR_FORMAT_ZONE_H
#define TR_FORMAT_ZONE_H

#include "base/ctx.h"

/* A time zone: the offsets of one place through time. NULL stands for UTC wherever a zone is taken.
   Immutable. */
typedef struct tr_zone tr_zone;

/* NAME is "UTC", "local" (the machine's, /etc/localtime) or an IANA name such as "Asia/Ho_Chi_Minh"; read
   from /usr/share/zoneinfo (TZif, RFC 8536). In the document arena. NULL when there is none or its file is
   damaged (reported at AT); UTC is not NULL here. */
const tr_zone *tr_zone_load(tr_ctx *ctx, tr_str name, tr_pos at);
/* A zone from the bytes of a TZif file; NULL where they are none (not reported). */
const tr_zone *tr_zone_read(tr_arena *arena, tr_str name, tr_str bytes);
tr_str tr_zone_name(const tr_zone *zone); /* "UTC" for NULL */

/* What local clocks are ahead of UTC at the moment MS (since 1970-01-01T00:00Z), in ms. */
double tr_zone_offset(const tr_zone *zone, double ms);
/* The moment at which local clocks show LOCAL_MS (as if it were UTC). JavaScript's rule (ECMA-262, "UTC(t)"):
   times that clocks skip or show twice are read with the offset before the change. */
double tr_zone_to_utc(const tr_zone *zone, double local_ms);

#endif
