import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checkout, findCheckout } from './checkout.ts';
import { type GitPlace, runGitSync } from './command.ts';

/** A repository as this product reads it, to be closed. */
export interface Repository {
  readonly place: GitPlace;
  readonly checkout: Checkout;
  readonly close: () => void;
}

/**
 * Opens the repository that a folder is checked out from. Git is given a git directory of our own making, with a configuration of
 * ours; index, objects and references in it are the real ones. So nothing that the repository's configuration says is ever read,
 * nothing is written to it, and what is fetched is gone with our directory.
 * @param folder absolute
 * @param within where the search for `.git` ends
 * @returns `undefined` where the folder belongs to no checkout
 */
export function openRepository(folder: string, within?: string): Repository | undefined {
  const real = realFolder(folder);
  if (real === undefined) return undefined;
  const checkout = findCheckout(real, within === undefined ? undefined : realFolder(within));
  if (checkout === undefined) return undefined;
  return opened(checkout, real, (gitDir) => furnish(gitDir, checkout));
}

/** The same work tree over a repository that has nothing yet: for what has to be fetched whole. */
export function emptyCopy({ checkout, place }: Repository): Repository {
  return opened(checkout, place.folder, (gitDir) => {
    mkdirSync(join(gitDir, 'objects'));
    mkdirSync(join(gitDir, 'refs'));
    writeFileSync(join(gitDir, 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(gitDir, 'config'), configuration(formatOf(checkout, place), false));
  });
}

/** A repository of nothing, without a work tree: for what is fetched from elsewhere. */
export function emptyRepository(): Pick<Repository, 'place' | 'close'> {
  const gitDir = temporaryFolder();
  for (const name of ['objects', 'refs']) mkdirSync(join(gitDir, name));
  writeFileSync(join(gitDir, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(gitDir, 'config'), configuration({ objects: 'sha1', references: 'files' }, false));
  const place = { gitDir, top: gitDir, folder: gitDir, indexFile: join(gitDir, 'index') };
  return { place, close: () => removeFolder(gitDir) };
}

/** The first address of the remote `origin`, only to tell whose checkout it is; it is never talked to. */
export function originOf({ place, checkout }: Repository): string | undefined {
  const file = join(checkout.commonDir, 'config');
  const answer = runGitSync(place, ['config', '--file', file, '--no-includes', '--get-all', 'remote.origin.url']);
  return answer.type === 'ok' ? answer.value.split('\n')[0] : undefined;
}

function opened(checkout: Checkout, folder: string, prepare: (gitDir: string) => void): Repository {
  const gitDir = temporaryFolder();
  const close = () => removeFolder(gitDir);
  try {
    prepare(gitDir);
  } catch (error) {
    close();
    throw error;
  }
  const place = { gitDir, top: checkout.top, folder, indexFile: join(checkout.gitDir, 'index') };
  return { place, checkout, close };
}

function temporaryFolder(): string {
  return mkdtempSync(join(realpathSync(process.env.RUNNER_TEMP || tmpdir()), 'acr-artifact-cache-git-'));
}

function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Fills a git directory with ways to what is really there. */
function furnish(gitDir: string, checkout: Checkout): void {
  const { gitDir: own, commonDir } = checkout;
  mkdirSync(join(gitDir, 'objects', 'info'), { recursive: true });
  mkdirSync(join(gitDir, 'info'));
  writeFileSync(join(gitDir, 'objects', 'info', 'alternates'), `${quoted(join(commonDir, 'objects'))}\n`);
  writeFileSync(join(gitDir, 'config'), configuration({ objects: 'sha1', references: 'files' }, false));
  copyFileSync(join(own, 'HEAD'), join(gitDir, 'HEAD'));
  const place = { gitDir, top: checkout.top, folder: gitDir, indexFile: join(own, 'index') };
  const format = formatOf(checkout, place);
  const isLinked = own !== commonDir;
  // A linked work tree keeps its HEAD in a table of its own: without it git says that there is no HEAD, which is told.
  if (format.references === 'reftable' && !isLinked) linkFolder(join(commonDir, 'reftable'), join(gitDir, 'reftable'));
  linkFolder(join(commonDir, 'refs'), join(gitDir, 'refs'));
  for (const name of ['packed-refs', 'shallow', join('info', 'exclude')]) {
    if (isFile(join(commonDir, name))) copyFileSync(join(commonDir, name), join(gitDir, name));
  }
  // The other half of a split index is looked for beside HEAD.
  for (const name of readdirSync(own)) {
    if (name.startsWith('sharedindex.')) copyFileSync(join(own, name), join(gitDir, name));
  }
  writeFileSync(join(gitDir, 'config'), configuration(format, true));
}

interface Format {
  readonly objects: 'sha1' | 'sha256';
  readonly references: 'files' | 'reftable';
}

/** How the repository is stored: all that is taken from its configuration, and taken as data. */
function formatOf({ commonDir }: Checkout, place: GitPlace): Format {
  const file = join(commonDir, 'config');
  if (!isFile(file) || !/\[\s*extensions/i.test(readFileSync(file, 'utf8')))
    return { objects: 'sha1', references: 'files' };
  const answer = runGitSync(place, ['config', '--file', file, '--no-includes', '--null', '--list']);
  const entries = answer.type === 'ok' ? answer.value.split('\0') : [];
  const says = (key: string, value: string) => entries.includes(`extensions.${key}\n${value}`);
  return {
    objects: says('objectformat', 'sha256') ? 'sha256' : 'sha1',
    references: says('refstorage', 'reftable') ? 'reftable' : 'files',
  };
}

function configuration({ objects, references }: Format, hasReferences: boolean): string {
  const extensions = [
    ...(objects === 'sha256' ? ['objectFormat = sha256'] : []),
    ...(references === 'reftable' && hasReferences ? ['refStorage = reftable'] : []),
  ];
  const ignoresCase = process.platform === 'win32' || process.platform === 'darwin';
  const lines = [
    '[core]',
    `repositoryFormatVersion = ${extensions.length === 0 ? 0 : 1}`,
    'bare = false',
    `ignoreCase = ${ignoresCase}`,
    `precomposeUnicode = ${process.platform === 'darwin'}`,
    ...(extensions.length === 0 ? [] : ['[extensions]', ...extensions]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A path as `objects/info/alternates` takes any: in C's quotes. */
function quoted(path: string): string {
  const slashed = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  const escaped = [...Buffer.from(slashed)].map((byte) =>
    byte < 32 || byte === 34 || byte === 92 || byte > 126
      ? `\\${byte.toString(8).padStart(3, '0')}`
      : String.fromCharCode(byte),
  );
  return `"${escaped.join('')}"`;
}

/** A junction on Windows, where links of files need a right that few have. */
function linkFolder(target: string, path: string): void {
  symlinkSync(target, path, 'junction');
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Without links and with the letters that the file system has; `undefined` where there is no such folder. */
function realFolder(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
