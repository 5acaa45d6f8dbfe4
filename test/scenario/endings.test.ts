import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, smallImage } from './scene.ts';

// Most of these wait: side by side they take no longer than the slowest.
closeScenes(afterAll);

const SERVICES: EmulatorOptions = { upstreams: { 'quay.io': { 'a/one': { '1': smallImage(1) } } } };
const FILES = { 'pod.yaml': pod('quay.io/a/one:1') };

function hanging(match: Fault['match']): Fault {
  return { match, answer: { type: 'hang' } };
}

describe.skipIf(!HAS_BUNDLE).concurrent('what takes too long', { timeout: 60_000 }, () => {
  it('in the gate ends at the deadline: what was done is reported and reviewed, and the step fails whatever fail-when says', async () => {
    const scene = await openScene({ ...SERVICES, faults: [hanging({ service: 'resource-graph' })] }, FILES);
    const started = performance.now();
    const run = await scene.pullRequest({ timeout: '0.4', 'fail-on': 'high', 'fail-when': 'stale' });
    expect(performance.now() - started).toBeLessThan(27_000);
    expect(run.headline).toMatch(
      /^❌ \*\*out of time in gate · 1 new public image: 1 covered .* 1 warm, 0 not · gate not decided/,
    );
    expect(run.summary).toContain("gate: the run's time was up (timeout: 0.4 minutes)");
    expect(run.status).toBe(1);
    expect(run.outputs).toMatchObject({ warmed: '1', suggestions: '1' });
    expect(run.reports.report).toBeDefined();
  });

  it('a write that hangs takes its share of the time, and the rest of the run is done all the same', async () => {
    const services = {
      ...SERVICES,
      rules: [{ name: 'there', source: 'quay.io/a/one', target: 'quay.io/a/one', createdAt: '2026-01-01T00:00:00Z' }],
      faults: [hanging({ method: 'PUT' })],
    };
    const scene = await openScene(services, { 'pod.yaml': pod('quay.io/a/one:1', 'quay.io/a/two:1') });
    const run = await scene.push({ timeout: '0.6', 'fail-when': 'error' });
    expect(run.headline).toContain('1 covered, 1 not · 1 warm, 0 not');
    expect(run.summary).toContain('ensure: the time of this stage was up (0.24 minutes, a share of timeout)');
    expect(run.status).toBe(1);
    expect(run.requests.filter(({ method }) => method === 'PUT').length).toBeLessThanOrEqual(3);
  });

  it('a body that trickles is cut off and asked for again', async () => {
    const match = { service: 'arm', path: /\/cacheRules$/ } as const;
    const answer = { type: 'slow', bytes: 1, everyMilliseconds: 400 } as const;
    const scene = await openScene({ ...SERVICES, faults: [{ match, nth: 1, answer }] }, FILES);
    const started = performance.now();
    const run = await scene.push();
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(run.headline).toMatch(/^✅/);
  });
});

describe.skipIf(!HAS_BUNDLE).concurrent('what hangs', { timeout: 60_000 }, () => {
  it('at the sign-in takes the share of the look-up, and nothing is green', async () => {
    const scene = await openScene({ ...SERVICES, faults: [hanging({ service: 'oidc' })] }, FILES);
    const run = await scene.push({ timeout: '0.4', 'fail-when': 'error' });
    expect(run.headline).toMatch(/^❌ .*: 0 covered, 1 not/);
    expect(run.summary).toContain('plan: the time of this stage was up');
    expect(run.status).toBe(1);
  });

  it('on GitHub ends with the run, the review being what is not done', async () => {
    const scene = await openScene({ ...SERVICES, faults: [hanging({ service: 'github' })] }, FILES);
    const started = performance.now();
    const run = await scene.pullRequest({ timeout: '0.2' });
    expect(performance.now() - started).toBeLessThan(16_000);
    expect(run.status).toBe(1);
    expect(run.headline).toMatch(/^❌ \*\*out of time in review · .* 1 warm, 0 not/);
    expect(run.outputs).toMatchObject({ warmed: '1', suggestions: '0' });
  });
});

describe.skipIf(!HAS_BUNDLE)('what nobody caught', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  /** The bundle, and something that happens in its process once the file is there. */
  function mainWith(happening: string): { readonly main: string; readonly flag: string } {
    const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-main-'));
    folders.push(folder);
    const flag = join(folder, 'flag');
    const main = join(folder, 'main.cjs');
    const bundle = fileURLToPath(new URL('../../dist/main.cjs', import.meta.url));
    writeFileSync(
      main,
      `const { existsSync } = require('node:fs');
      const timer = setInterval(() => {
        if (!existsSync(${JSON.stringify(flag)})) return;
        clearInterval(timer);
        ${happening}
      }, 20);
      timer.unref();
      require(${JSON.stringify(bundle)});\n`,
    );
    return { main, flag };
  }

  it.each([
    ['a rejection', "Promise.reject(new TypeError('nobody awaits this'));"],
    ['an exception', "throw new TypeError('nobody awaits this');"],
  ])('%s ends the run, which reports as at any end and fails', async (_, happening) => {
    const { main, flag } = mainWith(happening);
    const scene = await openScene(
      { ...SERVICES, faults: [hanging({ service: 'registry', path: /\/blobs\// })] },
      FILES,
    );
    scene.emulator.onRequest(({ path }) => {
      if (path.includes('/blobs/')) writeFileSync(flag, '');
    });
    const run = await scene.push({ 'warm-timeout': '360' }, { main });
    expect(run.status).toBe(1);
    expect(run.headline).toMatch(/^❌ \*\*ended by a defect in warm · 1 public image: 1 covered \(1 new rule\)/);
    expect(run.log).toContain('TypeError: nobody awaits this; please report it');
    expect(run.stderr).toBe('');
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '0' });
    expect(run.outputs.report).toBeDefined();
  });

  it('an end of the process before the report fails it, and says so in annotation and summary', async () => {
    const { main, flag } = mainWith('process.exit(0);');
    const scene = await openScene({ ...SERVICES, faults: [hanging({ service: 'arm' })] }, FILES);
    scene.emulator.onRequest(({ service }) => {
      if (service === 'arm') writeFileSync(flag, '');
    });
    const run = await scene.push({}, { main });
    expect(run.status).toBe(1);
    expect(run.headline).toContain('did not come to its report');
    expect(run.log).toContain('::error::');
  });

  it('a token endpoint that resets while warm-timeout ends costs the image, not the report', async () => {
    const refused = {
      type: 'answer',
      status: 401,
      headers: {
        'www-authenticate':
          'Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io",scope="repository:quay.io/a/one:pull"',
        // The rest never comes, so that the answer is given up when the time is up.
        'content-length': '500',
      },
      body: '{}',
    } as const;
    const tokens = { service: 'registry', method: 'POST', path: /\/oauth2\/token$/ } as const;
    const manifests = { service: 'registry', path: /\/manifests\// } as const;
    let refusals = 0;
    const scene = await openScene(
      {
        ...SERVICES,
        faults: [
          { match: manifests, before: () => refusals++, answer: refused },
          {
            match: (request) => refusals > 0 && tokens.path.test(request.path),
            answer: { type: 'reset', when: 'before' },
          },
        ],
      },
      FILES,
    );
    const run = await scene.push({ 'warm-timeout': '1' });
    expect(run.stderr).toBe('');
    expect(run.headline).toMatch(/1 covered \(1 new rule\), 0 not · 0 warm, 1 not/);
    const [image] = listField(parseJson(run.reports.report ?? ''), 'warmed');
    expect(stringField(image, 'reason', 'kind')).toBe('too-slow');
    expect(run.requests.some(({ path, status }) => tokens.path.test(path) && status === undefined)).toBe(true);
  });
});
