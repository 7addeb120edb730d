#include "show.h"

#include <math.h>

static void show_string(tr_buf *out, tr_str s) {
  tr_buf_add_char(out, '"');
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '"' || c == '\\')
      tr_buf_printf(out, "\\%c", c);
    else if (c == '\n')
      tr_buf_add_z(out, "\\n");
    else if (c == '\t')
      tr_buf_add_z(out, "\\t");
    else if (c == '\r')
      tr_buf_add_z(out, "\\r");
    else if (c == '\b')
      tr_buf_add_z(out, "\\b");
    else if (c == '\f')
      tr_buf_add_z(out, "\\f");
    else if (c < 0x20)
      tr_buf_printf(out, "\\u%04x", c);
    else
      tr_buf_add_char(out, (char)c);
  }
  tr_buf_add_char(out, '"');
}

static void show_array(tr_buf *out, const tr_value *v) {
  tr_buf_add_char(out, '[');
  for (uint32_t i = 0; i < v->n; i++) {
    if (i) tr_buf_add_char(out, ',');
    show_value(out, &v->items[i]);
  }
  tr_buf_add_char(out, ']');
}

static void show_object(tr_buf *out, const tr_value *v) {
  tr_buf_add_char(out, '{');
  for (uint32_t i = 0; i < v->n; i++) {
    if (i) tr_buf_add_char(out, ',');
    show_string(out, v->members[i].name);
    tr_buf_add_char(out, ':');
    show_value(out, &v->members[i].value);
  }
  tr_buf_add_char(out, '}');
}

void show_value(tr_buf *out, const tr_value *v) {
  switch ((tr_kind)v->kind) {
  case TR_NULL: tr_buf_add_z(out, "null"); break;
  case TR_UNDEFINED: tr_buf_add_z(out, "undefined"); break;
  case TR_BOOL: tr_buf_add_z(out, v->boolean ? "true" : "false"); break;
  case TR_NUMBER:
    if (v->number == 0 && signbit(v->number)) tr_buf_add_char(out, '-');
    tr_buf_number(out, v->number);
    break;
  case TR_DATE:
    tr_buf_add_z(out, "Date(");
    tr_buf_number(out, v->number);
    tr_buf_add_char(out, ')');
    break;
  case TR_STRING: show_string(out, tr_string(v)); break;
  case TR_ARRAY: show_array(out, v); break;
  case TR_OBJECT: show_object(out, v); break;
  case TR_REGEXP: tr_buf_printf(out, "/%s/", v->string); break;
  }
}
