import { describe, expect, it } from 'vitest';
import { stringField } from '../../src/base/json.ts';
import { expectCredentialsAtHome } from './credential-paths.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, smallImage } from './scene.ts';

/** The same job in other clouds than Azure's and GitHub's public ones. */

closeScenes();

const APP = 'quay.io/acme/app';
const HEAD = { 'app.yaml': pod(`${APP}:1`) };
const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };

/** The hosts that were asked, by service. */
function hostsOf(run: Run): Readonly<Record<string, readonly string[]>> {
  const services = [...new Set(run.requests.map(({ service }) => service))];
  return Object.fromEntries(
    services.map((wanted) => {
      const hosts = run.requests.filter(({ service }) => service === wanted).map(({ host }) => host);
      return [wanted, [...new Set(hosts)]];
    }),
  );
}

/** What tokens were asked of Entra for. */
function scopesOf(run: Run): readonly string[] {
  const scopes = run.requests.flatMap(({ service, body }) =>
    service === 'entra' ? (stringField(body, 'scope')?.split(' ') ?? []) : [],
  );
  return [...new Set(scopes)].filter((scope) => scope.startsWith('https:')).sort();
}

describe.skipIf(!HAS_BUNDLE)('a registry in', () => {
  it.each([
    ['china', 'contoso.azurecr.cn', 'login.chinacloudapi.cn', 'management.chinacloudapi.cn'],
    ['us-government', 'contoso.azurecr.us', 'login.microsoftonline.us', 'management.usgovcloudapi.net'],
  ])('the cloud %s is asked at its own hosts only', async (cloud, loginServer, authority, arm) => {
    const scene = await openScene({ upstreams, azure: { loginServer } }, HEAD);
    const run = await scene.pullRequest({ cloud, 'fail-on': 'high' });
    expect(run.status).toBe(0);
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '1', suggestions: '1' });
    expect(run.reports.patch).toContain(`${loginServer}/${APP}:1`);
    expect(hostsOf(run)).toMatchObject({
      entra: [authority],
      arm: [arm],
      // Defender is not asked where it was retired.
      ...(cloud === 'china' ? {} : { 'resource-graph': [arm] }),
      registry: [loginServer],
    });
    // The registry's audience is the same in all clouds.
    expect(scopesOf(run)).toEqual(['https://containerregistry.azure.net/.default', `https://${arm}/.default`]);
    expectCredentialsAtHome(run, loginServer);
  });
});

describe.skipIf(!HAS_BUNDLE)('a GitHub Enterprise Server', () => {
  it('gets the review, and nobody else is told of the repository', async () => {
    const scene = await openScene({ upstreams }, HEAD);
    const server = 'https://ghe.contoso.example';
    const env = {
      GITHUB_SERVER_URL: server,
      GITHUB_API_URL: `${server}/api/v3`,
      GITHUB_GRAPHQL_URL: `${server}/api/graphql`,
    };
    const run = await scene.pullRequest({}, { env });
    expect(run.status).toBe(0);
    expect(run.outputs.suggestions).toBe('1');
    expect(hostsOf(run).github).toEqual(['ghe.contoso.example']);
    const paths = run.requests.filter(({ service }) => service === 'github').map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith('/api/v3/') && path !== '/api/graphql')).toEqual([]);
    expect(scene.emulator.github.comments).toHaveLength(1);
    expectCredentialsAtHome(run);
  });
});
