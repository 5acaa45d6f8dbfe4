import { UserError } from '../../../src/base/errors.ts';
import { matcher } from '../../../src/base/globs.ts';
import { law, same, type Target } from '../target.ts';

/** Globs: the first line of an input is matched, the others are globs. */
export const globs: Target = {
  name: 'globs',
  seeds: () => [
    'deploy/web.yaml\ndeploy/**',
    'docker.io/library/nginx\ndocker.io/library/*\nquay.io/**',
    'a/b/c.yml\n**/*.{yml,yaml}',
    'a/[b]/c\na/[[]b]/?\n!a',
    'a.yaml\n{a,b{c,d}}.y*ml\n[!a-c]*\n[^x]\n*.{1..3}',
    '.github/workflows/ci.yml\n**/ci.*\n+(a|b)\n@(x)',
    'a b\\c\na\\ b\\\\c\n\\*\n',
  ],
  tokens: () => [
    '*',
    '**',
    '**/',
    '/**',
    '?',
    '[',
    ']',
    '[!',
    '[^',
    '{',
    ',',
    '}',
    '!',
    '\\',
    '(',
    '|',
    ')',
    '[[:alpha:]]',
  ],
  check: (input) => {
    const [text = '', ...patterns] = input.split('\n').filter((line) => line !== '');
    const each = patterns.map((pattern) => matches([pattern], text));
    const all = matches(patterns, text);
    if (all === undefined || each.includes(undefined)) {
      law('globs are refused together as each alone', '', all === undefined && each.includes(undefined), () => input);
      return;
    }
    same('globs match where one of them does', '', all, each.includes(true));
    for (const pattern of patterns) {
      if (!/^[\w./-]+$/.test(pattern) || pattern.startsWith('./')) continue;
      same('a glob without signs matches itself', '', matches([pattern], pattern), true);
      same('a glob without signs matches nothing else', '', matches([pattern], `${pattern}x`), false);
    }
  },
  work: (input) => {
    const [text = '', ...patterns] = input.split('\n').filter((line) => line !== '');
    matches(patterns, text);
  },
};

/** `undefined` where the globs are refused. */
function matches(patterns: readonly string[], text: string): boolean | undefined {
  try {
    return matcher(patterns)(text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
