import { Readable } from 'node:stream';
import { parseJson } from '../../src/base/json.ts';
import { cloudOf } from '../../src/clouds.ts';
import { type Http, HttpFailure, type HttpRequest, type HttpResponse } from '../../src/io/http.ts';

/** What a stand-in answers; `lost` is a connection that ends without an answer. */
export type FakeAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | 'lost';

export interface FakeHttp extends Http {
  readonly sent: readonly HttpRequest[];
  /** Milliseconds of each wait. */
  readonly waits: readonly number[];
}

/** An Http that answers from a function and waits no time. */
export function fakeHttp(answer: (request: HttpRequest) => FakeAnswer | Promise<FakeAnswer>): FakeHttp {
  const sent: HttpRequest[] = [];
  const waits: number[] = [];
  return {
    sent,
    waits,
    send: async (request) => {
      sent.push(request);
      const given = await answer(request);
      if (given === 'lost') throw new HttpFailure(`${request.method}: the connection was lost`, { code: 'ECONNRESET' });
      return response(given);
    },
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    close: async () => {},
  };
}

function response({ status, headers = {}, body }: Exclude<FakeAnswer, 'lost'>): HttpResponse {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    headers: new Map(Object.entries({ 'content-type': 'application/json; charset=utf-8', ...headers })),
    body: Readable.from([text]),
    text: async () => text,
    json: async () => {
      const value = parseJson(text);
      if (value === undefined) throw new HttpFailure('the answer is not JSON', {});
      return value;
    },
    discard: async () => {},
  };
}

/** Tokens `token-1`, `token-2`, …: a new one after each that was refused. */
export function fakeTokens() {
  let number = 1;
  return {
    token: async () => `token-${number}`,
    renew: (refused: string) => {
      if (refused === `token-${number}`) number++;
    },
  };
}

export const PUBLIC = cloudOf('public');
