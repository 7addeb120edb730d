#ifndef TR_PAGE_BLOCK_MEASURE_H
#define TR_PAGE_BLOCK_MEASURE_H

#include "page/block/para.h"

/* One value against a whole, in one of several forms. */

typedef struct tr_measure {
  const struct tr_measure_form *form;
  tr_fact *fact;
  tr_quantity q;
  double of;               /* NaN: none */
  tr_shared_scale *shared; /* the scale it shares where it has no whole of its own, or NULL */
  tr_paint paint, track;
  double thick; /* px at ratio 1 */
  int segments; /* 1 yes, 0 no, -1 auto */
  /* icons */
  tr_path icon;
  double icon_size;           /* px at ratio 1; NaN: by the room */
  size_t count, n_columns;    /* 0: chosen */
  double per;                 /* of one icon; NaN: chosen */
  bool filler, clip, has_key; /* the rest of the whole; partial icons; the line that says what one icon is */
  tr_str key;
  tr_para_style key_style;
  tr_align align;
} tr_measure;

typedef struct tr_measure_form {
  const char *name;
  bool (*read)(tr_page *page, tr_block *b, tr_measure *m);
  void (*widths)(tr_page *page, tr_block *b, double *min, double *natural);
  tr_heights (*heights)(tr_page *page, tr_block *b, double width);
  bool (*place)(tr_page *page, tr_block *b, tr_box inner, tr_group *into);
} tr_measure_form;

extern const tr_measure_form tr_measure_bar, tr_measure_icons;

/* What a stretch of a measure is drawn as: what is known of it. */
typedef enum { TR_STRETCH_SOLID, TR_STRETCH_HATCH, TR_STRETCH_GHOST, TR_STRETCH_OUTLINE } tr_stretch_kind;
typedef struct tr_stretch {
  double from, to; /* in the measure's unit */
  tr_stretch_kind kind;
} tr_stretch;
enum { TR_STRETCHES = 3 };
/* The stretches of a quantity, from 0 up; FUZZ is half the width of an uncertain end. Returns how many; *OPEN
   tells that it goes on beyond the last. */
size_t tr_measure_stretches(const tr_quantity *q, double fuzz, tr_stretch out[TR_STRETCHES], bool *open);
/* Fill and stroke of a stretch. */
void tr_measure_paint(tr_page *page, const tr_measure *m, tr_stretch_kind kind, double scale, tr_paint *fill,
                      tr_paint *stroke);
/* The whole that the value is measured against. */
double tr_measure_whole(const tr_measure *m);

#endif
