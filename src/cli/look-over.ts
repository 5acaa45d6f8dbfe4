import type { ImageSources } from '../report/image-rows.ts';
import { mergeInventories } from '../rules/inventories.ts';
import { run } from '../run.ts';
import { readEarlier } from '../stages/earlier-report.ts';
import { scanOfImages } from '../stages/read.ts';
import type { Arguments } from './arguments.ts';
import { readInventories } from './plan.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';

/** What a run that changes nothing finds out: images, plan and, where a gate is asked for, findings. */
export function lookOver(typed: Arguments, show: (sources: ImageSources) => Promise<number>): Promise<number> {
  const inputs = inputsOf(typed);
  return inTerminal({ ...typed, apply: false }, inputs, async (context) => {
    const inventories = mergeInventories(readInventories(typed, context.root), inputs.includeTests);
    const others = typed.inventories.length === 0 ? undefined : scanOfImages(inventories);
    const { report, stages } = await run(inputs, context, readEarlier(undefined, context), others);
    for (const { message } of report.problems) context.log.warning(message);
    const rules = stages.look.state === 'known' ? stages.look.view.rules : undefined;
    return show({ ...report, rules });
  });
}
