#ifndef TR_PAGE_UNITS_H
#define TR_PAGE_UNITS_H

#include "page/page-priv.h"

/* Facts on one scale must have one unit. Looks at the facts among ROWS that pass the specification's filters;
   where a quantitative x or y shows their numbers, two units are an error that names both facts. */
bool tr_units_check_chart(tr_page *page, const tr_value *spec, const tr_value *rows);
/* The facts among ROWS that pass the specification's filters are used on the page. False after reporting. */
bool tr_chart_facts_use(tr_page *page, const tr_value *spec, const tr_value *rows);

#endif
