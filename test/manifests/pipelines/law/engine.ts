import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Printed } from '../../../../scripts/meaning/engines.ts';

const PROGRAM = fileURLToPath(new URL('../../../../node_modules/gitlab-ci-local/dist/index.js', import.meta.url));

/**
 * What gitlab-ci-local makes of the pipeline of a folder: includes, extends, references and defaults are put in, variables are not.
 * No job is run.
 */
export async function previewed(folder: string): Promise<Printed> {
  const words = [PROGRAM, '--preview', '--no-json-schema-validation', '--no-color'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder, maxBuffer: 1024 ** 3 });
    return { ok: true, output: stdout.slice(Math.max(0, stdout.indexOf('---\n'))) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
