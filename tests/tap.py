"""A small TAP writer for the tests in Python: check(ok, name, more), then done()."""
import os
import sys

ROOT = os.environ['TRANH_SOURCE_ROOT']
_run = _bad = 0


def check(ok, name, more=''):
    """One assertion. MORE (a text) is said where it fails."""
    global _run, _bad
    _run += 1
    print(f"{'ok' if ok else 'not ok'} {_run} - {str(name).replace('#', 'No.')}")
    if not ok:
        _bad += 1
        for line in str(more).splitlines()[:40]:
            print('# ' + line, file=sys.stderr)  # where meson shows it
    sys.stdout.flush()
    return ok


def skip(name, why):
    global _run
    _run += 1
    print(f'ok {_run} - {name} # SKIP {why}')


def done():
    print(f'1..{_run}')
    sys.exit(1 if _bad else 0)
