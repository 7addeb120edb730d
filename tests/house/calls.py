#!/usr/bin/env python3
"""Some things are done at one place: numbers to and from text, opening files, reading the environment,
setjmp."""
import re

from source import bare, files, line_of, name, without_comments
from tap import check, done

FILE_ACCESS = ('base/file.c', 'base/file-write.c', 'base/asset.c')
RULES = [  # what, pattern, files or rooms that may
    ('numbers are read by base/number.h',
     r'\b(strtod|strtof|strtold|strtol|strtoul|strtoll|strtoull|atof|atoi|atol|sscanf|scanf|fscanf)\s*\(', ('base/number.c',)),
    ('nothing sets a locale', r'\b(setlocale|uselocale)\s*\(', ()),
    ('files are opened in base', r'\b(fopen|freopen|fdopen|open|openat|openat2|creat|opendir|mmap)\s*\(', FILE_ACCESS),
    ('no sockets', r'\b(socket|connect|getaddrinfo|gethostbyname)\s*\(', ()),
    ('no other programs', r'\b(system|popen|fork|vfork|exec[lv]\w*|posix_spawn\w*)\s*\(', ()),
    ('the environment is read at two places', r'\b(getenv|secure_getenv|environ)\b', ('base/asset.c', 'cli/render.c')),
    ('one setjmp, besides those that libpng and libjpeg ask for', r'\b(setjmp|sigsetjmp|longjmp|siglongjmp)\s*\(',
     ('base/ctx.c', 'render/png.c', 'render/jpeg.c')),
    ('no text of unknown length', r'\b(gets|strcpy|strcat|sprintf|vsprintf|strtok)\s*\(', ()),
    ('no unseeded chance', r'\b(rand|srand|random|srandom|drand48)\s*\(', ()),
    ('no clock', r'\b(time|gettimeofday|clock_gettime|localtime|localtime_r|mktime)\s*\(', ()),
    ('POSIX regular expressions are not safe', r'\b(regcomp|regexec)\s*\(', ()),
]
PRINTS = re.compile(r'\b(\w*printf|tr_error|tr_warn|\w*_error|\w*_warn)\s*\(')
FLOATS = re.compile(r'%[-+ #0]*(\*|\d+)?(\.(\*|\d+))?[lL]?[fFeEgGaA]')


def call_text(text, start):
    """From an opening parenthesis to its partner, strings included."""
    depth = 0
    for match in re.compile(r'"(?:\\.|[^"\\\n])*"|[()]').finditer(text, start):
        if match.group(0) == '(':
            depth += 1
        elif match.group(0) == ')':
            depth -= 1
            if depth == 0:
                return text[start:match.end()]
    return text[start:]


def float_formats(path):
    text = without_comments(path)
    for match in PRINTS.finditer(text):
        for literal in re.findall(r'"(?:\\.|[^"\\\n])*"', call_text(text, match.end() - 1)):
            if FLOATS.search(literal.replace('%%', '')):
                yield f'{name(path)}:{line_of(text, match.start())}: {literal}'


paths = [p for p in files() if p.endswith('.c') or p.endswith('.h')]
for what, pattern, may in RULES:
    finds = []
    for path in paths:
        text = bare(path)
        if name(path) not in may:
            finds += [f'{name(path)}:{line_of(text, m.start())}: {m.group(0)}' for m in re.finditer(pattern, text)]
    check(not finds, what, '\n'.join(finds))
finds = [f for p in paths if not name(p).startswith('base/') for f in float_formats(p)]
check(not finds, 'numbers are written by base/number.h', '\n'.join(finds))
done()
