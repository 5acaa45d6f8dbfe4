import { describe, expect, it } from 'vitest';
import type { FaultMatch } from '../../src/emulator/faults.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, smallImage } from './scene.ts';

closeScenes();

const SERVICES: EmulatorOptions = {
  pace: 400,
  upstreams: { 'quay.io': { 'a/one': { '1': smallImage(1) } } },
  scans: {},
};
const FILES = { 'pod.yaml': pod('quay.io/a/one:1', 'contoso.azurecr.io/team/app:1') };
const INPUTS = { 'fail-on': 'high', 'fail-when': 'error,unwarmed,unscanned', 'warm-timeout': '360' };
const BODIES = [
  { headers: { 'content-type': 'application/json' }, body: 'null' },
  { headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in to the guest network</body></html>' },
] as const;

/** Each service's answer, what it means that it is none, and how the run says so. */
const ANSWERS: readonly (readonly [string, FaultMatch, RegExp])[] = [
  [
    'the OIDC token',
    { service: 'oidc' },
    /plan: Signing in to Azure failed: GitHub gave no OIDC token for this job .*Check/,
  ],
  ['the Entra token', { service: 'entra', path: /\/token$/ }, /plan: Signing in to Azure failed: .* Run again/],
  [
    'the list of registries',
    { service: 'arm', path: /\/resources$/ },
    /plan: .*resource group.* the answer is none: .* Name it/,
  ],
  [
    'the list of rules',
    { service: 'arm', method: 'GET', path: /\/cacheRules$/ },
    /plan: the cache rules of contoso can't be read: .* the answer is none: .*; run again/,
  ],
  [
    'the access token',
    { service: 'registry', path: /\/oauth2\/token$/ },
    /the answer of contoso\.azurecr\.io is none: .* Run again/,
  ],
  [
    'whether a repository exists',
    { service: 'registry', path: /team\/app\/tags\/list$/ },
    /plan: whether a repository exists could not be asked: team\/app: the answer .* is none: .* Run again/,
  ],
  [
    'the manifest',
    { service: 'registry', method: 'GET', path: /\/v2\/quay\.io\/a\/one\/manifests\// },
    /the answer of contoso\.azurecr\.io is none: .* Run again/,
  ],
  [
    'the proof of storage',
    { service: 'registry', path: /\/_manifests\// },
    /whether it is stored could not be asked: .* the answer .* is none: .* Run again/,
  ],
  [
    'the findings',
    { service: 'resource-graph' },
    /Azure Resource Graph: the answer holds no rows in a form that can be read, 5 times; run again/,
  ],
  [
    'the changed files',
    { service: 'github', path: /\/pulls\/\d+\/files$/ },
    /review: the pull request's files can't be read: GitHub: the answer is none: .*; run again/,
  ],
  [
    'the comments',
    { service: 'github', method: 'POST', path: /^\/graphql$/ },
    /review: the comments of the pull request can't be read, so none are posted: GitHub: the answer is none/,
  ],
];

function plainText(run: Run): string {
  return run.summary
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll('&#64;', '@')
    .replaceAll(/<[^>]+>/g, '');
}

describe.skipIf(!HAS_BUNDLE)('an answer that is none', () => {
  // Each kind of body is tried on each service in the tests of src/azure, src/registry, src/defender and src/review.
  it.each(ANSWERS.map((row, place) => [...row, BODIES[place % BODIES.length] ?? BODIES[0]] as const))(
    '%s: fails with stage and remedy, and is green nowhere',
    async (_, match, said, { headers, body }) => {
      const answer = { type: 'answer', status: 200, headers, body } as const;
      const scene = await openScene({ ...SERVICES, faults: [{ match, answer }] }, FILES);
      const run = await scene.pullRequest(INPUTS);
      expect(run.status).toBe(1);
      expect(run.headline).toMatch(/^❌/);
      expect(plainText(run)).toMatch(said);
      expect(run.stderr).toBe('');
      expect(`${run.log}${run.summary}`).not.toMatch(/TypeError|SyntaxError|\bat .*\.cjs/);
      expect(run.outputs.report).toBeDefined();
      if (match.service === 'github') {
        const posted = run.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/reviews'));
        expect(posted).toEqual([]);
      }
    },
  );
});
