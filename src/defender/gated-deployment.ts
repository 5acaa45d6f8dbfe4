import { SEVERITIES, type Severity } from '../inputs/inputs.ts';
import { type GatedImage, type GatedImageResult, type GateRules, gate } from './gate.ts';
import { isUnscanned } from './image-states.ts';

/** What Defender's gated deployment would do with images that clusters pull, by the findings of this run. */
export interface GatedDeployment {
  /** The condition of its rule: a finding of this severity or above. */
  readonly severity: Severity;
  /** Images that it would flag, and in *deny* refuse; worst first. */
  readonly stopped: readonly StoppedImage[];
  /** Images of which nobody knows all findings: let in, unless the rule blocks images without results. */
  readonly unscanned: readonly string[];
  /** Images of nothing but exempt paths: the rule does not know paths, so that its scope has to leave their namespaces out. */
  readonly exempt: readonly string[];
  /** How many were scanned and would be let in. */
  readonly admitted: number;
}

export interface StoppedImage {
  readonly image: string;
  /** Distinct findings that meet the condition. */
  readonly findings: number;
  readonly worst: Severity | 'unknown';
  /** Whether all of them are accepted in the gate, so that exemptions of the same findings would let it in. */
  readonly accepted: boolean;
}

/** The severity of the rule that Defender makes by itself, in audit (docs/azure-behaviour.md#gated-deployment). */
const DEFAULT_SEVERITY: Severity = 'high';

/**
 * Foretells gated deployment: it knows severities, and neither which findings have a fix nor what is accepted here
 * (docs/azure-behaviour.md#gated-deployment).
 * @param images those that clusters pull
 * @param rules the gate's own, whose severity is taken, so that cluster and pull request agree
 * @returns `undefined` where there is no such image
 */
export function gatedDeployment(images: readonly GatedImage[], rules: GateRules): GatedDeployment | undefined {
  if (images.length === 0) return undefined;
  const severity = rules.failOn === 'none' ? DEFAULT_SEVERITY : rules.failOn;
  const blocking: GateRules = { ...rules, failOn: severity, onlyFixable: false };
  const strict = gate(images, { ...blocking, accepted: [] }).images;
  const lenient = new Map(gate(images, blocking).images.map((image) => [image.image, image]));
  const of = (is: (image: GatedImageResult) => boolean) => strict.filter(is).map(({ image }) => image);
  return {
    severity,
    stopped: strict
      .filter(({ state }) => state === 'failed')
      .map((image) => ({
        ...stopped(image),
        accepted: lenient.get(image.image)?.blocking.length === 0,
      }))
      .toSorted((one, other) => rank(one) - rank(other) || other.findings - one.findings),
    unscanned: of(({ state }) => isUnscanned(state)),
    exempt: of(({ state }) => state === 'exempt'),
    admitted: of(({ state }) => state === 'passed').length,
  };
}

const RANKED = [...SEVERITIES, 'unknown'] as const;

function rank({ worst }: Pick<StoppedImage, 'worst'>): number {
  return RANKED.indexOf(worst);
}

function stopped({ image, blocking }: GatedImageResult): Omit<StoppedImage, 'accepted'> {
  const findings = blocking.map(({ finding }) => finding);
  const worst = RANKED.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'unknown';
  return { image, findings: new Set(findings.map(({ id, package: name }) => JSON.stringify([id, name]))).size, worst };
}
