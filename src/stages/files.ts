import { ENGINES } from '../governance/engines.ts';
import { ENGINE_NAMES, MODES } from '../governance/wall.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { earlierOf } from '../registry/warming/refresh.ts';
import { inventoryOf } from '../report/inventory.ts';
import { patchOf } from '../review/patch.ts';
import { jsonOf } from '../text/shown.ts';
import { wallOf } from './forecast.ts';
import { verdictsByDigest } from './pending.ts';
import type { RunResult } from './run-result.ts';

/** The files that a run leaves behind, by the outputs that name them. */
export function reportFiles({ report, remarks, sarif, stages }: RunResult) {
  const { scan, prefix } = stages.read;
  const { uses, plan, unseen, warnings, ...rest } = report;
  const inventory = inventoryOf(uses, unseen, warnings);
  // What the next run compares with: see src/registry/warming/refresh.ts and src/stages/pending.ts.
  const told = {
    ...{ ...rest, plan, warnings, remarks },
    stored: earlierOf(report.warmed),
    verdicts: verdictsByDigest(report.gate),
  };
  return {
    inventory: { file: 'inventory.json', text: json(inventory) },
    plan: { file: 'plan.json', text: json(plan ?? null) },
    patch: {
      file: 'changes.patch',
      text: patchOf(stages.moved.rewrite.edits, (file) => scan.texts.get(file), prefix),
    },
    sarif: { file: 'report.sarif', text: sarif },
    report: { file: 'report.json', text: json(told) },
  };
}

/** The wall of every engine in every mode, in a folder a mode; nothing where there is no registry. */
export function policyFiles(inputs: Inputs) {
  const { registry } = inputs;
  if (registry === undefined) return {};
  const files = MODES.flatMap((mode) => {
    const wall = wallOf(registry.loginServer, inputs, { mode, regions: [], includeSystem: false });
    return ENGINE_NAMES.flatMap((name) => ENGINES[name].files(wall)).map(({ name, text }) => {
      const file = `policy/${mode}/${name}`;
      return [file, { file, text }] as const;
    });
  });
  return Object.fromEntries(files);
}

function json(value: unknown): string {
  return `${jsonOf(value)}\n`;
}
