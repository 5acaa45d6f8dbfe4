import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../report/table.ts';
import { hasColours } from '../report/terminal.ts';
import { shopServices } from './demo/services.ts';
import { plainSummary, type Show, showOn } from './demo/show.ts';
import { bringShop, bumpRedis, shopFiles } from './demo/story.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { runAction } from './workflow-run.ts';
import { type Files, gitHubOf, makeWorkspace, pullRequestPayload } from './workspace.ts';

/** The action's own folder: this bundle stands in its dist/. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Plays two pull requests on examples/shop against a local Azure and GitHub, with the committed bundle of the action. */
async function main(): Promise<void> {
  const show = showOn((text) => process.stdout.write(text), hasColours(process.stdout, process.env));
  const shop = shopFiles(join(ROOT, 'examples/shop'));
  show.text(
    'ACR Artifact Cache: a local Azure and GitHub are started, and the committed action meets two pull requests.',
  );
  await play(show, '1. A pull request brings the shop', 7, bringShop(shop), (github) =>
    startEmulator({ ...shopServices(github), pace: 20 }),
  );
  await play(show, '2. A second one bumps a tag that is rewritten already', 8, bumpRedis(shop), (github) =>
    startEmulator({ ...shopServices(github), pace: 20 }),
  );
}

type Start = (github: ReturnType<typeof gitHubOf>) => Promise<Emulator>;

/** One pull request, from its files to what its author sees. */
async function play(
  show: Show,
  title: string,
  number: number,
  { base, head }: { readonly base: Files; readonly head: Files },
  start: Start,
): Promise<void> {
  const workspace = makeWorkspace(head, base);
  const emulator = await start(gitHubOf(workspace, { number }));
  try {
    show.title(`${title} (#${number})`);
    show.text('Cache rules before:');
    show.lines(rulesOf(emulator));
    const result = await runAction({
      root: ROOT,
      emulator,
      workspace: workspace.path,
      inputs: { registry: 'contoso', 'fail-on': 'high', 'resource-group': emulator.names.resourceGroup },
      event: { name: 'pull_request', payload: pullRequestPayload(workspace, { number }) },
    });
    show.text('Cache rules after:');
    show.lines(rulesOf(emulator));
    show.title('The job summary');
    show.text(plainSummary(result.summary));
    show.title('The review');
    show.text(reviewOf(emulator));
    show.title('The patch (all edits, an alternative to the suggestions)');
    show.text(result.reports.patch === '' ? 'Nothing is to be changed.' : (result.reports.patch ?? ''));
    show.title(`The gate: ${result.outputs.verdict}; the step ends with exit status ${result.status}`);
    if (emulator.violations.length > 0) throw new Error(`the emulator refused: ${emulator.violations.join('; ')}`);
    if (result.outputs.verdict === undefined)
      throw new Error(`the action did not get to its end:\n${result.stdout}${result.stderr}`);
  } finally {
    await emulator.close();
    workspace.remove();
  }
}

function rulesOf(emulator: Emulator): readonly string[] {
  return table(emulator.rules().map(({ name, source, target, state }) => [name, source, `→ ${target}`, state]));
}

function reviewOf({ github }: Emulator): string {
  const comments = github.comments.map(({ place: { path, line }, body }) => {
    const shown = body.replace(/^<!--.*?-->\n/, '');
    return `${path}:${line}\n${shown.replaceAll(/^/gm, '  ')}`;
  });
  const bodies = github.reviews.map(({ event, body }) => `${event}: ${body.replace(/^<!--.*?-->\n/, '')}`);
  return comments.length === 0 ? 'Nothing is said.' : [...bodies, ...comments].join('\n\n');
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

main().catch((error: unknown) => {
  process.stderr.write(`The demo failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 2;
});
