/** A name by which a program finds images among those that are deployed, or puts a version to them: moved, they are found no more. */
export interface WatchedName {
  /** Normalised, without a version. */
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** Who finds images by it. */
  readonly by: string;
  /** Where it finds them: in what kustomizations of the tree are built from, and in these files; everywhere where it is absent. */
  readonly within?: readonly string[];
}
