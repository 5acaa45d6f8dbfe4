import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../base/errors.ts';
import { printLines } from '../report/terminal.ts';
import { filesOfInventory } from '../stages/strangers-inventory.ts';
import { finishedRunOf, suggestToStrangers } from '../stages/suggest-to-strangers.ts';
import type { Arguments } from './arguments.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';

/** `suggest`: the second half of the recipe for forks. Reads the inventory of a stranger's run, and posts what is served already. */
export async function suggest(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  const [file, ...more] = typed.operands;
  if (file === undefined || more.length > 0) throw new UserError('suggest takes one inventory.');
  if (inputs.registry === undefined)
    throw new UserError('--registry is needed: the registry that images are served from.');
  return inTerminal(typed, inputs, async (context) => {
    const finished = finishedRunOf(context.env, textAt(context.env.GITHUB_EVENT_PATH));
    const files = filesOfInventory(resolve(context.root, file));
    const { text, problems } = await suggestToStrangers(files, finished, inputs, context);
    if (text !== '') printLines([text]);
    for (const problem of problems) context.log.warning(problem);
    return problems.length === 0 ? 0 : 1;
  });
}

function textAt(path: string | undefined): string | undefined {
  try {
    return path === undefined ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
