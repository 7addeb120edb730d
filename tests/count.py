#!/usr/bin/env python3
"""Counts what the last `meson test` of each build folder said, assertion by assertion (TAP), and ends with
one line "N passed, N failed". A program that crashed, timed out or broke its plan counts as one more failure,
unless its own failed assertions have told of it."""
import json
import re
import sys

RESULT = re.compile(r'^(not )?ok\b[^#\n]*(#\s*(skip|todo))?', re.IGNORECASE)


def count(test):
    passed = failed = 0
    for line in test.get('stdout', '').splitlines():
        match = RESULT.match(line)
        if not match or match.group(2):
            continue
        if match.group(1):
            failed += 1
        else:
            passed += 1
    if test['result'] not in ('OK', 'SKIP', 'EXPECTEDFAIL') and failed == 0:
        failed = 1
    return passed, failed


def main(folders):
    passed = failed = 0
    for folder in folders:
        with open(folder + '/meson-logs/testlog.json', encoding='utf-8') as log:
            tests = [json.loads(line) for line in log]
        for test in tests:
            good, bad = count(test)
            passed += good
            failed += bad
            if bad:
                print(f"{folder}: {test['name']}: {bad} failed ({test['result']})")
        if not tests:
            print(f'{folder}: no test was run')
            failed += 1
    print(f'{passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


sys.exit(main(sys.argv[1:]))
