import type { Http, HttpRequest } from '../io/http.ts';

/** The part of `fetch` that octokit uses, over {@link Http}: so proxy, private CA and emulator hold for GitHub too. */
export type OctokitFetch = (
  url: string,
  options: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<Response>;

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
    const bodiless = answer.status === 204 || answer.status === 205 || answer.status === 304;
    return new Response(bodiless ? null : text, { status: answer.status, headers: [...answer.headers] });
  };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function methodOf(name: string): HttpRequest['method'] {
  const method = METHODS.find((candidate) => candidate === name.toUpperCase());
  if (method === undefined) throw new TypeError(`the HTTP method ${name} is not used here`);
  return method;
}
