import { messageOf } from '../base/errors.ts';
import { field, listField, parseJson, stringField } from '../base/json.ts';
import { type Http, HttpFailure, type HttpResponse, RunEnded, retryAfter } from '../io/http.ts';

/** How Defender is asked: over Azure Resource Manager, which Resource Graph is a part of. */
export interface Questioner {
  readonly http: Http;
  /** `https://management.azure.com`, or the cloud's own. */
  readonly armEndpoint: string;
  /** A bearer token for ARM; asked before every request, so that it may be renewed. */
  readonly token: () => Promise<string>;
  /** Forgets a token that was refused, so that the next one is new. */
  readonly renew: (token: string) => void;
}

/** A question, and how its answer is read. */
export interface Question<T> {
  readonly method: 'GET' | 'POST';
  /** From the endpoint on. */
  readonly path: string;
  readonly body?: unknown;
  /** What the answer is, or why it is none: a page of a proxy, say. */
  readonly read: (value: unknown, headers: ReadonlyMap<string, string>) => { readonly value: T } | string;
}

export type QuestionAnswer<T> =
  | { readonly type: 'answered'; readonly value: T }
  | {
      readonly type: 'refused';
      readonly status: number;
      readonly codes: readonly string[];
      readonly headers: ReadonlyMap<string, string>;
      readonly reason: string;
    }
  | { readonly type: 'failed'; readonly reason: string };

const MAX_ATTEMPTS = 5;
/** The window of Resource Graph is 5 seconds; it never asks for more than some of them. */
export const MAX_WAIT_MS = 60_000;

/** Asks, again where that may help, and reads what comes. @throws RunEnded, and what the token throws */
export async function askArm<T>(questioner: Questioner, question: Question<T>): Promise<QuestionAnswer<T>> {
  const { http } = questioner;
  let lastReason = 'no answer';
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const exchange = await sendSigned(questioner, question);
    let wait = 1000 * 2 ** (attempt - 1);
    if (typeof exchange === 'string') lastReason = exchange;
    else if (exchange.response.status === 200) {
      const read = question.read(parseJson(exchange.text), exchange.response.headers);
      if (typeof read !== 'string') return { type: 'answered', value: read.value };
      lastReason = read;
    } else {
      const { response, text } = exchange;
      const { status, headers } = response;
      lastReason = `HTTP ${status}${detailOf(text)}`;
      if (status !== 429 && status < 500) {
        return { type: 'refused', status, codes: codesOf(text), headers, reason: lastReason };
      }
      wait = Math.min(retryAfter(headers, Date.now()) ?? quotaReset(headers) ?? 2 * wait, MAX_WAIT_MS);
    }
    if (attempt < MAX_ATTEMPTS) await http.wait(wait);
  }
  return { type: 'failed', reason: `${lastReason}, ${MAX_ATTEMPTS} times; run again later` };
}

/** One exchange; a second one with a new token where the first is not taken: it may end while a run waits for scans. */
async function sendSigned<T>(questioner: Questioner, question: Question<T>): ReturnType<typeof send> {
  const token = await questioner.token();
  const exchange = await send(questioner, question, token);
  if (typeof exchange === 'string' || exchange.response.status !== 401) return exchange;
  questioner.renew(token);
  return send(questioner, question, await questioner.token());
}

/** One exchange with its body read, or why there was none. */
async function send<T>(
  { http, armEndpoint }: Questioner,
  { method, path, body }: Question<T>,
  token: string,
): Promise<{ readonly response: HttpResponse; readonly text: string } | string> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    const response = await http.send({
      method,
      url: `${armEndpoint}${path}`,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...content,
    });
    return { response, text: await response.text() };
  } catch (error) {
    if (error instanceof HttpFailure && !(error instanceof RunEnded)) return messageOf(error);
    throw error;
  }
}

/** `x-ms-user-quota-resets-after: 00:00:05`, in milliseconds. */
export function quotaReset(headers: ReadonlyMap<string, string>): number | undefined {
  const match = /^(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(headers.get('x-ms-user-quota-resets-after') ?? '');
  if (match === null) return undefined;
  const [, hours, minutes, seconds] = match.map(Number);
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

const MAX_DETAIL_CHARACTERS = 600;

/** The service's own words, where it has any. What went wrong often stands in the details only. */
function detailOf(text: string): string {
  const error = errorsOf(text)
    .map((one) => [stringField(one, 'code'), stringField(one, 'message')].filter((part) => part).join(', '))
    .filter((part) => part !== '');
  if (error.length === 0) return '';
  return `: ${error.join('; ')}`.replaceAll(/\s+/g, ' ').slice(0, MAX_DETAIL_CHARACTERS);
}

function codesOf(text: string): readonly string[] {
  return errorsOf(text).flatMap((one) => stringField(one, 'code') ?? []);
}

/** The error, and its details. */
function errorsOf(text: string): readonly unknown[] {
  const error = field(parseJson(text), 'error');
  return [error, ...listField(error, 'details')];
}
