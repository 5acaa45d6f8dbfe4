import type { LiteralPlace } from '../model/use.ts';

/** What a Compose file tells that its `.env` files and Dockerfiles are needed for. */
export type ComposeFact =
  | { readonly type: 'compose-image'; readonly image: ComposeImage }
  | { readonly type: 'compose-build'; readonly build: ComposeBuild };

/** An image with variables, whose values may stand in the `.env` file beside it. */
export interface ComposeImage {
  readonly place: LiteralPlace;
  /** Whether the place holds the reference character by character. */
  readonly verbatim: boolean;
  /** Decoded: what variables are expanded in. */
  readonly value: string;
  /** The service builds it under this name. */
  readonly built: boolean;
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
  readonly line: number;
  readonly column: number;
}
