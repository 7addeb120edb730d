#!/usr/bin/env python3
"""Pages that are made by the program are up to date: docs/vega-lite.md is what `tranh schema --format md` prints."""
import difflib
import os
import subprocess

from source import ROOT
from tap import check, done

PAGES = {'docs/vega-lite.md': ['schema', 'chart', '--format', 'md']}

for page, args in PAGES.items():
    made = subprocess.run([os.environ['TRANH'], *args], capture_output=True, text=True, check=True).stdout
    with open(os.path.join(ROOT, page), encoding='utf-8') as file:
        there = file.read()
    differences = list(difflib.unified_diff(there.splitlines(), made.splitlines(), page, 'the program', lineterm='', n=0))
    check(there == made, f'{page} is up to date', '\n'.join(['scripts/docs makes it anew:'] + differences))
done()
