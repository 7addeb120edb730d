#!/usr/bin/env python3
"""Every row of the mark, scale and transform registries, and every guide, has golden charts of its own in
tests/specs/FOLDER: a specification named after it and the scene beside it. No scene is left without one."""
import glob
import os
import subprocess

from source import ROOT
from tap import check, done

SPECS = os.path.join(ROOT, 'tests', 'specs')
ENDING = '.vl.json'


def listed(what):
    out = subprocess.run([os.environ['TRANH'], 'list', what], capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in out.splitlines()]


def stems(folder, ending):
    return {os.path.basename(p)[:-len(ending)] for p in glob.glob(os.path.join(SPECS, folder, '*' + ending))}


def check_rows(folder, rows):
    specs = stems(folder, ENDING)
    check(rows, f'there are {folder}s')
    for row in rows:
        named = [s for s in specs if s == row or s.startswith(row + '-')]
        check(named, f'{folder} {row} has a golden chart', f'tests/specs/{folder}/{row}-….vl.json is not there')


def check_pairs(folder):
    specs, scenes = stems(folder, ENDING), stems(folder, '.scene')
    check(specs == scenes, f'{folder}: specifications and scenes go together', sorted(specs ^ scenes))


check_rows('mark', listed('marks'))
check_rows('scale', listed('scales'))
check_rows('transform', listed('transforms'))
check_rows('guide', ['axis', 'legend', 'title'])
for name in sorted(os.listdir(SPECS)):
    check_pairs(name)
done()
