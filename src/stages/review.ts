import { count } from '../base/counting.ts';
import type { Inputs, Registry } from '../inputs/inputs.ts';
import { blobId } from '../io/git/commits.ts';
import type { Use } from '../manifests/model/use.ts';
import type { TreeScan } from '../manifests/tree.ts';
import type { Problem } from '../outcome/outcome.ts';
import type { ChangedFile } from '../review/diff.ts';
import { openPullRequest, type PullRequestApi } from '../review/github.ts';
import type { Texts } from '../review/pieces.ts';
import { bringUpToDate } from '../review/post.ts';
import { pullSettings, pullTrouble } from '../review/pull-trouble.ts';
import { wantedComments } from '../review/reconcile.ts';
import { suggest } from '../review/suggestions.ts';
import { plain } from '../text/markdown.ts';
import { consumerOf } from '../uses/consumer.ts';
import type { Read } from './read.ts';
import type { Moved } from './rewrite.ts';
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
}

/** Nobody was told anything. */
export const NOTHING: Reviewed = { suggestions: 0, suggested: new Set(), left: [], text: '', problems: [] };

/** Posts the suggestions of a pull request of this repository; a stranger's gets annotations only. */
export async function reviewPullRequest(
  { scan, prefix }: Read,
  { rewrite, heldBack }: Moved,
  headline: string,
  inputs: Inputs,
  context: RunContext,
): Promise<Reviewed> {
  const { rights, env, http, clock } = context;
  const { pullRequest } = rights;
  if (inputs.review !== 'suggestions' || pullRequest === undefined || !rights.mayWrite) return NOTHING;
  if (!pullRequest.open) return { ...NOTHING, text: 'The pull request is closed, so nothing was suggested.' };
  // Who cancels wants nothing more to be written, there least of all.
  if (clock.isOver()) {
    return { ...NOTHING, text: `Nothing was suggested, since ${clock.endings().at(-1)?.why ?? 'the run is over'}.` };
  }
  if (inputs.githubToken === undefined) {
    return problem('no github-token is given, so the pull request could not be reviewed');
  }
  context.log.mask(inputs.githubToken);
  const api = await openPullRequest({
    http,
    apiUrl: env.GITHUB_API_URL || 'https://api.github.com',
    token: inputs.githubToken,
    repository: pullRequest.baseRepo,
    number: pullRequest.number,
    headSha: pullRequest.headSha,
  });
  const changed = await api.changedFiles();
  if (changed.type === 'refused') return problem(`the pull request's files can't be read: ${changed.reason}`);
  const { texts, troubles } = await headTexts(changed.value, scan, prefix, api);
  const { suggestions, left } = suggest({
    rewritten: rewrite.rewritten,
    heldBack,
    changed: changed.value,
    textsOf: (file) => texts.get(file),
    prefix,
    most: inputs.maxSuggestions,
  });
  const instance = inputs.instance ?? [env.GITHUB_WORKFLOW, env.GITHUB_JOB, inputs.path].join(' / ');
  const wanted = wantedComments(
    suggestions,
    instance,
    ({ moves }) =>
      inputs.registry &&
      troubleAt(
        moves.map(({ use }) => use),
        scan.texts,
        inputs.registry,
      ),
  );
  const outcome = await bringUpToDate(api, { wanted, instance, summary: plain(headline) });
  const refused = new Set(outcome.refused.map(({ key }) => key));
  const standing = suggestions.filter((_, index) => !refused.has(wanted[index]?.key ?? ''));
  return {
    suggestions: standing.length,
    suggested: new Set(standing.flatMap(({ moves }) => moves.map(({ use }) => `${use.file}:${use.line}`))),
    left: left.filter(({ use }) => heldBack(use) === undefined),
    text: textOf(outcome.posted.length, outcome.kept, outcome.removed),
    problems: [...troubles, ...outcome.problems].map((message) => ({ stage: 'review', message })),
  };
}

function problem(message: string): Reviewed {
  return { ...NOTHING, problems: [{ stage: 'review', message }] };
}

/** What may keep the pods of a suggestion's manifests from pulling, said once. */
function troubleAt(uses: readonly Use[], texts: ReadonlyMap<string, string>, registry: Registry): string | undefined {
  const troubles = uses.flatMap((use) => {
    if (consumerOf(use) !== 'aks') return [];
    return pullTrouble(pullSettings(texts.get(use.file) ?? '', use.line), registry) ?? [];
  });
  return troubles.length === 0 ? undefined : [...new Set(troubles)].join(' ');
}

function textOf(posted: number, kept: number, removed: number): string {
  const parts = [
    posted > 0 ? `${count(posted, 'suggestion')} posted` : '',
    kept > 0 ? `${kept} of an earlier run still stand` : '',
    removed > 0 ? `${removed} taken back` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `On the pull request: ${parts.join(', ')}.`;
}

/**
 * The texts of the changed files that hold uses, as they were scanned and as the head has them. A checkout of a pull request is
 * its merge with the base (docs/github-behaviour.md#merge-checkout), so a file may differ from the head's: its blob
 * tells, and is read where it does.
 */
async function headTexts(
  changed: readonly ChangedFile[],
  { texts }: TreeScan,
  prefix: string,
  api: PullRequestApi,
): Promise<{ readonly texts: ReadonlyMap<string, Texts>; readonly troubles: readonly string[] }> {
  const found = new Map<string, Texts>();
  const troubles: string[] = [];
  for (const { path, blob } of changed) {
    const file = path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
    const scanned = file === undefined ? undefined : texts.get(file);
    if (file === undefined || scanned === undefined) continue;
    if (blob === undefined) found.set(file, { scanned, head: undefined });
    else if (blobId(Buffer.from(scanned)) === blob) found.set(file, { scanned, head: scanned });
    else {
      const answer = await api.blobText(blob);
      found.set(file, { scanned, head: answer.type === 'ok' ? answer.value : undefined });
      if (answer.type === 'refused') {
        troubles.push(`nothing is suggested in ${file}, since the head's text of it can't be read: ${answer.reason}`);
      }
    }
  }
  return { texts: found, troubles };
}
