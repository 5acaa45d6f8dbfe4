import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as workflow from '../../src/emulator/workflow-run.ts';
import { COMPILED } from './compiled.ts';

export { type ActionResult, parseFileCommands } from '../../src/emulator/workflow-run.ts';

/** Runs the committed bundle of this repository. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Whether the bundle is there: scenarios can't run before `npm run build`. */
export const HAS_BUNDLE = existsSync(join(ROOT, 'dist/main.cjs'));

export type ActionRun = Omit<workflow.ActionRun, 'root'>;

export async function runAction(run: ActionRun): Promise<workflow.ActionResult> {
  return workflow.runAction({ ...run, root: ROOT, env: { ...COMPILED, ...run.env } });
}

export function inputVariables(inputs: Readonly<Record<string, string>>, token: string) {
  return workflow.inputVariables(ROOT, inputs, {
    'github.token': token,
    'github.workflow': 'Images',
    'github.job': 'cache',
    'strategy.job-index': '0',
  });
}
