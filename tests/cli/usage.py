#!/usr/bin/env python3
"""The command line itself: help, lists, wrong options, names of output files."""
from run import Run, check, done, write

for args in (['--help'], ['help'], ['-h']):
    run = Run(*args)
    check(run.code == 0 and b'tranh render' in run.out and not run.err, f'{args} prints help', run.err)
for command in ('render', 'check', 'batch', 'new', 'list', 'schema', 'version'):
    run = Run(command, '--help')
    check(run.code == 0 and f'tranh {command}'.encode() in run.out and not run.err, f'{command} --help', run.err)
    check(all(len(line.decode()) <= 120 for line in run.out.splitlines()), f'{command} --help fits a terminal')
run = Run('render', '--help')
for option in ('output', 'format', 'data', 'set', 'theme', 'locale', 'size', 'scale', 'dpi', 'width', 'height',
               'background', 'svg-text', 'timezone', 'base-dir', 'map', 'font-dir', 'no-system-fonts', 'report', 'strict',
               'untrusted', 'limit', 'timeout'):
    check(f'--{option} '.encode() in run.out, f'render --help names --{option}')
    check(run.out.count(f'--{option} '.encode()) >= 1, f'render has --{option}')

run = Run()
check(run.code == 2 and 'tranh render' in run.err and not run.out, 'no arguments: help on stderr, exit code 2')
for args in (['version'], ['--version']):
    run = Run(*args)
    check(run.code == 0 and run.out.startswith(b'tranh ') and run.out.count(b'\n') == 1, f'{args}', run.out)

# What is not there yet says so.
for args in (['batch', 'x.yaml', '--each', 'facts', '-o', 'x.png'], ['new', 'fact-sheet']):
    Run(*args).check(2, f'{args[0]} is not there yet', 'not there yet')

# Wrong command lines.
doc = write('page.yaml', 'tranh: 1\nsize: square\nblocks:\n  - {block: text, text: "Hello"}\n')
WRONG = [
    (['rendr', doc], 'no command and no layout "rendr"'),
    (['render'], 'needs a document'),
    (['check'], 'needs a document'),
    (['render', doc, '--themee', 'light'], 'there is no option --themee', 'did you mean "theme"?'),
    (['render', doc, '--frobnicate'], 'there is no option --frobnicate', '--help'),
    (['render', doc, '-z'], 'there is no option -z'),
    (['render', doc, '--theme'], '--theme takes NAME'),
    (['render', doc, '--strict=yes'], '--strict takes no value'),
    (['render', doc, '--untrusted=yes'], '--untrusted takes no value'),
    (['render', doc, '--scale', '0'], '--scale', '"0"'),
    (['render', doc, '--scale', '2,5'], '--scale', '"2,5"'),
    (['render', doc, '--dpi', 'high'], '--dpi', '"high"'),
    (['render', doc, '--width', '-5'], '--width', '"-5"'),
    (['render', doc, '--height', 'nan'], '--height', '"nan"'),
    (['render', doc, '--background', 'reddish'], '--background', 'CSS colour'),
    (['render', doc, '--svg-text', 'paths'], '--svg-text', 'embed, live or outlines'),
    (['render', doc, '--data', 'facts.csv'], '--data', 'NAME=FILE'),
    (['render', doc, '--map', 'https://x.org/'], '--map', 'PREFIX=DIR'),
    (['render', doc, '--set', 'title'], '--set', 'NAME=VALUE'),
    (['render', doc, '--set', 'x={"a": }'], '--set', 'JSON'),
    (['render', doc, '--limit', 'mark=3'], '--limit', 'did you mean "marks"?'),
    (['render', doc, '--limit', 'marks=many'], '--limit', '"many"'),
    (['render', doc, '--timeout', 'soon'], '--timeout takes a number'),
    (['render', doc, '--format', 'gif'], 'there is no format "gif"'),
    (['render', doc, '-o', 'out.gif'], 'out.gif', '--format'),
    (['render', doc, '-o', 'out'], 'out', '--format'),
    (['render', doc, '-o', '{{ province }}.png'], 'there is no {{ province }}', 'locale'),
    (['render', doc, '-o', '{{ locale }}.png'], '{{ locale }} needs --locale'),
    (['render', doc, '-o', 'a.png', '-o', 'a.png'], 'two pictures would be written to a.png'),
    (['render', doc, doc, '-o', 'a.png'], 'two pictures would be written to a.png', '{{ name }}'),
    (['render', doc, doc, '--report', 'fit.json'], '--report goes with one document'),
    (['render', doc, '--theme', 'lihgt'], 'there is no theme "lihgt"', 'did you mean "light"?'),
    (['render', doc, '--locale', 'tlh'], 'there is no locale "tlh"'),
    (['render', doc, '--timezone', 'Asia/Ho_Chi_Min'], 'Asia/Ho_Chi_Min'),
    (['render', 'no-such-layout'], 'there is no layout "no-such-layout"'),
    (['list', 'colours'], 'there is no list of "colours"'),
    (['schema', 'charts'], 'there is no schema of "charts"', 'chart'),
    (['schema', '--format', 'html'], 'there is no format "html"', 'json or md'),
    (['version', 'now'], 'takes no arguments'),
]
for args, *words in WRONG:
    Run(*args).check(2, ' '.join(a.rsplit('/', 1)[-1] for a in args), *words)
Run('render', doc, '-o', '-', env={'SOURCE_DATE_EPOCH': 'yesterday'}).check(2, 'a wrong SOURCE_DATE_EPOCH', 'yesterday')

# Lists.
run = Run('list')
lists = run.out.decode().split()
check(run.code == 0 and len(lists) == 14, 'list names the lists', run.out)
for what in lists:
    run = Run('list', what)
    check(run.code == 0 and run.out and not run.err, f'list {what}', run.err)
for what, word in (('limits', 'raster-side'), ('formats', 'png'), ('themes', 'light'), ('locales', 'vi'),
                   ('icons', 'rocket'), ('fonts', 'Be Vietnam Pro'), ('layouts', 'fact-sheet'), ('blocks', 'figure'),
                   ('functions', 'upper'), ('marks', 'bar'), ('transforms', 'filter'), ('scales', 'band'),
                   ('schemes', 'viridis'), ('options', 'theme NAME')):
    check(word.encode() in Run('list', what).out, f'list {what} has {word}')
with open('/dev/full', 'wb') as full:
    import os
    import subprocess
    code = subprocess.run([os.environ['TRANH'], 'list', 'limits'], stdout=full, stderr=subprocess.DEVNULL, check=False).returncode
    check(code == 3, 'a list that cannot be written is a failure', code)
done()
