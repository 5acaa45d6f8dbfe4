import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { load } from 'js-yaml';

/** What stands for this action in examples and pages: owner and commit are the reader's to fill in (README.md#the-placeholder). */
export const OURS = 'OWNER/acr-artifact-cache@COMMIT';

/**
 * @param text of a workflow file
 * @param placeholders whether it is an example, whose reader still fills in this action's own commit
 * @returns a line for each thing that GitHub would refuse, and for each that this repository doesn't want; none is well
 */
export async function workflowFaults(path: string, text: string, placeholders = false): Promise<readonly string[]> {
  return [...(await refusals(path, text)), ...unwanted(text, placeholders)];
}

/** What GitHub's own parser says. */
async function refusals(path: string, text: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined || errors.length > 0) return errors;
  return ((await convertWorkflowTemplate(context, value)).errors ?? []).map(({ Message }) => Message);
}

function unwanted(text: string, placeholders: boolean): readonly string[] {
  const { permissions, on, jobs } = record(load(text));
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(record(on));
  return [
    ...(permissions === undefined ? ['permissions are not set at the top'] : []),
    ...['pull_request_target', 'workflow_run', 'issue_comment']
      .filter((event) => events.includes(event))
      .filter((event) => event !== 'workflow_run' || !isOfThisActionAlone(jobs))
      .map((event) => `runs on ${event}, where a stranger's change meets the base's rights`),
    ...Object.entries(record(jobs)).flatMap(([id, job]) =>
      unwantedInJob(record(job)).map((fault) => `job ${id} ${fault}`),
    ),
    ...[...text.matchAll(/^[ -]*uses: *(\S+).*$/gm)].flatMap(([line, uses = '']) =>
      uses.startsWith('./') || (placeholders && uses === OURS) || /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)
        ? []
        : [`${uses} is not pinned by a commit, with its version`],
    ),
  ];
}

/**
 * Whether all that a workflow checks out is this action at a commit, and none of its jobs may write contents: then nothing that a stranger
 * wrote is executed, and what its run left behind is a file for our command.
 */
function isOfThisActionAlone(jobs: unknown): boolean {
  return Object.values(record(jobs))
    .map(record)
    .every(({ steps, permissions }) => {
      const all = list(steps).map(record);
      const checkouts = all.filter(({ uses }) => typeof uses === 'string' && uses.startsWith('actions/checkout@'));
      const isOurs = (inputs: unknown) =>
        `${String(record(inputs).repository)}@${String(record(inputs).ref)}` === OURS &&
        record(inputs).path === undefined;
      const runs = all.flatMap(({ run }) => (typeof run === 'string' ? run.trim().split('\n') : []));
      const rights = record(permissions);
      return (
        checkouts.every(({ with: inputs }) => isOurs(inputs)) &&
        runs.every((line) => line.startsWith('node dist/cli.cjs ')) &&
        all.every(({ uses }) => typeof uses !== 'string' || !uses.startsWith('./')) &&
        rights.contents !== 'write' &&
        Object.keys(rights).length > 0
      );
    });
}

function unwantedInJob(job: Readonly<Record<string, unknown>>): readonly string[] {
  const faults: string[] = [];
  // One that calls a workflow ends when that does.
  if (job.uses === undefined && job['timeout-minutes'] === undefined) faults.push('has no timeout-minutes');
  for (const { uses, run, with: inputs } of list(job.steps).map(record)) {
    if (typeof run === 'string' && run.includes('${{')) faults.push('puts an expression into a script');
    if (typeof uses !== 'string' || !uses.startsWith('actions/checkout@')) continue;
    if (record(inputs)['persist-credentials'] !== false) faults.push('leaves a token in the checkout');
  }
  return faults;
}

/** The pins of a file: what each action's version stands for. */
export function pins(text: string): readonly (readonly [version: string, commit: string])[] {
  return [...text.matchAll(/uses: *([\w-]+\/[\w-]+)\S*@([0-9a-f]{40}) # (\S+)/g)].map(
    ([, action = '', commit = '', version = '']) => [`${action} ${version}`, commit],
  );
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
