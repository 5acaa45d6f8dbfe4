import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { field, listField } from '../../src/base/json.ts';
import { allowedImages } from '../../src/governance/allowed-images.ts';
import { ENGINES } from '../../src/governance/engines.ts';
import { matchesPattern } from '../../src/governance/gatekeeper.ts';
import { ENGINE_NAMES } from '../../src/governance/wall.ts';
import { foretold, WALL } from './agreement.ts';
import type { Placed } from './pods.ts';

const SUITES = new URL('../../../shared/data/azure/gatekeeper/', import.meta.url);
const areThere = existsSync(SUITES);

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/** How each template compares one parameter with an image. */
const TEMPLATES = {
  allowedrepos: { parameter: 'repos', matches: (repo: string, image: string) => image.startsWith(repo) },
  allowedreposv2: { parameter: 'allowedImages', matches: matchesPattern },
} as const;

/** A clone elsewhere does not have the suites. */
describe.skipIf(!areThere)(`Gatekeeper's suites${areThere ? '' : ' (skipped: ../shared is not there)'}`, () => {
  for (const [folder, { parameter, matches }] of Object.entries(TEMPLATES)) {
    const read = (path: string) => load(readFileSync(new URL(`${folder}/${path}`, SUITES), 'utf8'));
    const tests = areThere ? listField(read('suite.yaml'), 'tests') : [];
    for (const test of tests) {
      const parameters = listField(read(String(field(test, 'constraint'))), 'spec', 'parameters', parameter).map(
        String,
      );
      it.each(listField(test, 'cases').map((one) => [String(field(one, 'name')), one] as const))(
        `${folder}: %s`,
        (_, one) => {
          const pod = read(String(field(one, 'object')));
          const refused = LISTS.flatMap((list) =>
            listField(pod, 'spec', list)
              .map((container) => String(field(container, 'image')))
              .filter((image) => !parameters.some((known) => matches(known, image)))
              .map(() => list.replace(/s$/, '')),
          );
          for (const assertion of listField(one, 'assertions')) {
            const message = field(assertion, 'message');
            // A message is a part of the violation's text, which begins with the name of the list.
            const counted = refused.filter((list) => message === undefined || list.startsWith(String(message)));
            const wanted = field(assertion, 'violations');
            if (typeof wanted === 'number') expect(counted).toHaveLength(wanted);
            else expect(counted.length > 0).toBe(wanted === undefined || wanted === 'yes' || wanted === true);
          }
        },
      );
    }
  }
});

/** Verdicts of kyverno/policies, `best-practices-vpol/restrict-image-registries` (bar.io and eu.foo.io are allowed). */
const KYVERNO: readonly (readonly [string, readonly Placed[], boolean])[] = [
  ['another registry', [{ list: 'containers', image: 'registry.k8s.io/nginx:1.7.9' }], false],
  [
    'another registry before an allowed one',
    [
      { list: 'containers', image: 'registry.k8s.io/nginx:1.7.9' },
      { list: 'containers', image: 'bar.io/busybox' },
    ],
    false,
  ],
  [
    'another registry after an allowed one',
    [
      { list: 'containers', image: 'eu.foo.io/busybox' },
      { list: 'containers', image: 'registry.k8s.io/nginx:1.7.9' },
    ],
    false,
  ],
  ['no registry', [{ list: 'containers', image: 'nginx' }], false],
  ['one allowed', [{ list: 'containers', image: 'eu.foo.io/nginx' }], true],
  [
    'both allowed, in two lists',
    [
      { list: 'initContainers', image: 'bar.io/nginx' },
      { list: 'initContainers', image: 'eu.foo.io/busybox' },
      { list: 'containers', image: 'bar.io/nginx' },
      { list: 'containers', image: 'bar.io/busybox' },
    ],
    true,
  ],
];

describe("Kyverno's suite", () => {
  const wall = { ...WALL, allowed: allowedImages([], [], ['eu.foo.io', 'bar.io']) };
  it.each(KYVERNO)('%s', (_, images, admitted) => {
    for (const name of ENGINE_NAMES) expect(foretold(ENGINES[name], wall, images), name).toBe(admitted);
  });
});
