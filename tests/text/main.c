#include "check.h"
#include "text/text.h"
int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  tr_fonts *f = tr_fonts_new(ctx, &(tr_font_options){.no_system = true});
  tr_font font = {.size = 11};
  printf("# %g\n", tr_text_width(ctx, f, TR_S("Hello, World"), &font));
  tr_span_style sp = {.font = {.size = 16}};
  tr_text *t = tr_text_set(ctx, f,
                           &(tr_para){.text = TR_S("Việt Nam và Hàn Quốc cùng phát triển 34 doanh nghiệp "
                                                   "khởi nghiệp, Nguyễn Mạnh Hùng, 한국어 문장입니다"),
                                      .width = 120,
                                      .spans = &sp,
                                      .n_spans = 1,
                                      .keep_names = true,
                                      .keep_hangul = true,
                                      .balance = true,
                                      .pitch_by_ink = true});
  for (size_t i = 0; i < t->n_lines; i++)
    printf("# %g %g %.*s\n", t->lines[i].width, t->lines[i].baseline,
           (int)(t->lines[i].to - t->lines[i].from), t->text.p + t->lines[i].from);
  printf("# runs %zu missing %zu\n", t->n_runs, t->n_missing);
  tr_path p;
  check(tr_icon_path(ctx, f, TR_S("rocket"), (tr_pos){0}, &p));
  printf("# %zu %zu\n", p.n_ops, p.n_points);
  for (size_t i = 0; i < ctx->diags.n; i++) {
    tr_str s = tr_diag_text(ctx, tr_vec_at(&ctx->diags, i), ctx->doc);
    printf("# %.*s", TR_FMT(s));
  }
  tr_ctx_free(ctx);
  return check_done();
}
