import type { UnseenTally } from './unseen.ts';

/** What a run came to, in numbers of distinct images unless said otherwise. */
export interface Tally {
  /** All references found, of every class. */
  readonly images: number;
  /** All public references found, whatever the scope; also those that artifact cache can't source from. */
  readonly publicFound: number;
  /** Whether only what the base does not have is in scope. */
  readonly changedOnly: boolean;
  /** Repositories in scope whose images are public: what rules are for. */
  readonly public: number;
  /** References in scope that are served from the registry already. */
  readonly cached: number;
  /** Public ones that a rule covers. */
  readonly covered: number;
  /** Public ones that a rule of the plan would cover, which this run was not to create. */
  readonly planned: number;
  /** Public ones that no rule covers. */
  readonly uncovered: number;
  readonly rulesCreated: number;
  /** Rules that a run which changes nothing would create. */
  readonly rulesToCreate: number;
  readonly warm: number;
  /** Images that were to be warmed and are not proven to be stored. */
  readonly unwarmed: number;
  /** Images that the gate could not decide on: not scanned, never scanned, or not to be asked about. */
  readonly unscanned: number;
  /** Warnings of the scan: of one file or document that could not be read or understood there may be several. */
  readonly unreadable: number;
  /** Images stored before whose tag has moved at the upstream, or could not be asked for, and which were not brought up to date. */
  readonly stale: number;
  /** In the registry with neither rule nor repository. */
  readonly dangling: number;
  /** Of which only the registry or only the repository is moved. */
  readonly halfMoved: number;
  /** What images come in that nobody has looked into. */
  readonly unseen: UnseenTally;
  readonly suggestions: number;
  /** Rules of the registry above `max-cache-rules`, whoever made them. */
  readonly excess: number;
}

/** What the outcome reads of the gate's result (src/defender/gate.ts). */
export interface GateVerdict {
  /** As in the output `verdict`. */
  readonly verdict: 'no gate' | 'passed' | 'failed' | `not decided: ${string}` | `nothing judged: ${string}`;
  /** One line for people. */
  readonly headline: string;
  readonly images: readonly {
    readonly state: string;
    /** What nobody could tell of a part of it. */
    readonly open: readonly string[];
    /** What counts against it. */
    readonly blocking?: readonly { readonly finding: { readonly severity: string } }[];
  }[];
}
