import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { parseGlob } from '../../src/base/glob-syntax.ts';
import { matcher, pathFilter } from '../../src/base/globs.ts';

describe('a glob', () => {
  it.each([
    ['*.yaml', ['a.yaml', '.yaml', '.a.yaml'], ['a/b.yaml', 'a.yml']],
    ['deploy/**', ['deploy/a', 'deploy/.b/c.yaml', 'deploy'], ['deployed/a', 'x/deploy/a']],
    ['**/*.yaml', ['a.yaml', 'b/c/.d.yaml'], ['a.yml']],
    ['a/**/b', ['a/b', 'a/x/y/b'], ['a/xb', 'b']],
    ['**', ['a', 'a/b/c'], []],
    ['a*/**', ['a/b', 'ab/c/d'], ['a', 'ab']],
    ['a**b/c', ['ab/c', 'axxb/c'], ['a/b/c']],
    ['?.yaml', ['a.yaml', '🐋.yaml'], ['ab.yaml', '.yaml', '/.yaml']],
    ['[a-c]/[!x-z]', ['a/a', 'c/.'], ['d/a', 'a/y', 'a//']],
    ['[]-]', [']', '-'], ['a']],
    ['{a,b/c}/{d,}*.y', ['a/d1.y', 'b/c/.y'], ['c/d.y']],
    ['{{cookiecutter}}/*', ['{{cookiecutter}}/a'], ['cookiecutter/a']],
    ['\\*\\{a\\,b\\}', ['*{a,b}'], ['xa']],
    ['app (old)/*', ['app (old)/a'], ['app old/a']],
    ['docker.io/library/*', ['docker.io/library/nginx', 'docker.io/library/nginx:1@sha256:0'], ['docker.io/a/b']],
  ])('%s matches %j and not %j', (glob, matching, others) => {
    const matches = matcher([glob]);
    expect(matching.filter((text) => !matches(text))).toEqual([]);
    expect(others.filter(matches)).toEqual([]);
  });

  it.each([
    ['', 'empty'],
    ['!deploy/**', 'not negated'],
    ["['a/**']", 'list in brackets'],
    ['"a/**"', 'quotes'],
    ['- a/**', '"- "'],
    ['[', 'not closed'],
    ['a[b/c]', 'not closed before'],
    ['{a,b', '"{" is not closed'],
    ['a/{b,[c}', '"[" is not closed'],
    ['a//b', 'empty component'],
    ['/a', 'start with "/"'],
    ['a/', 'write a/** for all below'],
    ['a/../b', 'no component ".."'],
    ['./a', 'no component "."'],
    ['a/{b,../c}', 'no component ".."'],
    ['{a, b}', 'space beside'],
    ['{,}', 'empty'],
    ['[z-a]', 'backwards'],
    ['[[:alpha:]]', 'not supported'],
    ['{1..9}', 'write {1,2,3}'],
    ['@(a|b)', '"@(…)" is not supported'],
    ['(a|b)', '"|" separates nothing'],
    ['a\\b', 'backslash'],
    ['a\\', 'backslash'],
    ['{a,b}'.repeat(10), 'more than 1000 alternatives'],
    ['a'.repeat(1001), 'longer than'],
  ])('%s can match nothing: %s', (glob, reason) => {
    const parsed = parseGlob(glob);
    expect(parsed.type === 'refused' ? parsed.reason : 'accepted').toContain(reason);
    expect(() => matcher([glob])).toThrow(reason);
  });
});

const NAME = fc.stringMatching(/^[abc.-]{1,4}$/).filter((name) => name !== '.' && name !== '..');
const PATH = fc.array(NAME, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const PIECE = fc.oneof(NAME, fc.constantFrom('*', '?', '[ab]', '[^a.]', '[a-c]', '{a,bc}', '{a*b,?b}', '{a,{b,c}}'));
const COMPONENT = fc.oneof(
  { weight: 3, arbitrary: fc.array(PIECE, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.constant('**') },
);
const GLOB = fc.array(COMPONENT, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

describe('globs', () => {
  it('mean what picomatch means by them', () => {
    let compared = 0;
    fc.assert(
      fc.property(GLOB, fc.array(PATH, { minLength: 8, maxLength: 8 }), (glob, paths) => {
        fc.pre(parseGlob(glob).type === 'glob');
        // It lets a negated class match a slash, and takes [!a] for one of the two characters; and of "**" beside other characters, which
        // is "*" to it as to us, it lets that before a brace match slashes after all ("**{a,bc}" takes a/bc, "**bc" does not).
        const known = picomatch(glob.replaceAll('[^a.]', '[^a./]').replaceAll(/\*{2,}(?=\{)/g, '*'), {
          dot: true,
          nonegate: true,
        });
        const ours = matcher([glob]);
        for (const path of paths) {
          compared++;
          expect([glob, path, ours(path)]).toEqual([glob, path, known(path)]);
        }
      }),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(8000);
  });

  it('take steps in proportion to the length of the name, whatever the glob', () => {
    const steps = (glob: string, text: string) => {
      let count = 0;
      matcher([glob], () => {
        count++;
      })(text);
      return count;
    };
    const cases: readonly (readonly [string, (length: number) => string])[] = [
      ['*a*a*a*a*a*a*a*a*a*a*b', (length) => 'a'.repeat(length)],
      [`${'**/a/'.repeat(12)}b`, (length) => 'a/'.repeat(length / 2).concat('a')],
      [`${'**/*a*a*/'.repeat(6)}b`, (length) => 'aaaa/'.repeat(length / 5).concat('a')],
      ['*?*?*?*?*?*?x', (length) => 'y'.repeat(length)],
      ['{*a,*b}*{a*,b*}*[ab]*c', (length) => 'ab'.repeat(length / 2)],
    ];
    for (const [glob, text] of cases) {
      const [short, long] = [steps(glob, text(1000)), steps(glob, text(4000))];
      expect([glob, long / short < 4.5]).toEqual([glob, true]);
      expect([glob, long <= 2 * glob.length * 4 * 4000]).toEqual([glob, true]);
    }
  });

  it('never take more steps than twice the glob times the text', () => {
    fc.assert(
      fc.property(GLOB, fc.stringMatching(/^[ab/]{1,200}$/), (glob, text) => {
        const parsed = parseGlob(glob);
        fc.pre(parsed.type === 'glob');
        let count = 0;
        matcher([glob], () => {
          count++;
        })(text);
        const written =
          parsed.type === 'glob' ? parsed.alternatives.reduce((sum, one) => sum + one.text.length + 3, 0) : 0;
        expect(count).toBeLessThanOrEqual(2 * written * (text.length + 1));
      }),
    );
  });
});

describe('a path is wanted', () => {
  it.each([
    ['where nothing is included and nothing excluded', [], [], true],
    ['where it is included', ['a/**'], [], true],
    ['unless others are included alone', ['b/**'], [], false],
    ['unless it is excluded', [], ['**/*.yaml'], false],
    ['unless it is excluded, though it is included', ['a/**'], ['a/b.yaml'], false],
  ])('%s', (_, include, exclude, wanted) => {
    expect(pathFilter({ include, exclude })('a/b.yaml')).toBe(wanted);
  });
});
