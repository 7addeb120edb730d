#include "cases.h"

#include "check.h"
#include "format/time.h"
#include "format/zone-priv.h"

/* Zone files, their rules for the far future, and JavaScript's rule for hours that clocks skip or repeat. */

static const struct {
  const char *zone, *moment;
  double hours;
} offsets[] = {
    {"UTC", "2024-01-01T00:00:00Z", 0},
    {"Asia/Ho_Chi_Minh", "2024-01-01T00:00:00Z", 7},
    {"Asia/Seoul", "2024-07-01T00:00:00Z", 9},
    {"Asia/Tokyo", "1888-01-01T00:00:00Z", 9},
    {"Asia/Kolkata", "2024-01-01T00:00:00Z", 5.5},
    {"Asia/Kathmandu", "2024-01-01T00:00:00Z", 5.75},
    {"Europe/Berlin", "2024-03-31T00:59:59.999Z", 1},
    {"Europe/Berlin", "2024-03-31T01:00:00Z", 2},
    {"Europe/Berlin", "2024-10-27T00:59:59.999Z", 2},
    {"Europe/Berlin", "2024-10-27T01:00:00Z", 1},
    {"Europe/Berlin", "2100-07-01T00:00:00Z", 2}, /* by rule */
    {"Europe/Berlin", "2100-12-01T00:00:00Z", 1},
    {"Europe/Berlin", "2500-03-28T00:59:59Z", 1},
    {"Europe/Berlin", "2500-03-28T01:00:00Z", 2},
    {"America/New_York", "2024-03-10T06:59:59Z", -5},
    {"America/New_York", "2024-03-10T07:00:00Z", -4},
    {"America/New_York", "2090-11-05T05:59:59Z", -4},
    {"America/New_York", "2090-11-05T06:00:00Z", -5},
    {"America/Sao_Paulo", "2024-01-01T00:00:00Z", -3},
    {"Australia/Sydney", "2024-01-01T00:00:00Z", 11}, /* summer across the year's end */
    {"Australia/Sydney", "2090-07-01T00:00:00Z", 10},
    {"Australia/Sydney", "2090-12-31T00:00:00Z", 11},
    {"Pacific/Apia", "2011-12-30T09:59:59Z", -10}, /* a day left out */
    {"Pacific/Apia", "2011-12-30T10:00:00Z", 14},
    {"Africa/Monrovia", "1960-01-01T00:00:00Z", -0.7416666666666667}, /* 44 min 30 s */
};

/* Local times to moments; ECMA-262 takes the offset before the change. */
static const struct {
  const char *zone, *local, *moment;
} locals[] = {
    {"Europe/Berlin", "2024-03-31T01:59:59", "2024-03-31T00:59:59.000Z"},
    {"Europe/Berlin", "2024-03-31T02:30:00", "2024-03-31T01:30:00.000Z"}, /* skipped: shows 03:30 */
    {"Europe/Berlin", "2024-03-31T03:00:00", "2024-03-31T01:00:00.000Z"},
    {"Europe/Berlin", "2024-10-27T02:30:00", "2024-10-27T00:30:00.000Z"}, /* twice: the first */
    {"Europe/Berlin", "2024-10-27T03:00:00", "2024-10-27T02:00:00.000Z"},
    {"America/New_York", "2024-03-10T02:30:00", "2024-03-10T07:30:00.000Z"},
    {"America/New_York", "2024-11-03T01:30:00", "2024-11-03T05:30:00.000Z"},
    {"America/New_York", "2090-11-05T01:30:00", "2090-11-05T05:30:00.000Z"},
    {"Australia/Lord_Howe", "2024-10-06T02:15:00", "2024-10-05T15:45:00.000Z"}, /* half an hour skipped */
    {"Asia/Ho_Chi_Minh", "2024-11-19T00:00:00", "2024-11-18T17:00:00.000Z"},
};

static bool run_offsets(tr_ctx *ctx, void *arg) {
  (void)arg;
  for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
    const tr_zone *zone = tr_zone_load(ctx, tr_str_z(offsets[i].zone), (tr_pos){0});
    if (!check_named(zone != NULL, offsets[i].zone)) continue;
    double got = tr_zone_offset(zone, read_moment(tr_str_z(offsets[i].moment)));
    if (!check_named(fabs(got - offsets[i].hours * 3600000) < 0.01, offsets[i].moment))
      printf("#   %s: %.17g\n", offsets[i].zone, got / 3600000);
  }
  for (size_t i = 0; i < sizeof locals / sizeof *locals; i++) {
    const tr_zone *zone = tr_zone_load(ctx, tr_str_z(locals[i].zone), (tr_pos){0});
    double ms;
    if (!check(zone && tr_date_parse(tr_str_z(locals[i].local), zone, &ms))) continue;
    check_str_named(tr_date_iso(ctx->doc, ms), locals[i].moment, locals[i].local);
  }
  check_str(tr_zone_name(NULL), "UTC");
  check_str(tr_zone_name(tr_zone_load(ctx, TR_S("Asia/Seoul"), (tr_pos){0})), "Asia/Seoul");
  check(tr_zone_load(ctx, TR_S("local"), (tr_pos){0}) != NULL);
  check_num(tr_zone_offset(NULL, 1e12), 0);
  return true;
}

static bool run_unknown(tr_ctx *ctx, void *arg) {
  static const char *const names[] = {"Mars/Olympus",       "",     "../../etc/passwd", "/etc/localtime",
                                      "Asia/../Asia/Seoul", "Asia", "zone.tab",         "Asia/Séoul"};
  (void)arg;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    size_t before = ctx->n_errors;
    check_named(!tr_zone_load(ctx, tr_str_z(names[i]), (tr_pos){0}) && ctx->n_errors == before + 1, names[i]);
  }
  return true;
}

static void test_rules(void) {
  static const char *const wrong[] = {"",
                                      "CET",
                                      "CE-1",
                                      "CET-1CEST,M3.5.0",
                                      "CET-1CEST,M13.5.0,M10.5.0",
                                      "CET-1CEST",
                                      "CET-1x",
                                      "CET-999",
                                      "<+03-3",
                                      "CET-1CEST,M3.5.0,M10.5.0 ",
                                      "CET-1:60",
                                      "CET-1CEST,M3.6.0,M10.5.0",
                                      "CET-1CEST,J366,0"};
  tr_zone_rule rule;
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    check_named(!tr_zone_rule_parse(tr_str_z(wrong[i]), &rule), wrong[i]);
  check(tr_zone_rule_parse(TR_S("<+0330>-3:30"), &rule) && !rule.has_dst && rule.standard == 12600);
  check(tr_zone_rule_parse(TR_S("AAA5BBB6,J60/-1,365/26:30:15"), &rule) && rule.has_dst);
  check(rule.standard == -18000 && rule.dst == -21600);
  check(rule.to_dst.kind == 'J' && rule.to_dst.day == 60 && rule.to_dst.time == -3600);
  check(rule.to_standard.kind == '0' && rule.to_standard.day == 365 && rule.to_standard.time == 95415);
  /* J60 is 1 March in leap years too; 2024-03-01T00:00Z is 1709251200. */
  check(tr_zone_rule_parse(TR_S("AAA0BBB,J60/0,J300/0"), &rule));
  check(tr_zone_rule_offset(&rule, 1709251199) == 0 && tr_zone_rule_offset(&rule, 1709251200) == 3600);
}

/* Damaged files are refused, wherever they are cut or bent. */
static bool run_damage(tr_ctx *ctx, void *arg) {
  (void)arg;
  static char bytes[65536];
  FILE *f = fopen("/usr/share/zoneinfo/Europe/Berlin", "rb");
  if (!check(f != NULL)) return false;
  size_t n = fread(bytes, 1, sizeof bytes, f);
  fclose(f);
  check(tr_zone_read(ctx->doc, TR_S("x"), (tr_str){bytes, n}) != NULL);
  size_t taken = 0;
  for (size_t cut = 0; cut < n; cut++)
    taken += tr_zone_read(ctx->doc, TR_S("x"), (tr_str){bytes, cut}) != NULL;
  check(taken == 0);
  for (size_t i = 0; i < n; i++) { /* must not read outside, whatever it makes of it */
    char kept = bytes[i];
    bytes[i] = (char)0xff;
    const tr_zone *zone = tr_zone_read(ctx->doc, TR_S("x"), (tr_str){bytes, n});
    if (zone) taken += tr_zone_offset(zone, 1e12) != 0;
    bytes[i] = kept;
  }
  check(taken > 0);
  return true;
}

void test_zones(void) {
  static bool (*const runs[])(tr_ctx *, void *) = {run_offsets, run_unknown, run_damage};
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    tr_ctx *ctx = tr_ctx_new();
    check(tr_ctx_run(ctx, runs[i], NULL));
    tr_ctx_free(ctx);
  }
  test_rules();
}
