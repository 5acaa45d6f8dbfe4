import { describe, expect, it } from 'vitest';
import type { FaultMatch } from '../../src/emulator/faults.ts';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, secretsIn, smallImage } from './scene.ts';

/**
 * A server that quotes what it was sent makes nothing of it public: neither credentials nor signatures are in the log, the summary, the
 * outputs and the reports. What the emulator has issued is looked for by `openScene` after every run.
 */

closeScenes();

const UPSTREAMS = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
const HEAD = { 'app.yaml': pod('quay.io/acme/app:1') };

const ECHOES: readonly (readonly [string, FaultMatch, number])[] = [
  ['Entra', { service: 'entra', method: 'POST' }, 400],
  ['the issuer of job tokens', { service: 'oidc' }, 403],
  ['Azure Resource Manager, looking up', { service: 'arm', method: 'GET' }, 403],
  ['Azure Resource Manager, creating', { service: 'arm', method: 'PUT' }, 400],
  ['Resource Graph', { service: 'resource-graph' }, 400],
  ["the registry's exchange", { service: 'registry', path: /exchange/ }, 401],
  ["the registry's token service", { service: 'registry', path: /oauth2\/token/ }, 400],
  ['the registry', { service: 'registry', path: /manifests/ }, 403],
  ['the storage', { service: 'storage' }, 404],
  ['GitHub', { service: 'github' }, 422],
];

/** What is shown of a run, as `checked` in scene.ts collects it. */
function everything({ stdout, stderr, summary, outputs, reports }: Run): string {
  const lines = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  return [...lines, stderr, summary, ...Object.values(outputs), ...Object.values(reports)].join('\n');
}

describe.skipIf(!HAS_BUNDLE)('nothing secret is shown', () => {
  let quoted = 0;

  it.each(ECHOES)('though %s quotes what it was sent', async (_who, match, status) => {
    const faults = [{ match, answer: { type: 'echo', status } }] as const;
    const scene = await openScene({ upstreams: UPSTREAMS, faults }, HEAD);
    const run = await scene.pullRequest({ 'fail-on': 'high' });
    const shown = everything(run);
    expect(run.requests.some(({ service }) => service === match.service)).toBe(true);
    expect(shown).not.toMatch(/S3cr3tS1g|client_assertion=eyJ|refresh_token=(?!\*)|[?&](?:sig|se)=/);
    for (const { headers } of run.requests) {
      const sent = headers.authorization?.split(' ').at(-1);
      if (sent !== undefined) expect(shown.includes(sent)).toBe(false);
    }
    if (/you sent/.test(shown)) quoted++;
  });

  it('and most of them are quoted, so that there was something to cut', () => {
    expect(quoted).toBeGreaterThanOrEqual(5);
  });

  it('at a terminal either', async () => {
    const faults = [
      { match: { service: 'arm', method: 'PUT' }, answer: { type: 'echo', status: 400 } },
      { match: { service: 'registry', path: /manifests/ }, answer: { type: 'echo', status: 403 } },
    ] as const;
    const rules = [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }];
    const head = { 'app.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/other:1') };
    const scene = await openScene({ upstreams: UPSTREAMS, faults, rules }, head);
    const words = ['run', '--registry', 'contoso', '--apply'];
    const typed = await type(words, { folder: scene.workspace.path, emulator: scene.emulator });
    const told = `${typed.stdout}${typed.stderr}`;
    expect(told).toContain('refused, see https://store.blob.core.windows.net/c/b?***');
    expect(told).not.toMatch(/S3cr3tS1g|[?&](?:sig|se)=/);
    expect(secretsIn(told, scene.emulator)).toEqual([]);
  });
});
