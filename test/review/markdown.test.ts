import { describe, expect, it } from 'vitest';
import { codeSpan, fenced } from '../../src/review/markdown.ts';

describe('codeSpan', () => {
  it.each([
    ['nginx@sha256:0', '`nginx@sha256:0`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['a\r\nb', '`a b`'],
  ])('of %j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });
});

describe('fenced', () => {
  it.each([
    ['x', '```suggestion\nx\n```'],
    ['```\nx', '````suggestion\n```\nx\n````'],
    ['a ````` b', '``````suggestion\na ````` b\n``````'],
    ['', '```suggestion\n\n```'],
  ])('of %j', (text, expected) => {
    expect(fenced(text, 'suggestion')).toBe(expected);
  });
});
