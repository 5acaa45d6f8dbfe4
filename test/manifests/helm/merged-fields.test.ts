import { describe, expect, it } from 'vitest';
import { expectRewritable, placesOf, scanTexts } from '../manifest-table.ts';

const places = (values: string, path = 'chart/values.yaml') => {
  const files = { [path]: values };
  return placesOf(scanTexts(files), files);
};

const BASE = 'base: &img {registry: quay.io, repository: acme/web, tag: "1"}\n';

describe('an image of which a merge key brings a part', () => {
  it.each<[string, string, readonly string[]]>([
    ['another tag', 'a:\n  image:\n    <<: *img\n    tag: "2"\n', ['4:9 *img → quay.io/acme/web:2']],
    ['the same tag from a list', 'a: {image: {<<: [*img], tag: "2"}}\n', ['2:18 *img → quay.io/acme/web:2']],
    ['another registry', 'a: {image: {<<: *img, registry: ghcr.io}}\n', ['2:17 *img → ghcr.io/acme/web:1']],
    ['another repository', 'a: {image: {<<: *img, repository: x/y}}\n', ['2:35 x/y → quay.io/x/y:1']],
    ['nothing of its own', 'a: {image: {<<: *img, pullPolicy: Always}}\n', []],
    ['no image', 'a: {settings: {<<: *img, size: 2}}\n', []],
    [
      'a mapping that merges it',
      'b: &b {<<: *img}\na: {image: {<<: *b, tag: "3"}}\n',
      ['3:17 *b → quay.io/acme/web:3'],
    ],
    [
      'a mapping that merges another, whose own fields win',
      'b: &b {<<: *img, registry: ghcr.io}\na: {image: {<<: *b, tag: "4"}}\n',
      ['2:12 *img → ghcr.io/acme/web:1', '3:17 *b → ghcr.io/acme/web:4'],
    ],
    [
      'an alias of no mapping, and a mapping that has no name',
      'o: &o [tag]\na: {image: {<<: [*o, {tag: "8"}, *img], tag: "2"}}\n',
      ['3:34 *img → quay.io/acme/web:2'],
    ],
    [
      'an alias under a key that is none',
      'a: {image: {? [x] : y, <<: *img, tag: "2"}}\n',
      ['2:28 *img → quay.io/acme/web:2'],
    ],
    [
      'the sixteenth of a list',
      `n: &n {size: 1}\na: {image: {<<: [${many(15, () => '*n')}, *img], tag: "2"}}\n`,
      ['3:78 *img → quay.io/acme/web:2'],
    ],
    ['the seventeenth of a list', `n: &n {size: 1}\na: {image: {<<: [${many(16, () => '*n')}, *img], tag: "2"}}\n`, []],
    [
      'the sixteenth that one merges by another',
      `${chain(15)}a: {image: {<<: *c15, tag: "2"}}\n`,
      ['18:17 *c15 → docker.io/x/y:2'],
    ],
    ['the seventeenth that one merges by another', `${chain(16)}a: {image: {<<: *c16, tag: "2"}}\n`, []],
    ['an alias as its tag', 't: &t "5"\na: {image: {<<: *img, tag: *t}}\n', ['3:17 *img → quay.io/acme/web:5']],
    [
      'an alias as its registry, and a tag of the other',
      'imageRegistry: &r ghcr.io\na: {image: {<<: *img, registry: *r}}\n',
      ['3:17 *img → ghcr.io/acme/web:1'],
    ],
    [
      'an alias of which something brings a part',
      't: &t "6"\no: &o {tag: *t}\na: {image: {<<: [*o, *img]}}\n',
      ['4:22 *img → quay.io/acme/web:6'],
    ],
    [
      'an alias of which a part leads nowhere',
      'o: &o {tag: *q}\na: {image: {<<: [*o, *img], registry: ghcr.io}}\n',
      ['3:22 *img → ghcr.io/acme/web'],
    ],
    ['an alias that leads nowhere', 'a: {image: {<<: [*o, *img], tag: "7"}}\n', ['2:22 *img → quay.io/acme/web:7']],
    ['what stands first', 'o: &o {tag: "9"}\na: {image: {<<: [*o, *img]}}\n', ['3:22 *img → quay.io/acme/web:9']],
  ])('%s', (_name, values, expected) => {
    expect(places(BASE + values)).toEqual(['1:44 acme/web → quay.io/acme/web:1', ...expected]);
  });

  it('is written where its parts stand, with what else they make, or not at all', () => {
    expectRewritable({ 'chart/values.yaml': `${BASE}a: {image: {<<: *img, tag: "2"}}\n` });
    const whole = 'base: &img {repository: quay.io/acme/web, tag: "1"}\na: {image: {<<: *img, tag: "2"}}\n';
    expectRewritable({ 'chart/values.yaml': whole });
  });

  it('is the same where the templates of the chart join its parts', () => {
    const image = (name: string) =>
      `{{ .Values.${name}.image.registry }}/{{ .Values.${name}.image.repository }}:{{ .Values.${name}.image.tag }}`;
    const files = {
      'chart/Chart.yaml': 'name: a\nversion: 1.0.0\n',
      'chart/values.yaml': `${BASE}a: {image: {<<: *img, tag: "2"}}\nb: {image: {<<: *img, repository: x/y}}\n`,
      'chart/templates/pod.yaml': `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: "${image('a')}"\n    - image: "${image('b')}"\n`,
    };
    const { uses } = scanTexts(files);
    expect(uses.filter(({ file }) => file === 'chart/values.yaml').map(({ image: told }) => told)).toEqual([
      'quay.io/acme/web:1',
      'quay.io/acme/web:2',
      'quay.io/x/y:1',
    ]);
  });

  it.each([
    [
      'a large mapping that many merge',
      () => `a: &a {${many(2000, (at) => `k${at}: 1`)}, repository: x/y}\n${merging('*a')}`,
    ],
    ['a long list of what is merged', () => `a: &a {repository: x/y}\n${merging(`[${many(200, () => '*a')}]`, 500)}`],
    [
      'merges of merges',
      () => `a0: &a0 {repository: x/y}\n${many(2000, (at) => `a${at + 1}: &a${at + 1} {<<: *a${at}, tag: "1"}`, '\n')}`,
    ],
  ])('ends: %s', (_name, values) => {
    expect(scanTexts({ 'chart/values.yaml': values() }).warnings).toEqual([]);
  });
});

/** A mapping that names an image, and mappings of which each merges the one before. */
function chain(length: number): string {
  return `c0: &c0 {repository: x/y}\n${many(length, (at) => `c${at + 1}: &c${at + 1} {<<: *c${at}}\n`, '')}`;
}

function many(count: number, of: (at: number) => string, between = ', '): string {
  return Array.from({ length: count }, (_, at) => of(at)).join(between);
}

function merging(what: string, count = 2000): string {
  return many(count, (at) => `b${at}: {image: {<<: ${what}, tag: "1"}}`, '\n');
}

it('an image of a chart whose merge keys bring too much is not guessed, and it ends', () => {
  const keys = many(4000, (at) => `k${at}: 1`);
  const { uses } = scanTexts({
    'chart/Chart.yaml': 'name: a\nversion: 1.0.0\n',
    'chart/values.yaml': `a: &a {${keys}, repository: x/y}\n${merging('*a')}`,
    'chart/templates/pod.yaml':
      // Each mapping is made when a template asks for it: it takes a hundred to bring too much.
      many(100, (at) => `image: "{{ .Values.b${at}.image.repository }}:1"`, '\n'),
  });
  const reasons = uses.filter(({ file }) => file.endsWith('pod.yaml')).map(({ reason }) => reason);
  expect([reasons[0], reasons.at(-1)]).toEqual([
    expect.stringContaining('set at chart/values.yaml'),
    expect.stringContaining('bring too much'),
  ]);
});
