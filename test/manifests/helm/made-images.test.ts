import { describe, expect, it } from 'vitest';
import { parseReference } from '../../../src/images/reference.ts';
import type { Join } from '../../../src/manifests/helm/joins.ts';
import { type MadeImages, templateUses, unlessHeld, valueUsesMade } from '../../../src/manifests/helm/made-images.ts';
import type { Sibling, Slot, Use } from '../../../src/manifests/model/use.ts';
import { usesOf } from '../found.ts';

const slot = (start: number, writes: Slot['writes'] = 'name', file = 'c/values.yaml'): Slot => ({
  file,
  start,
  end: start + 3,
  writes,
  before: '',
  after: '',
  tail: '',
});

function use(image: string | null, more: Partial<Use> = {}): Use {
  const place = { file: 'c/values.yaml', line: 1, column: 11, kind: 'helm-values', part: 'repository' } as const;
  return { ...place, text: 'a/b', image, also: [], slots: [slot(10), slot(20, 'digest')], ...more };
}

function join(image: string, slots: readonly Slot[], more: Partial<Join> & { readonly in?: 'template' } = {}): Join {
  const reference = parseReference(image);
  if (reference === undefined) throw new Error(`no reference: ${image}`);
  const main = { text: 'a/b', from: { file: 'c/values.yaml', start: 10, in: more.in ?? 'values' } } as const;
  return { text: image, reference, main, pieces: [main], slots, uneditable: undefined, ...more };
}

const PLACE = 'c/values.yaml\x0010';

function made(parts: Partial<MadeImages>): MadeImages {
  return {
    joins: new Map(),
    untoldOf: new Map(),
    byPlace: new Map(),
    remote: new Map(),
    given: new Map(),
    held: new Map(),
    isSpent: false,
    ...parts,
  };
}

function told({ image, pulls, reason, uneditable, slots, part }: Use): string {
  const written = slots.map(({ writes, start }) => `${writes} ${start}`).join();
  return [
    part,
    image ?? '?',
    pulls && `pulls ${pulls}`,
    reason && `(${reason})`,
    uneditable && `! ${uneditable}`,
    written,
  ]
    .filter((one) => one !== undefined && one !== '')
    .join(' ');
}

describe('a value that templates join', () => {
  const value = (today: Use, joins: readonly Join[]): readonly string[] => {
    const given = { use: today, block: 'image', path: 'image.repository', start: 10, tagless: false };
    return valueUsesMade(given, today, 'c', made({ joins: new Map([[PLACE, joins]]) })).map(told);
  };

  it.each<[string, Use, readonly Join[], readonly string[]]>([
    [
      'as its fields do',
      use('docker.io/a/b:1'),
      [join('a/b:1', [slot(10)])],
      ['repository docker.io/a/b:1 name 10,digest 20'],
    ],
    [
      'with a tag that the fields have not',
      use('docker.io/a/b'),
      [join('a/b:1', [slot(10)])],
      ['repository docker.io/a/b pulls docker.io/a/b:1 name 10,digest 20'],
    ],
    [
      'without a tag that the fields have',
      use('docker.io/a/b:1'),
      [join('a/b', [slot(10)])],
      ['repository docker.io/a/b:1 name 10,digest 20'],
    ],
    [
      'with another tag',
      use('docker.io/a/b:1'),
      [join('a/b:12', [slot(10)]), join('a/b:2', [slot(10)])],
      ['repository docker.io/a/b:1 pulls docker.io/a/b:12 name 10,digest 20'],
    ],
    [
      'with a longer tag that is no more of it',
      use('docker.io/a/b:1'),
      [join('a/b:22', [slot(10)])],
      ['repository docker.io/a/b:1 name 10,digest 20'],
    ],
    [
      'to what can not be written',
      use('docker.io/a/b:1'),
      [join('a/b:1', [], { uneditable: 'why' })],
      ['repository docker.io/a/b:1 ! why'],
    ],
    [
      'to another image',
      use('docker.io/a/b:1', { pulls: 'x', reason: 'y', uneditable: 'z' }),
      [join('quay.io/a/b:1', [slot(5, 'registry')])],
      ['repository quay.io/a/b:1 registry 5'],
    ],
    [
      'to another that can not be written',
      use(null, { reason: 'y' }),
      [join('quay.io/a/b', [], { uneditable: 'why' })],
      ['repository quay.io/a/b ! why'],
    ],
    [
      'to one image written in two ways, and to another',
      use('docker.io/a/b'),
      [
        join('a/b', [slot(10)]),
        join('a/b', [slot(11)]),
        join('a/b', [slot(10)]),
        join('a/b', [slot(10, 'registry')]),
        join('a/b', [slot(10, 'name', 'w')]),
      ],
      [
        'repository docker.io/a/b name 11,digest 20',
        'repository docker.io/a/b name 10,digest 20',
        'repository docker.io/a/b registry 10,digest 20',
        'repository docker.io/a/b name 10,digest 20',
      ],
    ],
  ])('%s', (_, today, joins, expected) => {
    expect(value(today, joins)).toEqual(expected);
  });

  it('goes on pulling what it pulled where the templates tell no more', () => {
    expect(value(use('docker.io/a/b', { pulls: 'docker.io/a/b:3' }), [join('a/b', [slot(10)])])).toEqual([
      'repository docker.io/a/b pulls docker.io/a/b:3 name 10,digest 20',
    ]);
  });

  it('is left where nobody can tell what they make of it', () => {
    const today = use('docker.io/a/b', { pulls: 'x', uneditable: 'y' });
    const given = { use: today, block: 'image', path: 'image.repository', start: 10, tagless: false };
    const untold = { why: 'nobody knows', pieces: [], file: 'c/t.yaml', start: 3 };
    expect(valueUsesMade(given, today, 'c', made({ untoldOf: new Map([[PLACE, [untold]]]) })).map(told)).toEqual([
      'repository ? (it is joined at c/t.yaml: nobody knows)',
    ]);
    expect(valueUsesMade(given, today, 'c', made({}))).toEqual([today]);
  });
});

describe('a value of a chart that is not in the tree', () => {
  const also = (role: string): readonly Sibling[] => [{ role, file: 'c/values.yaml', line: 1, column: 1, text: 'x' }];
  const remote = new Map([
    ['c', new Map([['sub', { name: 'sub', key: 'sub', version: '1.0', repository: 'https://x', imports: [] }]])],
  ]);

  it.each<[string, Use, string, boolean]>([
    ['without a registry', use('docker.io/a/b'), 'sub.image.repository', true],
    ['of the chart itself', use('docker.io/a/b'), 'image.repository', false],
    ['with a registry', use('quay.io/a/b', { text: 'quay.io/a/b' }), 'sub.image.repository', false],
    ['with a port', use('h:5/b', { text: 'h:5/b' }), 'sub.image.repository', false],
    ['with a dot behind its first slash', use('docker.io/a/b.c/d', { text: 'a/b.c/d' }), 'sub.image.repository', true],
    ['with a registry beside it', use('quay.io/a/b', { also: also('registry') }), 'sub.image.repository', false],
    ['with a hub beside it', use('quay.io/a/b', { also: also('global.hub') }), 'sub.image.repository', false],
    ['with a tag beside it', use('docker.io/a/b', { also: also('tag') }), 'sub.image.repository', true],
    ['that is no image', use(null, { reason: 'it is a template' }), 'sub.image.repository', false],
  ])('%s', (_, today, path, isUnknown) => {
    const given = { use: today, block: '', path, start: 10, tagless: false };
    const [found] = valueUsesMade(given, today, 'c', made({ remote }));
    expect(found?.reason).toBe(isUnknown ? 'the registry comes from chart sub 1.0 of https://x' : today.reason);
  });
});

describe('a place in a template', () => {
  const at = (found: MadeImages['byPlace'] extends ReadonlyMap<string, infer Found> ? Found : never) =>
    templateUses(
      use(null, { reason: 'it is a template', part: 'whole' }),
      7,
      made({ byPlace: new Map([['c/values.yaml\x007', found]]) }),
    ).map(told);
  const untold = {
    why: 'nobody knows',
    pieces: [{ text: 'abc', from: { file: 'c/values.yaml', start: 40, in: 'values' } }],
    file: 'c/t.yaml',
    start: 7,
  } as const;

  it('names the image that is written in it', () => {
    const joins = [
      join('a/b:1', [slot(7)]),
      {
        ...join('a/b:1', [slot(7)]),
        main: { text: 'a/b', from: { file: 'c/t.yaml', start: 7, in: 'template' } },
      } as const,
    ];
    expect(at(joins)).toEqual(['whole docker.io/a/b:1 name 7']);
  });

  it('is a template where values name it', () => {
    expect(at([join('a/b:1', [slot(10)])])).toEqual(['whole ? (it is a template) name 10,digest 20']);
    expect(at([])).toEqual(['whole ? (it is a template) name 10,digest 20']);
  });

  it('holds what nobody can tell it is made of', () => {
    expect(at([join('a/b:1', [slot(10)]), untold])).toEqual(['whole ? (it is a template; nobody knows) name 40']);
  });
});

describe('a value that templates do not join', () => {
  const SPENT = '(its templates compute more than is followed)';
  const GIVEN = new Map([
    ['c/values.yaml', 'charts/web'],
    ['values.yaml', ''],
  ]);
  it.each<[string, Use, Partial<MadeImages>, readonly string[]]>([
    [
      'half of an image, where too much is computed',
      use('docker.io/a/b:1'),
      { isSpent: true },
      [`repository ? ${SPENT}`],
    ],
    [
      'a whole name, where too much is computed',
      use('quay.io/a/b:1', { text: 'quay.io/a/b' }),
      { isSpent: true },
      ['repository quay.io/a/b:1 name 10,digest 20'],
    ],
    [
      'half of an image that a chart is given',
      use('docker.io/a/b:1'),
      { given: GIVEN },
      ['repository ? (what it becomes is decided by the chart in charts/web)'],
    ],
    [
      'half of an image that the only chart is given',
      use('docker.io/a/b:1', { file: 'values.yaml' }),
      { given: GIVEN },
      ['repository ? (what it becomes is decided by the chart in the top folder)'],
    ],
    [
      'a whole name that a chart is given',
      use('quay.io/a/b:1', { text: 'quay.io/a/b' }),
      { given: GIVEN },
      ['repository quay.io/a/b:1 name 10,digest 20'],
    ],
  ])('%s', (_, today, parts, expected) => {
    const value = { use: today, block: 'image', path: 'image.repository', start: 10, tagless: false };
    expect(valueUsesMade(value, today, 'c', made(parts)).map(told)).toEqual(expected);
  });

  it.each([
    ['a text that is printed, too', 9, 11, true],
    ['a text of which a part is printed', 12, 13, true],
    ['what stands right before what is printed', 13, 15, false],
    ['what stands right behind what is printed', 8, 10, false],
    ['a digest that is printed', 20, 23, false],
  ])('%s', (_, start, end, isHeld) => {
    const text = { type: 'held', file: 'c/values.yaml', start, end, why: 'printed' } as const;
    const all = made({ held: new Map([['c/values.yaml', [text]]]) });
    expect(unlessHeld(use('docker.io/a/b:1'), all).uneditable).toBe(isHeld ? 'printed' : undefined);
    expect(unlessHeld(use(null), all).uneditable).toBe(undefined);
    expect(unlessHeld(use('docker.io/a/b:1', { uneditable: 'why' }), all).uneditable).toBe('why');
    expect(unlessHeld(use('docker.io/a/b:1'), made({ isSpent: true })).uneditable).toBe(SPENT.slice(1, -1));
  });
});

describe('a value in which nothing says that it is an image', () => {
  const chart = (values: string, image: string, args = ''): readonly string[] =>
    usesOf({
      'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
      'c/values.yaml': values,
      'c/templates/p.yaml': `spec:\n  containers:\n  - image: "${image}"\n    args: ["${args}"]\n`,
    })
      .filter(({ file }) => file === 'c/values.yaml')
      .map((found) => `${found.line}:${found.column} ${told(found).replaceAll(/ \d+/g, '')}`);

  it.each<[string, string, string, string, readonly string[]]>([
    [
      'with a tag',
      'web: {source: quay.io/a/b:1}',
      '{{ .Values.web.source }}',
      '',
      ['1:15 repository quay.io/a/b:1 name'],
    ],
    ['a name', 'web: {source: quay.io/a/b}', '{{ .Values.web.source }}:1', '', ['1:15 repository quay.io/a/b:1 name']],
    [
      'a name behind what is written in a directive',
      'web: {source: a/b}',
      '{{ printf "quay.io/%s" .Values.web.source | replace "\'" "" }}:1',
      '',
      ['1:15 repository quay.io/a/b:1 ! "quay.io/" is written in a directive of c/templates/p.yaml'],
    ],
    [
      'a registry that a program is told, too',
      'web: {hub: quay.io, source: a/b}',
      '{{ .Values.web.hub }}/{{ .Values.web.source }}',
      '--docker-registry={{ .Values.web.hub }}',
      ['1:29 repository quay.io/a/b ! also printed in c/templates/p.yaml, where it is no image registry,repository'],
    ],
    [
      'the start of a name that a program is told, too',
      'web: {hub: quay.io/a, source: b}',
      '{{ .Values.web.hub }}/{{ .Values.web.source }}',
      '--docker-registry={{ .Values.web.hub }}',
      ['1:31 repository quay.io/a/b ! also printed in c/templates/p.yaml, where it is no image name'],
    ],
    [
      'a name that a program is told, too',
      'web: {source: quay.io/a/b}',
      '{{ .Values.web.source }}:1',
      '--docker-registry={{ .Values.web.source }}',
      ['1:15 repository quay.io/a/b:1 name'],
    ],
  ])('%s', (_, values, image, args, expected) => {
    expect(chart(values, image, args)).toEqual(expected);
  });
});
