"""What the checks of the house need to read C: files by room, text without comments, include lines."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from tap import ROOT  # noqa: E402

SRC = os.path.join(ROOT, 'src')
_TOKENS = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
_INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.MULTILINE)


def files(endings=('.c', '.h', '.inc')):
    """Paths below src/, sorted."""
    found = []
    for folder, folders, names in os.walk(SRC):
        folders.sort()
        found += [os.path.join(folder, n) for n in sorted(names) if n.endswith(endings)]
    return found


def name(path):
    return os.path.relpath(path, SRC)


def room(path):
    """The first folder below src/; "tranh" for src/tranh.c."""
    return name(path).split(os.sep)[0].removesuffix('.c')


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def _blank(text, keep_strings):
    def replace(match):
        token = match.group(0)
        if token[0] == '/' or not keep_strings:
            return re.sub(r'[^\n]', ' ', token)
        return token
    return _TOKENS.sub(replace, text)


def without_comments(path):
    return _blank(read(path), True)


def bare(path):
    """Without comments and without what strings hold; lines stay where they are."""
    return _blank(read(path), False)


def includes(path):
    """Pairs of quote or angle bracket, and what it names."""
    return _INCLUDE.findall(without_comments(path))


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def uses():
    """room → rooms that its meson.build names, with all below them."""
    order = re.search(r"rooms = \[(.*?)\]", read(os.path.join(SRC, 'meson.build')), re.DOTALL).group(1)
    below = {}
    for r in re.findall(r"'(\w+)'", order):
        text = read(os.path.join(SRC, r, 'meson.build'))
        named = re.findall(r"'(\w+)'", re.search(r'^uses = \[(.*?)\]', text, re.DOTALL | re.MULTILINE).group(1))
        below[r] = set(named).union(*[below[n] for n in named]) if named else set()
    return below
