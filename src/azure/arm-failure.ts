import { messageOf, UserError } from '../base/errors.ts';
import { numberField, stringField } from '../base/json.ts';
import { RunEnded } from '../io/http.ts';
import { codeIn, errorIn, readable, withCode } from './azure-words.ts';

/** What a request to Azure Resource Manager came to, where it did not succeed. */
export type ArmFailure =
  | { readonly kind: 'not-permitted'; readonly detail: string }
  /** Azure does not take the identity's token, not even a new one: it has not looked at rights. */
  | { readonly kind: 'token-refused'; readonly detail: string }
  | { readonly kind: 'not-found'; readonly detail: string }
  /** The service says no, and would say no again. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  /** The service accepted the request, and its operation failed later. */
  | { readonly kind: 'failed-later'; readonly code: string; readonly detail: string }
  /** Something else is going on with the rule. */
  | { readonly kind: 'conflict'; readonly detail: string }
  | { readonly kind: 'throttled'; readonly detail: string }
  /** The run, or its time for this, is over. */
  | { readonly kind: 'ended'; readonly detail: string }
  /** No answer, or one that does not tell whether the request was carried out. */
  | { readonly kind: 'unsure'; readonly detail: string };

/**
 * A 403 may also be a policy's or a quota's; those are refusals of this one rule
 * (docs/azure-behaviour.md#quota-refusal, docs/azure-behaviour.md#policy-refusal).
 */
function isAuthorization(code: string): boolean {
  return code === '' || /authoriz|authentic|forbidden/i.test(code);
}

/**
 * A conflict that passes by itself: something else is going on with the resource. The service's codes for it are not
 * known (docs/azure-behaviour.md#unknown-codes); these words are Azure Resource Manager's. A target that is taken stays
 * taken.
 */
function isPassing(code: string): boolean {
  return code === '' || code === 'Conflict' || /progress|concurren|retry|busy|lock/i.test(code);
}

/** A clause for people; what each service says of it may follow. */
export const TOKEN_REFUSED = "Azure does not take this identity's token";

/**
 * What was thrown by the SDK or the transport, as data; that the identity is not let in any more is a failure of this request.
 * @param refusal the body of the answer, where the error may not hold what it says
 * @throws what is none of the two: a defect
 */
export function armFailure(error: unknown, refusal = ''): ArmFailure {
  if (error instanceof RunEnded) return { kind: 'ended', detail: error.message };
  if (error instanceof UserError) return { kind: 'unsure', detail: error.message };
  const status = numberField(error, 'statusCode');
  const detail = wordsOf(error, refusal);
  const code = codeOf(error);
  const late = lateFailure(detail);
  if (late !== undefined) return { kind: 'failed-later', ...late };
  if (status === undefined) {
    if (error instanceof Error) return { kind: 'unsure', detail };
    throw error;
  }
  if (status === 401) return { kind: 'token-refused', detail: `${TOKEN_REFUSED}: ${withCode(code, detail)}` };
  if (status === 403 && isAuthorization(code)) return { kind: 'not-permitted', detail: withCode(code, detail) };
  if (status === 404) return { kind: 'not-found', detail: withCode(code, detail) };
  if (status === 409 && isPassing(code)) return { kind: 'conflict', detail: withCode(code, detail) };
  if (status === 429) return { kind: 'throttled', detail: withCode(code, detail) };
  if (status >= 500 || status === 408) return { kind: 'unsure', detail: `HTTP ${status}: ${withCode(code, detail)}` };
  return { kind: 'refused', code, detail };
}

/**
 * An operation that failed after it was accepted: the SDK tells code and message in its text only
 * (docs/azure-behaviour.md#sdk-errors).
 */
function lateFailure(text: string): { code: string; detail: string } | undefined {
  const prefix = 'The long-running operation has failed';
  if (!text.startsWith(prefix))
    return text === 'Operation was canceled' ? { code: 'Canceled', detail: text } : undefined;
  const rest = text.slice(prefix.length).replace(/^\. /, '');
  const [, code = '', detail = ''] = /^([A-Za-z0-9]{1,80})\. (.*)$/.exec(rest) ?? [];
  return { code, detail: detail === '' ? rest || 'the service does not say why' : detail };
}

function codeOf(error: unknown): string {
  return codeIn(stringField(error, 'code') ?? stringField(error, 'details', 'error', 'code'));
}

/** What the service said. Of a list that was refused the SDK tells only that it was (docs/azure-behaviour.md#sdk-lists). */
function wordsOf(error: unknown, refusal: string): string {
  const text = messageOf(error);
  if (!text.startsWith('Pagination failed')) return readable(text);
  return errorIn(refusal).message || 'the list was refused';
}
