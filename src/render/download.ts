import { messageOf } from '../base/errors.ts';
import { withoutQuery } from '../base/url.ts';
import { type Http, HttpFailure, type HttpResponse, RunEnded } from '../io/http.ts';
import { readBytes } from '../registry/transport/body.ts';
import { isRedirect } from '../registry/transport/redirect.ts';
import { StaysUnseen } from './failure.ts';
import type { HostCheck } from './hosts.ts';

/** What was answered in full. */
export interface Downloaded {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
}

/**
 * Gets what is at an address, redirects followed.
 * @param most bytes; what is larger is refused
 * @throws StaysUnseen where the host may not be asked, redirects lead elsewhere, or nothing usable is answered
 */
export type Download = (url: string, most: number, headers?: Readonly<Record<string, string>>) => Promise<Downloaded>;

const MAX_REDIRECTS = 5;
const MAX_TRIES = 3;
const WAIT_MS = 1000;
/** A chart of 32 MiB over a slow line. Milliseconds. */
const MAX_DOWNLOAD_MS = 60_000;

/** The way to the hosts of charts: without any identity, proxy and private CA as the run's own. */
export function downloader(http: Http, mayAsk: HostCheck, signal: AbortSignal): Download {
  const once = async (url: URL, headers: Readonly<Record<string, string>>, end: AbortSignal): Promise<HttpResponse> =>
    http.send({ method: 'GET', url: url.href, headers, streamed: true, signal: end });

  const follow = async (from: URL, most: number, given: Readonly<Record<string, string>>): Promise<Downloaded> => {
    const end = AbortSignal.any([signal, AbortSignal.timeout(MAX_DOWNLOAD_MS)]);
    let url = from;
    let headers = given;
    for (let hops = 0; ; hops++) {
      const refused = mayAsk(url);
      if (refused !== undefined)
        throw new StaysUnseen(hops === 0 ? refused : `${from.host} sends to another host: ${refused}`);
      const response = await once(url, headers, end);
      if (!isRedirect(response.status)) {
        return { status: response.status, headers: response.headers, bytes: await readBytes(response, most) };
      }
      await response.discard();
      const location = response.headers.get('location');
      if (location === undefined || hops === MAX_REDIRECTS || !URL.canParse(location, url.href)) {
        throw new StaysUnseen(`${from.host} redirects without end, or to nowhere`);
      }
      const next = new URL(location, url);
      // What was given for one host is not told to another.
      if (next.origin !== url.origin) headers = withoutAuthorization(headers);
      url = next;
    }
  };

  return async (address, most, headers = {}) => {
    if (!URL.canParse(address)) throw new StaysUnseen(`${JSON.stringify(address.slice(0, 200))} is no address`);
    const url = new URL(address);
    for (let tries = 1; ; tries++) {
      try {
        const answer = await follow(url, most, headers);
        if (!isTransient(answer.status) || tries === MAX_TRIES) return answer;
      } catch (error) {
        if (error instanceof StaysUnseen) throw error;
        if (signal.aborted || error instanceof RunEnded) throw new StaysUnseen('the run ended before it was fetched');
        const isLast = tries === MAX_TRIES || !(error instanceof HttpFailure) || isFinal(error);
        if (isLast) throw new StaysUnseen(`${withoutQuery(address)} can't be fetched: ${messageOf(error)}`);
      }
      await http.wait(WAIT_MS * tries, signal).catch(() => undefined);
    }
  };
}

function isTransient(status: number): boolean {
  return status === 429 || status >= 500;
}

/** What will not be otherwise the next time. */
function isFinal({ code, message }: HttpFailure): boolean {
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || message.includes('larger than');
}

function withoutAuthorization(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
}
