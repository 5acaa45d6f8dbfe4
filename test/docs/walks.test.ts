import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const SECTION = /^## Two walks$(.*?)^## /ms.exec(PAGE)?.[1] ?? '';
const WALKS = [...SECTION.matchAll(/^\*\*(.+?)\*\* \((\w+) shapes\):(.*?)^$/gms)].map(
  ([, title = '', number = '', steps = '']) => ({ title, number, steps }),
);

it('the page of the architecture tells two walks', () => {
  expect(WALKS).toHaveLength(2);
});

describe.each(WALKS)('the walk of $title', ({ number, steps }) => {
  const code = [...steps.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
  const files = code.filter((text) => text.includes('/'));
  const types = code.filter((text) => !text.includes('/'));

  it('names files that are there', () => {
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names types that its files export', () => {
    const texts = files.map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');
    expect(types.filter((name) => !new RegExp(`^export (?:interface|type) ${name}\\b`, 'm').test(texts))).toEqual([]);
  });

  it('says how many they are', () => {
    expect(number).toBe(NUMBERS[new Set(types).size]);
  });
});
