import type { PlannedRule } from '../../src/rules/plan.ts';
import type { CacheRule } from '../../src/rules/rule.ts';
import type { RuleService } from '../../src/rules/service.ts';

/** Time that passes only when nobody has anything left to do. */
export class VirtualTime {
  now = 0;
  readonly #timers: { readonly at: number; readonly order: number; readonly wake: () => void }[] = [];
  #order = 0;

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#timers.push({ at: this.now + milliseconds, order: this.#order++, wake });
    });
  }

  /** Lets time pass until nothing waits any more. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#timers.sort((one, other) => one.at - other.at || one.order - other.order);
      const next = this.#timers.shift();
      if (next === undefined) return;
      this.now = next.at;
      next.wake();
    }
  }
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Stored {
  readonly rule: CacheRule;
  /** When lists begin to show it. */
  readonly visibleAt: number;
}

export interface SharedSettings {
  readonly seed: number;
  /** Milliseconds that a rule may be missing from lists after it was written, at most until its operation ends. */
  readonly lag: number;
  readonly mayDelete: boolean;
}

const EPOCH = Date.parse('2026-11-23T00:00:00Z');

/** A registry that several runs write to, each request taking some random time. */
export class SharedRegistry {
  readonly time = new VirtualTime();
  readonly rules = new Map<string, Stored>();
  readonly repositories = new Set<string>();
  readonly #random: () => number;
  readonly #settings: SharedSettings;

  constructor(initial: readonly CacheRule[], settings: SharedSettings) {
    this.#settings = settings;
    this.#random = randomFrom(settings.seed);
    for (const rule of initial) this.rules.set(rule.name, { rule, visibleAt: 0 });
  }

  now(): number {
    return EPOCH + this.time.now;
  }

  #some(least: number, most: number): number {
    return Math.round(least + this.#random() * (most - least));
  }

  delay(): Promise<void> {
    return this.time.sleep(this.#some(20, 800));
  }

  visible(): readonly CacheRule[] {
    return [...this.rules.values()].filter(({ visibleAt }) => visibleAt <= this.time.now).map(({ rule }) => rule);
  }

  /**
   * The registry as one run sees it.
   * @param killedAt the request at which the run is killed: it is sent, or not, and nothing follows
   */
  service(killedAt = Number.POSITIVE_INFINITY): RuleService {
    let requests = 0;
    const request = async () => {
      requests++;
      if (requests > killedAt || (requests === killedAt && this.#random() < 0.5)) await never();
      await this.delay();
    };
    const answered = async () => {
      if (requests >= killedAt) await never();
      await this.delay();
    };
    return {
      list: async () => {
        await request();
        const rules = this.visible();
        await answered();
        return { state: 'known', rules };
      },
      credentialSets: async () => ({ state: 'known', sets: [] }),
      create: async (planned) => {
        await request();
        const ours = !this.rules.has(planned.name);
        const operation = this.#some(100, 6000);
        if (ours) this.#store(planned, Math.min(operation, this.#some(0, this.#settings.lag)));
        await answered();
        await this.time.sleep(operation);
        const stored = this.rules.get(planned.name);
        if (stored !== undefined) return { state: 'serves', rule: stored.rule, ours };
        return { state: 'refused', refusal: { reason: 'write-failed', detail: 'gone' } };
      },
      settled: async (planned) => {
        await request();
        const stored = this.rules.get(planned.name);
        await answered();
        if (stored !== undefined) return { state: 'serves', rule: stored.rule, ours: false };
        return { state: 'refused', refusal: { reason: 'gone', rule: planned.name } };
      },
      remove: async ({ name }) => {
        await request();
        if (!this.#settings.mayDelete) return { state: 'not-allowed', reason: 'AuthorizationFailed' };
        this.rules.delete(name);
        await answered();
        return { state: 'removed' };
      },
      requests: () => ({ reads: 0, writes: 0 }),
      wait: (milliseconds) => this.time.sleep(milliseconds),
    };
  }

  #store({ name, source, target }: PlannedRule, lag: number): void {
    const createdAt = new Date(this.now()).toISOString();
    this.rules.set(name, {
      rule: { name, source, target, state: 'Succeeded', createdAt },
      visibleAt: this.time.now + lag,
    });
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
