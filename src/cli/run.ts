import { readEarlier } from '../report/earlier.ts';
import { reportFolder, writeReports } from '../report/folder.ts';
import { planText } from '../report/plan-text.ts';
import { styleFor } from '../report/terminal.ts';
import { mergeInventories } from '../rules/inventories.ts';
import { run } from '../run.ts';
import { reportFiles } from '../stages/files.ts';
import { scanOfImages } from '../stages/read.ts';
import type { Arguments } from './arguments.ts';
import { readInventories } from './plan.ts';
import { inputsOf, inTerminal } from './surroundings.ts';

/** `run`: the whole job. The registry is changed only with --apply. */
export async function runCommand(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  return inTerminal(typed, async (world) => {
    const reports = reportFolder(inputs.reportDir, world.root);
    const given =
      typed.inventories.length === 0 ? undefined : scanOfImages(mergeInventories(readInventories(typed, world.root)));
    const ran = await run(inputs, world, readEarlier(reports, world), given);
    const { report } = ran;
    const files = reportFiles(ran);
    const paths = writeReports(reports, files);
    const style = styleFor(process.stdout, process.env);
    if (typed.json) process.stdout.write(files.report.text);
    else {
      if (report.plan !== undefined) process.stdout.write(`${planText(report.plan, report.registry ?? '')}\n`);
      if (!report.apply.applied) process.stdout.write(`Nothing was changed: ${report.apply.reason}.\n`);
      const { failed, attention } = report.outcome;
      const colour = failed ? style.red : attention ? style.yellow : style.green;
      process.stdout.write(`${colour(report.outcome.headline)}\n`);
      process.stdout.write(`Reports: ${[...paths.values()].join(', ')}\n`);
    }
    for (const { message } of report.problems) world.log.warning(message);
    for (const failure of report.outcome.failures) world.log.info(style.red(`failed: ${failure}`));
    return report.outcome.failed ? 1 : 0;
  });
}
