import { findResourceGroups, readRegistry } from '../../../src/azure/registry-lookup.ts';
import { field, isObject, parseJson } from '../../../src/base/json.ts';
import { openGraph } from '../../../src/defender/resource-graph.ts';
import { HttpFailure } from '../../../src/io/http.ts';
import { openAuth } from '../../../src/registry/transport/auth.ts';
import { RegistryFailure } from '../../../src/registry/transport/failure.ts';
import { type FakeAnswer, type FakeHttp, fakeHttp, PUBLIC } from '../../azure/fake-http.ts';
import { wordsOf } from '../seeds.ts';
import { inputOf, law, partsOf, type Target } from '../target.ts';

/** Talks of several requests. An input is the answers in their order, the last one again and again: `=== status`, then the body. */

interface Talk {
  readonly http: FakeHttp;
  /** The answers that were given. */
  readonly given: readonly { readonly status: number; readonly body: string }[];
}

function talkOf(input: string): Talk {
  const answers = partsOf(input).map(({ name, text }) => {
    const [status = '', header = ''] = name.split(/ (.*)/s);
    return { status: /^[2-5]\d\d$/.test(status) ? Number(status) : 200, header, body: text };
  });
  const given: { status: number; body: string }[] = [];
  const http = fakeHttp((): FakeAnswer => {
    const answer = answers[Math.min(given.length, answers.length - 1)];
    if (answer === undefined) return 'lost';
    given.push(answer);
    const { status, header, body } = answer;
    return { status, body, ...(header === '' ? {} : { headers: { 'www-authenticate': header } }) };
  });
  return { http: { ...http, send: withFailures(http) }, given };
}

/** As the real one: a body that is no JSON is a failure of the request. */
function withFailures(http: FakeHttp): FakeHttp['send'] {
  return async (request) => {
    const response = await http.send(request);
    const json = async (): Promise<unknown> => {
      const text = await response.text();
      const value = parseJson(text);
      if (value === undefined) throw new HttpFailure('the answer is not JSON', {});
      return value;
    };
    return { ...response, json };
  };
}

const REALM = 'Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io"';

/** The registry's tokens: they are asked for at the registry, and nothing but a text that was given is one. */
const signIn: Target = {
  name: 'sign-in',
  seeds: () => [
    inputOf([
      [`401 ${REALM}`, ''],
      ['200', '{"refresh_token":"a.b.c"}'],
      ['200', '{"access_token":"d.e.f"}'],
    ]),
    inputOf([
      [`401 ${REALM}`, ''],
      ['200', '{"refresh_token":"a.b.c"}'],
      ['401', '{"errors":[{"code":"UNAUTHORIZED","message":"expired"}]}'],
      ['200', '{"refresh_token":"g"}'],
      ['200', '{"token":"d.e.f"}'],
    ]),
    inputOf([['200', '{}']]),
    inputOf([['401 Basic realm="a"', '']]),
  ],
  tokens: () => [...wordsOf('registry').filter((word) => word.length < 40), REALM, '=== 200\n', `=== 401 ${REALM}\n`],
  check: async (input) => {
    const { http, given } = talkOf(input);
    const base = new URL('https://contoso.azurecr.io');
    const identity = { aadToken: async () => 'entra' };
    const auth = openAuth({
      send: http.send,
      wait: async () => undefined,
      base,
      loginServer: base.host,
      identity,
      mask: () => undefined,
    });
    const header = await auth.grant('repository:a:pull').then(
      (grant) => grant.header,
      (error: unknown) => {
        if (!(error instanceof RegistryFailure || error instanceof HttpFailure)) throw error;
        law('a message is one line', 'sign-in', !/[\r\n]/.test(error.message), () => JSON.stringify(error.message));
      },
    );
    const elsewhere = http.sent.find(({ url }) => new URL(url).host !== base.host);
    law('tokens are asked for at the registry only', 'sign-in', elsewhere === undefined, () => elsewhere?.url ?? '');
    law('it asks a few times only', 'sign-in', http.sent.length <= 24, () => String(http.sent.length));
    const token = /^Bearer (.*)$/s.exec(header ?? '')?.[1];
    const texts = given.filter(({ status }) => status === 200).map(({ body }) => parseJson(body));
    const isGiven = texts.some((value) => field(value, 'access_token') === token || field(value, 'token') === token);
    law(
      'a token is one that was given',
      'sign-in',
      token === undefined || (token !== '' && isGiven),
      () => header ?? '',
    );
  },
};

/** The rows of a page of Resource Graph; `undefined` for what is none. */
function rowsOf(page: unknown): readonly unknown[] | undefined {
  const [rows, next] = [field(page, 'data'), field(page, '$skipToken') ?? ''];
  return Array.isArray(rows) && rows.every(isObject) && typeof next === 'string' ? rows : undefined;
}

/** Resource Graph: rows are told when all pages were read, and only then. */
const graph: Target = {
  name: 'graph',
  seeds: () => [
    inputOf([['200', '{"totalRecords":1,"count":1,"data":[{"id":"a"}],"facets":[],"resultTruncated":"false"}']]),
    inputOf([
      ['200', '{"data":[{"id":"a"}],"$skipToken":"b"}'],
      ['429', ''],
      ['200', '{"data":[],"resultTruncated":"true"}'],
    ]),
    inputOf([['403', '{"error":{"code":"AccessDenied","message":"a\\nb"}}']]),
  ],
  tokens: () => [
    ...wordsOf('defender').filter((word) => word.length < 40),
    '=== 200\n',
    '=== 503\n',
    '"$skipToken":"c",',
  ],
  check: async (input) => {
    const { http, given } = talkOf(input);
    const options = {
      http,
      armEndpoint: PUBLIC.armEndpoint,
      subscriptions: ['a'],
      token: async () => 'a',
      renew: () => undefined,
    };
    const answer = await openGraph(options).ask('resources');
    law('it asks a bounded number of times', 'graph', http.sent.length <= 1000, () => String(http.sent.length));
    if (answer.type !== 'rows') {
      law('a reason is one line', 'graph', !/[\r\n]/.test(answer.reason), () => JSON.stringify(answer.reason));
      return;
    }
    // An answer that is none is asked for again.
    const pages = given.flatMap(({ status, body }) => (status === 200 ? (rowsOf(parseJson(body)) ?? []) : []));
    law(
      'rows are told by lists only',
      'graph',
      given.some(({ body }) => rowsOf(parseJson(body)) !== undefined),
      () => input,
    );
    const rows = pages.length;
    law('no row is lost', 'graph', rows === answer.rows.length, () => `${answer.rows.length} of ${rows}`);
  },
};

/** ARM's list of registries, and what one says of itself. */
const lookup: Target = {
  name: 'lookup',
  seeds: () => [
    inputOf([
      ['200', '{"value":[],"nextLink":"https://management.azure.com/a"}'],
      ['200', '{"value":[{"id":"/subscriptions/a/resourceGroups/b/providers/c","name":"contoso"}]}'],
    ]),
    inputOf([
      [
        '200',
        '{"properties":{"loginServer":"contoso.azurecr.io","anonymousPullEnabled":true},"sku":{"name":"Premium"}}',
      ],
    ]),
    inputOf([['404', '{"error":{"code":"ResourceNotFound"}}']]),
  ],
  tokens: () => [
    ...wordsOf('azure').filter((word) => word.length < 40),
    '=== 200\n',
    '"nextLink":"https://management.azure.com/b",',
  ],
  check: async (input) => {
    const { http, given } = talkOf(input);
    const group = await findResourceGroups(http.send, PUBLIC, 'a', 'contoso');
    law('it asks a bounded number of times', 'lookup', http.sent.length <= 200, () => String(http.sent.length));
    const isList = given.every(({ status, body }) => status === 404 || Array.isArray(field(parseJson(body), 'value')));
    law('nothing is told missing by what is no list', 'lookup', group.state !== 'not-found' || isList, () => input);
    const details = await readRegistry(talkOf(input).http.send, PUBLIC, '/a');
    const first = given[0];
    const isKnown = first?.status === 200 && parseJson(first.body) !== undefined;
    law('a registry is known by an answer', 'lookup', details.state !== 'known' || isKnown, () => input);
  },
};

export const conversationTargets: readonly Target[] = [signIn, graph, lookup];
