import { type ChartFile, filesOfArchive, MAX_PACKED_BYTES } from './archive.ts';
import { chartIn } from './chart-index.ts';
import type { ChartStore } from './chart-store.ts';
import type { Download } from './download.ts';
import { StaysUnseen } from './failure.ts';
import type { FetchFolder } from './git-folder.ts';
import type { ChartAddress } from './named-chart.ts';
import { digestOf, findRegistryChart } from './registry-chart.ts';
import { isExactVersion } from './versions.ts';

/** A chart that was fetched. */
export interface FetchedChart {
  readonly version: string | undefined;
  readonly files: readonly ChartFile[];
  /** What people should know: that a range was the newest that fits, say. A clause. */
  readonly note: string | undefined;
}

/** @throws StaysUnseen */
export type FetchChart = (chart: ChartAddress) => Promise<FetchedChart>;

/** Bitnami's index, the largest that is in use, has some 20 MB. */
const MAX_INDEX_BYTES = 64 * 1024 * 1024;

/** Fetches charts, each address and each index once. */
export function chartFetcher(download: Download, store: ChartStore, fetchFolder: FetchFolder): FetchChart {
  const indexes = new Map<string, Promise<string>>();
  const charts = new Map<string, Promise<FetchedChart>>();

  const indexOf = (url: string): Promise<string> => {
    const address = `${url.replace(/\/+$/, '')}/index.yaml`;
    const known = indexes.get(address) ?? readIndex(download, address);
    indexes.set(address, known);
    return known;
  };

  const archive = async (
    digest: string | undefined,
    read: () => Promise<Uint8Array>,
  ): Promise<readonly ChartFile[]> => {
    const kept = digest === undefined ? undefined : store.get(digest);
    const bytes = kept ?? (await read());
    const actual = digestOf(bytes);
    if (digest !== undefined && actual !== digest)
      throw new StaysUnseen(`the archive is not the one of its index (${digest})`);
    if (kept === undefined) store.put(actual, bytes);
    const files = filesOfArchive(bytes);
    if (typeof files === 'string') throw new StaysUnseen(`its archive is refused: ${files}`);
    return files;
  };

  const fetchOne = async (chart: ChartAddress): Promise<FetchedChart> => {
    switch (chart.from) {
      case 'nowhere':
        throw new StaysUnseen(chart.because);
      case 'git':
        return { version: chart.ref, files: await fetchFolder(chart.url, chart.path, chart.ref), note: undefined };
      case 'repository': {
        const found = chartIn(await indexOf(chart.url), chart.name, chart.version, chart.url);
        if (typeof found === 'string') throw new StaysUnseen(found);
        const files = await archive(found.digest, async () => {
          const { status, bytes } = await download(found.url, MAX_PACKED_BYTES);
          if (status !== 200)
            throw new StaysUnseen(`${new URL(found.url).host} does not serve its archive (${status})`);
          return bytes;
        });
        return { version: found.version, files, note: rangeNote(chart.version, found.version) };
      }
      case 'registry': {
        const found = await findRegistryChart(download, chart.repository, chart.version, chart.digest);
        const files = await archive(found.digest, found.read);
        const note = chart.digest === undefined ? rangeNote(chart.version, found.version) : undefined;
        return { version: found.version, files, note };
      }
    }
  };

  return (chart) => {
    const key = JSON.stringify(chart);
    const known = charts.get(key) ?? fetchOne(chart);
    charts.set(key, known);
    return known;
  };
}

async function readIndex(download: Download, address: string): Promise<string> {
  const { status, bytes } = await download(address, MAX_INDEX_BYTES);
  if (status !== 200) throw new StaysUnseen(`${new URL(address).host} serves no index (${status})`);
  return new TextDecoder().decode(bytes);
}

function rangeNote(wanted: string | undefined, found: string): string | undefined {
  if (wanted === undefined) return `no version is named: ${found} is the newest today`;
  return isExactVersion(wanted) ? undefined : `${wanted} is ${found} today`;
}
