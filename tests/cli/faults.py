#!/usr/bin/env python3
"""Wrong input: the message stands at the line and column of the fault and says a way out, the exit code is 1,
and what was there before is as it was."""
import os
import re

from run import FOLDER, Run, check, done, path, read, write

FACTS = ('id,value,unit,qualifier,of,label_vi,label_en,icon\n'
         'firms,34,company,,,Doanh nghiệp,Companies,rocket\n'
         'training,7,month,,12,Thực tập,Internship,user\n'
         'jobs,80,percent,about,,Có việc làm,Find a job,user\n')
PAGE = ('tranh: 1\nsize: square\ntheme: light\nlocale: vi\n'
        'data:\n  facts: {url: facts.csv, key: id}\n'
        'blocks:\n')

# What is wrong: (name, text of the page, words of the message and its way out). The fault is at ⟦.
PAGES = [
    ('a misspelt block', PAGE + '  - {block: ⟦tekst, text: Xin chào}\n', 'tekst', 'text'),
    ('a misspelt property of the page', PAGE.replace('theme:', '⟦theem:') + '  - {block: text, text: Xin chào}\n',
     'theem', 'did you mean "theme"'),
    ('a misspelt property of a block', PAGE + '  - {block: text, ⟦txet: Xin chào}\n', 'txet', 'did you mean "text"'),
    ('a misspelt value', PAGE + '  - {block: box, dir: ⟦rwo, blocks: []}\n', 'rwo', 'row'),
    ('a misspelt size', PAGE.replace('size: ', 'size: ⟦skware #') + '  - {block: text, text: Xin chào}\n', 'skware',
     'square'),
    ('a misspelt theme', PAGE.replace('theme: ', 'theme: ⟦lihgt #') + '  - {block: text, text: Xin chào}\n', 'lihgt',
     'light'),
    ('an unknown fact', PAGE + '  - {block: figure, fact: ⟦firm}\n', 'firm', 'did you mean "firms"'),
    ('an unknown fact in words', PAGE + '  - {block: text, text: "Có {{ facts.⟦firm }} ở đây"}\n', 'firm', 'firms'),
    ('an unknown name in words', PAGE + '  - {block: text, text: "Có {{ ⟦fakts.firms }} ở đây"}\n', 'fakts'),
    ('an unknown icon', PAGE + '  - {block: media, form: icon, icon: ⟦rockett}\n', 'rockett', 'did you mean "rocket"'),
    ('a missing language', PAGE + '  - {block: text, text: ⟦{en: Hello, ko: 안녕}}\n', 'vi', ''),
    ('unquoted {{ x }}', PAGE + '  - {block: text, text: ⟦{{ facts.firms }}}\n', '{{', 'quote'),
    ('a file that is not there', PAGE.replace('url: facts.csv', 'url: ⟦fakts.csv') + '  - {block: figure, fact: jobs}\n',
     'fakts.csv', ''),
    ('a file above its folder', PAGE.replace('url: facts.csv', 'url: ⟦../facts.csv') + '  - {block: figure, fact: jobs}\n',
     '../facts.csv', ''),
    ('a remote file', PAGE.replace('url: facts.csv', 'url: ⟦"https://example.org/f.csv"') +
     '  - {block: figure, fact: jobs}\n', 'https://example.org/f.csv', '--data'),
    ('broken YAML', PAGE + '  - {block: text, text: ⟦"Xin chào\n', 'quote', ''),
    ('a duplicate name', PAGE + '  - {block: text, text: Xin, ⟦text: chào}\n', 'text', ''),
    ('a wrong expression', PAGE + '  - {block: text, text: "{{ 1 + ⟦}}"}\n', '', ''),
    ('an unknown function', PAGE + '  - {block: text, text: "{{ ⟦uper(\'a\') }}"}\n', 'uper', 'upper'),
]
# The fault is in the data: (name, facts.csv with ⟦ at the fault, words).
DATA = [
    ('a CSV row with too many cells', FACTS + 'more,1,company,,,a,b,user,⟦extra\n', '', ''),
    ('a CSV row with too few cells', FACTS + '⟦more,1\n', '', ''),
    ('an open quote', FACTS + 'more,1,company,,,⟦"a,b,user\n', 'quote', ''),
    ('a decimal comma', FACTS.replace('jobs,80,', '⟦jobs,"80,5",'), '80,5', '80.5'),
    ('grouped digits', FACTS.replace('firms,34,', '⟦firms,"1.234,5",'), '1.234,5', '1234.5'),
    ('an unknown qualifier', FACTS.replace('jobs,80,percent,about', '⟦jobs,80,percent,abuot'), 'abuot', 'about'),
    ('a fact twice', FACTS.replace('\njobs,', '\n⟦firms,'), 'firms', ''),
]
PLAIN = ('an unknown name in words', 'a wrong expression', 'a fact twice')  # the message alone says it all
OLD = b'what was there before'


def place(text):
    """The text without its mark, and the mark's line and column."""
    before, mark, after = text.partition('⟦')
    assert mark
    return before + after, before.count('\n') + 1, len(before) - (before.rfind('\n') + 1) + 1


def one(name, page, facts, where, *words):
    """Renders PAGE with FACTS; the first message must be at WHERE (file, line, column)."""
    write('facts.csv', facts)
    document = write('page.yaml', page)
    out = write('out.png', OLD)
    before = sorted(os.listdir(FOLDER)), os.stat(out).st_mtime_ns
    run = Run('render', document, '-o', out)
    run.check(1, name, 'error: ', *[w for w in words if w])
    check(read(out) == OLD and before == (sorted(os.listdir(FOLDER)), os.stat(out).st_mtime_ns),
          f'{name}: the old output is untouched')
    first = run.err.split('\n', 1)[0]
    match = re.match(r'(.*?):(\d+):(\d+): error: .', first)
    got = match and (os.path.basename(match.group(1)), int(match.group(2)), int(match.group(3)))
    check(got == where, f'{name}: file, line and column', f'got  {got}\nwant {where}\n{run.err}')
    if name not in PLAIN:
        check(re.search(r'\^~* \S', run.err), f'{name}: a way out is beside the caret', run.err)
    check('nothing was written' in run.err, f'{name}: it says that nothing was written', run.err)
    again = Run('check', document)
    check(again.code == 1 and first in again.err, f'{name}: check says the same', again.err)


for name, text, *words in PAGES:
    page, line, column = place(text)
    one(name, page, FACTS, ('page.yaml', line, column), *words)
for name, text, *words in DATA:
    facts, line, column = place(text)
    one(name, PAGE + '  - {block: figure, fact: jobs}\n', facts, ('facts.csv', line, column), *words)

# Facts of different units on one scale: the row of the second is blamed, and the first is named.
page = PAGE + '  - {block: measure, form: bar, fact: firms, scale: all}\n' \
              '  - {block: measure, form: bar, fact: age, scale: all}\n'
one('units that do not match', page, FACTS + 'age,30,year,,,Tuổi,Age,user\n', ('facts.csv', 5, 1), 'company', 'year')

# Text that cannot fit: the message names block, language and px, for there is no line to blame alone.
long = 'Nghiêng_ngả_chênh_vênh' * 12
page = PAGE + '  - {block: text, text: ⟦"%s", width: 120}\n' % long
page, line, column = place(page)
write('facts.csv', FACTS)
document = write('page.yaml', page)
out = write('out.png', OLD)
run = Run('render', document, '-o', out)
run.check(1, 'text that cannot fit', 'blocks[0]', 'vi', 'px', f'page.yaml:{line}:')
check(read(out) == OLD, 'text that cannot fit: the old output is untouched')

# The document itself.
Run('render', path('not-there.yaml'), '-o', out).check(1, 'a document that is not there', 'not-there.yaml')
Run('render', FOLDER + '/', '-o', out).check(1, 'a folder as a document')
Run('render', write('empty.yaml', ''), '-o', out).check(1, 'an empty document', 'empty.yaml:1:1: error')
Run('render', write('latin1.yaml', 'blocks: [{block: text, text: "caf\xe9"}]\n', 'latin-1'), '-o', out).check(
    1, 'a document in Latin-1', 'latin1.yaml:1:', 'UTF-8')
Run('render', write('utf16.yaml', PAGE, 'utf-16'), '-o', out).check(1, 'a document in UTF-16', 'utf16.yaml')
Run('render', write('bad.json', '{"mark": "bar",}\n'), '-o', out).check(1, 'broken JSON', 'bad.json:1:15: error')
Run('render', write('deep.json', '[' * 300 + ']' * 300), '-o', out).check(3, 'too deep', 'depth', '--limit')
bomb = 'a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n' + ''.join(
    f'a{i}: &a{i} [{", ".join([f"*a{i - 1}"] * 10)}]\n' for i in range(1, 12))
Run('render', write('bomb.yaml', bomb), '-o', out).check(3, 'an alias bomb', 'yaml-nodes')
Run('render', write('vega.json', '{"$schema": "https://vega.github.io/schema/vega/v5.json", "marks": []}'), '-o', out).check(
    1, 'a Vega specification is refused by name', 'vega.json:1:', 'Vega')
Run('render', write('bars.vl.json', '{"data": {"values": [{"a": 1}]},\n "mark": {"type": "bars"}}\n'), '-o', out).check(
    1, 'an unknown mark', 'bars.vl.json:2:19: error', 'did you mean "bar"?')
check(read(out) == OLD, 'the old output is still untouched')
done()
