import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { RoleAssignmentMode } from './rights.ts';

/** What a token that the emulator issued is good for. */
export type TokenPurpose =
  /** GitHub's OIDC token, to be exchanged at Entra. */
  | { readonly kind: 'oidc'; readonly claims: OidcClaims }
  | { readonly kind: 'entra'; readonly audience: 'arm' | 'registry'; readonly caller?: string | undefined }
  | { readonly kind: 'refresh'; readonly mode: RoleAssignmentMode; readonly caller?: string | undefined }
  /** The registry's, for some actions on some repositories. */
  | {
      readonly kind: 'access';
      readonly mode: RoleAssignmentMode;
      readonly grants: ReadonlyMap<string, ReadonlySet<string>>;
    };

/** Who a job is, as its OIDC token tells. */
export interface OidcClaims {
  readonly iss: string;
  readonly aud: string;
  readonly sub: string;
  readonly [claim: string]: string | number;
}

export type TokenState =
  | { readonly state: 'valid'; readonly purpose: TokenPurpose }
  | { readonly state: 'expired'; readonly purpose: TokenPurpose }
  | { readonly state: 'unknown' };

export interface Tokens {
  /** A new token. @param lifetime seconds @param who members that tell whose it is */
  readonly issue: (purpose: TokenPurpose, lifetime: number, who?: Readonly<Record<string, string>>) => string;
  /** Looks a token up and counts one use of it. */
  readonly use: (token: string | undefined) => TokenState;
  /** Ends every token of that kind at once. */
  readonly expire: (kind: TokenPurpose['kind']) => void;
  /** Ends one token, if it is one. */
  readonly end: (token: string) => void;
  /** What a token is for, without using it. */
  readonly purposeOf: (token: string) => TokenPurpose | undefined;
}

interface Issued {
  readonly purpose: TokenPurpose;
  readonly expiresAt: number;
  readonly uses: { left: number };
}

/**
 * @param usesOf how often a token of a kind is taken before it counts as expired; no limit unless given
 */
export function openTokens(clock: Clock, usesOf: Readonly<Partial<Record<TokenPurpose['kind'], number>>>): Tokens {
  const issued = new Map<string, Issued>();
  return {
    issue: (purpose, lifetime, who = {}) => {
      const expiresAt = clock.now() + lifetime * 1000;
      const claims = purpose.kind === 'oidc' ? purpose.claims : who;
      const token = unsignedJwt({ typ: purpose.kind, ...claims, exp: Math.floor(expiresAt / 1000) });
      issued.set(token, { purpose, expiresAt, uses: { left: usesOf[purpose.kind] ?? Number.POSITIVE_INFINITY } });
      return token;
    },
    use: (token) => {
      const found = token === undefined ? undefined : issued.get(token);
      if (found === undefined) return { state: 'unknown' };
      const { purpose, expiresAt, uses } = found;
      if (expiresAt <= clock.now() || uses.left <= 0) return { state: 'expired', purpose };
      uses.left -= 1;
      return { state: 'valid', purpose };
    },
    expire: (kind) => {
      for (const { purpose, uses } of issued.values()) if (purpose.kind === kind) uses.left = 0;
    },
    end: (token) => {
      const found = issued.get(token);
      if (found !== undefined) found.uses.left = 0;
    },
    purposeOf: (token) => issued.get(token)?.purpose,
  };
}

/** Looks like a JWT, for libraries that peek; says nothing but whose it is, and is signed by nobody. */
function unsignedJwt(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const id = randomBytes(16).toString('hex');
  return [part({ alg: 'none', typ: 'JWT' }), part({ ...claims, jti: id }), randomBytes(16).toString('base64url')].join(
    '.',
  );
}
