import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/manifests/kustomize/facts.ts';
import { substituted, substitutedValues } from '../../../src/manifests/kustomize/substitutes.ts';
import type { Use } from '../../../src/manifests/model/use.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';

/** What an object fills in, each variable on a line of its own. */
function delivery(values: Readonly<Record<string, string>>): Delivery {
  const text = Object.values(values)
    .map((value) => `${value}\n`)
    .join('');
  const file = sourceFile('flux.yaml', text);
  let start = 0;
  const substitutes = Object.entries(values).map(([name, value]) => {
    const place = { file, start, text: value, kind: 'custom-resource', part: 'env' } as const;
    start += value.length + 1;
    return { name, place };
  });
  return { path: '', sortsEntries: false, components: [], entries: [], own: [], tests: [], substitutes };
}

function use(text: string, image: string | null = null): Use {
  const place = { file: 'pod.yaml', line: 1, column: 1 };
  const unknown = image === null ? {} : { unknownTag: true as const };
  return {
    ...place,
    text,
    image,
    ...unknown,
    reason: 'filled in',
    kind: 'kubernetes',
    part: 'whole',
    also: [],
    slots: [],
  };
}

const V = (name: string) => `$\{${name}}`;

describe('a variable that is the whole image', () => {
  it.each<[string, string]>([
    [V('WEB'), 'it is set at flux.yaml:2'],
    [V('WEB:=a/b:1'), 'it is set at flux.yaml:2'],
    [V('WEB:-a/b:1'), 'it is set at flux.yaml:2'],
    [V('WEB=a'), 'it is set at flux.yaml:2'],
    [V('OTHER'), 'filled in'],
    [`x${V('WEB')}`, 'filled in'],
    [`${V('WEB')}x`, 'filled in'],
    [V('WEB%x'), 'filled in'],
    [V('9WEB'), 'filled in'],
  ])('%s: %s', (text, reason) => {
    expect(substituted(use(text), new Set([delivery({ A: '1', WEB: 'a/b:1' })])).reason).toBe(reason);
  });

  it('is told at each value that is filled in, once', () => {
    const [one, other] = [delivery({ WEB: 'a/b:1', UNUSED: 'c/d:1' }), delivery({ A: '1', WEB: 'x' })];
    const delivered = new Map([
      [use(V('WEB')), new Set([one, other])],
      [use(V('WEB')), new Set([one])],
      [use(`a/b:${V('A')}`), new Set([other])],
    ]);
    expect(substitutedValues(delivered).map(({ line, text }) => `${line} ${text}`)).toEqual(['1 a/b:1', '2 x']);
    expect(substitutedValues(new Map([[use(V('WEB')), new Set([delivery({ WEB: 'A B' })])]]))).toEqual([]);
  });
});

describe('a variable that is the tag', () => {
  const tagged = (text: string, image: string | null, ...all: readonly Readonly<Record<string, string>>[]) =>
    substituted(use(text, image), new Set(all.map(delivery)));
  const web = `a/b:${V('TAG')}`;

  it('is known where every object that builds it fills in the same', () => {
    const known = tagged(web, 'docker.io/a/b', { TAG: '7' }, { TAG: '7' });
    expect(known).toMatchObject({ pulls: 'docker.io/a/b:7', image: 'docker.io/a/b' });
    expect(known).not.toHaveProperty('unknownTag');
    expect(known).not.toHaveProperty('reason');
  });

  it.each<[string, Use]>([
    ['several fill in several', tagged(web, 'docker.io/a/b', { TAG: '7' }, { TAG: '8' })],
    ['one fills in nothing', tagged(web, 'docker.io/a/b', { TAG: '7' }, {})],
    ['none does', tagged(web, 'docker.io/a/b', {})],
    ['it is no tag', tagged(web, 'docker.io/a/b', { TAG: '/' })],
    ['it has a default', tagged(`a/b:${V('TAG:=1')}`, 'docker.io/a/b', { TAG: '7' })],
    ['the name is one, too', tagged(`${V('N')}:${V('TAG')}`, null, { TAG: '7', N: 'a' })],
    ['the name begins with one', tagged(`${V('N')}b:${V('TAG')}`, 'docker.io/a/b', { TAG: '7', N: 'a/' })],
    ['there is a digest', tagged(`a/b@${V('TAG')}`, 'docker.io/a/b', { TAG: '7' })],
    ['more follows', tagged(`${web}-x`, 'docker.io/a/b', { TAG: '7' })],
  ])('is not known where %s', (_, { pulls, reason }) => {
    expect([pulls, reason]).toEqual([undefined, 'filled in']);
  });

  it('of an image that is known anyway stays as it is', () => {
    const { unknownTag: _, ...known } = use(web, 'docker.io/a/b');
    expect(substituted(known, new Set([delivery({ TAG: '7' })]))).toBe(known);
  });
});

it('what nobody delivers, and what has no variable, stays as it is', () => {
  const [plain, variable] = [use('a/b:1', 'docker.io/a/b'), use(V('WEB'))];
  expect(substituted(plain, new Set([delivery({ WEB: 'a/b:1' })]))).toBe(plain);
  expect(substituted(variable, undefined)).toBe(variable);
});
