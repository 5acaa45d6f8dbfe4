import { atMost } from '../base/in-turn.ts';
import type { Http } from '../io/http.ts';
import { inBatches } from './batches.ts';
import { type Plan, whyBlind } from './coverage.ts';
import { type Attachments, type ScanEvidence, scanEvidence } from './evidence.ts';
import { type Assessed, readAssessments } from './findings.ts';
import { loose } from './loose.ts';
import { askableDigests, findingsKql, MAX_DIGESTS, registryPath } from './query.ts';
import type { ResourceGraph } from './resource-graph.ts';
import { isSettled, type Subject, unsupportedReason, type Verdict, verdictOf } from './verdict.ts';

/** Asks Defender about manifests: their findings from Resource Graph, and whether and when they were scanned. */

export interface InspectOptions {
  readonly graph: ResourceGraph;
  readonly attachments: Attachments;
  /** Whether a plan is on that scans the registry; asked only where nothing else tells that Defender looks at it. */
  readonly plan: () => Promise<Plan>;
  /** As Azure Resource Manager knows it. */
  readonly registryName: string;
  /** How old the evidence of a scan may be. Milliseconds. */
  readonly maxAge: number;
  /** How long to wait for the verdict on what is pending; milliseconds, 0 for not at all. */
  readonly scanTimeout: number;
  readonly wait: Http['wait'];
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Told before each wait. */
  readonly onWait: (pending: number, milliseconds: number) => void;
  /** Ends the waiting: what is pending stays so. */
  readonly signal?: AbortSignal;
}

export interface Inspected {
  readonly subject: Subject;
  readonly verdict: Verdict;
}

/** Milliseconds before the first question about what is pending is repeated; each further pause is twice as long. */
const FIRST_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 15 * 60_000;
const PARALLEL_REFERRERS = 8;

/**
 * The verdicts on the subjects, each repository and digest once, in the order in which they are first named.
 * What goes wrong is the verdict `error` of those it concerns; nothing is thrown but what the options' functions throw.
 */
export async function inspect(subjects: readonly Subject[], options: InspectOptions): Promise<readonly Inspected[]> {
  const distinct = new Map(subjects.map((subject) => [keyOf(subject), subject]));
  const inspected = await askAll([...distinct.values()], options);
  let pause = FIRST_PAUSE_MS;
  // Counted by what was waited for, not by a clock, so that a shortened pace shortens it too.
  for (let waited = 0; waited < options.scanTimeout; ) {
    const pending = [...inspected.values()].filter(({ verdict }) => verdict.type === 'pending');
    if (pending.length === 0) break;
    const interval = Math.min(pause, options.scanTimeout - waited);
    options.onWait(pending.length, interval);
    // It is rejected for being ended only: what is pending stays so.
    const ended = await options.wait(interval, options.signal).then(
      () => false,
      () => true,
    );
    if (ended || options.signal?.aborted) break;
    waited += interval;
    pause = Math.min(2 * pause, MAX_PAUSE_MS);
    const again = await askAll(
      pending.map(({ subject }) => subject),
      options,
    );
    for (const [key, found] of again) inspected.set(key, found);
  }
  return [...inspected.values()];
}

function keyOf({ repository, digest }: Subject): string {
  return `${repository}@${digest}`;
}

async function askAll(subjects: readonly Subject[], options: InspectOptions): Promise<Map<string, Inspected>> {
  const { graph, plan, registryName, maxAge } = options;
  const { assessed, unreadable, seesRegistry } = await askFindings(subjects, options);
  const scannable = subjects.filter(
    (subject) => unsupportedReason(subject) === undefined && !unreadable.has(subject.digest),
  );
  const silent = scannable.some(({ digest }) => isSilent(assessed.get(digest)));
  const blind = silent && !seesRegistry ? await whyBlind(graph, plan, registryName) : undefined;
  // Also of what has findings: none of them may count, and those of a scan of long ago may not be all.
  const evidence = await askEvidence(
    scannable.filter(({ digest }) => blind === undefined || !isSilent(assessed.get(digest))),
    options,
  );
  const now = options.now();
  return new Map(
    subjects.map((subject) => {
      const found = assessed.get(subject.digest);
      const unread = unreadable.get(subject.digest) ?? (isSilent(found) ? blind : undefined);
      const inspection = { assessed: found, unreadable: unread, evidence: evidence.get(keyOf(subject)), now, maxAge };
      return [keyOf(subject), { subject, verdict: verdictOf(subject, inspection) }];
    }),
  );
}

/** Whether the assessments leave open if it was scanned. */
function isSilent(assessed: Assessed | undefined): boolean {
  return assessed === undefined || (assessed.findings.length === 0 && !assessed.healthy);
}

interface Answers {
  readonly assessed: ReadonlyMap<string, Assessed>;
  /** Digests that could not be asked for, with the reason. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Whether assessments of this very registry were among the answers. */
  readonly seesRegistry: boolean;
}

async function askFindings(subjects: readonly Subject[], { graph, registryName }: InspectOptions): Promise<Answers> {
  const assessed = new Map<string, Assessed>();
  const unreadable = new Map<string, string>();
  let seesRegistry = false;
  const digests = subjects
    .filter((subject) => unsupportedReason(subject) === undefined)
    .map((subject) => subject.digest);
  const batches = await inBatches(askableDigests(digests), MAX_DIGESTS, async (batch) => {
    const answer = await graph.ask(findingsKql(batch), batch.length === 1);
    switch (answer.type) {
      case 'rows':
        return { type: 'answered', value: answer.rows };
      case 'too-much':
        return answer;
      case 'not-allowed':
      case 'failed':
        return { type: 'failed', reason: answer.reason };
    }
  });
  for (const batch of batches) {
    if (batch.type === 'failed') {
      for (const digest of batch.items) unreadable.set(digest, batch.reason);
      continue;
    }
    seesRegistry ||= batch.value.some((row) => isOfRegistry(row, registryName));
    for (const [digest, found] of readAssessments(batch.value, batch.items)) assessed.set(digest, found);
  }
  return { assessed, unreadable, seesRegistry };
}

function isOfRegistry(row: unknown, registryName: string): boolean {
  return String(loose(row, 'id')).toLowerCase().includes(registryPath(registryName));
}

/** What the registry tells of each subject's scan, a few at a time. */
async function askEvidence(
  subjects: readonly Subject[],
  { attachments, now, maxAge }: InspectOptions,
): Promise<ReadonlyMap<string, ScanEvidence>> {
  const evidence = new Map<string, ScanEvidence>();
  await atMost(PARALLEL_REFERRERS, subjects, async (subject) => {
    const { repository, digest } = subject;
    const isEnough = (date: number) => isSettled(date, now(), maxAge);
    evidence.set(keyOf(subject), await scanEvidence(attachments, repository, digest, isEnough));
  });
  return evidence;
}
