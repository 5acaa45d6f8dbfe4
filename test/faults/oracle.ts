import type { ActionResult } from '../../src/emulator/workflow-run.ts';
import { type Claims, shown } from './claims.ts';
import { unhelpfulOf } from './messages.ts';
import { missing, repeated, type State } from './state.ts';
import type { Undisturbed } from './undisturbed.ts';
import { isAnswered, type Observation } from './watch.ts';

/** What must not be, whatever fails. Judged by what the emulator answered and has, never by what the run says of itself. */

export type BreachKind =
  /** ✅ or "passed", and something that it rests on was never answered or is not so. */
  | 'falsely green'
  /** Exit status 0, and something that the run needed was never answered or is not so. */
  | 'left open'
  /** Written again, or under a second name; said twice. */
  | 'doubled'
  /** Said and not there, or there and not said. */
  | 'lost'
  /** A stack, an unhandled rejection, no report. */
  | 'crash'
  | 'beyond its deadline'
  /** A message without a stage or a remedy. */
  | 'unhelpful'
  /** The clean run afterwards does not come to what an undisturbed one comes to. */
  | 'diverged'
  /** What no real service would get. */
  | 'violation'
  /** The fault met nobody: the cell says nothing. */
  | 'vacuous';

export interface Breach {
  readonly kind: BreachKind;
  readonly text: string;
}

/**
 * Classes whose answers a green result rests on. The others are means to these (tokens, blobs, operations), or best effort:
 * what the registry says of itself, and whether a repository exists, need more than the least role and are not asked of it.
 */
const NEEDED: ReadonlySet<string> = new Set([
  'GET arm resources',
  'GET arm cacheRules',
  'GET arm cacheRules (next page)',
  'GET arm credentialSets',
  'GET arm cacheRules after the writes',
  'GET arm cacheRules after the writes (next page)',
  'GET registry manifests/<tag>',
  'GET registry manifests/<digest>',
  'HEAD registry manifests/<tag>',
  'HEAD registry manifests/<digest>',
  'GET registry _manifests/<digest>',
  'POST resource-graph findings',
  'POST resource-graph findings (next page)',
  'POST resource-graph visibility',
  'GET registry referrers/<digest>',
  'GET github pulls/<n>/files',
  'GET github pulls/<n>/files (next page)',
  'GET github git/blobs/<sha>',
  'POST github graphql pullRequest',
  'POST github graphql pullRequest (next page)',
]);

/** Of these, what the gate's verdict rests on: which manifests are meant, and what Defender says of them. */
const JUDGED_BY = /^GET registry (?:manifests|referrers)|^POST resource-graph/;

/** What one run came to. */
export interface Played {
  readonly result: ActionResult;
  readonly claims: Claims;
  readonly observations: readonly Observation[];
  readonly state: State;
  readonly seconds: number;
  /** Whether it had to be ended. */
  readonly overdue: boolean;
}

/** Judges a run that something went wrong in. */
export function judgeDisturbed(played: Played, undisturbed: Undisturbed): readonly Breach[] {
  const { claims, overdue, seconds } = played;
  if (overdue) return [{ kind: 'beyond its deadline', text: `ended after ${seconds.toFixed(1)} s` }];
  return [
    ...openness(played, undisturbed),
    ...crashes(played),
    ...doubled(played),
    ...lost(played, undisturbed),
    ...unhelpfulOf(played.result, claims).map((text): Breach => ({ kind: 'unhelpful', text: shortened(text, 240) })),
  ];
}

/** Whether a run ends well although what it rests on was not answered, or is not so. */
function openness(played: Played, undisturbed: Undisturbed): readonly Breach[] {
  const { status, sign, verdict } = played.claims;
  if (status !== 0) return [];
  const unanswered = unansweredIn(played, undisturbed);
  const open = [...unanswered.map((name) => `${name} was not answered`), ...untrueIn(played, undisturbed)];
  if (open.length === 0) return [];
  const isFalse = sign === '✅' || (verdict === 'passed' && unanswered.some((name) => JUDGED_BY.test(name)));
  const text = `${status} ${sign ?? ''} ${verdict ?? ''}, though ${open.slice(0, 3).join('; ')}`;
  return [{ kind: isFalse ? 'falsely green' : 'left open', text }];
}

/** Judges the clean run that follows. */
export function judgeAfterwards(played: Played, undisturbed: Undisturbed): readonly Breach[] {
  const { claims, state, overdue } = played;
  if (overdue) return [{ kind: 'diverged', text: 'the clean run had to be ended' }];
  const wanted = undisturbed.claims;
  const differences = [
    ...(claims.status === wanted.status ? [] : [`exit status ${claims.status}`]),
    ...(claims.sign === wanted.sign ? [] : [`${claims.sign}`]),
    ...(claims.verdict === wanted.verdict ? [] : [`verdict ${claims.verdict}`]),
    ...(claims.suggestions === wanted.suggestions ? [] : [`${claims.suggestions} suggestions`]),
    ...missing(wanted.warm, claims.warm).map((image) => `${image} is not warm`),
    ...differencesOf(undisturbed.after, state),
  ];
  return [
    ...differences.map((text): Breach => ({ kind: 'diverged', text: `in the clean run ${text}` })),
    ...crashes(played),
    ...doubled(played),
  ];
}

function differencesOf(wanted: State, there: State): readonly string[] {
  return (['rules', 'stored', 'comments'] as const).flatMap((part) => [
    ...missing(wanted[part], there[part]).map((one) => `${part} lack ${shortened(one)}`),
    ...missing(there[part], wanted[part]).map((one) => `${part} have ${shortened(one)}`),
  ]);
}

/** Classes with a question that a good end rests on and that was never answered. */
function unansweredIn({ observations }: Played, { questions }: Undisturbed): readonly string[] {
  const answered = new Set(observations.filter(isAnswered).map((seen) => `${seen.class} ${seen.question}`));
  return [...questions].flatMap(([name, asked]) =>
    NEEDED.has(name) && [...asked].some((question) => !answered.has(`${name} ${question}`)) ? [name] : [],
  );
}

/** What a good end rests on and is not so. */
function untrueIn({ state, claims }: Played, undisturbed: Undisturbed): readonly string[] {
  const { rules, stored, comments } = undisturbed.after;
  return [
    ...missing(rules, state.rules).map((rule) => `there is no rule ${rule}`),
    ...missing(stored, state.stored).map((image) => `${image} is not stored`),
    ...missing(comments, state.comments).map((comment) => `there is no comment ${shortened(comment)}`),
    ...missing(state.comments, comments).map((comment) => `there is the comment ${shortened(comment)}`),
    ...missing(undisturbed.claims.warm, claims.warm).map((image) => `${image} is not said to be warm`),
  ];
}

const STACK = /\n\s+at .+:\d+:\d+|UnhandledPromise|unhandled|triggerUncaughtException|node:internal|ERR_[A-Z_]+\]/;

function crashes({ result, claims }: Played): readonly Breach[] {
  const text = shown(result);
  const found = STACK.exec(text);
  const breaches: Breach[] = [];
  if (found !== null)
    breaches.push({ kind: 'crash', text: `shows ${JSON.stringify(text.slice(found.index, found.index + 120))}` });
  if (result.stderr.trim() !== '') breaches.push({ kind: 'crash', text: `stderr: ${result.stderr.slice(0, 120)}` });
  if (claims.status !== 0 && claims.status !== 1)
    breaches.push({ kind: 'crash', text: `exit status ${claims.status}` });
  if (!claims.reported) breaches.push({ kind: 'crash', text: `no report: ${lastLine(result.stdout)}` });
  if (result.summary.trim() === '') breaches.push({ kind: 'crash', text: 'no summary' });
  return breaches;
}

function lastLine(stdout: string): string {
  return stdout.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}

function doubled({ observations, state }: Played): readonly Breach[] {
  const rewritten = observations.flatMap(({ rewrites }) => rewrites ?? []);
  const sources = state.rules.map((rule) => rule.replace(/^\S+ /, ''));
  return [
    ...rewritten.map((rule) => `the rule ${rule} is written although it is there`),
    ...repeated(sources).map((rule) => `there are two rules ${rule}`),
    ...repeated(state.comments)
      .filter(isOurs)
      .map((comment) => `the comment ${shortened(comment)} stands twice`),
  ].map((text) => ({ kind: 'doubled', text }));
}

/** A comment that carries a suggestion of the action's. */
function isOurs(comment: string): boolean {
  return comment.includes('```suggestion');
}

function lost({ claims, state, result }: Played, undisturbed: Undisturbed): readonly Breach[] {
  const there = missing(state.rules, undisturbed.before.rules).map((rule) => rule.slice(0, rule.indexOf(':')));
  const text = shown(result);
  const standing = state.comments.filter(isOurs).length;
  return [
    ...missing(claims.created, there).map((rule) => `the rule ${rule} is said to be created and is not there`),
    ...there.filter((rule) => !text.includes(rule)).map((rule) => `the rule ${rule} was created and nobody is told`),
    ...missing(
      claims.warm,
      state.stored.map((image) => image.replace(/ .*/, '')),
    ).map((image) => `${image} is said to be warm and is not stored`),
    ...(claims.suggestions === standing ? [] : [`${claims.suggestions} suggestions are said to stand, ${standing} do`]),
  ].map((lostText) => ({ kind: 'lost', text: lostText }));
}

function shortened(text: string, most = 80): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
