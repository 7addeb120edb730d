#!/usr/bin/env python3
"""After `meson install` into a folder of its own the program finds its files there, without TRANH_DATA; a program
built with pkg-config draws; the README's example is one."""
import glob
import os
import re
import shlex
import shutil
import subprocess

from run import ENV, ROOT, Run, SANITIZED, check, done, path, read, tool, write

BUILD = os.environ['TRANH_BUILD_ROOT']
PAGE = 'tranh: 1\nsize: square\nlocale: vi\nblocks:\n  - {block: text, style: title, text: Việt Nam}\n' \
       '  - {block: media, form: icon, icon: rocket}\n'
page = write('page.yaml', PAGE)


def one(pattern):
    found = glob.glob(path(pattern), recursive=True)
    check(len(found) == 1, f'installed: {pattern}', found)
    return found[0] if found else path('nowhere')


meson = shutil.which('meson')
run = subprocess.run([meson, 'install', '-C', BUILD, '--no-rebuild', '--quiet', '--destdir', path('root')], capture_output=True,
                     text=True, check=False, env={**ENV, 'PYTHONDONTWRITEBYTECODE': '1'})
check(run.returncode == 0, 'meson install', run.stdout + run.stderr)
program = one('root/**/bin/tranh')
library = one('root/**/libtranh.so')
header = one('root/**/include/tranh/tranh.h')
package = one('root/**/pkgconfig/tranh.pc')
for name in ('layouts/fact-sheet.yaml', 'fonts/SOURCES.md', 'data/locales/vi.yaml', 'data/themes/light.yaml'):
    one('root/**/share/tranh/' + name)

# It must not find the source tree: the library's own place decides.
built = Run('render', page, '-o', 'built.png')
installed = Run('render', page, '-o', 'installed.png', program=program)
built.check(0, 'run from the build folder')
installed.check(0, 'run after installing')
check(os.path.exists(path('built.png')) and os.path.exists(path('installed.png')) and
      read(path('built.png')) == read(path('installed.png')), 'both draw the same')
trace = tool('strace', '-f', '-e', 'trace=openat,open', '-o', path('trace'), program, 'render', page, '-o', path('x.png'))
if trace is not None and not SANITIZED:
    opened = read(path('trace')).decode('utf-8', 'replace')
    check(f'"{ROOT}/' not in opened, 'nothing of the source tree is opened',
          '\n'.join(line for line in opened.splitlines() if ROOT in line))
moved = path('elsewhere')
os.rename(path('root'), moved)
program = program.replace(path('root'), moved, 1)
check(Run('render', page, '-o', '-', program=program).out == read(path('built.png')), 'the installed folder may be moved')
Run('render', page, '-o', 'x.png', env={'TRANH_DATA': path('nowhere')}).check(1, 'TRANH_DATA overrides')

# The README's example, built as its reader would.
if not SANITIZED:
    with open(os.path.join(ROOT, 'README.md'), encoding='utf-8') as f:
        example = re.search(r'```c\n(.*?)```', f.read(), re.DOTALL).group(1)
    source = write('example.c', example)
    package_dir = os.path.dirname(package.replace(path('root'), moved, 1))
    prefix = os.path.dirname(os.path.dirname(program))
    flags = tool('env', f'PKG_CONFIG_PATH={package_dir}', 'pkg-config', f'--define-variable=prefix={prefix}', '--cflags',
                 '--libs', 'tranh') or b''
    cc = shlex.split(os.environ['CC'])
    build = subprocess.run(cc + ['-std=c17', '-Wall', '-Wextra', '-Werror', '-o', path('example'), source] +
                           shlex.split(flags.decode()), capture_output=True, text=True, check=False)
    check(build.returncode == 0, 'the example of the README builds with pkg-config', build.stderr)
    write('sales.vl.json', '{"data": {"values": [{"a": "A", "b": 28}]}, "mark": "bar",\n "encoding":'
          ' {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}\n')
    libraries = os.path.dirname(library.replace(path('root'), moved, 1))
    run = Run(program=path('example'), env={'LD_LIBRARY_PATH': libraries}) if build.returncode == 0 else None
    check(run and run.code == 0 and read(path('sales.png')).startswith(b'\x89PNG'), 'and draws', run and run.err)
done()
