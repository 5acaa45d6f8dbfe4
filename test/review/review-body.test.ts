import { describe, expect, it } from 'vitest';
import { type ReviewText, reviewBody } from '../../src/review/review-body.ts';
import { render } from '../text/github-markdown.ts';

const TREE = 'https://github.com/contoso/shop/blob/1234';

function body(more: Partial<ReviewText> = {}): string {
  return reviewBody({
    headline: '2 public images: 2 covered',
    suggestions: 1,
    left: [],
    tree: TREE,
    run: 'https://github.com/contoso/shop/actions/runs/5',
    docs: undefined,
    ...more,
  });
}

describe('the body of a review', () => {
  it('names the tool and counts, and says where the patch is', () => {
    expect(body({ docs: 'https://github.com/contoso/action/blob/v1/docs/suggestions.md' })).toBe(
      `**ACR Artifact Cache**: 2 public images: 2 covered

1 suggestion on the lines of this pull request.

The patch with all of them is the file that the output \`patch\` of [the run](https://github.com/contoso/shop/actions/runs/5) names. [What to do with this](https://github.com/contoso/action/blob/v1/docs/suggestions.md)`,
    );
  });

  it('lists by reason what has no suggestion, with links to the lines of the head', () => {
    const left = [
      { path: 'deploy/a b.yaml', line: 3, text: 'nginx:1', reason: 'it is not part of the diff' },
      { path: 'values.yaml', line: undefined, text: 'redis', reason: 'it takes changes in several places' },
      { path: 'deploy/c.yaml', line: 9, text: 'nginx:2', reason: 'it is not part of the diff' },
    ];
    expect(body({ left })).toContain(
      `1 suggestion on the lines of this pull request, 3 images in the patch alone.

<details><summary>Without a suggestion: 3 images</summary>

- it is not part of the diff
  - <a href="${TREE}/deploy/a%20b.yaml#L3"><code>deploy/a b.yaml:3</code></a>: <code>nginx:1</code>
  - <a href="${TREE}/deploy/c.yaml#L9"><code>deploy/c.yaml:9</code></a>: <code>nginx:2</code>
- it takes changes in several places
  - <a href="${TREE}/values.yaml"><code>values.yaml</code></a>: <code>redis</code>

</details>`,
    );
  });

  it('counts what GitHub would not take', () => {
    const left = Array.from({ length: 5000 }, (_, line) => ({
      ...{ path: `deploy/${line}.yaml`, line, text: 'nginx' },
      reason: 'it is not part of the diff',
    }));
    const text = body({ left });
    expect(text.length).toBeLessThan(60_000);
    const [, rest] = /- and (\d+) more, which the run's summary lists/.exec(text) ?? [];
    expect(text.match(/^ {2}- /gm)?.length).toBe(5000 - Number(rest));
  });

  it('is text where a path or an image is markup', () => {
    const hostile = `"><img src=x>@octocat [a](b)'`;
    const left = [{ path: hostile, line: 1, text: hostile, reason: hostile }];
    const shown = render(body({ left, headline: hostile }));
    expect(shown.active).toEqual([]);
    expect(new Set(shown.elements)).toEqual(
      new Set(['p', 'strong', 'details', 'summary', 'ul', 'li', 'a', 'code', 'span']),
    );
    expect(shown.textsOf('code')).toContain(hostile);
  });
});
