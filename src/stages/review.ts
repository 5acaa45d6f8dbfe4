import { count } from '../base/counting.ts';
import { once } from '../base/lazy.ts';
import type { Inputs, Registry } from '../inputs/inputs.ts';
import type { Use } from '../manifests/model/use.ts';
import type { Problem } from '../outcome/outcome.ts';
import { openPullRequest } from '../review/github.ts';
import { bringUpToDate } from '../review/post.ts';
import { pullSettings, pullTrouble } from '../review/pull-trouble.ts';
import { wantedComments } from '../review/reconcile.ts';
import { suggest } from '../review/suggestions.ts';
import { plain } from '../text/markdown.ts';
import type { PullRequest } from '../trust.ts';
import { consumerOf } from '../uses/consumer.ts';
import { type Head, readHead } from './head.ts';
import type { Read } from './read.ts';
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
  { rewrite, heldBack }: Moved,
  headline: string,
  inputs: Inputs,
  context: RunContext,
): Promise<Reviewed> {
  const { rights, env, clock } = context;
  const { pullRequest } = rights;
  const { scan, prefix } = read;
  if (inputs.review !== 'suggestions' || pullRequest === undefined || !rights.mayWrite) return NOTHING;
  if (!pullRequest.open) return { ...NOTHING, text: 'The pull request is closed, so nothing was suggested.' };
  // Who cancels wants nothing more to be written, there least of all.
  if (clock.isOver()) {
    return { ...NOTHING, text: `Nothing was suggested, since ${clock.endings().at(-1)?.why ?? 'the run is over'}.` };
  }
  if (inputs.githubToken === undefined) {
    return problem('no github-token is given, so the pull request could not be reviewed');
  }
  const api = await openApi(pullRequest, inputs, context);
  const changed = await api.changedFiles();
  if (changed.type === 'refused') return problem(`the pull request's files can't be read: ${changed.reason}`);
  const known = new Map(changed.value.flatMap(({ path, blob }) => (blob === undefined ? [] : [[path, blob]])));
  const source = { api, commit: pullRequest.headSha, known };
  const head = await readHead(read, editedFiles(rewrite), source, context);
  const { suggestions, left } = suggest({
    rewritten: rewrite.rewritten,
    heldBack,
    changed: changed.value,
    textsOf: head.textsOf,
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
    problems: [...head.troubles, ...outcome.problems].map((message) => ({ stage: 'review', message })),
    head,
  };
}

async function openApi({ baseRepo, number, headSha }: PullRequest, { githubToken = '' }: Inputs, context: RunContext) {
  const { env, http, log } = context;
  log.mask(githubToken);
  const apiUrl = env.GITHUB_API_URL || 'https://api.github.com';
  return openPullRequest({ http, apiUrl, token: githubToken, repository: baseRepo, number, headSha });
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
