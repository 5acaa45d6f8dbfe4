import * as core from '@actions/core';
import type { Log } from './log.ts';

/** Tells in a workflow's log. */
export function workflowLog(): Log {
  return {
    info: core.info,
    debug: core.debug,
    warning: (message) => core.warning(message),
    group: (title, lines) => {
      core.startGroup(title);
      for (const line of lines) core.info(line);
      core.endGroup();
    },
    mask: (secret) => {
      if (secret !== '') core.setSecret(secret);
    },
    progress: () => {},
  };
}

/** The text of an input, as the runner gives it. */
export function workflowInput(name: string): string {
  return core.getInput(name, { trimWhitespace: false });
}

/** Sets the step's outputs. */
export function setOutputs(outputs: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

/** Appends to the job summary, where the runner has one. */
export async function addSummary(markdown: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await core.summary.addRaw(markdown, true).write();
}

/** Prints annotations, in the order given. */
export function annotate(commands: readonly string[]): void {
  for (const command of commands) process.stdout.write(`${command}\n`);
}

/** Ends the step as failed once the process has nothing left to do. */
export function fail(message: string): void {
  core.setFailed(message);
}
