import { inTurn } from '../base/in-turn.ts';
import type { PlannedRule } from '../rules/plan.ts';
import type { Refusal } from '../rules/refusal.ts';
import { normalisedSource } from '../rules/resolve.ts';
import type { CacheRule } from '../rules/rule.ts';
import type { CreateOutcome, RemoveOutcome, RuleService } from '../rules/service.ts';
import { type ArmFailure, armFailure } from './arm-failure.ts';
import type { ArmRules } from './arm-rules.ts';
import { armRule, creationOf, isNew, ruleFromArm } from './cache-rule-shapes.ts';

/** Times that one rule is written in one run, the first included. */
const WRITES = 4;
/**
 * How long one operation may take, in milliseconds waited; the service takes seconds
 * (docs/azure-behaviour.md#rule-create).
 */
const MAX_OPERATION_MS = 180_000;
/** After so long, in milliseconds, nothing more is tried for one rule: a service that does not answer is not asked for ever. */
const MAX_RULE_MS = 180_000;

type Turn = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * The writing half of the service. Requests that write are sent one after the other: at any moment at most one is
 * unanswered, so that a run that is killed leaves at most that one in doubt. Operations run side by side.
 */
export function ruleWriter(rules: ArmRules): Pick<RuleService, 'create' | 'settled' | 'remove'> {
  const turn = inTurn();
  return {
    create: (rule) => create(rules, rule, turn),
    settled: async (rule) =>
      (await outcomeThere(rules, rule)) ?? { state: 'refused', refusal: { reason: 'gone', rule: rule.name } },
    remove: (rule) => remove(rules, rule, turn),
  };
}

async function create(rules: ArmRules, rule: PlannedRule, turn: Turn): Promise<CreateOutcome> {
  let last: ArmFailure = { kind: 'unsure', detail: 'it was not tried' };
  const mayTry = triesOf(rules);
  for (let attempt = 1; mayTry(attempt); attempt++) {
    const written = await write(rules, rule, turn);
    if ('outcome' in written) return written.outcome;
    last = written.failure;
    const final = finalRefusal(last);
    if (final !== undefined) return { state: 'refused', refusal: final };
    // What the service made of the request is to be seen before anything is written again.
    const there = await outcomeThere(rules, rule);
    if (there !== undefined) return claimed(there, written.madeAt);
    const over = await pause(rules, attempt);
    if (over !== undefined) return failed(`${last.detail}; ${over}`);
  }
  return failed(last.detail);
}

/** Whether a further attempt at one rule may be made: by number, and by the time that it has taken so far. */
function triesOf({ now }: ArmRules): (attempt: number) => boolean {
  const end = now() + MAX_RULE_MS;
  return (attempt) => attempt <= WRITES && now() < end;
}

/** Waits before the next attempt. @returns why there is none, where the run is over */
async function pause({ wait }: ArmRules, attempt: number): Promise<string | undefined> {
  try {
    await wait(1000 * 2 ** attempt);
    return undefined;
  } catch (error) {
    return armFailure(error).detail;
  }
}

type Written =
  | { readonly outcome: CreateOutcome }
  | {
      readonly failure: ArmFailure;
      /** When this request brought the rule into being; `undefined` where it did not, or nobody can tell. */
      readonly madeAt: string | undefined;
    };

/** One request to create the rule, followed to the end of its operation. */
async function write(rules: ArmRules, rule: PlannedRule, turn: Turn): Promise<Written> {
  const { resourceGroup, registryName } = rules.scope;
  const client = await rules.client();
  let ours = true;
  let madeAt: string | undefined;
  let accepted = false;
  try {
    const { poller } = await turn(async () => {
      const started = client.cacheRules.create(resourceGroup, registryName, rule.name, armRule(rule), {
        onResponse: ({ parsedBody }) => {
          ours = isNew(parsedBody);
          madeAt = ours ? creationOf(parsedBody) : undefined;
        },
      });
      await started.submitted();
      // Wrapped, because a poller is itself a promise of the operation's end.
      return { poller: started };
    });
    accepted = true;
    const ended = await pollToEnd(rules, poller);
    if (!ended) return { outcome: failed(`Azure has not finished it within ${MAX_OPERATION_MS / 60_000} minutes`) };
    const made = poller.result === undefined ? undefined : ruleFromArm(poller.result);
    if (made?.state === 'Succeeded') return { outcome: { state: 'serves', rule: made, ours } };
    // Another run that writes the same rule a moment later makes it `Updating`.
    return { failure: { kind: 'unsure', detail: `the rule is ${made?.state ?? 'not'} there` }, madeAt };
  } catch (error) {
    const failure = armFailure(error);
    if (failure.kind === 'ended') {
      const how = accepted ? 'Azure has accepted it and finishes it without this run' : 'not written';
      return { outcome: failed(`${how}: ${failure.detail}`) };
    }
    // The write was accepted: what goes wrong while watching it says nothing of the rule.
    if (accepted && failure.kind !== 'failed-later') {
      return { failure: { kind: 'unsure', detail: failure.detail }, madeAt };
    }
    return { failure, madeAt: undefined };
  }
}

interface Poller {
  readonly isDone: boolean;
  readonly poll: () => Promise<unknown>;
}

/** Looks at an operation until it ends. @returns whether it ended in time */
async function pollToEnd(rules: ArmRules, poller: Poller): Promise<boolean> {
  let waited = 0;
  while (!poller.isDone) {
    await poller.poll();
    if (poller.isDone) break;
    if (waited >= MAX_OPERATION_MS) return false;
    const next = rules.pollPause();
    waited += next;
    await rules.wait(next);
  }
  return true;
}

/** The refusal that a failure is at once; `undefined` where the rule may be there, or may be written again. */
function finalRefusal(failure: ArmFailure): Refusal | undefined {
  switch (failure.kind) {
    case 'refused':
    case 'failed-later':
      return { reason: 'refused-by-service', code: failure.code, detail: failure.detail };
    case 'not-permitted':
      return { reason: 'not-permitted', detail: failure.detail };
    case 'not-found':
      return { reason: 'write-failed', detail: failure.detail };
    case 'throttled':
      return { reason: 'write-failed', detail: `Azure throttles requests: ${failure.detail}` };
    case 'token-refused':
    case 'ended':
      return { reason: 'write-failed', detail: failure.detail };
    case 'conflict':
    case 'unsure':
      return undefined;
  }
}

function failed(detail: string): CreateOutcome {
  return { state: 'refused', refusal: { reason: 'write-failed', detail } };
}

/** Ours is the rule that our own request made, not one of the same name that somebody has made since. */
function claimed(outcome: CreateOutcome, madeAt: string | undefined): CreateOutcome {
  if (outcome.state !== 'serves' || madeAt === undefined) return outcome;
  return { ...outcome, ours: outcome.rule.createdAt === madeAt };
}

/** What is there of the rule once nothing is going on with it; `undefined` where it has to be written (again). */
async function outcomeThere(rules: ArmRules, rule: PlannedRule): Promise<CreateOutcome | undefined> {
  const seen = await atRest(rules, rule.name);
  if (seen.state === 'absent') return undefined;
  if (seen.state === 'unknown') return failed(seen.reason);
  const { source, target, state } = seen.rule;
  if (normalisedSource(source) !== normalisedSource(rule.source) || target !== rule.target) {
    return { state: 'refused', refusal: { reason: 'name-taken', rule: rule.name } };
  }
  // Another run may have made it: it is not ours to withdraw.
  return state === 'Succeeded' ? { state: 'serves', rule: seen.rule, ours: false } : undefined;
}

type AtRest =
  | { readonly state: 'there'; readonly rule: CacheRule }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly reason: string };

/** Reads a rule until no operation is under way with it, bounded. */
async function atRest({ client, scope, wait, pollPause }: ArmRules, name: string): Promise<AtRest> {
  let waited = 0;
  try {
    const { cacheRules } = await client();
    for (;;) {
      const rule = ruleFromArm(await cacheRules.get(scope.resourceGroup, scope.registryName, name));
      if (!['Creating', 'Updating', 'Deleting'].includes(rule.state)) return { state: 'there', rule };
      if (waited >= MAX_OPERATION_MS) {
        return {
          state: 'unknown',
          reason: `rule ${name} has been ${rule.state} for ${MAX_OPERATION_MS / 60_000} minutes`,
        };
      }
      waited += pollPause();
      await wait(pollPause());
    }
  } catch (error) {
    const failure = armFailure(error);
    if (failure.kind === 'not-found') return { state: 'absent' };
    return { state: 'unknown', reason: `whether rule ${name} is there could not be read: ${failure.detail}` };
  }
}

/** Deletes one rule, not one of the same name that somebody makes while this one goes. */
async function remove(
  rules: ArmRules,
  { name, createdAt }: Pick<CacheRule, 'name' | 'createdAt'>,
  turn: Turn,
): Promise<RemoveOutcome> {
  const { resourceGroup, registryName } = rules.scope;
  let last = 'it was not tried';
  const mayTry = triesOf(rules);
  for (let attempt = 1; mayTry(attempt); attempt++) {
    try {
      const client = await rules.client();
      const { poller } = await turn(async () => {
        const started = client.cacheRules.delete(resourceGroup, registryName, name);
        await started.submitted();
        return { poller: started };
      });
      // The role for rules may not read the operation of a deletion (docs/azure-behaviour.md#rule-role): the rule
      // itself tells.
      await pollToEnd(rules, poller).catch(armFailure);
    } catch (error) {
      const failure = armFailure(error);
      if (failure.kind === 'not-found') return { state: 'removed' };
      if (failure.kind === 'not-permitted') return { state: 'not-allowed', reason: failure.detail };
      last = failure.detail;
      if (failure.kind === 'refused' || failure.kind === 'token-refused' || failure.kind === 'ended')
        return { state: 'failed', reason: last };
    }
    const seen = await atRest(rules, name);
    if (seen.state === 'absent') return { state: 'removed' };
    if (seen.state === 'unknown') return { state: 'failed', reason: seen.reason };
    if (createdAt !== undefined && seen.rule.createdAt !== createdAt) return { state: 'removed' };
    const over = await pause(rules, attempt);
    if (over !== undefined) return { state: 'failed', reason: `${last}; ${over}` };
  }
  return { state: 'failed', reason: last };
}
