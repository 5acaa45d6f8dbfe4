import { type ServiceAnswer, type ServiceRequest, Violation } from '../exchange.ts';
import type { RegistryState } from './state.ts';

/**
 * Blob storage: the signed query is the right to read, and any other credential is one too many
 * (docs/azure-behaviour.md#blob-redirect).
 */
export function answerStorage(state: RegistryState, request: ServiceRequest): ServiceAnswer {
  if (request.headers.has('authorization')) throw new Violation('storage: credentials went along with a redirect');
  if (request.method !== 'GET') throw new Violation(`storage: ${request.method}`);
  const blob = state.signed.get(request.query.get('sig') ?? '');
  const signed = ['sv', 'sr', 'sp', 'se', 'sig'].every((name) => request.query.has(name));
  if (blob === undefined || !signed || blob.path !== request.path) {
    throw new Violation('storage: the signed query of the redirect was changed');
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: blob.bytes,
    onSent: blob.onSent,
  };
}

/**
 * To a signature whose time is over: the shape of https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2 in
 * the words that the service has for a shared access signature.
 */
export const EXPIRED_SIGNATURE: ServiceAnswer = {
  status: 403,
  headers: { 'content-type': 'application/xml', 'x-ms-error-code': 'AuthenticationFailed' },
  body: '<?xml version="1.0" encoding="utf-8"?><Error><Code>AuthenticationFailed</Code><Message>Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.</Message><AuthenticationErrorDetail>Signature not valid in the specified time frame</AuthenticationErrorDetail></Error>',
};
