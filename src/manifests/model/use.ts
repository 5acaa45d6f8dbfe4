import type { SourceFile } from '../source/source.ts';
import type { AddedKeys } from './added-keys.ts';
import type { KindName } from './kind-names.ts';
import type { Consumer } from './kind-traits.ts';

/** An image reference at a place, with what it takes to move it. The words are those of docs/architecture.md. */

/** What the place holds of the reference. */
export type Part =
  | 'whole'
  | 'repository'
  | 'newName'
  | 'name'
  | 'arg'
  | 'env'
  | 'from'
  | 'copy-from'
  | 'mount-from'
  /** The name of a chart that brings the image along. */
  | 'chart'
  | 'syntax';

/** The lists of a Pod that name images; `volumes` are image volumes. */
export const POD_LISTS = ['containers', 'initContainers', 'ephemeralContainers', 'volumes'] as const;
export type PodList = (typeof POD_LISTS)[number];

/** Another field of a split reference (`registry`, `tag`, `digest`, …). */
export interface Sibling {
  readonly role: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/**
 * A place that has to be written to move the image, once it is known where to.
 * `start` to `end` (offsets, end exclusive) is replaced; where they are equal, text is inserted.
 * What is written is `before` + value + `after`.
 */
export interface Slot {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /**
   * - `name`: `<registry>/<repository>` of the target
   * - `registry`, `repository`: that half of it
   * - `digest`: the digest, written only when pinning
   */
  readonly writes: 'name' | 'registry' | 'repository' | 'digest';
  readonly before: string;
  readonly after: string;
  /** Keys that are written around the value, where the slot adds them to a mapping; `start` and `end` are where they are added. */
  readonly adds?: AddedKeys;
  /** What follows the slot in the resolved value and is not in the slot: the value must end with it and is written without it. */
  readonly tail: string;
  /**
   * Of a slot that adds something for this use's sake and takes nothing from another, so that others may stay as they are beside
   * it: the values for which what it adds is there already.
   */
  readonly present?: ReadonlySet<string>;
  /** What is written in its place where that makes what stays, too: an override that can't follow all that it finds finds them apart. */
  readonly instead?: readonly Slot[];
}

/** Names that are taken, by name. */
export type TakenNames = ReadonlyMap<string, TakenName>;

export interface TakenName {
  /** Where it stands. */
  readonly at: string;
  /** Names that come to the same: an override changes one into the other before anything looks for either. */
  readonly sameAs: ReadonlySet<string>;
}

/** A use as the manifests tell it, before it is known to which class it belongs. */
export interface Use {
  /** Relative to the scanned path. */
  readonly file: string;
  /** 1-based, of the first character of the token that names the image. */
  readonly line: number;
  readonly column: number;
  /** What stands there. */
  readonly text: string;
  /** Normalised without inventing a tag; `null` where it can't be resolved statically. */
  readonly image: string | null;
  /** Why `image` is `null`, or why its tag is not known. */
  readonly reason?: string;
  /**
   * The repository is known and the tag (or the digest) is not: `image` has neither. It can be moved, since cache rules are
   * per repository; it can be neither warmed nor checked.
   */
  readonly unknownTag?: true;
  readonly kind: KindName;
  readonly part: Part;
  /** The list of a Pod's description that it stands in, where that is known. Admission policies look at some lists only. */
  readonly podList?: PodList;
  readonly also: readonly Sibling[];
  /** What has to be written to move it; empty where it is not to be edited. */
  readonly slots: readonly Slot[];
  /** All texts that it is joined of, where it is: another use may change none but what this one writes, too. */
  readonly madeOf?: readonly Pick<Slot, 'file' | 'start' | 'end'>[];
  /** Why a resolved use is not written. Slots that it has all the same are what it is made of, and what no other may change. */
  readonly uneditable?: string;
  /** Names that it must not be given: an override finds images by their names, and would take one for another. */
  readonly avoids?: readonly TakenNames[];
  /** What is pulled, where that is more than `image` tells (an empty tag that means the chart's appVersion). */
  readonly pulls?: string;
  /** What pulls it, where that is not what pulls the images of its kind: `kubectl set image` in a script has a cluster pull. */
  readonly pulledBy?: Consumer;
  /** A step puts it into manifests in place of images of its name, whatever their version: all of these move, or none. */
  readonly substitutes?: true;
  /** The manifest tells that what is built never contains this use: who replaces it. */
  readonly overriddenBy?: string;
  /** The manifest builds what it names (a Compose service with `build`): the name counts as built here, once it is resolved. */
  readonly built?: boolean;
  /** The user said to leave it alone, and why. */
  readonly ignored?: string;
  /** How the repository causes it: the chart that it names, the charts in that, and the value (`stack 61.3.1 › grafana › \`image.repository\``). */
  readonly through?: string;
  /** It is deployed only where somebody turns it on, which nobody does: why that is so. */
  readonly ifEnabled?: string;
  /** Only a test reads or expects it, and nothing that is deployed reaches it: why that is so. */
  readonly testMaterial?: string;
}

/** Images that the repository causes but does not contain. */
export interface UnseenSource {
  /**
   * What they come in: a chart, a kustomize base, manifests of a Git repository, an artifact with such, a Compose file, a submodule, or a
   * file of the tree that is a manifest by what names it and has no name of one.
   */
  readonly type: 'chart' | 'base' | 'git' | 'artifact' | 'include' | 'submodule' | 'file';
  readonly file: string;
  readonly line: number;
  /** `chart https://… redis 19.0.0`, `kustomize base github.com/…`. */
  readonly source: string;
  /** The command that would show its images. */
  readonly remedy: string;
  /** Why it could not be rendered, where that was tried. A clause. */
  readonly because?: string;
}

/** Something that could not be read or understood; never silently dropped. */
export interface ScanWarning {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Where a reference stands in full, as text that means itself. */
export interface LiteralPlace {
  readonly file: SourceFile;
  /** Offset of the reference's first character. */
  readonly start: number;
  /** The reference as it stands in the source. */
  readonly text: string;
  readonly kind: KindName;
  readonly part: Part;
}
