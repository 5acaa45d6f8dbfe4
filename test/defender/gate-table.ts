import type { AcceptedFinding } from '../../src/defender/accept.ts';
import { type GatedImage, type GateRules, gate, unscannedImages } from '../../src/defender/gate.ts';
import type { Verdict } from '../../src/defender/verdict.ts';
import { asksDefender, type Inputs, readInputs } from '../../src/inputs/inputs.ts';
import type { Use } from '../../src/manifests/model/use.ts';
import { decide } from '../../src/outcome/outcome.ts';
import { gatedUses } from '../../src/stages/gated-uses.ts';
import type { ClassifiedUse } from '../../src/uses/classes.ts';
import { NOTHING } from '../outcome/numbers.ts';
import { ALL_SEVERITIES, EVENTS, FACTS, type Situation, type Told, toldByThePage, WORDS } from './gate-oracle.ts';

const IMAGE = 'quay.io/acme/app:1';
const TODAY = '2026-11-30';
const EXEMPT_FILE = 'samples/app.yaml';

/** What each event comes to, as src/trust.ts tells it (its own test reads the events). */
const STANDING = {
  push: { authority: 'commit', asks: true, isQueue: false },
  pull_request: { authority: 'base', asks: true, isQueue: false },
  fork: { authority: 'base', asks: false, isQueue: false },
  merge_group: { authority: 'base', asks: true, isQueue: true },
} as const;

const BOOLEANS = [false, true];

/** The values of each dimension. */
const DIMENSIONS: { readonly [Name in keyof Situation]: readonly Situation[Name][] } = {
  fact: FACTS,
  severity: [...ALL_SEVERITIES, 'unknown'],
  fixable: ['yes', 'no', 'unknown'],
  acceptance: ['none', 'in time', 'expired'],
  isExempt: BOOLEANS,
  inBase: BOOLEANS,
  event: EVENTS,
  gateScope: ['new', 'all'],
  failOn: [...ALL_SEVERITIES, 'none'],
  onlyFixable: BOOLEANS,
  treatUnknownAs: [...ALL_SEVERITIES, 'none'],
  failWhen: WORDS,
};

/** How many combinations there are. */
export const COMBINATIONS = Object.values(DIMENSIONS).reduce((product, values) => product * values.length, 1);

/** A combination by its number, each dimension a digit of it. */
export function situationAt(number: number): Situation {
  let rest = number;
  const digit = <Value>(values: readonly Value[]): Value => {
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    if (value === undefined) throw new Error('a dimension without values');
    return value;
  };
  return {
    fact: digit(DIMENSIONS.fact),
    severity: digit(DIMENSIONS.severity),
    fixable: digit(DIMENSIONS.fixable),
    acceptance: digit(DIMENSIONS.acceptance),
    isExempt: digit(DIMENSIONS.isExempt),
    inBase: digit(DIMENSIONS.inBase),
    event: digit(DIMENSIONS.event),
    gateScope: digit(DIMENSIONS.gateScope),
    failOn: digit(DIMENSIONS.failOn),
    onlyFixable: digit(DIMENSIONS.onlyFixable),
    treatUnknownAs: digit(DIMENSIONS.treatUnknownAs),
    failWhen: digit(DIMENSIONS.failWhen),
  };
}

/** A situation in which the product and the page say different things; `undefined` where they agree. */
export function deviation(situation: Situation): { readonly told: Told; readonly page: Told } | undefined {
  const told = toldByTheProduct(situation);
  const page = toldByThePage(situation);
  return told.verdict === page.verdict && told.fails === page.fails ? undefined : { told, page };
}

function toldByTheProduct(situation: Situation): Told {
  const inputs = inputsOf(situation);
  const rules: GateRules = {
    ...{ failOn: inputs.failOn, onlyFixable: inputs.onlyFixable, treatUnknownAs: inputs.treatUnknownAs },
    ...{ accepted: acceptances(situation), exemptPaths: ['samples/**'], today: TODAY },
  };
  const { asks, isQueue } = STANDING[situation.event];
  const images = asksDefender(inputs) && isGated(situation) ? [imageOf(situation)] : [];
  const result = gate(images, rules);
  const unscanned = unscannedImages(result);
  const { failed } = decide({ ...NOTHING, unscanned }, result, [], inputs.failWhen, { asks, isQueue });
  return { verdict: wordOf(result.verdict), fails: failed };
}

const KNOWN_INPUTS = new Map<string, Inputs>();

function inputsOf({ failOn, failWhen, onlyFixable, treatUnknownAs, gateScope }: Situation): Inputs {
  const given: Readonly<Record<string, string>> = {
    ...{ 'fail-on': failOn, 'fail-when': failWhen, 'only-fixable': String(onlyFixable) },
    ...{ 'treat-unknown-as': treatUnknownAs, 'gate-scope': gateScope, registry: 'contoso' },
  };
  const key = Object.values(given).join();
  const known = KNOWN_INPUTS.get(key) ?? readInputs((name) => given[name] ?? '', {});
  KNOWN_INPUTS.set(key, known);
  return known;
}

function isGated({ fact, isExempt, inBase, event, gateScope }: Situation): boolean {
  const isTemplated = fact === 'templated';
  const use: ClassifiedUse = {
    ...{ file: isExempt ? EXEMPT_FILE : 'app.yaml', line: 1, column: 1, text: isTemplated ? '{{ .image }}' : IMAGE },
    ...{ image: isTemplated ? null : IMAGE, kind: 'kubernetes', part: 'whole', also: [], slots: [] },
    class: isTemplated ? 'templated' : 'public',
  };
  const classify = (uses: readonly Use[]) => uses.map((one) => ({ ...one, class: use.class }));
  return (
    gatedUses({
      ...{ head: [use], base: { uses: inBase ? [use] : [], builtHere: new Set() }, gateScope, classify },
      ...{ authority: STANDING[event].authority, isExempt: (file) => file.startsWith('samples/') },
    }).size > 0
  );
}

function imageOf({ fact, severity, fixable, isExempt }: Situation): GatedImage {
  const image = { image: IMAGE, files: [isExempt ? EXEMPT_FILE : 'app.yaml'] };
  const judged = (verdict: Verdict): GatedImage => ({
    ...image,
    manifests: [{ platform: 'linux/amd64', digest: 'sha256:0', verdict }],
  });
  switch (fact) {
    case 'clean':
      return judged({ type: 'clean' });
    case 'vulnerable':
      return judged({ type: 'vulnerable', findings: [{ id: 'CVE-2026-0001', package: 'openssl', fixable, severity }] });
    case 'pending':
    case 'error':
    case 'unsupported':
      return judged({ type: fact, reason: 'r' });
    case 'not-checked':
    case 'unknown-tag':
    case 'templated':
      return { ...image, manifests: [], unresolved: { state: fact, reason: 'r' } };
  }
}

function acceptances({ acceptance }: Situation): readonly AcceptedFinding[] {
  if (acceptance === 'none') return [];
  const until = acceptance === 'in time' ? TODAY : '2026-11-29';
  return [{ id: 'CVE-2026-0001', until, reason: 'r', place: 'p' }];
}

function wordOf(verdict: string): Told['verdict'] {
  const words: readonly Told['verdict'][] = ['no gate', 'passed', 'failed', 'not decided', 'nothing judged'];
  const word = words.find((candidate) => verdict === candidate || verdict.startsWith(`${candidate}: `));
  if (word === undefined) throw new Error(`no verdict: ${verdict}`);
  return word;
}
