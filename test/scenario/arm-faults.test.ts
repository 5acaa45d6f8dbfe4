import { describe, expect, it } from 'vitest';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import type { Fault, FaultAnswer } from '../../src/emulator/faults.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, DISPATCH, openScene, pod, smallImage } from './scene.ts';

closeScenes();

const PUT = { service: 'arm', method: 'PUT' } as const;
const LIST = { service: 'arm', method: 'GET', path: /\/cacheRules$/ } as const;
const POLL = { service: 'arm', method: 'GET', path: /\/operationStatuses\// } as const;
const READ = { service: 'arm', method: 'GET', path: /\/cacheRules\/[^/]+$/ } as const;

function says(status: number, code: string, headers: Readonly<Record<string, string>> = {}): FaultAnswer {
  const body = JSON.stringify({ error: { code, message: `The service says ${code}.` } });
  return { type: 'answer', status, headers: { 'content-type': 'application/json', ...headers }, body };
}

interface Trouble {
  readonly name: string;
  readonly faults?: readonly Fault[];
  readonly services?: EmulatorOptions;
  readonly expected: {
    readonly headline: string;
    /** Requests about rules. */
    readonly requests: readonly string[];
    /** Why the image is not covered. */
    readonly because?: string;
  };
}

const COVERED = '✅ **1 public image: 1 covered (1 new rule), 0 not · 1 warm, 0 not**';
const FOUND = '✅ **1 public image: 1 covered, 0 not · 1 warm, 0 not**';
const REFUSED = '⚠️ **1 public image: 0 covered, 1 not**';
/** Where it is not answered whether the rule is there. */
const UNCERTAIN = '❌ **1 public image: 0 covered, 1 not · 1 error**';
/** What is written once more after a look. */
const ONCE = ['list', 'PUT', 'GET', 'PUT', 'poll (2)', 'GET', 'list'];
const ALWAYS = ['list', ...['PUT', 'GET', 'PUT', 'GET', 'PUT', 'GET', 'PUT', 'GET'], 'list'];

const TROUBLES: readonly Trouble[] = [
  {
    name: '429 with a Retry-After is waited for',
    faults: [{ match: PUT, nth: 1, answer: says(429, 'TooManyRequests', { 'retry-after': '7' }) }],
    expected: { headline: COVERED, requests: ['list', 'PUT (2)', 'poll (2)', 'GET', 'list'] },
  },
  {
    name: '429 without end is given up',
    faults: [{ match: PUT, answer: says(429, 'TooManyRequests') }],
    expected: {
      headline: UNCERTAIN,
      requests: ['list', 'PUT (5)', 'list'],
      because:
        'the rule could not be created: Azure throttles requests: TooManyRequests: The service says TooManyRequests.',
    },
  },
  {
    name: '429 that wants us to wait for an hour is given up at once',
    faults: [{ match: PUT, answer: says(429, 'TooManyRequests', { 'retry-after': '3600' }) }],
    expected: {
      headline: UNCERTAIN,
      requests: ['list', 'PUT', 'list'],
      because:
        'the rule could not be created: Azure throttles requests: TooManyRequests: The service says TooManyRequests.',
    },
  },
  {
    name: 'a conflict that passes',
    faults: [{ match: PUT, nth: 1, answer: says(409, 'AnotherOperationInProgress') }],
    expected: { headline: COVERED, requests: ONCE },
  },
  {
    name: 'a conflict that stays',
    faults: [{ match: PUT, answer: says(409, 'TargetRepositoryAlreadyPresentInRegistry') }],
    expected: {
      headline: REFUSED,
      requests: ['list', 'PUT', 'list'],
      because:
        'Azure refused the rule: TargetRepositoryAlreadyPresentInRegistry: The service says TargetRepositoryAlreadyPresentInRegistry.',
    },
  },
  {
    name: 'a server that fails once',
    faults: [{ match: PUT, nth: 1, answer: says(500, 'InternalServerError') }],
    expected: { headline: COVERED, requests: ONCE },
  },
  {
    name: 'a server that always fails',
    faults: [{ match: PUT, answer: says(503, 'ServiceUnavailable') }],
    expected: {
      headline: UNCERTAIN,
      requests: ALWAYS,
      because: 'the rule could not be created: HTTP 503: ServiceUnavailable: The service says ServiceUnavailable.',
    },
  },
  {
    name: 'a connection that ends before the write arrived',
    faults: [{ match: PUT, nth: 1, answer: { type: 'reset', when: 'before' } }],
    expected: { headline: COVERED, requests: ONCE },
  },
  {
    name: 'a connection that ends after the write arrived: the rule is found, not written again and not called ours',
    faults: [{ match: PUT, nth: 1, answer: { type: 'reset', when: 'after' } }],
    expected: { headline: FOUND, requests: ['list', 'PUT', 'GET (3)', 'list'] },
  },
  {
    name: 'a connection that never stands',
    faults: [{ match: PUT, answer: { type: 'reset', when: 'before' } }],
    expected: {
      headline: UNCERTAIN,
      requests: ALWAYS,
      because: 'the rule could not be created: PUT https://management.azure.com/…: other side closed',
    },
  },
  {
    name: 'polls that fail for a while',
    faults: [{ match: POLL, nth: 1, times: 2, answer: says(502, 'BadGateway') }],
    expected: { headline: COVERED, requests: ['list', 'PUT', 'poll (4)', 'GET', 'list'] },
  },
  {
    name: 'polls that are never answered: the rule itself is looked at, and known as ours',
    faults: [{ match: POLL, answer: { type: 'reset', when: 'before' } }],
    expected: { headline: COVERED, requests: ['list', 'PUT', 'poll (5)', 'GET (3)', 'list'] },
  },
  {
    name: 'a token that expires in mid-run',
    services: { tokenUses: { entra: 4 } },
    expected: { headline: COVERED, requests: ['list', 'PUT (2)', 'poll (2)', 'GET', 'list (2)'] },
  },
  {
    name: 'an operation that never ends',
    services: { arm: { endOf: () => ({ status: 'never' }) } },
    expected: {
      headline: UNCERTAIN,
      requests: ['list', 'PUT', 'poll (91)', 'list'],
      because: 'the rule could not be created: Azure has not finished it within 3 minutes',
    },
  },
  {
    name: 'an operation that fails later',
    services: { arm: { endOf: () => ({ status: 'Failed', code: 'UpstreamDown', message: 'No such source.' }) } },
    expected: {
      headline: REFUSED,
      requests: ['list', 'PUT', 'poll (2)', 'list'],
      because: 'Azure refused the rule: UpstreamDown: No such source.',
    },
  },
  {
    name: 'a list afterwards that fails: nothing is counted on, nothing warmed',
    faults: [{ match: LIST, nth: 2, times: 5, answer: says(500, 'InternalServerError') }],
    expected: {
      headline: '❌ **1 public image: 0 covered (1 new rule), 1 not · 1 error**',
      requests: ['list', 'PUT', 'poll (2)', 'GET', 'list (5)'],
      because:
        'the rules could not be listed after they were written: HTTP 500: InternalServerError: The service says InternalServerError.',
    },
  },
  {
    name: 'a rule that can be written and not read afterwards',
    faults: [{ match: READ, answer: says(500, 'InternalServerError') }],
    expected: {
      headline: UNCERTAIN,
      requests: ['list', 'PUT', 'poll (2)', 'GET (10)', 'list'],
      because:
        'the rule could not be created: whether the rule is there could not be read: HTTP 500: InternalServerError: The service says InternalServerError.',
    },
  },
  {
    name: 'a list that fails from the beginning',
    faults: [{ match: LIST, answer: says(500, 'InternalServerError') }],
    expected: { headline: UNCERTAIN, requests: ['list (5)'] },
  },
];

describe.skipIf(!HAS_BUNDLE)('troubles of Azure Resource Manager', () => {
  it.each(TROUBLES)('$name', async ({ faults = [], services = {}, expected }) => {
    const upstreams = { 'quay.io': { 'a/one': { '1': smallImage(1) } } };
    const scene = await openScene(
      { upstreams, pace: 500, ...services, faults },
      { 'pod.yaml': pod('quay.io/a/one:1') },
    );
    // More than the pace of this test makes of five minutes.
    const result = await scene.run(DISPATCH, { 'warm-timeout': '360' });
    const about = scene.emulator.normalisedRequests().filter((request) => / arm cacheRules/.test(request));
    const report = parseJson(result.reports.report ?? '');
    const [because] = listField(report, 'plan', 'refused').map((refused) => stringField(refused, 'message'));
    const status = expected.headline.startsWith('❌') ? 1 : 0;
    expect([result.status, result.stderr, result.headline]).toEqual([status, '', expected.headline]);
    expect(short(about)).toEqual(expected.requests);
    expect(because?.replace(/rule quay-io-\S+/, 'the rule').replace(/\/subscriptions\/\S+:/, '/…:')).toBe(
      expected.because,
    );
    // Told is what was made by this run's own request, and what is there is used by the next.
    const created = listField(report, 'rules', 'created').length;
    expect(created).toBe(expected.headline.includes('1 new rule') ? 1 : 0);
    if (created === 1) expect(scene.emulator.rules()).toHaveLength(1);
  });
});

/** `PUT, poll (3), GET`: the rule's name does not matter here. */
function short(requests: readonly string[]): readonly string[] {
  const words = requests.map((request) =>
    request
      .replace(/^GET arm cacheRules\/.*\/operationStatuses$/, 'poll')
      .replace(/^(\S+) arm cacheRules\/.*$/, '$1')
      .replace('GET arm cacheRules', 'list'),
  );
  const lines: string[] = [];
  for (let at = 0; at < words.length; ) {
    let end = at;
    while (words[end] === words[at]) end++;
    lines.push(end - at === 1 ? `${words[at]}` : `${words[at]} (${end - at})`);
    at = end;
  }
  return lines;
}
