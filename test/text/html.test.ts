import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { html, NOTHING } from '../../src/text/html.ts';
import { shown } from '../../src/text/shown.ts';
import { HOSTILE } from './strangers-text.ts';

describe('what is put into a page', () => {
  it('is one text, or one attribute, whatever it says', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const { childNodes } = parseFragment(html`<p title="${text}">${text}</p>`.html);
        expect(childNodes).toHaveLength(1);
        const [paragraph] = childNodes;
        if (paragraph === undefined || !('attrs' in paragraph)) throw new Error('no paragraph');
        expect(paragraph.attrs).toEqual([{ name: 'title', value: shown(text) }]);
        expect(paragraph.childNodes.map((node) => ('value' in node ? node.value : node.nodeName))).toEqual(
          shown(text) === '' ? [] : [shown(text)],
        );
      }),
    );
  });

  it('is a piece as it is, where it is one', () => {
    expect(html`<ul>${['<', 2].map((each) => html`<li>${each}</li>`)}${NOTHING}</ul>`.html).toBe(
      '<ul><li>&lt;</li><li>2</li></ul>',
    );
  });
});
