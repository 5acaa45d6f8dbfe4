import { groupBy } from '../../src/base/grouping.ts';
import { baseName, directoryOf } from '../../src/manifests/source/paths.ts';
import { parseYaml } from '../../src/manifests/yaml/documents.ts';
import { scalarAt } from '../../src/manifests/yaml/nodes.ts';
import { type ChartFile, filesOfArchive } from '../../src/render/archive.ts';
import { findEngine, openWorkFolder } from '../../src/render/engine.ts';
import { StaysUnseen } from '../../src/render/failure.ts';
import type { FetchChart } from '../../src/render/fetch-chart.ts';
import { compareVersions, newestFitting } from '../../src/render/versions.ts';
import { wholeChart } from '../../src/render/whole-chart.ts';
import { enginesHere } from '../meaning/engines.ts';
import type { Clones } from './clones.ts';

/** The real helm and kustomize as the product starts them. */
export async function openHelm() {
  const work = openWorkFolder();
  const { helm, kubectl } = enginesHere();
  const engineAt = (program: 'helm' | 'kubectl', path: string | undefined) =>
    findEngine(program, { PATH: directoryOf(path ?? '') }, '/nowhere', work, new AbortController().signal);
  const found = await engineAt('helm', helm);
  if (typeof found === 'string') throw new Error(found);
  const kustomize = await engineAt('kubectl', kubectl);
  return { helm: found, work, kustomize: async () => kustomize };
}

/** A chart of a clone with what it depends on, found by name among all clones: of several the newest that fits, else the newest. */
export async function chartOf(clones: Clones, repositories: readonly string[], repository: string, folder: string) {
  const notes: string[] = [];
  const fetchChart: FetchChart = async (chart) => {
    const name = chart.from === 'repository' ? chart.name : chart.from === 'registry' ? baseName(chart.repository) : '';
    const wanted = chart.from === 'repository' || chart.from === 'registry' ? chart.version : undefined;
    // Several projects have a library of the same name: that of its own repository is meant.
    const all = named(clones, repositories, name);
    const beside = all.filter((each) => each.repository === repository);
    const found = beside.length > 0 ? beside : all;
    const version = newestFitting(
      found.map((each) => each.version),
      wanted,
    );
    const fitting = found.find((each) => each.version === version);
    const best = fitting ?? found.toSorted((one, other) => compareVersions(other.version, one.version))[0];
    if (best === undefined) throw new StaysUnseen(`no clone has the chart ${name} ${wanted ?? ''}`);
    if (fitting === undefined) notes.push(`${name} ${best.version} for ${wanted}`);
    return { version: best.version, files: best.files(), note: undefined };
  };
  const own = folder.endsWith('.tgz') ? archive(clones, repository, folder) : clones.folder(repository, folder);
  const local = (path: string) => {
    const files = clones.folder(repository, path);
    return files.some((file) => file.path === 'Chart.yaml') ? files : undefined;
  };
  const whole = await wholeChart(own, { fetchChart, folder: local, at: folder });
  return { files: whole.files, notes: [...notes, ...whole.missing.map(({ name }) => `without ${name}`)] };
}

function archive(clones: Clones, repository: string, name: string): readonly ChartFile[] {
  const blob = clones.archives(repository).get(name);
  const files = blob === undefined ? 'it is not there' : filesOfArchive(clones.blob(repository, blob));
  if (typeof files === 'string') throw new StaysUnseen(files);
  return files;
}

interface Found {
  readonly version: string;
  readonly repository: string;
  readonly folder: string;
  readonly files: () => readonly ChartFile[];
}

/** Where a chart of a name is among the clones: the newest that fits a range, else the newest. */
export function whereIs(clones: Clones, repositories: readonly string[], name: string, range: string | undefined) {
  const found = named(clones, repositories, name);
  const version = newestFitting(
    found.map((each) => each.version),
    range,
  );
  return (
    found.find((each) => each.version === version) ??
    found.toSorted((one, other) => compareVersions(other.version, one.version))[0]
  );
}

const KNOWN = new Map<string, readonly Found[]>();

function named(clones: Clones, repositories: readonly string[], name: string): readonly Found[] {
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  const packed = repositories.flatMap((repository) => archivesOf(clones, repository, name));
  const found = [...repositories.flatMap((repository) => foldersOf(clones, repository).get(name) ?? []), ...packed];
  KNOWN.set(name, found);
  return found;
}

function archivesOf(clones: Clones, repository: string, name: string): readonly Found[] {
  return [...clones.archives(repository)].flatMap(([file, blob]): readonly Found[] => {
    const version = file.startsWith(`${name}-`) ? file.slice(name.length + 1, -'.tgz'.length) : '';
    if (!/^v?\d/.test(version)) return [];
    const files = () => {
      const read = filesOfArchive(clones.blob(repository, blob));
      if (typeof read === 'string') throw new StaysUnseen(read);
      return read;
    };
    return [{ version, repository, folder: file, files }];
  });
}

const FOLDERS = new Map<string, ReadonlyMap<string, readonly Found[]>>();

/** The charts of a repository by their names. */
function foldersOf(clones: Clones, repository: string): ReadonlyMap<string, readonly Found[]> {
  const known = FOLDERS.get(repository);
  if (known !== undefined) return known;
  const paths = [...clones.files(repository).keys()].filter((path) => /(?:^|\/)Chart\.yaml$/.test(path));
  const found = clones
    .texts(repository, paths)
    .flatMap((text, index): readonly (Found & { readonly name: string })[] => {
      const parsed = parseYaml(text);
      const root = parsed.ok ? parsed.documents[0]?.root : undefined;
      const name = scalarAt(root, 'name')?.value;
      if (name === undefined) return [];
      const folder = directoryOf(paths[index] ?? '');
      const version = scalarAt(root, 'version')?.value ?? '0';
      return [{ name, version, repository, folder, files: () => clones.folder(repository, folder) }];
    });
  const index = groupBy(found, ({ name }) => name);
  FOLDERS.set(repository, index);
  return index;
}
