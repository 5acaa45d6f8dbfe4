import { readFile } from 'node:fs/promises';
import { defectText, UserError } from './base/errors.ts';
import { readConfigured } from './inputs/configured.ts';
import type { Inputs } from './inputs/inputs.ts';
import { leaveFolder } from './io/folders.ts';
import { isEmulated, openSurroundings } from './io/run-process.ts';
import { packageVersion } from './io/version.ts';
import { diagnosisSection } from './report/diagnosis-text.ts';
import { reportFolder } from './report/folder.ts';
import { outputsOf } from './report/outputs.ts';
import { summaryOf } from './report/summary/summary.ts';
import { isSummaryWanted } from './report/summary/wanted.ts';
import {
  addSummary,
  annotate,
  fail,
  failWithoutReport,
  setOutputs,
  warningsShown,
  workflowInput,
  workflowLog,
} from './report/workflow.ts';
import { annotationsOf, problemLines, withoutMoves } from './review/annotations.ts';
import { run } from './run.ts';
import { configurationOf } from './stages/configuration.ts';
import { readEarlier } from './stages/earlier-report.ts';
import { writeRun } from './stages/files.ts';
import type { RunContext } from './stages/run-context.ts';
import { lookAtSetUp } from './stages/set-up-trouble.ts';
import { eventOf, rightsOf } from './trust.ts';

/** Entry of the action, and its sole catch. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const event = eventOf(env, await textOf(env.GITHUB_EVENT_PATH));
  const rights = rightsOf(event);
  const folder = leaveFolder();
  const root = env.GITHUB_WORKSPACE || folder;
  const log = workflowLog();
  const inputs = await inputsFor(env, { root, rights, log });
  const reports = reportFolder(inputs.reportDir, root);
  const surroundings = openSurroundings({
    env,
    timeout: inputs.timeout,
    handlesSignals: true,
    giveUp: failWithoutReport,
  });
  const { http, clock, emulated } = surroundings;
  try {
    const context = {
      version: packageVersion(),
      env,
      root,
      http,
      clock,
      log,
      event,
      rights,
      owner: process.env.GITHUB_REPOSITORY_OWNER || undefined,
      asked: false,
      emulated,
      now: Date.now,
      signal: clock.signal,
    };
    const ran = await run(inputs, context, readEarlier(reports, context));
    const paths = writeRun(reports, ran, inputs);
    setOutputs({ ...outputsOf(ran.report), ...Object.fromEntries(paths) });
    const remarks = context.rights.mayWrite ? ran.remarks : withoutMoves(ran.remarks);
    const { failed, failures, headline } = ran.report.outcome;
    const { warnings, lines } = problemLines(ran.report.problems);
    const others = { error: failed ? 1 : 0, warning: warningsShown() + warnings.length };
    if (inputs.review !== 'none') annotate(annotationsOf(remarks, ran.stages.read.prefix, others).shown);
    if (isSummaryWanted(ran.report, inputs.summary)) {
      const diagnosis = await lookAtSetUp(failed, ran.stages, inputs, context);
      const lacks = diagnosis === undefined ? '' : `${diagnosisSection(diagnosis)}\n`;
      await addSummary(`${summaryOf(ran.report)}${lacks}`);
    }
    context.log.info(headline);
    for (const line of warnings) context.log.warning(line);
    for (const line of lines) context.log.info(line);
    if (failed) fail(failures.join('; '));
  } finally {
    await surroundings.close();
  }
}

/** How long reading the base's configuration may take: a fetch of one commit. Milliseconds. */
const MAX_CONFIGURATION_MS = 120_000;

/** The workflow's inputs, and what they leave to the configuration file. */
async function inputsFor(
  env: NodeJS.ProcessEnv,
  surroundings: Pick<RunContext, 'root' | 'rights' | 'log'>,
): Promise<Inputs> {
  const signal = AbortSignal.timeout(MAX_CONFIGURATION_MS);
  const context = { ...surroundings, env, emulated: isEmulated(env), signal };
  const configuration = await configurationOf(workflowInput, context);
  return readConfigured(workflowInput, configuration, true, env);
}

/** The text of a file that need not be there. */
async function textOf(path: string | undefined): Promise<string | undefined> {
  if (path === undefined || path === '') return undefined;
  return readFile(path, 'utf8').catch(() => undefined);
}

/** What may be left over when all is told (a connection, a command that was started) does not hold up the job. Milliseconds. */
const MAX_LINGER_MS = 1000;

main(process.env)
  .catch((error: unknown) => {
    if (error instanceof Error && !(error instanceof UserError)) workflowLog().debug(error.stack ?? error.message);
    failWithoutReport(defectText(error));
  })
  .finally(() => {
    setTimeout(() => process.exit(), MAX_LINGER_MS).unref();
  });
