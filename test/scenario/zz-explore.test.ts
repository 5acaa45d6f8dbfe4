import { describe, it } from 'vitest';
import { closeScenes, openScene, pod, smallImage, DISPATCH, SCHEDULE, type Run } from './scene.ts';
closeScenes();
function show(name: string, run: Run) {
  console.log(`##### ${name}: exit ${run.status}\n${run.log}\n--stderr\n${run.stderr}\n--outputs ${JSON.stringify({...run.outputs, inventory: 0, plan: 0, patch: 0, sarif: 0, report: 0})}\n--summary\n${run.summary.replace(/<details>[\s\S]*?<\/details>/g, '<details/>')}\n--requests\n${run.sorted.join('\n')}`);
}
const APP = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
const HEAD = { 'app.yaml': pod('quay.io/acme/app:1') };
const HUB = { 'docker.io': { 'library/nginx': { '1': smallImage(2) } } };
describe('explore', () => {
  it('3 cap', async () => {
    const rules = Array.from({ length: 48 }, (_, i) => ({ name: `old-${i}`, source: `quay.io/old/app${i}`, target: `quay.io/old/app${i}` }));
    const names = [1,2,3,4,5];
    const s = await openScene({ rules, upstreams: { 'quay.io': Object.fromEntries(names.map(n => [`acme/app${n}`, { '1': smallImage(n) }])) } }, { 'app.yaml': pod(...names.map(n => `quay.io/acme/app${n}:1`)) });
    show('cap', await s.pullRequest());
    show('cap again fail-when', await s.pullRequest({ 'fail-when': 'uncovered' }));
  });
  it('4 hub', async () => {
    const s = await openScene({ upstreams: HUB }, { 'app.yaml': pod('nginx:1') });
    show('no set', await s.pullRequest());
    const u = await openScene({ upstreams: HUB, credentialSets: [{ name: 'hub', loginServer: 'docker.io' }], arm: { roles: ['Container Registry Cache Rule Administrator', 'AcrPull'] } }, { 'app.yaml': pod('nginx:1') });
    show('unreadable', await u.pullRequest({ 'resource-group': 'rg-registry' }));
    show('unreadable, no group', await u.pullRequest());
    const h = await openScene({ upstreams: HUB, credentialSets: [{ name: 'hub', loginServer: 'docker.io', healthy: false }] }, { 'app.yaml': pod('nginx:1') });
    show('unhealthy', await h.pullRequest());
  });
  it('5 throttled', async () => {
    const throttled = { type: 'answer', status: 429, headers: { 'retry-after': '7' }, body: Buffer.from(JSON.stringify({ error: { code: 'TooManyRequests', message: 'The request is being throttled.' } })) } as const;
    const s = await openScene({ upstreams: APP, faults: [{ match: { service: 'arm', method: 'PUT' }, times: 2, nth: 1, answer: throttled }, { match: { service: 'arm', method: 'GET', path: /cacheRules$/ }, times: 1, nth: 1, answer: throttled }] }, HEAD);
    show('throttled', await s.pullRequest());
    const e = await openScene({ upstreams: APP, faults: [{ match: { service: 'arm', method: 'PUT' }, answer: throttled }] }, HEAD);
    show('throttled without end', await e.pullRequest());
    const f = await openScene({ upstreams: APP, faults: [{ match: { service: 'arm' }, answer: throttled }] }, HEAD);
    show('all throttled without end', await f.pullRequest());
  });
  it('6 operations', async () => {
    const s = await openScene({ upstreams: APP, arm: { endOf: () => ({ status: 'Failed', code: 'InternalServerError', message: 'Something broke.' }) } }, HEAD);
    show('failed', await s.pullRequest());
    const n = await openScene({ pace: 1000, upstreams: APP, arm: { endOf: () => ({ status: 'never' }) } }, HEAD);
    show('never', await n.pullRequest());
  });
  it('7 upstream', async () => {
    for (const kind of ['throttled', 'failed', 'unauthorized', 'not-found'] as const) {
      const s = await openScene({ upstreams: APP, registry: { trouble: { 'quay.io/acme/app': { kind } } } }, HEAD);
      show(kind, await s.pullRequest());
    }
  });
  it('8 broken bytes', async () => {
    const s = await openScene({ upstreams: APP, faults: [{ match: { service: 'storage' }, answer: { type: 'truncate', bytes: 5 } }] }, HEAD);
    show('truncate', await s.pullRequest());
    const c = await openScene({ upstreams: APP, faults: [{ match: { service: 'storage' }, answer: { type: 'corrupt' } }] }, HEAD);
    show('corrupt', await c.pullRequest());
  });
  it('9 review', async () => {
    const s = await openScene({ upstreams: APP, github: { rights: { pullRequests: 'read', contents: 'read' } } }, HEAD);
    show('403', await s.pullRequest());
  });
  it('10 strangers', async () => {
    const s = await openScene({ upstreams: APP }, HEAD);
    show('fork', await s.pullRequest({}, { of: { headRepository: 'stranger/shop' }, idToken: false }));
    show('fork with id token', await s.pullRequest({}, { of: { headRepository: 'stranger/shop' } }));
    show('dependabot', await s.pullRequest({}, { idToken: false, env: { GITHUB_ACTOR: 'dependabot[bot]' } }));
    show('dependabot no azure', await s.pullRequest({}, { idToken: false, env: { GITHUB_ACTOR: 'dependabot[bot]', AZURE_CLIENT_ID: undefined, AZURE_TENANT_ID: undefined, AZURE_SUBSCRIPTION_ID: undefined } }));
    show('unknown', await s.run({ name: 'issue_comment', payload: {} }, {}, { idToken: false }));
  });
  it('14 events', async () => {
    const s = await openScene({ upstreams: APP }, HEAD, { 'old.yaml': pod('quay.io/acme/old:1') });
    show('schedule', await s.run(SCHEDULE));
    show('dispatch', await s.run(DISPATCH));
    show('push', await s.push());
  });
});
