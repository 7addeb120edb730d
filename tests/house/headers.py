#!/usr/bin/env python3
"""The public header compiles alone as C17 and as C++; every other header alone as C17."""
import os
import shlex
import subprocess

from source import SRC, files, name
from tap import ROOT, check, done

CC = shlex.split(os.environ['CC'])
CXX = shlex.split(os.environ.get('CXX', 'c++'))
WARN = ['-Wall', '-Wextra', '-Wconversion', '-Wshadow', '-Werror', '-fsyntax-only']
PUBLIC = os.path.join(ROOT, 'include', 'tranh', 'tranh.h')


def compiles(command, source, what):
    run = subprocess.run(command + ['-'], input=source, capture_output=True, text=True, check=False)
    check(run.returncode == 0, what, run.stderr)


alone = '#include <tranh/tranh.h>\n#include <tranh/tranh.h>\nint main(void) { return tr_version() == 0; }\n'
include = ['-I', os.path.join(ROOT, 'include')]
compiles(CC + ['-std=c17', '-pedantic', '-Wstrict-prototypes'] + WARN + include + ['-x', 'c'], alone, 'tranh.h as C17')
compiles(CXX + ['-std=c++17', '-pedantic'] + WARN + include + ['-x', 'c++'], alone, 'tranh.h as C++')
with open(PUBLIC, encoding='utf-8') as f:
    lines = f.read().splitlines()
check(len(lines) <= 150, 'tranh.h is one page', len(lines))

packages = ['glib-2.0', 'cairo', 'pangocairo', 'pangoft2', 'harfbuzz', 'fontconfig', 'freetype2', 'libpng', 'yaml-0.1']
flags = shlex.split(subprocess.run(['pkg-config', '--cflags'] + packages, capture_output=True, text=True, check=True).stdout)
built = os.path.join(os.environ['TRANH_BUILD_ROOT'], 'src')
for path in files(('.h',)):
    compiles(CC + ['-std=c17', '-D_GNU_SOURCE', '-Wno-unused-function', '-I', SRC, '-I', built, '-x', 'c'] + include + flags +
             [w for w in WARN if w != '-Wconversion'], f'#include "{path}"\n', f'{name(path)} compiles alone')
done()
