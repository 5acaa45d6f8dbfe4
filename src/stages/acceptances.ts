import { UserError } from '../base/errors.ts';
import { type AcceptedFinding, acceptedFindingsFile, readAcceptedFindings } from '../defender/accept.ts';
import { readAcceptanceFile } from '../defender/accept-file.ts';
import type { GateResult } from '../defender/gate.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { fileInWorkspace } from '../io/folders.ts';
import { acceptanceText } from '../report/finding-text.ts';
import type { Log } from '../report/log.ts';
import { type Base, MAX_POLICY_BYTES } from './base.ts';
import { policyFileText } from './policy-file.ts';
import type { RunContext } from './run-context.ts';

/**
 * The accepted findings of a run. They open the gate, so that on a pull request, and on every event that may carry one, the base's
 * file decides (docs/architecture.md#base-decides); what stands in the workflow's lines is the workflow's word.
 */
export type AcceptanceInput =
  | { readonly from: 'lines' | 'tree'; readonly accepted: readonly AcceptedFinding[] }
  /** `path` is absolute, `name` from the workspace's root. */
  | { readonly from: 'base'; readonly path: string; readonly name: string };

/**
 * Reads what the input says, or which file of the base says it.
 * @throws UserError where a line, or the file as it stands here, is not as it must be: a pull request that breaks it is told at once
 */
export function readAcceptances(
  { acceptFindings }: Pick<Inputs, 'acceptFindings'>,
  { root, rights }: Pick<RunContext, 'root'> & { readonly rights: Pick<RunContext['rights'], 'authority'> },
): AcceptanceInput {
  const named = acceptedFindingsFile(acceptFindings);
  if (named === undefined) return { from: 'lines', accepted: readAcceptedFindings(acceptFindings) };
  const { name, path } = fileInWorkspace(root, 'accept-findings', named);
  const text = policyFileText(root, { input: 'accept-findings', name, most: MAX_POLICY_BYTES });
  const accepted = text === undefined ? undefined : readAcceptanceFile(text, name);
  if (rights.authority === 'base') return { from: 'base', path, name };
  if (accepted === undefined) {
    throw new UserError(`Input "accept-findings": ${name} does not exist, seen from ${root}. Correct the path.`);
  }
  return { from: 'tree', accepted };
}

/**
 * The accepted findings. Of a file that the base does not have, or that can't be read there, none counts, and that is told.
 */
export function acceptedBy(
  input: AcceptanceInput,
  base: Base,
  { log }: { readonly log: Pick<Log, 'warning'> },
): readonly AcceptedFinding[] {
  if (input.from !== 'base') return input.accepted;
  const none = (why: string) => {
    log.warning(`No finding is accepted: ${input.name} is read as the base has it, and ${why}.`);
    return [];
  };
  if (base.state === 'none') return none('this event names no commit as its base');
  if (base.state === 'unreadable') return none("the base can't be read");
  if (base.policy?.text === undefined) return none('the base has no such file: it counts once it is merged');
  try {
    return readAcceptanceFile(base.policy.text, input.name);
  } catch (error) {
    // A pull request must be able to mend the base's file.
    if (!(error instanceof UserError)) throw error;
    return none(`it can't be understood there: ${error.message.replace(/\.$/, '')}`);
  }
}

/** Tells in the log what was waved through and why, and as one warning what no longer is. */
export function tellAcceptances(
  { acceptancesUsed, acceptancesExpired }: Pick<GateResult, 'acceptancesUsed' | 'acceptancesExpired'>,
  { log }: { readonly log: Pick<Log, 'group' | 'warning'> },
): void {
  if (acceptancesUsed.length > 0) log.group('Accepted findings', acceptancesUsed.map(acceptanceText));
  if (acceptancesExpired.length === 0) return;
  const which = acceptancesExpired.map(({ id, until, place }) => `${id} on ${until} (${place})`).join(', ');
  log.warning(`Accepted findings whose day is over count again: ${which}. Mend them, or accept them anew.`);
}
