import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/images/reference.ts';
import type { Use } from '../../src/manifests/model/use.ts';
import { type GatedTree, type GateScope, gatedUses, newUses, withBaseMarks } from '../../src/stages/gated-uses.ts';
import type { ClassifiedUse } from '../../src/uses/classes.ts';

const IMAGE = 'quay.io/acme/app:1';

function use(more: Partial<ClassifiedUse> = {}): ClassifiedUse {
  return {
    ...{ file: 'app.yaml', line: 1, column: 1, text: IMAGE, image: IMAGE, kind: 'kubernetes', part: 'whole' },
    ...{ also: [], slots: [], class: 'public', ...more },
  };
}

const referenceOf = (image: string | null): Pick<ClassifiedUse, 'reference'> => {
  const reference = parseReference(image ?? '');
  return reference === undefined ? {} : { reference };
};

/** What is built goes by whole references here. */
const classify = (uses: readonly Use[], built: ReadonlySet<string>): readonly ClassifiedUse[] =>
  uses.map((one) => ({
    ...one,
    ...referenceOf(one.image),
    class: one.image === null ? 'templated' : built.has(one.image) ? 'built-here' : 'public',
  }));

const EMPTY: GatedTree = { uses: [], builtHere: new Set() };

function scope(head: ClassifiedUse, base: Partial<GatedTree> | undefined, more: Partial<GateScope> = {}): GateScope {
  return {
    ...{ head: [head], base: base && { ...EMPTY, ...base }, authority: 'base', gateScope: 'new' },
    isExempt: (file) => file.startsWith('test/'),
    ...{ classify, ...more },
  };
}

const asked = (given: GateScope) => [...gatedUses(given)].map((one) => one.class);

const IGNORED = use({ ignored: 'it is fine' });
const OVERRIDDEN = use({ overriddenBy: 'overlay' });
const BUILT = use({ class: 'built-here' });
const TEMPLATED = use({ class: 'templated', image: null, text: '{{ printf }}' });
const UNKNOWN_TAG = use({ image: 'quay.io/acme/app', text: 'quay.io/acme/app:$NEW', unknownTag: true });
const UNSUPPORTED = use({ class: 'foreign', foreign: 'unsupported' });

const isPrivate = (image: string) => use({ ...{ class: 'foreign', foreign: 'private', image }, ...referenceOf(image) });
const PRIVATE = isPrivate('team.example/a:1');
const SHARED = isPrivate('eu-docker.pkg.dev/ours/a:1');
const other = (image: string, file = 'other.yaml') => use({ file, image });

describe('the gate is asked about', () => {
  const table: readonly (readonly [string, ClassifiedUse, Partial<GatedTree> | undefined, number])[] = [
    ['what the base does not have', use(), {}, 1],
    ['what the base has not', use(), { uses: [use()] }, 0],
    ['what the base has in another file not', use(), { uses: [use({ file: 'other.yaml' })] }, 0],
    ['everything without a base', use(), undefined, 1],
    ['an ignore that the head brings', IGNORED, {}, 1],
    [
      'an ignore that stands on another tag in the base',
      IGNORED,
      { uses: [{ ...IGNORED, image: 'quay.io/acme/app:2' }] },
      1,
    ],
    ['an ignore that stands in another file of the base', IGNORED, { uses: [{ ...IGNORED, file: 'other.yaml' }] }, 1],
    ['an ignore of the base not', IGNORED, { uses: [IGNORED] }, 0],
    ['an ignore without a base', IGNORED, undefined, 1],
    ['an override that the head brings', OVERRIDDEN, {}, 1],
    ['an override of the base not', OVERRIDDEN, { uses: [OVERRIDDEN] }, 0],
    ['an override where the base ignores', OVERRIDDEN, { uses: [IGNORED] }, 1],
    ['what the head builds', BUILT, {}, 1],
    ['what the base builds not', BUILT, { builtHere: new Set([IMAGE]) }, 0],
    ['what the base built and the head does not', use(), { uses: [use()], builtHere: new Set([IMAGE]) }, 1],
    ['what is built, without a base', BUILT, undefined, 1],
    ['what was ignored', use(), { uses: [IGNORED] }, 1],
    ['what was overridden', use(), { uses: [OVERRIDDEN] }, 1],
    ['what stood in exempt files', use(), { uses: [use({ file: 'test/a.yaml' })] }, 1],
    ['what stays in exempt files not', use({ file: 'test/b.yaml' }), { uses: [use({ file: 'test/a.yaml' })] }, 0],
    ['what comes into exempt files', use({ file: 'test/b.yaml' }), {}, 1],
    ['a template that is brought', TEMPLATED, {}, 1],
    ['a template that the base has not', TEMPLATED, { uses: [TEMPLATED] }, 0],
    ['a template that the base has in another file', TEMPLATED, { uses: [{ ...TEMPLATED, file: 'other.yaml' }] }, 1],
    ['a template beside another of the base', TEMPLATED, { uses: [{ ...TEMPLATED, text: '{{ include }}' }] }, 1],
    ['a tag that nobody knows', UNKNOWN_TAG, {}, 1],
    ['a tag that nobody knows and the base has not', UNKNOWN_TAG, { uses: [UNKNOWN_TAG] }, 0],
    [
      'a tag that nobody knows and the base has elsewhere',
      UNKNOWN_TAG,
      { uses: [{ ...UNKNOWN_TAG, file: 'b.yaml' }] },
      1,
    ],
    ['another tag that nobody knows', UNKNOWN_TAG, { uses: [{ ...UNKNOWN_TAG, text: 'quay.io/acme/app:$OLD' }] }, 1],
    ['a tag that nobody knows where the base has none', UNKNOWN_TAG, { uses: [use({ image: UNKNOWN_TAG.image })] }, 1],
    ['what is pulled by another name', use({ pulls: 'quay.io/acme/app:2' }), { uses: [use()] }, 1],
    ['what is pulled by the same name not', use({ pulls: 'a:1' }), { uses: [use({ image: 'b:1', pulls: 'a:1' })] }, 0],
    ['what the registry serves already', use({ class: 'cached' }), {}, 1],
    ['what the registry lacks', use({ class: 'dangling' }), {}, 1],
    ['what the registry lacks, and the base has not', use({ class: 'dangling' }), { uses: [use()] }, 0],
    ['what is half moved', use({ class: 'half-moved' }), {}, 1],
    ['what is trusted not', use({ class: 'trusted' }), {}, 0],
    ['an upstream that is not supported', UNSUPPORTED, {}, 1],
    ["what the repository's owner has not", use({ class: 'foreign', foreign: 'owned' }), {}, 0],
    ['a private image', PRIVATE, {}, 1],
    ['a private image without a base', PRIVATE, undefined, 1],
    ['a private image where the base pulls from there not', PRIVATE, { uses: [other('team.example/b:1')] }, 0],
    [
      'a private image where the base ignores what is there',
      PRIVATE,
      { uses: [{ ...other('team.example/b:1'), ignored: 'x' }] },
      1,
    ],
    [
      'a private image where only exempt files have such',
      PRIVATE,
      { uses: [other('team.example/b:1', 'test/a.yaml')] },
      1,
    ],
    ['a private image of another on a host of many', SHARED, { uses: [other('eu-docker.pkg.dev/theirs/a:1')] }, 1],
    ['a private image of the same on a host of many not', SHARED, { uses: [other('eu-docker.pkg.dev/ours/b:1')] }, 0],
    ['an image of the registry itself', use({ class: 'own' }), {}, 1],
  ];
  it.each(table)('%s', (_, head, base, number) => {
    expect(asked(scope(head, base))).toHaveLength(number);
  });

  it('everything where all is asked for, and not what nobody can judge and everybody has', () => {
    const all = { gateScope: 'all' } as const;
    expect(asked(scope(use(), { uses: [use()] }, all))).toEqual(['public']);
    expect(asked(scope(TEMPLATED, { uses: [TEMPLATED] }, all))).toEqual([]);
    expect(asked(scope(TEMPLATED, {}, all))).toEqual(['templated']);
  });

  it.each([IGNORED, OVERRIDDEN, BUILT, TEMPLATED, UNSUPPORTED])(
    'what the commit itself says, where it decides',
    (head) => {
      for (const base of [{}, undefined]) expect(asked(scope(head, base, { authority: 'commit' }))).toEqual([]);
    },
  );

  it('as what the base takes it for, and planning goes by what the head says', () => {
    expect([...gatedUses(scope(BUILT, {}))]).toMatchObject([
      { class: 'public', because: expect.stringMatching(/and not by the base$/) },
    ]);
    expect([...gatedUses(scope(OVERRIDDEN, {}))]).toMatchObject([
      { because: expect.stringMatching(/and the base does not$/) },
    ]);
    expect(newUses(scope(BUILT, {}))).toEqual([BUILT]);
    expect(newUses(scope(OVERRIDDEN, {}))).toEqual([]);
    expect(newUses(scope(use(), { uses: [use()] }))).toEqual([]);
    expect([...gatedUses(scope(use({ class: 'cached' }), {}))]).toEqual([use({ class: 'cached' })]);
    // Nothing is changed that the base lets stand: planning's own uses are the gate's.
    const plain = use();
    expect([...gatedUses(scope(plain, {}))][0]).toBe(plain);
  });

  it('of some marks only where those alone are the base’s to say', () => {
    const both = use({ ignored: 'it is fine', overriddenBy: 'overlay' });
    expect(withBaseMarks([both], [], ['ignored'])).toStrictEqual([use({ overriddenBy: 'overlay' })]);
    expect(withBaseMarks([both], [])).toStrictEqual([use()]);
    expect(withBaseMarks([both], [IGNORED])).toStrictEqual([IGNORED]);
    const plain = use();
    expect(withBaseMarks([plain], [])[0]).toBe(plain);
  });
});
