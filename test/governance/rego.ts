import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { field, listField, parseJson, stringField } from '../../src/base/json.ts';

/** One thing that a policy is asked about, as Gatekeeper hands it to a template. */
export interface Review {
  readonly review: { readonly object: unknown };
  readonly parameters: unknown;
}

const CLASS = 'http://example.org/Review';
const REVIEW = 'http://example.org/json';
const OPA = fileURLToPath(new URL('opa.cjs', import.meta.url));

/**
 * Judges reviews by Rego, evaluated by the Open Policy Agent.
 * @param rules without a `package`; what they refuse is the set `violation`, as in a constraint template
 * @returns for each review, in order, whether nothing of it is refused
 * @throws Error where the engine does not take the rules
 */
export function admittedByRego(rules: string, reviews: readonly Review[]): readonly boolean[] {
  const nodes = reviews.map((review, index) => ({
    '@id': String(index),
    '@type': [CLASS],
    [REVIEW]: JSON.stringify(review),
  }));
  const output = execFileSync(process.execPath, [OPA], {
    input: JSON.stringify({ profile: profileOf(rules), nodes }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const [document] = listField(parseJson(output));
  const [report] = listField(document, 'doc:encodes');
  if (typeof field(report, 'conforms') !== 'boolean') throw new Error(`no report: ${output.slice(0, 2000)}`);
  const refused = new Set(listField(report, 'result').map((result) => stringField(result, 'focusNode')));
  return reviews.map((_, index) => !refused.has(String(index)));
}

/** The Rego of a template in a checkout of the Gatekeeper library. @param name `allowedrepos` */
export function libraryRego(checkout: string, name: string): string {
  const template = load(readFileSync(`${checkout}/library/general/${name}/template.yaml`, 'utf8'));
  const rego = stringField(listField(template, 'spec', 'targets')[0], 'rego');
  if (rego === undefined) throw new Error(`${name} has no Rego`);
  return rego;
}

/**
 * The package takes a condition of Rego for each class of nodes and wraps it in a rule. The condition given here ends that rule,
 * brings the template's, and begins one that holds for nothing, so that the rest of the wrapping has something to end.
 */
function profileOf(rules: string): string {
  const own = rules
    .replace(/^\s*(package|import) .*$/gm, '')
    // The wrapping has a rule of that name.
    .replace(/\bviolation\b/g, 'gatekeeper_violation');
  const condition = [
    `review := json.unmarshal(x["${REVIEW}"])`,
    'refused := gatekeeper_violation with input as review',
    '$result = count(refused) == 0',
    '$result != true',
    'matches := error("gatekeeper", x, "refused", [])',
    '}',
    own,
    'end_of_wrapping[matches] {',
    'x := {}',
    '$result = true',
  ].join('\n');
  return `#%Validation Profile 1.0\n${JSON.stringify({
    profile: 'Gatekeeper',
    prefixes: { ex: CLASS.slice(0, CLASS.lastIndexOf('/') + 1) },
    violation: ['gatekeeper'],
    validations: { gatekeeper: { message: 'refused', targetClass: 'ex.Review', rego: condition } },
  })}`;
}
