#include "render/render-priv.h"

#include <math.h>
#include <strings.h>

double tr_scale_of(const tr_render_options *options) {
  if (options->dpi > 0) return options->dpi / 96;
  return options->scale > 0 ? options->scale : 1;
}

tr_paint tr_background_of(const tr_scene *scene, const tr_render_options *options) {
  return options->has_background ? tr_paint_solid(options->background, NULL) : scene->background;
}

static bool refuse(tr_ctx *ctx, tr_str link, tr_pos at) {
  tr_warn(ctx, TR_INPUT, at, "links begin with https:, http: or mailto:", "the link \"%.*s\" is left out",
          TR_FMT(link));
  return false;
}

bool tr_link_allowed(tr_ctx *ctx, tr_str link, tr_pos at) {
  static const char *const schemes[] = {"http", "https", "mailto"};
  size_t colon = 0;
  /* Browsers drop control characters before they look at the scheme. */
  for (size_t i = 0; i < link.n; i++)
    if ((unsigned char)link.p[i] < 0x20 || link.p[i] == 0x7F) return refuse(ctx, link, at);
  if (link.n && link.p[0] == ' ') return refuse(ctx, link, at);
  while (colon < link.n &&
         !(link.p[colon] == ':' || link.p[colon] == '/' || link.p[colon] == '?' || link.p[colon] == '#'))
    colon++;
  if (colon == link.n || link.p[colon] != ':') return true;
  tr_str scheme = tr_str_sub(link, 0, colon);
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    tr_str known = tr_str_z(schemes[i]);
    if (scheme.n == known.n && strncasecmp(scheme.p, known.p, known.n) == 0) return true;
  }
  return refuse(ctx, link, at);
}

bool tr_render(tr_ctx *ctx, struct tr_fonts *fonts, const tr_scene *scene, const tr_output *output,
               const tr_render_options *options, tr_str *bytes) {
  tr_buf out = tr_buf_of(ctx->scene);
  *bytes = (tr_str){0};
  if (!tr_scene_check(ctx, scene) || !output->fits(ctx, scene, options)) return false;
  if (!output->write(ctx, fonts, scene, options, &out)) return false;
  *bytes = tr_buf_str(&out);
  return true;
}
