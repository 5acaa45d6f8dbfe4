import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, UserError } from '../base/errors.ts';
import { planLines } from '../report/plan-text.ts';
import { FORMATS, type Format, ruleLines } from '../report/rules-as-code/formats.ts';
import type { RulePlace } from '../report/rules-as-code/place.ts';
import { printJson, printLines } from '../report/terminal.ts';
import { mergeInventories } from '../rules/inventories.ts';
import { planRun } from '../stages/plan.ts';
import { readTree, scanOfImages } from '../stages/read.ts';
import { identityNotes, withRegistry } from '../stages/registry-identity.ts';
import { lookUp } from '../stages/registry-lookup.ts';
import type { RegistryView } from '../stages/registry-view.ts';
import { jsonOf } from '../text/shown.ts';
import type { Arguments } from './arguments.ts';
import { inputsOf, inTerminal, standardInput } from './terminal-context.ts';

/** `plan`: what each image would get, with the registry as it is now. Changes nothing. */
export async function plan(typed: Arguments): Promise<number> {
  const given = inputsOf(typed);
  const format = formatOf(typed);
  if (given.registry === undefined) throw new UserError('--registry is needed: the registry that the plan is for.');
  return inTerminal(typed, given, async (context) => {
    const scan =
      typed.inventories.length === 0
        ? (await readTree(given, context, { standardInput: await standardInput(given.path, context.signal) })).scan
        : scanOfImages(mergeInventories(readInventories(typed, context.root), given.includeTests));
    const look = await lookUp(given, context);
    if (look.state === 'unknown' && look.rules === undefined) throw new UserError(look.reason);
    const inputs = withRegistry(given, look);
    for (const note of identityNotes(inputs, look)) context.log.warning(note);
    const planned = await planRun(scan, { state: 'none' }, look, inputs, context);
    if (planned.plan === undefined) throw new UserError('There is nothing to plan for.');
    if (typed.output === 'json') await printJson([`${jsonOf(planned.plan)}\n`]);
    else if (format !== undefined) {
      // Rules as code name the registry and its sets by id, which a guess does not have.
      if (look.state === 'unknown') throw new UserError(look.reason);
      printLines(ruleLines(format, planned.plan.create, placeOf(look.view)));
    } else printLines(planLines(planned.plan, inputs.registry?.loginServer ?? ''));
    return inputs.failWhen.has('uncovered') && planned.plan.refused.length > 0 ? 1 : 0;
  });
}

/** Where the rules of a plan go. */
function placeOf({ registryId, subscriptionId, registry }: RegistryView): RulePlace {
  const resourceGroup = /\/resourceGroups\/([^/]+)\//i.exec(registryId)?.[1] ?? '';
  return { subscriptionId, resourceGroup, registryName: registry.name };
}

function formatOf({ format }: Arguments): Format | undefined {
  if (format === '') return undefined;
  const known = FORMATS.find((candidate) => candidate === format);
  if (known !== undefined) return known;
  throw new UserError(`--format ${JSON.stringify(format)} is not known. Known are: ${FORMATS.join(', ')}.`);
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
