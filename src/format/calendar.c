#include "format/calendar.h"

#include <math.h>

/* Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". Years begin in
   March, so that the leap day is their last, and 400 of them make an era. */

double tr_days_from_date(double year, double month, double date) {
  year += floor(month / 12);
  double m = month - floor(month / 12) * 12; /* 0 to 11 */
  double y = m < 2 ? year - 1 : year, era = floor(y / 400), of_era = y - era * 400;
  double shifted = m < 2 ? m + 10 : m - 2; /* March is 0 */
  double of_year = floor((153 * shifted + 2) / 5);
  double days = of_era * 365 + floor(of_era / 4) - floor(of_era / 100) + of_year;
  return era * 146097 + days - 719468 + (date - 1);
}

static void date_from_days(int64_t days, tr_fields *out) {
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100), shifted = (5 * of_year + 2) / 153;
  out->date = (int)(of_year - (153 * shifted + 2) / 5 + 1);
  out->month = (int)(shifted < 10 ? shifted + 2 : shifted - 10);
  out->year = (int)(year + era * 400 + (out->month < 2));
}

tr_fields tr_fields_of(const tr_zone *zone, double ms) {
  tr_fields f;
  int64_t local = (int64_t)(ms + tr_zone_offset(zone, ms));
  int64_t days = local / 86400000 - (local % 86400000 < 0), rest = local - days * 86400000;
  date_from_days(days, &f);
  f.hours = (int)(rest / 3600000);
  f.minutes = (int)(rest / 60000 % 60);
  f.seconds = (int)(rest / 1000 % 60);
  f.milliseconds = (int)(rest % 1000);
  f.day = (int)(((days + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
  return f;
}

double tr_time_clip(double ms) { return isfinite(ms) && fabs(ms) <= 8.64e15 ? trunc(ms) + 0.0 : NAN; }

double tr_moment(const tr_zone *zone, double year, double month, double date, double hours, double minutes,
                 double seconds, double milliseconds) {
  double days = tr_days_from_date(trunc(year), trunc(month), trunc(date));
  double time = trunc(hours) * TR_MS_HOUR + trunc(minutes) * TR_MS_MINUTE + trunc(seconds) * TR_MS_SECOND +
                trunc(milliseconds);
  double local = days * TR_MS_DAY + time;
  if (!isfinite(local) || fabs(local) > 8.64e15 + TR_MS_DAY) return NAN;
  return tr_time_clip(tr_zone_to_utc(zone, local));
}
