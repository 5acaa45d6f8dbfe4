import { messageOf, UserError } from '../base/errors.ts';
import { field, isObject, numberField } from '../base/json.ts';
import { RunEnded } from '../io/http.ts';
import { askArm, MAX_WAIT_MS, type Questioner, quotaReset } from './arm-question.ts';

/** Azure Resource Graph over REST (docs/azure-behaviour.md#graph-call). */

export interface GraphOptions extends Questioner {
  /** Subscriptions to look into; at least one. */
  readonly subscriptions: readonly string[];
}

export interface ResourceGraph {
  /**
   * Asks, and reads all pages. What goes wrong is an answer too: a part of the rows is never given as all of them. Waits first
   * where the quota that the service tells is used up.
   * @param alone nothing can be left out of the question: where an answer is too large, it is read in smaller pages
   */
  readonly ask: (kql: string, alone?: boolean) => Promise<GraphAnswer>;
}

export type GraphAnswer =
  | { readonly type: 'rows'; readonly rows: readonly unknown[] }
  | { readonly type: 'not-allowed'; readonly reason: string }
  /** The question, or what would answer it, is beyond a limit of the service. */
  | { readonly type: 'too-much'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

const API_VERSION = '2024-04-01';
const PATH = `/providers/Microsoft.ResourceGraph/resources?api-version=${API_VERSION}`;
/** Rows of a page; the service gives no more. */
const PAGE = 1000;
/** A bound against an answer that never ends. */
const MAX_PAGES = 200;

/** Opens Resource Graph for questions one after the other. */
export function openGraph(options: GraphOptions): ResourceGraph {
  /** Milliseconds that the service wants to be left alone, from its last answer on. */
  let pause: number | undefined;

  const askPage = async (query: string, size: number, skipToken: string | undefined): Promise<PageAnswer> => {
    if (pause !== undefined) await options.http.wait(pause);
    pause = undefined;
    const answer = await askArm(options, {
      method: 'POST',
      path: PATH,
      body: {
        query,
        subscriptions: options.subscriptions,
        options: {
          $top: size,
          ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
          resultFormat: 'objectArray',
        },
      },
      read: readPage,
    });
    switch (answer.type) {
      case 'answered':
        ({ pause } = answer.value);
        return answer.value;
      case 'refused':
        pause = pauseOf(answer.headers);
        if (answer.status === 403) return notAllowed(answer.reason);
        return isTooMuch(answer.status, answer.codes)
          ? { type: 'too-much', reason: named(answer.reason) }
          : failed(answer.reason);
      case 'failed':
        return failed(answer.reason);
    }
  };

  const askPages = async (kql: string, size: number): Promise<GraphAnswer> => {
    const rows: unknown[] = [];
    const tokens = new Set<string>();
    let skipToken: string | undefined;
    for (let page = 0; page < (MAX_PAGES * PAGE) / size; page++) {
      const answer = await askPage(kql, size, skipToken);
      if (answer.type !== 'page') return answer;
      for (const row of answer.rows) rows.push(row);
      if (answer.skipToken === undefined) {
        if (answer.truncated) return failed('the answer is truncated');
        const { total = rows.length } = answer;
        return rows.length < total
          ? failed(`the answer has ${rows.length} of ${total} rows and no next page`)
          : { type: 'rows', rows };
      }
      if (tokens.has(answer.skipToken)) return failed('the answer comes back to a page that it has had');
      tokens.add(answer.skipToken);
      skipToken = answer.skipToken;
    }
    return failed(`the answer has more than ${MAX_PAGES * PAGE} rows`);
  };

  return {
    ask: async (kql, alone = false) => {
      try {
        let answer = await askPages(kql, PAGE);
        for (let size = PAGE >> 1; alone && answer.type === 'too-much' && size > 0; size >>= 1) {
          answer = await askPages(kql, size);
        }
        return answer;
      } catch (error) {
        // The end of the run, and an identity that is not let in any more, are answers too.
        if (error instanceof RunEnded || error instanceof UserError) return failed(messageOf(error));
        throw error;
      }
    },
  };
}

interface Page {
  readonly type: 'page';
  readonly rows: readonly unknown[];
  readonly skipToken: string | undefined;
  readonly truncated: boolean;
  /** Of all pages, where the service tells. */
  readonly total: number | undefined;
  /** Milliseconds to wait before the next request, where the quota is used up (docs/azure-behaviour.md#graph-quota). */
  readonly pause: number | undefined;
}

type PageAnswer = Page | Exclude<GraphAnswer, { type: 'rows' }>;

/** A page, or why an answer is none: that would look like no findings. */
function readPage(answer: unknown, headers: ReadonlyMap<string, string>): { readonly value: Page } | string {
  const rows = field(answer, 'data');
  if (!Array.isArray(rows) || !rows.every(isObject)) return 'the answer holds no rows in a form that can be read';
  const next = field(answer, '$skipToken');
  if (next !== undefined && next !== null && typeof next !== 'string') return 'the answer has a next page that is none';
  return {
    value: {
      type: 'page',
      rows,
      skipToken: next || undefined,
      truncated: String(field(answer, 'resultTruncated')).toLowerCase() === 'true',
      total: numberField(answer, 'totalRecords'),
      pause: pauseOf(headers),
    },
  };
}

/** docs/azure-behaviour.md#graph-quota */
const DEFAULT_WINDOW_MS = 5000;

function pauseOf(headers: ReadonlyMap<string, string>): number | undefined {
  const isUsedUp = Number(headers.get('x-ms-user-quota-remaining') ?? Number.NaN) <= 0;
  return isUsedUp ? Math.min(quotaReset(headers) ?? DEFAULT_WINDOW_MS, MAX_WAIT_MS) : undefined;
}

/** docs/azure-behaviour.md#graph-size; how a question is refused that is too long is not published. */
function isTooMuch(status: number, codes: readonly string[]): boolean {
  return status === 413 || (status === 400 && codes.some((code) => /too(?:large|long|complex|many)/i.test(code)));
}

function named(reason: string): string {
  return `Azure Resource Graph: ${reason}`;
}

function failed(reason: string): GraphAnswer & { type: 'failed' } {
  return { type: 'failed', reason: named(reason) };
}

function notAllowed(reason: string): GraphAnswer & { type: 'not-allowed' } {
  return { type: 'not-allowed', reason: `${named(reason)}. ${ROLE_NEEDED}` };
}

/** What the identity lacks when Defender's assessments can't be seen (docs/azure-behaviour.md#defender-role). */
export const ROLE_NEEDED = 'The identity needs the role "Security Reader" (or "Reader") on the subscription.';
