import type { Http } from '../io/http.ts';
import type { Move } from '../manifests/model/move.ts';
import { testPath } from '../manifests/test-paths.ts';
import { chartStore } from './chart-store.ts';
import { downloader } from './download.ts';
import { type Engine, findEngine, openWorkFolder } from './engine.ts';
import { StaysUnseen } from './failure.ts';
import { chartFetcher, type FetchChart } from './fetch-chart.ts';
import { folderFetcher } from './git-folder.ts';
import { hostCheck } from './hosts.ts';
import { type ChartAddress, type Named, unseenAt, unseenBaseAt } from './named-chart.ts';
import type { LeftUnseen, Outcome } from './outcome.ts';
import { fileOf, readNamed } from './reading.ts';
import { type BaseTools, renderBase } from './render-base.ts';
import { type ChartTools, renderParent, renderRelease } from './render-chart.ts';
import type { TreeSource } from './tree-source.ts';

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
  /** Where an image is to go, so that what moves it is proven; `undefined` where nobody says. */
  readonly moveOf: ((image: string) => Move | undefined) | undefined;
  /** What a repository of a registry stands for: charts are fetched without an identity, so that one of the team's own registry is fetched from its source. */
  readonly sourceOf: (repository: string) => string | undefined;
  /** Absolute; `undefined` for none. */
  readonly cacheDir: string | undefined;
  readonly onProgress: (text: string) => void;
}

/** What became of all that a tree names. */
export interface Rendered extends Outcome {
  /** `helm v4.1.4`, where one was found. */
  readonly engine: string | undefined;
}

/** Installations that one run renders; whole fleets have hundreds. */
const MAX_INSTALLATIONS = 1000;
/** For all of them. Milliseconds. */
const MAX_RENDERING_MS = 15 * 60_000;
/** Engines at once: each takes a processor. */
const AT_ONCE = 2;

/** Fetches and renders what a tree names. What fails is told, and never ends the run. */
export async function renderNamed(tree: TreeSource, options: RenderOptions): Promise<Rendered> {
  const reading = readNamed(tree);
  const named = reading.named.filter((each) => isAsked(each, options.isWanted));
  if (named.length === 0) return { uses: [], seen: [], unseen: [], engine: undefined };
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(MAX_RENDERING_MS)]);
  const mayAsk = hostCheck(options.chartHosts);
  const folders = folderFetcher(mayAsk, signal);
  const work = openWorkFolder();
  try {
    const find = (program: 'helm' | 'kustomize' | 'kubectl') =>
      findEngine(program, options.env, options.folder, work, signal);
    const helm = await find('helm');
    const download = downloader(options.http, mayAsk, signal);
    const fetcher = chartFetcher(download, chartStore(options.cacheDir), folders.fetch);
    const fetchChart: FetchChart = (chart) => fetcher(atSource(chart, options.sourceOf));
    let found: Promise<Engine | string> | undefined;
    const kustomize = () => {
      found ??= find('kustomize').then((own) => (typeof own === 'string' ? find('kubectl') : own));
      return found;
    };
    const tools: Tools = {
      reading,
      moveOf: options.moveOf,
      helm,
      work,
      fetchChart,
      download,
      fetchFolder: folders.fetch,
      kustomize,
    };
    let done = 0;
    const results = await inParallel(named.slice(0, MAX_INSTALLATIONS), AT_ONCE, async (each) => {
      const result = await outcomeOf(each, tools);
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

function atSource(chart: ChartAddress, sourceOf: RenderOptions['sourceOf']): ChartAddress {
  const repository = chart.from === 'registry' ? sourceOf(chart.repository) : undefined;
  return repository === undefined || chart.from !== 'registry' ? chart : { ...chart, repository };
}

interface Tools extends ChartTools, BaseTools {}

async function outcomeOf(named: Named, tools: Tools): Promise<Outcome> {
  try {
    switch (named.type) {
      case 'release':
        return await renderRelease(named, tools);
      case 'parent':
        return await renderParent(named, tools);
      case 'base':
        return await renderBase(named, tools);
    }
  } catch (error) {
    if (error instanceof StaysUnseen) return failed(named, error.message);
    throw error;
  }
}

function failed(named: Named, because: string): Outcome {
  return { uses: [], seen: [], unseen: sourcesOf(named).map((source) => ({ ...source, because })) };
}

function sourcesOf(named: Named): readonly Omit<LeftUnseen, 'because'>[] {
  switch (named.type) {
    case 'parent':
      return named.dependencies.map(({ place, chart, explains }) => ({ source: unseenAt(place, chart), explains }));
    case 'release':
      return [{ source: unseenAt(named.place, named.chart), explains: named.explains }];
    case 'base':
      return [{ source: unseenBaseAt(named.place), explains: named.explains }];
  }
}

/** What only tests read is not rendered (docs/trust.md#test-material). */
function isAsked(named: Named, isWanted: (file: string) => boolean): boolean {
  return isWanted(fileOf(named)) && testPath(fileOf(named), new Set()) === undefined;
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
