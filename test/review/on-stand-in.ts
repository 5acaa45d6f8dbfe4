import type { Emulator } from '../../src/emulator/emulator.ts';
import { filesOfDiff, type PullFile } from '../../src/emulator/github/diff.ts';
import { blobSha, DEFAULT_TOKEN, type GitHubOptions } from '../../src/emulator/github/state.ts';
import type { Http } from '../../src/io/http.ts';
import type { Edit, Rewritten } from '../../src/manifests/rewrite.ts';
import { fileComments } from '../../src/review/file-comments.ts';
import { openPullRequest, type PullRequestApi } from '../../src/review/github.ts';
import { instanceOf } from '../../src/review/marker.ts';
import { isOutsideDiff } from '../../src/review/pieces.ts';
import { bringUpToDate, type ReviewOutcome } from '../../src/review/post.ts';
import { wantedComments } from '../../src/review/reconcile.ts';
import { type Suggestion, suggest } from '../../src/review/suggestions.ts';
import { fenced } from '../../src/text/markdown.ts';
import { openWayIn } from '../emulator/way-in.ts';

/** A pull request at the stand-in, and runs of the review in the test's own process: no scan, no registry, no git. */
export interface Shop {
  readonly emulator: Emulator;
  readonly api: PullRequestApi;
  /** How long the review has waited, in milliseconds of production. */
  readonly waits: readonly number[];
  /** Pushes a head to GitHub; the next run is for it unless said otherwise. */
  readonly push: (files: Files) => void;
  /** The newest head on GitHub. */
  readonly headSha: () => string;
  readonly run: (how?: HowToRun) => Promise<Ran>;
}

type Files = Readonly<Record<string, string>>;

export interface HowToRun {
  /** Which leg of the matrix; each is an instance of its own. */
  readonly leg?: number;
  /** The files that this run reads; all unless given. */
  readonly only?: readonly string[];
  /** The commit that was checked out; GitHub's newest unless given. */
  readonly headSha?: string;
  readonly most?: number;
}

type HeadRead = Extract<Awaited<ReturnType<typeof readHead>>, { readonly type: 'ok' }>['value'];

export interface Ran extends ReviewOutcome<HeadRead> {
  /** Of this run, sorted; `(2)` stands behind one that was made twice. */
  readonly requests: readonly string[];
}

/** What the images of the test move to. */
export const REGISTRY = 'contoso.azurecr.io';

/** @param options of the stand-in's GitHub, and of the pull request */
export async function openShop(
  head: Files,
  options: Partial<GitHubOptions> = {},
): Promise<Shop & { close: () => Promise<void> }> {
  let pushes = 0;
  const nextSha = () => (pushes++).toString(16).padStart(40, 'c');
  const headSha = nextSha();
  const pull = { number: 7, head: { sha: headSha, ref: 'change' }, base: { sha: 'b'.repeat(40), ref: 'main' } };
  const github = { pulls: [{ ...pull, files: filesOf(head) }], files: { [headSha]: head }, ...options };
  const way = await openWayIn({ github });
  const { emulator } = way;
  const waits: number[] = [];
  const http: Http = { ...way.http, wait: async (milliseconds) => void waits.push(milliseconds) };
  const api = await openPullRequest({
    http,
    apiUrl: 'https://api.github.com',
    token: DEFAULT_TOKEN,
    repository: 'contoso/shop',
    number: 7,
  });
  const newest = () => emulator.github.pulls.get(7)?.head.sha ?? '';
  return {
    ...{ emulator, api, waits, close: way.close, headSha: newest },
    push: (files) => {
      const sha = nextSha();
      emulator.github.files.set(sha, files);
      emulator.github.push(7, sha, filesOf(files));
    },
    run: async ({ leg = 0, only, headSha: own = newest(), most = 100 } = {}) => {
      const before = emulator.normalisedRequests().length;
      const instance = instanceOf(`Images / cache / ${leg}`, ['Images / cache / .']);
      const texts = new Map(
        Object.entries(emulator.github.files.get(own) ?? {}).filter(([file]) => only?.includes(file) ?? true),
      );
      const outcome = await bringUpToDate(api, {
        read: () => readHead(api, emulator, instance, texts),
        instance,
        headSha: own,
        most,
        bodyOf: (_, posted) => `${posted.length} images can move.`,
      });
      return { ...outcome, requests: counted(emulator.normalisedRequests().slice(before)) };
    },
  };
}

const EVERY = Number.MAX_SAFE_INTEGER;

/** What a run does between the scan and the posting. */
async function readHead(
  api: PullRequestApi,
  { github }: Emulator,
  instance: ReturnType<typeof instanceOf>,
  texts: ReadonlyMap<string, string>,
) {
  const changed = await api.changedFiles();
  if (changed.type === 'refused') return changed;
  const { files, heads, isCut } = changed.value;
  const [head, ...others] = heads;
  const headTexts = github.files.get(head ?? '') ?? {};
  const rewritten = [...texts].flatMap(([file, text]) => movesIn(file, text));
  const textsOf = (file: string) => ({ scanned: texts.get(file) ?? '', head: headTexts[file] });
  const suggested = suggest({
    rewritten,
    heldBack: () => undefined,
    changed: files,
    isCut,
    textsOf,
    prefix: '',
    most: EVERY,
  });
  const lines = wantedComments(suggested.suggestions, instance, textOf, (file) => headTexts[file]);
  const outside = suggested.left
    .filter(({ reason }) => isOutsideDiff(reason))
    .map(({ use }) => ({ path: use.file, line: use.line, from: use.text, to: `${REGISTRY}/${use.text}` }));
  const wanted = [...lines, ...fileComments(outside, instance)];
  return { type: 'ok' as const, value: { ...suggested, wanted, head: others.length > 0 ? undefined : head } };
}

/** A comment's text. */
function textOf({ newText }: Suggestion): string {
  return `Pull it.\n\n${fenced(newText, 'suggestion')}`;
}

/** Moves every image of `quay.io` that stands on a line of its own. */
function movesIn(file: string, text: string): readonly Rewritten[] {
  return [...text.matchAll(/(?<=image: )quay\.io\/\S+/g)].map(({ 0: image, index }) => {
    const edit: Edit = { file, start: index, end: index, text: `${REGISTRY}/` };
    const line = text.slice(0, index).split('\n').length;
    const place = { file, line, column: 1, text: image, image, kind: 'kubernetes', part: 'whole' } as const;
    return { use: { ...place, also: [], slots: [] }, move: { registry: REGISTRY, repository: image }, edits: [edit] };
  });
}

/** Every file as the pull request adds it. */
function filesOf(files: Files): readonly PullFile[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const lines = text.split('\n').slice(0, -1);
    const head = `diff --git a/${path} b/${path}\nnew file mode 100644\nindex ${'0'.repeat(40)}..${blobSha(text)}\n`;
    const body = lines.map((line) => `+${line}\n`).join('');
    // As GitHub leaves out the diff of a file that is too large.
    if (path.startsWith('large/')) return [{ filename: path, status: 'added' as const, sha: blobSha(text) }];
    return filesOfDiff(`${head}--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${body}`);
  });
}

function counted(requests: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  for (const request of requests) times.set(request, (times.get(request) ?? 0) + 1);
  return [...times].sort().map(([request, count]) => (count === 1 ? request : `${request} (${count})`));
}
