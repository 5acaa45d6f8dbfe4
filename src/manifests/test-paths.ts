import { baseName, directoryOf, joinPath } from './source/paths.ts';
import type { SourceFile } from './source/source.ts';

/** Folders of which tools know that they hold what tests read (https://pkg.go.dev/cmd/go#hdr-Test_packages, Jest's snapshots). */
const FOLDERS = new Set(['testdata', '__snapshots__']);
/** What every path of a test has in it: the folders, and endings of names. */
const MARKS = /testdata|__snapshots__|\.golden|\.snap|_test\.y/g;

/**
 * Why a file is only what a test reads or expects, by its path alone; `undefined` for others.
 * @param charts directories of charts: the suites of helm-unittest lie in their `tests/`
 */
export function testPath(path: string, charts: Pick<ReadonlySet<string>, 'has'>): string | undefined {
  const folders = directoryOf(path).split('/');
  const folder = folders.find((name) => FOLDERS.has(name));
  if (folder !== undefined) return `it lies in ${folder}/, which holds what tests read`;
  const name = baseName(path);
  if (/\.golden(?:\.[^.]+)?$|\.snap$/.test(name)) return 'its name says that it is what a test expects';
  const tests = folders.lastIndexOf('tests');
  const isSuite = tests >= 0 && /_test\.ya?ml$/.test(name) && charts.has(folders.slice(0, tests).join('/'));
  return isSuite ? "it lies with the suites of a chart's unit tests" : undefined;
}

/** Whether {@link testPath} may give a reason for a path, whichever folders are charts. */
export function mayBeTestPath(path: string): boolean {
  return testPath(path, { has: () => true }) !== undefined;
}

/** The paths that a file names, of which its folder or the repository's root may be the beginning. */
export interface NamedPaths {
  readonly file: string;
  /** Of files and folders that have to do with tests. */
  readonly ofTests: readonly string[];
  /** Of folders all of whose manifests are deployed. */
  readonly deployed: readonly string[];
}

/** No path is longer. */
const MAX_PATH_CHARS = 1024;

/** What a file names; `undefined` for the many that name nothing of the kind. */
export function namedPaths({ path, text }: SourceFile): NamedPaths | undefined {
  if (!NAMES_SOME.test(text)) return undefined;
  const ofTests = wordsOfTests(text).flatMap(withoutGlobs);
  const deployed = deployedFolders(text).flatMap(withoutGlobs);
  return ofTests.length === 0 && deployed.length === 0 ? undefined : { file: path, ofTests, deployed };
}

/** What every text has of which more is asked; one look at the many others takes half the time of several. */
const NAMES_SOME = /testdata|__snapshots__|\.golden|\.snap|_test\.y|argoproj\.io|toolkit\.fluxcd\.io|kubectl|kustomize/;

function wordsOfTests(text: string): readonly string[] {
  const words: string[] = [];
  let end = 0;
  for (const { 0: mark, index: at } of text.matchAll(MARKS)) {
    if (at < end) continue;
    let start = at;
    while (start > 0 && at - start < MAX_PATH_CHARS && isOfPath(text[start - 1])) start--;
    end = at + mark.length;
    while (end < text.length && end - at < MAX_PATH_CHARS && isOfPath(text[end])) end++;
    words.push(text.slice(start, end));
  }
  return words;
}

function isOfPath(unit: string | undefined): boolean {
  return unit !== undefined && !NOT_OF_PATH.test(unit);
}

const NOT_OF_PATH = /[\s"'`,;:()[\]{}<>|&=#]/;

/** `path:` of Argo CD and Flux, and what kubectl is given. */
function deployedFolders(text: string): readonly string[] {
  const fields = /argoproj\.io|toolkit\.fluxcd\.io/.test(text)
    ? text.matchAll(/\bpath["']?:[ \t]{0,9}["']?([^\s"',}]{1,1024})/g)
    : [];
  const flags = /\bkubectl\b|\bkustomize\b/.test(text)
    ? text.matchAll(
        /(?:-[fkR]+|--(?:filename|kustomize|recursive)|\bbuild)[ \t=]{1,9}["']?([^\s"',;|&)-][^\s"',;|&)]{0,1023})/g,
      )
    : [];
  return [...fields, ...flags].map(([, path = '']) => path);
}

/** A path up to its first glob; none where the glob stands at the front: such say what is left out, mostly. */
function withoutGlobs(path: string): readonly string[] {
  const glob = path.search(/[*?]/);
  const whole = glob === -1 ? path : directoryOf(path.slice(0, glob));
  return glob !== -1 && whole === '' ? [] : [whole.replace(/^\/+/, '').replace(/\/+$/, '') || '.'];
}

/** A path that a file names, as it may lie in the tree. */
export function placesOf(file: string, named: string): readonly string[] {
  const [here, top] = [joinPath(directoryOf(file), named), joinPath('', named)];
  return [here, top].filter((place) => place !== undefined);
}
