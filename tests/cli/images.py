#!/usr/bin/env python3
"""Images of charts from files: what is read, what stands in for a url, what is refused and how that is said; one
file for many images; the same picture in every output."""
import base64
import json
import os
import shutil

from run import ROOT, Run, check, done, path, read, tool, write

PICTURES = os.path.join(ROOT, 'tests', 'specs', 'mark', 'pictures')
for name in os.listdir(PICTURES):
    os.makedirs(path('pictures'), exist_ok=True)
    shutil.copy(os.path.join(PICTURES, name), path('pictures', name))
FLAG, PHOTO = read(path('pictures', 'flag.png')), read(path('pictures', 'photo.jpg'))


def chart(name, url, n=1, **mark):
    """A chart of N images, whose url stands alone on line 4."""
    text = ('{"data": {"sequence": {"start": 0, "stop": %d, "as": "i"}},\n'
            ' "mark": {"type": "image", "width": 24, "height": 18%s,\n'
            '  "url":\n%s},\n'
            ' "encoding": {"x": {"field": "i", "type": "quantitative"}}}\n' %
            (n, ''.join(f', "{k}": {json.dumps(v)}' for k, v in mark.items()), json.dumps(url)))
    return write(name + '.vl.json', text)


def refused(what, url, *words, args=(), code=1):
    """The message stands at the url and says the WORDS; nothing is written."""
    document, out = chart('refused', url), path('refused.png')
    run = Run('render', document, '-o', out, *args)
    run.check(code, what, 'refused.vl.json:4:1: error: ', *words)
    check(not os.path.exists(out), f'{what}: nothing is written')


refused('a file that is not there', 'pictures/flug.png', 'there is no image "pictures/flug.png"', 'did you mean "flag.png"')
refused('a remote image', 'https://example.org/flag.png', 'is not a file of this computer', '--data', '--map')
refused('an image above its folder', '../flag.png', 'lies outside of the document')
refused('a folder', 'pictures', '"pictures" is a folder')
write('moving.gif', b'GIF89a\1\0\1\0\0\0\0;')
refused('a GIF', 'moving.gif', 'image "moving.gif" is a GIF; PNG, JPEG and SVG images are drawn')
write('photo.webp', b'RIFF\x1a\0\0\0WEBPVP8L')
refused('a WebP', 'photo.webp', 'image "photo.webp" is a WebP', 'convert it')
write('words.png', 'no picture at all')
refused('words', 'words.png', '"words.png" is no image')
write('cut.png', FLAG[:90])
refused('a PNG without its end', 'cut.png', 'image "cut.png": this PNG ends too early')
write('cut.jpg', PHOTO[:-2])
refused('a JPEG without its end', 'cut.jpg', 'image "cut.jpg": this JPEG ends too early')
damaged = bytearray(PHOTO)
damaged[len(PHOTO) * 3 // 4:-2] = b'\xff\xd0' * ((len(PHOTO) - 2 - len(PHOTO) * 3 // 4) // 2)
write('damaged.jpg', bytes(damaged))
jpeg = Run('render', chart('jpeg', 'pictures/photo.jpg'), '-o', path('jpeg.png')).code == 0  # built with it
if jpeg:
    refused('a damaged JPEG', 'damaged.jpg', 'image "damaged.jpg" cannot be decoded: ')
write('broken.svg', '<svg width="4" height="4"><g></svg>')
if Run('render', chart('svg', 'pictures/badge.svg'), '-o', path('svg.png')).code == 0:
    refused('a broken SVG', 'broken.svg', 'image "broken.svg" cannot be decoded: ')
refused('a data: url that is cut', 'data:image/png;base64,' + base64.b64encode(FLAG[:60]).decode(),
        'image "data:image/png;base64,…": this PNG ends too early')
refused('an image over the limit', 'pictures/flag.png', 'image-area', args=('--limit', 'image-area=383'), code=3)
refused('a file over the limit', 'pictures/flag.png', 'image-bytes', args=('--limit', 'image-bytes=100'), code=3)

# What stands in for a url, and a data: url, are the same picture.
plain = path('plain.scene')
Run('render', chart('plain', 'pictures/flag.png'), '-o', plain).check(0, 'a file beside the chart')
want = read(plain)
WAYS = [('--data', 'https://example.org/a/flag.png', ('--data', 'https://example.org/a/flag.png=' + path('pictures', 'flag.png'))),
        ('--map', 'https://example.org/a/flag.png', ('--map', 'https://example.org/a=' + path('pictures'))),
        ('--base-dir', 'flag.png', ('--base-dir', path('pictures'))),
        ('a data: url', 'data:image/png;base64,' + base64.b64encode(FLAG).decode(), ()),
        ('percent encoding', 'data:,' + ''.join(f'%{b:02x}' for b in FLAG), ())]
for name, url, args in WAYS:
    out = path('way.scene')
    Run('render', chart('way', url), '-o', out, *args).check(0, name)
    check(read(out) == want, f'{name}: the same scene')
check(b'image type=image/png bytes=125 box=' in want, 'a line of the scene')

# A thousand images of one file: read once, held once.
many = chart('many', 'pictures/photo.jpg', 1000)
outs = [path('many.' + ending) for ending in (('png', 'svg', 'pdf') if jpeg else ('svg',))]
run = Run('render', many, *[a for out in outs for a in ('-o', out)], '--limit', 'files=1', '--limit', 'all-image-area=768')
run.check(0, 'a thousand images of one file')
svg = read(path('many.svg'))
check(svg.count(b'data:image/jpeg') == 1 and svg.count(b'<use ') == 1000, 'SVG: one file, a thousand uses')
check(base64.b64encode(PHOTO) in svg, "SVG: the file's own bytes")
check(not jpeg or PHOTO in read(path('many.pdf')), "PDF: the file's own bytes")
listed = tool('pdfimages', '-list', path('many.pdf')) if jpeg else None
if listed is not None:
    check(len({line.split()[10] for line in listed.decode().splitlines()[2:]}) == 1, 'PDF: one object')
check(tool('xmllint', '--noout', path('many.svg')) is not None or not shutil.which('xmllint'), 'SVG: well formed')

# Many small pictures within the data: they are no files.
values = [{'i': i, 'u': 'data:image/svg+xml,%3Csvg width=%22' + str(i + 1) + '%22 height=%222%22/%3E'} for i in range(100)]
write('inline.vl.json', json.dumps({'data': {'values': values}, 'mark': 'image', 'encoding': {
    'x': {'field': 'i', 'type': 'quantitative'}, 'url': {'field': 'u'}}}))
Run('render', path('inline.vl.json'), '-o', path('inline.scene')).check(0, 'a hundred pictures in the data')
check(read(path('inline.scene')).count(b'image type=image/svg+xml') == 100, 'each is there')
done()
