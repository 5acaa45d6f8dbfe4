import { UserError } from '../base/errors.ts';
import { ENGINES } from '../governance/engines.ts';
import { ENGINE_NAMES, type EngineName, MODES, type PolicyFile } from '../governance/wall.ts';
import { reportFolder, writeReports } from '../report/folder.ts';
import { policyLines } from '../report/policy-text.ts';
import { printJson, printLines } from '../report/terminal.ts';
import { exemptFiles } from '../stages/exempt-files.ts';
import { forecastOf, type WallOptions, wallOf } from '../stages/forecast.ts';
import { moveOffline } from '../stages/move.ts';
import { readTree } from '../stages/read.ts';
import { guessNote } from '../stages/registry-identity.ts';
import { jsonOf } from '../text/shown.ts';
import type { Arguments } from './arguments.ts';
import { inputsOf, inTerminal } from './terminal-context.ts';

/** `policy`: what makes a cluster take images of the registry only; `policy check`: what that would do to this repository. */
export async function policy(typed: Arguments): Promise<number> {
  const [word, ...rest] = typed.operands;
  return word === 'check' ? check({ ...typed, operands: rest }) : print(typed);
}

/** Prints the files, or writes them into `report-dir`. Needs neither Azure nor a manifest. */
function print(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  const engines = enginesOf(typed);
  return inTerminal(typed, inputs, async (context) => {
    const registry = registryOf(inputs.registry);
    if (registry.given !== 'login server') context.log.warning(guessNote(registry));
    const wall = wallOf(registry.loginServer, inputs, optionsOf(typed));
    const files = engines.flatMap((name) => ENGINES[name].files(wall));
    const folder = reportFolder(inputs.reportDir, context.root);
    if (folder === undefined) printLines(files.flatMap(shown));
    else {
      const paths = writeReports(
        folder,
        Object.fromEntries(files.map(({ name, text }) => [name, { file: name, text: () => text }])),
      );
      printLines([...paths.values()]);
    }
    return 0;
  });
}

/** The forecast. @returns 1 where a policy in its strictest form would refuse something */
function check(typed: Arguments): Promise<number> {
  const inputs = inputsOf(typed);
  const asked = new Set(enginesOf(typed));
  return inTerminal(typed, inputs, async (context) => {
    const registry = registryOf(inputs.registry);
    const read = await readTree(inputs, context);
    const moved = moveOffline(read.scan, inputs, registry, context);
    const wall = wallOf(registry.loginServer, inputs, optionsOf(typed));
    const isExempt = exemptFiles(inputs, read.prefix);
    const whole = forecastOf(moved.uses, read.scan.unseen, moved, wall, {
      isNew: () => false,
      isExempt: ({ file }) => isExempt(file),
    });
    const forecast = { ...whole, engines: whole.engines.filter(({ engine }) => asked.has(engine)) };
    if (typed.output === 'json') await printJson([`${jsonOf(forecast)}\n`]);
    else printLines(policyLines(forecast));
    return forecast.engines.some(({ refused }) => refused.length > 0) ? 1 : 0;
  });
}

function shown({ name, text }: PolicyFile): readonly string[] {
  // So that the YAML files of an engine can be piped to kubectl as one.
  return [...(name.endsWith('.yaml') ? ['---'] : []), `# ${name}`, ...text.split('\n')];
}

function registryOf<Known>(registry: Known | undefined): Known {
  if (registry !== undefined) return registry;
  throw new UserError('--registry is needed: the login server whose images clusters may pull.');
}

function enginesOf({ policyEngine }: Arguments): readonly EngineName[] {
  if (policyEngine === '') return ENGINE_NAMES;
  const known = ENGINE_NAMES.filter((name) => name === policyEngine);
  if (known.length > 0) return known;
  throw new UserError(
    `--policy-engine ${JSON.stringify(policyEngine)} is not known. Known are: ${ENGINE_NAMES.join(', ')}.`,
  );
}

function optionsOf({ mode, regions, includeSystem }: Arguments): WallOptions {
  const known = MODES.find((candidate) => candidate === (mode || 'audit'));
  if (known === undefined) {
    throw new UserError(`--mode ${JSON.stringify(mode)} is not known. Known are: ${MODES.join(', ')}.`);
  }
  const unlikely = regions.find((region) => !/^[a-z0-9]+$/.test(region));
  if (unlikely !== undefined) {
    throw new UserError(`--regions ${JSON.stringify(unlikely)} is no Azure region; one is written as in westeurope.`);
  }
  return { mode: known, regions, includeSystem };
}
