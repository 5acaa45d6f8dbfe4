import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import { baseName } from '../../src/manifests/source/paths.ts';
import { StaysUnseen } from '../../src/render/failure.ts';
import type { ChartAddress } from '../../src/render/named-chart.ts';
import { readNamed } from '../../src/render/reading.ts';
import { startRegistry } from '../../test/real/registry.ts';
import { enginesHere } from '../meaning/engines.ts';
import { Clones } from './clones.ts';
import { chartOf, whereIs } from './rendering.ts';

/**
 * `npm run unseen:gitops -- <folder of clones> <owner/name> …`: what a GitOps repository has unseen, before and after its charts are
 * rendered. Its charts are packed from clones at the versions that it names, and served on loopback; what no clone has stays unseen.
 */
const [folder = '', ...wanted] = process.argv.slice(2);
const clones = new Clones(folder);
const repositories = clones.repositories();
const { helm = 'helm', kubectl = 'kubectl' } = enginesHere();
const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

for (const repository of wanted) await measure(repository);

async function measure(repository: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'gitops-'));
  const registry = await startRegistry();
  const served = join(work, 'served');
  mkdirSync(served);
  const server = createServer((request, response) => {
    const path = join(served, decodeURIComponent((request.url ?? '/').slice(1)));
    response.statusCode = existsSync(path) ? 200 : 404;
    response.end(existsSync(path) ? readFileSync(path) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const http = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  try {
    const tree = join(work, 'tree');
    const archive = execFileSync('git', ['-C', join(folder, repository), 'archive', 'HEAD'], { maxBuffer: 1 << 30 });
    mkdirSync(tree);
    execFileSync('tar', ['x', '-C', tree], { input: archive });
    const before = await scan(tree, ['scan', '--json']);
    const charts = chartsIn(tree);
    let packed = 0;
    for (const chart of charts) if (await serve(chart, work, served, registry.host)) packed++;
    redirect(tree, charts, registry.host, http);
    const hosts = ['--chart-hosts', '127.0.0.1'];
    const after = await scan(tree, ['scan', '--json', '--render', 'auto', ...hosts]);
    const rewrite = ['rewrite', '--registry', 'contoso', '--render', 'auto', ...hosts];
    const first = await run(tree, [...rewrite, '--write']);
    const second = await run(tree, rewrite);
    console.log(
      [
        `${repository} at ${clones.commit(repository).slice(0, 10)}: ${packed} of ${charts.length} charts that it names could be packed`,
        `  before: ${before.uses} uses of ${before.images} images, ${before.unseen} unseen sources`,
        `  after: ${after.uses} uses of ${after.images} images (${after.off} if enabled), ${after.unseen} unseen sources`,
        `  rules that exact images want: ${before.rules} before, ${after.rules} after`,
        `  edits: ${first.stderr.split('\n').find((line) => line.includes('rewritten')) ?? first.stderr.slice(-300)}`,
        `  a second run: ${second.stdout === '' ? 'nothing more to write' : `${second.stdout.split('\n').length} lines of patch`}`,
        ...second.stdout.split('\n').flatMap((line) => (/^[+-]/.test(line) ? [`    still to write: ${line}`] : [])),
        ...after.because.map((each) => `    unseen: ${each}`),
      ].join('\n'),
    );
  } finally {
    server.closeAllConnections();
    server.close();
    await registry.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

function run(tree: string, words: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const PATH = [dirname(helm), dirname(kubectl), process.env.PATH].join(delimiter);
  const env = { PATH, HOME: tree };
  return new Promise((resolve) => {
    // The server is in this process, which must not be held up.
    import('node:child_process').then(({ execFile }) =>
      execFile(process.execPath, [CLI, ...words], { cwd: tree, env, maxBuffer: 1 << 28 }, (_, stdout, stderr) =>
        resolve({ stdout, stderr }),
      ),
    );
  });
}

async function scan(tree: string, words: readonly string[]) {
  const { stdout } = await run(tree, words);
  const told = parseJson(stdout);
  const uses = listField(told, 'uses');
  const on = uses.filter((use) => stringField(use, 'ifEnabled') === undefined);
  const images = new Set(on.flatMap((use) => stringField(use, 'pulls') ?? stringField(use, 'image') ?? []));
  const sources = on.flatMap((use) =>
    stringField(use, 'class') === 'public' ? (stringField(use, 'source') ?? []) : [],
  );
  const rules = new Set(sources.map((source) => source.replace(/[:@][^/]*$/, '')));
  const unseen = listField(told, 'unseen');
  return {
    uses: on.length,
    off: uses.length - on.length,
    images: images.size,
    rules: rules.size,
    unseen: unseen.length,
    because: unseen.flatMap((each) => {
      const because = stringField(each, 'because');
      return because === undefined ? [] : [`${stringField(each, 'source')}: ${because}`.slice(0, 200)];
    }),
  };
}

type Served = Extract<ChartAddress, { readonly from: 'repository' | 'registry' }>;

function chartsIn(tree: string): readonly Served[] {
  const paths = readdirSync(tree, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name).slice(tree.length + 1)] : [],
  );
  const known = new Set(paths);
  const read = (path: string) => (known.has(path) ? readFileSync(join(tree, path)) : undefined);
  const all = readNamed({ paths, read }).named.flatMap((named) =>
    named.type === 'base' ? [] : named.type === 'parent' ? named.dependencies.map(({ chart }) => chart) : [named.chart],
  );
  const served = all.flatMap((chart): readonly Served[] =>
    chart.from === 'repository' || chart.from === 'registry' ? [chart] : [],
  );
  return [...new Map(served.map((chart) => [JSON.stringify(chart), chart])).values()];
}

/** Packs a chart of a clone at the version that is named, and puts it where the tree will look for it. */
async function serve(chart: Served, work: string, served: string, registry: string): Promise<boolean> {
  const name = chart.from === 'repository' ? chart.name : baseName(chart.repository);
  const found = whereIs(clones, repositories, name, chart.version);
  if (found === undefined) return false;
  const version = /^v?\d+\.\d+\.\d+/.test(chart.version ?? '') ? (chart.version ?? '') : found.version;
  const folderOf = join(work, 'pack', name);
  rmSync(folderOf, { recursive: true, force: true });
  try {
    const { files } = await chartOf(clones, repositories, found.repository, found.folder);
    for (const { path, bytes } of files) {
      mkdirSync(dirname(join(folderOf, path)), { recursive: true });
      writeFileSync(join(folderOf, path), bytes);
    }
  } catch (error) {
    if (error instanceof StaysUnseen) return false;
    throw error;
  }
  const out = chart.from === 'repository' ? join(served, hostPath(chart.url)) : join(work, 'out');
  mkdirSync(out, { recursive: true });
  const packed = helmRun(['package', folderOf, '--version', version, '--destination', out], work);
  if (packed === undefined) return false;
  if (chart.from === 'repository') return helmRun(['repo', 'index', out], work) !== undefined;
  const file = join(out, `${name}-${version}.tgz`);
  const to = `oci://${registry}/${dirname(chart.repository)}`;
  return helmRun(['push', file, to, '--plain-http'], work) !== undefined;
}

function helmRun(words: readonly string[], home: string): string | undefined {
  const { status, stdout, stderr } = spawnSync(helm, words, { encoding: 'utf8', env: { PATH: '', HOME: home } });
  if (status !== 0 && process.env.UNSEEN_DEBUG) console.log(words.join(' '), stderr);
  return status === 0 ? stdout : undefined;
}

function hostPath(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/+$/, '');
}

/** Lets the tree name what is served on loopback instead. */
function redirect(tree: string, charts: readonly Served[], registry: string, http: string): void {
  const urls = [...new Set(charts.flatMap((chart) => (chart.from === 'repository' ? [chart.url] : [])))];
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:ya?ml|lock)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const before = readFileSync(path, 'utf8');
    let text = before.replaceAll(/oci:\/\/(?=[\w.-]+\/)/g, `oci://${registry}/`);
    for (const url of urls.toSorted((one, other) => other.length - one.length))
      text = text.replaceAll(
        new RegExp(`${url.replaceAll(/[.*+?^$()[\]{}|\\]/g, '\\$&')}(?=["'\\s]|/?$)`, 'gm'),
        `http://${http}/${hostPath(url)}`,
      );
    if (text !== before) writeFileSync(path, text);
  }
}
