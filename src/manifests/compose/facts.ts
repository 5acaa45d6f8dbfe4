import type { LiteralPlace } from '../model/use.ts';
import type { VariableCount } from '../model/variable-count.ts';

/** What a Compose file tells that the other files of its project, its `.env` files and Dockerfiles are needed for. */
export type ComposeFact =
  | { readonly type: 'compose-file'; readonly composed: ComposeFile }
  | { readonly type: 'compose-image'; readonly image: ComposeImage }
  | { readonly type: 'compose-build'; readonly build: ComposeBuild };

/** What a Compose file brings into a project. Paths are as written. */
export interface ComposeFile {
  readonly services: readonly ComposeService[];
  readonly includes: readonly ComposeInclude[];
  /** Files whose every variable is given to a container (`env_file`). */
  readonly given: readonly string[];
  /** How often each variable is used, wherever it stands. */
  readonly variables: ReadonlyMap<string, VariableCount>;
}

/** What a file says of a service: by its name it is merged with what others say. */
export interface ComposeService {
  readonly name: string;
  /** Offset of the image; `reset` takes back what others say. */
  readonly image: number | 'reset' | undefined;
  readonly build: 'yes' | 'reset' | undefined;
  readonly extends: { readonly file: string | undefined; readonly service: string } | undefined;
}

/** Files that are read as a project of their own, whose services are taken over. */
export interface ComposeInclude {
  readonly paths: readonly string[];
  /** Where its variables are; `.env` in its directory unless given. */
  readonly environment: readonly string[];
  readonly directory: string | undefined;
}

/** A command line that names the files of a project. Paths are as written, from wherever the command is run. */
export interface ComposeCommand {
  readonly files: readonly string[];
  /** `--env-file`: a later one wins. */
  readonly environment: readonly string[];
  readonly directory: string | undefined;
}

/** An image, whose variables' values may stand in the `.env` files of its projects. */
export interface ComposeImage {
  readonly place: LiteralPlace;
  /** Whether the place holds the reference character by character. */
  readonly verbatim: boolean;
  /** Decoded: what variables are expanded in. */
  readonly value: string;
  /** Whether the text, which may be no image elsewhere, is used for something else by an alias. */
  readonly isShared: boolean;
}

/** A Dockerfile that a service builds, and what it gives to the build. */
export interface ComposeBuild {
  /** Path of the Compose file. */
  readonly file: string;
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  /** Names, lower case, that stand for something else in the Dockerfile. */
  readonly contexts: readonly string[];
  readonly args: readonly BuildArg[];
}

export interface BuildArg {
  readonly name: string;
  /** The value, should it be an image; absent where the variable is passed on from the environment. */
  readonly image: ComposeImage | undefined;
}

/** What a `.env` file tells. */
export interface DotenvFact {
  readonly type: 'dotenv';
  readonly variables: readonly DotenvVariable[];
}

/** A variable of a `.env` file. */
export interface DotenvVariable {
  readonly name: string;
  /** Offset of the value, quotes excluded. */
  readonly start: number;
  /** The value as it stands there; `undefined` where it can be no part of a reference (it may well be a secret, and is not kept). */
  readonly text: string | undefined;
  /** Whether variables in it are expanded: not between single quotes. */
  readonly expands: boolean;
  /** The variables of the file that are expanded in it. */
  readonly parts: ReadonlyMap<string, VariableCount>;
  readonly line: number;
  readonly column: number;
}
