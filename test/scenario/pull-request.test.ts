import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { field, listField, parseJson, stringField } from '../../src/base/json.ts';
import { shopServices } from '../../src/emulator/demo/services.ts';
import { bringShop, bumpRedis, shopFiles } from '../../src/emulator/demo/story.ts';
import { scanTree } from '../../src/manifests/tree.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, type Run, type Scene, secretsIn } from './scene.ts';
import type { Files } from './workspace.ts';

/** examples/shop on a pull request: rules, warm images, suggestions, a patch, a verdict; then the same again. */

closeScenes(afterAll);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SHOP = shopFiles(join(ROOT, 'examples/shop'));

async function openShop({ base, head }: { readonly base: Files; readonly head: Files }): Promise<Scene> {
  return openScene(shopServices({}), head, base);
}

/** What doesn't depend on which of the images that share a layer is first. */
function settled(run: Run): readonly string[] {
  return (
    run.sorted
      .filter((line) => !/^(?:HEAD registry|GET storage)|\/blobs\//.test(line))
      // An operation that ends while the process waits for its turn is looked at once instead of twice.
      .map((line) => line.replace(/(operationStatuses) \(\d+\)$/, '$1'))
  );
}

const validInventory = validator('inventory');
const validPlan = validator('plan');

function validator(name: string) {
  const schema: unknown = JSON.parse(readFileSync(join(ROOT, 'schemas', `${name}.schema.json`), 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new Error(`${name} has no schema`);
  return new Ajv().compile(schema);
}

describe.skipIf(!HAS_BUNDLE)('a pull request that brings the shop', () => {
  let scene: Scene;
  let run: Run;
  let again: Run;
  let head: string;
  /** What was there before the second run, and after it. */
  const seen: unknown[] = [];

  beforeAll(async () => {
    scene = await openShop(bringShop(SHOP));
    const look = () => {
      const { reviews, comments } = scene.emulator.github;
      seen.push({ rules: scene.emulator.rules(), reviews: [...reviews], comments: [...comments] });
    };
    run = await scene.pullRequest({ 'fail-on': 'high' });
    look();
    again = await scene.pullRequest();
    look();
    head = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-patched-'));
    cpSync(scene.workspace.path, head, { recursive: true });
    return () => rmSync(head, { recursive: true, force: true });
  });

  it('gets rules, warm images, suggestions, and a verdict', () => {
    expect(run.status).toBe(1);
    // The search for secrets does find those that the log hides.
    expect(secretsIn(run.stdout, scene.emulator).length).toBeGreaterThan(1);
    expect(run.log.replaceAll(/; [^;]+ requests\)/g, ')')).toMatchInlineSnapshot(`
      "ACR Artifact Cache x.y.z · contoso.azurecr.io · on pull_request · will read manifests, plan cache rules, create those that are missing (up to 50 in the registry), pull images through the registry, ask Defender, suggest edits
      Creating 5 of 50 cache rules
      ::group::Pulled through the registry
      warm: docker.io/library/busybox:1.37 (sha256:63e54ffc9bef; linux/amd64)
      warm: docker.io/library/nginx:1.27.0 (sha256:2e438cbf0f8c; linux/amd64)
      warm: docker.io/library/postgres:17.2 (sha256:fe4b2c87ad9c; linux/amd64)
      warm: quay.io/prometheus/node-exporter:v1.8.2 (sha256:05e1ca6c7405; linux/amd64)
      warm: registry.k8s.io/kubectl:v1.33.0 (sha256:cde033caf19b; linux/amd64)
      ::endgroup::
      ::error file=compose.yaml,line=4,col=12::docker.io/library/nginx:1.27.0: linux/amd64: 1 high, 1 that the gate does not count; linux/arm64: not checked: CVE-2026-0001 in openssl 3.0.11 (high, fixed in 3.0.15). Take a version without these findings, or accept them with accept-findings.
      ::error file=deploy/web.yaml,line=21,col=18::docker.io/library/nginx:1.27.0: linux/amd64: 1 high, 1 that the gate does not count; linux/arm64: not checked: CVE-2026-0001 in openssl 3.0.11 (high, fixed in 3.0.15). Take a version without these findings, or accept them with accept-findings.
      ::warning file=compose.yaml,line=9,col=12::docker.io/shop/api:dev is not judged: it was not pulled through the registry: it is built here by what is to be merged, and not by the base. See in the summary why it has no rule, or why nothing was pulled.
      ::warning file=deploy/cleanup.yaml,line=14,col=22::registry.k8s.io/kubectl:v1.33.0 is not judged: linux/amd64: Defender has not scanned it yet: a new image takes up to a few hours; linux/arm64: not checked. Run again later, or wait for the scan with scan-timeout.
      ::warning file=deploy/search.yaml,line=16,col=18::docker.elastic.co/elasticsearch/elasticsearch:8.17.0 is not judged: docker.elastic.co is no upstream that artifact cache can source from. Copy the image into the registry, or exempt its files with exempt-paths.
      ::warning file=deploy/search.yaml,line=16,col=18::No cache rule: docker.elastic.co is no upstream that artifact cache can source from. Copy the image into the registry, or, if the service has learnt docker.elastic.co meanwhile, say so with the input upstreams.
      6 new public images: 5 covered (5 new rules), 1 not · 5 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 7 images; not decided: 1 pending, 1 not checked, 1 unsupported
      ::error::the gate failed: 1 finding of high severity or above in 1 of 7 images; not decided: 1 pending, 1 not checked, 1 unsupported"
    `);
    expect(run.headline).toMatchInlineSnapshot(
      `"❌ **6 new public images: 5 covered (5 new rules), 1 not · 5 warm, 0 not · gate failed: 1 finding of high severity or above in 1 of 7 images; not decided: 1 pending, 1 not checked, 1 unsupported**"`,
    );
    expect(run.summary).toContain('docker.elastic.co is no upstream that artifact cache can source from');
    const [sarif] = JSON.parse(run.reports.sarif ?? '').runs;
    expect(sarif.tool.driver.rules).toContainEqual(
      expect.objectContaining({
        id: 'CVE-2026-0001',
        helpUri: 'https://nvd.nist.gov/vuln/detail/CVE-2026-0001',
        properties: expect.objectContaining({ 'security-severity': expect.stringMatching(/^[78]\.\d$/) }),
      }),
    );
    const { inventory: _i, plan: _p, patch: _d, sarif: _s, report: _r, page: _h, ...numbers } = run.outputs;
    expect(numbers).toMatchInlineSnapshot(`
      {
        "findings": "1",
        "images": "12",
        "public-images": "9",
        "rules-created": "5",
        "rules-remaining": "44",
        "rules-total": "6",
        "suggestions": "6",
        "uncovered": "1",
        "verdict": "failed",
        "warmed": "5",
      }
    `);
    expect(settled(run)).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules (2)",
        "GET arm cacheRules/docker-io-library-busybox-33261831fb",
        "GET arm cacheRules/docker-io-library-busybox-33261831fb/operationStatuses",
        "GET arm cacheRules/docker-io-library-nginx-e8f2b783df",
        "GET arm cacheRules/docker-io-library-nginx-e8f2b783df/operationStatuses",
        "GET arm cacheRules/docker-io-library-postgres-5b65ea41f8",
        "GET arm cacheRules/docker-io-library-postgres-5b65ea41f8/operationStatuses",
        "GET arm cacheRules/quay-io-prometheus-node-exporter-85b8dacbb8",
        "GET arm cacheRules/quay-io-prometheus-node-exporter-85b8dacbb8/operationStatuses",
        "GET arm cacheRules/registry-k8s-io-kubectl-9125a82895",
        "GET arm cacheRules/registry-k8s-io-kubectl-9125a82895/operationStatuses",
        "GET arm credentialSets",
        "GET github pulls/7/files",
        "GET registry acr/v1/docker.io/library/busybox/_manifests/findings of sha256:8832fd7df939",
        "GET registry acr/v1/docker.io/library/busybox/_manifests/sha256:63e54ffc9bef",
        "GET registry acr/v1/docker.io/library/busybox/_manifests/sha256:8832fd7df939",
        "GET registry acr/v1/docker.io/library/nginx/_manifests/findings of sha256:8fc60e3e3ef1",
        "GET registry acr/v1/docker.io/library/nginx/_manifests/sha256:2e438cbf0f8c",
        "GET registry acr/v1/docker.io/library/nginx/_manifests/sha256:8fc60e3e3ef1",
        "GET registry acr/v1/docker.io/library/postgres/_manifests/findings of sha256:6355e03428d9",
        "GET registry acr/v1/docker.io/library/postgres/_manifests/sha256:6355e03428d9",
        "GET registry acr/v1/docker.io/library/postgres/_manifests/sha256:fe4b2c87ad9c",
        "GET registry acr/v1/quay.io/prometheus/node-exporter/_manifests/findings of sha256:55f4ca867a0b",
        "GET registry acr/v1/quay.io/prometheus/node-exporter/_manifests/sha256:05e1ca6c7405",
        "GET registry acr/v1/quay.io/prometheus/node-exporter/_manifests/sha256:55f4ca867a0b",
        "GET registry acr/v1/registry.k8s.io/kubectl/_manifests/sha256:b8c3451583bd",
        "GET registry acr/v1/registry.k8s.io/kubectl/_manifests/sha256:cde033caf19b",
        "GET registry docker.elastic.co/elasticsearch/elasticsearch/tags/list",
        "GET registry docker.io/library/busybox/manifests/1.37",
        "GET registry docker.io/library/busybox/manifests/findings of sha256:8832fd7df939",
        "GET registry docker.io/library/busybox/manifests/sha256:8832fd7df939",
        "GET registry docker.io/library/busybox/referrers/sha256:8832fd7df939",
        "GET registry docker.io/library/busybox/tags/list",
        "GET registry docker.io/library/nginx/manifests/1.27.0",
        "GET registry docker.io/library/nginx/manifests/findings of sha256:8fc60e3e3ef1",
        "GET registry docker.io/library/nginx/manifests/sha256:8fc60e3e3ef1",
        "GET registry docker.io/library/nginx/referrers/sha256:8fc60e3e3ef1",
        "GET registry docker.io/library/nginx/tags/list",
        "GET registry docker.io/library/postgres/manifests/17.2",
        "GET registry docker.io/library/postgres/manifests/findings of sha256:6355e03428d9",
        "GET registry docker.io/library/postgres/manifests/sha256:6355e03428d9",
        "GET registry docker.io/library/postgres/referrers/sha256:6355e03428d9",
        "GET registry docker.io/library/postgres/tags/list",
        "GET registry quay.io/prometheus/node-exporter/manifests/findings of sha256:55f4ca867a0b",
        "GET registry quay.io/prometheus/node-exporter/manifests/sha256:55f4ca867a0b",
        "GET registry quay.io/prometheus/node-exporter/manifests/v1.8.2",
        "GET registry quay.io/prometheus/node-exporter/referrers/sha256:55f4ca867a0b",
        "GET registry quay.io/prometheus/node-exporter/tags/list",
        "GET registry registry.k8s.io/kubectl/manifests/sha256:b8c3451583bd",
        "GET registry registry.k8s.io/kubectl/manifests/v1.33.0",
        "GET registry registry.k8s.io/kubectl/referrers/sha256:b8c3451583bd",
        "GET registry registry.k8s.io/kubectl/tags/list",
        "GET registry shop/api/tags/list",
        "POST github graphql pullRequest (2)",
        "POST github pulls/7/reviews",
        "POST registry token repository:docker.elastic.co/elasticsearch/elasticsearch:metadata_read",
        "POST registry token repository:docker.io/library/busybox:metadata_read",
        "POST registry token repository:docker.io/library/busybox:pull",
        "POST registry token repository:docker.io/library/nginx:metadata_read",
        "POST registry token repository:docker.io/library/nginx:pull",
        "POST registry token repository:docker.io/library/postgres:metadata_read",
        "POST registry token repository:docker.io/library/postgres:pull",
        "POST registry token repository:quay.io/prometheus/node-exporter:metadata_read",
        "POST registry token repository:quay.io/prometheus/node-exporter:pull",
        "POST registry token repository:registry.k8s.io/kubectl:metadata_read",
        "POST registry token repository:registry.k8s.io/kubectl:pull",
        "POST registry token repository:shop/api:metadata_read",
        "POST resource-graph query",
        "PUT arm cacheRules/docker-io-library-busybox-33261831fb",
        "PUT arm cacheRules/docker-io-library-nginx-e8f2b783df",
        "PUT arm cacheRules/docker-io-library-postgres-5b65ea41f8",
        "PUT arm cacheRules/quay-io-prometheus-node-exporter-85b8dacbb8",
        "PUT arm cacheRules/registry-k8s-io-kubectl-9125a82895",
      ]
    `);
    expect(
      scene.emulator.rules().map(({ source, target, state }) => `${source} → ${target} ${state}`),
    ).toMatchInlineSnapshot(`
      [
        "docker.io/library/redis → docker.io/library/redis Succeeded",
        "docker.io/library/busybox → docker.io/library/busybox Succeeded",
        "docker.io/library/nginx → docker.io/library/nginx Succeeded",
        "docker.io/library/postgres → docker.io/library/postgres Succeeded",
        "quay.io/prometheus/node-exporter → quay.io/prometheus/node-exporter Succeeded",
        "registry.k8s.io/kubectl → registry.k8s.io/kubectl Succeeded",
      ]
    `);
    const comments = scene.emulator.github.comments.map(({ place, body }) => `${place.path}:${place.line}\n${body}`);
    expect(comments.map((text) => text.replace(/<!--.*?-->/gs, '<!-- … -->')).join('\n\n')).toMatchInlineSnapshot(`
      "compose.yaml:4
      <!-- … -->
      ⚠️ **This image fails the gate**, wherever it is pulled from: linux/amd64: 1 high, 1 that the gate does not count; linux/arm64: not checked: [CVE-2026-0001](https://nvd.nist.gov/vuln/detail/CVE-2026-0001) in openssl 3.0.11 (high, fixed in 3.0.15). Take another version.

      \`docker.io/library/nginx:1.27.0\` → \`contoso.azurecr.io/docker.io/library/nginx:1.27.0\`

      \`\`\`suggestion
          image: contoso.azurecr.io/docker.io/library/nginx:1.27.0
      \`\`\`

      The new cache rule \`docker-io-library-nginx-e8f2b783df\` brings it, and the registry has it stored.

      To leave it alone, put the comment \`acr-artifact-cache: ignore\`, with a reason behind it, on the line or above it.

      compose.yaml:11
      <!-- … -->
      \`docker.io/library/postgres:17.2\` → \`contoso.azurecr.io/docker.io/library/postgres:17.2\`

      \`\`\`suggestion
          image: contoso.azurecr.io/docker.io/library/postgres:17.2
      \`\`\`

      The new cache rule \`docker-io-library-postgres-5b65ea41f8\` brings it, and the registry has it stored. Defender: linux/amd64: scanned, nothing found; linux/arm64: not checked.

      To leave it alone, put the comment \`acr-artifact-cache: ignore\`, with a reason behind it, on the line or above it.

      deploy/cleanup.yaml:14
      <!-- … -->
      \`registry.k8s.io/kubectl:v1.33.0\` → \`contoso.azurecr.io/registry.k8s.io/kubectl:v1.33.0\`

      \`\`\`suggestion
                    image: contoso.azurecr.io/registry.k8s.io/kubectl:v1.33.0
      \`\`\`

      The new cache rule \`registry-k8s-io-kubectl-9125a82895\` brings it, and the registry has it stored. Defender: linux/amd64: Defender has not scanned it yet: a new image takes up to a few hours; linux/arm64: not checked.

      To leave it alone, put the comment \`acr-artifact-cache: ignore\`, with a reason behind it, on the line or above it.

      deploy/web.yaml:17
      <!-- … -->
      \`docker.io/library/busybox:1.37\` → \`contoso.azurecr.io/docker.io/library/busybox:1.37\`

      \`\`\`suggestion
                image: "contoso.azurecr.io/docker.io/library/busybox:1.37"   # only for nslookup
      \`\`\`

      The new cache rule \`docker-io-library-busybox-33261831fb\` brings it, and the registry has it stored. Defender: linux/amd64: scanned, nothing found; linux/arm64: not checked.

      To leave it alone, put the comment \`acr-artifact-cache: ignore\`, with a reason behind it, on the line or above it.

      deploy/web.yaml:21
      <!-- … -->
      ⚠️ **This image fails the gate**, wherever it is pulled from: linux/amd64: 1 high, 1 that the gate does not count; linux/arm64: not checked: [CVE-2026-0001](https://nvd.nist.gov/vuln/detail/CVE-2026-0001) in openssl 3.0.11 (high, fixed in 3.0.15). Take another version.

      \`docker.io/library/nginx:1.27.0\` → \`contoso.azurecr.io/docker.io/library/nginx:1.27.0\`

      \`\`\`suggestion
                image: contoso.azurecr.io/docker.io/library/nginx:1.27.0
      \`\`\`

      The new cache rule \`docker-io-library-nginx-e8f2b783df\` brings it, and the registry has it stored.

      To leave it alone, put the comment \`acr-artifact-cache: ignore\`, with a reason behind it, on the line or above it.

      deploy/web.yaml:25
      <!-- … -->
      \`quay.io/prometheus/node-exporter:v1.8.2\` → \`contoso.azurecr.io/quay.io/prometheus/node-exporter:v1.8.2\`

      \`\`\`suggestion
                image: 'contoso.azurecr.io/quay.io/prometheus/node-exporter:v1.8.2'
      \`\`\`

      The new cache rule \`quay-io-prometheus-node-exporter-85b8dacbb8\` brings it, and the registry has it stored. Defender: linux/amd64: scanned, nothing found; linux/arm64: not checked.

      To leave it alone, put the comment \`acr-artifact-cache: ignore\`, with a reason behind it, on the line or above it."
    `);
    expect(scene.emulator.github.reviews.map(({ event, commitId }) => [event, commitId])).toEqual([
      ['COMMENT', scene.workspace.headSha],
    ]);
    expect(validInventory(parseJson(run.reports.inventory ?? '')), JSON.stringify(validInventory.errors)).toBe(true);
    expect(validPlan(parseJson(run.reports.plan ?? '')), JSON.stringify(validPlan.errors)).toBe(true);
  });

  it('writes nothing and says nothing new the second time', () => {
    expect(again.status).toBe(0);
    expect(seen[1]).toEqual(seen[0]);
    expect(again.headline).toMatchInlineSnapshot(`"⚠️ **6 new public images: 5 covered, 1 not · 5 warm, 0 not**"`);
    expect(again.summary).toContain('of an earlier run still stand');
    expect(again.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules",
        "GET github pulls/7/files",
        "GET registry acr/v1/docker.io/library/busybox/_manifests/sha256:63e54ffc9bef",
        "GET registry acr/v1/docker.io/library/busybox/_manifests/sha256:8832fd7df939",
        "GET registry acr/v1/docker.io/library/nginx/_manifests/sha256:2e438cbf0f8c",
        "GET registry acr/v1/docker.io/library/nginx/_manifests/sha256:8fc60e3e3ef1",
        "GET registry acr/v1/docker.io/library/postgres/_manifests/sha256:6355e03428d9",
        "GET registry acr/v1/docker.io/library/postgres/_manifests/sha256:fe4b2c87ad9c",
        "GET registry acr/v1/quay.io/prometheus/node-exporter/_manifests/sha256:05e1ca6c7405",
        "GET registry acr/v1/quay.io/prometheus/node-exporter/_manifests/sha256:55f4ca867a0b",
        "GET registry acr/v1/registry.k8s.io/kubectl/_manifests/sha256:b8c3451583bd",
        "GET registry acr/v1/registry.k8s.io/kubectl/_manifests/sha256:cde033caf19b",
        "GET registry docker.elastic.co/elasticsearch/elasticsearch/tags/list",
        "GET registry docker.io/library/busybox/manifests/1.37",
        "GET registry docker.io/library/busybox/manifests/sha256:8832fd7df939",
        "GET registry docker.io/library/nginx/manifests/1.27.0",
        "GET registry docker.io/library/nginx/manifests/sha256:8fc60e3e3ef1",
        "GET registry docker.io/library/postgres/manifests/17.2",
        "GET registry docker.io/library/postgres/manifests/sha256:6355e03428d9",
        "GET registry quay.io/prometheus/node-exporter/manifests/sha256:55f4ca867a0b",
        "GET registry quay.io/prometheus/node-exporter/manifests/v1.8.2",
        "GET registry registry.k8s.io/kubectl/manifests/sha256:b8c3451583bd",
        "GET registry registry.k8s.io/kubectl/manifests/v1.33.0",
        "GET registry shop/api/tags/list",
        "POST github graphql pullRequest",
        "POST registry token repository:docker.elastic.co/elasticsearch/elasticsearch:metadata_read",
        "POST registry token repository:docker.io/library/busybox:metadata_read",
        "POST registry token repository:docker.io/library/busybox:pull",
        "POST registry token repository:docker.io/library/nginx:metadata_read",
        "POST registry token repository:docker.io/library/nginx:pull",
        "POST registry token repository:docker.io/library/postgres:metadata_read",
        "POST registry token repository:docker.io/library/postgres:pull",
        "POST registry token repository:quay.io/prometheus/node-exporter:metadata_read",
        "POST registry token repository:quay.io/prometheus/node-exporter:pull",
        "POST registry token repository:registry.k8s.io/kubectl:metadata_read",
        "POST registry token repository:registry.k8s.io/kubectl:pull",
        "POST registry token repository:shop/api:metadata_read",
      ]
    `);
  });

  it('has a patch that applies to the head and changes image characters only', () => {
    writeFileSync(join(head, 'changes.patch'), run.reports.patch ?? '');
    execFileSync('git', ['-C', head, 'apply', '--whitespace=error-all', 'changes.patch'], { stdio: 'pipe' });
    rmSync(join(head, 'changes.patch'));
    const diff = execFileSync('git', ['-C', head, 'diff', '--unified=0'], { encoding: 'utf8' });
    const lines = (sign: string) =>
      diff
        .split('\n')
        .flatMap((line) => (line.startsWith(sign) && !line.startsWith(sign.repeat(3)) ? [line.slice(1)] : []));
    expect(lines('+')).toMatchInlineSnapshot(`
      [
        "    image: contoso.azurecr.io/docker.io/library/nginx:1.27.0",
        "    image: contoso.azurecr.io/docker.io/library/postgres:17.2",
        "              image: contoso.azurecr.io/registry.k8s.io/kubectl:v1.33.0",
        "          image: "contoso.azurecr.io/docker.io/library/busybox:1.37"   # only for nslookup",
        "          image: contoso.azurecr.io/docker.io/library/nginx:1.27.0",
        "          image: 'contoso.azurecr.io/quay.io/prometheus/node-exporter:v1.8.2'",
      ]
    `);
    expect(lines('+').map((line) => line.replace(/contoso\.azurecr\.io\/(?:docker\.io\/library\/)?/, ''))).toEqual(
      lines('-'),
    );
  });

  it('has no public image that a rule covers once the patch is applied', () => {
    const inventory: unknown = parseJson(
      execFileSync(process.execPath, [join(ROOT, 'dist/cli.cjs'), 'scan', '--json', '--registry', 'contoso'], {
        cwd: head,
        encoding: 'utf8',
      }),
    );
    const left = listField(inventory, 'uses').map((use) => `${stringField(use, 'class')} ${stringField(use, 'image')}`);
    expect([...new Set(left)].sort()).toMatchInlineSnapshot(`
      [
        "built-here docker.io/shop/api:dev",
        "cached contoso.azurecr.io/docker.io/library/busybox:1.37",
        "cached contoso.azurecr.io/docker.io/library/nginx:1.27.0",
        "cached contoso.azurecr.io/docker.io/library/postgres:17.2",
        "cached contoso.azurecr.io/docker.io/library/redis:7.4.0",
        "cached contoso.azurecr.io/quay.io/prometheus/node-exporter:v1.8.2",
        "cached contoso.azurecr.io/registry.k8s.io/kubectl:v1.33.0",
        "foreign docker.elastic.co/elasticsearch/elasticsearch:8.17.0",
        "own contoso.azurecr.io/shop/api:2.4.1",
        "public docker.io/docker/dockerfile:1",
        "public docker.io/library/node:24-alpine",
        "public mcr.microsoft.com/cbl-mariner/distroless/base:2.0",
      ]
    `);
    const covered = listField(parseJson(run.reports.plan ?? ''), 'covered').map((entry) =>
      stringField(entry, 'source'),
    );
    const publicOnes = left.filter((line) => line.startsWith('public '));
    expect(
      publicOnes.filter((line) => covered.some((source) => source !== undefined && line.includes(source))),
    ).toEqual([]);
    expect(scanTree({ root: head, include: [], exclude: [], git: true }).warnings).toEqual([]);
    expect(field(inventory, 'warnings')).toEqual([]);
  });
});

describe.skipIf(!HAS_BUNDLE)('a pull request', () => {
  it('that bumps a tag which is rewritten already creates no rule, and warms and gates the new tag', async () => {
    const scene = await openShop(bumpRedis(SHOP));
    const run = await scene.pullRequest({ 'fail-on': 'high' });
    expect(run.status).toBe(0);
    expect(run.log).toMatchInlineSnapshot(`
      "ACR Artifact Cache x.y.z · contoso.azurecr.io · on pull_request · will read manifests, plan cache rules, create those that are missing (up to 50 in the registry), pull images through the registry, ask Defender, suggest edits
      ::group::Pulled through the registry
      warm: docker.io/library/redis:7.4.1 (sha256:0414aacdbc16; linux/amd64; 4.5 KiB, 0.0 s, 11 requests)
      ::endgroup::
      no new public image · 1 already served from the registry · 1 warm, 0 not · gate passed: no finding of high severity or above in 1 image"
    `);
    expect(run.outputs).toMatchObject({ 'rules-created': '0', warmed: '1', verdict: 'passed', suggestions: '0' });
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules",
        "GET arm providers/Microsoft.Security/pricings",
        "GET github pulls/7/files",
        "GET registry acr/v1/docker.io/library/redis/_manifests/findings of sha256:7d9062f3b8d1",
        "GET registry acr/v1/docker.io/library/redis/_manifests/sha256:0414aacdbc16",
        "GET registry acr/v1/docker.io/library/redis/_manifests/sha256:7d9062f3b8d1",
        "GET registry docker.io/library/redis/blobs/sha256:247480feb6dd",
        "GET registry docker.io/library/redis/blobs/sha256:b47a0b532e0d",
        "GET registry docker.io/library/redis/blobs/sha256:f6e0fb90a67a",
        "GET registry docker.io/library/redis/manifests/7.4.1",
        "GET registry docker.io/library/redis/manifests/findings of sha256:7d9062f3b8d1",
        "GET registry docker.io/library/redis/manifests/sha256:7d9062f3b8d1",
        "GET registry docker.io/library/redis/referrers/sha256:7d9062f3b8d1",
        "GET registry shop/api/tags/list",
        "GET storage sha256:247480feb6dd",
        "GET storage sha256:b47a0b532e0d",
        "GET storage sha256:f6e0fb90a67a",
        "HEAD registry docker.io/library/redis/manifests/7.4.1 (2)",
        "HEAD registry docker.io/library/redis/manifests/sha256:7d9062f3b8d1 (2)",
        "POST github graphql pullRequest",
        "POST registry token repository:docker.io/library/redis:metadata_read",
        "POST registry token repository:docker.io/library/redis:pull",
        "POST registry token repository:shop/api:metadata_read",
        "POST resource-graph query",
      ]
    `);
    expect(scene.emulator.github.reviews).toEqual([]);
  });
});

describe.skipIf(!HAS_BUNDLE)('a review that GitHub refuses', () => {
  it('becomes annotations, and says which permission is missing', async () => {
    const scene = await openShop(bringShop(SHOP));
    scene.emulator.github.rights.pullRequests = 'read';
    const run = await scene.pullRequest();
    expect(run.status).toBe(0);
    expect(run.outputs.suggestions).toBe('0');
    expect(run.headline).toMatchInlineSnapshot(
      `"⚠️ **6 new public images: 5 covered (5 new rules), 1 not · 5 warm, 0 not · 1 warning**"`,
    );
    expect(run.log).toContain(
      '::warning::review: the review could not be posted: GitHub: HTTP 403: Resource not accessible by integration. The job\'s token needs the permission "pull-requests: write"',
    );
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=deploy/search.yaml,line=16,col=18::No cache rule: docker.elastic.co is no upstream that artifact cache can source from. Copy the image into the registry, or, if the service has learnt docker.elastic.co meanwhile, say so with the input upstreams.",
        "::notice file=compose.yaml,line=4,col=12::nginx:1.27.0 can be pulled from contoso.azurecr.io/docker.io/library/nginx",
        "::notice file=compose.yaml,line=11,col=12::postgres:17.2 can be pulled from contoso.azurecr.io/docker.io/library/postgres",
        "::notice file=deploy/cleanup.yaml,line=14,col=22::registry.k8s.io/kubectl:v1.33.0 can be pulled from contoso.azurecr.io/registry.k8s.io/kubectl",
        "::notice file=deploy/web.yaml,line=17,col=19::busybox:1.37 can be pulled from contoso.azurecr.io/docker.io/library/busybox",
        "::notice file=deploy/web.yaml,line=21,col=18::nginx:1.27.0 can be pulled from contoso.azurecr.io/docker.io/library/nginx",
        "::notice file=deploy/web.yaml,line=25,col=19::quay.io/prometheus/node-exporter:v1.8.2 can be pulled from contoso.azurecr.io/quay.io/prometheus/node-exporter",
      ]
    `);
    expect(run.sorted.filter((line) => line.includes('github'))).toEqual([
      'GET github pulls/7/files',
      'POST github graphql pullRequest',
      'POST github pulls/7/reviews',
    ]);
    expect((await scene.pullRequest({ 'fail-when': 'review' })).status).toBe(1);
  });
});
