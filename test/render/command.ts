import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import { COMPILED } from '../scenario/compiled.ts';
import { HELM, KUBECTL } from './served-charts.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** A folder with some files, to be removed. */
export function folderWith(files: Readonly<Record<string, string>>): {
  readonly path: string;
  readonly close: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), 'named-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, close: () => rmSync(path, { recursive: true, force: true }) };
}

/** What a rewrite makes of files, what it says is left, and the patch that a second one would still make. */
export interface RewrittenTwice {
  readonly texts: ReadonlyMap<string, string>;
  readonly left: readonly string[];
  readonly again: string;
}

/**
 * Rewrites files in a folder of their own, twice.
 * @param words the command, which prints a patch without `--write`
 */
export async function rewrittenTwice(
  words: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<RewrittenTwice> {
  const folder = folderWith(files);
  try {
    const { stderr } = await typed([...words, '--write'], folder.path);
    const left = stderr.split('\n').filter((line) => line.includes(' is left: '));
    const texts = new Map(Object.keys(files).map((file) => [file, readFileSync(join(folder.path, file), 'utf8')]));
    return { texts, left, again: (await typed(words, folder.path)).stdout };
  } finally {
    folder.close();
  }
}

/** Runs the committed bundle with the real helm on its PATH, the newest unless another is given. */
export function typed(
  words: readonly string[],
  folder: string,
  helm = HELM,
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const env = {
      PATH: [...[helm, KUBECTL].flatMap((path) => (path === undefined ? [] : [dirname(path)])), process.env.PATH].join(
        delimiter,
      ),
      HOME: folder,
      RUNNER_TEMP: tmpdir(),
      ...COMPILED,
    };
    const child = spawn(process.execPath, [CLI, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** What `scan --json` tells: a line a use (image, place, and whether it is if enabled), and the unseen sources with why. */
export async function scanned(
  folder: string,
  hosts: string,
): Promise<{ readonly uses: readonly string[]; readonly unseen: readonly string[]; readonly text: string }> {
  const { stdout, stderr } = await typed(['scan', '--json', '--render', 'auto', '--chart-hosts', hosts], folder);
  const told = parseJson(stdout);
  return {
    uses: listField(told, 'uses').map((use) => {
      const off = stringField(use, 'ifEnabled') === undefined ? '' : ' if enabled';
      const through = stringField(use, 'through') ?? '';
      return `${stringField(use, 'file')} ${stringField(use, 'pulls') ?? stringField(use, 'image')}${off}: ${through}`;
    }),
    unseen: listField(told, 'unseen').map((each) => `${stringField(each, 'source')}: ${stringField(each, 'because')}`),
    text: stdout + stderr,
  };
}
