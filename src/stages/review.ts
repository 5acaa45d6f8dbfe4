import { count } from '../base/counting.ts';
import { once } from '../base/lazy.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Registry } from '../inputs/registry.ts';
import type { Use } from '../manifests/model/use.ts';
import type { Rewritten } from '../manifests/rewrite.ts';
import type { Problem } from '../outcome/outcome.ts';
import { type CommentFacts, commentBody } from '../review/comment-body.ts';
import { fileComments, type OutsideDiff } from '../review/file-comments.ts';
import { type Answer, openPullRequest, type PullRequestApi } from '../review/github.ts';
import { mapEdits } from '../review/line-map.ts';
import { linesOf } from '../review/lines.ts';
import { type Instance, instanceOf } from '../review/marker.ts';
import { isOutsideDiff } from '../review/pieces.ts';
import { bringUpToDate, type Reading, type ReviewOutcome } from '../review/post.ts';
import { pullSettings, pullTrouble } from '../review/pull-trouble.ts';
import { type WantedComment, wantedComments } from '../review/reconcile.ts';
import { type ReviewText, reviewBody } from '../review/review-body.ts';
import { type Suggestions, suggest } from '../review/suggestions.ts';
import type { PullRequest } from '../trust.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import { consumerOf } from '../uses/consumer.ts';
import { type Head, readHead } from './head.ts';
import type { Read } from './read.ts';
import { type BeforeReview, moveFacts } from './review-facts.ts';
import { editedFiles, type Moved } from './rewrite.ts';
import type { RunContext } from './run-context.ts';

/** What the pull request was told. */
export interface Reviewed {
  /** Suggestions that stand on the pull request: posted now or before. */
  readonly suggestions: number;
  /** Places that carry one, so that no annotation says the same. `file:line`, files from the scanned path. */
  readonly suggested: ReadonlySet<string>;
  /** Rewritten uses that the pull request brings and that got no suggestion. */
  readonly left: readonly { readonly use: Use; readonly reason: string }[];
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The texts of the head, where they were read for it. */
  readonly head?: Head;
}

/** Nobody was told anything. */
export const NOTHING: Reviewed = { suggestions: 0, suggested: new Set(), left: [], text: '', problems: [] };

/** Posts the suggestions of a pull request of this repository; a stranger's gets annotations only. */
export async function reviewPullRequest(
  read: Read,
  moved: Moved,
  before: BeforeReview,
  headline: string,
  inputs: Inputs,
  context: RunContext,
): Promise<Reviewed> {
  const { rights, env, clock } = context;
  const { pullRequest } = rights;
  if (!rights.mayWrite) return { ...NOTHING, text: strangersText(moved.rewrite, before, context) };
  if (inputs.review !== 'suggestions' || pullRequest === undefined) return NOTHING;
  // Who cancels wants nothing more to be written, there least of all.
  if (clock.isOver()) {
    return { ...NOTHING, text: `Nothing was suggested, since ${clock.endings().at(-1)?.why ?? 'the run is over'}.` };
  }
  if (inputs.githubToken === undefined) {
    return problem('no github-token is given, so the pull request could not be reviewed');
  }
  const api = await openApi(pullRequest, inputs, context);
  const instance = instanceIn(inputs, env);
  const outcome = await bringUpToDate(api, {
    read: () => readSuggestions(api, read, moved, before, instance, inputs, context),
    instance,
    headSha: pullRequest.headSha,
    most: inputs.maxSuggestions,
    bodyOf: (reading, _, overflow) => {
      const beyond = usesOf(reading, overflow, tooMany(inputs));
      return bodyOf(reading, beyond, read.prefix, before, headline, context);
    },
  });
  return reviewedBy(outcome, moved, inputs);
}

/**
 * Who speaks: this use of the action in this job, this leg of its matrix, this path. Two that say the same make one comment, and neither
 * takes back what the other says.
 */
function instanceIn({ instance, path }: Inputs, env: RunContext['env']): Instance {
  const { GITHUB_WORKFLOW: workflow, GITHUB_JOB: job, GITHUB_ACTION: action } = env;
  // Version 0.1 knew neither legs nor steps.
  const earlier = [[workflow, job, path].join(' / '), ...(instance === undefined ? [] : [instance])];
  return instanceOf([instance ?? [workflow, job].join(' / '), action, path].join(' / '), earlier);
}

/** What is to be suggested on a head. */
interface HeadReading extends Reading, Suggestions<ClassifiedUse> {
  readonly texts: Head;
}

/** Reads the pull request's files as its newest head has them, and what holds of the suggestions there. */
async function readSuggestions(
  api: PullRequestApi,
  read: Read,
  { rewrite, heldBack }: Moved,
  before: BeforeReview,
  instance: Instance,
  { registry }: Inputs,
  context: RunContext,
): Promise<Answer<HeadReading>> {
  const changed = await api.changedFiles();
  if (changed.type === 'refused') return changed;
  const { files, heads, isCut } = changed.value;
  const { scan, prefix } = read;
  const [commit = context.rights.pullRequest?.headSha ?? '', ...others] = heads;
  const known = new Map(files.flatMap(({ path, blob }) => (blob === undefined ? [] : [[path, blob]])));
  const texts = await readHead(read, editedFiles(rewrite), { api, commit, known }, context);
  const { textsOf } = texts;
  // How many are posted depends on how many stand already.
  const most = Number.MAX_SAFE_INTEGER;
  const suggested = suggest({ rewritten: rewrite.rewritten, heldBack, changed: files, isCut, textsOf, prefix, most });
  const facts: CommentFacts = {
    of: moveFacts(rewrite.rewritten, before),
    hintOf: ({ moves }) => troubleAt(moves, scan.texts, registry),
  };
  const wanted = wantedComments(
    suggested.suggestions,
    instance,
    (suggestion) => commentBody(suggestion, facts),
    (path) => textsOf(path.slice(prefix.length))?.head,
  );
  const outside = outsideDiff(suggested, before, { rewrite, heldBack }, texts, prefix);
  const all = [...wanted, ...fileComments(outside, instance)];
  return { type: 'ok', value: { ...suggested, wanted: all, texts, head: others.length > 0 ? undefined : commit } };
}

/** The images of changed files on lines that the diff does not show, of which nothing but that hinders the suggestion. */
function outsideDiff(
  { left }: Suggestions<ClassifiedUse>,
  before: BeforeReview,
  { rewrite, heldBack }: Moved,
  texts: Head,
  prefix: string,
): readonly OutsideDiff[] {
  const hidden = left.filter(({ use, reason }) => isOutsideDiff(reason) && heldBack(use) === undefined);
  if (hidden.length === 0) return [];
  const lineOf = linesOnHead(texts);
  const moveOf = new Map(rewrite.rewritten.map((move) => [move.use, move]));
  const facts = moveFacts(rewrite.rewritten, before);
  return hidden.flatMap(({ use }) => {
    const move = moveOf.get(use);
    if (move === undefined) return [];
    const { from, to } = facts(move);
    return [{ path: `${prefix}${use.file}`, line: lineOf(use), from, to }];
  });
}

/** The uses that comments are about, with why they have none. */
function usesOf({ wanted, suggestions }: HeadReading, comments: readonly WantedComment[], reason: string) {
  const keys = new Set(comments.map(({ key }) => key));
  const about = suggestions.filter((_, index) => keys.has(wanted[index]?.key ?? ''));
  return about.flatMap(({ moves }) => moves.map(({ use }): Unsaid => ({ use, reason })));
}

interface Unsaid {
  readonly use: Use;
  readonly reason: string;
}

function tooMany({ maxSuggestions }: Inputs): string {
  return `more than ${maxSuggestions} suggestions`;
}

/** The text of a review. @param beyond uses that would make it too many */
function bodyOf(
  { suggestions, left, texts, head }: HeadReading,
  beyond: readonly Unsaid[],
  prefix: string,
  { planned }: BeforeReview,
  headline: string,
  { env }: RunContext,
): string {
  const lineOf = linesOnHead(texts);
  const told: readonly Unsaid[] = [...left.filter(({ use }) => planned.inScope.has(use)), ...beyond];
  const moved = new Set(beyond.map(({ use }) => use));
  return reviewBody({
    headline,
    suggestions: suggestions.filter(({ moves }) => !moves.some(({ use }) => moved.has(use))).length,
    left: told.map(({ use, reason }) => ({ path: `${prefix}${use.file}`, line: lineOf(use), text: use.text, reason })),
    ...addressesOf(head, env),
  });
}

/** What the pull request was told, as the report wants it. */
function reviewedBy(outcome: ReviewOutcome<HeadReading>, { heldBack }: Moved, inputs: Inputs): Reviewed {
  const { reading, posted, kept, dismissed, overflow, removed, silence } = outcome;
  const isOnLines = ({ onFile }: WantedComment) => onFile !== true;
  const standing = new Set([...posted, ...kept].filter(isOnLines).map(({ key }) => key));
  const onFiles = posted.filter(({ onFile }) => onFile === true).length;
  // What people took away is told nowhere else either.
  const told = new Set([...standing, ...dismissed.map(({ key }) => key)]);
  const keys = reading?.wanted.map(({ key }) => key) ?? [];
  const suggestions = reading?.suggestions ?? [];
  const toldOf = suggestions.filter((_, index) => told.has(keys[index] ?? ''));
  const troubles = reading?.texts.troubles ?? [];
  return {
    suggestions: standing.size,
    suggested: new Set(toldOf.flatMap(({ moves }) => moves.map(({ use }) => `${use.file}:${use.line}`))),
    left: [
      ...(reading?.left ?? []).filter(({ use }) => heldBack(use) === undefined),
      ...(reading === undefined ? [] : usesOf(reading, overflow, tooMany(inputs))),
    ],
    text: silence ?? textOf(posted.length - onFiles, onFiles, kept.length, dismissed.length, removed),
    problems: [...troubles, ...outcome.problems].map((message) => ({ stage: 'review', message })),
    ...(reading === undefined ? {} : { head: reading.texts }),
  };
}

async function openApi({ baseRepo, number }: PullRequest, { githubToken = '' }: Inputs, context: RunContext) {
  const { env, http, log } = context;
  log.mask(githubToken);
  const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
  return openPullRequest({ http, apiUrl, token: githubToken, repository: baseRepo, number });
}

/** The texts of the head for the patch, where nobody was reviewed. */
export async function headOf(read: Read, { rewrite }: Moved, inputs: Inputs, context: RunContext): Promise<Head> {
  const { rights, clock } = context;
  const { pullRequest } = rights;
  const files = editedFiles(rewrite);
  if (pullRequest === undefined || inputs.githubToken === undefined || clock.isOver())
    return readHead(read, files, undefined, context);
  const api = once(() => openApi(pullRequest, inputs, context));
  const source = {
    api: {
      blobIds: async (commit: string, paths: readonly string[]) => (await api()).blobIds(commit, paths),
      blobTexts: async (ids: readonly string[]) => (await api()).blobTexts(ids),
    },
    commit: pullRequest.headSha,
    known: new Map<string, string>(),
  };
  return readHead(read, files, source, context);
}

function problem(message: string): Reviewed {
  return { ...NOTHING, problems: [{ stage: 'review', message }] };
}

/** What a run without rights has to say of images that could move: one line, since who reads it can't make the rules. */
function strangersText(
  { rewritten }: Moved['rewrite'],
  { planned }: BeforeReview,
  { event, rights }: RunContext,
): string {
  const uses = rewritten.filter(({ use }) => planned.inScope.has(use));
  const [first, ...others] = uses;
  if (event === undefined || first === undefined) return '';
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const which = `${first.use.text} (${first.use.file}:${first.use.line})${more}`;
  return `Nothing was suggested, since ${rights.reason}: ${which} could be pulled from ${first.move.registry} once the rules are there; the patch moves them.`;
}

/** The lines of uses at the head; `undefined` where it is another text there. */
function linesOnHead({ textsOf }: Head): (use: Use) => number | undefined {
  const known = new Map<string, (line: number) => number | undefined>();
  const mapOf = (file: string) => {
    const texts = textsOf(file);
    if (texts?.head === undefined) return () => undefined;
    const [scanned, head] = [linesOf(texts.scanned), linesOf(texts.head)];
    const moved = mapEdits(texts.scanned, texts.head);
    return (line: number) => {
      const start = scanned.start(line);
      const place = moved({ file, start, end: start, text: '' });
      return place === undefined ? undefined : head.at(place.start);
    };
  };
  return ({ file, line }) => {
    const lineOf = known.get(file) ?? mapOf(file);
    known.set(file, lineOf);
    return lineOf(line);
  };
}

/** Where people read on: the head's files, this run, and the page about comments. */
function addressesOf(head: string | undefined, env: RunContext['env']): Pick<ReviewText, 'tree' | 'run' | 'docs'> {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const { GITHUB_ACTION_REPOSITORY: action, GITHUB_ACTION_REF: ref } = env;
  const isKnown = server !== undefined && repository !== undefined;
  return {
    tree: isKnown && head !== undefined ? `${server}/${repository}/blob/${head}` : undefined,
    run: isKnown && run !== undefined ? `${server}/${repository}/actions/runs/${run}` : undefined,
    docs: server && action && ref ? `${server}/${action}/blob/${ref}/docs/suggestions.md` : undefined,
  };
}

/** What may keep the pods of a suggestion's manifests from pulling, said once. */
function troubleAt(
  moves: readonly Rewritten[],
  texts: ReadonlyMap<string, string>,
  registry: Registry | undefined,
): string | undefined {
  if (registry === undefined) return undefined;
  const troubles = moves.flatMap(({ use }) => {
    if (consumerOf(use) !== 'aks') return [];
    return pullTrouble(pullSettings(texts.get(use.file) ?? '', use.line), registry) ?? [];
  });
  return troubles.length === 0 ? undefined : [...new Set(troubles)].join(' ');
}

function textOf(posted: number, onFiles: number, kept: number, dismissed: number, removed: number): string {
  const parts = [
    posted > 0 ? `${count(posted, 'suggestion')} posted` : '',
    onFiles > 0 ? `${count(onFiles, 'comment')} on files whose diff does not show the lines` : '',
    kept > 0 ? `${kept} of an earlier run still stand` : '',
    dismissed > 0 ? `${dismissed} not repeated, since somebody took ${dismissed === 1 ? 'it' : 'them'} away` : '',
    removed > 0 ? `${removed} taken back` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `On the pull request: ${parts.join(', ')}.`;
}
