import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isObject } from '../../src/base/json.ts';
import { OURS } from '../shipped/workflow-laws.ts';

/** Every workflow that the repository runs or shows is one that GitHub takes, and that whoever copies it can resolve. */

const PAGES = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md', '.github/workflows/*', 'examples/workflows/*'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && !file.includes('fixtures/') && existsSync(file));

interface Shown {
  readonly place: string;
  readonly text: string;
}

/** The workflows of a file; a page's stand in its fences, some of them only steps of a job, or what goes into one step. */
function workflowsIn(file: string): readonly Shown[] {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.md')) return [{ place: file, text }];
  const fences = [...text.matchAll(/^( *)```ya?ml\n([\s\S]*?)\n\1```$/gm)];
  return fences.flatMap(({ index, 1: indent = '', 2: fence = '' }) => {
    const shown = fence.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const workflow = wholeOf(shown);
    const line = text.slice(0, index).split('\n').length;
    return workflow === undefined ? [] : [{ place: `${file}:${line}`, text: workflow }];
  });
}

const JOB = 'on: push\npermissions: {}\njobs:\n  shown:\n    runs-on: ubuntu-24.04\n    steps:\n';

/** The workflow that a piece is or belongs into; `undefined` where it is something else. */
function wholeOf(piece: string): string | undefined {
  const value = load(piece);
  if (isObject(value)) {
    if ('jobs' in value) return piece;
    // The inputs of one step; a configuration file has lists and mappings besides.
    const isFlat = Object.values(value).every((one) => !isObject(one) && !Array.isArray(one));
    if (isFlat && Object.keys(value).every((name) => INPUTS.has(name)))
      return `${JOB}      - uses: ${OURS}\n        with:\n${indented(piece, 10)}\n`;
    return undefined;
  }
  const isSteps = Array.isArray(value) && value.every((step) => isObject(step) && ('uses' in step || 'run' in step));
  return isSteps ? `${JOB}${indented(piece, 6)}\n` : undefined;
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
}

const ACTION: unknown = load(readFileSync('action.yml', 'utf8'));
const INPUTS = new Set(isObject(ACTION) && isObject(ACTION.inputs) ? Object.keys(ACTION.inputs) : []);

/** What our own action takes. */
const OUR_METADATA = {
  name: 'ours',
  description: '',
  inputs: Object.fromEntries([...INPUTS].map((name) => [name, { description: '' }])),
};

let asked = 0;

/** What GitHub's language service says against a workflow. */
async function complaints({ place, text }: Shown): Promise<readonly string[]> {
  // It keeps what it has parsed by the address, so that each has its own.
  const file = `file:///.github/workflows/${++asked}.yml`;
  const found = await validate(TextDocument.create(file, 'github-actions-workflow', 1, text), {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name }) =>
        `${owner}/${name}` === OURS.split('@')[0] ? OUR_METADATA : undefined,
    },
    // Our own workflows call one another; one of a page calls the one that the page shows before it.
    fileProvider: {
      getFileContent: async (reference) => {
        if (!('owner' in reference)) return { name: reference.path, content: readFileSync(reference.path, 'utf8') };
        const page = place.split(':')[0] ?? '';
        const called = workflowsIn(page).find((other) => other.text.includes('workflow_call'));
        if (called === undefined) throw new Error(`${page} shows no workflow to be called`);
        return { name: called.place, content: called.text };
      },
    },
  });
  // What others' actions take nobody can say here; actionlint knows the common ones, and runs in CI.
  const ours = found.filter(({ message }) => !String(message).startsWith('Unable to resolve action `'));
  return ours.map(({ message, range }) => `${place}: ${message} (its line ${range.start.line + 1})`);
}

/** Why whoever copies a workflow could not resolve what it names; a fork resolves what says OWNER and COMMIT, once these are filled in. */
function unresolvable({ place, text }: Shown): readonly string[] {
  return [...text.matchAll(/^[ -]*uses: *['"]?([^\s'"]+)['"]?(.*)$/gm)].flatMap(([, uses = '', rest = '']) => {
    if (uses.startsWith('./') && place.startsWith('.github/')) return [];
    if (uses === OURS || /^OWNER\/[\w-]+\/\.github\/workflows\/[\w-]+\.yml@COMMIT$/.test(uses)) return [];
    const isPinned = /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses) && /^ # v\d+\.\d+\.\d+$/.test(rest);
    return isPinned && !/acr-artifact-cache|contoso|OWNER/i.test(uses) ? [] : [`${place}: ${uses}${rest}`];
  });
}

/** Checkouts of this action's own repository that name another than the placeholder. */
function foreignCheckouts({ place, text }: Shown): readonly string[] {
  return [...text.matchAll(/repository: *(\S*acr-artifact-cache\S*)\n *ref: *(\S+)/g)].flatMap(
    ([, repository = '', ref = '']) => (`${repository}@${ref}` === OURS ? [] : [`${place}: ${repository} at ${ref}`]),
  );
}

const ALL = PAGES.flatMap(workflowsIn);

describe('a workflow', () => {
  it('of the pages is found, also where only a part is shown', () => {
    expect(ALL.length).toBeGreaterThan(12);
    expect(ALL.some(({ place }) => place.startsWith('README.md:'))).toBe(true);
    expect(wholeOf('accept-findings: CVE-1 until x because y')).toContain(`uses: ${OURS}`);
    expect(wholeOf('- run: one')).toContain('- run: one');
    expect(wholeOf('image: nginx')).toBeUndefined();
  });

  it.each(ALL)('$place is one that GitHub takes', async (shown) => {
    expect(await complaints(shown)).toEqual([]);
  });

  it.each([
    ['an input that we do not have', `      - uses: ${OURS}\n        with:\n          fail-onn: high\n`, 'fail-onn'],
    ['a key that GitHub does not know', '      - runs: echo\n', 'runs'],
    ['an expression that does not parse', `      - run: echo "\${{ github.( }}"\n`, 'Unexpected symbol'],
  ])('with %s is told of', async (_, step, word) => {
    const found = await complaints({ place: 'bad', text: JOB + step });
    expect(found.join('\n')).toContain(word);
  });

  it('can be resolved by whoever copies it, once the placeholder is filled in', () => {
    expect(ALL.flatMap(unresolvable)).toEqual([]);
    expect(ALL.flatMap(foreignCheckouts)).toEqual([]);
    const text = 'with:\n  repository: contoso/acr-artifact-cache\n  ref: main\n';
    expect(foreignCheckouts({ place: 'x', text })).toHaveLength(1);
  });

  it.each([
    ['an owner that is somebody', 'contoso/acr-artifact-cache@COMMIT'],
    ['a release that there is not', 'OWNER/acr-artifact-cache@v1'],
    ['a tag of another action', 'actions/checkout@v5'],
    ['a commit without its version', `actions/checkout@${'0'.repeat(40)}`],
    ['a path that only this repository has', './'],
  ])('with %s could not', (_, uses) => {
    expect(unresolvable({ place: 'README.md:1', text: `    - uses: ${uses}\n` })).toHaveLength(1);
  });

  it('names this action by one placeholder, which the README explains', () => {
    const page = readFileSync('README.md', 'utf8');
    expect(page).toMatch(/^#+ The placeholder$/m);
    expect(page).toContain(`\`${OURS}\``);
  });

  it('takes one version of an action, wherever it stands', () => {
    const versions = new Map<string, Set<string>>();
    for (const { text } of ALL)
      for (const [, action = '', version = ''] of text.matchAll(/uses: *([\w-]+\/[\w-]+)\S*@([0-9a-f]{40} # \S+)/g))
        versions.set(action, (versions.get(action) ?? new Set()).add(version));
    expect([...versions].filter(([, of]) => of.size > 1)).toEqual([]);
  });
});
