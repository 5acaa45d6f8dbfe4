import { gunzipSync } from 'node:zlib';

/** A file of a chart, its path below the chart's folder. */
export interface ChartFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The largest charts have some megabytes (kube-prometheus-stack: 0.6 packed, 5 unpacked). Bytes. */
export const MAX_PACKED_BYTES = 32 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;
const MAX_FILES = 10_000;
const MAX_PATH_CHARS = 512;

const BLOCK = 512;

/**
 * The files of a packed chart (https://helm.sh/docs/topics/charts/#the-chart-file-structure): a gzipped tar whose first folder is the
 * chart's name. Nothing is written anywhere. Links, devices and paths that lead out are refused, all of the archive with them: no
 * tool that packs charts makes such.
 * @returns a clause for people where it is refused
 */
export function filesOfArchive(packed: Uint8Array): readonly ChartFile[] | string {
  const tar = unzipped(packed);
  if (typeof tar === 'string') return tar;
  const files = new Map<string, ChartFile>();
  for (const entry of entriesOf(tar)) {
    if (typeof entry === 'string') return entry;
    const path = pathOf(entry.name);
    if (path === undefined) return `it holds a path that leads out of it (${shown(entry.name)})`;
    if (path !== '') files.set(path, { path, bytes: entry.body });
    if (files.size > MAX_FILES) return `it holds more than ${MAX_FILES} files`;
  }
  if (!files.has('Chart.yaml')) return 'it holds no Chart.yaml';
  return [...files.values()];
}

function unzipped(packed: Uint8Array): Uint8Array | string {
  try {
    return gunzipSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    const isBomb = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isBomb ? `it unpacks to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB` : 'it is no gzipped archive';
  }
}

interface TarEntry {
  readonly name: string;
  readonly body: Uint8Array;
}

/** The regular files of a tar (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html), or why it is refused. */
function* entriesOf(tar: Uint8Array): Generator<TarEntry | string> {
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = octal(header, 124, 12);
    const start = at + BLOCK;
    if (size === undefined || start + size > tar.length) {
      yield 'its archive is broken off';
      return;
    }
    const body = tar.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    const name = longName ?? nameOf(header);
    switch (String.fromCharCode(header[156] ?? 0)) {
      case 'L':
        longName = text(body, 0, body.length);
        break;
      case 'x':
        longName = paxPath(body) ?? longName;
        break;
      case 'g':
        break;
      case '5':
        longName = undefined;
        break;
      case '0':
      case '7':
      case '\0':
        longName = undefined;
        yield { name, body };
        break;
      default:
        yield `it holds a link or a device (${shown(name)})`;
        return;
    }
  }
}

/** The path below the archive's first folder; empty for what stands beside that; `undefined` where it leads out. */
function pathOf(name: string): string | undefined {
  const parts = name.replaceAll('\\', '/').split('/');
  const isOut = parts.includes('..') || name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\0');
  if (isOut || name.length > MAX_PATH_CHARS) return undefined;
  return parts
    .filter((part) => part !== '' && part !== '.')
    .slice(1)
    .join('/');
}

function nameOf(header: Uint8Array): string {
  const name = text(header, 0, 100);
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** `27 path=chart/templates/x.yaml\n` (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03). */
function paxPath(body: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text(body, 0, body.length))?.[1];
}

function text(bytes: Uint8Array, start: number, length: number): string {
  const part = bytes.subarray(start, start + length);
  const end = part.indexOf(0);
  return Buffer.from(end === -1 ? part : part.subarray(0, end)).toString('utf8');
}

function octal(header: Uint8Array, start: number, length: number): number | undefined {
  const digits = text(header, start, length).trim();
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}
