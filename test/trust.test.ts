import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { field, isObject, listField, numberField, stringField } from '../src/base/json.ts';
import { eventOf, type GitHubEvent, rightsOf } from '../src/trust.ts';

const HEAD = '1'.repeat(40);
const BASE = '2'.repeat(40);
const ZEROS = '0'.repeat(40);
const OURS = { id: 7, full_name: 'contoso/shop' };
const FORK = { id: 8, full_name: 'stranger/shop', fork: true };

interface Overrides {
  readonly head?: unknown;
  readonly base?: unknown;
  readonly repository?: unknown;
  readonly pull?: Readonly<Record<string, unknown>>;
}

function pullRequest({ head = OURS, base = OURS, repository = OURS, pull = {} }: Overrides = {}) {
  return {
    action: 'synchronize',
    number: 5,
    repository,
    sender: { login: 'someone' },
    pull_request: {
      number: 5,
      state: 'open',
      head: { sha: HEAD, ref: 'feature', repo: head },
      base: { sha: BASE, ref: 'main', repo: base },
      ...pull,
    },
  };
}

function event(name: string, payload: unknown, more: Partial<GitHubEvent> = {}): GitHubEvent {
  return { name, payload, repository: 'contoso/shop', ...more };
}

const TRUSTED = ['push', 'schedule', 'workflow_dispatch', 'pull_request'];

describe('rightsOf', () => {
  const allowed: readonly (readonly [string, GitHubEvent])[] = [
    ['a push', event('push', { ref: 'refs/heads/main', before: BASE, after: HEAD, repository: OURS })],
    ['a pushed tag', event('push', { ref: 'refs/tags/v1', before: ZEROS, after: HEAD, repository: OURS })],
    ['a schedule', event('schedule', { schedule: '0 5 * * *', repository: OURS })],
    ['a schedule whose payload names no repository', event('schedule', { schedule: '0 5 * * *' })],
    ['a dispatch', event('workflow_dispatch', { ref: 'refs/heads/main', inputs: null, repository: OURS })],
    ['a pull request of the same repository', event('pull_request', pullRequest())],
    [
      'a pull request in a repository that is itself a fork of another',
      event('pull_request', pullRequest({ head: { ...OURS, fork: true }, base: { ...OURS, fork: true } })),
    ],
    ['names in another case', event('pull_request', pullRequest(), { repository: 'Contoso/Shop' })],
    ['the first pull request of all', event('pull_request', pullRequest({ pull: { number: 1 } }))],
    [
      'the first repository of all',
      event('workflow_dispatch', { repository: { id: 1, full_name: 'contoso/shop' } }, { repositoryId: '1' }),
    ],
    ['the runner naming the id', event('pull_request', pullRequest(), { repositoryId: '7' })],
  ];
  it.each(allowed)('gives rights to %s', (_, given) => {
    expect(rightsOf(given).mayWrite).toBe(true);
  });

  const refused: readonly (readonly [string, GitHubEvent, RegExp])[] = [
    ["a fork's pull request", event('pull_request', pullRequest({ head: FORK })), /another repository/],
    ['a head repository that is gone', event('pull_request', pullRequest({ head: null })), /is gone/],
    [
      'a fork that bears our name with another id',
      event('pull_request', pullRequest({ head: { ...FORK, full_name: 'contoso/shop' } })),
      /another repository/,
    ],
    [
      'a fork that bears our id with another name',
      event('pull_request', pullRequest({ head: { ...FORK, id: 7 } })),
      /another repository/,
    ],
    [
      'ids as text',
      event('pull_request', pullRequest({ head: { ...OURS, id: '7' }, base: { ...OURS, id: '7' } })),
      /payload/,
    ],
    [
      'ids that are missing on both sides',
      event('pull_request', pullRequest({ head: { full_name: 'contoso/shop' }, base: { full_name: 'contoso/shop' } })),
      /payload/,
    ],
    [
      "a fork's pull request to another fork, in a run of ours",
      event('pull_request', pullRequest({ head: FORK, base: FORK, repository: FORK })),
      /payload/,
    ],
    ['a base that is not this repository', event('pull_request', pullRequest({ base: FORK })), /payload/],
    ['an id that is not the run’s', event('pull_request', pullRequest(), { repositoryId: '9' }), /payload/],
    ['no name of the run’s repository', event('pull_request', pullRequest(), { repository: undefined }), /payload/],
    [
      'a head commit that is no commit',
      event('pull_request', pullRequest({ pull: { head: { sha: '--upload-pack=x', repo: OURS } } })),
      /payload/,
    ],
    ['a pull request without a number', event('pull_request', pullRequest({ pull: { number: '5' } })), /payload/],
    ...[0, -1, 1.5, 2 ** 53].map(
      (number) =>
        [`the number ${number}`, event('pull_request', pullRequest({ pull: { number } })), /payload/] as const,
    ),
    ...[0, -7, 7.5, 2 ** 53].map((id) => {
      const repository = { id, full_name: 'contoso/shop' };
      return [`the repository ${id}`, event('workflow_dispatch', { repository }), /payload/] as const;
    }),
    ['a repository without a name', event('workflow_dispatch', { repository: { id: 7 } }), /payload/],
    [
      'a repository without a number',
      event('workflow_dispatch', { repository: { full_name: 'contoso/shop' } }),
      /payload/,
    ],
    ...[HEAD.slice(1), `${HEAD}1`, `x${HEAD}`, `${HEAD}x`, 'g'.repeat(40), 'g'.repeat(64), '1'.repeat(63)].map(
      (sha) => {
        const base = { sha, repo: OURS };
        return [`the base commit ${sha}`, event('pull_request', pullRequest({ pull: { base } })), /payload/] as const;
      },
    ),
    [
      'a pull request whose payload names no repository',
      event('pull_request', { ...pullRequest(), repository: undefined }),
      /payload/,
    ],
    ['a base repository without a name', event('pull_request', pullRequest({ base: { id: 7 } })), /payload/],
    [
      "a push's payload of another repository",
      event('push', { ref: 'refs/heads/main', before: BASE, repository: FORK }),
      /payload/,
    ],
    ['a push without a ref', event('push', { before: BASE, repository: OURS }), /payload/],
    [
      "a schedule's payload of another repository",
      event('schedule', { schedule: '* * * * *', repository: FORK }),
      /payload/,
    ],
    ['a schedule without a schedule', event('schedule', { repository: OURS }), /payload/],
    ['a schedule in no repository', event('schedule', { schedule: '* * * * *' }, { repository: undefined }), /payload/],
    ['a dispatch without a repository', event('workflow_dispatch', { inputs: {} }), /payload/],
    ['pull_request_target of the same repository', event('pull_request_target', pullRequest()), /pull_request_target/],
    ['pull_request_target of a fork', event('pull_request_target', pullRequest({ head: FORK })), /may not write/],
    ['workflow_run', event('workflow_run', { workflow_run: { event: 'push' }, repository: OURS }), /workflow_run/],
    ['merge_group', event('merge_group', { merge_group: { head_sha: HEAD }, repository: OURS }), /merge_group/],
    ['repository_dispatch', event('repository_dispatch', { action: 'x', repository: OURS }), /repository_dispatch/],
    ['issue_comment', event('issue_comment', { comment: { body: 'please' }, repository: OURS }), /issue_comment/],
    ['an event of tomorrow', event('pull_request_v2', { repository: OURS }), /unnamed/],
    ['an event without a name', event('', pullRequest()), /unnamed/],
    ['a name with other case', event('PUSH', { ref: 'refs/heads/main', repository: OURS }), /unnamed/],
    ['a name with a line break', event('push\n::error::x', { ref: 'refs/heads/main', repository: OURS }), /unnamed/],
  ];
  it.each(refused)('gives none to %s', (_, given, reason) => {
    const rights = rightsOf(given);
    expect(rights.mayWrite).toBe(false);
    expect(rights.reason).toMatch(reason);
  });

  it.each(TRUSTED)('gives none to %s with a payload that is missing or of another make', (name) => {
    for (const payload of [
      undefined,
      null,
      '',
      'push',
      0,
      [],
      {},
      { repository: null },
      [OURS],
      { pull_request: [] },
    ]) {
      expect(rightsOf(event(name, payload)).mayWrite).toBe(false);
    }
  });

  it('trusts Dependabot’s pull request by its repository, and says what GitHub holds back', () => {
    const rights = rightsOf(event('pull_request', pullRequest(), { actor: 'dependabot[bot]' }));
    expect(rights.mayWrite).toBe(true);
    expect(rights.reason).toMatch(/Dependabot.*read-only token/);
    const fork = rightsOf(event('pull_request', pullRequest({ head: FORK }), { actor: 'dependabot[bot]' }));
    expect(fork.mayWrite).toBe(false);
  });

  it('says of whom it trusts why, and calls nobody else Dependabot', () => {
    const push = event('push', { ref: 'refs/heads/main', before: BASE, repository: OURS });
    const reasons = [
      event('pull_request', pullRequest()),
      event('pull_request', pullRequest(), { actor: 'octocat' }),
      push,
      event('schedule', { schedule: '0 5 * * *' }),
      event('workflow_dispatch', { repository: OURS }),
    ].map((given) => rightsOf(given).reason);
    expect(reasons).toEqual([
      'a pull request from a branch of this repository',
      'a pull request from a branch of this repository',
      'a push to this repository',
      'a scheduled run of this repository',
      'a run started by somebody who may write to this repository',
    ]);
  });

  it('knows Dependabot by the sender where the runner names no actor', () => {
    const payload = { ...pullRequest(), sender: { login: 'dependabot[bot]' } };
    expect(rightsOf(event('pull_request', payload)).reason).toMatch(/Dependabot/);
  });

  it('tells the pull request, also one from a fork', () => {
    expect(rightsOf(event('pull_request', pullRequest({ head: FORK })))).toMatchObject({
      mayWrite: false,
      scopeBase: BASE,
      pullRequest: {
        number: 5,
        open: true,
        headSha: HEAD,
        baseSha: BASE,
        headRepo: 'stranger/shop',
        baseRepo: 'contoso/shop',
      },
    });
    const closed = rightsOf(event('pull_request', pullRequest({ pull: { state: 'closed' } })));
    expect(closed).toMatchObject({
      mayWrite: false,
      reason: 'the pull request is closed',
      pullRequest: { open: false },
    });
    expect(rightsOf(event('pull_request_target', pullRequest())).pullRequest).toBeUndefined();
  });

  it('compares a push with what was before, and a new branch with nothing', () => {
    const push = (before: unknown) => event('push', { ref: 'refs/heads/main', before, repository: OURS });
    expect(rightsOf(push(BASE)).scopeBase).toBe(BASE);
    const commits = [`${HEAD.slice(2)}00`, `00${HEAD.slice(2)}`, 'a'.repeat(64)];
    for (const commit of commits) expect(rightsOf(push(commit)).scopeBase).toBe(commit);
    expect(rightsOf(push(ZEROS)).scopeBase).toBeUndefined();
    expect(rightsOf(push('0'.repeat(64))).scopeBase).toBeUndefined();
    expect(rightsOf(push('--help')).scopeBase).toBeUndefined();
  });

  it('gives none in a terminal', () => {
    expect(rightsOf(undefined)).toEqual({
      mayWrite: false,
      reason: expect.stringContaining('run --apply'),
      authority: 'commit',
    });
  });
});

describe('GitHub’s own example payloads', () => {
  const path = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const definitions: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const examples = (Array.isArray(definitions) ? definitions : []).flatMap((definition: unknown) => {
    const name = stringField(definition, 'name') ?? '';
    return listField(definition, 'examples').map((payload, index) => ({ title: `${name} ${index}`, name, payload }));
  });

  it('are all there', () => {
    expect(new Set(examples.map(({ name }) => name)).size).toBeGreaterThan(50);
    expect(examples.filter(({ name }) => name === 'pull_request')).toHaveLength(29);
  });

  it.each(examples)('$title', ({ name, payload }) => {
    const repository = stringField(payload, 'repository', 'full_name');
    const rights = rightsOf({ name, payload, repository });
    const isTrusted = ['push', 'workflow_dispatch', 'pull_request'].includes(name);
    expect(rights.mayWrite).toBe(isTrusted && stringField(payload, 'pull_request', 'state') !== 'closed');
    if (name === 'pull_request') {
      expect(rights.scopeBase).toBe(stringField(payload, 'pull_request', 'base', 'sha'));
    }
    // The same payload in a run of another repository gives nothing.
    expect(rightsOf({ name, payload, repository: 'contoso/other' }).mayWrite).toBe(false);
  });

  it.each(examples.filter(({ name }) => name === 'pull_request'))('$title, coming from a fork', ({ payload }) => {
    const copy: unknown = structuredClone(payload);
    const head = field(copy, 'pull_request', 'head', 'repo');
    const repository = stringField(payload, 'repository', 'full_name');
    if (isObject(head)) Object.assign(head, { id: (numberField(head, 'id') ?? 0) + 1 });
    expect(rightsOf({ name: 'pull_request', payload: copy, repository }).mayWrite).toBe(false);
  });
});

describe('no payload whatever', () => {
  const payloads = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    fc.record({ head: fc.constantFrom(OURS, FORK, null), base: fc.constantFrom(OURS, FORK) }).map(pullRequest),
  );

  it('gives rights to an event that is not trusted', () => {
    const names = fc.oneof(
      fc.constantFrom(
        'pull_request_target',
        'workflow_run',
        'issue_comment',
        'merge_group',
        'release',
        'toString',
        '__proto__',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(
        names.filter((name) => !TRUSTED.includes(name)),
        payloads,
        fc.constantFrom('contoso/shop', undefined),
        (name, payload, repository) => !rightsOf({ name, payload, repository, actor: 'octocat' }).mayWrite,
      ),
    );
  });

  it('throws, or gives rights to a pull request whose head is not the base', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TRUSTED), payloads, (name, payload) => {
        const rights = rightsOf(event(name, payload));
        const head = numberField(payload, 'pull_request', 'head', 'repo', 'id');
        return !(rights.mayWrite && name === 'pull_request') || head === OURS.id;
      }),
    );
  });
});

describe('what opens the gate', () => {
  const target = event('pull_request_target', pullRequest());
  const queue = event('merge_group', { merge_group: { base_sha: BASE }, repository: OURS });

  it('is the commit’s own to say where it is merged already, and in a terminal', () => {
    const push = event('push', { ref: 'refs/heads/main', before: BASE, repository: OURS });
    const schedule = event('schedule', { schedule: '0 5 * * *' });
    const dispatch = event('workflow_dispatch', { ref: 'refs/heads/main', repository: OURS });
    for (const given of [push, schedule, dispatch, undefined]) expect(rightsOf(given).authority).toBe('commit');
  });

  it('is the base’s to say on pull requests, on all that is like them, and where nobody can tell', () => {
    const others = ['workflow_run', 'issue_comment', 'a new event'].map((name) => event(name, { repository: OURS }));
    const malformed = TRUSTED.map((name) => event(name, {}));
    const fork = event('pull_request', pullRequest({ head: FORK }));
    for (const given of [event('pull_request', pullRequest()), fork, target, queue, ...others, ...malformed]) {
      expect(rightsOf(given).authority).toBe('base');
    }
  });

  it('is compared with the base that the event names, if it is of this repository', () => {
    expect(rightsOf(target)).toMatchObject({ mayWrite: false, scopeBase: BASE, headSha: HEAD });
    expect(rightsOf(queue)).toMatchObject({ mayWrite: false, scopeBase: BASE });
    const elsewhere = [
      event('pull_request_target', pullRequest({ base: FORK })),
      event('pull_request_review', pullRequest()),
      event('pull_request_target', pullRequest({ repository: FORK })),
      event('pull_request_target', pullRequest({ pull: { base: { sha: 'main', repo: OURS } } })),
      event('merge_group', { merge_group: { base_sha: BASE }, repository: FORK }),
      event('workflow_run', { workflow_run: { head_sha: HEAD }, repository: OURS }),
    ];
    for (const given of elsewhere) expect(rightsOf(given).scopeBase).toBeUndefined();
  });
});

describe('eventOf', () => {
  it('is nothing in a terminal', () => {
    expect(eventOf({}, undefined)).toBeUndefined();
    expect(eventOf({ GITHUB_REPOSITORY: 'contoso/shop' }, '{}')).toBeUndefined();
  });

  it('reads the runner’s variables and its file', () => {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REPOSITORY: 'contoso/shop',
      GITHUB_REPOSITORY_ID: '7',
      GITHUB_ACTOR: 'someone',
    };
    expect(eventOf(env, '{"ref":"x"}')).toEqual({
      name: 'push',
      payload: { ref: 'x' },
      repository: 'contoso/shop',
      repositoryId: '7',
      actor: 'someone',
    });
    expect(rightsOf(eventOf(env, '{"ref":')).mayWrite).toBe(false);
    expect(rightsOf(eventOf(env, undefined)).mayWrite).toBe(false);
  });

  it('is an event without a name where a runner gives none', () => {
    for (const env of [{ GITHUB_ACTIONS: 'true' }, { GITHUB_EVENT_NAME: 'issues' }]) {
      // The commit is its own authority in a terminal only.
      expect(rightsOf(eventOf(env, '{}'))).toMatchObject({ mayWrite: false, authority: 'base' });
    }
  });
});
