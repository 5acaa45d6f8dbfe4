import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../src/io/http.ts';
import { parseYaml } from '../../src/manifests/yaml/documents.ts';
import type { YamlNode } from '../../src/manifests/yaml/nodes.ts';
import { type ChartFile, filesOfArchive } from '../../src/render/archive.ts';
import { chartStore } from '../../src/render/chart-store.ts';
import { downloader } from '../../src/render/download.ts';
import { type Bounds, findEngine, openWorkFolder } from '../../src/render/engine.ts';
import { chartFetcher } from '../../src/render/fetch-chart.ts';
import { hostCheck } from '../../src/render/hosts.ts';
import { kustomizationOf } from '../../src/render/kustomization-parts.ts';
import { postRendered } from '../../src/render/post-render.ts';
import { template } from '../../src/render/template.ts';
import { wholeChart } from '../../src/render/whole-chart.ts';
import { archiveOf, CHART_YAML } from './archives.ts';
import { HELM, KUBECTL, serveFolder } from './served-charts.ts';

function rootOf(text: string): YamlNode | undefined {
  const parsed = parseYaml(text);
  return parsed.ok ? parsed.documents[0]?.root : undefined;
}

const MIB = 1024 * 1024;
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('an archive', () => {
  const chart = { name: 'web/Chart.yaml', body: CHART_YAML };

  it.each([
    ['a symbolic link', [chart, { name: 'web/templates/x.yaml', type: '2', link: '/etc/passwd' }], /link or a device/],
    ['a hard link', [chart, { name: 'web/values.yaml', type: '1', link: 'web/../../x' }], /link or a device/],
    ['a device', [chart, { name: 'web/null', type: '3' }], /link or a device/],
    ['a path that leads out', [chart, { name: 'web/../../etc/cron.d/x', body: 'x' }], /leads out/],
    ['an absolute path', [chart, { name: '/etc/cron.d/x', body: 'x' }], /leads out/],
    ['a path of Windows that leads out', [chart, { name: 'web\\..\\..\\x', body: 'x' }], /leads out/],
    ['values without end', [chart, { name: 'web/values.yaml', body: Buffer.alloc(200 * MIB) }], /more than 128 MiB/],
    ['no Chart.yaml', [{ name: 'web/values.yaml', body: '' }], /no Chart.yaml/],
  ])('with %s is refused whole', (_, members, reason) => {
    expect(filesOfArchive(archiveOf(members))).toMatch(reason);
  });

  it('that is none, or broken off, is refused', () => {
    expect(filesOfArchive(Buffer.from('no archive'))).toMatch(/no gzipped/);
    const whole = archiveOf([chart]);
    expect(filesOfArchive(whole.subarray(0, whole.length - 20))).toMatch(/no gzipped/);
  });

  it('in an archive in an archive ends', async () => {
    let inner = archiveOf([chart]);
    for (let depth = 0; depth < 12; depth++) {
      inner = archiveOf([chart, { name: `web/charts/deeper-${depth}.tgz`, body: inner }]);
    }
    const files = filesOfArchive(inner);
    const elsewhere = { fetchChart: () => Promise.reject(new Error('not asked')), folder: () => undefined, at: '' };
    await expect(wholeChart(typeof files === 'string' ? [] : files, elsewhere)).rejects.toThrow(/without end/);
  });
});

it('a chart that brings itself along ends', async () => {
  const text = `${CHART_YAML}dependencies:\n  - name: web2\n    version: 1.0.0\n    repository: https://charts.example.com\n`;
  const files: readonly ChartFile[] = [{ path: 'Chart.yaml', bytes: Buffer.from(text) }];
  const fetchChart = async () => ({ version: '1.0.0', files, note: undefined });
  await expect(wholeChart(files, { fetchChart, folder: () => undefined, at: '' })).rejects.toThrow(/more than 6 deep/);
});

describe('a server', () => {
  async function fetched(instead: Parameters<typeof serveFolder>[1], hosts?: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'served-'));
    const server = await serveFolder(folder, instead);
    const http = openHttp({});
    closing.push(() => rmSync(folder, { recursive: true }), server.close, http.close);
    const mayAsk = hostCheck(hosts ?? [server.host]);
    const download = downloader(http, mayAsk, new AbortController().signal);
    const fetchChart = chartFetcher(download, chartStore(undefined), () => Promise.reject(new Error('no git')));
    return fetchChart({ from: 'repository', url: server.url, name: 'web', version: '1.0.0' });
  }

  it.each([
    ['this machine', 'http://127.0.0.1:1/index.yaml'],
    ["its cloud's metadata", 'http://169.254.169.254/latest/meta-data'],
    ['a host that is not on the list', 'https://evil.example.com/index.yaml'],
    ['another scheme', 'file:///etc/passwd'],
  ])('that redirects to %s is not followed', async (_, location) => {
    await expect(
      fetched((__, response) => {
        response.writeHead(302, { location });
        response.end();
        return true;
      }),
    ).rejects.toThrow(/sends to another host/);
  });

  it('that redirects without end is left', async () => {
    await expect(
      fetched((__, response) => {
        response.writeHead(302, { location: '/index.yaml' });
        response.end();
        return true;
      }),
    ).rejects.toThrow(/redirects without end/);
  });

  it('that gives another archive than its index says is refused', async () => {
    const index = `apiVersion: v1\nentries:\n  web:\n  - name: web\n    version: 1.0.0\n    digest: ${'0'.repeat(64)}\n    urls: [web-1.0.0.tgz]\n`;
    await expect(
      fetched((path, response) => {
        response.end(path === 'index.yaml' ? index : archiveOf([{ name: 'web/Chart.yaml', body: CHART_YAML }]));
        return true;
      }),
    ).rejects.toThrow(/not the one of its index/);
  });

  it('whose index is a bomb of aliases is refused', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}, *l${level}]`,
    );
    await expect(
      fetched((__, response) => {
        response.end(`l0: &l0 [x]\n${lines.join('\n')}\nentries: {web: *l40}\n`);
        return true;
      }),
    ).rejects.toThrow(/does not list web|no YAML/);
  });

  it('whose address carries credentials is not asked', async () => {
    const mayAsk = hostCheck(['*']);
    expect(mayAsk(new URL('https://user:secret@charts.example.com/'))).toMatch(/carries credentials/);
    expect(mayAsk(new URL('http://charts.example.com/'))).toMatch(/only https/);
    expect(mayAsk(new URL('https://127.0.0.1/'))).toMatch(/this machine/);
    expect(mayAsk(new URL('https://charts.example.com/'))).toBeUndefined();
  });
});

const SMALL: Bounds = { milliseconds: 4000, outputBytes: MIB, memoryBytes: 256 * MIB };

async function rendering(templateText: string, bounds: Bounds) {
  const work = openWorkFolder();
  closing.push(work.close);
  const helm = await findEngine(
    'helm',
    { PATH: dirname(HELM ?? '/x') },
    '/nowhere',
    work,
    new AbortController().signal,
    bounds,
  );
  const files = [
    { path: 'Chart.yaml', bytes: Buffer.from(CHART_YAML) },
    { path: 'templates/x.yaml', bytes: Buffer.from(templateText) },
  ];
  return template({ release: 'web', namespace: 'default' }, files, [], { helm, work });
}

describe.skipIf(HELM === undefined)('a template', () => {
  it('that never ends is ended', async () => {
    const forever =
      '{{ range until 100000 }}{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}{{ end }}';
    await expect(rendering(forever, { ...SMALL, milliseconds: 1500 })).rejects.toThrow(/more than 1.5 s/);
  });

  it('that takes all memory is ended', async () => {
    const hungry =
      '{{ $x := repeat 1000 "0123456789" }}{{ range until 100000 }}{{ $x = print $x $x }}{{ end }}{{ len $x }}';
    await expect(rendering(hungry, SMALL)).rejects.toThrow(/more than \d+ MiB of memory|does not render/);
  });

  it('that prints without end is cut off', async () => {
    const chatty = 'x: {{ repeat 3000000 "y" }}\n';
    await expect(rendering(chatty, SMALL)).rejects.toThrow(/printed more than 1 MiB/);
  });

  it('asks no cluster and no name server', async () => {
    const text = 'a: {{ lookup "v1" "Secret" "default" "x" | toJson }}\nb: {{ getHostByName "example.com" | quote }}\n';
    expect(await rendering(text, { ...SMALL, milliseconds: 20_000 })).toContain('a: {}\nb: ""');
  });
});

describe.skipIf(KUBECTL === undefined)('a post-renderer', () => {
  const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

  it.each([
    ['a file outside of its folder', 'patches: [{path: /etc/hostname}]', /security|not in or below|file is not/],
    [
      'a file above it',
      'patches: [{path: ../../../../etc/hostname}]',
      /security|not in or below|file is not|no such file/,
    ],
    ['an address', 'patches: [{path: "https://charts.example.com/x.yaml"}]', /charts\.example\.com/],
  ])('reads no patch of %s', async (_, patches, reason) => {
    const work = openWorkFolder();
    closing.push(work.close);
    const env = { PATH: dirname(KUBECTL ?? '') };
    const kustomize = async () => findEngine('kubectl', env, '/nowhere', work, new AbortController().signal);
    const steps = [kustomizationOf(rootOf(`${patches}\nresources: [/etc/passwd]\ngenerators: [x.yaml]\n`))];
    expect(steps[0]).not.toMatch(/resources|generators/);
    await expect(postRendered(object, { steps, takesHooks: true }, { work, kustomize })).rejects.toThrow(reason);
  });
});

describe.skipIf(process.platform === 'win32')('an engine', () => {
  function programIn(text: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'program-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'helm'), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, 'helm'), 0o755);
    return folder;
  }

  it('sees nothing of the surroundings', async () => {
    const work = openWorkFolder();
    closing.push(work.close);
    const folder = programIn('[ "$1" = version ] && echo v4.0.0 && exit\nset\nexit 0');
    process.env.SECRET_OF_THE_RUN = 'hunter2';
    const helm = await findEngine('helm', { PATH: folder }, '/nowhere', work, new AbortController().signal);
    const printed = typeof helm === 'string' ? undefined : await helm.run(['template']);
    delete process.env.SECRET_OF_THE_RUN;
    const output = printed?.type === 'ok' ? printed.output : '';
    expect(output).not.toContain('hunter2');
    expect(output).toMatch(new RegExp(`^HOME='?${work.path}/home'?$`, 'm'));
    expect(output).toMatch(/^https_proxy='?http:\/\/127\.0\.0\.1:9'?$/m);
    expect(output).toMatch(/^PATH=''?$|^PATH=$/m);
  });

  it('is never one of the tree', async () => {
    const work = openWorkFolder();
    closing.push(work.close);
    const folder = programIn('echo v4.0.0');
    const found = await findEngine('helm', { PATH: folder }, dirname(folder), work, new AbortController().signal);
    expect(found).toBe('helm is not on the PATH');
  });

  it('of a version that is not known is not used', async () => {
    const work = openWorkFolder();
    closing.push(work.close);
    const found = await findEngine(
      'helm',
      { PATH: programIn('echo v2.17.0') },
      '/nowhere',
      work,
      new AbortController().signal,
    );
    expect(found).toBe('helm is v2.17.0, and 3 or 4 is needed');
  });
});
