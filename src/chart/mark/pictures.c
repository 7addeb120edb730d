#include "chart/mark/encode-priv.h"
#include "scene/picture.h"

/* Where the url is said: by the channel, the mark, or the config. */
static const tr_value *url_place(tr_view *view) {
  const tr_def *d = view->enc[TR_ENC_URL];
  if (d) return tr_get(d->v, "field") ? tr_get(d->v, "field") : d->v;
  const tr_value *own = tr_mark_prop(view, "url", NULL);
  return own ? own : view->spec;
}

/* Urls are relative to the text that says them; what says none belongs to the specification. */
static tr_pos place_of(tr_view *view) {
  tr_pos at = tr_pos_of(url_place(view));
  return at.file ? at : tr_pos_of(view->chart->spec);
}

bool tr_load_pictures(tr_view *view, tr_items *it) {
  tr_ctx *ctx = view->chart->ctx;
  tr_pos at = place_of(view);
  const tr_picture **pictures = TR_NEW_N(ctx->scene, const tr_picture *, it->n);
  for (size_t i = 0; i < it->n; i++) {
    tr_str url = tr_item_string(it, TR_CH_URL, i, (tr_str){0});
    bool none = url.n == 0 || tr_str_is(url, "null"); /* how Vega-Lite words a missing value */
    if (!none && !(pictures[i] = tr_picture_read(ctx, url, at))) return false;
  }
  it->pictures = pictures;
  return true;
}
