import { appendFileSync } from 'node:fs';
import * as core from '@actions/core';
import { type Annotation, annotationCommand, logLine } from '../text/log-line.ts';
import { plain } from '../text/markdown.ts';
import { hideSecret, redacted } from '../text/redacted.ts';
import { shown } from '../text/shown.ts';
import type { Log } from './log.ts';

/** The only place that tells the runner anything: no caller can leave the escapes out. */

/** How often a workflow's log says what is still going on. Milliseconds. */
const PROGRESS_MS = 10_000;

let warned = 0;

/** How many warnings this step has shown, of the ten that GitHub shows (docs/github-behaviour.md#annotations). */
export function warningsShown(): number {
  return warned;
}

/** Tells in a workflow's log; what goes on for long is said again and again, with how far it is. */
export function workflowLog(): Log {
  let going = '';
  let timer: NodeJS.Timeout | undefined;
  return {
    info: (line) => core.info(logLine(line)),
    debug: (line) => core.debug(logLine(line)),
    warning: (message) => {
      warned += 1;
      core.warning(logLine(message));
    },
    group: (title, lines) => {
      core.startGroup(logLine(title));
      for (const line of lines) core.info(logLine(line));
      core.endGroup();
    },
    mask: (secret) => {
      hideSecret(secret);
      if (secret !== '') core.setSecret(secret);
    },
    progress: (line) => {
      going = line;
      if (going === '') {
        clearInterval(timer);
        timer = undefined;
      } else timer ??= setInterval(() => core.info(logLine(going)), PROGRESS_MS).unref();
    },
  };
}

/** The text of an input, as the runner gives it. */
export function workflowInput(name: string): string {
  return core.getInput(name, { trimWhitespace: false });
}

/** Sets the step's outputs. */
export function setOutputs(outputs: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(outputs)) {
    core.setOutput(name, typeof value === 'string' ? shown(value) : value);
  }
}

/** Appends to the job summary, where the runner has one. @param markdown its texts of others escaped (src/text/markdown.ts) */
export async function addSummary(markdown: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await core.summary.addRaw(redacted(markdown), true).write();
}

/** Fails the step where there is no report of the run: an annotation, and a summary that says so, written at once. */
export function failWithoutReport(message: string): void {
  fail(message);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (!summary) return;
  try {
    appendFileSync(summary, `## ACR Artifact Cache\n\n❌ **${plain(redacted(message))}**\n`);
  } catch {
    // The annotation has told it.
  }
}

/** Shows annotations, in the order given. */
export function annotate(annotations: readonly Annotation[]): void {
  for (const annotation of annotations) process.stdout.write(`${annotationCommand(annotation)}\n`);
}

/** Ends the step as failed once the process has nothing left to do. @param message may be a stack */
export function fail(message: string): void {
  core.setFailed(message.split('\n').map(logLine).join('\n'));
}
