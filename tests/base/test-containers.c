#include "base/ctx.h"
#include "test-base.h"

#include <stdint.h>
#include <stdlib.h>

static bool test_arena(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_arena *arena = tr_arena_new(ctx);
  bool aligned = true, zero = true;
  for (size_t size = 0; size < 3000; size++) {
    unsigned char *p = tr_alloc(arena, size);
    if ((uintptr_t)p % 16) aligned = false;
    for (size_t i = 0; i < size; i++) zero = zero && !p[i];
    memset(p, 0xAA, size);
  }
  check(aligned);
  check(zero);
  size_t before = ctx->memory_used;
  tr_alloc(arena, 10 * 1000 * 1000);
  check(ctx->memory_used - before < 10 * 1000 * 1000 + 64); /* a big piece takes no more than its size */
  before = ctx->memory_used;
  for (int i = 0; i < 100; i++) tr_alloc(arena, 16);
  check(ctx->memory_used - before < 8 * 1024 * 1024); /* and the block before it is filled further */
  tr_arena_free(arena);
  tr_arena_free(NULL);
  check_str(tr_str_copy(ctx->doc, TR_S("abc")), "abc");
  check_str(tr_str_join(ctx->doc, TR_S("ab"), (tr_str){0}), "ab");
  char long_text[1000];
  memset(long_text, 'x', sizeof long_text - 1);
  long_text[sizeof long_text - 1] = 0;
  check_str(tr_printf(ctx->doc, "%s", long_text), long_text);
  check_str(tr_printf(ctx->doc, "%d-%s", 5, "y"), "5-y");
  return true;
}

static bool test_vec(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_vec v = tr_vec_of(ctx->doc, sizeof(int));
  for (int i = 0; i < 10000; i++) {
    *(int *)tr_vec_push(&v) = i;
    if (i % 7 == 0) tr_alloc(ctx->doc, 5); /* so that it cannot always grow in place */
  }
  bool same = v.n == 10000;
  for (int i = 0; i < 10000; i++) same = same && *(int *)tr_vec_at(&v, (size_t)i) == i;
  check(same);
  v.n = 3;
  check(*(int *)tr_vec_push(&v) == 0); /* zeroed although something stood there */
  int *three = tr_vec_push_n(&v, 3);
  check(v.n == 7 && three[2] == 0);
  return true;
}

static bool test_buf(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_buf b = tr_buf_of(ctx->doc);
  check_str(tr_buf_str(&b), "");
  tr_buf_add_z(&b, "a");
  tr_buf_add_char(&b, 'b');
  tr_buf_printf(&b, "%03d", 7);
  tr_buf_number(&b, 0.1);
  tr_buf_add_char(&b, ' ');
  tr_buf_fixed(&b, 1.5, 3);
  tr_buf_add_char(&b, ' ');
  tr_buf_fixed(&b, -0.001, 2);
  tr_buf_add_char(&b, ' ');
  tr_buf_fixed(&b, 100, 2);
  tr_buf_add_char(&b, ' ');
  tr_buf_fixed(&b, 100, 0);
  check_str(tr_buf_str(&b), "ab0070.1 1.5 0 100 100");
  for (int i = 0; i < 5000; i++) tr_buf_printf(&b, "%d,", i);
  check(b.n == 22 + 10 * 2 + 90 * 3 + 900 * 4 + 4000 * 5 && tr_buf_str(&b).p[b.n] == 0);
  return true;
}

static bool test_map(tr_ctx *ctx, void *arg) {
  (void)arg;
  tr_map m = tr_map_of(ctx->doc);
  check(!tr_map_get(&m, TR_S("a")));
  for (int i = 0; i < 3000; i++) tr_map_put(&m, tr_printf(ctx->doc, "key %d", i), (void *)(uintptr_t)(i + 1));
  bool found = m.n == 3000, ordered = true;
  for (int i = 0; i < 3000; i++) {
    found = found && tr_map_get(&m, tr_printf(ctx->doc, "key %d", i)) == (void *)(uintptr_t)(i + 1);
    ordered = ordered && m.items[i].value == (void *)(uintptr_t)(i + 1);
  }
  check(found);
  check(ordered);
  tr_map_put(&m, TR_S("key 5"), NULL);
  check(m.n == 3000 && tr_map_has(&m, TR_S("key 5")) && !tr_map_get(&m, TR_S("key 5")));
  check(!tr_map_has(&m, TR_S("key 3000")));
  tr_map_put(&m, (tr_str){0}, &m);
  check(tr_map_get(&m, TR_S("")) == &m);
  return true;
}

void test_containers(void) {
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, test_arena, NULL));
  check(tr_ctx_run(ctx, test_vec, NULL));
  check(tr_ctx_run(ctx, test_buf, NULL));
  check(tr_ctx_run(ctx, test_map, NULL));
  tr_ctx_free(ctx);
}
