import { baseName, directoryOf } from '../../src/manifests/source/paths.ts';
import { parseYaml } from '../../src/manifests/yaml/documents.ts';
import { scalarAt } from '../../src/manifests/yaml/nodes.ts';
import type { ChartFile } from '../../src/render/archive.ts';
import { findEngine, openWorkFolder } from '../../src/render/engine.ts';
import { StaysUnseen } from '../../src/render/failure.ts';
import type { FetchChart } from '../../src/render/fetch-chart.ts';
import { compareVersions, newestFitting } from '../../src/render/versions.ts';
import { wholeChart } from '../../src/render/whole-chart.ts';
import { enginesHere } from '../meaning/engines.ts';
import type { Clones } from './clones.ts';

/** The real helm as the product starts it. */
export async function openHelm() {
  const work = openWorkFolder();
  const { helm } = enginesHere();
  const found = await findEngine(
    'helm',
    { PATH: directoryOf(helm ?? '') },
    '/nowhere',
    work,
    new AbortController().signal,
  );
  if (typeof found === 'string') throw new Error(found);
  return { helm: found, work };
}

/** A chart of a clone with what it depends on, found by name among all clones: of several the newest that fits, else the newest. */
export async function chartOf(clones: Clones, repositories: readonly string[], repository: string, folder: string) {
  const notes: string[] = [];
  const fetchChart: FetchChart = async (chart) => {
    const name = chart.from === 'repository' ? chart.name : chart.from === 'registry' ? baseName(chart.repository) : '';
    const wanted = chart.from === 'repository' || chart.from === 'registry' ? chart.version : undefined;
    const found = named(clones, repositories, name);
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
  const own = clones.folder(repository, folder);
  const local = (path: string) => {
    const files = clones.folder(repository, path);
    return files.some((file) => file.path === 'Chart.yaml') ? files : undefined;
  };
  const whole = await wholeChart(own, { fetchChart, folder: local, at: folder });
  return { files: whole.files, notes: [...notes, ...whole.missing.map(({ name }) => `without ${name}`)] };
}

interface Found {
  readonly version: string;
  readonly files: () => readonly ChartFile[];
}

const KNOWN = new Map<string, readonly Found[]>();

function named(clones: Clones, repositories: readonly string[], name: string): readonly Found[] {
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  const found = repositories.flatMap((repository) =>
    [...clones.files(repository).keys()]
      .filter((path) => baseName(path) === 'Chart.yaml' && (baseName(directoryOf(path)) === name || /chart/.test(path)))
      .flatMap((path): readonly Found[] => {
        const text = Buffer.from(clones.read(repository, path) ?? []).toString('utf8');
        if (!text.includes(name)) return [];
        const parsed = parseYaml(text);
        const root = parsed.ok ? parsed.documents[0]?.root : undefined;
        if (scalarAt(root, 'name')?.value !== name) return [];
        const folder = directoryOf(path);
        return [{ version: scalarAt(root, 'version')?.value ?? '0', files: () => clones.folder(repository, folder) }];
      }),
  );
  KNOWN.set(name, found);
  return found;
}
