import { withoutQuery } from '../../base/url.ts';
import type { SourceFile } from '../source/source.ts';
import type { UnseenSource } from './use.ts';

/** The file in which it is named. */
type Place = Pick<SourceFile, 'path' | 'at'>;

/** A chart that is not in the tree. */
export interface RemoteChart {
  readonly name: string;
  /** `https://…` or `oci://…`; `@name` and `alias:name` are repositories that the user's own helm knows. */
  readonly repository: string;
  /** Absent or empty: whatever is newest. */
  readonly version?: string | undefined;
}

/** The images of a chart that is elsewhere, with the command that shows them (https://helm.sh/docs/helm/helm_template/). */
export function unseenChart(
  file: Place,
  offset: number,
  { name: chartName, repository, version: givenVersion }: RemoteChart,
): UnseenSource {
  const from = shown(repository);
  const name = shortened(chartName);
  const version = givenVersion === undefined ? undefined : shortened(givenVersion);
  const oci = from.startsWith('oci://');
  const known = /^(?:@|alias:)(.*)$/.exec(from);
  const chart = oci ? `${from}/${name}` : known === null ? name : `${known[1]}/${name}`;
  const words = ['helm', 'template', name, chart];
  if (!oci && known === null) words.push('--repo', from);
  if (version) words.push('--version', version);
  return unseen(
    'chart',
    file,
    offset,
    `chart ${oci ? chart : `${from} ${name}`}${version ? ` ${version}` : ''}`,
    words,
  );
}

/**
 * The images of a chart that a tool names by one text: `oci://…` or the address of an archive in full, else a name in a repository.
 * @returns `undefined` for a chart of the tree
 */
export function unseenNamedChart(
  file: Place,
  offset: number,
  { chart, repository, version }: { readonly chart: string; readonly repository?: string; readonly version?: string },
): UnseenSource | undefined {
  const slash = chart.lastIndexOf('/');
  if (chart.startsWith('oci://')) {
    return unseenChart(file, offset, { name: chart.slice(slash + 1), repository: chart.slice(0, slash), version });
  }
  if (repository !== undefined) return unseenChart(file, offset, { name: chart, repository, version });
  return /^https?:\/\//.test(chart) ? unseenChartNamed(file, offset, chart) : undefined;
}

/** The images of a chart of which only this is known: what stands where it is named. */
export function unseenChartNamed(file: Place, offset: number, text: string): UnseenSource {
  const name = shown(text);
  return unseen('chart', file, offset, `chart ${name}`, ['helm', 'template', name]);
}

/** The images of a kustomize base that is elsewhere (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/). */
export function unseenBase(file: Place, offset: number, url: string): UnseenSource {
  // The query is part of the address here (`?ref=`), and the only parts shown are those that are no secret.
  const query = /[?&](?:ref|version)=([\w./-]+)/.exec(url.slice(0, MAX_ADDRESS));
  const base = shown(url) + (query === null ? '' : `?ref=${query[1]}`);
  return unseen('base', file, offset, `kustomize base ${base}`, ['kubectl', 'kustomize', base]);
}

/** Manifests in a Git repository that is elsewhere. */
export function unseenGit(file: Place, offset: number, url: string, path: string, revision?: string): UnseenSource {
  const from = shown(url);
  const at = revision ? ` ${shortened(revision)}` : '';
  const branch = revision && revision !== 'HEAD' ? ['--branch', shortened(revision)] : [];
  return unseen('git', file, offset, `git ${from}${path === '' ? '' : ` ${path.slice(0, MAX_ADDRESS)}`}${at}`, [
    'git',
    'clone',
    '--depth',
    '1',
    ...branch,
    from,
  ]);
}

/** Manifests in an OCI artifact (https://fluxcd.io/flux/cmd/flux_pull_artifact/). */
export function unseenArtifact(file: Place, offset: number, url: string, tag?: string): UnseenSource {
  const from = shown(url) + (tag ? `:${shortened(tag)}` : '');
  return unseen('artifact', file, offset, `artifact ${from}`, ['flux', 'pull', 'artifact', from, '--output', '.']);
}

function unseen(
  type: UnseenSource['type'],
  file: Place,
  offset: number,
  source: string,
  words: readonly string[],
): UnseenSource {
  const { line } = file.at(Math.max(offset, 0));
  return { type, file: file.path, line, source: oneLine(source), remedy: words.map(shellWord).join(' ') };
}

/** By aliases one text may be that of very many sources: longer addresses, names and versions are not shown in full. */
const MAX_ADDRESS = 500;
const MAX_NAME = 128;

function shortened(text: string): string {
  return text.slice(0, MAX_NAME);
}

/** An address without what may be secret: user information and query. */
function shown(url: string): string {
  if (url.length > MAX_ADDRESS) return '(a longer address than is shown)';
  return withoutQuery(url.trim()).replace(/^([a-z+]+:\/\/)[^/@]*@/, '$1');
}

/** A word as a shell takes it literally: people paste these commands, and the text comes from a repository. */
function shellWord(word: string): string {
  const line = oneLine(word);
  return /^[\w@%+=:,./~^-]+$/.test(line) && !line.startsWith('~') ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
