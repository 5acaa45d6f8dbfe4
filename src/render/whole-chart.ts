import { joinPath } from '../manifests/source/paths.ts';
import { parseYaml } from '../manifests/yaml/documents.ts';
import { itemsAt, scalarAt, type YamlNode } from '../manifests/yaml/nodes.ts';
import { type ChartFile, filesOfArchive } from './archive.ts';
import { chartInRepository } from './chart-repository.ts';
import { StaysUnseen } from './failure.ts';
import type { FetchChart } from './fetch-chart.ts';
import type { TreeSource } from './tree-source.ts';
import { isExactVersion } from './versions.ts';

/** How deep charts bring charts along; Helm's own charts have three levels. */
const MAX_DEPTH = 6;
const MAX_FILES = 20_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** Where the rest of a chart may be found. */
export interface Elsewhere {
  readonly fetchChart: FetchChart;
  /** The files of a folder of the same repository, for `file://`; `undefined` where there is none. */
  readonly folder: (path: string) => readonly ChartFile[] | undefined;
  /** The chart's own folder in there. */
  readonly at: string;
}

export interface WholeChart {
  readonly files: readonly ChartFile[];
  readonly notes: readonly string[];
  /** What it brings along and what can't be had, by name, with why as a clause: an empty chart stands for it. */
  readonly missing: readonly MissingChart[];
}

export interface MissingChart {
  readonly name: string;
  readonly because: string;
}

/**
 * A chart with all that it depends on below `charts/`, unpacked: what `helm dependency build` makes, with what was fetched by us.
 * What can't be had costs only what it makes: most such charts are turned off.
 * @throws StaysUnseen where it is larger or deeper than any chart
 */
export async function wholeChart(own: readonly ChartFile[], elsewhere: Elsewhere, depth = 0): Promise<WholeChart> {
  if (depth > MAX_DEPTH) throw new StaysUnseen(`charts bring charts along more than ${MAX_DEPTH} deep`);
  const files = new Map(unpacked(own).map((file) => [file.path, file]));
  const notes: string[] = [];
  const missing: MissingChart[] = [];
  const present = new Set(
    [...files.keys()].flatMap((path) => {
      const folder = /^charts\/([^/]+)\/Chart\.yaml$/.exec(path)?.[1];
      return folder === undefined ? [] : [scalarAt(rootOf(files.get(path)), 'name')?.value ?? folder];
    }),
  );
  for (const dependency of dependenciesOf(files)) {
    const { name } = dependency;
    if (present.has(name)) continue;
    const found = await innerChart(dependency, elsewhere, depth);
    const inner = typeof found === 'string' ? standIn(dependency) : found;
    if (typeof found === 'string') missing.push({ name, because: found });
    for (const note of inner.notes) notes.push(note);
    for (const each of inner.missing) missing.push(each);
    const folder = freeFolder(files, name);
    for (const file of inner.files) files.set(`${folder}/${file.path}`, { ...file, path: `${folder}/${file.path}` });
    checkSize(files);
  }
  return { files: [...files.values()], notes, missing };
}

/** An empty chart, so that Helm renders what brings it along. */
function standIn({ name, version }: Dependency): WholeChart {
  const exact = version !== undefined && isExactVersion(version) ? version : '0.0.0';
  const text = `apiVersion: v2\nname: ${name}\nversion: ${JSON.stringify(exact)}\n`;
  return { files: [{ path: 'Chart.yaml', bytes: Buffer.from(text) }], notes: [], missing: [] };
}

async function innerChart(
  { name, repository, version }: Dependency,
  elsewhere: Elsewhere,
  depth: number,
): Promise<WholeChart | string> {
  const local = /^file:\/\/(.*)$/.exec(repository)?.[1];
  if (local !== undefined) {
    const at = joinPath(elsewhere.at, local);
    const files = at === undefined ? undefined : elsewhere.folder(at);
    return at === undefined || files === undefined
      ? `${repository} is not in the repository`
      : wholeChart(files, { ...elsewhere, at }, depth + 1);
  }
  if (repository === '') return 'it is not in charts/, and no repository is named for it';
  const fetched = await elsewhere.fetchChart(chartInRepository(repository, name, version)).catch((error: unknown) => {
    if (error instanceof StaysUnseen) return error.message;
    throw error;
  });
  if (typeof fetched === 'string') return fetched;
  const whole = await wholeChart(fetched.files, { ...elsewhere, folder: () => undefined, at: '' }, depth + 1);
  return { ...whole, notes: [...(fetched.note === undefined ? [] : [`${name}: ${fetched.note}`]), ...whole.notes] };
}

interface Dependency {
  readonly name: string;
  readonly repository: string;
  readonly version: string | undefined;
}

/** What `Chart.yaml` (or `requirements.yaml`) names, at the versions of its lock. */
function dependenciesOf(files: ReadonlyMap<string, ChartFile>): readonly Dependency[] {
  const locks = ['Chart.lock', 'requirements.lock'].flatMap((path) => itemsAt(rootOf(files.get(path)), 'dependencies'));
  return ['Chart.yaml', 'requirements.yaml'].flatMap((path) =>
    itemsAt(rootOf(files.get(path)), 'dependencies').flatMap((item): readonly Dependency[] => {
      const name = scalarAt(item, 'name')?.value;
      const repository = scalarAt(item, 'repository')?.value ?? '';
      const lock = locks.find(
        (each) => scalarAt(each, 'name')?.value === name && scalarAt(each, 'repository')?.value === repository,
      );
      const version = scalarAt(lock, 'version')?.value ?? scalarAt(item, 'version')?.value;
      return name === undefined || !/^[\w.-]+$/.test(name) || name.startsWith('.')
        ? []
        : [{ name, repository, version }];
    }),
  );
}

function freeFolder(files: ReadonlyMap<string, ChartFile>, name: string): string {
  for (let number = 0; ; number++) {
    const folder = `charts/${name}${number === 0 ? '' : `-${number}`}`;
    if (!files.has(`${folder}/Chart.yaml`)) return folder;
  }
}

/** Archives below `charts/` as the folders they are: bounded by us, before any engine unpacks them. */
function unpacked(own: readonly ChartFile[], depth = 0): readonly ChartFile[] {
  let total = 0;
  const found = own.flatMap((file): readonly ChartFile[] => {
    const name = /^charts\/([^/]+)\.tgz$/.exec(file.path)?.[1];
    if (name === undefined) return [file];
    if (depth > MAX_DEPTH) throw new StaysUnseen('archives stand in archives without end');
    const inner = filesOfArchive(file.bytes);
    if (typeof inner === 'string') throw new StaysUnseen(`${file.path} in it is refused: ${inner}`);
    total += inner.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (total > MAX_BYTES) throw new StaysUnseen('what it brings along is larger than 256 MiB');
    const folder = `charts/${scalarAt(rootOf(inner.find(({ path }) => path === 'Chart.yaml')), 'name')?.value ?? name}`;
    return unpacked(inner, depth + 1).map((each) => ({ ...each, path: `${folder}/${each.path}` }));
  });
  return found;
}

function checkSize(files: ReadonlyMap<string, ChartFile>): void {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.bytes.length, 0);
  if (files.size > MAX_FILES || bytes > MAX_BYTES)
    throw new StaysUnseen('with what it brings along it is larger than 256 MiB');
}

function rootOf(file: ChartFile | undefined): YamlNode | undefined {
  if (file === undefined) return undefined;
  const parsed = parseYaml(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length).toString('utf8'));
  return parsed.ok ? parsed.documents[0]?.root : undefined;
}

/** The files of a folder of a tree, their paths below it, for {@link Elsewhere.folder}. @param most bytes in all */
export function folderOf(tree: TreeSource, folder: string): readonly ChartFile[] | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const paths = tree.paths.filter((path) => path.startsWith(prefix));
  if (!paths.includes(`${prefix}Chart.yaml`)) return undefined;
  const files: ChartFile[] = [];
  let total = 0;
  for (const path of paths) {
    const bytes = tree.read(path);
    if (bytes === undefined) continue;
    total += bytes.length;
    if (total > MAX_BYTES || files.length > MAX_FILES) throw new StaysUnseen('its folder is larger than 256 MiB');
    files.push({ path: path.slice(prefix.length), bytes });
  }
  return files;
}
