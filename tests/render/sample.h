#ifndef TR_TESTS_RENDER_SAMPLE_H
#define TR_TESTS_RENDER_SAMPLE_H

#include "render/render.h"
#include "text/text.h"

tr_scene *sample_scene(tr_ctx *ctx, double w, double h, tr_color background);
tr_marks *sample_rect(tr_ctx *ctx, tr_group *in, double x, double y, double w, double h, tr_color fill);
/* A line of text with its baseline at X, Y. */
tr_text *sample_line(tr_ctx *ctx, tr_fonts *fonts, tr_group *in, const char *text, double x, double y,
                     const tr_font *font, tr_color color);
tr_text *sample_para(tr_ctx *ctx, tr_fonts *fonts, tr_group *in, const char *text, double x, double y,
                     double width, double size);
/* A page with everything a scene can hold but images: weights, languages, shapes, paints, groups. */
tr_scene *sample_page(tr_ctx *ctx, tr_fonts *fonts);
/* Its texts alone, in Latin letters and Hangul. */
tr_scene *sample_texts(tr_ctx *ctx, tr_fonts *fonts);
tr_color sample_color(const char *css);
tr_render_options sample_options(void);
/* Renders in FORMAT ("png"); an empty string on failure. */
tr_str sample_render(tr_ctx *ctx, tr_fonts *fonts, const tr_scene *scene, const char *format,
                     const tr_render_options *options);
/* The message of diagnostic I, or "". */
tr_str sample_message(const tr_ctx *ctx, size_t i);

#endif
