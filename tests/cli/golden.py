#!/usr/bin/env python3
"""Golden scenes: each document in golden/ is laid out as its .scene says. A changed one is kept beside as
NAME.scene-changed, for a diff; TRANH_BLESS=1 writes them anew."""
import difflib
import os

from run import Run, check, done, read

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'golden')
BLESS = os.environ.get('TRANH_BLESS') == '1'

documents = sorted(n for n in os.listdir(HERE) if n.endswith(('.json', '.yaml')))
check(documents, 'there are documents')
for name in documents:
    document = os.path.join(HERE, name)
    golden = document.rsplit('.', 1)[0] + '.scene'
    run = Run('render', document, '--format', 'scene', '-o', '-', '--no-system-fonts', '--base-dir', HERE)
    if not run.check(0, f'{name} is laid out'):
        continue
    old = read(golden) if os.path.exists(golden) else b''
    if BLESS and old != run.out:
        with open(golden, 'wb') as f:
            f.write(run.out)
        old = run.out
    same = old == run.out
    changed = golden + '-changed'
    if not same:
        with open(changed, 'wb') as f:
            f.write(run.out)
    elif os.path.exists(changed):
        os.remove(changed)
    check(same, f'{name}: the scene is the golden one', '\n'.join(difflib.unified_diff(
        old.decode().splitlines(), run.out.decode().splitlines(), 'golden', 'now', lineterm='', n=1)))
done()
