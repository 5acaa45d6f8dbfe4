import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Whether buildah is here. */
export function hasBuildah(): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'buildah')));
}

/** What a Dockerfile comes to: its files by their hash, its labels and its environment; or what is missing. */
export interface Built {
  readonly ok: boolean;
  readonly output: string;
}

/** A store of images of its own, in which Dockerfiles are built without network. */
export class Store {
  readonly #root = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-buildah-'));
  readonly #added = new Set<string>();

  /** Puts an image into the store, once, that has one file, `/who`. */
  add(content: string, names: readonly string[]): void {
    if (this.#added.has(content)) return;
    this.#added.add(content);
    const folder = join(this.#root, 'context');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'who'), content);
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY who /who\n');
    const [first = '', ...others] = names;
    this.#run('build', '--tag', first, '--timestamp', '0', folder);
    if (others.length > 0) this.#run('tag', first, ...others);
  }

  build(text: string): Built {
    const folder = join(this.#root, 'context');
    writeFileSync(join(folder, 'Dockerfile'), text);
    const name = 'localhost/built';
    const built = this.#run('build', '--pull=never', '--timestamp', '0', '--tag', name, folder);
    if (!built.ok) return built;
    return this.#run(
      'inspect',
      '--type',
      'image',
      '--format',
      '{{.OCIv1.RootFS.DiffIDs}} {{.OCIv1.Config.Env}} {{.OCIv1.Config.Labels}}',
      name,
    );
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #run(...words: readonly string[]): Built {
    const store = [
      '--root',
      join(this.#root, 'store'),
      '--runroot',
      join(this.#root, 'run'),
      '--storage-driver',
      'vfs',
    ];
    const { status, stdout, stderr } = spawnSync('buildah', [...store, ...words], { encoding: 'utf8' });
    return { ok: status === 0, output: status === 0 ? stdout : stderr };
  }
}
