import { atMost } from '../base/in-turn.ts';
import type { GetReferrers, ScanEvidence } from './evidence.ts';
import { evidenceOf } from './evidence.ts';
import { type Assessed, readAssessments } from './findings.ts';
import { findingsQueries, VISIBILITY_KQL } from './query.ts';
import { askGraph, type GraphAnswer, type ResourceGraph, ROLE_NEEDED } from './resource-graph.ts';
import { type Subject, unsupportedReason, type Verdict, verdictOf } from './verdict.ts';

/** Asks Defender about manifests: their findings from Resource Graph, and where there are none, whether they were scanned. */

export interface InspectOptions {
  readonly graph: ResourceGraph;
  readonly getReferrers: GetReferrers;
  /** How long to wait for the verdict on what is pending; milliseconds, 0 for not at all. */
  readonly scanTimeout: number;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Told before each wait. */
  readonly onWait?: (pending: number, milliseconds: number) => void;
  /** Ends the waiting: what is pending stays so. */
  readonly signal?: AbortSignal;
}

export interface Inspected {
  readonly subject: Subject;
  readonly verdict: Verdict;
}

/** Milliseconds between two questions about what is pending. */
const POLL_MS = 60_000;
const PARALLEL_REFERRERS = 8;

/**
 * The verdicts on the subjects, each repository and digest once, in the order in which they are first named.
 * What goes wrong is the verdict `error` of those it concerns; nothing is thrown but what `token` or `getReferrers` throw.
 */
export async function inspect(subjects: readonly Subject[], options: InspectOptions): Promise<readonly Inspected[]> {
  const distinct = [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
  const verdicts = await askAll(distinct, options);
  // Counted by what was waited for, not by a clock, so that a shortened pace shortens it too.
  for (let waited = 0; waited < options.scanTimeout; ) {
    const pending = distinct.filter((subject) => verdicts.get(keyOf(subject))?.type === 'pending');
    if (pending.length === 0) break;
    const interval = Math.min(POLL_MS, options.scanTimeout - waited);
    options.onWait?.(pending.length, interval);
    // It is rejected for being ended only: what is pending stays so.
    const ended = await options.graph.http.wait(interval, options.signal).then(
      () => false,
      () => true,
    );
    if (ended || options.signal?.aborted) break;
    waited += interval;
    for (const [key, verdict] of await askAll(pending, options)) verdicts.set(key, verdict);
  }
  return distinct.flatMap((subject) => {
    const verdict = verdicts.get(keyOf(subject));
    return verdict === undefined ? [] : [{ subject, verdict }];
  });
}

function keyOf({ repository, digest }: Subject): string {
  return `${repository}@${digest}`;
}

async function askAll(subjects: readonly Subject[], options: InspectOptions): Promise<Map<string, Verdict>> {
  const { assessed, unreadable, seesAssessments } = await askFindings(subjects, options.graph);
  const silent = subjects.filter(
    (subject) =>
      unsupportedReason(subject) === undefined && !assessed.has(subject.digest) && !unreadable.has(subject.digest),
  );
  const blind = silent.length > 0 && !seesAssessments ? await askVisibility(options.graph) : undefined;
  const evidence = await askEvidence(blind === undefined ? silent : [], options.getReferrers);
  const now = options.now();
  return new Map(
    subjects.map((subject) => [
      keyOf(subject),
      verdictOf(subject, {
        assessed: assessed.get(subject.digest),
        unreadable: unreadable.get(subject.digest) ?? blind,
        evidence: evidence.get(keyOf(subject)),
        now,
      }),
    ]),
  );
}

interface Answers {
  readonly assessed: ReadonlyMap<string, Assessed>;
  /** Digests that could not be asked for, with the reason. */
  readonly unreadable: ReadonlyMap<string, string>;
  readonly seesAssessments: boolean;
}

async function askFindings(subjects: readonly Subject[], graph: ResourceGraph): Promise<Answers> {
  const assessed = new Map<string, Assessed>();
  const unreadable = new Map<string, string>();
  let seesAssessments = false;
  const digests = subjects
    .filter((subject) => unsupportedReason(subject) === undefined)
    .map((subject) => subject.digest);
  for (const { kql, digests: batch } of findingsQueries(digests)) {
    const answer = await askGraph(graph, kql);
    if (answer.type !== 'rows') {
      for (const digest of batch) unreadable.set(digest, answer.reason);
      continue;
    }
    if (answer.rows.length > 0) seesAssessments = true;
    for (const [digest, found] of readAssessments(answer.rows, batch)) assessed.set(digest, found);
  }
  return { assessed, unreadable, seesAssessments };
}

/** Why no rows say nothing; `undefined` where they do, since other assessments can be seen. */
async function askVisibility(graph: ResourceGraph): Promise<string | undefined> {
  const answer: GraphAnswer = await askGraph(graph, VISIBILITY_KQL);
  if (answer.type !== 'rows') return answer.reason;
  if (answer.rows.length > 0) return undefined;
  return `no Defender assessment at all can be seen in the subscription. ${ROLE_NEEDED} Defender for Containers (or Defender CSPM) must be on, with "Registry access"`;
}

/** What the registry tells of each subject's scan, a few at a time. */
async function askEvidence(
  subjects: readonly Subject[],
  getReferrers: GetReferrers,
): Promise<ReadonlyMap<string, ScanEvidence>> {
  const evidence = new Map<string, ScanEvidence>();
  await atMost(PARALLEL_REFERRERS, subjects, async (subject) => {
    evidence.set(keyOf(subject), evidenceOf(await getReferrers(subject.repository, subject.digest)));
  });
  return evidence;
}
