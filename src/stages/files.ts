import { dirname } from 'node:path';
import { ENGINES } from '../governance/engines.ts';
import { ENGINE_NAMES, MODES } from '../governance/wall.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { earlierOf } from '../registry/warming/refresh.ts';
import { type ReportFile, writeReports } from '../report/folder.ts';
import { inventoryOf } from '../report/inventory.ts';
import { pageOf } from '../report/page/page.ts';
import { onHead } from '../review/on-head.ts';
import { leftOutOfPatch, patchOf } from '../review/patch.ts';
import { jsonOf } from '../text/shown.ts';
import { wallOf } from './forecast.ts';
import type { Head } from './head.ts';
import { verdictsByDigest } from './pending.ts';
import type { StageResults } from './report.ts';
import type { RunResult } from './run-result.ts';

/**
 * Writes what a run leaves behind: its reports, and the policies in a folder beside them.
 * @param folder where to, as `reportFolder` gives it
 * @returns absolute paths by the outputs that name them
 * @throws UserError where a file can't be written
 */
export function writeRun(
  folder: string | undefined,
  ran: RunResult,
  inputs: Inputs,
): ReadonlyMap<keyof ReturnType<typeof reportFiles>, string> {
  const paths = writeReports(folder, reportFiles(ran));
  writeReports(dirname(paths.get('report') ?? ''), policyFiles(inputs));
  return paths;
}

/** The files that a run leaves behind, by the outputs that name them; each is made when its text is asked for. */
export function reportFiles({ report, remarks, sarif, stages, head }: RunResult) {
  const { uses, plan, unseen, warnings, ...rest } = report;
  // What the next run compares with: see src/registry/warming/refresh.ts and src/stages/pending.ts.
  const told = {
    ...{ ...rest, plan, warnings, remarks },
    stored: earlierOf(report.warmed),
    verdicts: verdictsByDigest(report.gate),
  };
  return {
    inventory: { file: 'inventory.json', text: () => json(inventoryOf(uses, unseen, warnings)) },
    plan: { file: 'plan.json', text: () => json(plan ?? null) },
    patch: { file: 'changes.patch', text: () => patchText(stages, head) },
    sarif: { file: 'report.sarif', text: () => sarif },
    report: { file: 'report.json', text: () => json(told) },
    page: { file: 'report.html', text: () => pageOf(report) },
  } satisfies Readonly<Record<string, ReportFile>>;
}

/** The patch for the head, and before it what it leaves out. */
function patchText({ moved: { rewrite }, read: { prefix } }: StageResults, { textsOf }: Head): string {
  const { edits, left } = onHead(rewrite.rewritten, textsOf);
  const leftOut = [...left, ...rewrite.unwritten].map(({ use: { file, line, text }, reason }) => ({
    ...{ file, line, text, reason },
  }));
  return leftOutOfPatch(leftOut, prefix) + patchOf(edits, (file) => textsOf(file)?.head, prefix);
}

/** The wall of every engine in every mode, in a folder a mode; nothing where there is no registry. */
function policyFiles(inputs: Inputs): Readonly<Record<string, ReportFile>> {
  const { registry } = inputs;
  if (registry === undefined) return {};
  const files = MODES.flatMap((mode) => {
    const wall = wallOf(registry.loginServer, inputs, { mode, regions: [], includeSystem: false });
    return ENGINE_NAMES.flatMap((name) => ENGINES[name].files(wall)).map(({ name, text }) => {
      const file = `policy/${mode}/${name}`;
      return [file, { file, text: () => text }] as const;
    });
  });
  return Object.fromEntries(files);
}

function json(value: unknown): string {
  return `${jsonOf(value)}\n`;
}
