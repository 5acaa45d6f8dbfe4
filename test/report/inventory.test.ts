import { describe, expect, it } from 'vitest';
import { inventoryOf, inventoryText } from '../../src/report/inventory.ts';

const USE = {
  file: 'web.yaml',
  line: 3,
  column: 12,
  text: 'nginx:1.27',
  image: 'docker.io/library/nginx:1.27',
  kind: 'kubernetes',
  part: 'whole',
  also: [{ role: 'tag', file: 'web.yaml', line: 4, column: 3, text: 'a\n"b"' }],
  slots: [],
  class: 'public',
} as const;
const UNSEEN = [{ type: 'chart', file: 'Chart.yaml', line: 1, source: 'chart x', remedy: 'helm template x' }] as const;
const WARNINGS = [{ file: 'a.yaml', line: 2, reason: 'broken' }];

describe('the inventory as text', () => {
  it.each([
    ['nothing', [], [], []],
    ['one use', [USE], [], WARNINGS],
    ['many uses', Array.from({ length: 2000 }, (_, line) => ({ ...USE, line })), UNSEEN, WARNINGS],
  ])('of %s is what JSON.stringify makes of the whole', (_name, uses, unseen, warnings) => {
    const pieces = [...inventoryText(uses, unseen, warnings)];
    expect(pieces.join('')).toBe(JSON.stringify(inventoryOf(uses, unseen, warnings), undefined, 2));
    expect(pieces.length > 1).toBe(uses.length > 1000);
  });
});
