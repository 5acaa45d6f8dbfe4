import type { Use } from '../model/use.ts';

/** What variables tell that other files are needed for. */
export type AnsibleFact = AnsibleRepository | AnsibleRegistry;

/** An image in several variables. Its repository may be only a part of one: another file may add to it. */
export interface AnsibleRepository {
  readonly type: 'ansible-repository';
  /** The variable that names the repository. */
  readonly name: string;
  readonly use: Use;
}

/** A variable that holds a registry. */
export interface AnsibleRegistry {
  readonly type: 'ansible-registry';
  readonly name: string;
}
