import { describe, expect, it } from 'vitest';
import { type Comparison, compareRenders, isMoved, movedReference } from '../../scripts/meaning/comparison.ts';

const ACR = 'contoso.azurecr.io';
const DIGEST = `sha256:${'a'.repeat(64)}`;

function pod(...images: readonly string[]): string {
  const containers = images
    .map((image, index) => `  - name: c${index}\n    image: ${JSON.stringify(image)}\n`)
    .join('');
  return `kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n${containers}`;
}

function compared(before: string, after: string, again?: string): Comparison {
  return compareRenders({ before, after, again }, ACR);
}

describe('rendered output that keeps its meaning', () => {
  it('has every image moved, or as it was', () => {
    const before = pod('nginx:1', `quay.io/a/b:2@${DIGEST}`, 'private.example/x:1');
    const after = pod(`${ACR}/docker.io/library/nginx:1`, `${ACR}/quay.io/a/b:2@${DIGEST}`, 'private.example/x:1');
    const { wrong, positions } = compared(before, after);
    expect(wrong).toEqual([]);
    expect(positions.map(({ moved }) => moved)).toEqual([true, true, false]);
  });

  it('may have images within texts and flags', () => {
    const text = (image: string) => `args: ["--image=${image}"]\nscript: |\n  docker run ${image} -v /a:/b\n`;
    expect(compared(text('busybox:1'), text(`${ACR}/docker.io/library/busybox:1`)).wrong).toEqual([]);
  });

  it('may have a tag that is filled in later', () => {
    const service = (image: string) => `services:\n  a:\n    image: ${image}\n`;
    const moved = `${ACR}/docker.io/frappe/erpnext`;
    expect(compared(service('frappe/erpnext:$$TAG'), service(`${moved}:$$TAG`)).wrong).toEqual([]);
    expect(compared(service('frappe/erpnext:$$TAG'), service(`${moved}:$$OTHER`)).wrong).toHaveLength(1);
    expect(compared(service('frappe/erpnext:$$TAG'), service(`${moved}@$$TAG`)).wrong).toHaveLength(1);
  });

  it('may hold an image in several fields', () => {
    const block = (registry: string, repository: string) =>
      `spec:\n  image:\n    registry: ${registry}\n    repository: ${repository}\n    tag: "1"\n`;
    expect(compared(block('quay.io', 'a/b'), block(ACR, 'quay.io/a/b')).wrong).toEqual([]);
    expect(compared(block('quay.io', 'a/b'), block(ACR, 'a/b')).wrong).toHaveLength(1);
    expect(compared(block('quay.io', 'a/b'), block('quay.io', `${ACR}/quay.io/a/b`)).wrong).toHaveLength(1);
  });

  it('may hold an image in several fields of a manifest within a text', () => {
    const text = (registry: string, repository: string, more = '# note') =>
      `kind: ConfigMap\ndata:\n  v: |\n    image:\n      registry: ${registry} ${more}\n      repository: ${repository}\n`;
    const before = text('docker.io', 'acme/web');
    expect(compared(before, text(ACR, 'docker.io/acme/web')).wrong).toEqual([]);
    expect(compared(before, text(ACR, 'docker.io/acme/web', '# other')).wrong).toHaveLength(1);
    expect(compared(before, text(ACR, 'acme/web')).wrong).toHaveLength(1);
  });

  it('may have an image in a text in base64', () => {
    const text = (image: string) =>
      `data:\n  values: ${Buffer.from(`image: ${image}\nreplicas: 1\n`).toString('base64')}\n`;
    expect(compared(text('busybox:1'), text(`${ACR}/docker.io/library/busybox:1`)).wrong).toEqual([]);
    expect(compared(text('busybox:1'), text(`${ACR}/busybox:1`)).wrong).toHaveLength(1);
  });

  it('may have the hash of a text in the text that has an image', () => {
    const text = (hash: string, image: string) => `data:\n  pod: |\n    id: ${hash}\n    image: ${image}\n`;
    const [one, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const moved = `${ACR}/docker.io/library/busybox:1`;
    const found = compared(text(one, 'busybox:1'), text(other, moved));
    expect([found.wrong, found.exempt.hashes]).toEqual([[], 1]);
    expect(compared(text(one, 'busybox:1'), text(other, `${ACR}/busybox:1`)).wrong).toHaveLength(1);
    expect(compared(text(one, 'busybox:1'), text('b'.repeat(12), moved)).wrong).toHaveLength(1);
    const pinned = (hash: string) => text(one, `busybox@sha256:${hash}`);
    expect(compared(pinned(one), pinned(other)).wrong).toHaveLength(1);
  });

  it('counts hashes of what moved, suffixes of generators, and what is random anyway', () => {
    const output = (hash: string, suffix: string, password: string) =>
      `metadata:\n  annotations:\n    checksum/config: ${hash}\n  name: settings-${suffix}\ndata:\n  password: ${password}\n`;
    const before = output('0a1b2c3d4e', 'bf4d2m59t7', 'one');
    const { wrong, exempt } = compared(
      before,
      output('ffffffff', 'k7m2c9tdg4', 'two'),
      output('0a1b2c3d4e', 'bf4d2m59t7', 'three'),
    );
    expect(wrong).toEqual([]);
    expect(exempt).toEqual({ random: 1, hashes: 1, suffixes: 1 });
  });
});

describe('planted wrong results', () => {
  it.each([
    ['another tag', 'nginx:1', `${ACR}/docker.io/library/nginx:2`],
    ['a tag that is lost', 'nginx:1', `${ACR}/docker.io/library/nginx`],
    ['a digest that is lost', `nginx:1@${DIGEST}`, `${ACR}/docker.io/library/nginx:1`],
    ['a registry that is doubled', 'quay.io/a/b:1', `${ACR}/${ACR}/quay.io/a/b:1`],
    ['the old registry before the new one', 'quay.io/a/b:1', `quay.io/${ACR}/quay.io/a/b:1`],
    ['a repository without its registry', 'quay.io/a/b:1', `${ACR}/a/b:1`],
    ['another registry in the repository', 'quay.io/a/b:1', `${ACR}/docker.io/a/b:1`],
    ['an image back from the registry', `${ACR}/docker.io/library/nginx:1`, 'nginx:1'],
    ['an image that moves twice', `${ACR}/docker.io/library/nginx:1`, `${ACR}/${ACR}/docker.io/library/nginx:1`],
  ])('%s', (_what, before, after) => {
    expect(compared(pod('redis:7', before), pod('redis:7', after)).wrong).toEqual([
      { path: '0/spec/containers/1/image', before, after, why: 'neither the same nor the moved image' },
    ]);
  });

  it('a field that is added, gone or changed', () => {
    expect(compared('a: 1\n', 'a: 1\nb: 2\n').wrong.map(({ why }) => why)).toEqual(['added']);
    expect(compared('a: 1\nb: 2\n', 'a: 1\n').wrong.map(({ why }) => why)).toEqual(['gone']);
    expect(compared('replicas: 1\n', 'replicas: 2\n').wrong).toHaveLength(1);
    expect(compared(pod('nginx:1'), pod('nginx:1', 'nginx:1')).wrong).not.toEqual([]);
    expect(compared('a: {}\n', 'a: []\n').wrong).toHaveLength(1);
  });

  it('a name or a label with an address in it', () => {
    const labelled = (text: string) => `kind: Pod\nmetadata:\n  name: web\n  labels:\n    app: ${text}\n`;
    expect(compared(labelled('nginx'), labelled(`${ACR}/docker.io/library/nginx`)).wrong).toHaveLength(1);
    const named = (text: string) => `kind: Pod\nmetadata:\n  name: ${text}\n`;
    expect(compared(named('nginx'), named(`${ACR}/docker.io/library/nginx`)).wrong.length).toBeGreaterThan(0);
  });

  it('a hash, a suffix or a random text that is none', () => {
    expect(compared('checksum/config: abc\n', 'checksum/config: abd\n').wrong).toHaveLength(1);
    expect(compared('name: web-frontend12\n', 'name: web-backend123\n').wrong).toHaveLength(1);
    expect(compared('name: a-bf4d2m59t7\n', 'name: b-k7m2c9tdg4\n').wrong).toHaveLength(1);
    expect(compared('password: one\n', 'password: two\n', 'password: one\n').wrong).toHaveLength(1);
  });

  it('output that no parser takes', () => {
    expect(compared('a: [\nimage: nginx\n', `a: [\nimage: ${ACR}/docker.io/library/nginx\n`).wrong).toEqual([]);
    expect(compared('a: [\nimage: nginx\n', `a: [\nimage: ${ACR}/nginx\n`).wrong).toHaveLength(1);
  });
});

it('a text is moved word by word', () => {
  expect(isMoved('docker://alpine:3', `docker://${ACR}/docker.io/library/alpine:3`, ACR)).toBe(true);
  expect(isMoved('run alpine now', `run ${ACR}/docker.io/library/alpine later`, ACR)).toBe(false);
  // A hub is no image: names follow it.
  expect(isMoved('{"hub": "docker.io/istio"}', `{"hub": "${ACR}/docker.io/istio"}`, ACR)).toBe(true);
  expect(isMoved('hub: docker.io/istio', `hub: ${ACR}/docker.io/istio`, ACR)).toBe(true);
  expect(isMoved('image: docker.io/istio', `image: ${ACR}/docker.io/istio`, ACR)).toBe(false);
  expect(movedReference(`${ACR}/a:1`, ACR)).toBeUndefined();
});
