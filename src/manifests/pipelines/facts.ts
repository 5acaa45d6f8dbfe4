import type { VariableCount } from '../model/variable-count.ts';

/** What a document of a pipeline says of variables, beside the images that begin with them. */
export interface GitlabFact {
  readonly type: 'gitlab-variables';
  readonly definitions: readonly GitlabDefinition[];
  /** How often each is used for something else than as the beginning of an image that can be written. */
  readonly elsewhere: ReadonlyMap<string, VariableCount>;
}

/** A value that a variable is given: of the whole pipeline, of a job, a rule or a row of a matrix. */
export interface GitlabDefinition {
  readonly name: string;
  /** Decoded. */
  readonly text: string;
  /** Where it stands, in characters. */
  readonly start: number;
  readonly end: number;
}
