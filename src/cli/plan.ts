import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, UserError } from '../base/errors.ts';
import { planLines } from '../report/plan-text.ts';
import { printJson, printLines } from '../report/terminal.ts';
import { mergeInventories } from '../rules/inventories.ts';
import { planRun } from '../stages/plan.ts';
import { readTree, scanOfImages } from '../stages/read.ts';
import { lookUp } from '../stages/registry-lookup.ts';
import { jsonOf } from '../text/shown.ts';
import type { Arguments } from './arguments.ts';
import { inputsOf, inTerminal, standardInput } from './terminal-context.ts';

/** `plan`: what each image would get, with the registry as it is now. Changes nothing. */
export async function plan(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  const { registry } = inputs;
  if (registry === undefined) throw new UserError('--registry is needed: the registry that the plan is for.');
  return inTerminal(typed, inputs, async (context) => {
    const scan =
      typed.inventories.length === 0
        ? (await readTree(inputs, context, { standardInput: await standardInput(inputs.path, context.signal) })).scan
        : scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const look = await lookUp(inputs, context);
    if (look.state === 'unknown') throw new UserError(look.reason);
    const planned = await planRun(scan, { state: 'none' }, look, inputs, context);
    if (planned.plan === undefined) throw new UserError('There is nothing to plan for.');
    if (typed.json) await printJson([`${jsonOf(planned.plan)}\n`]);
    else printLines(planLines(planned.plan, registry.loginServer));
    return inputs.failWhen.has('uncovered') && planned.plan.refused.length > 0 ? 1 : 0;
  });
}

/** Inventories that other repositories' scans wrote. @param folder what their names are relative to */
export function readInventories(
  { inventories }: Arguments,
  folder: string,
): readonly { readonly name: string; readonly text: string }[] {
  return inventories.map((name) => {
    try {
      return { name, text: readFileSync(resolve(folder, name), 'utf8') };
    } catch (error) {
      throw new UserError(`Inventory ${JSON.stringify(name)} can't be read: ${messageOf(error)}.`);
    }
  });
}
