import { Buffer } from 'node:buffer';
import { isObject, listField, parseJson, stringField } from '../base/json.ts';
import type { Presented } from '../entra/federated-credential.ts';

/**
 * What a JSON Web Token says (RFC 7519), read without checking its signature: only to tell people who they are, never to decide
 * anything. The token itself is not kept.
 */
export type Claims = Readonly<Record<string, unknown>>;

/** The claims of a token, or `undefined` where it is none. */
export function claimsOf(token: string): Claims | undefined {
  const [, payload = '', signature] = token.split('.');
  if (signature === undefined) return undefined;
  const claims = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  return isObject(claims) ? claims : undefined;
}

/** Issuer, subject and audience, which a federated credential must have to the letter; `undefined` where one is missing. */
export function presentedBy(token: string): Presented | undefined {
  const claims = claimsOf(token);
  const issuer = stringField(claims, 'iss');
  const subject = stringField(claims, 'sub');
  const [first] = listField(claims, 'aud');
  const audience = stringField(claims, 'aud') ?? (typeof first === 'string' ? first : undefined);
  if (issuer === undefined || subject === undefined || audience === undefined) return undefined;
  return { issuer, subject, audience };
}

/** Who an access token of Entra stands for. */
export interface Principal {
  readonly objectId: string;
  readonly tenantId: string;
  /** Of an application; a person has none of their own. */
  readonly clientId: string | undefined;
  readonly kind: 'ServicePrincipal' | 'User';
}

/**
 * The principal of an access token for Azure Resource Manager
 * (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
 */
export function principalOf(token: string): Principal | undefined {
  const claims = claimsOf(token);
  const objectId = stringField(claims, 'oid');
  const tenantId = stringField(claims, 'tid');
  if (objectId === undefined || tenantId === undefined) return undefined;
  const isPerson = stringField(claims, 'idtyp') === 'user' || stringField(claims, 'upn') !== undefined;
  const clientId = isPerson ? undefined : (stringField(claims, 'appid') ?? stringField(claims, 'azp'));
  return { objectId, tenantId, clientId, kind: isPerson ? 'User' : 'ServicePrincipal' };
}
