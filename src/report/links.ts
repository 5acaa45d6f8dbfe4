/** Where people read on; each is there where it is known. */
export interface Links {
  /** The registry in Azure's portal. */
  readonly portal?: string;
  /** This workflow run on GitHub. */
  readonly run?: string;
  /** The folder of this action's documentation, with a slash at its end. */
  readonly docs?: string;
}
