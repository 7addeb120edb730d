#ifndef TR_FORMAT_ZONE_PRIV_H
#define TR_FORMAT_ZONE_PRIV_H

#include "format/zone.h"

/* One change of a POSIX TZ rule. */
typedef struct tr_zone_change {
  char kind;            /* M: week WEEK (5: the last) of MONTH, weekday DAY; J: day 1 to 365 without 29
                           February; 0: day 0 to 365 */
  int month, week, day; /* month 1 to 12 */
  int64_t time;         /* seconds after local midnight; may be negative or more than a day */
} tr_zone_change;

/* A POSIX TZ rule, for times after the last transition of a file. Offsets are seconds ahead of UTC. */
typedef struct tr_zone_rule {
  bool given, has_dst;
  int64_t standard, dst;
  tr_zone_change to_dst, to_standard;
} tr_zone_rule;

bool tr_zone_rule_parse(tr_str text, tr_zone_rule *out);
/* Seconds ahead of UTC at SECONDS since 1970. */
int64_t tr_zone_rule_offset(const tr_zone_rule *rule, int64_t seconds);

#endif
