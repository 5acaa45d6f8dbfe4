import type { LiteralPlace, Slot, Use } from '../model/use.ts';

/** What a kustomization tells that the files it builds from are needed for. */
export type KustomizeFact =
  | { readonly type: 'kustomization'; readonly kustomization: Kustomization }
  | { readonly type: 'image-transformer'; readonly entry: ImageEntry }
  | { readonly type: 'delivery'; readonly delivery: Delivery }
  | { readonly type: 'release'; readonly release: Release }
  | { readonly type: 'replacements'; readonly replacing: Replacing }
  /** What a JSON patch expects to find: where that is something else, nothing is built. */
  | { readonly type: 'tested-image'; readonly use: Use }
  /** A transformer in a file of its own that patches, or replaces by the files at these paths, as written. */
  | { readonly type: 'patch-transformer'; readonly paths: readonly string[] };

/** What replacements do to images. */
export interface Replacing {
  /** Where one puts or takes a part of an image that is counted from its beginning (`delimiter: /`). */
  readonly cuts: string | undefined;
  /** Where one does so of a text that may be an image: data of a ConfigMap, arguments and variables of a container. */
  readonly cutsTexts: string | undefined;
  /** Whether one takes such a text, so that an image may come of it. */
  readonly copiesTexts: boolean;
}

/** Where the images stand that a chart renders: values in the file that inflates it, files of values, a chart's folder. */
export interface ChartSource {
  readonly file: string;
  /** Paths of files and folders from the top. */
  readonly paths: readonly string[];
}

/** Entries that work on what charts render. */
export interface Rendered {
  readonly entries: readonly ImageEntry[];
  readonly charts: readonly ChartSource[];
}

/** An object that installs a chart and overrides images of what it renders: Flux's HelmRelease with its post-renderers. */
export interface Release {
  readonly entries: readonly ImageEntry[];
  readonly paths: readonly string[];
}

/**
 * An object of a cluster that builds a directory of the tree and overrides images of it: Flux's Kustomization, Argo CD's
 * Application. Paths are those of the source's root.
 */
export interface Delivery extends Pick<Kustomization, 'entries'> {
  /** The directory; `undefined` where it is not known or not of this tree. */
  readonly path: string | undefined;
  /** The directories of components that it adds. */
  readonly components: readonly string[];
  /** Whether all entries of the kustomization are sorted by their names (`kustomize edit set image`, which Argo CD runs). */
  readonly sortsEntries: boolean;
  /** The object's own images: what its patches put, and what they expect to find. */
  readonly own: readonly Use[];
  readonly tests: readonly Use[];
  /** Variables that are filled into what is built. */
  readonly substitutes: readonly Substitute[];
}

/** A variable that Flux fills into what it builds. */
export interface Substitute {
  readonly name: string;
  /** Where its value stands, and the value as it stands. */
  readonly place: LiteralPlace;
}

/** What a kustomization builds from, and what it does to images. */
export interface Kustomization {
  /** Paths as written of files and directories in the tree: resources, bases. */
  readonly parts: readonly string[];
  /** Likewise, of patches and replacements. */
  readonly patches: readonly string[];
  /** What its own patches expect to find. */
  readonly tests: readonly Use[];
  /** Likewise, of what works on all the parts. */
  readonly components: readonly string[];
  /** Whether it also takes manifests from elsewhere, or makes them with a chart. */
  readonly takesUnseen: boolean;
  readonly entries: readonly ImageEntry[];
  /** Paths of files and directories whose objects work on all the parts: an `ImageTagTransformer` is one more entry. */
  readonly transformers: readonly string[];
  /** Entries of transformers that stand in the list itself. */
  readonly lateEntries: readonly ImageEntry[];
  /** What transformers that stand in the list itself put, and expect to find, once the entries have run. */
  readonly late: PatchImages;
  /** Charts that it inflates, where they or their values are in the tree: paths as written. */
  readonly charts: readonly string[] | undefined;
  readonly replacing: readonly Replacing[];
}

/** The images of patches. */
export interface PatchImages {
  readonly puts: readonly Use[];
  /** What they expect to find. */
  readonly tests: readonly Use[];
}

/** One entry of a kustomization's `images`: what it matches and what it makes of it. */
export interface ImageEntry {
  /** At `newName` where there is one, else at `name`. */
  readonly use: Use;
  /** What it matches, as it stands, with a version where it says one: kustomize compares without normalising. */
  readonly name: string;
  /** What the image is called afterwards. */
  readonly newName: string;
  /** Whether the entry gives tag or digest; else those of what it matches stay. */
  readonly setsVersion: boolean;
  /** Writes `name`, so that the entry goes on matching what was renamed below it. */
  readonly match: Slot | undefined;
  /** Adds an entry before it that calls what was renamed below by the name that this one looks for: `present` is filled in later. */
  readonly bridge: Slot | undefined;
  /** Whether the image is named by the entry alone (`newName`), or by what it matches. */
  readonly renames: boolean;
  /** Whether the name may be a placeholder that something else replaces: told only where it matches something. */
  readonly doubtful?: true;
}
