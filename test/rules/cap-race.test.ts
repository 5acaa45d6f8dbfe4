import { describe, expect, it } from 'vitest';
import { type EnsureResult, ensureRules } from '../../src/rules/ensure.ts';
import { makePlan } from '../../src/rules/planner.ts';
import type { CacheRule } from '../../src/rules/rule.ts';
import { otherRules, planRequest, want } from './plan-request.ts';
import { randomFrom, SharedRegistry, type SharedSettings } from './shared-registry.ts';

const CAP = 50;

interface Round {
  readonly results: readonly EnsureResult[];
  /** Sources whose rule was gone when their run pulled, or is gone at rest. */
  readonly warmedWithoutRule: readonly string[];
  readonly atRest: readonly CacheRule[];
  readonly registry: SharedRegistry;
}

/** Eight runs at once, wanting overlapping and different images, on a registry with `present` rules. */
async function race(settings: SharedSettings, present = 49, killed?: number): Promise<Round> {
  const registry = new SharedRegistry(otherRules(present), settings);
  const random = randomFrom(settings.seed + 1);
  const results: EnsureResult[] = [];
  const warmedWithoutRule: string[] = [];
  const warmed: { source: string; rule: string }[] = [];
  const run = async (index: number) => {
    await registry.time.sleep(Math.round(random() * 4000));
    const service = registry.service(index === killed ? 1 + Math.floor(random() * 6) : undefined);
    const listing = await service.list();
    if (listing.state !== 'known') throw new Error(listing.reason);
    const images = ['shared/a', 'shared/b', `own/run${index}`, `own/other${index}`];
    const wanted = images.map((path) => want(`quay.io/${path}`, 1 + Math.floor(random() * 5)));
    const plan = makePlan(planRequest({ wanted, rules: listing.rules, cap: CAP }));
    const pulledThrough = async (repository: string) => registry.repositories.has(repository);
    const result = await ensureRules({
      plan,
      rules: listing.rules,
      service,
      registry: 'contoso',
      pulledThrough,
      now: () => registry.now(),
    });
    results.push(result);
    for (const { source, rule, repository } of result.covered) {
      await registry.delay();
      if (!registry.rules.has(rule)) warmedWithoutRule.push(source);
      registry.repositories.add(repository);
      warmed.push({ source, rule });
    }
  };
  const runs = Array.from({ length: 8 }, (_, index) => run(index));
  await registry.time.run();
  if (killed === undefined) await Promise.all(runs);
  for (const { source, rule } of warmed) if (!registry.rules.has(rule)) warmedWithoutRule.push(source);
  return { results, warmedWithoutRule, atRest: [...registry.rules.values()].map(({ rule }) => rule), registry };
}

const seeds = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe('eight runs at once', () => {
  it('leave the registry at its cap, with nothing warmed whose rule is gone, and each tells what it did', async () => {
    let gaveWay = 0;
    for (const seed of seeds(1, 60)) {
      const { results, warmedWithoutRule, atRest } = await race({ seed, lag: 0, mayDelete: true });
      const where = `seed ${seed}`;
      expect(atRest.length, where).toBe(CAP);
      expect(warmedWithoutRule, where).toEqual([]);
      expect(results, where).toHaveLength(8);
      expect(new Set(atRest.map(({ source }) => source)).size, where).toBe(CAP);
      // What runs say they created is there, once, and nothing else is new.
      const created = results.flatMap((result) => result.created.map(({ name }) => name));
      expect(created.sort(), where).toEqual(
        atRest
          .map(({ name }) => name)
          .filter((name) => name.startsWith('quay-io'))
          .sort(),
      );
      for (const { withdrawn } of results) {
        gaveWay += withdrawn.length;
        for (const { name } of withdrawn)
          expect(
            atRest.map((rule) => rule.name),
            where,
          ).not.toContain(name);
      }
    }
    expect(gaveWay).toBeGreaterThan(60);
  });

  it('never pass the cap at rest where lists lag behind writes either', async () => {
    for (const seed of seeds(1000, 60)) {
      const { warmedWithoutRule, atRest } = await race({ seed, lag: 6000, mayDelete: true }, 47);
      expect(atRest.length, `seed ${seed}`).toBeLessThanOrEqual(CAP);
      expect(warmedWithoutRule, `seed ${seed}`).toEqual([]);
    }
  });

  it('all that see the excess report it where nobody may delete', async () => {
    let passed = 0;
    for (const seed of seeds(2000, 20)) {
      const { results, atRest, warmedWithoutRule } = await race({ seed, lag: 0, mayDelete: false });
      expect(warmedWithoutRule, `seed ${seed}`).toEqual([]);
      if (atRest.length > CAP) passed++;
      for (const result of results) {
        expect(result.excess.length, `seed ${seed}`).toBe(Math.max(0, result.rules.length - CAP));
        const own = new Set(result.created.map(({ name }) => name));
        for (const { rule, reason } of result.excess) if (own.has(rule)) expect(reason).toBe('AuthorizationFailed');
      }
      const last = results.at(-1);
      expect(last?.excess.length, `seed ${seed}`).toBe(atRest.length - CAP);
    }
    expect(passed).toBeGreaterThan(10);
  });

  it('one of them killed leaves no more than what it had written, and a next run settles', async () => {
    for (const seed of seeds(3000, 40)) {
      const { results, atRest, warmedWithoutRule } = await race({ seed, lag: 0, mayDelete: true }, 49, seed % 8);
      const created = new Set(results.flatMap((result) => result.created.map(({ name }) => name)));
      const fresh = atRest.filter(({ name }) => name.startsWith('quay-io'));
      const orphans = fresh.filter(({ name }) => !created.has(name));
      expect(warmedWithoutRule, `seed ${seed}`).toEqual([]);
      // Each run had room for one rule.
      expect(orphans.length, `seed ${seed}`).toBeLessThanOrEqual(1);
      expect(atRest.length, `seed ${seed}`).toBeLessThanOrEqual(CAP + orphans.length);
    }
  });
});

describe('one run', () => {
  const service = (registry: SharedRegistry) => {
    const real = registry.service();
    const calls: string[] = [];
    return {
      calls,
      service: {
        ...real,
        list: () => {
          calls.push('list');
          return real.list();
        },
        create: (planned: Parameters<typeof real.create>[0]) => {
          calls.push('create');
          return real.create(planned);
        },
        remove: (rule: Parameters<typeof real.remove>[0]) => {
          calls.push('remove');
          return real.remove(rule);
        },
      },
    };
  };
  const ensured = async (registry: SharedRegistry, watched: ReturnType<typeof service>, parts = {}) => {
    const rules = registry.visible();
    const wanted = [want('quay.io/a/one', 2), want('quay.io/a/two')];
    const done = ensureRules({
      plan: makePlan(planRequest({ wanted, rules, cap: CAP })),
      rules,
      service: watched.service,
      registry: 'contoso',
      pulledThrough: async () => false,
      now: () => registry.now(),
      ...parts,
    });
    await registry.time.run();
    return done;
  };
  const settings = { seed: 7, lag: 0, mayDelete: true };

  it('writes each rule once and lists once after; a second run asks for nothing', async () => {
    const registry = new SharedRegistry([], settings);
    const first = service(registry);
    expect((await ensured(registry, first)).created).toHaveLength(2);
    expect(first.calls).toEqual(['create', 'create', 'list']);
    const second = service(registry);
    const result = await ensured(registry, second);
    expect(second.calls).toEqual([]);
    expect(result.covered.map(({ by }) => by)).toEqual(['existing', 'existing']);
  });

  it('does not withdraw what was pulled through, or may have been', async () => {
    for (const pulled of [true, undefined]) {
      const registry = new SharedRegistry(otherRules(49), settings);
      const watched = service(registry);
      const create = watched.service.create;
      const crowded = {
        ...watched.service,
        create: async (planned: Parameters<typeof create>[0]) => {
          // Somebody else is a little quicker.
          const createdAt = new Date(registry.now()).toISOString();
          const other = {
            name: 'quicker',
            source: 'ghcr.io/x/y',
            target: 'x/y',
            state: 'Succeeded',
            createdAt,
          } as const;
          registry.rules.set('quicker', { rule: other, visibleAt: 0 });
          return create(planned);
        },
      };
      const result = await ensured(registry, watched, { service: crowded, pulledThrough: async () => pulled });
      expect(watched.calls).not.toContain('remove');
      expect(result.excess).toHaveLength(1);
      expect(result.excess[0]?.reason).toMatch(/pulled through/);
      expect(result.created).toHaveLength(1);
    }
  });

  it('claims a rule that it withdrew only as withdrawn, also where another run makes it again at once', async () => {
    const registry = new SharedRegistry(otherRules(49), settings);
    const watched = service(registry);
    const { create, remove } = watched.service;
    const crowded = {
      ...watched.service,
      create: async (planned: Parameters<typeof create>[0]) => {
        const createdAt = new Date(registry.now()).toISOString();
        const rule = { name: 'quicker', source: 'ghcr.io/x/y', target: 'x/y', state: 'Succeeded', createdAt } as const;
        registry.rules.set('quicker', { rule, visibleAt: 0 });
        return create(planned);
      },
      remove: async (rule: Parameters<typeof remove>[0]) => {
        const { name } = rule;
        const mine = registry.rules.get(name);
        const removed = await remove(rule);
        registry.rules.delete('quicker');
        const createdAt = new Date(registry.now() + 1).toISOString();
        if (mine !== undefined) registry.rules.set(name, { rule: { ...mine.rule, createdAt }, visibleAt: 0 });
        return removed;
      },
    };
    const { created, withdrawn, reused } = await ensured(registry, watched, { service: crowded });
    expect(withdrawn).toHaveLength(1);
    expect(created).toEqual([]);
    expect(reused.map(({ name }) => name)).toEqual(withdrawn.map(({ name }) => name));
  });

  it('waits for a rule above the cap that another run has just made, and then does not count on it', async () => {
    const createdAt = new Date(Date.parse('2026-11-23T00:00:00Z') - 60_000).toISOString();
    const young = {
      name: 'young',
      source: 'quay.io/a/one',
      target: 'quay.io/a/one',
      state: 'Succeeded',
      createdAt,
    } as const;
    const registry = new SharedRegistry([...otherRules(50), young], settings);
    const result = await ensured(registry, service(registry));
    expect(result.covered).toEqual([]);
    expect(result.refused.map(({ source, refusal }) => [source, refusal.reason])).toEqual([
      ['quay.io/a/one', 'unsettled'],
      ['quay.io/a/two', 'cap-reached'],
    ]);
    expect(result.excess).toEqual([{ rule: 'young' }]);
  });

  it('uses a rule above the cap that has been there for long, without waiting', async () => {
    const old = {
      name: 'old',
      source: 'quay.io/a/one',
      target: 'x',
      state: 'Succeeded',
      createdAt: '2026-11-20T00:00:00Z',
    } as const;
    const registry = new SharedRegistry([...otherRules(50), old], settings);
    const watched = service(registry);
    const result = await ensured(registry, watched);
    expect(watched.calls).toEqual([]);
    expect(result.covered.map(({ source }) => source)).toEqual(['quay.io/a/one']);
    expect(result.excess).toEqual([{ rule: 'old' }]);
  });
});

describe('a run that can not list after its writes', () => {
  it('warms nothing, and tells what it created all the same', async () => {
    const registry = new SharedRegistry([], { seed: 7, lag: 0, mayDelete: true });
    const service = { ...registry.service(), list: async () => ({ state: 'failed', reason: 'HTTP 500' }) as const };
    const done = ensureRules({
      plan: makePlan(planRequest({ wanted: [want('quay.io/a/one')], rules: [], cap: CAP })),
      rules: [],
      service,
      registry: 'contoso',
      pulledThrough: async () => false,
      now: () => registry.now(),
    });
    await registry.time.run();
    const { created, rules, covered, refused } = await done;
    expect(created.map(({ source }) => source)).toEqual(['quay.io/a/one']);
    expect(rules).toEqual(created);
    expect(covered).toEqual([]);
    expect(refused.map(({ refusal }) => refusal)).toEqual([{ reason: 'not-listed', detail: 'HTTP 500' }]);
  });
});
