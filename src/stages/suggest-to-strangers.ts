import { messageOf, UserError } from '../base/errors.ts';
import { pathFilter } from '../base/globs.ts';
import { field, numberField, parseJson, stringField } from '../base/json.ts';
import type { GateResult } from '../defender/gate.ts';
import { nameOf } from '../images/reference.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { rewrite } from '../manifests/rewrite.ts';
import { scanFiles } from '../manifests/tree.ts';
import { NOTHING_UNSEEN } from '../outcome/unseen.ts';
import type { ChangedFile } from '../review/diff.ts';
import { findPullRequest } from '../review/find-pull.ts';
import { openPullRequest } from '../review/github.ts';
import { ruleIndex } from '../rules/resolve.ts';
import type { PullRequest } from '../trust.ts';
import { type Planned, planRun } from './plan.ts';
import { lookUp } from './registry-lookup.ts';
import type { RegistryView } from './registry-view.ts';
import { type Reviewed, reviewPullRequest } from './review.ts';
import type { Moved } from './rewrite.ts';
import type { RunContext } from './run-context.ts';
import { lookUpStored, placeOf, placeText } from './stored-images.ts';

/**
 * Suggestions for a pull request from a fork, by a run of the event `workflow_run`, which has the base's rights. Whoever opened the pull
 * request wrote the files and the inventory, and chose the names in them: so nothing of it is executed, no rule is made, and no image is
 * pulled. What is suggested is what the registry serves and has stored already.
 */

/** The event of the run, as the runner tells it. */
export interface FinishedRun {
  readonly repository: string;
  readonly head: { readonly sha: string; readonly branch: string; readonly owner: string };
  readonly headRepository: string;
}

/**
 * The pull request's run that is over, by GitHub's own event.
 * @param payloadText the file at `GITHUB_EVENT_PATH`
 * @throws UserError where the command runs for any other event
 */
export function finishedRunOf(env: RunContext['env'], payloadText: string | undefined): FinishedRun {
  const fail = (what: string) => new UserError(`suggest answers a finished run of a pull request: ${what}.`);
  if (env.GITHUB_EVENT_NAME !== 'workflow_run') throw fail('start it by the event workflow_run');
  const payload = payloadText === undefined ? undefined : parseJson(payloadText);
  const run = field(payload, 'workflow_run');
  const repository = stringField(payload, 'repository', 'full_name');
  const sha = stringField(run, 'head_sha');
  const branch = stringField(run, 'head_branch');
  const headRepository = stringField(run, 'head_repository', 'full_name');
  const owner = stringField(run, 'head_repository', 'owner', 'login');
  if (repository === undefined || repository.toLowerCase() !== env.GITHUB_REPOSITORY?.toLowerCase()) {
    throw fail('its payload does not name this repository');
  }
  if (stringField(run, 'event') !== 'pull_request') throw fail('the run that is over was of another event');
  if (
    numberField(run, 'id') === undefined ||
    sha === undefined ||
    !/^[0-9a-f]{40}$/.test(sha) ||
    branch === undefined
  ) {
    throw fail('its payload names no head');
  }
  if (headRepository === undefined || owner === undefined) throw fail('the repository that it came from is gone');
  return { repository, head: { sha, branch, owner }, headRepository };
}

/** Of how many files the head's texts are read: one request has so many. */
const MAX_FILES = 100;

/**
 * Suggests on the pull request what needs nothing from it but its text.
 * @param files where its own run found images, as far as that is to be believed
 * @returns one line on what came of it, and what went wrong
 */
export async function suggestToStrangers(
  files: readonly string[],
  { repository, head, headRepository }: FinishedRun,
  inputs: Inputs,
  context: RunContext,
): Promise<{ readonly text: string; readonly problems: readonly string[] }> {
  if (headRepository.toLowerCase() === repository.toLowerCase()) {
    return { text: "The pull request is of this repository's own branches, which its own run tells.", problems: [] };
  }
  const { githubToken: token } = inputs;
  if (token === undefined) throw new UserError('--github-token is needed: the token that may write to pull requests.');
  context.log.mask(token);
  const github = { http: context.http, apiUrl: context.env.GITHUB_API_URL || 'https://api.github.com', token };
  const number = await pullNumber(github, repository, head);
  if (number === undefined) {
    return {
      text: `No open pull request has the head ${head.sha} (any more), so nothing was suggested.`,
      problems: [],
    };
  }
  const look = await lookUp(inputs, context);
  if (look.state === 'unknown') throw new UserError(look.reason);
  const api = await openPullRequest({ ...github, repository, number });
  const changed = await api.changedFiles();
  if (changed.type === 'refused') return { text: '', problems: [changed.reason] };
  const wanted = named(changed.value.files, files);
  const texts = await api.blobTexts([...new Set(wanted.map(({ blob = '' }) => blob))]);
  if (texts.type === 'refused') return { text: '', problems: [texts.reason] };
  const scan = scanFiles(
    wanted.flatMap(({ path, blob = '' }) => {
      const text = texts.value.get(blob);
      return text === undefined ? [] : [{ path, bytes: Buffer.from(text) }];
    }),
  );
  const pullRequest: PullRequest = {
    ...{ number, open: true, headSha: head.sha, baseSha: '', headRepo: headRepository, baseRepo: repository },
  };
  const planned = onlyServed(await planRun(scan, { state: 'none' }, look, inputs, context));
  const moved = await storedMoves(planned, look.view, inputs);
  const reviewed = await reviewPullRequest(
    { scan, folder: context.root, prefix: '', unseen: NOTHING_UNSEEN },
    moved,
    { planned, ensured: undefined, warmed: [], gate: NOT_ASKED },
    'what the registry serves already, for a pull request from a fork',
    inputs,
    // The right to write a review, and no other: nothing else is called from here.
    {
      ...context,
      rights: { mayWrite: true, reason: 'a review alone', authority: 'base', pullRequest },
      // Of a head that moves on meanwhile GitHub is asked, not what was read before.
      event: { name: 'workflow_run', payload: undefined, repository },
    },
  );
  return { text: textOf(reviewed, scan.uses.length), problems: reviewed.problems.map(({ message }) => message) };
}

async function pullNumber(
  github: Parameters<typeof findPullRequest>[0],
  repository: string,
  head: FinishedRun['head'],
) {
  try {
    return await findPullRequest(github, repository, head);
  } catch (error) {
    throw new UserError(`The pull request can't be looked up: ${messageOf(error)}.`);
  }
}

/** Files of GitHub's own diff that the inventory names. */
function named(changed: readonly ChangedFile[], files: readonly string[]): readonly ChangedFile[] {
  const wanted = new Set(files);
  const isThere = ({ path, blob, withoutHunks }: ChangedFile) =>
    wanted.has(path) && blob !== undefined && withoutHunks === undefined;
  return changed.filter(isThere).slice(0, MAX_FILES);
}

/** Without the rules that a run with rights would make. */
function onlyServed(planned: Planned): Planned {
  const { plan } = planned;
  if (plan === undefined) return planned;
  return { ...planned, plan: { ...plan, create: [], covered: plan.covered.filter(({ by }) => by === 'existing') } };
}

/** Moves what rules of the registry cover, and holds back what it has not stored: its lists alone are asked. */
async function storedMoves(
  planned: Planned,
  { registry, rules, client }: RegistryView,
  inputs: Inputs,
): Promise<Moved> {
  const index = ruleIndex(rules);
  const covered = new Map(planned.plan?.covered.map((source) => [source.source, source]));
  const isWanted = pathFilter(inputs);
  const result = rewrite(planned.uses, (use) => {
    const cover = use.source === undefined || use.class !== 'public' ? undefined : covered.get(nameOf(use.source));
    if (cover === undefined || use.ignored !== undefined || use.overriddenBy !== undefined) return undefined;
    if (!isWanted(use.file)) return undefined;
    return { registry: registry.loginServer, repository: cover.repository };
  });
  const places = result.rewritten.flatMap(({ use }) => placeOf(use, index) ?? []);
  const stored = await lookUpStored(places, client, inputs.platforms);
  return {
    rewrite: result,
    heldBack: (use) => {
      if (!inputs.suggestKinds.has(use.kind)) return `suggest-kinds does not name ${use.kind}`;
      const place = placeOf(use, index);
      const found = place === undefined ? undefined : stored.get(placeText(place));
      if (found !== undefined && found.manifests.length > 0) return undefined;
      return "the registry has not stored it, and nothing is pulled for a stranger's pull request";
    },
  };
}

/** Nobody was asked: what Defender says of images is for those who may read it. */
const NOT_ASKED: GateResult = {
  verdict: 'no gate',
  headline: '',
  images: [],
  findings: 0,
  acceptancesUsed: [],
  acceptancesExpired: [],
};

function textOf({ text, suggestions }: Reviewed, uses: number): string {
  if (text !== '') return text;
  return suggestions === 0
    ? `Nothing is to be suggested: of ${uses} image uses none is served already and stands in the diff.`
    : '';
}
