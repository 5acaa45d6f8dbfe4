import type { CacheRule } from './rule.ts';

/**
 * How long after its creation a rule may still be withdrawn by the run that made it, in milliseconds: longer than any
 * run takes to write and settle. What is older stays.
 */
const MAY_BE_WITHDRAWN_FOR = 15 * 60_000;

/** Rules by creation, newest first; of equals the one whose name comes last. One whose creation is not told is the oldest. */
export function newestFirst(rules: readonly CacheRule[]): readonly CacheRule[] {
  return [...rules].sort((one, other) => {
    const [created, otherCreated] = [one.createdAt ?? '', other.createdAt ?? ''];
    if (created !== otherCreated) return created > otherCreated ? -1 : 1;
    return one.name > other.name ? -1 : 1;
  });
}

/** Whether the run that made the rule may still be at work. */
export function isYoung({ createdAt }: CacheRule, now: number): boolean {
  return createdAt !== undefined && now - Date.parse(createdAt) < MAY_BE_WITHDRAWN_FOR;
}
