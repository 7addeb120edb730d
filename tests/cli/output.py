#!/usr/bin/env python3
"""What the program writes: the same bytes for the same input, whole files or none, names, sizes, and files that
independent readers understand."""
import json
import os
import resource
import subprocess
import unicodedata

import png
from run import ENV, FOLDER, Run, TRANH, check, done, path, read, skip, tool, write

FACTS = ('id,value,unit,qualifier,of,label_vi,label_en,icon\n'
         'firms,34,company,over,,"Doanh nghiệp khởi nghiệp ở Hà Nội",Startups in Hà Nội,rocket\n'
         'others,30,company,,,"Doanh nghiệp Việt Nam",Companies,rocket\n'
         'training,7,month,,12,Thời gian thực tập,Internship,user\n'
         'jobs,80,percent,about,,Có việc làm,Find a job,user\n')
PAGE = '''tranh: 1
size: square
theme: light
locale: vi
params: {place: Hà Nội}
data:
  facts: {url: facts.csv, key: id}
blocks:
  - {block: text, style: title, text: {vi: "Việt Nam đẩy mạnh hỗ trợ", en: "Việt Nam and its startups"}}
  - {block: text, text: {vi: "Nguyễn Mạnh Hùng, {{ place }}: {{ facts.firms }}", en: "{{ place }}: {{ facts.firms }}"}}
  - {block: figure, fact: jobs}
  - {block: measure, form: icons, fact: jobs, count: 10, icon: user}
  - {block: measure, form: bar, fact: training}
  - block: chart
    data: facts
    alt: {vi: "Hai con số", en: "Two figures"}
    spec:
      transform: [{filter: "datum.unit === 'company'"}]
      mark: bar
      encoding:
        x: {field: value, type: quantitative}
        y: {field: label, type: nominal}
        qualifier: {field: qualifier}
'''
CHART = '{"data": {"values": [{"a": "A", "b": 28}, {"a": "B", "b": 55}]}, "mark": "bar",\n' \
        ' "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}\n'
FORMATS = ('png', 'svg', 'pdf', 'scene')
write('facts.csv', FACTS)
page = write('page.yaml', PAGE)
chart = write('chart.vl.json', CHART)


def listing():
    return sorted(os.listdir(FOLDER))


def made(*args, **more):
    """What the run wrote to standard output; empty when it failed (which is checked)."""
    run = Run('render', *args, '-o', '-', **more)
    run.check(0, ' '.join(a.rsplit('/', 1)[-1] for a in args))
    return run.out


# --- The same bytes ---------------------------------------------------------------------------------------
first = {f: made(page, '--format', f) for f in FORMATS}
first.update({'chart ' + f: made(chart, '--format', f) for f in FORMATS})
if not all(first.values()):
    done()  # all that follows compares with these
locales = path('locales')
os.makedirs(locales)
german = tool('localedef', '-f', 'UTF-8', '-i', 'de_DE', os.path.join(locales, 'de_DE.UTF-8')) is not None
de = {'LOCPATH': locales, 'LC_ALL': 'de_DE.UTF-8', 'LANG': 'de_DE.UTF-8'}
if german:
    comma = subprocess.run(['locale', 'decimal_point'], env={**ENV, **de}, capture_output=True, check=False).stdout
    check(comma == b',\n', 'the German locale is active', comma)
else:
    skip('the German locale', 'localedef has no de_DE to work with')
for name, env in (('a second run', {}), ('TZ=Asia/Tokyo', {'TZ': 'Asia/Tokyo'}), ('a German locale', de),
                  ('no HOME', {'HOME': '/nonexistent'})):
    if env is de and not german:
        continue
    same = [f for f in first if first[f] == Run('render', chart if f.startswith('chart') else page, '--format',
                                                f.removeprefix('chart '), '-o', '-', env=env).out]
    check(len(same) == len(first), f'the same bytes: {name}', set(first) - set(same))
write('nfd/facts.csv', unicodedata.normalize('NFD', FACTS))
nfd = write('nfd/page.yaml', unicodedata.normalize('NFD', PAGE))
check(unicodedata.normalize('NFD', FACTS) != FACTS and made(nfd) == first['png'], 'NFD text gives the same PNG')
check(made('-', '--base-dir', FOLDER, stdin=PAGE.encode()) == first['png'], 'from standard input: the same PNG')
run = Run('-', stdin=CHART.encode())
check(run.code == 0 and run.out == first['chart png'], 'standard input goes to standard output', run.err)

# --- Files --------------------------------------------------------------------------------------------------
check(png.size(first['png']) == (1080, 1080), 'a square is 1080 × 1080 px', png.size(first['png']))
check(png.rim_is_even(first['png']), 'the rim of the PNG is background')
check(png.pixels_per_metre(first['png']) is None, 'no resolution unless one is asked for')
check(png.size(made(page, '--scale', '2')) == (2160, 2160), '--scale 2')
dpi = made(page, '--dpi', '192')
check(png.size(dpi) == (2160, 2160) and png.pixels_per_metre(dpi) == (7559, 7559, 1), '--dpi 192 says so in the file')
for format_, start in (('png', b'\x89PNG'), ('svg', b'<'), ('pdf', b'%PDF'), ('scene', b'')):
    check(first[format_].startswith(start), f'{format_} begins as one does')
for name in ('svg', 'chart svg'):
    check(tool('xmllint', '--noout', '--nonet', '-', stdin=first[name]) is not None, f'{name} is well-formed')
text = first['svg'].decode()
for words in ('Nguyễn Mạnh Hùng', 'Việt Nam', 'Hà Nội', 'lang="vi"', '<title', 'role='):
    check(words in text, f'the SVG has {words}')
check('NaN' not in text and 'inf' not in text.lower().replace('info', ''), 'the SVG has finite numbers only')
check('@font-face' in text and 'data:' in text, 'fonts are in the SVG')
live = made(page, '--format', 'svg', '--svg-text', 'live').decode()
check('data:font' not in live and 'textLength' in live and 'Việt Nam' in live, '--svg-text live names fonts')
outlines = made(page, '--format', 'svg', '--svg-text', 'outlines').decode()
check('<text' not in outlines and len(outlines) > 1000, '--svg-text outlines has no text')
out = write('a.pdf', first['pdf'])
words = (tool('pdftotext', out, '-') or b'').decode()
flat = ' '.join(words.split())
for name in ('Nguyễn Mạnh Hùng', 'Việt Nam', 'Hà Nội', '80%'):
    check(name in flat, f'the PDF says {name}', words)
check(b'/CreationDate' not in first['pdf'], 'the PDF has no date')
dated = made(page, '--format', 'pdf', env={'SOURCE_DATE_EPOCH': '1732233600'})
check(b'20241122' in dated, 'SOURCE_DATE_EPOCH dates the PDF')
check(made(chart, '--format', 'png', '--width', '300') != first['chart png'], '--width changes a chart')
red = png.rows(made(chart, '--background', '#ff0000'))
check(red[0][0] == (255, 0, 0, 255), '--background', red[0][0])
check(b'Hu\xe1\xba\xbf' in made(page, '--format', 'svg', '--set', 'place=Huế'), '--set')

# --- Names --------------------------------------------------------------------------------------------------
NAMES = [  # arguments, files made
    ([page], ['page.png']),
    ([page, '--format', 'svg,pdf'], ['page.svg', 'page.pdf']),
    ([chart], ['chart.png']),
    ([page, '-o', 'x.svg', '-o', 'x.pdf'], ['x.svg', 'x.pdf']),
    ([page, '-o', 'x.png', '--format', 'png,svg'], ['x.png', 'x.svg']),
    ([page, '-o', 'plain', '--format', 'svg'], ['plain']),
    ([page, '-o', 'x.png', '--locale', 'vi,en'], ['x-vi.png', 'x-en.png']),
    ([page, '-o', 'x.svg', '--locale', 'vi,en', '--size', 'a4,slide'],
     ['x-vi-a4.svg', 'x-vi-slide.svg', 'x-en-a4.svg', 'x-en-slide.svg']),
    ([page, '-o', '{{ size }}/{{name}}.{{ locale }}.svg', '--locale', 'vi,en', '--size', 'a4,slide'],
     ['a4/page.vi.svg', 'slide/page.vi.svg', 'a4/page.en.svg', 'slide/page.en.svg']),
    ([page, '-o', '{{ format }}.{{ format }}', '--format', 'svg,scene'], ['svg.svg', 'scene.scene']),
    ([page, chart, '-o', '{{ name }}.scene'], ['page.scene', 'chart.scene']),
    ([page, chart], ['page.png', 'chart.png']),
]
os.makedirs(path('a4'))
os.makedirs(path('slide'))
for args, names in NAMES:
    before = {n: os.path.exists(path(n)) for n in names}
    run = Run('render', *args)
    got = [n for n in names if os.path.exists(path(n))]
    check(run.code == 0 and got == names and not any(before.values()), ' '.join(a.rsplit('/', 1)[-1] for a in args),
          f'{run.err}\nmade {got}, there before {before}')
    for n in got:
        os.remove(path(n))
check(not [n for n in listing() if n.startswith('.')], 'nothing else is left behind', listing())
run = Run(page, '-o', 'short.png')
check(run.code == 0 and read(path('short.png')) == first['png'], 'the short form draws the same', run.err)

# --- Whole files or none ------------------------------------------------------------------------------------
old = b'what was there before'
for name, target in (('no such folder', 'no/such/folder/x.png'), ('a folder', 'a4'), ('a device', '/dev/null')):
    good = write('good.png', old)
    run = Run('render', page, '-o', good, '-o', target, '--format', 'png')
    run.check(3, f'cannot write: {name}', 'error: ', target)
    check(read(good) == old, f'cannot write, {name}: the other file is as it was')


def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))


before = listing()
run = subprocess.run([TRANH, 'render', page, '-o', good], cwd=FOLDER, env=ENV, preexec_fn=small_files, stderr=subprocess.PIPE,
                     check=False)
check(run.returncode == 3 and read(good) == old and listing() == before, 'a limit on file sizes: old file, nothing left',
      f'{run.returncode} {run.stderr} {listing()}')
with open('/dev/full', 'wb') as full:
    code = subprocess.run([TRANH, 'render', page, '-o', '-'], stdout=full, stderr=subprocess.DEVNULL, env=ENV, check=False).returncode
check(code == 3, 'standard output is full', code)
os.symlink('good.png', path('link.png'))
run = Run('render', page, '-o', 'link.png')
check(os.path.islink(path('link.png')) and read(good) == first['png'], 'a link stays one', run.err)

# --- Limits, time, warnings, report -------------------------------------------------------------------------
write('good.png', old)
Run('render', page, '-o', good, '--limit', 'raster-side=500').check(3, 'a limit', 'raster-side', '500', '--limit')
Run('render', page, '-o', good, '--limit', 'work=10').check(3, 'the work budget', 'work')
Run('render', page, '-o', good, '--limit', 'memory-bytes=100000').check(3, 'the limit on memory', 'memory')
check(read(good) == old, 'over a limit the old file is as it was')
check(made(page, '--untrusted') == first['png'], '--untrusted draws the same from bundled fonts')
read_end, write_end = os.pipe()
run = subprocess.run([TRANH, 'render', '-', '-o', good, '--timeout', '0.2'], stdin=read_end, env=ENV, capture_output=True,
                     timeout=60, check=False)
os.close(write_end)
os.close(read_end)
check(run.returncode == 3 and b'--timeout' in run.stderr and read(good) == old, '--timeout ends a run', run.stderr)
font = write('font.vl.json', CHART.replace('"mark"', '"config": {"font": "No Such Family"}, "mark"'))
run = Run('render', font, '-o', 'font.png')
run.check(0, 'a font that is nowhere is a warning', 'warning: ', 'No Such Family', '1 warning')
os.remove(path('font.png'))
Run('render', font, '-o', 'font.png', '--strict').check(1, '--strict makes it an error', 'No Such Family')
check(not os.path.exists(path('font.png')), '--strict writes nothing')
run = Run('render', page, '-o', '-', '--report', 'fit.json', '--locale', 'en', '--size', 'a4')
report = json.loads(read(path('fit.json'))) if run.code == 0 else {'pictures': [{}]}
check(len(report['pictures']) == 1 and report['pictures'][0].get('locale') == 'en' and
      report['pictures'][0].get('faults') == [], '--report', report)

# --- check --------------------------------------------------------------------------------------------------
run = Run('check', page, '--locale', 'vi,en', '--size', 'a4,slide')
check(run.code == 0 and not run.out and not run.err, 'check is silent when all is well', run.err)
run = Run('check', page, font, '--json')
told = json.loads(run.out)
check(run.code == 0 and [len(d['messages']) for d in told] == [0, 1] and told[1]['messages'][0]['severity'] == 'warning',
      'check --json', run.out)
bad = write('bad.yaml', PAGE.replace('block: figure', 'block: figur'))
told = json.loads(Run('check', bad, '--json').out)
check(told[0]['messages'][0]['line'] == 11 and told[0]['messages'][0]['severity'] == 'error', 'check --json has the line', told)
done()
