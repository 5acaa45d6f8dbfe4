import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BEHAVIOUR_PAGES = ['docs/azure-behaviour.md', 'docs/github-behaviour.md'];

/** What stands in the repository, tracked or about to be; `dist/` is built of the rest. */
const FILES: readonly string[] = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && !file.startsWith('dist/') && existsSync(ROOT + file));

const PAGES = FILES.filter((file) => file.endsWith('.md') && !file.includes('/fixtures/'));

/** The text of a file of the repository, nothing for a folder; `undefined` where it is not there. */
type Read = (file: string) => string | undefined;

const read: Read = (file) => {
  const status = statSync(ROOT + file, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  return status.isFile() ? readFileSync(ROOT + file, 'utf8') : '';
};

/** The page without its code, where brackets are no links and lines with `#` no headings. */
function withoutCode(page: string): string {
  return page.replaceAll(/^ *(`{3,})[^\n]*\n[\s\S]*?\n *\1$/gm, '').replaceAll(/`[^`\n]+`/g, '');
}

/** What a link can jump to: explicit `<a id>`, and headings as GitHub makes them into anchors. */
function anchorsOf(page: string): readonly string[] {
  const explicit = [...page.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  const outsideFences = page.replaceAll(/^ *(`{3,})[^\n]*\n[\s\S]*?\n *\1$/gm, '');
  const seen = new Map<string, number>();
  const headings = [...outsideFences.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const text = heading
      .replaceAll(/<[^>]*>/g, '')
      .trim()
      .toLowerCase();
    const slug = text.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-');
    const earlier = seen.get(slug) ?? 0;
    seen.set(slug, earlier + 1);
    return earlier === 0 ? slug : `${slug}-${earlier}`;
  });
  return [...explicit, ...headings];
}

/** Why a place of the repository can't be opened; `undefined` where it can. */
function placeProblem(file: string, anchor: string | undefined, readFile: Read): string | undefined {
  const page = readFile(file);
  if (page === undefined) return `${file} is not there`;
  if (anchor === undefined || anchorsOf(page).includes(anchor)) return undefined;
  return `${file} has no anchor "${anchor}"`;
}

/** Citations of pages under docs/, with or without an anchor, that lead nowhere. */
function brokenCitations(text: string, readFile: Read): readonly string[] {
  const cited = text.matchAll(/(?<![\w/.-])(docs\/[\w-]+\.md)(?:#([\w-]*))?/g);
  return [...cited].flatMap(([, file = '', anchor]) => placeProblem(file, anchor, readFile) ?? []);
}

/** Citations of pages that were never part of the repository. */
function foreignCitations(text: string): readonly string[] {
  const patterns = [
    /\bfacts[ /](?:azure|github|peers)\.md/gi,
    /\bDESIGN(?:\.md|: )/g,
    /\(decision \d+\)/g,
    /\bfacts' /g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => found));
}

/** Links of a page to other places of the repository that lead nowhere, and labels that are not defined. */
function brokenLinks(file: string, page: string, readFile: Read): readonly string[] {
  const text = withoutCode(page);
  const defined = new Map([...text.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, label = '', to = '']) => [label, to]));
  const labels = [...text.matchAll(/\]\[([^\]]+)\]/g)].map(([, label = '']) => label);
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
  const places = [...targets, ...defined.values()].filter((to) => !/^[a-z]+:/.test(to));
  return [
    ...labels.filter((label) => !defined.has(label)).map((label) => `[${label}] is not defined`),
    ...[...defined.keys()].filter((label) => !labels.includes(label)).map((label) => `[${label}] is used nowhere`),
    ...places.flatMap((to) => {
      const [path = '', anchor] = to.split('#', 2);
      const place = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), path));
      return placeProblem(place, anchor, readFile) ?? [];
    }),
  ];
}

/** Facts that don't say how sure they are, or that call themselves seen and name no source to open. */
function unsourcedFacts(page: string): readonly string[] {
  const facts = page.split(/\n(?=- |#|\[)/).filter((piece) => piece.startsWith('- <a id='));
  return facts.flatMap((fact) => {
    const [, id = ''] = /<a id="([^"]+)">/.exec(fact) ?? [];
    const [, mark] = /\((seen|told|inferred|unknown):/.exec(fact) ?? [];
    if (mark === undefined) return `${id} does not say how sure it is`;
    return mark === 'seen' && !fact.includes('][') ? `${id} names no source` : [];
  });
}

/** Names of pages that are not there, put together so that this file itself cites none of them. */
const [PAGE, OTHER, GONE] = ['page', 'other', 'gone'].map((name) => `docs/${name}.md`);
const pages: Read = (file) => {
  if (file === PAGE) return '# Title\n\n<a id="fact"></a>A fact.\n';
  return file === OTHER ? '## A heading, twice\n## A heading, twice\n' : undefined;
};

describe('a citation in the repository', () => {
  it.each([
    ['an anchor that exists', `(${PAGE}#fact)`, []],
    ['a heading that exists', `${PAGE}#title.`, []],
    ['a page as a whole', `see ${PAGE}.`, []],
    ['an anchor that does not exist', `${PAGE}#fiction`, [`${PAGE} has no anchor "fiction"`]],
    ['no anchor after the sign', `${PAGE}# `, [`${PAGE} has no anchor ""`]],
    ['a page that does not exist', `${GONE}#fact`, [`${GONE} is not there`]],
    ['a page of another place', `https://example.com/${GONE}#x`, []],
  ])('of %s is judged', (_, text, problems) => {
    expect(brokenCitations(text, pages)).toEqual(problems);
  });

  it.each([
    ['(facts', ' azure.md, section 2)'],
    ['Facts', ' github.md'],
    ['facts', '/peers.md'],
    ['DESIGN', '.md, number 11'],
    ['(DESIGN', ': policy is read from the base)'],
    ['(decision', ' 10)'],
    ["the facts'", ' list of open questions'],
  ])('of a page outside of it is found: %s%s', (start, end) => {
    expect(foreignCitations(start + end)).toHaveLength(1);
  });

  it('opens, wherever it stands', () => {
    const problems = FILES.flatMap((file) => {
      const text = read(file) ?? '';
      const found = [...brokenCitations(text, read), ...foreignCitations(text).map((cited) => `cites "${cited}"`)];
      return found.map((problem) => `${file}: ${problem}`);
    });
    expect(problems).toEqual([]);
  });

  it('is made of both pages of facts', () => {
    const code = FILES.filter((file) => file.startsWith('src/')).map((file) => read(file) ?? '');
    for (const page of BEHAVIOUR_PAGES)
      expect(code.filter((text) => text.includes(`${page}#`)).length).toBeGreaterThan(10);
  });
});

describe('a link of a page', () => {
  it.each([
    ['another page', '[x](other.md)', []],
    ['a heading of another page', '[x](other.md#a-heading-twice)', []],
    ['the second heading of one name', '[x](other.md#a-heading-twice-1)', []],
    ['a heading that does not exist', '[x](other.md#nothing)', [`${OTHER} has no anchor "nothing"`]],
    ['an anchor of its own', '[x](#fact)', []],
    ['a file that does not exist', '[x](../gone.ts)', ['gone.ts is not there']],
    ['a label that is defined', '[x][y]\n\n[y]: other.md', []],
    ['a label that is defined wrongly', '[x][y]\n\n[y]: gone', ['docs/gone is not there']],
    ['a label that is not defined', '[x][y]', ['[y] is not defined']],
    ['a label that is not used', '[y]: https://example.com', ['[y] is used nowhere']],
    ['another place', '[x](https://example.com/#y)', []],
    ['nothing, in code', '`[x](gone.md)`\n```md\n[x](gone.md)\n```', []],
  ])('to %s is judged', (_, page, problems) => {
    expect(brokenLinks(`${PAGE}`, page, pages)).toEqual(problems);
  });

  it.each(PAGES)('%s leads somewhere', (file) => {
    expect(brokenLinks(file, read(file) ?? '', read)).toEqual([]);
  });
});

describe('a page of facts', () => {
  it.each([
    ['a source', '- <a id="a"></a>It is so.\n  (seen: [page][p])\n', []],
    ['hearsay', '- <a id="a"></a>It is so. (told: users)\n', []],
    ['no mark', '- <a id="a"></a>It is so. [page][p]\n', ['a does not say how sure it is']],
    ['a mark without a source', '- <a id="a"></a>It is so. (seen: users)\n', ['a names no source']],
  ])('with a fact of %s is judged', (_, page, problems) => {
    expect(unsourcedFacts(`# Page\n\n${page}`)).toEqual(problems);
  });

  it.each(BEHAVIOUR_PAGES)('%s gives each fact an anchor of its own, a mark and a source', (file) => {
    const page = read(file) ?? '';
    const anchors = anchorsOf(page);
    expect(unsourcedFacts(page)).toEqual([]);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(anchors.length).toBeGreaterThan(30);
  });
});
