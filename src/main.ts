import { readFile } from 'node:fs/promises';
import { messageOf, UserError } from './errors.ts';
import { leaveFolder } from './folders.ts';
import { httpEnvironment, openHttp } from './http.ts';
import { readInputs } from './inputs.ts';
import { readEarlier } from './report/earlier.ts';
import { reportFolder, writeReports } from './report/folder.ts';
import { outputsOf } from './report/outputs.ts';
import { summaryOf } from './report/summary.ts';
import { addSummary, annotate, fail, setOutputs, workflowInput, workflowLog } from './report/workflow.ts';
import { annotationsOf } from './review/annotations.ts';
import { run } from './run.ts';
import { reportFiles } from './stages/files.ts';
import { eventOf, rightsOf } from './trust.ts';

/** Entry of the action, and its sole catch. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const inputs = readInputs(workflowInput, env);
  const event = eventOf(env, await textOf(env.GITHUB_EVENT_PATH));
  const environment = httpEnvironment(env);
  const http = openHttp(environment);
  const folder = leaveFolder();
  const root = env.GITHUB_WORKSPACE || folder;
  const reports = reportFolder(inputs.reportDir, root);
  try {
    const world = {
      env,
      root,
      http,
      log: workflowLog(),
      event,
      rights: rightsOf(event),
      asked: false,
      emulated: environment.emulatorPort !== undefined,
      now: Date.now,
      signal: stopSignal(),
    };
    const ran = await run(inputs, world, readEarlier(reports, world));
    const paths = writeReports(reports, reportFiles(ran));
    setOutputs({ ...outputsOf(ran.report), ...Object.fromEntries(paths) });
    if (inputs.review !== 'none') annotate(annotationsOf(ran.remarks, ran.stages.read.prefix).shown);
    await addSummary(summaryOf(ran.report));
    world.log.info(ran.report.outcome.headline);
    for (const { message } of ran.report.problems) world.log.warning(message);
    if (ran.report.outcome.failed) fail(ran.report.outcome.failures.join('; '));
  } finally {
    await http.close();
  }
}

/** The text of a file that need not be there. */
async function textOf(path: string | undefined): Promise<string | undefined> {
  if (path === undefined || path === '') return undefined;
  return readFile(path, 'utf8').catch(() => undefined);
}

/** Aborted when the runner cancels the job: what is done by then is reported. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

main(process.env).catch((error: unknown) => {
  fail(error instanceof UserError || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message));
});
