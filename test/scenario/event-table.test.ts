import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { field, isObject, listField, parseJson, stringField } from '../../src/base/json.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, SCHEDULE, smallImage } from './scene.ts';
import { gitHubOf, makeWorkspace } from './workspace.ts';

/**
 * What is done on which event: the committed bundle, started with GitHub's own example payloads, by a job that was given an identity in
 * Azure and a token that may write to pull requests. What it comes to is the table of docs/events.md; `vitest -u` writes it anew.
 */

closeScenes();

const HEAD = { 'pod.yaml': pod('quay.io/acme/app:1') };
const BASE = { 'pod.yaml': pod('quay.io/acme/app:0') };

const definitions: unknown = parseJson(
  readFileSync(createRequire(import.meta.url).resolve('@octokit/webhooks-examples'), 'utf8'),
);

/** GitHub's example of an event; of several the first with the action. */
function example(name: string, action?: string): unknown {
  const all = Array.isArray(definitions) ? definitions : [];
  const found = all.find((definition: unknown) => stringField(definition, 'name') === name);
  const payload = listField(found, 'examples').find(
    (one) => action === undefined || stringField(one, 'action') === action,
  );
  if (payload === undefined) throw new Error(`there is no example of ${name} ${action}`);
  return structuredClone(payload);
}

interface Row {
  readonly title: string;
  readonly name: string;
  readonly payload: () => unknown;
}

const of = (name: string, action?: string): Row => ({ title: name, name, payload: () => example(name, action) });

/** The same pull request, from a repository with another number. */
function fromFork(): unknown {
  const payload = example('pull_request', 'opened');
  const repository = field(payload, 'pull_request', 'head', 'repo');
  if (isObject(repository)) Object.assign(repository, { id: 4711, full_name: 'stranger/Hello-World' });
  return payload;
}

const ROWS: readonly Row[] = [
  of('push'),
  of('workflow_dispatch'),
  // There is no example of it: GitHub documents one member.
  { title: 'schedule', name: 'schedule', payload: () => SCHEDULE.payload },
  { ...of('pull_request', 'opened'), title: "pull_request, of the repository's own branch" },
  { title: 'pull_request, of a fork', name: 'pull_request', payload: fromFork },
  { ...of('pull_request', 'closed'), title: 'pull_request, closed' },
  // The payload is that of pull_request.
  { ...of('pull_request', 'opened'), title: 'pull_request_target', name: 'pull_request_target' },
  of('pull_request_review'),
  of('pull_request_review_comment'),
  of('merge_group'),
  of('workflow_run', 'completed'),
  of('issue_comment'),
  of('issues'),
  of('repository_dispatch'),
  of('release'),
  of('create'),
  of('delete'),
  of('deployment'),
  of('check_run'),
  of('discussion'),
];

async function rowOf({ title, name, payload: payloadOf }: Row): Promise<string> {
  const pull = makeWorkspace(HEAD, BASE);
  const given = payloadOf();
  const repository = stringField(given, 'repository', 'full_name') ?? 'contoso/shop';
  const id = field(given, 'repository', 'id') ?? 1001;
  const number = Number(field(given, 'pull_request', 'number') ?? 7);
  // Its commits are those of the checkout, and its branch the one that Azure lets in; all else is as GitHub wrote it.
  const payload = withCommits(given, { base: pull.baseSha ?? '', head: pull.headSha });
  const upstreams = { 'quay.io': { 'acme/app': { '0': smallImage(2), '1': smallImage(1) } } };
  const github = { ...gitHubOf(pull, { number }), repository };
  pull.remove();
  // Many run at once: what the product waits for at most is to be enough for all of them.
  const scene = await openScene({ upstreams, github, pace: 10 }, HEAD, BASE);
  const run = await scene.run({ name, payload }, {}, { env: { GITHUB_REPOSITORY_ID: String(id) } });
  const { comments } = scene.emulator.github;
  expect(scene.emulator.rules()).toHaveLength(Number(run.outputs['rules-created']));
  expect(scene.emulator.store.names().length > 0).toBe(run.outputs.warmed !== '0');
  expect(run.outputs.suggestions).toBe(String(comments.length));
  const why = /Nothing was changed in the registry: (.*?)\.?$/m.exec(run.summary)?.[1] ?? '';
  const cells = [
    title,
    run.outputs['rules-created'] === '0' ? 'none' : 'made',
    run.outputs.warmed === '0' ? 'no' : 'pulled, and stored',
    comments.length === 0 ? '' : 'suggestion',
    run.reports.patch?.includes('+    - {name: c0, image: contoso.azurecr.io/quay.io/acme/app:1}') ? 'yes' : 'no',
    String(run.annotations.length),
    run.status === 0 ? 'passes' : 'fails',
    why.replaceAll('&#95;', '_'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function withCommits(payload: unknown, { base, head }: { readonly base: string; readonly head: string }): unknown {
  const text = JSON.stringify(payload);
  const pull = field(payload, 'pull_request');
  const known: readonly (readonly [string | undefined, string])[] = [
    [stringField(pull, 'head', 'sha'), head],
    [stringField(pull, 'base', 'sha'), base],
    [stringField(payload, 'merge_group', 'base_sha'), base],
    [stringField(payload, 'merge_group', 'head_sha'), head],
  ];
  const changed = parseJson(
    known.reduce((now, [was, is]) => (was === undefined ? now : now.replaceAll(was, is)), text),
  );
  if (isObject(changed) && typeof changed.ref === 'string') Object.assign(changed, { ref: 'refs/heads/main' });
  return changed;
}

const PAGE = `# What is done on which event

Made by \`test/scenario/event-table.test.ts\`, which starts the committed bundle with GitHub's own example payloads
(\`@octokit/webhooks-examples\`) in a repository where one image is new. The job has an identity in Azure and a token that may write to
pull requests, so that what is not done is not done for want of rights: the event decides ([trust.md](trust.md)).

`;

describe.skipIf(!HAS_BUNDLE)('the table of docs/events.md', () => {
  it('is what the bundle does', async () => {
    const rows: string[] = [];
    const open = [...ROWS.entries()];
    // As many at once as there may be cases.
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let next = open.shift(); next !== undefined; next = open.shift()) rows[next[0]] = await rowOf(next[1]);
      }),
    );
    const titles = [
      'event',
      'rules',
      'images',
      'on the pull request',
      'patch',
      'annotations',
      'step',
      'why nothing was changed',
    ];
    const head = `| ${titles.join(' | ')} |\n|${titles.map(() => ' --- |').join('')}\n`;
    await expect(`${PAGE}${head}${rows.join('\n')}\n`).toMatchFileSnapshot('../../docs/events.md');
  }, 300_000);
});
