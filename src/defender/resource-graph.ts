import { messageOf, UserError } from '../base/errors.ts';
import { field, isObject, parseJson, stringField } from '../base/json.ts';
import { type Http, HttpFailure, type HttpResponse, RunEnded, retryAfter } from '../io/http.ts';

/** Azure Resource Graph over REST (docs/azure-behaviour.md#graph-call). */

export interface ResourceGraph {
  readonly http: Http;
  /** `https://management.azure.com`, or the cloud's own. */
  readonly armEndpoint: string;
  /** Subscriptions to look into; at least one. */
  readonly subscriptions: readonly string[];
  /** A bearer token for ARM; asked before every request, so that it may be renewed. */
  readonly token: () => Promise<string>;
  /** Forgets a token that was refused, so that the next one is new. */
  readonly renew: (token: string) => void;
}

export type GraphAnswer =
  | { readonly type: 'rows'; readonly rows: readonly unknown[] }
  | { readonly type: 'not-allowed'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

const API_VERSION = '2024-04-01';
const PAGE = 1000;
/** A bound against an answer that never ends. */
const MAX_PAGES = 200;
const MAX_ATTEMPTS = 5;
/** The service's window is 5 seconds; it never asks for more than some of them. */
const MAX_WAIT_MS = 60_000;

/** Asks, and reads all pages. What goes wrong is an answer too: a part of the rows is never given as all of them. */
export async function askGraph(graph: ResourceGraph, kql: string): Promise<GraphAnswer> {
  try {
    return await askPages(graph, kql);
  } catch (error) {
    // The end of the run, and an identity that is not let in any more, are answers too.
    if (error instanceof RunEnded || error instanceof UserError) return failed(messageOf(error));
    throw error;
  }
}

async function askPages(graph: ResourceGraph, kql: string): Promise<GraphAnswer> {
  const rows: unknown[] = [];
  const tokens = new Set<string>();
  let skipToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await askPage(graph, kql, skipToken);
    if (answer.type !== 'page') return answer;
    for (const row of answer.rows) rows.push(row);
    if (answer.skipToken === undefined) {
      return answer.truncated ? failed('the answer is truncated') : { type: 'rows', rows };
    }
    if (tokens.has(answer.skipToken)) return failed('the answer comes back to a page that it has had');
    tokens.add(answer.skipToken);
    skipToken = answer.skipToken;
    if (answer.pause !== undefined) await graph.http.wait(answer.pause);
  }
  return failed(`the answer has more than ${MAX_PAGES} pages`);
}

interface Page {
  readonly type: 'page';
  readonly rows: readonly unknown[];
  readonly skipToken: string | undefined;
  readonly truncated: boolean;
  /** Milliseconds to wait before the next request, where the quota is used up. */
  readonly pause: number | undefined;
}

async function askPage(
  graph: ResourceGraph,
  query: string,
  skipToken: string | undefined,
): Promise<Page | Exclude<GraphAnswer, { type: 'rows' }>> {
  const body = JSON.stringify({
    query,
    subscriptions: graph.subscriptions,
    options: {
      $top: PAGE,
      ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
      resultFormat: 'objectArray',
    },
  });
  let lastReason = 'no answer';
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const exchange = await sendSigned(graph, body);
    if (typeof exchange === 'string') {
      lastReason = exchange;
      if (attempt < MAX_ATTEMPTS) await graph.http.wait(1000 * 2 ** (attempt - 1));
      continue;
    }
    const { response, text } = exchange;
    if (response.status === 200) {
      const page = readPage(response, text);
      if (typeof page !== 'string') return page;
      lastReason = page;
      if (attempt < MAX_ATTEMPTS) await graph.http.wait(1000 * 2 ** (attempt - 1));
      continue;
    }
    lastReason = `HTTP ${response.status}${detailOf(text)}`;
    if (response.status === 403) return notAllowed(lastReason);
    if (response.status !== 429 && response.status < 500) return failed(lastReason);
    const wait = retryAfter(response.headers, Date.now()) ?? quotaReset(response.headers) ?? 1000 * 2 ** attempt;
    if (attempt < MAX_ATTEMPTS) await graph.http.wait(Math.min(wait, MAX_WAIT_MS));
  }
  return failed(`${lastReason}, ${MAX_ATTEMPTS} times; run again later`);
}

/** One exchange; a second one with a new token where the first is not taken: it may end while a run waits for scans. */
async function sendSigned(graph: ResourceGraph, body: string): ReturnType<typeof send> {
  const token = await graph.token();
  const exchange = await send(graph, body, token);
  if (typeof exchange === 'string' || exchange.response.status !== 401) return exchange;
  graph.renew(token);
  return send(graph, body, await graph.token());
}

/** One exchange with its body read, or why there was none. */
async function send(
  { http, armEndpoint }: ResourceGraph,
  body: string,
  token: string,
): Promise<{ readonly response: HttpResponse; readonly text: string } | string> {
  try {
    const response = await http.send({
      method: 'POST',
      url: `${armEndpoint}/providers/Microsoft.ResourceGraph/resources?api-version=${API_VERSION}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    return { response, text: await response.text() };
  } catch (error) {
    if (error instanceof HttpFailure && !(error instanceof RunEnded)) return messageOf(error);
    throw error;
  }
}

/** A page, or why an answer is none: that would look like no findings. */
function readPage({ headers }: HttpResponse, text: string): Page | string {
  const answer = parseJson(text);
  const rows = field(answer, 'data');
  if (!Array.isArray(rows) || !rows.every(isObject)) return 'the answer holds no rows in a form that can be read';
  const next = field(answer, '$skipToken');
  if (next !== undefined && next !== null && typeof next !== 'string') return 'the answer has a next page that is none';
  const quotaIsUsedUp = headers.get('x-ms-user-quota-remaining') === '0';
  return {
    type: 'page',
    rows,
    skipToken: next || undefined,
    truncated: String(field(answer, 'resultTruncated')).toLowerCase() === 'true',
    pause: quotaIsUsedUp ? Math.min(quotaReset(headers) ?? 5000, MAX_WAIT_MS) : undefined,
  };
}

/** `x-ms-user-quota-resets-after: 00:00:05`, in milliseconds. */
function quotaReset(headers: ReadonlyMap<string, string>): number | undefined {
  const match = /^(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(headers.get('x-ms-user-quota-resets-after') ?? '');
  if (match === null) return undefined;
  const [, hours, minutes, seconds] = match.map(Number);
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

/** The service's own words, where it has any. */
function detailOf(text: string): string {
  const body = parseJson(text);
  const code = stringField(body, 'error', 'code');
  const message = stringField(body, 'error', 'message');
  if (code === undefined && message === undefined) return '';
  return `: ${[code, message].filter((part) => part !== undefined).join(', ')}`.replaceAll(/\s+/g, ' ').slice(0, 300);
}

function failed(reason: string): GraphAnswer & { type: 'failed' } {
  return { type: 'failed', reason: `Azure Resource Graph: ${reason}` };
}

function notAllowed(reason: string): GraphAnswer & { type: 'not-allowed' } {
  return { type: 'not-allowed', reason: `Azure Resource Graph: ${reason}. ${ROLE_NEEDED}` };
}

/** What the identity lacks when Defender's assessments can't be seen (docs/azure-behaviour.md#defender-role). */
export const ROLE_NEEDED = 'The identity needs the role "Security Reader" (or "Reader") on the subscription.';
