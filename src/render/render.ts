import type { Http } from '../io/http.ts';
import type { Use } from '../manifests/model/use.ts';
import { testPath } from '../manifests/test-paths.ts';
import { parseDocuments } from '../manifests/yaml/documents.ts';
import { resolved, type YamlNode } from '../manifests/yaml/nodes.ts';
import type { ChartFile } from './archive.ts';
import { argoReleases } from './argo.ts';
import { parentsOf } from './chart-dependencies.ts';
import { chartStore } from './chart-store.ts';
import { chartUses } from './chart-uses.ts';
import { configValues } from './config-values.ts';
import { downloader } from './download.ts';
import { type Engine, findEngine, openWorkFolder, type WorkFolder } from './engine.ts';
import { StaysUnseen } from './failure.ts';
import { chartFetcher, type FetchChart } from './fetch-chart.ts';
import { fluxReleases } from './flux.ts';
import { folderFetcher } from './git-folder.ts';
import { hostCheck } from './hosts.ts';
import { mergedValues } from './merged-values.ts';
import {
  chartLabel,
  type Named,
  type NamedParent,
  type NamedRelease,
  type NamingPlace,
  type SourceLine,
} from './named-chart.ts';
import { objectsOf } from './objects.ts';
import { renderedImages } from './rendered-images.ts';
import { keyText, traceChart } from './traced-chart.ts';
import type { TreeSource } from './tree-source.ts';
import { folderOf, wholeChart } from './whole-chart.ts';

/** What rendering needs besides the tree. */
export interface RenderOptions {
  readonly http: Http;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Where the tree is, so that none of its programs is started. */
  readonly folder: string;
  readonly chartHosts: readonly string[];
  /** Whether what a file names is rendered. Others may still say where charts are. */
  readonly isWanted: (file: string) => boolean;
  /** Absolute; `undefined` for none. */
  readonly cacheDir: string | undefined;
  readonly onProgress: (text: string) => void;
}

/** What became of the sources that a tree names. */
export interface Rendered {
  readonly uses: readonly Use[];
  /** Of these nothing is unseen any more. */
  readonly seen: readonly SourceLine[];
  /** Why the others stay unseen. */
  readonly unseen: readonly (SourceLine & { readonly because: string })[];
  /** `helm v4.1.4`, where one was found. */
  readonly engine: string | undefined;
}

/** Installations that one run renders; whole fleets have hundreds. */
const MAX_INSTALLATIONS = 1000;
/** For all of them. Milliseconds. */
const MAX_RENDERING_MS = 15 * 60_000;
/** Engines at once: each takes a processor. */
const AT_ONCE = 2;

/** What a tree names and does not contain. Pure but for the reading of its files. */
export function namedIn(tree: TreeSource): readonly Named[] {
  const objects = objectsOf(tree);
  const config = configValues(objects, tree);
  return [...parentsOf(tree), ...fluxReleases(objects, config), ...argoReleases(objects, tree)];
}

/** Fetches and renders what a tree names. What fails is told, and never ends the run. */
export async function renderNamed(tree: TreeSource, options: RenderOptions): Promise<Rendered> {
  const named = namedIn(tree).filter((each) => isAsked(each, options.isWanted));
  if (named.length === 0) return { uses: [], seen: [], unseen: [], engine: undefined };
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(MAX_RENDERING_MS)]);
  const mayAsk = hostCheck(options.chartHosts);
  const folders = folderFetcher(mayAsk, signal);
  const work = openWorkFolder();
  try {
    const helm = await findEngine('helm', options.env, options.folder, work, signal);
    const fetchChart = chartFetcher(
      downloader(options.http, mayAsk, signal),
      chartStore(options.cacheDir),
      folders.fetch,
    );
    const around: Around = { tree, helm, work, fetchChart };
    let done = 0;
    const results = await inParallel(named.slice(0, MAX_INSTALLATIONS), AT_ONCE, async (each) => {
      const result = await outcomeOf(each, around);
      options.onProgress(`rendered ${++done} of ${named.length} charts`);
      return result;
    });
    const left = named
      .slice(MAX_INSTALLATIONS)
      .map((each) => failed(each, `more than ${MAX_INSTALLATIONS} are not rendered`));
    const all = [...results, ...left];
    return {
      uses: all.flatMap(({ uses }) => uses),
      seen: all.flatMap(({ seen }) => seen),
      unseen: all.flatMap(({ unseen }) => unseen),
      engine: typeof helm === 'string' ? undefined : helm.name,
    };
  } finally {
    folders.close();
    work.close();
  }
}

/** What only tests read is not rendered (docs/trust.md#test-material). */
function isAsked(named: Named, isWanted: (file: string) => boolean): boolean {
  const file = named.type === 'release' ? named.place.file : joined(named.folder, 'Chart.yaml');
  return isWanted(file) && testPath(file, new Set()) === undefined;
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

interface Around {
  readonly tree: TreeSource;
  readonly helm: Engine | string;
  readonly work: WorkFolder;
  readonly fetchChart: FetchChart;
}

type Outcome = Pick<Rendered, 'uses' | 'seen' | 'unseen'>;

async function outcomeOf(named: Named, around: Around): Promise<Outcome> {
  try {
    return named.type === 'release' ? await release(named, around) : await parent(named, around);
  } catch (error) {
    if (error instanceof StaysUnseen) return failed(named, error.message);
    throw error;
  }
}

function failed(named: Named, because: string): Outcome {
  return { uses: [], seen: [], unseen: explained(named).map((line) => ({ ...line, because })) };
}

function explained(named: Named): readonly SourceLine[] {
  return named.type === 'release' ? named.explains : named.dependencies.flatMap(({ explains }) => explains);
}

async function release(named: NamedRelease, around: Around): Promise<Outcome> {
  const fetched = await around.fetchChart(named.chart);
  const whole = await wholeChart(fetched.files, { fetchChart: around.fetchChart, folder: () => undefined, at: '' });
  const values = named.values.map((layer) => {
    if (layer.type === 'text') return layer.text;
    const file = whole.files.find(({ path }) => path === layer.path.replace(/^\.\//, ''));
    if (file === undefined) throw new StaysUnseen(`the chart has no file ${layer.path}`);
    return Buffer.from(file.bytes).toString('utf8');
  });
  const label = chartLabel(named.chart, fetched.version);
  const notes = [
    ...(fetched.note === undefined ? [] : [fetched.note]),
    ...whole.notes,
    ...named.without.map((what) => `rendered without ${what}`),
  ];
  const output = await template(named, whole.files, values, around);
  const given = values.length === 0 ? undefined : mergedValues(values);
  const uses = chartUses(
    {
      label,
      rendered: renderedImages(output),
      traced: traceChart(whole.files, given),
      given: givenKeys(given),
      notes,
    },
    () => named.place,
  );
  return { uses, seen: named.explains, unseen: [] };
}

async function parent(named: NamedParent, around: Around): Promise<Outcome> {
  const { tree, fetchChart } = around;
  const own = folderOf(tree, named.folder) ?? [];
  const whole = await wholeChart(own, { fetchChart, folder: (path) => folderOf(tree, path), at: named.folder });
  const release = { release: 'release', namespace: 'default' };
  // What the chart's own templates want of an installation must not hide what it brings along.
  const output = await template(release, whole.files, [], around).catch((error: unknown) => {
    if (!(error instanceof StaysUnseen)) throw error;
    return template(
      release,
      whole.files.filter(({ path }) => !/^templates\//.test(path)),
      [],
      around,
    );
  });
  const places = new Map(named.dependencies.map(({ key, place }) => [key, place]));
  const placeOf = (chain: readonly string[]): NamingPlace | undefined => places.get(chain[0] ?? '');
  const traced = traceChart(whole.files, undefined);
  const uses = chartUses(
    { label: named.name, rendered: renderedImages(output), traced, given: new Set(), notes: whole.notes },
    placeOf,
  );
  return { uses, seen: explained(named), unseen: [] };
}

/** What helm makes of a chart; hooks count, test hooks do not. @throws StaysUnseen */
async function template(
  { release, namespace }: Pick<NamedRelease, 'release' | 'namespace'>,
  files: readonly ChartFile[],
  values: readonly string[],
  { helm, work }: Around,
): Promise<string> {
  if (typeof helm === 'string') throw new StaysUnseen(helm);
  const chart = work.write(files);
  const given = work.write(values.map((text, index) => ({ path: `${index}.yaml`, bytes: Buffer.from(text) })));
  const words = ['template', nameOf(release), chart, '--namespace', nameOf(namespace), '--skip-tests'];
  const printed = await helm.run([...words, ...values.flatMap((_, index) => ['--values', `${given}/${index}.yaml`])]);
  if (printed.type === 'failed') throw new StaysUnseen(`${helm.name} does not render it: ${printed.reason}`);
  return printed.output;
}

/** Names of releases have at most 53 characters (https://helm.sh/docs/helm/helm_install/). */
function nameOf(text: string): string {
  return /^[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?$/.test(text) ? text : 'release';
}

/** The keys of values, as people write them. */
function givenKeys(values: string | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (written: YamlNode, path: readonly (string | number)[]) => {
    const node = resolved(written);
    if (node?.type === 'mapping') {
      for (const { key, value } of node.entries) if (key.type === 'scalar') walk(value, [...path, key.value]);
    } else if (path.length > 0) found.add(keyText(path));
  };
  for (const { root } of parseDocuments(values ?? '').documents) walk(root, []);
  return found;
}

async function inParallel<T, R>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
