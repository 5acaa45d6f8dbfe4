import type { AnsibleFact } from '../ansible/facts.ts';
import type { ComposeCommand, ComposeFact, DotenvFact } from '../compose/facts.ts';
import type { HelmFact } from '../helm/facts.ts';
import type { KustomizeFact } from '../kustomize/facts.ts';
import type { GitlabFact } from '../pipelines/facts.ts';
import type { TerraformFact } from '../terraform/facts.ts';
import type { JoinedNames } from './joined-names.ts';
import type { SharedText } from './shared-text.ts';
import type { ScanWarning, UnseenSource, Use } from './use.ts';
import type { WatchedName } from './watched-name.ts';
import type { WrittenAnew } from './written-anew.ts';

/** Every fact that some kind tells: the common ones, and those of kinds that resolve over several files. */
export type Fact =
  | CommonFact
  | HelmFact
  | KustomizeFact
  | ComposeFact
  | DotenvFact
  | TerraformFact
  | AnsibleFact
  | GitlabFact;

/** Facts that every kind may tell. */
export type CommonFact =
  | { readonly type: 'use'; readonly use: Use }
  /** What this repository builds, as `buildClaim` says it. */
  | { readonly type: 'built-here'; readonly claim: string }
  /** A command that starts a Compose project: scripts stand in files of many kinds. */
  | { readonly type: 'compose-command'; readonly command: ComposeCommand }
  | { readonly type: 'unseen'; readonly unseen: UnseenSource }
  | ({ readonly type: 'shared-text' } & SharedText)
  | ({ readonly type: 'joined-names' } & JoinedNames)
  | ({ readonly type: 'written-anew' } & WrittenAnew)
  | ({ readonly type: 'watched-name' } & WatchedName)
  | { readonly type: 'warning'; readonly warning: ScanWarning };

/** All facts of all files, by file in the order read, and by type. */
export interface FactBook {
  readonly of: <T extends Fact['type']>(type: T) => readonly FiledFact<T>[];
  readonly inFile: (file: string) => readonly Fact[];
  readonly files: readonly string[];
}

export interface FiledFact<T extends Fact['type']> {
  readonly file: string;
  readonly fact: Extract<Fact, { readonly type: T }>;
}
