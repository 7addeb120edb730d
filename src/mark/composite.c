#include "mark/mark-priv.h"

/* Marks that stand for layers of others: a chart rewrites them before anything is drawn. */

#define PART (TR_P_BOOL | TR_P_OBJECT | TR_P_NULL)
static const tr_prop boxplot_props[] = {
    {"extent", TR_P_NUMBER | TR_P_STRING | TR_P_NULL, NULL, 0, 1e300, "1.5",
     "whiskers reach so many ranges of the quartiles, or \"min-max\""},
    {"box", PART, NULL, 0, 0, NULL, "bar between the quartiles; false for none", "mark-part"},
    {"median", PART, NULL, 0, 0, NULL, "tick at the median", "mark-part"},
    {"outliers", PART, NULL, 0, 0, NULL, "points beyond the whiskers", "mark-part"},
    {"rule", PART, NULL, 0, 0, NULL, "the whiskers", "mark-part"},
    {"ticks", PART, NULL, 0, 0, "false", "ends of the whiskers", "mark-part"},
    {NULL}};

#define EXTENT                                                                                               \
  { "extent", TR_P_STRING | TR_P_NULL, NULL, 0, 0, "stderr", "ci, stderr, stdev or iqr" }
#define CENTER                                                                                               \
  { "center", TR_P_STRING | TR_P_NULL, NULL, 0, 0, "mean", "mean or median" }
static const tr_prop errorbar_props[] = {
    CENTER,
    EXTENT,
    {"rule", PART, NULL, 0, 0, "true", "line between the ends", "mark-part"},
    {"ticks", PART, NULL, 0, 0, "false", "ticks at the ends", "mark-part"},
    {NULL}};

static const tr_prop errorband_props[] = {
    CENTER,
    EXTENT,
    {"band", PART, NULL, 0, 0, NULL, "area between the ends", "mark-part"},
    {"borders", PART, NULL, 0, 0, "false", "lines along the ends", "mark-part"},
    {NULL}};
#undef CENTER
#undef EXTENT
#undef PART

static const char *const boxplot_parts[] = {"box", "median", "outliers", "rule", "ticks", NULL};
static const char *const errorbar_parts[] = {"rule", "ticks", NULL};
static const char *const errorband_parts[] = {"band", "borders", NULL};

const tr_mark_type tr_mark_boxplot = {.name = "boxplot",
                                      .help = "quartiles, median, whiskers and outliers",
                                      .props = boxplot_props,
                                      .parts = boxplot_parts};
const tr_mark_type tr_mark_errorbar = {.name = "errorbar",
                                       .help = "lines of how sure values are",
                                       .props = errorbar_props,
                                       .parts = errorbar_parts};
const tr_mark_type tr_mark_errorband = {.name = "errorband",
                                        .help = "areas of how sure values are",
                                        .props = errorband_props,
                                        .parts = errorband_parts};
