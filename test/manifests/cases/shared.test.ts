import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expectSettled, move, type Tree, told } from './move.ts';

/** Small repositories on which the tool was wrong; what is right stands in their README. */
const CASES = fileURLToPath(new URL('../../../../shared/cases', import.meta.url));

function readTree(name: string): Tree {
  const root = `${CASES}/${name}`;
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`;
      return [path.slice(root.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

const NAMES = [
  'acr-task',
  'argo-params',
  'az-shell',
  'bicep-module',
  'circleci-orb',
  'flow-close',
  'flow-comment',
  'flux-newtag',
  'flux-patches',
  'gitlab-reference',
  'imagetagtransformer',
  'kustomize-more',
  'run-folded',
  'schema-line',
  'shell-ingress',
  'templated-tag',
  'tf-foreach',
  'tf-misc',
] as const;

describe.skipIf(!existsSync(CASES))('cases', () => {
  it.each(NAMES)('%s', (name) => {
    const moved = move(readTree(name));
    expect(told(moved)).toMatchSnapshot();
    expect(moved.scan.warnings).toEqual([]);
    expectSettled(moved);
  });
});

it.skipIf(existsSync(CASES))('cases (skipped: ../shared/cases is not there)', () => {});
