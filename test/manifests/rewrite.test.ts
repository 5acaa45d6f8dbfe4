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
});
