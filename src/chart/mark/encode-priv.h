#ifndef TR_CHART_ENCODE_PRIV_H
#define TR_CHART_ENCODE_PRIV_H

#include "chart/scale/scale-priv.h"

/* Compiling encodings to rules. A NULL ref is "no rule". */

typedef enum {
  TR_DEFAULT_NONE,
  TR_DEFAULT_MID,
  TR_DEFAULT_ZERO_OR_MIN,
  TR_DEFAULT_ZERO_OR_MAX
} tr_default_place;

/* How far a place is moved: px, or what an offset channel says. */
typedef struct tr_shift {
  double px;
  const tr_ref *ref;
  bool is_encoded;
} tr_shift;

tr_ref *tr_ref_new(tr_view *view, tr_ref_kind kind);
tr_ref *tr_ref_value(tr_view *view, const tr_value *v); /* constants and {"expr": …} */
tr_ref *tr_ref_number_value(tr_view *view, double x);
void tr_rule_set(tr_view *view, tr_entry *entry, tr_channel_id id,
                 tr_ref *ref); /* replaces; NULL does nothing */
void tr_rule_append(tr_view *view, tr_entry *entry, tr_channel_id id, tr_ref *ref);
void tr_rule_clear(tr_entry *entry, tr_channel_id id);

/* The reference of a definition: field, datum or value. BAND: NaN where the rules decide. FALLBACK may be
   NULL. SHIFT may be NULL. */
tr_ref *tr_mid_point(tr_view *view, tr_enc enc, tr_def *d, tr_def *second, double band, const tr_shift *shift,
                     tr_ref *fallback);
tr_ref *tr_between(tr_view *view, tr_scale_cmp *scale, tr_str start, tr_str end, double mix,
                   const tr_shift *shift);
tr_shift tr_shift_of(tr_view *view, tr_enc enc, double band);
tr_ref *tr_default_ref(tr_view *view, tr_enc enc, tr_default_place place);
/* The rule where a value is invalid and the config says how to show it; NULL else. */
tr_ref *tr_invalid_ref(tr_view *view, tr_enc enc, tr_def *d);

void tr_encode_point(tr_view *view, tr_entry *entry, tr_enc enc, tr_default_place place, tr_channel_id id);
void tr_encode_range(tr_view *view, tr_entry *entry, tr_enc enc, tr_default_place place,
                     tr_default_place place2);
void tr_encode_rect(tr_view *view, tr_entry *entry, tr_enc enc);
/* A channel that is no place: ID gets its rules. FALLBACK NULL: the mark's property of that name. */
void tr_encode_other(tr_view *view, tr_entry *entry, tr_enc enc, tr_channel_id id, tr_ref *fallback);
void tr_encode_color(tr_view *view, tr_entry *entry);
void tr_encode_text(tr_view *view, tr_entry *entry, tr_enc enc, tr_channel_id id);
void tr_encode_tooltip(tr_view *view, tr_entry *entry);
void tr_encode_description(tr_view *view, tr_entry *entry);
void tr_encode_corners(tr_view *view, tr_entry *entry);
tr_text_ref tr_text_ref_of(tr_view *view, const tr_def *d, const tr_value *format, bool share);
/* The channel that a place goes to: x, or xc or x2 by the mark's alignment. */
tr_channel_id tr_aligned_channel(tr_view *view, tr_enc enc, bool to_middle);
bool tr_mark_is(const tr_view *view, const char *name);
/* Stacked bars whose corners are rounded; they are drawn stack by stack. */
bool tr_rounds_stacks(tr_view *view);
void tr_draw_rounded_stacks(tr_view *view, const tr_mark_env *env, const tr_items *items, const tr_table *t,
                            tr_group *group, tr_bounds *bounds);
/* Reads the pictures that an image mark's items name; those without a url (null, "") have none. */
bool tr_load_pictures(tr_view *view, tr_items *items);
/* Sets the constant channels of the mark's definition, but IGNORED ones. */
void tr_encode_mark_props(tr_view *view, tr_entry *entry, bool with_size, bool with_orient, bool with_align,
                          bool with_theta);

#endif
