import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { field } from '../../src/base/json.ts';
import { ENGINES } from '../../src/governance/engines.ts';
import { foretold, WALL } from './agreement.ts';
import { HOLDERS, POD_IMAGES, podSpec } from './pods.ts';
import { admittedByRego, libraryRego } from './rego.ts';

/** `npm run policies` takes more. */
const PODS = Number(process.env.POLICY_PODS ?? 300);
/** A checkout of open-policy-agent/gatekeeper-library, whose templates then judge instead of the words below. */
const LIBRARY = process.env.GATEKEEPER_LIBRARY;

/** What the two templates' documentation says they do, in our words: the library's files are not copied. */
const IN_OUR_WORDS = {
  allowedrepos: `
    violation[image] {
      image := image_of_pod[_]
      count([repo | repo := input.parameters.repos[_]; startswith(image, repo)]) == 0
    }`,
  allowedreposv2: `
    violation[image] {
      image := image_of_pod[_]
      not is_allowed(image)
    }
    is_allowed(image) { image == input.parameters.allowedImages[_] }
    is_allowed(image) {
      pattern := input.parameters.allowedImages[_]
      endswith(pattern, "*")
      startswith(image, trim_suffix(pattern, "*"))
    }`,
} as const;
const IMAGE_OF_POD = `
    image_of_pod[image] {
      list := ["containers", "initContainers", "ephemeralContainers"][_]
      image := input.review.object.spec[list][_].image
    }`;

function rulesOf(name: keyof typeof IN_OUR_WORDS): string {
  return LIBRARY === undefined ? IN_OUR_WORDS[name] + IMAGE_OF_POD : libraryRego(LIBRARY, name);
}

describe('a generated Pod', () => {
  const generated = fc.sample(POD_IMAGES, PODS);
  const [v2, v1] = ENGINES.gatekeeper.files(WALL);

  it.each([
    ['allowedreposv2', v2],
    ['allowedrepos', v1],
  ] as const)(
    'is judged as the Open Policy Agent judges the emitted constraint of %s',
    { timeout: 20_000 + PODS * 20 },
    (name, file) => {
      const parameters = field(load(file?.text ?? ''), 'spec', 'parameters');
      const reviews = generated.map((images) => ({ review: { object: HOLDERS.Pod(podSpec(images)) }, parameters }));
      const admitted = admittedByRego(rulesOf(name), reviews);
      expect(generated.map((images) => foretold(ENGINES.gatekeeper, WALL, images))).toEqual(admitted);
      expect(new Set(admitted)).toEqual(new Set([true, false]));
    },
  );

  it('is judged by nobody where the rules are no Rego', () => {
    expect(() => admittedByRego('violation[image] {', [])).toThrow();
  });
});
