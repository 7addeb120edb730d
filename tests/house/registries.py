#!/usr/bin/env python3
"""One file and one row: each row that a file of a registry's folder defines is in the registry, once, under its own
name, and `tranh list` has it."""
import os
import re
import subprocess

from source import SRC, files, name, room, without_comments
from tap import check, done

DEFINES = re.compile(r'^const (tr_\w+) (tr_\w+) = \{(.*?)\};', re.DOTALL | re.MULTILINE)
LISTS = {'mark': 'marks', 'scale': 'scales', 'transform': 'transforms', 'page/block': 'blocks', 'render': 'formats'}

INLINE = re.compile(r'^\s*\{"([\w-]+)",.*?\b(tr_\w+_run)\}', re.DOTALL | re.MULTILINE)  # rows written in the registry
RUNS = re.compile(r'^[^\s#/].*?\b(tr_\w+_run)\(', re.MULTILINE)


def beside(registry):
    return [p for p in files(('.c',)) if os.path.dirname(p) == os.path.dirname(registry) and p != registry]


def check_rows(registry, text):
    """Rows that the files define and the registry names by address; returns their names."""
    rows = re.findall(r'&(tr_\w+)', text)
    check(len(rows) == len(set(rows)), f'{name(registry)} has no row twice', rows)
    defined = {}
    for path in beside(registry):
        for kind, row, body in DEFINES.findall(without_comments(path)):
            defined[row] = (kind, path, body)
    kinds = {defined[r][0] for r in rows if r in defined}
    missing = [f'{row} of {name(path)}' for row, (kind, path, _) in defined.items() if kind in kinds and row not in rows]
    check(not missing, f'{name(registry)} has all rows of its folder', '\n'.join(missing))
    lost = [r for r in rows if r not in defined]
    check(not lost, f'{name(registry)} names rows of its folder', lost)
    names = [re.search(r'(?:\.name = |\A\s*)"([\w-]+)"', defined[r][2]) for r in rows if r in defined]
    check(all(names), f'{name(registry)}: every row has a name')
    return [m.group(1) for m in names if m]


def check_inline(registry, text):
    """Rows in the registry that name the functions of the files; returns their names."""
    rows = INLINE.findall(text)
    defined = {run for path in beside(registry) for run in RUNS.findall(without_comments(path))}
    named = {run for _, run in rows}
    check(named == defined, f'{name(registry)} has all functions of its folder', named ^ defined)
    return [n for n, _ in rows]


registries = [p for p in files(('.c',)) if os.path.basename(p) == 'registry.c' and room(p) != 'data']
check(registries, 'there are registries')
for registry in registries:
    folder = os.path.dirname(registry)
    text = without_comments(registry)
    names = check_rows(registry, text) if '&tr_' in text.split('tr_prop')[0] else check_inline(registry, text)
    check(names and len(set(names)) == len(names), f'{name(registry)}: names are there and different', names)
    what = LISTS.get(os.path.relpath(folder, SRC))
    if what:
        out = subprocess.run([os.environ['TRANH'], 'list', what], capture_output=True, text=True, check=False).stdout
        listed = {line.split()[0] for line in out.splitlines()}
        check(listed == set(names), f'tranh list {what}', listed ^ set(names))
done()
