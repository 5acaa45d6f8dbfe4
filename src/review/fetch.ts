import type { Http, HttpRequest } from '../io/http.ts';

/** What octokit takes from an answer: to make one of `Response` Node would load the whole of its own HTTP client. */
interface OctokitAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The part of `fetch` that octokit uses, over {@link Http}: so proxy, private CA and emulator hold for GitHub too. */
export type OctokitFetch = (
  url: string,
  options: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<OctokitAnswer>;

/** A `fetch` for octokit. Answers are read whole before they are given; redirects are not followed. */
export function fetchThrough(http: Http): OctokitFetch {
  return async (url, { method, headers, body, signal }) => {
    const answer = await http.send({
      method: methodOf(method),
      url,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await answer.text();
    return {
      ...{ status: answer.status, statusText: '', url, headers: answer.headers },
      text: async () => text,
      arrayBuffer: async () => new TextEncoder().encode(text).buffer,
    };
  };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function methodOf(name: string): HttpRequest['method'] {
  const method = METHODS.find((candidate) => candidate === name.toUpperCase());
  if (method === undefined) throw new TypeError(`the HTTP method ${name} is not used here`);
  return method;
}
