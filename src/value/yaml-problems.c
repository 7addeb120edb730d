#include "value/yaml-priv.h"

#include <string.h>

static const char look_at_indent[] = "check the indentation: what belongs together begins in the same column";
static const char quote_it[] = "a text that holds \": \" or \" #\", or begins with a sign, needs quotes";
static const char template_hint[] = "a text with {{ … }} needs quotes: \"{{ … }}\"";

/* libyaml's problems in our words. */
static const struct problem {
  const char *found; /* libyaml's text */
  const char *text, *hint;
  bool at_context; /* the beginning of what is open says more than the end of the text */
} problems[] = {
    {"mapping values are not allowed in this context", "a \": \" where no member can begin", quote_it, false},
    {"did not find expected key", "this is no member of the block above it", look_at_indent, false},
    {"did not find expected '-' indicator", "this is no item of the list above it", look_at_indent, false},
    {"could not find expected ':'", "a member without a \":\"", "a member is written name: value", false},
    {"block sequence entries are not allowed in this context", "a list cannot begin here",
     "put each \"- \" on a line of its own, below the name", false},
    {"block mapping keys are not allowed in this context", "a member cannot begin here", look_at_indent,
     false},
    {"did not find expected ',' or '}'", "expected \",\" or \"}\"", "an open \"{\" is not closed", false},
    {"did not find expected ',' or ']'", "expected \",\" or \"]\"", "an open \"[\" is not closed", false},
    {"found unexpected end of stream", "a quoted text without an end", "add the closing quote", true},
    {"found unexpected document indicator", "a quoted text without an end", "add the closing quote", true},
    {"found unknown escape character", "unknown escape in a quoted text",
     "a backslash is written \\\\ in \"…\"; in '…' it needs no escape", false},
    {"did not find expected hexdecimal number", "an escape needs hexadecimal digits", NULL, false},
    {"found a tab character that violates indentation", "a tab in the indentation",
     "indent with spaces, never with tabs", false},
    {"found a tab character where an indentation space is expected", "a tab in the indentation",
     "indent with spaces, never with tabs", false},
    {"did not find expected <document start>", "text after the end of the document", look_at_indent, false},
    {"did not find expected node content", "a value is missing here", quote_it, false},
    {"found undefined tag handle", "an unknown tag", "a text that begins with \"!\" needs quotes", false},
    {"found undefined alias", "an alias without an anchor", "a text that begins with \"*\" needs quotes",
     false},
    {"did not find expected alphabetic or numeric character", "a \"*\" or \"&\" without a name",
     "a text that begins with \"*\" or \"&\" needs quotes", false},
    {"did not find expected comment or line break", "text after the sign that begins a block text",
     "a text that begins with \"|\" or \">\" needs quotes", false},
    {"found invalid Unicode character escape code", "an escape that means no character", NULL, false},
};

static tr_str line_at(tr_ctx *ctx, tr_pos at) {
  tr_str text = tr_source_at(ctx, at.file)->text;
  size_t from = at.offset < text.n ? at.offset : text.n, to = from;
  while (from && text.p[from - 1] != '\n') from--;
  while (to < text.n && text.p[to] != '\n') to++;
  return tr_str_sub(text, from, to);
}

/* "{{" that no quote stands before on its line. */
static bool has_bare_template(tr_str line) {
  size_t braces = tr_str_find(line, "{{", 0);
  for (size_t i = 0; braces != SIZE_MAX && i < braces; i++)
    if (line.p[i] == '"' || line.p[i] == '\'') return false;
  return braces != SIZE_MAX;
}

/* "found character that cannot start any token": which one says what to do. */
static void report_character(tr_ctx *ctx, tr_pos at) {
  tr_str text = tr_source_at(ctx, at.file)->text;
  tr_str rest = tr_str_sub(text, at.offset, text.n);
  if (tr_str_starts(rest, "\t")) {
    tr_error(ctx, TR_SYNTAX, at, "indent with spaces, never with tabs", "a tab in the indentation");
    return;
  }
  size_t length = 0;
  if (rest.n) tr_utf8_next(rest, &length);
  tr_error(ctx, TR_SYNTAX, at, "a text that begins with it needs quotes", "nothing can begin with \"%.*s\"",
           (int)length, rest.p ? rest.p : "");
}

void tr_yaml_report(tr_ctx *ctx, const char *problem, tr_pos at, const char *context, tr_pos context_at) {
  const char *hint = has_bare_template(line_at(ctx, at)) ? template_hint : NULL;
  if (!problem) problem = "this is no YAML";
  if (!hint && strcmp(problem, "found character that cannot start any token") == 0) {
    report_character(ctx, at);
    return;
  }
  for (size_t i = 0; i < sizeof problems / sizeof *problems; i++) {
    const struct problem *p = &problems[i];
    if (strcmp(p->found, problem) != 0) continue;
    tr_error(ctx, TR_SYNTAX, p->at_context && context ? context_at : at, hint ? hint : p->hint, "%s",
             p->text);
    return;
  }
  tr_error(ctx, TR_SYNTAX, at, hint, "%s%s%s", context ? context : "", context ? ": " : "", problem);
}
