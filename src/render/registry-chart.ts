import { createHash } from 'node:crypto';
import { field, listField, parseJson, stringField } from '../base/json.ts';
import { parseChallenge } from '../registry/transport/challenge.ts';
import { isLoopback } from '../registry/transport/host.ts';
import { MAX_PACKED_BYTES } from './archive.ts';
import type { Download, Downloaded } from './download.ts';
import { StaysUnseen } from './failure.ts';
import { isExactVersion, newestFitting } from './versions.ts';

/** The layer that is the chart (https://helm.sh/docs/topics/registries/#oci-feature-deprecation-and-behavior-changes-with-v380). */
const CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Pages of tags; a registry's page has 100 to 1000. */
const MAX_PAGES = 20;

/** What a registry says of a chart, and how its bytes are had. */
export interface RegistryChart {
  readonly version: string;
  readonly digest: string;
  readonly read: () => Promise<Uint8Array>;
}

/**
 * Finds a chart in a registry that answers without an identity.
 * @param repository `ghcr.io/org/charts/name`
 * @throws StaysUnseen
 */
export async function findRegistryChart(
  download: Download,
  repository: string,
  range: string | undefined,
  digest: string | undefined,
): Promise<RegistryChart> {
  const slash = repository.indexOf('/');
  const name = repository.slice(slash + 1);
  const ask = asker(download, originOf(repository.slice(0, slash)), name);
  const version = digest === undefined ? await versionOf(ask, name, range) : (range ?? '');
  const reference = digest ?? version.replace('+', '_');
  const answer = await ask(`manifests/${reference}`, MAX_ANSWER_BYTES, MANIFEST);
  if (answer.status !== 200) throw new StaysUnseen(`${repository}:${reference} is not served (${answer.status})`);
  const manifest = parseJson(new TextDecoder().decode(answer.bytes));
  const layer = listField(manifest, 'layers').find((each) => stringField(each, 'mediaType') === CHART_LAYER);
  const blob = stringField(layer, 'digest');
  if (blob === undefined || !/^sha256:[0-9a-f]{64}$/.test(blob)) {
    throw new StaysUnseen(`${repository}:${reference} is no chart`);
  }
  if (digest !== undefined && digestOf(answer.bytes) !== digest)
    throw new StaysUnseen(`${repository} gives other bytes than ${digest}`);
  return {
    version,
    digest: blob,
    read: async () => {
      const { status, bytes } = await ask(`blobs/${blob}`, MAX_PACKED_BYTES);
      if (status !== 200) throw new StaysUnseen(`${repository}@${blob} is not served (${status})`);
      return bytes;
    },
  };
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Docker Hub answers under another name than it is known by. */
function originOf(host: string): string {
  if (host === 'docker.io') return 'https://registry-1.docker.io';
  return `${isLoopback(new URL(`https://${host}`)) ? 'http' : 'https'}://${host}`;
}

type Ask = (path: string, most: number, accept?: string) => Promise<Downloaded>;

/** Asks for what is in a repository, with a token of nobody where the registry wants one. */
function asker(download: Download, origin: string, name: string): Ask {
  let authorization: string | undefined;
  return async (path, most, accept) => {
    const url = `${origin}/v2/${name}/${path}`;
    const headers = () => ({
      ...(accept === undefined ? {} : { accept }),
      ...(authorization === undefined ? {} : { authorization }),
    });
    const first = await download(url, most, headers());
    if (first.status !== 401 || authorization !== undefined) return first;
    authorization = `Bearer ${await tokenFor(download, first, name)}`;
    return download(url, most, headers());
  };
}

async function tokenFor(download: Download, { headers }: Downloaded, name: string): Promise<string> {
  const challenge = parseChallenge(headers.get('www-authenticate') ?? '');
  if (challenge?.scheme !== 'bearer' || !URL.canParse(challenge.realm)) {
    throw new StaysUnseen('its registry wants a login, and charts are fetched without one');
  }
  const url = new URL(challenge.realm);
  url.searchParams.set('service', challenge.service);
  url.searchParams.set('scope', `repository:${name}:pull`);
  const { status, bytes } = await download(url.href, MAX_ANSWER_BYTES);
  const answer = parseJson(new TextDecoder().decode(bytes));
  const token = stringField(answer, 'token') ?? stringField(answer, 'access_token');
  if (status !== 200 || token === undefined) {
    throw new StaysUnseen('its registry wants a login, and charts are fetched without one');
  }
  return token;
}

/** A version as it is named, or the newest tag that fits a range. Tags can't hold a plus sign: Helm writes `_`. */
async function versionOf(ask: Ask, name: string, range: string | undefined): Promise<string> {
  if (range !== undefined && isExactVersion(range)) return range;
  const tags: string[] = [];
  let path: string | undefined = 'tags/list?n=1000';
  for (let pages = 0; path !== undefined && pages < MAX_PAGES; pages++) {
    const { status, bytes, headers }: Downloaded = await ask(path, MAX_ANSWER_BYTES);
    if (status !== 200) throw new StaysUnseen(`the tags of ${name} are not listed (${status})`);
    const answer = parseJson(new TextDecoder().decode(bytes));
    for (const tag of listField(answer, 'tags')) if (typeof tag === 'string') tags.push(tag.replace('_', '+'));
    const last = /[?&]last=([^&>]+)/.exec(headers.get('link') ?? '')?.[1];
    path = last === undefined || field(answer, 'tags') === undefined ? undefined : `tags/list?n=1000&last=${last}`;
  }
  const found = newestFitting(tags, range) ?? tags.find((tag) => tag === range);
  if (found === undefined) throw new StaysUnseen(`no tag of ${name} fits ${range ?? 'any version'}`);
  return found;
}
