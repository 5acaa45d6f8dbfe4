// Repositories of any size and the services that they meet, for pictures: real runs of the committed action against the stand-in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shopServices } from '../../src/emulator/demo/services.ts';
import { bringShop, shopFiles } from '../../src/emulator/demo/story.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { buildImage, type EmbeddedImage } from '../../src/emulator/images.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { type ActionResult, runAction } from '../../src/emulator/workflow-run.ts';
import { type Files, gitHubOf, makeWorkspace, pullRequestPayload } from '../../src/emulator/workspace.ts';

type Scans = NonNullable<EmulatorOptions['scans']>;

const TEAMS = ['checkout', 'catalogue', 'payments', 'search', 'identity', 'delivery'] as const;
const NAMES = [
  ...[
    'prometheus/prometheus',
    'prometheus/alertmanager',
    'prometheus/node-exporter',
    'jetstack/cert-manager-controller',
  ],
  ...['argoproj/argocd', 'cilium/cilium', 'keycloak/keycloak', 'minio/minio', 'strimzi/operator', 'thanos/thanos'],
] as const;

interface Picture {
  readonly run: ActionResult;
  /** What the action says on the pull request. */
  readonly comments: Emulator['github']['comments'];
  readonly reviews: Emulator['github']['reviews'];
}

/** An image of the repository; every ninth is Docker Hub's, for which the registry has no credential set where there are many. */
function imageAt(index: number): { readonly host: string; readonly repository: string; readonly tag: string } {
  const name = NAMES[index % NAMES.length] ?? '';
  const repository = index < NAMES.length ? name : `${name}-${Math.floor(index / NAMES.length)}`;
  return { host: index % 9 === 8 ? 'docker.io' : 'quay.io', repository, tag: `v1.${index % 12}.${index % 5}` };
}

function podOf(index: number): string {
  const { host, repository, tag } = imageAt(index);
  const name = repository.replaceAll('/', '-');
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: main\n      image: ${host}/${repository}:${tag}\n`;
}

function filesOf(images: number): Files {
  return Object.fromEntries(
    Array.from({ length: images }, (_, index) => [
      `${TEAMS[index % TEAMS.length]}/deploy/${imageAt(index).repository.replaceAll('/', '-')}.yaml`,
      podOf(index),
    ]),
  );
}

/** Every seventh image has findings, every eleventh was not scanned yet. */
function servicesOf(images: number): EmulatorOptions {
  const upstreams: Record<string, Record<string, Record<string, EmbeddedImage>>> = {};
  const scans: Record<string, Scans[string]> = {};
  const scannedAt = new Date(Date.now() - 3_600_000).toISOString();
  for (let index = 0; index < images; index++) {
    const { host, repository, tag } = imageAt(index);
    const image = buildImage({ name: `${repository}-${index}`, platforms: ['linux/amd64'] });
    const repositories = upstreams[host] ?? {};
    upstreams[host] = { ...repositories, [repository]: { [tag]: image } };
    if (index % 11 === 10) continue;
    const findings: Scans[string]['findings'] =
      index % 7 === 6
        ? [
            {
              cve: `CVE-2026-${1000 + index}`,
              package: 'openssl',
              severity: 'High',
              installed: '3.0.11',
              fixedIn: '3.0.15',
            },
            {
              cve: `CVE-2026-${4000 + index}`,
              package: 'zlib',
              severity: 'Medium',
              installed: '1.2.13',
              fixedIn: '1.3.1',
            },
          ]
        : [];
    scans[image.platforms['linux/amd64'] ?? ''] = { scannedAt, findings };
  }
  return { upstreams, scans };
}

async function play(
  files: { readonly base: Files; readonly head: Files },
  services: EmulatorOptions,
  inputs: Files,
): Promise<Picture> {
  const workspace = makeWorkspace(files.head, files.base);
  const emulator = await startEmulator({ ...services, github: gitHubOf(workspace), pace: 20 });
  try {
    const run = await runAction({
      ...{ root: ROOT, emulator, workspace: workspace.path },
      inputs: { registry: 'contoso', 'fail-on': 'high', 'resource-group': emulator.names.resourceGroup, ...inputs },
      event: { name: 'pull_request', payload: pullRequestPayload(workspace) },
    });
    if (run.outputs.verdict === undefined)
      throw new Error(`the action did not get to its end:\n${run.stdout}${run.stderr}`);
    const { comments, reviews } = emulator.github;
    return { run, comments, reviews };
  } finally {
    await emulator.close();
    workspace.remove();
  }
}

const ROOT = join(import.meta.dirname, '../..');

/** A pull request of a repository of so many images, of which it brings the last tenth. */
export function pullRequestOf(images: number): Promise<Picture> {
  const head = filesOf(images);
  const names = Object.keys(head);
  const base = Object.fromEntries(names.slice(0, Math.floor(images * 0.9)).map((name) => [name, head[name] ?? '']));
  const files = { base: images === 1 ? { 'README.md': '' } : base, head };
  return play(files, servicesOf(images), {
    scope: 'all',
    'gate-scope': 'all',
    'max-cache-rules': String(images > 50 ? images + 100 : 50),
    'warm-timeout': '60',
    timeout: '120',
  });
}

/** The demo's first pull request. */
export function shopPullRequest(): Promise<Picture> {
  const shop = shopFiles(join(ROOT, 'examples/shop'));
  const { github: _, ...services } = shopServices({});
  return play(bringShop(shop), services, {});
}

/** The text of a file of the shop, as the pull request brings it. */
export function shopFile(path: string): string {
  return readFileSync(join(ROOT, 'examples/shop', path), 'utf8');
}
