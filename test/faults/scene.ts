import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { buildImage, type EmbeddedImage } from '../../src/emulator/images.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { commentMarker, instanceOf } from '../../src/review/marker.ts';
import { type ActionResult, type ActionRun, runAction } from '../scenario/harness.ts';
import { type Files, gitHubOf, makeWorkspace, pullRequestPayload, type Workspace } from '../scenario/workspace.ts';

/**
 * What every cell of the table is played on: a pull request of the repository that brings images for which there is no rule yet
 * (one on Docker Hub), and one that is cached already; comments of an earlier run that are no longer true; a gate that passes,
 * because its one finding is accepted.
 */

const AMD64 = 'linux/amd64';
const ARM64 = 'linux/arm64';

/** An index of two platforms, one manifest alone, and what the registry has stored before. */
export const IMAGES = {
  nginx: buildImage({ name: 'nginx' }),
  tool: buildImage({ name: 'tool', platforms: [AMD64], index: false }),
  web: buildImage({ name: 'web', platforms: [AMD64], index: false }),
} as const;

const BASE: Files = {
  'deploy/web.yaml': pod('contoso.azurecr.io/ghcr.io/acme/web:1', 'contoso.azurecr.io/shop/api:1'),
  'deploy/tool.yaml': pod('contoso.azurecr.io/shop/api:1'),
};
/** So that the list of the pull request's files has a next page, and the manifests are on it. */
const NOTES: Files = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => [`a-notes/${index}.txt`, `Note ${index}\n`]),
);
const HEAD: Files = {
  ...NOTES,
  'deploy/web.yaml': pod('contoso.azurecr.io/ghcr.io/acme/web:2', 'contoso.azurecr.io/shop/api:1'),
  'deploy/tool.yaml': pod('contoso.azurecr.io/shop/api:1', 'quay.io/acme/tool:1'),
  'deploy/nginx.yaml': pod('docker.io/library/nginx:1.27'),
};

const ACCEPTED = ['CVE-2026-0001', 'CVE-2026-0002'] as const;

export const INPUTS: Readonly<Record<string, string>> = {
  registry: 'contoso',
  'fail-on': 'high',
  'fail-when': 'error, review',
  // The pace makes seconds of it, of which a busy machine needs some.
  'warm-timeout': '15',
  // Real minutes, whatever the pace: of a quarter of it a busy machine needs some to look the registry up.
  timeout: '3',
  platforms: `${AMD64}, ${ARM64}`,
  'accept-findings': ACCEPTED.map((cve) => `${cve} until 2099-12-31 because the table needs a finding`).join('\n'),
};

/** What the action's comments of this workflow, job and path are known by. */
const INSTANCE = instanceOf('Images / cache / 0 / __self / .', []).id;

export interface FaultScene {
  readonly emulator: Emulator;
  readonly run: (more?: Partial<ActionRun>) => Promise<ActionResult>;
  readonly close: () => Promise<void>;
}

let shared: Workspace | undefined;

/** The checkout, made once: no run changes it. It is the merge with a base that has moved on, so that one file differs from the head's. */
function workspace(): Workspace {
  if (shared === undefined) {
    shared = makeWorkspace(HEAD, BASE);
    appendFileSync(join(shared.path, 'deploy/tool.yaml'), '# The base has moved on.\n');
  }
  return shared;
}

/**
 * - `findings`: one image has findings, on several pages, which are accepted
 * - `clean`: nothing has any, so that the gate has to ask whether it could have seen some
 */
export type Variant = 'findings' | 'clean';

/** To be called once, when nothing is played any more. */
export function closeWorkspace(): void {
  shared?.remove();
  shared = undefined;
}

/** @param pace divides every wait of the product */
export async function openFaultScene(pace: number, variant: Variant = 'findings'): Promise<FaultScene> {
  const checkout = workspace();
  const emulator = await startEmulator({ ...services(variant), pace, github: gitHubOf(checkout) });
  seedComments(emulator);
  const event = { name: 'pull_request', payload: pullRequestPayload(checkout) };
  return {
    emulator,
    run: (more = {}) => runAction({ emulator, workspace: checkout.path, inputs: INPUTS, event, ...more }),
    close: () => emulator.close(),
  };
}

/** The same in all scenes: it stands in Defender's artifacts, whose digests are compared. */
const scannedAt = new Date(Date.now() - 3_600_000).toISOString();

function services(variant: Variant): EmulatorOptions {
  const clean = { scannedAt, findings: [] };
  const vulnerable = {
    scannedAt,
    findings: ACCEPTED.map((cve, index) => ({ cve, package: `package-${index}`, severity: 'High' as const })),
  };
  const digestOf = ({ platforms }: EmbeddedImage, platform: string) => platforms[platform] ?? '';
  return {
    credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }],
    rules: [
      { name: 'web-by-hand', source: 'ghcr.io/acme/web', target: 'ghcr.io/acme/web' },
      ...['one', 'two'].map((name) => ({
        name: `other-${name}`,
        source: `quay.io/other/${name}`,
        target: `other/${name}`,
      })),
    ],
    // So that each list has a next page.
    arm: { pageSize: 2 },
    graph: { pageSize: 1 },
    images: {
      'ghcr.io/acme/web': { '1': IMAGES.web },
      'shop/api': { '1': buildImage({ name: 'api', platforms: [AMD64] }) },
    },
    upstreams: {
      'docker.io': { 'library/nginx': { '1.27': IMAGES.nginx } },
      'quay.io': { 'acme/tool': { '1': IMAGES.tool } },
      'ghcr.io': { 'acme/web': { '1': IMAGES.web, '2': IMAGES.web } },
    },
    scans: {
      [digestOf(IMAGES.nginx, AMD64)]: variant === 'findings' ? vulnerable : clean,
      [digestOf(IMAGES.nginx, ARM64)]: clean,
      [digestOf(IMAGES.tool, AMD64)]: clean,
      [digestOf(IMAGES.web, AMD64)]: clean,
    },
  };
}

/** Two that no longer apply: one that is to be deleted, and one that was answered and is to be replaced. */
function seedComments({ github }: Emulator): void {
  const place = {
    path: 'deploy/web.yaml',
    line: 7,
    side: 'RIGHT',
    startLine: undefined,
    startSide: undefined,
  } as const;
  const marker = commentMarker({ instance: INSTANCE, key: '0'.repeat(24), text: '0'.repeat(16) });
  const body = `${marker}\nPull an image that is gone.`;
  github.seedComment({ pull: 7, place, body });
  const answered = github.seedComment({ pull: 7, place, body });
  github.seedComment({ pull: 7, place, body: 'Why?', answers: answered.id });
  // So that the list has a next page.
  for (let number = 1; number <= 100; number++) github.seedComment({ pull: 7, place, body: `Note ${number}` });
}

function pod(...images: readonly string[]): string {
  const containers = images.map((image, index) => `    - {name: c${index}, image: ${image}}\n`);
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n${containers.join('')}`;
}
