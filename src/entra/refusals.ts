/** Why Entra let nobody in, by its code (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */

/** As anchors of docs/azure-behaviour.md name them: #federated-refusals, #sign-in-refusals, #disabled-application. */
export type Refusal =
  /** No federated credential of the application is what the job presents. */
  | 'not-federated'
  | 'unknown-tenant'
  | 'unknown-client'
  | 'no-service-principal'
  | 'disabled-application'
  /** The token that was shown in place of a secret ended on the way. */
  | 'assertion-ended'
  | 'other';

const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ['AADSTS70021', 'not-federated'],
  ['AADSTS70025', 'not-federated'],
  ['AADSTS700211', 'not-federated'],
  ['AADSTS700212', 'not-federated'],
  ['AADSTS700213', 'not-federated'],
  ['AADSTS7002138', 'not-federated'],
  ['AADSTS90002', 'unknown-tenant'],
  ['AADSTS900023', 'unknown-tenant'],
  ['AADSTS700016', 'unknown-client'],
  ['AADSTS7000229', 'no-service-principal'],
  ['AADSTS7000112', 'disabled-application'],
  ['AADSTS700024', 'assertion-ended'],
]);

/** The audience of the token is not that of the credential for its subject. */
export const OTHER_AUDIENCE = 'AADSTS700212';
/** The subject is the same but for capital letters. */
export const OTHER_CASE = 'AADSTS7002138';

const CODE = /\bAADSTS\d{3,8}/;

/** The code in Entra's words, and where in them it stands; `undefined` where they are not Entra's. */
export function entraCode(words: string): { readonly code: string; readonly start: number } | undefined {
  const found = CODE.exec(words);
  return found === null ? undefined : { code: found[0], start: found.index };
}

/** @param code as `entraCode` finds it; absent where Entra gave none */
export function refusalOf(code: string | undefined): Refusal {
  return REFUSALS.get(code ?? '') ?? 'other';
}
