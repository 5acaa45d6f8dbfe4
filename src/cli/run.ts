import { dirname } from 'node:path';
import { reportFolder, writeReports } from '../report/folder.ts';
import { planLines } from '../report/plan-text.ts';
import { printJson, printLines } from '../report/terminal.ts';
import { mergeInventories } from '../rules/inventories.ts';
import { run } from '../run.ts';
import { readEarlier } from '../stages/earlier-report.ts';
import { policyFiles, reportFiles } from '../stages/files.ts';
import { scanOfImages } from '../stages/read.ts';
import type { Arguments } from './arguments.ts';
import { readInventories } from './plan.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';

/** `run`: the whole job. The registry is changed only with --apply. */
export async function runCommand(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const reports = reportFolder(inputs.reportDir, context.root);
    const given =
      typed.inventories.length === 0
        ? undefined
        : scanOfImages(mergeInventories(readInventories(typed, context.root), inputs.includeTests));
    const ran = await run(inputs, context, readEarlier(reports, context), given);
    const { report } = ran;
    const files = reportFiles(ran);
    const paths = writeReports(reports, files);
    writeReports(dirname(paths.get('report') ?? ''), policyFiles(inputs));
    if (typed.json) await printJson([files.report.text]);
    else {
      // What was to be changed and could not be looked up is no plan that holds.
      const hopes = typed.apply && !report.apply.applied;
      if (report.plan !== undefined) printLines([...planLines(report.plan, report.registry ?? '', hopes), '']);
      if (!report.apply.applied) printLines([`Nothing was changed: ${report.apply.reason}.`]);
      printLines(report.notes);
      const { failed, attention } = report.outcome;
      const look = failed ? 'red' : attention ? 'yellow' : 'green';
      printLines([{ look, text: report.outcome.headline }, `Reports: ${[...paths.values()].join(', ')}`]);
    }
    for (const { message } of report.problems) context.log.warning(message);
    for (const failure of report.outcome.failures) context.log.info(`failed: ${failure}`);
    return report.outcome.failed ? 1 : 0;
  });
}
