import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { enginesHere, type Printed } from '../../../../scripts/meaning/engines.ts';
import { field, stringField } from '../../../../src/base/json.ts';

/** The Python that Docker Compose 1 runs in; `undefined` where it is not here. */
export const PYTHON = pythonOf(enginesHere().compose);

function pythonOf(program: string | undefined): string | undefined {
  if (program === undefined) return undefined;
  return /^#!(\/\S*python\S*)\n/.exec(readFileSync(program, 'utf8').slice(0, 200))?.[1];
}

/** A folder, and the words before `config`. */
export interface Question {
  readonly folder: string;
  readonly words: readonly string[];
}

const ENGINE = fileURLToPath(new URL('engine.py', import.meta.url));

/** What Docker Compose makes of projects. */
export function rendered(python: string, questions: readonly Question[]): readonly Printed[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(python, [ENGINE], { input, encoding: 'utf8', maxBuffer: 1024 ** 3 });
  if (status !== 0) throw new Error(`Docker Compose ended with ${status}: ${stderr.slice(-2000)}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Printed => {
      const answer: unknown = JSON.parse(line);
      const output = stringField(answer, 'output') ?? '';
      return field(answer, 'ok') === true ? { ok: true, output } : { ok: false, reason: output };
    });
}
