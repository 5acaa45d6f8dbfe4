import { describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene, smallImage } from './scene.ts';

closeScenes();

const OLD = Array.from({ length: 48 }, (_, index) => ({
  name: `old-${index}`,
  source: `quay.io/old/app${index}`,
  target: `quay.io/old/app${index}`,
}));
const NEW = [1, 2, 3, 4, 5];

async function almostFull(): Promise<Scene> {
  const upstreams = {
    'quay.io': Object.fromEntries(NEW.map((number) => [`acme/app${number}`, { '1': smallImage(number) }])),
  };
  return openScene(
    { rules: OLD, upstreams },
    { 'app.yaml': pod(...NEW.map((number) => `quay.io/acme/app${number}:1`)) },
  );
}

describe.skipIf(!HAS_BUNDLE)('48 rules of 50, and five new images', () => {
  it('creates two rules and refuses three images with reason and remedy', async () => {
    const scene = await almostFull();
    const run = await scene.pullRequest({ 'max-cache-rules': '50' });
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(
      `"⚠️ **5 new public images: 2 covered (2 new rules), 3 not · 2 warm, 0 not**"`,
    );
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=app.yaml,line=9,col=25::No cache rule: the registry has 48 of at most 50 cache rules: only 2 more may be created, and 5 would be needed. Raise max-cache-rules to 53 (the service allows 1000), allow wildcards: when-needed, or delete rules that nothing uses.",
        "::warning file=app.yaml,line=10,col=25::No cache rule: the registry has 48 of at most 50 cache rules: only 2 more may be created, and 5 would be needed. Raise max-cache-rules to 53 (the service allows 1000), allow wildcards: when-needed, or delete rules that nothing uses.",
        "::warning file=app.yaml,line=11,col=25::No cache rule: the registry has 48 of at most 50 cache rules: only 2 more may be created, and 5 would be needed. Raise max-cache-rules to 53 (the service allows 1000), allow wildcards: when-needed, or delete rules that nothing uses.",
      ]
    `);
    expect(run.outputs).toMatchObject({
      'public-images': '5',
      'rules-created': '2',
      'rules-total': '50',
      'rules-remaining': '0',
      uncovered: '3',
      warmed: '2',
    });
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules (2)",
        "GET arm cacheRules/quay-io-acme-app1-64b27486fc",
        "GET arm cacheRules/quay-io-acme-app1-64b27486fc/operationStatuses (2)",
        "GET arm cacheRules/quay-io-acme-app2-4164a95d23",
        "GET arm cacheRules/quay-io-acme-app2-4164a95d23/operationStatuses (2)",
        "GET arm credentialSets",
        "GET github pulls/7/files",
        "GET registry acr/v1/quay.io/acme/app1/_manifests/sha256:5cde3d19c861",
        "GET registry acr/v1/quay.io/acme/app1/_manifests/sha256:7a62fa230721",
        "GET registry acr/v1/quay.io/acme/app2/_manifests/sha256:3c317dbbe914",
        "GET registry acr/v1/quay.io/acme/app2/_manifests/sha256:f9e84c9fd365",
        "GET registry quay.io/acme/app1/blobs/sha256:065607e4a329",
        "GET registry quay.io/acme/app1/blobs/sha256:5387c9c40468",
        "GET registry quay.io/acme/app1/blobs/sha256:afac154cea68",
        "GET registry quay.io/acme/app1/manifests/1",
        "GET registry quay.io/acme/app1/manifests/sha256:5cde3d19c861",
        "GET registry quay.io/acme/app1/tags/list",
        "GET registry quay.io/acme/app2/blobs/sha256:46a04e50abdd",
        "GET registry quay.io/acme/app2/blobs/sha256:a82964918c2d",
        "GET registry quay.io/acme/app2/blobs/sha256:cf41d2130d08",
        "GET registry quay.io/acme/app2/manifests/1",
        "GET registry quay.io/acme/app2/manifests/sha256:f9e84c9fd365",
        "GET registry quay.io/acme/app2/tags/list",
        "GET registry quay.io/acme/app3/tags/list",
        "GET registry quay.io/acme/app4/tags/list",
        "GET registry quay.io/acme/app5/tags/list",
        "GET storage sha256:065607e4a329",
        "GET storage sha256:46a04e50abdd",
        "GET storage sha256:5387c9c40468",
        "GET storage sha256:a82964918c2d",
        "GET storage sha256:afac154cea68",
        "GET storage sha256:cf41d2130d08",
        "HEAD registry quay.io/acme/app1/manifests/1 (2)",
        "HEAD registry quay.io/acme/app1/manifests/sha256:5cde3d19c861 (2)",
        "HEAD registry quay.io/acme/app2/manifests/1 (2)",
        "HEAD registry quay.io/acme/app2/manifests/sha256:f9e84c9fd365 (2)",
        "POST github graphql pullRequest (2)",
        "POST github pulls/7/reviews",
        "POST registry token repository:quay.io/acme/app1:metadata_read",
        "POST registry token repository:quay.io/acme/app1:pull",
        "POST registry token repository:quay.io/acme/app2:metadata_read",
        "POST registry token repository:quay.io/acme/app2:pull",
        "POST registry token repository:quay.io/acme/app3:metadata_read",
        "POST registry token repository:quay.io/acme/app4:metadata_read",
        "POST registry token repository:quay.io/acme/app5:metadata_read",
        "PUT arm cacheRules/quay-io-acme-app1-64b27486fc",
        "PUT arm cacheRules/quay-io-acme-app2-4164a95d23",
      ]
    `);
    const names = scene.emulator.rules().map(({ name }) => name);
    expect(names.slice(0, 48)).toEqual(OLD.map(({ name }) => name));
    expect(names).toHaveLength(50);
  });

  it('fails with fail-when: uncovered, after it did what it could', async () => {
    const scene = await almostFull();
    const run = await scene.pullRequest({ 'fail-when': 'uncovered' });
    expect(run.status).toBe(1);
    expect(run.log).toContain('::error::fail-when uncovered: 3 images without a rule');
    expect(run.headline).toMatchInlineSnapshot(
      `"❌ **5 new public images: 2 covered (2 new rules), 3 not · 2 warm, 0 not**"`,
    );
    expect(scene.emulator.rules()).toHaveLength(50);
    expect(run.outputs.warmed).toBe('2');
  });
});

describe.skipIf(!HAS_BUNDLE)('far more images than rules', () => {
  const MANY = Array.from({ length: 130 }, (_, index) => `quay.io/acme/app${String(index).padStart(3, '0')}`);
  const head = { 'app.yaml': pod(...MANY.map((name) => `${name}:1`)) };
  const asked = (lines: readonly string[]) =>
    lines.flatMap((line) => /^GET registry (.*)\/tags\/list$/.exec(line)?.[1] ?? []);

  it('are not all looked up', async () => {
    const scene = await openScene({}, head);
    const run = await scene.push({ apply: 'never', 'max-cache-rules': '2' });
    expect(run.status).toBe(0);
    expect(asked(run.sorted)).toHaveLength(102);
    expect(run.headline).toContain('130 public images: 0 covered, 2 would be (2 rules to create), 128 not');
  });

  it('are looked up as far as rules are planned, where repositories are in the way of those before', async () => {
    const stored = MANY.slice(0, 110);
    const images = Object.fromEntries(stored.map((name, index) => [name, { '1': smallImage(index) }]));
    const scene = await openScene({ images }, head);
    const run = await scene.push({ apply: 'never', 'max-cache-rules': '2' });
    expect(run.status).toBe(0);
    const { create } = JSON.parse(run.reports.plan ?? '{}');
    expect(create.map(({ source }: { readonly source: string }) => source)).toEqual(MANY.slice(110, 112));
    expect(asked(run.sorted)).toEqual(expect.arrayContaining(MANY.slice(0, 112)));
  });
});
