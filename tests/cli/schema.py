#!/usr/bin/env python3
"""`tranh schema`: the schema is one, every reference in it leads somewhere, it takes the specifications in
tests/specs, and refuses them once a property is misspelt."""
import copy
import glob
import json
import os
import re

from run import ROOT, Run, check, done

KINDS = {'null': type(None), 'boolean': bool, 'string': str, 'array': list, 'object': dict, 'number': (int, float)}
KEYWORDS = {'$schema', '$ref', '$defs', 'title', 'description', 'deprecated', 'type', 'anyOf', 'enum', 'const',
            'properties', 'additionalProperties', 'required', 'items', 'minimum', 'maximum', 'pattern', 'minProperties',
            'maxProperties'}

run = Run('schema')
check(run.code == 0 and not run.err, 'tranh schema', run.err)
SCHEMA = json.loads(run.out)
check(run.out == Run('schema', 'chart', '--format', 'json').out, 'chart and json are what is meant without them')
check(SCHEMA['$schema'] == 'https://json-schema.org/draft/2020-12/schema', 'it names its draft')


def target(ref):
    """What "#/$defs/axis/properties/grid" leads to; None for nothing."""
    here = SCHEMA
    for step in ref.split('/')[1:]:
        here = here.get(step) if isinstance(here, dict) else None
    return here


def each_schema(schema):
    yield schema
    for key in ('properties', '$defs'):
        for inner in schema.get(key, {}).values():
            yield from each_schema(inner)
    for inner in schema.get('anyOf', []):
        yield from each_schema(inner)
    for key in ('items', 'additionalProperties'):
        if isinstance(schema.get(key), dict):
            yield from each_schema(schema[key])


def is_kind(value, name):
    if isinstance(value, bool):
        return name == 'boolean'
    return isinstance(value, KINDS[name])


def object_fits(schema, value):
    n, known = len(value), schema.get('properties', {})
    if not schema.get('minProperties', 0) <= n <= schema.get('maxProperties', n):
        return False
    if any(name not in value for name in schema.get('required', [])):
        return False
    rest = schema.get('additionalProperties', True)
    return all(fits(known.get(name, rest), inner) for name, inner in value.items())


def fits(schema, value):
    """Whether VALUE is what SCHEMA describes, for the keywords that are used here."""
    if isinstance(schema, bool):
        return schema
    if '$ref' in schema and not fits(target(schema['$ref']), value):
        return False
    if 'anyOf' in schema and not any(fits(s, value) for s in schema['anyOf']):
        return False
    kinds = schema.get('type', [])
    if kinds and not any(is_kind(value, k) for k in ([kinds] if isinstance(kinds, str) else kinds)):
        return False
    if ('enum' in schema and value not in schema['enum']) or ('const' in schema and value != schema['const']):
        return False
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return schema.get('minimum', value) <= value <= schema.get('maximum', value)
    if isinstance(value, str):
        return 'pattern' not in schema or re.search(schema['pattern'], value) is not None
    if isinstance(value, list):
        return all(fits(schema.get('items', True), item) for item in value)
    return not isinstance(value, dict) or object_fits(schema, value)


# The schema itself.
schemas = list(each_schema(SCHEMA))
check(len(schemas) > 1000, 'there is something in it')
odd = {key for s in schemas for key in s if key not in KEYWORDS}
check(not odd, 'it has no keyword that is not checked here', odd)
lost = {s['$ref'] for s in schemas if '$ref' in s and not isinstance(target(s['$ref']), dict)}
check(not lost, 'every reference leads somewhere', lost)
used = {s['$ref'].split('/')[2] for s in schemas if '$ref' in s}
unused = set(SCHEMA['$defs']) - used
check(not unused, 'every object is used', sorted(unused))
check(all('description' in s for name, d in SCHEMA['$defs'].items() for s in [d]), 'every object is described')

# Enums are those of the registries.
for what, place in (('marks', 'unit/properties/mark'), ('schemes', 'scale/properties/scheme'),
                    ('scales', 'scale/properties/type')):
    listed = {line.split()[0] for line in Run('list', what).out.decode().splitlines()}
    named = {n for s in target('#/$defs/' + place)['anyOf'] for n in s.get('enum', [])}
    check(listed <= named, f'all {what} are named', sorted(listed - named))
for line in Run('list', 'transforms').out.decode().splitlines():
    check(f'transform.{line.split()[0]}' in SCHEMA['$defs'], f'transform {line.split()[0]} is described')

# Specifications of the tests are taken.
FAULTY = {
    'data/csv-concat', 'data/csv-repeat',  # composed views have no height
    'concat/deep', 'concat/titles',  # columns are for `concat`, and yet taken as Vega-Lite takes them
    'scale/domain-null-zero',  # null is no domain
}
specs = sorted(glob.glob(os.path.join(ROOT, 'tests', 'specs', '*', '*.vl.json')))
for path in specs:
    name = '/'.join(path.split('/')[-2:])[:-len('.vl.json')]
    with open(path, encoding='utf-8') as file:
        spec = json.load(file)
    if name not in FAULTY:
        check(fits(SCHEMA, spec), f'{name} is taken')

# A misspelt property anywhere is not.
SPEC = {
    'data': {'url': 'x.csv', 'format': {'type': 'csv'}},
    'transform': [{'filter': {'field': 'a', 'gt': 1}}, {'window': [{'op': 'rank', 'as': 'r'}], 'sort': [{'field': 'a'}]}],
    'config': {'bar': {'cornerRadius': 2}, 'axisX': {'grid': True}, 'scale': {'minSize': 3}},
    'hconcat': [{
        'layer': [{
            'mark': {'type': 'bar', 'tooltip': {'content': 'data'}},
            'encoding': {'x': {'field': 'a', 'bin': {'maxbins': 3}, 'axis': {'title': 'A'}},
                         'color': {'condition': {'test': 'true', 'value': 'red'}, 'value': 'blue'}},
        }],
        'resolve': {'scale': {'x': 'independent'}},
    }, {
        'facet': {'row': {'field': 'b', 'header': {'labels': False}}},
        'spec': {'mark': 'boxplot', 'params': [{'name': 'p', 'select': {'type': 'point'}}], 'width': {'step': 3}},
    }],
}


def misspelt(value, path=''):
    """(place, a copy of the whole with that name misspelt) for each name in an object."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, below in inner:
        if isinstance(value, dict):
            yield f'{path}/{key}', {(k + 'x' if k == key else k): v for k, v in value.items()}
        for place, changed in misspelt(below, f'{path}/{key}'):
            whole = copy.copy(value)
            whole[key] = changed
            yield place, whole


check(fits(SCHEMA, SPEC), 'a specification of many parts is taken')
for place, changed in misspelt(SPEC):
    check(not fits(SCHEMA, changed), f'{place} misspelt is refused')

# Values of the wrong kind are not.
for spec in ({'mark': 'bra'}, {'mark': {'type': 'bar', 'opacity': 3}}, {'layer': {}}, {'mark': 'bar', 'width': True},
             {'mark': 'bar', 'encoding': {'x': {'field': 'a', 'timeUnit': 'yaer'}}}, [], 'bar'):
    check(not fits(SCHEMA, spec), f'{spec} is refused')
for text in ('"utcyearmonth"', '"binnedutcyear"', '{"unit": "hours", "step": 6}'):
    spec = {'mark': 'bar', 'encoding': {'x': {'field': 'a', 'timeUnit': json.loads(text)}}}
    check(fits(SCHEMA, spec), f'time unit {text} is taken')

# Pages, with the charts on them.
SCHEMA = json.loads(Run('schema', 'page').out)
lost = {s['$ref'] for s in each_schema(SCHEMA) if '$ref' in s and not isinstance(target(s['$ref']), dict)}
check(not lost, 'page: every reference leads somewhere', lost)
for line in Run('list', 'blocks').out.decode().splitlines():
    check(f'block.{line.split()[0]}' in SCHEMA['$defs'], f'block {line.split()[0]} is described')
PAGE = {
    'tranh': 1, 'size': 'a4', 'data': {'t': {'url': 't.csv', 'key': 'id'}},
    'blocks': [
        {'block': 'box', 'gap': '2u', 'blocks': [{'block': 'text', 'text': {'vi': 'a', 'en': 'b'}, 'level': 1}]},
        {'use': 'stat-card', 'fact': 'a', 'anything': 'goes'},
        {'block': 'repeat', 'data': 't', 'each': {'block': 'text', 'text': '{{ datum.id }}', 'weight': '{{ w }}'}},
        {'block': 'chart', 'spec': {'mark': 'bar', 'encoding': {'qualifier': {'field': 'q'}}}},
    ],
}
check(fits(SCHEMA, PAGE), 'a page is taken')
for place, changed in misspelt(PAGE):
    if not re.search(r'/(t|vi|en|anything|fact)$', place):
        check(not fits(SCHEMA, changed), f'page: {place} misspelt is refused')
check(not fits(SCHEMA, {'blocks': [{'block': 'txt'}]}), 'an unknown block is refused')
done()
