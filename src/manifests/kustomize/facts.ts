import type { Slot, Use } from '../model/use.ts';

/** What a kustomization tells that the files it builds from are needed for. */
export interface KustomizeFact {
  readonly type: 'kustomization';
  readonly kustomization: Kustomization;
}

/** What a kustomization builds from, and what it does to images. */
export interface Kustomization {
  /** Paths as written of files and directories in the tree: resources, bases, patches. */
  readonly parts: readonly string[];
  /** Likewise, of what works on all the parts. */
  readonly components: readonly string[];
  /** Whether it also takes manifests from elsewhere, or makes them with a chart. */
  readonly takesUnseen: boolean;
  readonly entries: readonly ImageEntry[];
}

/** One entry of a kustomization's `images`: what it matches and what it makes of it. */
export interface ImageEntry {
  /** At `newName` where there is one, else at `name`. */
  readonly use: Use;
  /** What it matches, as it stands: kustomize compares without normalising. */
  readonly name: string;
  /** What the image is called afterwards. */
  readonly newName: string;
  /** Whether the entry gives tag or digest; else those of what it matches stay. */
  readonly setsVersion: boolean;
  /** Writes `name`, so that the entry goes on matching what was renamed below it. */
  readonly match: Slot | undefined;
  /** Whether the image is named by the entry alone (`newName`), or by what it matches. */
  readonly renames: boolean;
}
