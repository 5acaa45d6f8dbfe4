import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../src/rules/candidates.ts';
import { ruleName } from '../../src/rules/names.ts';
import { makePlan } from '../../src/rules/planner.ts';
import { ruleIndex } from '../../src/rules/resolve.ts';
import type { CacheRule } from '../../src/rules/rule.ts';
import { HUB_SET, otherRules, planRequest, REGISTRY_ID, rule, want } from './plan-request.ts';

function reasons(request: PlanRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(makePlan(request).refused.map(({ source, refusal }) => [source, refusal.reason]));
}

describe('a plan', () => {
  it('creates exact rules for what nothing covers', () => {
    const plan = makePlan(planRequest({ wanted: [want('docker.io/library/nginx', 3), want('mcr.microsoft.com/a/b')] }));
    expect(plan.create).toEqual([
      {
        name: ruleName('docker.io/library/nginx', 'docker.io/library/nginx'),
        source: 'docker.io/library/nginx',
        target: 'docker.io/library/nginx',
        credentialSetId: HUB_SET.id,
      },
      {
        name: ruleName('mcr.microsoft.com/a/b', 'mcr.microsoft.com/a/b'),
        source: 'mcr.microsoft.com/a/b',
        target: 'mcr.microsoft.com/a/b',
      },
    ]);
    expect(plan.covered.map(({ source, by, repository }) => [source, by, repository])).toEqual([
      ['docker.io/library/nginx', 'new', 'docker.io/library/nginx'],
      ['mcr.microsoft.com/a/b', 'new', 'mcr.microsoft.com/a/b'],
    ]);
    expect(plan.room).toEqual({ cap: 50, present: 0, creating: 2, remaining: 48, needed: 2 });
  });

  it('made again on what it led to creates nothing', () => {
    const wanted = [want('docker.io/library/nginx'), want('ghcr.io/a/b/c')];
    const first = makePlan(planRequest({ wanted }));
    const rules = first.create.map((made): CacheRule => ({ ...made, state: 'Succeeded' }));
    const second = makePlan(planRequest({ wanted, rules }));
    expect(second.create).toEqual([]);
    expect(second.covered.map(({ by }) => by)).toEqual(['existing', 'existing']);
  });

  it('uses rules that were made by hand, wherever they cache', () => {
    const plan = makePlan(
      planRequest({
        wanted: [want('docker.io/library/nginx'), want('docker.io/bitnami/kubectl')],
        rules: [rule('by-hand', 'docker.io/nginx', 'base/web'), rule('hub', 'docker.io/*', 'hub/*')],
      }),
    );
    expect(plan.create).toEqual([]);
    expect(plan.covered.map(({ rule: name, repository }) => [name, repository])).toEqual([
      ['hub', 'hub/bitnami/kubectl'],
      ['by-hand', 'base/web'],
    ]);
  });

  it('with 48 rules, a cap of 50 and 5 images creates two and refuses three, those used least', () => {
    const wanted = [1, 2, 3, 4, 5].map((uses) => want(`quay.io/team/app${uses}`, uses));
    const plan = makePlan(planRequest({ wanted, rules: otherRules(48) }));
    expect(plan.create.map(({ source }) => source)).toEqual(['quay.io/team/app4', 'quay.io/team/app5']);
    expect(plan.refused.map(({ source }) => source)).toEqual([
      'quay.io/team/app1',
      'quay.io/team/app2',
      'quay.io/team/app3',
    ]);
    expect(plan.refused[0]).toMatchObject({
      refusal: { reason: 'cap-reached', cap: 50, present: 48, room: 2, needed: 5 },
      message: 'the registry has 48 of at most 50 cache rules: only 2 more may be created, and 5 would be needed',
      remedy:
        'Raise max-cache-rules to 53 (the service allows 1000), allow wildcards: when-needed, or delete rules that nothing uses.',
    });
    expect(plan.room).toEqual({ cap: 50, present: 48, creating: 2, remaining: 0, needed: 5 });
  });

  it('adds nothing to a registry that is above the cap already', () => {
    const plan = makePlan(planRequest({ wanted: [want('quay.io/team/app')], rules: otherRules(60) }));
    expect(plan.create).toEqual([]);
    expect(plan.refused[0]?.message).toContain('has 60 of at most 50 cache rules: none more may be created');
  });

  it('falls back on wildcards only where they are allowed and the exact rules do not fit', () => {
    const wanted = ['a', 'b', 'c'].map((name) => want(`quay.io/team/${name}`));
    const fitting = makePlan(planRequest({ wanted, cap: 3, wildcards: 'when-needed' }));
    expect(fitting.create.map(({ source }) => source)).toEqual(wanted.map(({ source }) => source));
    const plan = makePlan(planRequest({ wanted, cap: 2, wildcards: 'when-needed' }));
    expect(plan.create.map(({ source, target }) => [source, target])).toEqual([
      ['quay.io/team/*', 'any/quay.io/team/*'],
    ]);
    expect(plan.covered.map(({ repository }) => repository)).toEqual([
      'any/quay.io/team/a',
      'any/quay.io/team/b',
      'any/quay.io/team/c',
    ]);
    expect(plan.refused).toEqual([]);
  });

  it('a wildcard also serves an image whose exact target is taken', () => {
    const plan = makePlan(
      planRequest({
        wanted: ['a', 'b', 'c'].map((name) => want(`quay.io/team/${name}`)),
        repositories: new Map([['quay.io/team/c', true]]),
        cap: 1,
        wildcards: 'when-needed',
      }),
    );
    expect(plan.covered.map(({ source }) => source)).toEqual(['quay.io/team/a', 'quay.io/team/b', 'quay.io/team/c']);
  });

  it('opens no wildcard that would also open a denied image', () => {
    const wanted = [want('quay.io/team/a'), want('quay.io/team/b'), want('quay.io/team/evil', 1, false)];
    const plan = makePlan(planRequest({ wanted, cap: 1, wildcards: 'when-needed' }));
    expect(plan.create.map(({ source }) => source)).toEqual(['quay.io/team/a']);
    expect(plan.refused.map(({ refusal }) => refusal.reason)).toEqual(['cap-reached', 'not-allowed']);
  });

  it('refuses a denied image even where a rule covers it', () => {
    const rules = [rule('hub', 'docker.io/*', 'hub/*')];
    expect(reasons(planRequest({ wanted: [want('docker.io/library/x', 1, false)], rules }))).toEqual({
      'docker.io/library/x': 'not-allowed',
    });
  });

  it('takes the target that the user gave', () => {
    const plan = makePlan(
      planRequest({
        wanted: [want('docker.io/library/nginx')],
        repositories: new Map([['docker.io/library/nginx', true]]),
        targets: new Map([['docker.io/library/nginx', 'base/nginx']]),
      }),
    );
    expect(plan.create.map(({ target }) => target)).toEqual(['base/nginx']);
  });

  it.each([
    ['unsupported-upstream', { wanted: [want('docker.elastic.co/a/b')] }],
    ['credential-set-missing', { wanted: [want('docker.io/a/b')], credentialSets: { state: 'known', sets: [] } }],
    [
      'credential-set-unreadable',
      { wanted: [want('docker.io/a/b')], credentialSets: { state: 'not-allowed', reason: 'role missing' } },
    ],
    [
      'credential-set-unhealthy',
      {
        wanted: [want('docker.io/a/b')],
        credentialSets: { state: 'known', sets: [{ ...HUB_SET, health: 'unhealthy', detail: 'Forbidden: no' }] },
      },
    ],
    ['target-taken', { wanted: [want('quay.io/a/b')], repositories: new Map([['quay.io/a/b', true]]) }],
    ['target-conflict', { wanted: [want('quay.io/a/b')], rules: [rule('other', 'ghcr.io/a/b', 'quay.io/a/b')] }],
    ['target-invalid', { wanted: [want('quay.io/a/b')], template: 'Cache/{repository}' }],
    [
      'name-taken',
      { wanted: [want('quay.io/a/b')], rules: [rule(ruleName('quay.io/a/b', 'quay.io/a/b'), 'quay.io/z', 'z')] },
    ],
    ['not-allowed', { wanted: [want('quay.io/a/b', 1, false)] }],
  ] satisfies [string, Partial<PlanRequest>][])('refuses for %s, with a remedy', (reason, parts) => {
    const plan = makePlan(planRequest(parts));
    expect(plan.create).toEqual([]);
    expect(plan.refused.map(({ refusal }) => refusal.reason)).toEqual([reason]);
    expect(plan.refused[0]?.message).not.toMatch(/\n|undefined/);
    expect(plan.refused[0]?.remedy).not.toMatch(/^$|\n|undefined/);
  });

  it('of two images that want one target, the one used more gets it', () => {
    const plan = makePlan(
      planRequest({ wanted: [want('quay.io/a/b', 2), want('ghcr.io/a/b', 1)], template: '{repository}' }),
    );
    expect(plan.create.map(({ source }) => source)).toEqual(['quay.io/a/b']);
    expect(plan.refused.map(({ source, refusal }) => [source, refusal.reason])).toEqual([
      ['ghcr.io/a/b', 'target-conflict'],
    ]);
  });

  it('writes a rule of its own again that serves nothing, and counts it once', () => {
    const idle = rule('quay-io-a-b-0123456789', 'quay.io/a/b', 'quay.io/a/b', { state: 'Failed' });
    const plan = makePlan(planRequest({ wanted: [want('quay.io/a/b')], rules: [idle], cap: 1 }));
    expect(plan.create).toEqual([{ name: idle.name, source: 'quay.io/a/b', target: 'quay.io/a/b', again: 'Failed' }]);
    expect(plan.room).toEqual({ cap: 1, present: 1, creating: 0, remaining: 0, needed: 0 });
  });

  it('a rule that has not succeeded counts against the cap and covers nothing', () => {
    const idle = rule('by-hand', 'quay.io/a/b', 'elsewhere', { state: 'Failed' });
    expect(reasons(planRequest({ wanted: [want('quay.io/a/b')], rules: [idle], cap: 1 }))).toEqual({
      'quay.io/a/b': 'cap-reached',
    });
  });

  it('tells drifted and unused rules, and changes neither', () => {
    const name = ruleName('quay.io/a/b', 'quay.io/a/b');
    const plan = makePlan(
      planRequest({
        wanted: [want('quay.io/a/b'), want('ghcr.io/used/one')],
        cached: ['elsewhere/two'],
        rules: [
          rule(name, 'quay.io/a/c', 'quay.io/a/c'),
          rule('used-one', 'ghcr.io/used/one', 'x/one'),
          rule('used-two', 'ghcr.io/used/two', 'elsewhere/two'),
          rule('idle', 'ghcr.io/idle', 'idle', { createdAt: '2026-11-13T12:00:00Z' }),
        ],
      }),
    );
    expect(plan.drifted).toEqual([
      {
        rule: name,
        expected: { source: 'quay.io/a/b', target: 'quay.io/a/b' },
        actual: { source: 'quay.io/a/c', target: 'quay.io/a/c' },
      },
    ]);
    expect(plan.unused.map(({ rule: unused, ageInDays }) => [unused, ageInDays])).toEqual([
      ['idle', 9],
      [name, 22],
    ]);
  });
});

describe('credential sets', () => {
  const hub = [want('docker.io/a/b')];
  const setOf = (request: PlanRequest) => makePlan(request).create[0]?.credentialSetId;

  it('are found by their login server, a healthy one first', () => {
    const ill = { ...HUB_SET, name: 'a-first', id: 'ill', health: 'unhealthy' } as const;
    expect(setOf(planRequest({ wanted: hub, credentialSets: { state: 'known', sets: [ill, HUB_SET] } }))).toBe(
      HUB_SET.id,
    );
  });

  it('are the named one, also where nobody may look', () => {
    const namedCredentialSets = new Map([['docker.io', 'mine-hub']]);
    expect(
      setOf(planRequest({ wanted: hub, namedCredentialSets, credentialSets: { state: 'not-allowed', reason: '' } })),
    ).toBe(`${REGISTRY_ID}/credentialSets/mine-hub`);
    expect(reasons(planRequest({ wanted: hub, namedCredentialSets }))).toEqual({
      'docker.io/a/b': 'credential-set-missing',
    });
  });

  it('are taken from a rule of the same upstream', () => {
    const rules = [rule('by-hand', 'docker.io/x/y', 'x/y', { credentialSetId: 'the-one' })];
    expect(setOf(planRequest({ wanted: hub, rules, credentialSets: { state: 'not-allowed', reason: '' } }))).toBe(
      'the-one',
    );
  });

  it('are optional where the upstream does without, and never sent to one that takes none', () => {
    const sets = [
      { ...HUB_SET, id: 'ghcr', loginServer: 'ghcr.io' },
      { ...HUB_SET, id: 'mcr', loginServer: 'mcr.microsoft.com' },
    ];
    expect(setOf(planRequest({ wanted: [want('ghcr.io/a/b')], credentialSets: { state: 'known', sets } }))).toBe(
      'ghcr',
    );
    expect(
      setOf(planRequest({ wanted: [want('quay.io/a/b')], credentialSets: { state: 'known', sets } })),
    ).toBeUndefined();
    expect(
      setOf(planRequest({ wanted: [want('mcr.microsoft.com/a')], credentialSets: { state: 'known', sets } })),
    ).toBeUndefined();
  });

  it('that are missing come with the commands that make one', () => {
    const plan = makePlan(planRequest({ wanted: hub, credentialSets: { state: 'known', sets: [] } }));
    const commands = plan.refused[0]?.commands.join('\n') ?? '';
    expect(commands).toContain('az keyvault secret set --vault-name <vault> --name docker-io-user');
    expect(commands).toContain(
      'az acr credential-set create --registry contoso --name docker-io --login-server docker.io',
    );
    expect(commands).toContain('--role "Key Vault Secrets User"');
  });
});

const host = fc.constantFrom(
  'docker.io',
  'quay.io',
  'ghcr.io',
  'mcr.microsoft.com',
  'registry.k8s.io',
  'docker.elastic.co',
);
const path = fc.constantFrom('library/a', 'library/b', 'team/a', 'team/b', 'team/c/d', 'solo', 'x/y');
const source = fc
  .tuple(host, path)
  .map(
    ([registry, repository]) =>
      `${registry}/${registry === 'docker.io' && repository === 'solo' ? 'library/solo' : repository}`,
  );
const pattern = fc.oneof(
  source.map((exact) => ({ source: exact, target: exact })),
  source.map((exact) => ({ source: exact, target: `base/${exact.split('/').at(-1)}` })),
  host.map((registry) => ({ source: `${registry}/*`, target: `any/${registry}/*` })),
  host.map((registry) => ({ source: `${registry}/team/*`, target: `any/${registry}/team/*` })),
  fc.constant({ source: 'quay.io/x/y', target: 'any/docker.io/library/a' }),
);
const rules = fc
  .uniqueArray(fc.tuple(pattern, fc.constantFrom('Succeeded', 'Succeeded', 'Failed', 'Creating')), {
    maxLength: 8,
    selector: ([{ target }]) => target,
  })
  .map((list) => list.map(([parts, state], index): CacheRule => ({ name: `rule-${index}`, ...parts, state })));
const request = fc
  .record({
    wanted: fc.array(fc.record({ source, uses: fc.integer({ min: 1, max: 5 }), allowed: fc.boolean() }), {
      maxLength: 20,
    }),
    rules,
    cap: fc.nat(12),
    wildcards: fc.constantFrom('never' as const, 'when-needed' as const),
    repositories: fc
      .array(fc.tuple(source, fc.boolean()))
      .map((entries) => new Map<string, boolean>(entries.map(([name, exists]) => [name, exists]))),
    template: fc.constantFrom('{registry}/{repository}', '{repository}', 'any/{registry}/{repository}'),
  })
  .map((parts) => planRequest(parts));

describe('every plan', () => {
  it('never adds above the cap', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const { create, room } = makePlan(asked);
        const added = create.filter(({ again }) => again === undefined).length;
        expect(added).toBe(room.creating);
        expect(added).toBeLessThanOrEqual(Math.max(0, asked.cap - asked.rules.length));
      }),
      { numRuns: 3000 },
    );
  });

  it('covers only what really resolves through the rule, in both directions, and tells each source once', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const plan = makePlan(asked);
        const again = new Set(plan.create.map(({ name }) => name));
        const after = ruleIndex([
          ...asked.rules.filter(({ name }) => !again.has(name)),
          ...plan.create.map((made): CacheRule => ({ ...made, state: 'Succeeded' })),
        ]);
        for (const { source: covered, repository, rule: name } of plan.covered) {
          expect(after.forRepository(repository)).toMatchObject({ rule: { name }, source: covered });
        }
        const told = [...plan.covered, ...plan.refused].map((entry) => entry.source).sort();
        expect(told).toEqual([...new Set(asked.wanted.map((wanted) => wanted.source))].sort());
      }),
      { numRuns: 3000 },
    );
  });

  it('makes no rule that the service would refuse for what the registry shows', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const present: { name: string; target: string }[] = [...asked.rules];
        for (const { name, target, source: from, credentialSetId } of makePlan(asked).create) {
          const others = present.filter((other) => other.name !== name);
          expect(others.map((other) => other.target)).not.toContain(target);
          if (target.endsWith('/*')) {
            const inside = (one: string, other: string) => one.startsWith(other.slice(0, -1));
            const wild = others.map((other) => other.target).filter((other) => other.endsWith('/*'));
            expect(wild.filter((other) => inside(other, target) || inside(target, other))).toEqual([]);
          }
          for (const [repository, exists] of asked.repositories) {
            const fresh = asked.rules.every((other) => other.name !== name);
            if (exists && fresh)
              expect(
                repository === target || (target.endsWith('/*') && repository.startsWith(target.slice(0, -1))),
              ).toBe(false);
          }
          expect(from.startsWith('docker.io/') && credentialSetId === undefined).toBe(false);
          present.push({ name, target });
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on the order of anything', () => {
    fc.assert(
      fc.property(request, fc.infiniteStream(fc.nat()), (asked, order) => {
        const mixed = <T>(items: readonly T[]) =>
          items
            .map((item) => [order.next().value ?? 0, item] as const)
            .sort(([one], [other]) => one - other)
            .map(([, item]) => item);
        const other = { ...asked, wanted: mixed(asked.wanted), rules: mixed(asked.rules) };
        expect(makePlan(other)).toEqual(makePlan(asked));
      }),
      { numRuns: 2000 },
    );
  });
});
