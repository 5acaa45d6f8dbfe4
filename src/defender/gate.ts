import { count } from '../base/counting.ts';
import { matcher } from '../base/globs.ts';
import { compareTexts } from '../base/order.ts';
import { SEVERITIES, type Severity } from '../inputs/inputs.ts';
import { type AcceptedFinding, acceptanceFinder } from './accept.ts';
import type { Finding } from './finding.ts';
import type { SetAside } from './findings.ts';
import { IMAGE_STATES, type ImageState, toldStates, worstFirst, worstState } from './image-states.ts';
import type { Verdict } from './verdict.ts';

/** The gate: whether the verdicts let the run pass. What has not been judged never counts as passed. */

export interface GateRules {
  /** Findings of this severity or above fail; `none` is no gate. */
  readonly failOn: Severity | 'none';
  readonly onlyFixable: boolean;
  readonly treatUnknownAs: Severity | 'none';
  readonly accepted: readonly AcceptedFinding[];
  /** Globs of files: an image that stands in none but these is not judged. */
  readonly exemptPaths: readonly string[];
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
}

/** An image that the gate is asked about. Which images those are is decided by the caller. */
export interface GatedImage {
  /** As people know it. */
  readonly image: string;
  /** The files in which it stands, from the workspace's root. */
  readonly files: readonly string[];
  /** Of its platforms; empty where the image could not be resolved to any. */
  readonly manifests: readonly GatedManifest[];
  /** Why there are no manifests. */
  readonly unresolved?: Unresolved;
  /** What of it is no manifest that could be asked about. */
  readonly unchecked?: readonly Unchecked[];
}

/** A part of an image about which nobody could ask: a platform that is not stored, another repository that has it not. */
export interface Unchecked {
  readonly what: string;
  readonly reason: string;
  /** Absent for what nobody asked for: it is told, and decides nothing. */
  readonly state?: Unresolved['state'];
}

/** Why there is nothing of an image to ask about. */
export interface Unresolved {
  readonly state: 'error' | 'not-checked' | 'unsupported' | 'unknown-tag' | 'templated' | 'unread' | 'unseen';
  readonly reason: string;
  /** Whether it was the gate that asked, so that no other stage tells of it. */
  readonly asked?: true;
  /** What to do about it, where that is not what the state itself says. */
  readonly remedy?: string;
}

export interface GatedManifest {
  /** `linux/amd64`. */
  readonly platform: string;
  /** In the registry. */
  readonly repository?: string;
  readonly digest: string;
  readonly verdict: Verdict;
  /** When its verdict was first found to be pending, as ISO 8601. */
  readonly pendingSince?: string;
}

export interface GateResult {
  /** As in the output `verdict`. */
  readonly verdict: 'passed' | 'failed' | 'no gate' | `not decided: ${string}` | `nothing judged: ${string}`;
  /** One line for people. */
  readonly headline: string;
  readonly images: readonly GatedImageResult[];
  /** Distinct findings that count: at or above the gate's severity, or of any severity where there is no gate. */
  readonly findings: number;
  /** Acceptances that were in time and met a finding. */
  readonly acceptancesUsed: readonly AcceptedFinding[];
  /** Acceptances whose day is over: what they accepted counts again. */
  readonly acceptancesExpired: readonly AcceptedFinding[];
}

export interface GatedImageResult {
  readonly image: string;
  readonly state: ImageState;
  /** One for every manifest or exemption, for people. */
  readonly reasons: readonly string[];
  /** What to do; there where the image is not judged. */
  readonly remedy?: string;
  /** Whether none of its manifests is known, for a reason that another stage tells. */
  readonly unresolved?: true;
  /** What nobody could tell of a part of it, the worst first: also where a finding in another part decides its own state. */
  readonly open: readonly ImageState[];
  /** What each of its manifests came to. */
  readonly platforms: readonly PlatformResult[];
  /** What counts against the image, worst first. */
  readonly blocking: readonly BlockingFinding[];
}

export interface PlatformResult extends Omit<GatedManifest, 'verdict'> {
  /** What Defender says. */
  readonly verdict: Verdict['type'];
  /** What the gate makes of it. */
  readonly state: ImageState;
  readonly reason: string;
}

export interface BlockingFinding {
  readonly platform: string;
  readonly digest: string;
  readonly finding: Finding;
  /** An acceptance that named it, and whose day is over. */
  readonly expired?: AcceptedFinding;
}

/** Judges the images. */
export function gate(images: readonly GatedImage[], rules: GateRules): GateResult {
  const isExempt = matcher(rules.exemptPaths);
  const book = acceptanceBook(rules);
  const results = images.map((image): GatedImageResult => {
    if (image.files.length > 0 && image.files.every(isExempt)) {
      return {
        image: image.image,
        state: 'exempt',
        reasons: ['it stands in exempt files only'],
        open: [],
        platforms: [],
        blocking: [],
      };
    }
    return judge(image, rules, book);
  });
  const blocking = results.flatMap((result) => result.blocking.map((entry) => ({ ...entry, image: result.image })));
  const findings = new Set(
    blocking.map(({ digest, finding }) => [digest, finding.id, finding.package, finding.installed].join('\0')),
  ).size;
  const { verdict, headline } = summarise(results, rules.failOn, findings);
  return {
    verdict,
    headline,
    images: results,
    findings,
    acceptancesUsed: rules.accepted.filter((acceptance) => book.used.has(acceptance)),
    acceptancesExpired: rules.accepted.filter(({ until }) => until < rules.today),
  };
}

/** How many images `fail-when: unscanned` counts. */
export function unscannedImages({ images }: Pick<GateResult, 'images'>): number {
  return images.filter(({ open }) => open.length > 0).length;
}

function judge(image: GatedImage, rules: GateRules, book: AcceptanceBook): GatedImageResult {
  const [first, ...others] = image.manifests.map(({ verdict, ...manifest }) => ({
    ...manifest,
    verdict: verdict.type,
    ...judgeManifest(image.image, verdict, rules, book),
  }));
  if (first === undefined) {
    const { state, reason, asked, remedy = IMAGE_STATES[state].remedy }: Unresolved = image.unresolved ?? NO_MANIFEST;
    const told = remedy === undefined ? {} : { remedy };
    const untold = asked === true ? {} : ({ unresolved: true } as const);
    return {
      image: image.image,
      state,
      reasons: [reason],
      ...told,
      ...untold,
      open: [state],
      platforms: [],
      blocking: [],
    };
  }
  const judged = [first, ...others];
  const unchecked = image.unchecked ?? [];
  const lacking = unchecked.flatMap(({ state: known }) => known ?? []);
  const state = worstState([first.state, ...others.map((manifest) => manifest.state), ...lacking]);
  const { remedy } = IMAGE_STATES[state];
  return {
    image: image.image,
    state,
    reasons: [
      ...judged.map(({ platform, reason }) => `${platform}: ${reason}`),
      ...unchecked.map(({ what, reason }) => `${what}: ${reason}`),
    ],
    ...(remedy === undefined ? {} : { remedy }),
    open: worstFirst([...judged.flatMap((manifest) => manifest.open), ...lacking]),
    platforms: judged.map(({ blocking: _, open: __, ...result }) => result),
    blocking: judged.flatMap(({ platform, digest, blocking }) =>
      blocking.map((entry) => ({ platform, digest, ...entry })),
    ),
  };
}

const NO_MANIFEST: Unresolved = {
  state: 'not-checked',
  reason: 'no manifest of it is known, so Defender could not be asked',
};

interface JudgedManifest {
  readonly state: ImageState;
  readonly reason: string;
  readonly open: readonly ImageState[];
  readonly blocking: readonly Pick<BlockingFinding, 'finding' | 'expired'>[];
}

function judgeManifest(image: string, verdict: Verdict, rules: GateRules, book: AcceptanceBook): JudgedManifest {
  switch (verdict.type) {
    case 'clean':
      return {
        state: 'passed',
        reason: ['scanned, nothing found', ...asideTexts(verdict.setAside)].join(', '),
        open: [],
        blocking: [],
      };
    case 'pending':
    case 'unsupported':
    case 'error':
      return { state: verdict.type, reason: verdict.reason, open: [verdict.type], blocking: [] };
    case 'vulnerable': {
      const counting = verdict.findings.filter((finding) => counts(finding, rules));
      const blocking = counting.flatMap((finding) => book.blocking(image, finding));
      const accepted = counting.length - blocking.length;
      const below = verdict.findings.length - counting.length;
      const parts = [
        tally(blocking.map(({ finding }) => finding)),
        accepted > 0 ? `${accepted} accepted` : '',
        below > 0 ? `${below} that the gate does not count` : '',
        ...asideTexts(verdict.setAside),
        verdict.doubt?.reason ?? '',
      ].filter((part) => part !== '');
      const open = verdict.doubt === undefined ? [] : [verdict.doubt.type];
      const [otherwise = 'passed'] = open;
      return { state: blocking.length > 0 ? 'failed' : otherwise, reason: parts.join(', '), open, blocking };
    }
  }
}

/** What Defender itself does not count, which nobody shall have to look for. */
function asideTexts(setAside: readonly SetAside[] = []): readonly string[] {
  const exempt = setAside.filter(({ why }) => why === 'exempt').length;
  const others = setAside.length - exempt;
  return [
    exempt > 0 ? `${exempt} exempted in Defender` : '',
    others > 0 ? `${others} that Defender calls not applicable` : '',
  ].filter((part) => part !== '');
}

/** Whether a finding is one that the gate stops. Without a gate every finding counts as told, and stops nothing. */
function counts(finding: Finding, { failOn, onlyFixable, treatUnknownAs }: GateRules): boolean {
  // A fix that nobody has ruled out may exist: what is not known is not waved through.
  if (onlyFixable && finding.fixable === 'no') return false;
  if (failOn === 'none') return true;
  const severity = finding.severity === 'unknown' ? treatUnknownAs : finding.severity;
  return severity !== 'none' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

/** The acceptances, and which of them were used. */
interface AcceptanceBook {
  readonly used: ReadonlySet<AcceptedFinding>;
  /** The finding where it is not accepted; nothing where it is. */
  readonly blocking: (image: string, finding: Finding) => JudgedManifest['blocking'];
}

function acceptanceBook({ accepted, today }: GateRules): AcceptanceBook {
  const used = new Set<AcceptedFinding>();
  const find = acceptanceFinder(accepted, today);
  const blocking: AcceptanceBook['blocking'] = (image, finding) => {
    const { current, expired } = find(image, finding);
    for (const acceptance of current) used.add(acceptance);
    if (current.length > 0) return [];
    // The one that ended last tells best why it counts again.
    const [last] = expired.toSorted((one, other) => compareTexts(other.until, one.until));
    return [{ finding, ...(last === undefined ? {} : { expired: last }) }];
  };
  return { used, blocking };
}

/** `1 critical, 3 high`; empty for none. */
function tally(findings: readonly Finding[]): string {
  return [...SEVERITIES, 'unknown' as const]
    .map((severity) => ({ severity, number: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => `${number} ${severity === 'unknown' ? 'of unknown severity' : severity}`)
    .join(', ');
}

function summarise(
  results: readonly GatedImageResult[],
  failOn: Severity | 'none',
  findings: number,
): Pick<GateResult, 'verdict' | 'headline'> {
  const states = results.map(({ state }) => state);
  const open = toldStates(states, 'undecided', 'unjudged');
  const failed = states.filter((state) => IMAGE_STATES[state].judgement === 'fails').length;
  const exempt = toldStates(states, 'not-asked')
    .map((part) => `; ${part}`)
    .join('');
  const rest = `${open.length > 0 ? `; not decided: ${open.join(', ')}` : ''}${exempt}`;
  const images = count(states.filter((state) => state !== 'unread' && state !== 'unseen').length, 'image');
  const told = count(findings, 'finding');
  if (failOn === 'none') return { verdict: 'no gate', headline: `no gate: ${told} in ${images}${rest}` };
  if (failed > 0) {
    return {
      verdict: 'failed',
      headline: `failed: ${told} of ${failOn} severity or above in ${failed} of ${images}${rest}`,
    };
  }
  if (states.length === 0) return { verdict: 'passed', headline: 'passed: no image to judge' };
  const isJudged = states.some((state) => IMAGE_STATES[state].judgement === 'passes');
  const mayCome = states.some((state) => IMAGE_STATES[state].judgement === 'undecided');
  if (!isJudged && !mayCome) {
    const verdict = `nothing judged: ${[...open, ...toldStates(states, 'not-asked')].join(', ')}` as const;
    return { verdict, headline: `${verdict}, of ${images}` };
  }
  if (open.length > 0) {
    const verdict = `not decided: ${open.join(', ')}` as const;
    return { verdict, headline: `${verdict}, of ${images}${exempt}` };
  }
  return { verdict: 'passed', headline: `passed: no finding of ${failOn} severity or above in ${images}${exempt}` };
}
