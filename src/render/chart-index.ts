import { parseYaml } from '../manifests/yaml/documents.ts';
import { itemsAt, scalarAt, type valueAt } from '../manifests/yaml/nodes.ts';
import { newestFitting } from './versions.ts';

/** A chart as the index of its repository lists it (https://helm.sh/docs/topics/chart_repository/#the-index-file). */
export interface IndexedChart {
  readonly version: string;
  /** Absolute. */
  readonly url: string;
  /** Of the archive, `sha256:` and 64 hexadecimal digits; absent where the index does not tell. */
  readonly digest: string | undefined;
}

/**
 * Finds a chart in an index.
 * @param base the repository's address: what addresses in the index are relative to
 * @returns a clause for people where it is not there
 */
export function chartIn(index: string, name: string, range: string | undefined, base: string): IndexedChart | string {
  const listed = versionsOf(index, name);
  if (listed === undefined) return 'its index is no YAML that could be read';
  if (listed.length === 0) return `the index of ${base} does not list ${name}`;
  const version = newestFitting(
    listed.map((entry) => entry.version),
    range,
  );
  const found = listed.find((entry) => entry.version === version);
  if (found === undefined) return `the index of ${base} lists no ${name} that fits ${range ?? 'any version'}`;
  const from = base.endsWith('/') ? base : `${base}/`;
  if (!URL.canParse(found.url, from)) return `the index of ${base} gives no address for ${name} ${found.version}`;
  return { version: found.version, url: new URL(found.url, from).href, digest: found.digest };
}

interface Entry {
  readonly version: string;
  readonly url: string;
  readonly digest: string | undefined;
}

function versionsOf(index: string, name: string): readonly Entry[] | undefined {
  const part = partOf(index, name);
  const parsed = parseYaml(part ?? index);
  if (!parsed.ok) return part === undefined ? undefined : entriesOf(index, name);
  return entriesIn(parsed.documents[0]?.root, name);
}

function entriesOf(index: string, name: string): readonly Entry[] | undefined {
  const parsed = parseYaml(index);
  return parsed.ok ? entriesIn(parsed.documents[0]?.root, name) : undefined;
}

function entriesIn(root: Parameters<typeof valueAt>[0], name: string): readonly Entry[] {
  return itemsAt(root, 'entries', name).flatMap((item): readonly Entry[] => {
    const version = scalarAt(item, 'version')?.value;
    const url = scalarAt(itemsAt(item, 'urls')[0])?.value;
    const digest = scalarAt(item, 'digest')?.value.replace(/^sha256:/, '');
    if (version === undefined || url === undefined) return [];
    return [
      { version, url, digest: digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? `sha256:${digest}` : undefined },
    ];
  });
}

/**
 * The lines of an index that tell of one chart, as Helm writes indexes: those of large repositories have tens of megabytes, of which
 * one chart is a hundredth. `undefined` where it is written otherwise.
 */
function partOf(index: string, name: string): string | undefined {
  const start = index.indexOf(`\n  ${name}:\n`);
  if (!/^entries:$/m.test(index.slice(0, 200)) && !index.includes('\nentries:\n')) return undefined;
  if (start === -1) return undefined;
  const from = start + 1;
  const after = /\n(?: {0,2})(?=[^\s-])/g;
  after.lastIndex = from + name.length + 3;
  const end = after.exec(index)?.index ?? index.length;
  return `entries:\n${index.slice(from, end)}\n`;
}
