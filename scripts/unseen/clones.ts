import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartFile } from '../../src/render/archive.ts';

/** Public repositories as they lie on this machine: `<folder>/<owner>/<name>`, a clone or its git directory alone. */
export class Clones {
  readonly #folder: string;
  readonly #archives = new Map<string, ReadonlyMap<string, string>>();
  readonly #files = new Map<string, ReadonlyMap<string, string>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Every `<owner>/<name>` that is there. */
  repositories(): readonly string[] {
    return readdirSync(this.#folder).flatMap((owner) =>
      readdirSync(join(this.#folder, owner)).map((name) => `${owner}/${name}`),
    );
  }

  has(repository: string): boolean {
    return existsSync(join(this.#folder, repository));
  }

  /** The commit that is checked out. */
  commit(repository: string): string {
    return this.#git(repository, ['rev-parse', 'HEAD']).toString('utf8').trim();
  }

  /** Blob ids by path. */
  files(repository: string): ReadonlyMap<string, string> {
    const known = this.#files.get(repository);
    if (known !== undefined) return known;
    const lines = this.#git(repository, ['ls-tree', '-r', '-z', 'HEAD']).toString('utf8').split('\0');
    const found = new Map(
      lines.flatMap((line) => {
        const [, blob, path] = /^100(?:644|755) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
        return blob === undefined || path === undefined ? [] : [[path, blob] as const];
      }),
    );
    this.#files.set(repository, found);
    return found;
  }

  read(repository: string, path: string): Uint8Array | undefined {
    const blob = this.files(repository).get(path);
    return blob === undefined ? undefined : this.#git(repository, ['cat-file', 'blob', blob]);
  }

  /** Packed charts on the branch that GitHub serves as a repository of charts, by their file names. */
  archives(repository: string): ReadonlyMap<string, string> {
    const known = this.#archives.get(repository);
    if (known !== undefined) return known;
    const found = new Map<string, string>();
    for (const ref of ['gh-pages', 'origin/gh-pages']) {
      let listed = '';
      try {
        listed = this.#git(repository, ['ls-tree', '-r', ref]).toString('utf8');
      } catch {
        continue;
      }
      for (const [, blob, name] of listed.matchAll(/^100644 blob ([0-9a-f]+)\t(?:.*\/)?([^/\n]+[.]tgz)$/gm))
        if (blob !== undefined && name !== undefined) found.set(name, blob);
    }
    this.#archives.set(repository, found);
    return found;
  }

  blob(repository: string, id: string): Uint8Array {
    return this.#git(repository, ['cat-file', 'blob', id]);
  }

  /** The texts of files, by one process. */
  texts(repository: string, paths: readonly string[]): readonly string[] {
    return this.#contents(repository, paths).map((bytes) => bytes.toString('utf8'));
  }

  #contents(repository: string, paths: readonly string[]): readonly Buffer[] {
    const blobs = paths.map((path) => this.files(repository).get(path) ?? '');
    const input = `${blobs.join('\n')}\n`;
    const output = execFileSync('git', ['-C', join(this.#folder, repository), 'cat-file', '--batch'], {
      ...{ input, maxBuffer: 1024 * 1024 * 1024, stdio: ['pipe', 'pipe', 'ignore'] },
    });
    const found: Buffer[] = [];
    for (let at = 0; at < output.length && found.length < blobs.length; ) {
      const end = output.indexOf(10, at);
      const size = Number(output.subarray(at, end).toString('utf8').split(' ')[2] ?? '0');
      found.push(output.subarray(end + 1, end + 1 + size));
      at = end + 1 + size + 1;
    }
    return found;
  }

  /** The files of a folder, their paths below it. */
  folder(repository: string, folder: string): readonly ChartFile[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    const paths = [...this.files(repository).keys()].filter((path) => path.startsWith(prefix));
    return this.#contents(repository, paths).map((bytes, index) => ({
      path: (paths[index] ?? '').slice(prefix.length),
      bytes,
    }));
  }

  #git(repository: string, words: readonly string[]): Buffer {
    const folder = join(this.#folder, repository);
    return execFileSync('git', ['-C', folder, ...words], {
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
}
