/** What pulls the images that manifests name. */
export type Consumer =
  | 'aks'
  | 'compose'
  | 'build'
  | 'build-frontend'
  | 'workflow-container'
  | 'docker-action'
  | 'container-apps'
  | 'container-instances'
  | 'devcontainer'
  | 'charts'
  | 'other-ci'
  | 'host';

/** A place that names an image, as far as it matters who pulls it. */
export interface ConsumedPlace {
  readonly part: string;
  /** What stands there. */
  readonly text: string;
}

/** What the rest of the product has to know of the manifests that are reported under one name. */
export interface KindTraits {
  /** What pulls their images, for some by the place; `undefined` where nothing does by itself. */
  readonly pulledBy: Consumer | ((place: ConsumedPlace) => Consumer) | undefined;
  /** Whether a cluster runs what they name, so that rewrites are suggested on pull requests unless an input says otherwise. */
  readonly isSuggested: boolean;
  /**
   * How far the names of variables reach that hold images, which must not be written where something longer is made of them;
   * absent where the kind sees to that itself, or has none.
   */
  readonly variables?: 'file' | 'folder' | 'tree';
}
