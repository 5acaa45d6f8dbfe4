import { describe, expect, it } from 'vitest';
import type { OwnComment } from '../../src/review/conversation.ts';
import { commentMarkerOf, instanceOf, reviewMarker } from '../../src/review/marker.ts';
import { reconcile, type WantedComment, wantedComments } from '../../src/review/reconcile.ts';
import type { Suggestion } from '../../src/review/suggestions.ts';
import { rewritten } from './use.ts';

const TEXT = 'image: nginx\n';
const MOVE = rewritten(new Map([['a.yaml', TEXT]]), 'docker.io/library/nginx:1', [['a.yaml', 'nginx', 'acr/nginx']]);
const CI = instanceOf('ci', ['ci / before']);

function suggestion(more: Partial<Suggestion> = {}): Suggestion {
  return {
    file: 'a.yaml',
    from: 1,
    to: 1,
    oldText: 'image: nginx',
    newText: 'image: acr/nginx',
    moves: [MOVE],
    ...more,
  };
}

const bodyOf = ({ newText }: Suggestion) => `text\n\n${newText}`;

function wantedOf(suggestions: readonly Suggestion[], instance = CI, text = TEXT): readonly WantedComment[] {
  return wantedComments(suggestions, instance, bodyOf, () => text);
}

function only(suggestions: readonly Suggestion[], instance = CI, text = TEXT): WantedComment {
  const [first] = wantedOf(suggestions, instance, text);
  if (first === undefined) throw new Error('there is no comment');
  return first;
}

/** The comment as GitHub would give it back. */
function standing({ file, from, to, body }: WantedComment, more: Partial<OwnComment> = {}): OwnComment {
  return {
    ...{ node: 'PRRC_1', id: 1, review: 'PRR_1', body, file, line: to, startLine: from === to ? undefined : from },
    ...{ isOutdated: false, isOnFile: false, isAnswered: false, isDismissed: false },
    ...more,
  };
}

const said = (comments: readonly OwnComment[], posted: readonly string[] = []) => ({
  comments,
  reviews: posted.length === 0 ? [] : [{ node: 'PRR_1', body: `${reviewMarker(CI.id, posted)}\nSome.` }],
});

describe('wantedComments', () => {
  it('writes a suggestion behind a hidden marker', () => {
    const { body, key, text } = only([suggestion()]);
    expect(body).toMatch(
      /^<!-- acr-artifact-cache:2 instance=[0-9a-f]{16} key=[0-9a-f]{24} text=[0-9a-f]{16} -->\ntext\n\nimage: acr\/nginx$/,
    );
    expect(commentMarkerOf(body)).toEqual({ instance: CI.id, key, text });
  });

  it('makes keys of file, reference and replacement, never of a line or a wording', () => {
    const key = (more: Partial<Suggestion>) => only([suggestion(more)]).key;
    expect(key({ from: 9, to: 9 })).toBe(key({}).concat('-2'));
    expect(key({ newText: 'image: acr/nginx # why', oldText: 'image: nginx # why' })).toBe(key({}));
    expect(key({ file: 'b.yaml' })).not.toBe(key({}));
    const other = { ...MOVE, move: { ...MOVE.move, repository: 'nginx' } };
    expect(key({ moves: [other] })).not.toBe(key({}));
  });

  it('makes none of what else the comment says', () => {
    const keyWith = (text: string) =>
      wantedComments(
        [suggestion()],
        CI,
        () => text,
        () => TEXT,
      )[0]?.key;
    expect(keyWith('Defender: clean')).toBe(keyWith('Defender: 1 high'));
  });

  it('tells apart two lines of a file that name one image in different ways', () => {
    const text = '- {name: a, image: nginx}\n- {name: b, image: nginx}\n';
    const keys = wantedOf(
      ['a', 'b'].map((name, index) =>
        suggestion({
          ...{ from: index + 1, to: index + 1 },
          oldText: `- {name: ${name}, image: nginx}`,
          newText: `- {name: ${name}, image: acr/nginx}`,
        }),
      ),
      CI,
      text,
    ).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it('tells equal lines apart by their place among them, those that are moved already counted too', () => {
    const at = (from: number) => suggestion({ from, to: from });
    const keys = (text: string, ...lines: readonly number[]) => wantedOf(lines.map(at), CI, text).map(({ key }) => key);
    const line = 'image: nginx\n';
    const [first, second, third] = keys(`${line}x\n${line}${line}`, 1, 3, 4);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(keys(`image: acr/nginx\nx\n${line}${line}`, 3, 4)).toEqual([second, third]);
  });

  it('tells lines apart that hold the same image and are not equal', () => {
    const text = '- {name: a, image: nginx}\n- {name: b, image: nginx}\n';
    const [one, two] = text.split('\n').map((oldText, index) => {
      const newText = oldText.replace('nginx', 'acr/nginx');
      return suggestion({ from: index + 1, to: index + 1, oldText, newText });
    });
    if (one === undefined || two === undefined) throw new Error('there are no lines');
    const [first, second] = wantedOf([one, two], CI, text).map(({ key }) => key);
    expect(second).toBe(`${first}-2`);
    // Whatever its line says besides, and once the first is moved.
    const commented = { ...two, oldText: `${two.oldText} # b`, newText: `${two.newText} # b` };
    expect(only([commented], CI, text.replace('nginx', 'acr/nginx')).key).toBe(second);
  });

  it('gives no two the same key, whatever the lines hold', () => {
    const keys = wantedOf([suggestion(), suggestion(), suggestion()], CI, '').map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });

  it('is not slower than its lines for many equal ones', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => suggestion({ from: index + 1, to: index + 1 }));
    const keys = wantedOf(many, CI, 'image: nginx\n'.repeat(20_000)).map(({ key }) => key);
    expect(new Set(keys).size).toBe(20_000);
  });
});

describe('reconcile', () => {
  const wanted = wantedOf([suggestion(), suggestion({ file: 'b.yaml', from: 3, to: 4 })]);
  const [first, second] = wanted;
  if (first === undefined || second === undefined) throw new Error('there are no comments');
  const nothing = { post: [], keep: [], dismissed: [], obsolete: [] };

  it('posts all where nothing stands, and nothing where all does', () => {
    expect(reconcile(wanted, said([]), CI)).toEqual({ ...nothing, post: wanted });
    const comments = [standing(first), standing(second, { id: 2 })];
    expect(reconcile(wanted, said(comments), CI)).toEqual({ ...nothing, keep: wanted });
    expect(reconcile([], said([]), CI)).toEqual(nothing);
  });

  it('takes back what is no longer wanted', () => {
    const comments = [standing(first)];
    expect(reconcile([second], said(comments), CI)).toEqual({ ...nothing, post: [second], obsolete: comments });
  });

  it.each([
    ['outdated', { line: undefined, isOutdated: true }],
    ['on another line', { line: 7 }],
    ['in a range instead of on a line', { startLine: 0 }],
  ])('replaces a comment that is %s', (_, more) => {
    const comments = [standing(first, more)];
    expect(reconcile([first], said(comments), CI)).toEqual({ ...nothing, post: [first], obsolete: comments });
  });

  it('replaces a comment that suggests another text', () => {
    const comments = [standing(only([suggestion({ newText: 'image: acr/nginx # old' })]))];
    expect(reconcile([first], said(comments), CI)).toEqual({ ...nothing, post: [first], obsolete: comments });
  });

  it('takes back the younger of two that say the same', () => {
    const [older, younger] = [standing(first, { id: 1 }), standing(first, { id: 2 })];
    expect(reconcile([first], said([younger, older]), CI)).toEqual({ ...nothing, keep: [first], obsolete: [younger] });
  });

  it('says once what two instances say, and leaves to each its own', () => {
    const other = instanceOf('other', []);
    const comments = [standing(only([suggestion()], other))];
    expect(reconcile([first], said(comments), CI)).toEqual({ ...nothing, keep: [first] });
    expect(reconcile([], said(comments), CI)).toEqual(nothing);
  });

  it('does not say again what was posted and is gone', () => {
    expect(reconcile([first], said([], [first.key]), CI)).toEqual({ ...nothing, dismissed: [first] });
    expect(reconcile([first], said([standing(first)], [first.key]), CI)).toEqual({ ...nothing, keep: [first] });
  });

  it('does not say again, on lines that have changed, what people resolved or hid', () => {
    const comments = [standing(first, { line: undefined, isOutdated: true, isDismissed: true })];
    expect(reconcile([first], said(comments), CI)).toEqual({ ...nothing, dismissed: [first] });
  });

  it('leaves alone what carries no marker, or has been withdrawn', () => {
    const marker = first.body.split('\n', 1)[0] ?? '';
    const comments = [
      standing(first, { body: 'a comment of another action' }),
      standing(first, { body: `quoted\n${first.body}` }),
      standing(first, { body: marker.replace(first.key, 'withdrawn') }),
    ];
    expect(reconcile([first], said(comments), CI)).toEqual({ ...nothing, post: [first] });
  });

  it('replaces comments of version 0.1 of this instance alone', () => {
    const old = (instance: string, id: number) => {
      const { id: hash } = instanceOf(instance, []);
      return standing(first, {
        id,
        body: `Pull.\n\n<!-- acr-artifact-cache instance=${hash} key=${'0'.repeat(24)} -->`,
      });
    };
    const comments = [old('ci / before', 1), old('ci', 2)];
    expect(reconcile([first], said(comments), CI)).toEqual({ ...nothing, post: [first], obsolete: [comments[0]] });
  });

  it('is quick on hostile text', () => {
    const bodies = [`<!-- acr-artifact-cache:2 instance=${' '.repeat(1_000_000)}`, '<!--'.repeat(1_000_000)];
    const comments = bodies.map((body) => standing(first, { body }));
    expect(reconcile([first], said(comments), CI).post).toEqual([first]);
  });
});
