import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const README = readFileSync('README.md', 'utf8');

it.each(readdirSync('docs').filter((name) => name.endsWith('.md')))('README.md leads to docs/%s', (name) => {
  expect(README).toContain(`(docs/${name}`);
});

it.each(readdirSync('docs/images'))('a page shows docs/images/%s', (name) => {
  expect(README).toContain(`(docs/images/${name})`);
});

it('README.md begins with a plan that changes nothing', () => {
  const [, first = ''] = /```yaml\n([\s\S]*?)```/.exec(README.replaceAll(/^ {3}/gm, '')) ?? [];
  expect(first).toContain('apply: never');
});
