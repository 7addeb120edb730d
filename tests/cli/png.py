"""Reads a PNG as the program writes it (8 bits or a palette, not interlaced), with nothing but zlib."""
import struct
import zlib


def chunks(data):
    assert data[:8] == b'\x89PNG\r\n\x1a\n'
    at, found = 8, []
    while at < len(data):
        size, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        assert zlib.crc32(kind + body) == struct.unpack('>I', data[at + 8 + size:at + 12 + size])[0]
        found.append((kind.decode(), body))
        at += 12 + size
    assert found[-1][0] == 'IEND'
    return found


def size(data):
    return struct.unpack('>II', dict(chunks(data))['IHDR'][:8])


def pixels_per_metre(data):
    body = dict(chunks(data)).get('pHYs')
    return struct.unpack('>IIB', body) if body else None


def _unfilter(kind, line, above, step):
    for i, x in enumerate(line):
        left = line[i - step] if i >= step else 0
        up = above[i]
        corner = above[i - step] if i >= step else 0
        if kind == 1:
            x += left
        elif kind == 2:
            x += up
        elif kind == 3:
            x += (left + up) // 2
        elif kind == 4:
            p = left + up - corner
            near = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))
            x += near[2]
        line[i] = x & 255
    return line


def rows(data):
    """Rows of RGBA tuples."""
    parts = chunks(data)
    width, height, depth, color, _, _, interlaced = struct.unpack('>IIBBBBB', dict(parts)['IHDR'])
    assert not interlaced
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color]
    stride = (width * channels * depth + 7) // 8
    raw = zlib.decompress(b''.join(body for kind, body in parts if kind == 'IDAT'))
    palette, clear = dict(parts).get('PLTE', b''), dict(parts).get('tRNS', b'')
    table = [tuple(palette[i:i + 3]) + (clear[i // 3] if i // 3 < len(clear) else 255,)
             for i in range(0, len(palette), 3)]
    above, found = bytearray(stride), []
    for y in range(height):
        start = y * (stride + 1)
        line = bytearray(raw[start + 1:start + 1 + stride])
        if raw[start]:
            line = _unfilter(raw[start], line, above, max(1, channels * depth // 8))
        above = line
        if depth < 8:
            mask = (1 << depth) - 1
            values = [line[x * depth // 8] >> (8 - depth - x * depth % 8) & mask for x in range(width)]
        else:
            assert depth == 8
            values = line
        if color == 3:
            found.append([table[v] for v in values[:width]])
        elif color == 6:
            found.append([tuple(values[i:i + 4]) for i in range(0, 4 * width, 4)])
        elif color == 2:
            found.append([tuple(values[i:i + 3]) + (255,) for i in range(0, 3 * width, 3)])
        else:
            scale = 1 if depth == 8 else 255 // ((1 << depth) - 1)
            found.append([(values[x * channels] * scale,) * 3 + (values[x * channels + 1] if color == 4 else 255,)
                          for x in range(width)])
    return found


def rim_is_even(data):
    """Is the outermost pixel on all four sides of one colour?"""
    picture = rows(data)
    rim = set(picture[0]) | set(picture[-1]) | {r[0] for r in picture} | {r[-1] for r in picture}
    return len(rim) == 1
