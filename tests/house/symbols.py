#!/usr/bin/env python3
"""What libtranh gives out is what its header declares; no room keeps state of the process."""
import glob
import os
import re
import subprocess

from source import ROOT
from tap import check, done


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


with open(os.path.join(ROOT, 'include', 'tranh', 'tranh.h'), encoding='utf-8') as f:
    header = set(re.findall(r'^TR_API [^;(]*?\b(tr_\w+)\(', f.read(), re.MULTILINE))
with open(os.path.join(ROOT, 'src', 'tranh.map'), encoding='utf-8') as f:
    listed = set(re.findall(r'^\s+(tr_\w+);', f.read(), re.MULTILINE))
library = os.environ['TRANH_LIB']
exported = set()
for line in run('nm', '-D', '--defined-only', library).splitlines():
    kind, symbol = line.split()[-2:]
    if kind != 'A':  # the version's own name
        exported.add(symbol.split('@')[0])
check(header, 'the header declares functions')
check(header == listed, 'tranh.map lists what the header declares', header ^ listed)
check(header == exported, 'libtranh exports what the header declares', header ^ exported)
soname = re.search(r'SONAME\s+(\S+)', run('objdump', '-p', library)).group(1)
check(soname == 'libtranh.so.0', 'the library has its version in its name', soname)

GLIB = re.compile(r'\w+_private_offset|\w+_parent_class|static_g_define_type_id\.\d+')  # its types, made once

# Variables that may be written to lie in .data and .bss (tables of pointers in .data.rel.ro).
for archive in sorted(glob.glob(os.path.join(os.environ['TRANH_BUILD_ROOT'], 'src', 'libtr_*.a'))):
    finds = []
    for line in run('objdump', '-t', archive).splitlines():
        match = re.search(r'\sO\s+(\.data|\.bss|\.tbss|\.tdata|\*COM\*)(\.\w+)?\s+\S+\s+(\S.*)$', line)
        if match and '.rel.ro' not in line and not GLIB.fullmatch(match.group(3)):
            finds.append(match.group(3))
    check(not finds, f'{os.path.basename(archive)} has no mutable globals', '\n'.join(finds))
done()
