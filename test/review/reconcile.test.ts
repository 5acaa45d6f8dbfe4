import { describe, expect, it } from 'vitest';
import {
  type ExistingComment,
  keyOf,
  readExistingComment,
  reconcile,
  type WantedComment,
  wantedComments,
  withdrawnBody,
} from '../../src/review/reconcile.ts';
import type { Suggestion } from '../../src/review/suggestions.ts';
import { rewritten } from './use.ts';

const TEXT = new Map([['a.yaml', 'image: nginx\n']]);
const MOVE = rewritten(TEXT, 'docker.io/library/nginx:1', [['a.yaml', 'nginx', 'acr/nginx']]);

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

/** The comment as GitHub would give it back. */
function standing({ file, from, to, body }: WantedComment, more: Partial<ExistingComment> = {}): ExistingComment {
  return {
    id: 1,
    body,
    file,
    line: to,
    startLine: from === to ? undefined : from,
    author: 'github-actions[bot]',
    byApp: true,
    answers: undefined,
    ...more,
  };
}

const bodyOf = ({ newText }: Suggestion) => `text\n\n${newText}`;

function only(suggestions: readonly Suggestion[]): WantedComment {
  const [first] = wantedComments(suggestions, 'ci', bodyOf);
  if (first === undefined) throw new Error('there is no comment');
  return first;
}

describe('wantedComments', () => {
  it('writes a suggestion with a hidden marker', () => {
    const { body, key } = only([suggestion()]);
    expect(body).toMatch(
      /^text\n\nimage: acr\/nginx\n\n<!-- acr-artifact-cache instance=[0-9a-f]{16} key=[0-9a-f]{24} -->$/,
    );
    expect(keyOf(body, 'ci')).toBe(key);
  });

  it('makes keys of file and content, never of a line', () => {
    const key = (more: Partial<Suggestion>) => only([suggestion(more)]).key;
    expect(key({ from: 9, to: 9 })).toBe(key({}));
    expect(key({ file: 'b.yaml' })).not.toBe(key({}));
    expect(key({ newText: 'other' })).not.toBe(key({}));
    expect(key({ oldText: 'other' })).not.toBe(key({}));
  });

  it('makes none of what else the comment says', () => {
    const keyWith = (text: string) => wantedComments([suggestion()], 'ci', () => text)[0]?.key;
    expect(keyWith('Defender: clean')).toBe(keyWith('Defender: 1 high'));
  });

  it('tells apart the same text at several places', () => {
    const keys = wantedComments(
      [suggestion(), suggestion({ from: 5, to: 5 }), suggestion({ from: 7, to: 7 })],
      'ci',
      bodyOf,
    ).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(keys[1]).toBe(`${keys[0]}-2`);
  });
});

describe('reconcile', () => {
  const wanted = wantedComments([suggestion(), suggestion({ file: 'b.yaml', from: 3, to: 4 })], 'ci', bodyOf);
  const [first, second] = wanted;
  if (first === undefined || second === undefined) throw new Error('there are no comments');

  it('posts all where nothing stands', () => {
    expect(reconcile(wanted, [], 'ci', undefined)).toEqual({ post: wanted, keep: [], remove: [], withdraw: [] });
  });

  it('posts nothing where all stands', () => {
    const existing = [standing(first), standing(second, { id: 2 })];
    expect(reconcile(wanted, existing, 'ci', undefined)).toEqual({
      post: [],
      keep: existing,
      remove: [],
      withdraw: [],
    });
  });

  it('has nothing to do for nothing', () => {
    expect(reconcile([], [], 'ci', undefined)).toEqual({ post: [], keep: [], remove: [], withdraw: [] });
  });

  it('removes what is no longer wanted', () => {
    const existing = [standing(first)];
    expect(reconcile([second], existing, 'ci', undefined)).toEqual({
      post: [second],
      keep: [],
      remove: existing,
      withdraw: [],
    });
  });

  it.each([
    ['outdated', { line: undefined }],
    ['on another line', { line: 7 }],
    ['in a range instead of on a line', { startLine: 0 }],
  ])('replaces a comment that is %s', (_, more) => {
    const existing = [standing(first, more)];
    expect(reconcile([first], existing, 'ci', undefined)).toMatchObject({ post: [first], keep: [], remove: existing });
  });

  it('removes the second of two that say the same', () => {
    const existing = [standing(first), standing(first, { id: 2 })];
    expect(reconcile([first], existing, 'ci', undefined)).toMatchObject({
      post: [],
      keep: [{ id: 1 }],
      remove: [{ id: 2 }],
    });
  });

  it('withdraws what somebody has answered, once', () => {
    const answer = standing(first, { id: 2, body: 'why?', answers: 1, byApp: false, author: 'dev' });
    expect(reconcile([], [standing(first), answer], 'ci', undefined)).toMatchObject({
      remove: [],
      withdraw: [{ id: 1 }],
    });
    const withdrawn = standing(first, { body: withdrawnBody('ci') });
    expect(reconcile([], [withdrawn, answer], 'ci', undefined)).toMatchObject({ remove: [], withdraw: [] });
  });

  it('leaves alone what is not ours', () => {
    const others = [
      standing(first, { byApp: false, author: 'stranger' }),
      standing(first, { body: 'a human comment' }),
      standing(first, { body: `${first.body}\nquoted` }),
      standing(first, { answers: 77 }),
    ];
    for (const comment of others) {
      expect(reconcile([first], [comment], 'ci', 'me')).toEqual({ post: [first], keep: [], remove: [], withdraw: [] });
    }
    expect(reconcile([first], [standing(first)], 'other instance', undefined)).toMatchObject({
      post: [first],
      remove: [],
    });
  });

  it('knows its own comments by the token’s user too', () => {
    const mine = standing(first, { byApp: false, author: 'me' });
    expect(reconcile([first], [mine], 'ci', 'me')).toMatchObject({ post: [], keep: [mine] });
  });
});

describe('keyOf', () => {
  it('is quick on hostile text', () => {
    expect(keyOf(`<!-- acr-artifact-cache instance=${' '.repeat(1_000_000)}`, 'ci')).toBeUndefined();
    expect(keyOf('<!--'.repeat(1_000_000), 'ci')).toBeUndefined();
  });
});

describe('readExistingComment', () => {
  it('reads GitHub’s form and refuses others', () => {
    const entry = {
      id: 5,
      body: 'x',
      path: 'a',
      user: { login: 'l', type: 'Bot' },
      line: null,
      start_line: null,
      in_reply_to_id: 3,
    };
    expect(readExistingComment(entry)).toEqual({
      id: 5,
      body: 'x',
      file: 'a',
      line: undefined,
      startLine: undefined,
      author: 'l',
      byApp: true,
      answers: 3,
    });
    for (const other of [null, {}, { ...entry, id: '5' }, { ...entry, user: null }]) {
      expect(readExistingComment(other)).toBeUndefined();
    }
  });
});
