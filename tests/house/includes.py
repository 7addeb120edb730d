#!/usr/bin/env python3
"""Rooms hold: a file includes headers of its own room and of those that its room's meson.build names (and
theirs); the command line includes the public header only; Pango, HarfBuzz and Cairo stay where they belong."""
import os

from source import SRC, files, includes, name, room, uses
from tap import check, done

LIBRARIES = {  # beginning of a header's name → rooms that may include it
    'pango/': {'text'},
    'hb': {'text', 'render'},
    'cairo': {'text', 'render', 'tranh'},
    'fontconfig/': {'text'},
    'ft2build': {'text', 'render'},
    'png.h': {'render'},
    'jpeglib.h': {'render'},
    'jerror.h': {'render'},
    'zlib.h': {'render'},
    'yaml.h': {'value'},
    'pcre2.h': {'expr'},
    'md4c.h': {'text'},
}

below = uses()


def fault_of(path, quote, header):
    own = room(path)
    if quote == '<':
        for start, rooms in LIBRARIES.items():
            if header.startswith(start) and own not in rooms:
                return f'<{header}> belongs in {", ".join(sorted(rooms))}'
        return None
    if '/' not in header:
        beside = os.path.exists(os.path.join(os.path.dirname(path), header))
        return None if beside and own == 'cli' else f'"{header}" is named without its room'
    target = header.split('/')[0]
    if own == 'cli':
        return None if header == 'tranh/tranh.h' else f'"{header}": the command line includes tranh/tranh.h only'
    if own == 'tranh' or target == own:
        return None
    if target == 'tranh':
        return f'"{header}" is above all rooms'
    if target not in below[own]:
        return f'"{header}": {own}/meson.build does not name {target}'
    return None


for path in files():
    faults = [f for f in (fault_of(path, q, h) for q, h in includes(path)) if f]
    check(not faults, f'{name(path)} includes what it may', '\n'.join(faults))
for r in below:
    check(os.path.isdir(os.path.join(SRC, r)), f'room {r} is there')
done()
