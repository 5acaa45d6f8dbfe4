import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { details, row, section } from '../../src/report/markdown.ts';
import { code, codeSpan, fenced, fencedLines, plain } from '../../src/text/markdown.ts';
import { shown } from '../../src/text/shown.ts';
import { render } from './github-markdown.ts';
import { HOSTILE } from './strangers-text.ts';

const RUNS = { numRuns: 300 };

/** HTML shows runs of spaces as one; Markdown takes those at the ends away. */
function read(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Each place that a text of others may stand in, and the elements that are there with a harmless one. */
const PLACES: Readonly<Record<string, (markdown: string) => string>> = {
  'a paragraph': (markdown) => `${markdown}\n`,
  'the line after a paragraph': (markdown) => `before\n${markdown}\n`,
  'a heading': (markdown) => `### Defender: ${markdown}\n\nafter`,
  'bold text': (markdown) => `⚠️ **${markdown}**\n`,
  'an item': (markdown) => `- ❌ ${markdown}\n- ${markdown}\n`,
  'a table': (markdown) => section('Title', ['a', 'b'], [row([markdown, [markdown, markdown].join('<br>')])], 9),
  'an element of HTML': (markdown) => `<details><summary>${markdown}</summary>\n\n${markdown}\n\n</details>\n`,
};

function intended(elements: readonly string[]): readonly string[] {
  return elements.filter((name) => name !== 'span');
}

describe.each(Object.entries(PLACES))('text of others in %s', (_name, place) => {
  const harmless = render(place(plain('harmless')));
  const harmlessCode = render(place(code('harmless')));

  it('is nothing but text, and reads as it is written', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        fc.pre(shown(text).trim() !== '');
        const rendered = render(place(plain(text)));
        expect(rendered.active).toEqual([]);
        expect(intended(rendered.elements)).toEqual(intended(harmless.elements));
        expect(read(rendered.text)).toBe(read(harmless.text.replaceAll('harmless', () => shown(text).trim())));
      }),
      RUNS,
    );
  });

  it('is nothing but text as code, and reads as it is written', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const rendered = render(place(code(text)));
        expect(rendered.active).toEqual([]);
        expect(intended(rendered.elements)).toEqual(intended(harmlessCode.elements));
        expect(rendered.textsOf('code').map(read)).toEqual(harmlessCode.textsOf('code').map(() => read(shown(text))));
      }),
      RUNS,
    );
  });
});

describe('codeSpan', () => {
  it.each([
    ['nginx@sha256:0', '`nginx@sha256:0`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['a\r\nb', '`a b`'],
    ['', '`  `'],
  ])('of %j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  it('of any text is one piece of code that reads as the text', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const rendered = render(`Pull ${codeSpan(text)}, ${codeSpan(text)} through it.`);
        expect(rendered.elements).toEqual(['p', 'code', 'code']);
        expect(rendered.textsOf('code').map(read)).toEqual([read(shown(text)), read(shown(text))]);
      }),
      RUNS,
    );
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

  it('of any text is one block of code', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        expect(render(`x\n\n${fenced(text, 'suggestion')}\n\ny`).elements).toEqual(['p', 'pre', 'code', 'p']);
        expect(render(`x\n\n${fencedLines(text, 'yaml')}\n\ny`).elements).toEqual(['p', 'pre', 'code', 'p']);
      }),
      RUNS,
    );
  });
});

describe('details', () => {
  it('of any title keep their body', () => {
    fc.assert(
      fc.property(HOSTILE, (title) => {
        const rendered = render(`${details(title, 'body')}\n\nafter`);
        expect(intended(rendered.elements)).toEqual(['details', 'summary', 'p', 'p']);
        expect(rendered.textsOf('summary').map(read)).toEqual([read(shown(title))]);
      }),
      RUNS,
    );
  });
});
