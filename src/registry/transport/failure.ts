/** Why an image was not served. `upstream-…` is the source registry's doing, told by the team's registry. */
export type NotServedKind =
  | 'not-found'
  | 'unauthorized'
  | 'upstream-unauthorized'
  | 'upstream-denied'
  | 'forbidden'
  | 'not-reachable'
  | 'throttled'
  | 'upstream-throttled'
  | 'upstream-failed'
  | 'registry-error'
  | 'truncated'
  | 'wrong-digest'
  | 'malformed'
  | 'untrusted-realm'
  | 'too-slow'
  | 'stopped'
  | 'engine';

/** A reason with what to do about it; both are one line for people, free of secrets. */
export interface NotServed {
  readonly kind: NotServedKind;
  readonly message: string;
  readonly remedy: string;
  /** Whether the registry refused a token, and has not looked at the image. */
  readonly at?: 'token';
  /** Whether this machine's network is not let in, which is a setting and no fault: rules are made all the same. */
  readonly networkDenied?: true;
}

/** What a registry did not give. Caught at the border of one image, so that it never ends a run. */
export class RegistryFailure extends Error {
  override readonly name = 'RegistryFailure';
  readonly reason: NotServed;

  constructor(reason: NotServed, options: { readonly cause?: unknown } = {}) {
    super(reason.message, options);
    this.reason = reason;
  }
}
