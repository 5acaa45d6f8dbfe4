import { describe, expect, it } from 'vitest';
import { formatReference } from '../../../src/images/reference.ts';
import { GAP, type Piece } from '../../../src/manifests/helm/go-template/traced-value.ts';
import { joinOf, placedIn } from '../../../src/manifests/helm/joins.ts';

/** A text that stands in values from an offset. */
const at = (text: string, start: number, file = 'v'): Piece => ({ text, from: { file, start, in: 'values' } });
const template = (text: string, start = 100): Piece => ({ text, from: { file: 't', start, in: 'template' } });
const directive = (text: string): Piece => ({ text, from: { file: 't', start: 200, in: 'directive' } });
const computed = (text: string): Piece => ({ text, from: undefined });
const gap = (why: string, ...pieces: readonly Piece[]): Piece => ({
  text: GAP,
  from: undefined,
  gap: { type: 'unknown', why, pieces },
});

function told(...pieces: readonly Piece[]): string {
  const join = joinOf([...pieces]);
  const place = ({
    text,
    from,
  }: {
    readonly text: string;
    readonly from: { readonly file: string; readonly start: number };
  }) => `${from.file}:${from.start} ${text}`;
  if (!('main' in join)) return `? ${join.why} | ${join.pieces.map(place).join(', ')}`;
  const slots = join.slots.map(
    ({ file, start, end, writes, before, after, tail }) =>
      `${writes} ${file}:${start}-${end}${before}${after} tail "${tail}"`,
  );
  return [
    `${formatReference(join.reference)} at ${place(join.main)}`,
    ...(join.uneditable === undefined ? [] : [join.uneditable]),
    ...slots,
  ].join(' | ');
}

describe('what pieces make together', () => {
  it.each<[string, readonly Piece[], string]>([
    ['one value', [at('quay.io/a/b:1', 10)], 'quay.io/a/b:1 at v:10 quay.io/a/b | name v:10-21 tail ""'],
    [
      'a value with its tag in another',
      [at('a/b', 10), template(':'), at('1', 20)],
      'docker.io/a/b:1 at v:10 a/b | name v:10-13 tail ""',
    ],
    [
      'a value whose tag is left empty',
      [at('a/b', 10), template(':')],
      'docker.io/a/b at v:10 a/b | name v:10-13 tail ""',
    ],
    [
      'a registry and a repository',
      [at('quay.io', 0), template('/'), at('a/b', 10), template(':1')],
      'quay.io/a/b:1 at v:10 a/b | registry v:0-7 tail "" | repository v:10-13 tail ""',
    ],
    [
      'a registry with its slash',
      [at('quay.io/', 0), at('a/b', 10)],
      'quay.io/a/b at v:10 a/b | registry v:0-8/ tail "" | repository v:10-13 tail ""',
    ],
    [
      'a registry with a port, one in capitals, and one of no dots',
      [at('localhost', 0), template('/'), at('b', 10)],
      'localhost/b at v:10 b | registry v:0-9 tail "" | repository v:10-11 tail ""',
    ],
    [
      'a registry in capitals',
      [at('HOST', 0), template('/'), at('b', 10)],
      'HOST/b at v:10 b | registry v:0-4 tail "" | repository v:10-11 tail ""',
    ],
    [
      'a registry with a port',
      [at('h:5', 0), template('/'), at('b', 10)],
      'h:5/b at v:10 b | registry v:0-3 tail "" | repository v:10-11 tail ""',
    ],
    [
      'a path before a name',
      [at('istio', 0), template('/'), at('b', 10)],
      'docker.io/istio/b at v:10 b | name v:0-5 tail "/b"',
    ],
    [
      'a registry with a path before a name',
      [at('quay.io/a', 0), template('/'), at('b', 10)],
      'quay.io/a/b at v:10 b | name v:0-9 tail "/b"',
    ],
    [
      'a registry, a path and a name',
      [at('quay.io', 0), template('/'), at('a', 10), template('/', 110), at('b', 20)],
      'quay.io/a/b at v:20 b | registry v:0-7 tail "" | repository v:10-11 tail "/b"',
    ],
    [
      'a registry before what is written in the template',
      [at('quay.io', 0), template('/a/b:1')],
      'quay.io/a/b:1 at t:100 /a/b | registry v:0-7 tail "" | repository t:101-104 tail ""',
    ],
    [
      'a registry with its slash before what is written in the template',
      [at('quay.io/', 0), template('a/b:1')],
      'quay.io/a/b:1 at t:100 a/b | registry v:0-8/ tail "" | repository t:100-103 tail ""',
    ],
    ['what is written in the template', [template('a/b:1')], 'docker.io/a/b:1 at t:100 a/b | name t:100-103 tail ""'],
    ['pieces of one text', [at('a/', 10), at('b:1', 12)], 'docker.io/a/b:1 at v:10 a/b | name v:10-13 tail ""'],
    [
      'pieces that touch, of two files',
      [at('a/', 10), at('b', 12, 'w')],
      'docker.io/a/b at w:12 b | name v:10-12 tail "b"',
    ],
    [
      'pieces of one text that do not touch',
      [at('a/', 10), at('b', 13)],
      'docker.io/a/b at v:13 b | name v:10-12 tail "b"',
    ],
    [
      'a value and the template at the same offsets',
      [at('a/', 98, 't'), template('b')],
      'docker.io/a/b at t:98 a/ | name t:98-100 tail "b"',
    ],
    [
      'in quotes and blanks',
      [template(' "'), at('a/b', 10), template('" ')],
      'docker.io/a/b at v:10 a/b | name v:10-13 tail ""',
    ],
    [
      'in single quotes',
      [template("'"), at('a/b', 10), template("'")],
      'docker.io/a/b at v:10 a/b | name v:10-13 tail ""',
    ],
    ['a tag that is not known', [at('a/b:', 10), gap('why')], 'docker.io/a/b at v:10 a/b | name v:10-13 tail ""'],
    ['the start of a tag', [at('a/b:v', 10), gap('why')], 'docker.io/a/b:v at v:10 a/b | name v:10-13 tail ""'],
    ['a name that is computed', [computed('a/b')], '? "a/b" is made by directives alone | '],
    [
      'the start of a name that is computed',
      [computed('a/'), at('b', 10)],
      'docker.io/a/b at v:10 b | "a/" is computed by its template',
    ],
    [
      'a repository that is computed',
      [at('quay.io', 0), template('/'), computed('x/'), at('b', 10)],
      'quay.io/x/b at v:10 b | "x/" is computed by its template',
    ],
    [
      'a registry in a directive',
      [directive('quay.io'), template('/'), at('b', 10)],
      'quay.io/b at v:10 b | "quay.io" is written in a directive of t',
    ],
    ['a name in a directive', [directive('a/b')], '? "a/b" is made by directives alone | t:200 a/b'],
    [
      'a registry of several parts',
      [at('quay', 0), template('.io/'), at('b', 10)],
      'quay.io/b at v:10 b | its registry is made of several parts (quay.io)',
    ],
    [
      'a name that is not known',
      [at('a/b', 10), gap('nobody knows', at('x', 30), computed('y')), template('c')],
      '? nobody knows | v:10 a/b, v:30 x, t:100 c',
    ],
    ['no image', [template('not an image')], '? "not an image" is no image | t:100 not an image'],
    ['a quote alone', [template('"')], '? """ is no image | t:100 "'],
    ['quotes of two sorts', [template(`"a/b'`)], `? ""a/b'" is no image | t:100 "a/b'`],
    ['a quote at the end alone', [template('xa/bx"')], '? "xa/bx"" is no image | t:100 xa/bx"'],
    ['what is in no quotes', [template('xa/bx')], 'docker.io/xa/bx at t:100 xa/bx | name t:100-105 tail ""'],
  ])('%s', (_, pieces, expected) => {
    expect(told(...pieces)).toBe(expected);
  });

  it('a long text is told by its beginning', () => {
    expect(told(template(`${'x'.repeat(300)} y`))).toContain(`? "${'x'.repeat(200)}" is no image`);
  });

  it('what is computed stands nowhere', () => {
    expect(placedIn([computed('a'), at('b', 1), gap('w', at('c', 2))]).map(({ text }) => text)).toEqual(['b', 'c']);
  });
});
