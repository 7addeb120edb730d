#!/usr/bin/env python3
"""The pages that come with the program, looked at by independent readers: words of the PDF do not lie on each
other and lie on the page, the rim of the PNG is background, the SVG is well-formed, names are whole, and the
program's own report knows of no fault."""
import glob
import json
import os
import re
import xml.etree.ElementTree as ET

import png
from run import ENV, ROOT, Run, SANITIZED, check, done, path, read, tool

SIZES = {'a4': (794, 1123), 'slide': (1280, 720), 'square': (1080, 1080), 'story': (1080, 1920)}
PAGES = {  # document → languages, names that its pages hold
    'nipa-2024': {'vi': ('Nguyễn Mạnh Hùng', 'Việt Nam', 'Hàn Quốc'), 'en': ('Nguyễn Mạnh Hùng', 'Việt Nam', 'NIPA'),
                  'ko': ('NIPA', '베트남', '한국')},
}
if SANITIZED:  # whole stacks, so that tests/lsan.supp can tell Cairo's leaks from ours
    ENV['ASAN_OPTIONS'] = ENV.get('ASAN_OPTIONS', '') + ':fast_unwind_on_malloc=0'
SLACK = 0.005  # of the taller box: rounding of the printed coordinates


def word_boxes(pdf):
    """(page width, page height, [(word, x0, y0, x1, y1)])"""
    out = tool('pdftotext', '-bbox-layout', pdf, '-')
    tree = ET.fromstring(re.sub(rb'<!DOCTYPE[^>]*>', b'', out))
    page = next(e for e in tree.iter() if e.tag.endswith('page'))
    words = [(e.text, *(float(e.get(k)) for k in ('xMin', 'yMin', 'xMax', 'yMax')))
             for e in tree.iter() if e.tag.endswith('word')]
    return float(page.get('width')), float(page.get('height')), words


def overlaps(words):
    found = []
    for i, (a, ax, ay, au, av) in enumerate(words):
        for b, bx, by, bu, bv in words[i + 1:]:
            slack = SLACK * max(av - ay, bv - by)
            if ax < bu - 0.01 and bx < au - 0.01 and ay < bv - slack and by < av - slack:
                found.append(f'{a!r} {ax, ay, au, av} and {b!r} {bx, by, bu, bv}')
    return found


def check_pdf(name, pdf, size, names):
    width, height, words = word_boxes(pdf)
    check(abs(width / 0.75 - SIZES[size][0]) < 1 and abs(height / 0.75 - SIZES[size][1]) < 1, f'{name}: size of the PDF',
          (width, height))
    check(len(words) > 20, f'{name}: the PDF has words', len(words))
    out = [w for w in words if w[1] < 0 or w[2] < 0 or w[3] > width or w[4] > height]
    check(not out, f'{name}: all words lie on the page', out)
    both = overlaps(words)
    check(not both, f'{name}: no words lie on each other', '\n'.join(both))
    text = ' '.join((tool('pdftotext', pdf, '-') or b'').decode().split())
    check(all(n in text for n in names), f'{name}: the PDF says {names}', text)


def check_svg(name, svg, names):
    tree = ET.fromstring(read(svg))
    texts = ' '.join(''.join(e.itertext()) for e in tree.iter() if e.tag.endswith('}text'))
    flat = ' '.join(texts.split())
    check(tool('xmllint', '--noout', '--nonet', svg) is not None, f'{name}: the SVG is well-formed')
    check(all(n in flat for n in names), f'{name}: the SVG says {names} as text', flat)


for document, languages in PAGES.items():
    sizes = ['a4'] if SANITIZED else list(SIZES)
    locales = ['vi'] if SANITIZED else list(languages)
    source = os.path.join(ROOT, 'data', document + '.page.yaml')
    run = Run('render', source, '-o', path(document + '.png'), '--format', 'png,svg,pdf', '--size', ','.join(sizes), '--locale',
              ','.join(locales), '--report', path('fit.json'), '--no-system-fonts')
    run.check(0, f'{document} is drawn')
    check(not run.err, f'{document}: without a warning', run.err)
    if run.code != 0:
        continue
    report = json.loads(read(path('fit.json')))
    faults = [f for p in report['pictures'] for f in p['faults']]
    check(len(report['pictures']) == len(sizes) * len(locales) and not faults, f'{document}: no fault in the report', faults)
    for locale in locales:
        for size in sizes:
            parts = ([locale] if len(locales) > 1 else []) + ([size] if len(sizes) > 1 else [])
            name = '-'.join([document] + parts)
            stem = path(name)
            picture = read(stem + '.png')
            check(png.size(picture) == SIZES[size], f'{name}: size of the PNG', png.size(picture))
            check(png.rim_is_even(picture), f'{name}: the rim of the PNG is background')
            check_pdf(name, stem + '.pdf', size, languages[locale])
            check_svg(name, stem + '.svg', languages[locale])
    check(len(glob.glob(path(document + '*.???'))) == 3 * len(sizes) * len(locales), f'{document}: three files for each')

# A layout that knows none of its facts takes another table.
table = os.path.join(ROOT, 'data', 'library-2025.csv')
if os.path.exists(table):
    for size in ['a4'] if SANITIZED else SIZES:
        run = Run('render', 'fact-sheet', '--data', f'facts={table}', '--locale', 'en', '--size', size, '-o',
                  path(f'sheet-{size}.pdf'), '-o', path(f'sheet-{size}.png'), '--no-system-fonts')
        if run.check(0, f'fact-sheet takes another table: {size}'):
            check(not run.err, f'fact-sheet, {size}: without a warning', run.err)
            check(png.rim_is_even(read(path(f'sheet-{size}.png'))), f'fact-sheet, {size}: the rim is background')
            check_pdf(f'fact-sheet, {size}', path(f'sheet-{size}.pdf'), size, ())
done()
