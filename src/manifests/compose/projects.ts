import type { FactBook } from '../model/fact.ts';
import { baseName, directoryOf, joinPath } from '../source/paths.ts';
import { type EnvironmentFiles, Environments } from './environment.ts';
import type { ComposeCommand, ComposeFile, ComposeImage, ComposeInclude, ComposeService } from './facts.ts';

/** Files that Compose merges to one project. */
interface Project {
  /** The later one says the last word. */
  readonly files: readonly string[];
  readonly directory: string;
  readonly environment: EnvironmentFiles;
}

/** Where an image stands. */
export interface ImageSpot {
  readonly file: string;
  readonly start: number;
}

/** What the files of a project say of one service, merged. */
interface Merged {
  /** Every image that some file says, the last one decides. */
  readonly images: readonly ImageSpot[];
  readonly image: Said;
  readonly build: Said;
}

/** Whether a field is there, was taken back, or is not spoken of. */
type Said = 'yes' | 'reset' | undefined;

/** Longer chains of files and services are no repository's, nor are more services than this read over and over. */
const MAX_DEPTH = 20;
const MAX_STEPS = 100_000;

/**
 * What comes of the Compose files of a tree when they are merged to projects: the file of a usual name with its override
 * (https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/), what `COMPOSE_FILE` and commands name, and what
 * these include and extend. A file that is in no project is one by itself.
 *
 * What is matched is the name of a service, which no move changes: so every file is moved as it stands. What a project
 * decides is where variables come from, what else they are used for, and what is built under an image's name.
 */
class Projects {
  readonly environments: Environments;
  readonly #files: ReadonlyMap<string, ComposeFile>;
  /** By file and by the paths joined: where its variables come from. */
  readonly #environmentsOf = new Map<string, Map<string, EnvironmentFiles>>();
  /** By path of an environment file: the Compose files that it gives variables to. */
  readonly #readers = new Map<string, Map<string, ComposeFile>>();
  readonly #given = new Set<string>();
  readonly #built = new Set<string>();
  readonly #pulled = new Set<string>();
  readonly #replaced = new Map<string, ImageSpot>();
  readonly #services = new Map<ComposeFile, ReadonlyMap<string, ComposeService>>();
  #steps = 0;

  constructor(book: FactBook) {
    this.environments = new Environments(book.of('dotenv'));
    this.#files = new Map(book.of('compose-file').map(({ file, fact }) => [file, fact.composed]));
    for (const project of [...this.#named(book), ...this.#settings(book)]) this.#read(project);
    for (const project of this.#usual(book)) this.#read(project);
    for (const file of this.#files.keys()) {
      if (!this.#environmentsOf.has(file)) this.#read(this.#project([file], directoryOf(file)));
    }
  }

  /** Whether the tree has so many projects that they are not followed to their ends. */
  get isTangled(): boolean {
    return this.#steps > MAX_STEPS;
  }

  /** Where the variables of a Compose file come from: each of its projects may have them elsewhere. */
  environmentsOf(file: string): readonly EnvironmentFiles[] {
    return [...(this.#environmentsOf.get(file)?.values() ?? [[]])];
  }

  /** The Compose files that an environment file gives variables to, with what each uses. */
  readersOf(environment: string): readonly (readonly [string, ComposeFile])[] {
    return [...(this.#readers.get(environment) ?? NONE)];
  }

  /** Whether every variable of an environment file is given to some container. */
  isGiven(environment: string): boolean {
    return this.#given.has(environment);
  }

  /** Whether a project builds under the name at a place, and whether one pulls it. */
  fateOf({ place }: ComposeImage): { readonly isBuilt: boolean; readonly isPulled: boolean } {
    const key = keyOf({ file: place.file.path, start: place.start });
    return { isBuilt: this.#built.has(key), isPulled: this.#pulled.has(key) };
  }

  /** The image that every project has instead of the one at a place. */
  replacementOf({ place }: ComposeImage): ImageSpot | undefined {
    const key = keyOf({ file: place.file.path, start: place.start });
    return this.#built.has(key) || this.#pulled.has(key) ? undefined : this.#replaced.get(key);
  }

  #project(files: readonly string[], directory: string, environment = dotenvOf(directory)): Project {
    return { files, directory, environment };
  }

  /** What commands name, from the directory of the script or from the top: where all of it is. */
  #named(book: FactBook): readonly Project[] {
    const projects = new Map<string, Project>();
    for (const { file, fact } of book.of('compose-command')) {
      for (const from of new Set([directoryOf(file), ''])) {
        const project = this.#commanded(fact.command, from);
        if (project === undefined) continue;
        projects.set(JSON.stringify(project), project);
        break;
      }
    }
    return [...projects.values()];
  }

  #commanded({ files, environment, directory }: ComposeCommand, from: string): Project | undefined {
    const named = pathsFrom(from, files);
    const paths = files.length === 0 ? this.#usualIn(from) : named;
    const [first] = paths;
    if (first === undefined || paths.length < files.length || !paths.every((path) => this.#files.has(path)))
      return undefined;
    const at = directory === undefined ? directoryOf(first) : joinPath(from, directory);
    const given = pathsFrom(from, environment).toReversed();
    return at === undefined ? undefined : this.#project(paths, at, given.length === 0 ? undefined : given);
  }

  /** What `COMPOSE_FILE` names (https://docs.docker.com/compose/how-tos/environment-variables/envvars/#compose_file). */
  #settings(book: FactBook): readonly Project[] {
    return book.of('dotenv').flatMap(({ file, fact }) => {
      if (baseName(file) !== '.env') return [];
      const named = fact.variables.findLast(({ name }) => name === 'COMPOSE_FILE')?.text?.split(':') ?? NONE;
      const paths = pathsFrom(directoryOf(file), named);
      const [first] = paths;
      if (first === undefined || !paths.every((path) => this.#files.has(path))) return [];
      const directory = directoryOf(first);
      return [this.#project(paths, directory, [...new Set([...dotenvOf(directory), file])])];
    });
  }

  /** What Compose takes where it is told nothing. */
  #usual(book: FactBook): readonly Project[] {
    const told = book
      .of('dotenv')
      .filter(
        ({ file, fact }) => baseName(file) === '.env' && fact.variables.some(({ name }) => name === 'COMPOSE_FILE'),
      )
      .map(({ file }) => directoryOf(file));
    const directories = new Set([...this.#files.keys()].map(directoryOf));
    for (const directory of told) directories.delete(directory);
    return [...directories].map((directory) => this.#project(this.#usualIn(directory), directory));
  }

  #usualIn(directory: string): readonly string[] {
    return [USUAL_NAMES, USUAL_OVERRIDES].flatMap(
      (names) => pathsFrom(directory, names).find((path) => this.#files.has(path)) ?? NONE,
    );
  }

  #read({ files, directory, environment }: Project): void {
    const merged = new Map<string, Merged>();
    const seen = new Set<string>();
    for (const file of files) {
      for (const [name, said] of this.#servicesOf({ file, directory, environment, seen, depth: 0 }))
        merged.set(name, merge(merged.get(name), said));
    }
    for (const { images, image, build } of merged.values()) {
      const effective = image === 'yes' ? images.at(-1) : undefined;
      if (effective === undefined) continue;
      const key = keyOf(effective);
      (build === 'yes' ? this.#built : this.#pulled).add(key);
      for (const other of images) this.#replaced.set(keyOf(other), effective);
    }
  }

  /** The services that a file brings along: those that it includes, and its own. */
  #servicesOf(reading: Reading): ReadonlyMap<string, Merged> {
    const { file, directory, environment, seen, depth } = reading;
    const composed = this.#files.get(file);
    const services = new Map<string, Merged>();
    const key = `${file}\0${environment.join('\0')}`;
    if (composed === undefined || depth > MAX_DEPTH || seen.has(key) || this.isTangled) return services;
    seen.add(key);
    this.#reach(reading, composed);
    for (const from of new Set([directory, directoryOf(file)]))
      for (const path of pathsFrom(from, composed.given)) this.#given.add(path);
    this.#steps += composed.given.length + composed.services.length;
    for (const include of composed.includes) this.#include(reading, include, services);
    for (const service of composed.services)
      services.set(service.name, merge(services.get(service.name), this.#service(reading, service)));
    return services;
  }

  #include(reading: Reading, include: ComposeInclude, services: Map<string, Merged>): void {
    const { file, environment, depth } = reading;
    const from = directoryOf(file);
    const paths = pathsFrom(from, include.paths);
    const directory =
      include.directory === undefined ? directoryOf(paths[0] ?? '') : (joinPath(from, include.directory) ?? '');
    const own =
      include.environment.length === 0 ? dotenvOf(directory) : pathsFrom(from, include.environment).toReversed();
    // What includes it decides before what stands beside it.
    const inner = [...new Set([...environment, ...own])];
    for (const path of paths) {
      this.#steps++;
      const included = { ...reading, file: path, directory, environment: inner, depth: depth + 1 };
      for (const [name, said] of this.#servicesOf(included)) services.set(name, merge(services.get(name), said));
    }
  }

  /** A service with what it extends, which gets its variables from where this file does. */
  #service(reading: Reading, { image, build, extends: extended }: ComposeService): Merged {
    const isImage = typeof image === 'number';
    const images = isImage ? [{ file: reading.file, start: image }] : [];
    const base = extended === undefined ? undefined : this.#extended(reading, extended);
    return merge(base, { images, image: isImage ? 'yes' : image, build });
  }

  #extended(reading: Reading, extended: NonNullable<ComposeService['extends']>): Merged | undefined {
    const { file, directory, depth } = reading;
    if (depth >= MAX_DEPTH || this.isTangled) return undefined;
    this.#steps++;
    const { file: named, service: name } = extended;
    const paths =
      named === undefined ? [file] : [directoryOf(file), directory].flatMap((from) => pathsFrom(from, [named]));
    for (const path of paths) {
      const composed = this.#files.get(path);
      const service = composed === undefined ? undefined : this.#servicesIn(composed).get(name);
      if (composed === undefined || service === undefined) continue;
      const next = { ...reading, file: path, depth: depth + 1 };
      this.#reach(next, composed);
      return this.#service(next, service);
    }
    return undefined;
  }

  #servicesIn(composed: ComposeFile): ReadonlyMap<string, ComposeService> {
    const known = this.#services.get(composed);
    const services = known ?? new Map(composed.services.map((service) => [service.name, service]));
    this.#services.set(composed, services);
    return services;
  }

  /** Notes where a file's variables come from; paths of nothing make no difference. */
  #reach({ file, environment }: Reading, composed: ComposeFile): void {
    const present = environment.filter((path) => this.environments.has(path));
    const known = this.#environmentsOf.get(file) ?? new Map<string, EnvironmentFiles>();
    this.#environmentsOf.set(file, known.set(present.join('\0'), present));
    for (const path of present) {
      const readers = this.#readers.get(path) ?? new Map<string, ComposeFile>();
      this.#readers.set(path, readers.set(file, composed));
    }
  }
}

const PROJECTS = new WeakMap<FactBook, Projects>();

/** The projects of a tree, made once. */
export function projectsOf(book: FactBook): Projects {
  const projects = PROJECTS.get(book) ?? new Projects(book);
  PROJECTS.set(book, projects);
  return projects;
}

export type { Projects };

/** What of a project is being read. */
interface Reading {
  readonly file: string;
  readonly directory: string;
  readonly environment: EnvironmentFiles;
  /** What has been read for this project. */
  readonly seen: Set<string>;
  readonly depth: number;
}

/** https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file */
const USUAL_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const USUAL_OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

function merge(base: Merged | undefined, over: Merged): Merged {
  if (base === undefined) return over;
  return {
    images: [...base.images, ...over.images],
    image: over.image ?? base.image,
    build: over.build ?? base.build,
  };
}

const NONE: readonly never[] = [];

/** Paths from the top, without those outside of the tree. */
function pathsFrom(directory: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => joinPath(directory, path) ?? NONE);
}

/** The file that gives variables where nothing else is said. */
function dotenvOf(directory: string): readonly string[] {
  return pathsFrom(directory, ['.env']);
}

function keyOf({ file, start }: ImageSpot): string {
  return `${start} ${file}`;
}
