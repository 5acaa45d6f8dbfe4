import { describe, it } from 'vitest';
import { closeScenes, openScene, pod, smallImage, type Run } from './scene.ts';
closeScenes();
function show(name: string, run: Run) {
  console.log(`##### ${name}: exit ${run.status}\n${run.log}\n--stderr\n${run.stderr}\n--outputs ${JSON.stringify({...run.outputs, inventory: 0, plan: 0, patch: 0, sarif: 0, report: 0})}\n--summary\n${run.summary.replace(/<details>[\s\S]*?<\/details>/g, '<details/>')}\n--requests\n${run.sorted.filter((line)=>/graph|referr/.test(line)).join('\n')}`);
}
const [bad, clean, fresh] = [smallImage(1), smallImage(2), smallImage(3)];
const APP = { 'quay.io': { 'acme/bad': { '1': bad }, 'acme/clean': { '1': clean }, 'acme/fresh': { '1': fresh } } };
const scans = {
  [bad.platforms['linux/amd64'] ?? '']: { findings: [{ cve: 'CVE-2026-1', package: 'openssl', severity: 'High', installed: '3.0', fixedIn: '3.1' }] },
  [clean.platforms['linux/amd64'] ?? '']: { findings: [] },
} as const;
const roles = { roles: ['Container Registry Cache Rule Administrator', 'Reader', 'AcrPull', 'Security Reader'] } as const;
describe('explore', () => {
  it('12 gate', async () => {
    const s = await openScene({ upstreams: APP, scans, arm: roles }, { 'app.yaml': pod('quay.io/acme/bad:1', 'quay.io/acme/clean:1', 'quay.io/acme/fresh:1') });
    show('bad', await s.pullRequest({ 'fail-on': 'high' }));
    const c = await openScene({ upstreams: APP, scans, arm: roles }, { 'app.yaml': pod('quay.io/acme/clean:1') });
    show('clean', await c.pullRequest({ 'fail-on': 'high' }));
    const f = await openScene({ upstreams: APP, scans, arm: roles }, { 'app.yaml': pod('quay.io/acme/clean:1', 'quay.io/acme/fresh:1') });
    show('fresh', await f.pullRequest({ 'fail-on': 'high' }));
    show('fresh fail-when', await f.pullRequest({ 'fail-when': 'unscanned' }));
    const d = await openScene({ upstreams: APP, scans, graph: { withoutRights: 'refused' } , arm: { roles: ['Container Registry Cache Rule Administrator', 'AcrPull'] }}, { 'app.yaml': pod('quay.io/acme/bad:1') });
    show('graph 403', await d.pullRequest({ 'fail-on': 'high', 'resource-group': 'rg-registry' }));
    const n = await openScene({ upstreams: APP, scans , arm: { roles: ['Container Registry Cache Rule Administrator', 'AcrPull'] }}, { 'app.yaml': pod('quay.io/acme/bad:1') });
    show('graph no rows', await n.pullRequest({ 'fail-on': 'high', 'resource-group': 'rg-registry' }));
  });
  it('11 inputs', async () => {
    const s = await openScene({ upstreams: APP }, { 'app.yaml': pod('quay.io/acme/clean:1') });
    for (const inputs of [{ registry: 'my_registry!' }, { 'max-cache-rules': 'abc' }, { 'fail-on': 'hihg' }, { platforms: 'foo' }, { registry: '' }, { registry: '', apply: 'never' }, { path: 'nowhere' }, {target: '{x}/y'}, {'fail-when': 'uncoverd'}, {'accept-findings': 'CVE-1'}]) show(JSON.stringify(inputs), await s.pullRequest(inputs));
    show('no subscription', await s.pullRequest({}, { env: { AZURE_SUBSCRIPTION_ID: undefined } }));
  });
  it('13 unreadable', async () => {
    const s = await openScene({ upstreams: APP }, { 'app.yaml': pod('quay.io/acme/clean:1'), 'broken.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  containers: [{image: nginx\n  - x: }\n' });
    (await import('node:fs')).writeFileSync(s.workspace.path + '/app.yaml', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe, 0x41, 0x0a]));
    show('unreadable', await s.push());
    show('unreadable fail', await s.push({ 'fail-when': 'unreadable', apply: 'never', registry: '' }));
  });
});
