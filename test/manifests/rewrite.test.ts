import { describe, expect, it } from 'vitest';
import type { Slot, Use } from '../../src/manifests/model/use.ts';
import { applyEdits, rewrite } from '../../src/manifests/rewrite.ts';

function use(image: string, start: number, end: number, writes: Slot['writes'] = 'name'): Use {
  const slot: Slot = { file: 'a', start, end, writes, before: '', after: '', tail: '' };
  return {
    file: 'a',
    line: 1,
    column: start + 1,
    text: image,
    image,
    kind: 'kubernetes',
    part: 'whole',
    also: [],
    slots: [slot],
  };
}

const move = { registry: 'r.azurecr.io', repository: 'x' };

describe('rewrite', () => {
  it('writes one place once for uses that agree', () => {
    const { edits, unwritten } = rewrite([use('a', 0, 3), use('a', 0, 3)], () => move);
    expect(edits).toEqual([{ file: 'a', start: 0, end: 3, text: 'r.azurecr.io/x' }]);
    expect(unwritten).toEqual([]);
    expect(applyEdits('abc:1', edits)).toBe('r.azurecr.io/x:1');
  });

  it('writes nothing where uses of one place disagree', () => {
    const { edits, unwritten } = rewrite([use('a', 0, 3), use('b', 0, 3)], ({ image }) => ({
      ...move,
      repository: image ?? '',
    }));
    expect(edits).toEqual([]);
    expect(unwritten.map(({ reason }) => reason)).toEqual(
      Array(2).fill('the same text makes several images that go to different places'),
    );
  });

  it('writes nothing where places overlap without being one', () => {
    const { edits, unwritten } = rewrite([use('a', 0, 5), use('b', 3, 8), use('c', 8, 9)], () => move);
    expect(edits.map(({ start }) => start)).toEqual([8]);
    expect(unwritten.map((one) => one.use.image)).toEqual(['a', 'b']);
  });

  it('leaves what also makes an image that stays, and what hangs on that in turn', () => {
    const stays = use('stays', 0, 3);
    const first = { ...use('first', 0, 3), slots: [...use('', 0, 3).slots, ...use('', 4, 5).slots] };
    const second = use('second', 4, 5);
    const { edits, unwritten } = rewrite([stays, second, first], ({ image }) => (image === 'stays' ? undefined : move));
    expect(edits).toEqual([]);
    expect(unwritten.map(({ reason }) => reason)).toEqual([
      'the same text also makes stays, which stays where it is',
      'the same text also makes first, which stays where it is',
    ]);
  });

  it('writes something else instead where it may not write what it would', () => {
    const stays = use('stays', 0, 3);
    const [own] = use('', 9, 9).slots;
    const following = (instead: readonly Slot[]): Use => ({
      ...use('follower', 0, 3),
      slots: use('', 0, 3).slots.map((slot) => ({ ...slot, instead })),
    });
    const follower = following(own === undefined ? [] : [own]);
    const stayed = (image: string | null) => (one: Use) => (one.image === image ? undefined : move);
    const written = (image: string | null) => rewrite([stays, follower], stayed(image)).edits.map(({ start }) => start);
    expect([written('stays'), written(null), written('follower')]).toEqual([[9], [0], []]);
    // Nor does what is taken back for another reason keep its place from those that have something else to write.
    const fallen = { ...stays, slots: [...stays.slots, ...use('', 20, 23).slots] };
    const all = [use('other', 20, 23), fallen, follower];
    expect(rewrite(all, stayed('other')).edits.map(({ start }) => start)).toEqual([9]);
    // Nor does one that has something else to write keep its other places from others.
    const [shared] = use('', 30, 33).slots;
    const both = { ...follower, slots: [...follower.slots, ...(shared === undefined ? [] : [shared])] };
    const third = {
      ...use('third', 30, 33),
      slots: use('', 30, 33).slots.map((slot) => ({ ...slot, instead: use('', 40, 40).slots })),
    };
    expect(rewrite([stays, both, third], stayed('stays')).edits.map(({ start }) => start)).toEqual([9, 30]);
    const disputed = following(use('', 0, 2).slots);
    expect(rewrite([stays, disputed], stayed('stays'))).toMatchObject({ edits: [], unwritten: [{ use: disputed }] });
    expect(rewrite([stays, use('follower', 0, 3)], stayed('stays')).unwritten.map(({ reason }) => reason)).toEqual([
      'the same text also makes stays, which stays where it is',
    ]);
  });

  it('writes each half of a name where it goes, and a digest where there is one', () => {
    const slots = (['registry', 'repository', 'digest'] as const).flatMap(
      (writes, at) => use('', at, at, writes).slots,
    );
    const split = { ...use('a', 0, 0), slots: slots.map((slot) => ({ ...slot, before: '<', after: '>' })) };
    const texts = (to: Parameters<typeof rewrite>[1]) => rewrite([split], to).edits.map(({ text }) => text);
    expect(texts(() => move)).toEqual(['<r.azurecr.io>', '<x>']);
    expect(texts(() => ({ ...move, digest: 'sha256:1' }))).toEqual(['<r.azurecr.io>', '<x>', '<sha256:1>']);
  });

  it('leaves to the text behind a place what it ends with', () => {
    const ending = (tail: string) => ({
      ...use('a', 0, 3),
      slots: use('', 0, 3).slots.map((slot) => ({ ...slot, tail })),
    });
    expect(rewrite([ending('o/x')], () => move).edits.map(({ text }) => text)).toEqual(['r.azurecr.i']);
    expect(rewrite([ending('r.azurecr')], () => move).unwritten.map(({ reason }) => reason)).toEqual([
      'what follows the variable ("r.azurecr") is not how the new reference ends',
    ]);
  });

  it.each([
    ['says why', { uneditable: 'why', reason: 'other' }, 'why'],
    ['has no place', { slots: [] }, 'this place is not rewritten'],
    ['has no place and a reason', { slots: [], reason: 'why' }, 'why'],
  ])('leaves what %s', (_, more, reason) => {
    expect(rewrite([{ ...use('a', 0, 3), ...more }], () => move).unwritten.map((one) => one.reason)).toEqual([reason]);
  });

  it('gives no name that another has, but one that comes to the same', () => {
    const names = (sameAs: readonly string[]) => new Map([['r.azurecr.io/x', { at: 'k:1', sameAs: new Set(sameAs) }]]);
    const avoiding = (...sameAs: readonly (readonly string[])[]) => ({
      ...use('a:1', 0, 3),
      avoids: sameAs.map(names),
    });
    const reasons = (one: Use) => rewrite([one], () => move).unwritten.map(({ reason }) => reason);
    const why = 'k:1 has the name that it would get, and an override would take one for the other';
    expect(reasons(avoiding([]))).toEqual([why]);
    expect(reasons(avoiding(['a'], ['b']))).toEqual([why]);
    expect(reasons(avoiding(['b', 'a'], ['a']))).toEqual([]);
    expect(reasons({ ...avoiding(), avoids: [new Map([['x', { at: 'k:1', sameAs: new Set<string>() }]])] })).toEqual(
      [],
    );
  });

  it('adds for one what others may do without, unless it is there', () => {
    const added = { ...use('', 9, 9).slots[0], file: 'b', present: new Set(['r.azurecr.io/y']) } as Slot;
    const adding = { ...use('a', 0, 3), slots: [...use('a', 0, 3).slots, added] };
    const staying = { ...use('b', 4, 5), slots: [...use('b', 4, 5).slots, added] };
    const moving = rewrite([adding, staying], ({ image }) => (image === 'a' ? move : undefined));
    expect(moving.edits.map(({ file }) => file)).toEqual(['a', 'b']);
    const present = rewrite([adding], () => ({ ...move, repository: 'y' }));
    expect(present.edits.map(({ file }) => file)).toEqual(['a']);
    // One that can't be written takes nothing from the other either.
    const clashing = { ...adding, slots: [...use('a', 20, 25).slots, added] };
    const both = rewrite([adding, clashing, use('c', 22, 30)], () => move);
    expect(both.rewritten.map(({ use: one }) => one)).toEqual([adding]);
  });

  it('does not mind a digest that would be written where something stays', () => {
    const stays = use('stays', 0, 3, 'digest');
    expect(rewrite([stays, use('a', 0, 3)], ({ image }) => (image === 'a' ? move : undefined)).edits).toHaveLength(1);
    const pinned = { ...use('a', 0, 3), slots: [...use('', 0, 3).slots, ...use('', 9, 9, 'digest').slots] };
    const other = { ...use('b', 5, 6), slots: [...use('', 5, 6).slots, ...use('', 9, 9, 'digest').slots] };
    const unpinned = rewrite([pinned, other, use('c', 0, 3)], ({ image }) => (image === 'c' ? undefined : move));
    expect(unpinned.rewritten.map(({ use: one }) => one.image)).toEqual(['b']);
  });

  it('takes places of two files for two, and a long place over short ones for one', () => {
    const elsewhere = { ...use('b', 0, 3), slots: use('', 0, 3).slots.map((slot) => ({ ...slot, file: 'b' })) };
    expect(rewrite([elsewhere, use('a', 0, 3)], () => move).edits.map(({ file }) => file)).toEqual(['a', 'b']);
    const over = rewrite([use('a', 0, 9), use('b', 1, 3), use('c', 4, 6), use('d', 9, 12)], () => move);
    expect(over.edits.map(({ start }) => start)).toEqual([9]);
    const kept = rewrite([use('stays', 0, 9), use('b', 1, 3)], ({ image }) => (image === 'b' ? move : undefined));
    expect(kept.unwritten.map(({ reason }) => reason)).toEqual([
      'the same text also makes stays, which stays where it is',
    ]);
  });

  it('leaves what also makes an image that can not be written', () => {
    const stays = { ...use('stays', 0, 3), uneditable: 'why' };
    expect(rewrite([stays, use('a', 0, 3)], () => move).unwritten.map(({ reason }) => reason)).toEqual([
      'why',
      'the same text also makes stays, which stays where it is',
    ]);
  });

  const part = (start: number, end: number, file = 'a') => ({ file, start, end });

  it.each([
    ['its tag', [part(10, 13)], use('b', 10, 13), false],
    ['what is right behind its name', [part(3, 5)], use('b', 3, 5), false],
    ['what is right before its name', [part(-2, 0)], use('b', -2, 0), false],
    ['its name itself', [part(0, 3)], use('b', 0, 3), true],
    ['more than its name', [part(0, 5)], use('b', 0, 3), true],
    ['less than its name', [part(1, 2)], use('b', 0, 3), true],
    [
      'as many characters of another file',
      [part(0, 3, 'b')],
      { ...use('b', 0, 3), slots: use('', 0, 3).slots.map((slot) => ({ ...slot, file: 'b' })) },
      false,
    ],
    ['what it has no more of', [], use('b', 10, 13), true],
  ] as const)('keeps of an image that moves what it goes on being made of: %s', (_, madeOf, other, isWritten) => {
    const second = use('', 20, 23).slots;
    const moves = { ...use('a', 0, 3), slots: [...use('', 0, 3).slots, ...second], madeOf };
    const { rewritten, unwritten } = rewrite([moves, other], () => move);
    expect(rewritten.map((one) => one.use)).toEqual(isWritten ? [moves, other] : [moves]);
    expect(unwritten.map((one) => one.use)).toEqual(isWritten ? [] : [other]);
  });

  it('keeps all that an image that stays is made of', () => {
    const stays = { ...use('stays', 0, 3), slots: [], madeOf: [part(5, 6), part(10, 13)] };
    const { unwritten } = rewrite([stays, use('a', 10, 13), use('b', 0, 3)], ({ image }) =>
      image === 'stays' ? undefined : move,
    );
    expect(unwritten.map((one) => one.use.image)).toEqual(['a']);
  });

  it('says by its text what has no image', () => {
    const stays = { ...use('{{ x }}', 0, 3), image: null };
    expect(
      rewrite([stays, use('a', 0, 3)], ({ image }) => (image === null ? undefined : move)).unwritten[0]?.reason,
    ).toBe('the same text also makes {{ x }}, which stays where it is');
  });

  it('writes keys that several add at one place together, what is further in first', () => {
    const style = (column: number) => ({ type: 'block', column, unit: 2, lineEnd: '\n', begins: false }) as const;
    const adding = (image: string, path: readonly string[], column: number) => ({
      ...use(image, 5, 5),
      slots: use('', 5, 5).slots.map((slot) => ({ ...slot, adds: { path, style: style(column) } })),
    });
    const uses = [
      adding('a', ['image', 'repository'], 0),
      adding('b', ['inner'], 4),
      adding('c', ['image', 'other'], 0),
      use('d', 0, 2),
    ];
    const { edits, unwritten } = rewrite(uses, () => move);
    expect(unwritten).toEqual([]);
    expect(edits.map(({ text }) => text)).toEqual([
      'r.azurecr.io/x',
      '    inner: r.azurecr.io/x\nimage:\n  repository: r.azurecr.io/x\n  other: r.azurecr.io/x\n',
    ]);
    const twice = rewrite([adding('a', ['x'], 0), adding('b', ['x'], 0)], ({ image }) => ({
      ...move,
      repository: image ?? '',
    }));
    expect(twice.edits).toEqual([]);
  });

  it.each([
    ['the first', [2, undefined]],
    ['the last', [undefined, 2]],
    ['none', [undefined, undefined]],
  ] as const)('writes lists as they are indented where %s knows it', (_, indents) => {
    const uses = indents.map((listIndent, at) => {
      const style = { type: 'block', column: 0, unit: 4, lineEnd: '\n', begins: false } as const;
      const adds = {
        path: [`k${at}`, { first: { key: 'name', value: 'a' } }, 'newName'],
        style: listIndent === undefined ? style : { ...style, listIndent },
      };
      return { ...use('a', 5, 5), slots: use('', 5, 5).slots.map((slot) => ({ ...slot, adds })) };
    });
    const indent = ' '.repeat(indents.find((known) => known !== undefined) ?? 4);
    expect(rewrite(uses, () => move).edits.map(({ text }) => text)).toEqual([
      [0, 1].map((at) => `k${at}:\n${indent}- name: a\n${indent}  newName: r.azurecr.io/x\n`).join(''),
    ]);
  });

  it('writes keys within braces', () => {
    const style = { type: 'flow', isEmpty: false } as const;
    const adding = (path: readonly string[]) => ({
      ...use('a', 5, 5),
      slots: use('', 5, 5).slots.map((slot) => ({ ...slot, adds: { path, style } })),
    });
    expect(rewrite([adding(['x']), adding(['z'])], () => move).edits.map(({ text }) => text)).toEqual([
      'x: r.azurecr.io/x, z: r.azurecr.io/x, ',
    ]);
    const elsewhere = { ...adding(['z']), slots: adding(['z']).slots.map((slot) => ({ ...slot, start: 8, end: 8 })) };
    expect(rewrite([elsewhere, adding(['x'])], () => move).edits.map(({ start, text }) => `${start} ${text}`)).toEqual([
      '5 x: r.azurecr.io/x, ',
      '8 z: r.azurecr.io/x, ',
    ]);
  });
});
