// Measures warming against the practical limit: the same blobs by a parallel `curl | sha256sum`, and `skopeo copy … dir:` one after
// the other. One run, one registry (Debian's docker-registry on loopback), the same blobs.
//   npm run bench:warm -- [--scale 0.1] [--check]
// --scale makes everything smaller; --check exits 1 where a target is missed (ratio <= 1.3, peak memory under 150 MB).
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { numberField, parseJson } from '../src/base/json.ts';
import { median } from './bench/by-turns.ts';

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '1' }, check: { type: 'boolean', default: false } },
});
const scale = Number(values.scale);
const MAX_RATIO = 1.3;
const MAX_MEMORY = 150 * 1024 * 1024;
const BLOBS_AT_ONCE = 8;
const MB = 1_000_000;
const ROUNDS = 3;

/** Our warming as a process of its own, so that its start and its memory are counted. */
const PROGRAM = `
import { readFileSync } from 'node:fs';
import { openHttp } from './src/io/http.ts';
import { openRegistry } from './src/registry/client.ts';
import { warm } from './src/registry/warming/warm.ts';
const { host, url, requests, blobsAtOnce } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
void (async () => {
  const http = openHttp({});
  const client = openRegistry({ http, loginServer: host, baseUrl: url, mask: () => undefined });
  const results = await warm(requests, { client, platforms: ['linux/amd64'], timeoutMs: 600_000, blobsAtOnce });
  await http.close();
  const count = results.filter(({ status }) => status === 'warm').length;
  // Not getrusage: its peak starts with that of the process which started this one.
  const peak = /VmHWM:\\s*(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  console.log(JSON.stringify({ warm: count, memory: Number(peak[1]) * 1024 }));
})();
`;

for (const command of ['docker-registry', 'skopeo', 'curl', 'sha256sum']) {
  if (spawnSync(command, ['--version']).error !== undefined) {
    console.error(`bench-warm needs ${command}, which is not installed here`);
    process.exit(2);
  }
}

interface Part {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly digest: string;
}

interface Image {
  readonly repository: string;
  readonly layers: readonly Part[];
}

interface Corpus {
  readonly name: string;
  readonly images: readonly Image[];
}

/** Seconds and bytes. */
interface Row {
  readonly name: string;
  readonly bytes: number;
  readonly blobs: number;
  readonly ours: number;
  readonly curl: number;
  readonly skopeo: number;
  readonly memory: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'bench-warm-'));
const { registry, url, host } = await startRegistry();
try {
  const program = await bundle();
  const rows: Row[] = [];
  for (const corpus of [large(), many()]) rows.push(await measure(program, corpus));
  report(rows);
} finally {
  registry.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}

/** 20 images, 8 of them on shared layers, 500 MB of distinct blobs in all. */
function large(): Corpus {
  const shared = [blob(40 * MB), blob(40 * MB)];
  const images = Array.from({ length: 20 }, (_, place) => ({
    repository: `large/${place}`,
    layers: place < 8 ? [...shared, blob(5 * MB)] : [blob(25 * MB), blob(6 * MB + (2 * MB) / 3)],
  }));
  return { name: '20 images, 8 with shared layers', images };
}

/** 200 images of 1 MB. */
function many(): Corpus {
  const images = Array.from({ length: 200 }, (_, place) => ({
    repository: `many/${place}`,
    layers: [blob(0.7 * MB), blob(0.3 * MB)],
  }));
  return { name: '200 images of 1 MB', images };
}

function blob(size: number): Part {
  const bytes = randomBytes(Math.max(1, Math.round(size * scale)));
  return { bytes, digest: digestOf(bytes) };
}

async function measure(program: string, { name, images }: Corpus): Promise<Row> {
  const blobs = new Map<string, { readonly repository: string; readonly size: number }>();
  for (const image of images)
    for (const { digest, bytes } of await push(image))
      blobs.set(digest, { repository: image.repository, size: bytes.length });
  const urls = [...blobs].map(([digest, { repository }]) => `${url}/v2/${repository}/blobs/${digest}`);
  const list = join(folder, 'urls');
  await writeFile(list, urls.join('\n'));
  const requests = images.map(({ repository }) => ({ image: repository, repository, tag: '1' }));
  const task = join(folder, 'task.json');
  await writeFile(task, JSON.stringify({ host, url, requests, blobsAtOnce: BLOBS_AT_ONCE }));
  // What was pushed last is warmest in the page cache: one pass of everything first, for both alike.
  await curl(list);
  const curls: number[] = [];
  const ours: number[] = [];
  let memory = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    curls.push(await seconds(() => curl(list)));
    ours.push(
      await seconds(async () => {
        const told = parseJson(
          execFileSync(process.execPath, ['--disable-warning=UNDICI-EHPA', program, task], { encoding: 'utf8' }),
        );
        const [warm, peak] = [numberField(told, 'warm'), numberField(told, 'memory')];
        if (warm !== images.length) throw new Error(`only ${warm} of ${images.length} are warm`);
        if (peak === undefined) throw new Error('the program does not tell its memory');
        memory = Math.max(memory, peak);
      }),
    );
  }
  const skopeo = await seconds(async () => {
    for (const { repository } of images) copy(repository);
  });
  const bytes = [...blobs.values()].reduce((sum, { size }) => sum + size, 0);
  return { name, bytes, blobs: blobs.size, ours: median(ours), curl: median(curls), skopeo, memory };
}

/** The practical limit: every blob once, hashed, as many at once as we read. */
async function curl(list: string): Promise<void> {
  const line = `xargs -P ${BLOBS_AT_ONCE} -I {} sh -c 'curl --silent --fail {} | sha256sum > /dev/null' < ${list}`;
  await run('sh', ['-c', line]);
}

function copy(repository: string): void {
  const target = join(folder, 'copy');
  execFileSync('skopeo', [
    '--insecure-policy',
    'copy',
    '--quiet',
    '--src-tls-verify=false',
    `docker://${host}/${repository}:1`,
    `dir:${target}`,
  ]);
}

/** @returns its blobs */
async function push(image: Image): Promise<readonly Part[]> {
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', of: image.repository }));
  const parts = [{ bytes: config, digest: digestOf(config) }, ...image.layers];
  for (const part of parts) await upload(image.repository, part);
  const [first, ...rest] = parts.map(({ bytes, digest }, place) => ({
    mediaType: `application/vnd.oci.image.${place === 0 ? 'config.v1+json' : 'layer.v1.tar'}`,
    digest,
    size: bytes.length,
  }));
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const body = JSON.stringify({ schemaVersion: 2, mediaType, config: first, layers: rest });
  await ok(`${url}/v2/${image.repository}/manifests/1`, {
    method: 'PUT',
    body,
    headers: { 'content-type': mediaType },
  });
  return parts;
}

async function upload(repository: string, { bytes, digest }: Part): Promise<void> {
  const start = await ok(`${url}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const place = new URL(start.headers.get('location') ?? '', url);
  place.searchParams.set('digest', digest);
  await ok(place, { method: 'PUT', body: bytes });
}

async function ok(address: string | URL, options: RequestInit): Promise<Response> {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${options.method} ${address}: ${response.status}`);
  return response;
}

/** Bundles the program. @returns where it is */
async function bundle(): Promise<string> {
  const outfile = join(folder, 'warm.cjs');
  await build({
    absWorkingDir: root,
    stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'error',
  });
  return outfile;
}

function report(rows: readonly Row[]): void {
  const missed: string[] = [];
  for (const { name, bytes, blobs, ours, curl: limit, skopeo, memory } of rows) {
    const ratio = ours / limit;
    console.log(`${name}: ${(bytes / MB).toFixed(0)} MB in ${blobs} blobs`);
    console.log(`  ours                  ${ours.toFixed(2)} s  (median of ${ROUNDS}, process start included)`);
    console.log(`  curl | sha256sum, x${BLOBS_AT_ONCE}  ${limit.toFixed(2)} s  (median of ${ROUNDS})`);
    console.log(`  ratio                 ${ratio.toFixed(2)}    (target: at most ${MAX_RATIO})`);
    console.log(`  skopeo copy, serial   ${skopeo.toFixed(2)} s`);
    console.log(`  peak memory           ${(memory / 1024 / 1024).toFixed(0)} MB  (target: under 150 MB)`);
    if (ratio > MAX_RATIO) missed.push(`${name}: ratio ${ratio.toFixed(2)}`);
    if (memory >= MAX_MEMORY) missed.push(`${name}: memory`);
  }
  if (missed.length > 0) console.log(`missed: ${missed.join(', ')}`);
  if (values.check && missed.length > 0) process.exitCode = 1;
}

async function startRegistry() {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const config = {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, cache: { blobdescriptor: 'inmemory' } },
    http: { addr: address },
  };
  const file = join(folder, 'config.yml');
  await writeFile(file, JSON.stringify(config));
  const child = spawn('docker-registry', ['serve', file], { stdio: 'ignore' });
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = await fetch(`http://${address}/v2/`).catch(() => undefined);
    if (answer?.ok) return { registry: child, url: `http://${address}`, host: address };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill('SIGKILL');
  throw new Error('docker-registry does not answer');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function run(command: string, words: readonly string[]): Promise<void> {
  const child = spawn(command, words, { stdio: 'inherit' });
  const status = await new Promise((resolve) => child.once('exit', resolve));
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
