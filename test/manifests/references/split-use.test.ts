import { describe, expect, it } from 'vitest';
import { MAX_IMAGE_TEXT } from '../../../src/manifests/references/literal-use.ts';
import { type SplitField, splitUse } from '../../../src/manifests/references/split-use.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';

const HEX = 'ab'.repeat(32);

/** What fields make together, as they stand in a mapping in braces; slots as what is written over what, and what stays behind it. */
function made(fields: string): string {
  const text = `{${fields}}`;
  const parsed = parseYaml(text);
  const root = parsed.ok ? parsed.documents[0]?.root : undefined;
  if (root?.type !== 'mapping') throw new Error('no mapping');
  const found = new Map<string, SplitField>();
  for (const { key, value } of root.entries)
    if (key.type === 'scalar' && value.type === 'scalar') found.set(key.value, { role: key.value, scalar: value });
  const repository = found.get('repository');
  if (repository === undefined) throw new Error('no repository');
  const use = splitUse({
    file: sourceFile('v.yaml', text),
    kind: 'helm-values',
    part: 'repository',
    repository,
    registry: found.get('registry'),
    namespace: found.get('namespace'),
    tag: found.get('tag'),
    digest: found.get('digest') ?? found.get('sha'),
  });
  if (use === undefined) return 'nothing';
  expect(text.slice(use.column - 1)).toMatch(new RegExp(`^${use.text.replaceAll(/[^\w]/g, '\\$&')}`));
  const slots = use.slots.map(
    ({ start, end, writes, before, after, tail }) =>
      `${writes}[${before}${text.slice(start, end)}${after}]${tail === '' ? '' : ` tail ${tail}`}`,
  );
  const also = use.also.map(({ role, column, text: there }) => {
    expect(text.startsWith(there, column - 1)).toBe(true);
    return `${role} ${there}`;
  });
  const unknown = use.unknownTag === true ? ' tag unknown' : '';
  return [`${use.image ?? '?'}${unknown}`, use.reason ?? '', use.uneditable ?? '', ...slots, ...also]
    .filter((part) => part !== '')
    .join(' | ');
}

describe('fields that together make a reference', () => {
  it.each([
    ['repository: a/b', 'docker.io/a/b | name[a/b]'],
    ['repository: a/b, tag: v1', 'docker.io/a/b:v1 | name[a/b] | digest[@] | tag v1'],
    ['repository: a/b, tag: " v1 "', 'docker.io/a/b:v1 | name[a/b] | digest[@] | tag  v1 '],
    ['repository: a/b, registry: quay.io', 'quay.io/a/b | registry[quay.io] | repository[a/b] | registry quay.io'],
    // Slashes before another part stay: what joins the two may add none.
    ['repository: a/b, registry: quay.io/', 'quay.io/a/b | registry[quay.io] | repository[a/b] | registry quay.io/'],
    ['repository: a/b, registry: quay.io//', 'quay.io/a/b | registry[quay.io] | repository[a/b] | registry quay.io//'],
    ['repository: b, registry: "quay.io/a/"', 'quay.io/a/b | name[quay.io/a] tail /b | registry quay.io/a/'],
    [
      'repository: b, registry: "localhost:5000"',
      'localhost:5000/b | registry[localhost:5000] | repository[b] | registry localhost:5000',
    ],
    [
      'repository: b, registry: docker.io',
      'docker.io/library/b | registry[docker.io] | repository[b] | registry docker.io',
    ],
    ['repository: b, registry: istio', 'docker.io/istio/b | name[istio] tail /b | registry istio'],
    ['repository: b, registry: quay.io/a', 'quay.io/a/b | name[quay.io/a] tail /b | registry quay.io/a'],
    [
      'repository: b, registry: x, namespace: y',
      'docker.io/x/y/b | registry[x] | repository[y] tail /b | registry x | namespace y',
    ],
    ['repository: b, namespace: y', 'docker.io/y/b | name[y] tail /b | namespace y'],
    [
      'repository: b, registry: quay.io, namespace: y',
      'quay.io/y/b | registry[quay.io] | repository[y] tail /b | registry quay.io | namespace y',
    ],
    // What is not filled is not there, but for a digest that has a place to go to.
    ['repository: a/b, registry: "", tag: ~', 'docker.io/a/b | name[a/b]'],
    ['repository: a/b, registry: null, tag: Null, namespace: " "', 'docker.io/a/b | name[a/b]'],
    ['repository: a/b, tag: nullable', 'docker.io/a/b:nullable | name[a/b] | digest[@] | tag nullable'],
    ['repository: a/b, tag: unnull', 'docker.io/a/b:unnull | name[a/b] | digest[@] | tag unnull'],
    ['repository: a/b, tag: "null"', 'docker.io/a/b:null | name[a/b] | digest[@] | tag null'],
    ['repository: a/b, digest: ""', 'docker.io/a/b | name[a/b] | digest[]'],
    ['repository: a/b, tag: v1, digest: ""', 'docker.io/a/b:v1 | name[a/b] | digest[] | tag v1'],
    ['repository: a/b, tag: v1, sha: ""', 'docker.io/a/b:v1 | name[a/b] | tag v1'],
    ['repository: a/b, tag: v1, digest: ', 'docker.io/a/b:v1 | name[a/b] | tag v1'],
    [`repository: a/b, digest: ${HEX}`, `docker.io/a/b@sha256:${HEX} | name[a/b] | digest ${HEX}`],
    [`repository: a/b, digest: "sha256:${HEX}"`, `docker.io/a/b@sha256:${HEX} | name[a/b] | digest sha256:${HEX}`],
    [`repository: "a/b@sha256:${HEX}", digest: ""`, `docker.io/a/b@sha256:${HEX} | name[a/b]`],
    [`repository: a/b, tag: v1, sha: ${HEX}`, `docker.io/a/b:v1@sha256:${HEX} | name[a/b] | tag v1 | sha ${HEX}`],
    // The tag of others, too, which have another digest.
    ['repository: a/b, tag: &t v1', 'docker.io/a/b:v1 | name[a/b] | tag v1'],
    // Templates, and what is filled in before anybody reads it.
    [
      'repository: a/b, tag: "{{ .Tag }}"',
      'docker.io/a/b tag unknown | tag is a template | name[a/b] | tag {{ .Tag }}',
    ],
    [
      'repository: a/b, tag: v1, digest: "$(D)"',
      'docker.io/a/b tag unknown | digest is a template | name[a/b] | tag v1 | digest $(D)',
    ],
    [
      'repository: a/b, tag: "$T"',
      'docker.io/a/b tag unknown | its tag is filled in by something that is not in this file | name[a/b] | tag $T',
    ],
    ['repository: a/b, tag: v1, registry: "{{ .R }}"', '? | registry is a template | registry {{ .R }} | tag v1'],
    [`repository: "$\{R}/b", tag: v1`, '? | repository is a template | tag v1'],
    ['repository: b, tag: v1, namespace: "$(N)"', '? | namespace is a template | namespace $(N) | tag v1'],
    // Escapes: offsets of the text are not those of the value.
    ['repository: "a\\x2fb", tag: v1', 'docker.io/a/b:v1 | repository is written with escapes | tag v1'],
    ['repository: b, registry: "qu\\x61y.io"', 'quay.io/b | registry is written with escapes | registry qu\\x61y.io'],
    ['repository: b, tag: "v\\x31"', 'docker.io/library/b:v1 | name[b] | tag v\\x31'],
    // No reference.
    ['repository: "", tag: v1', 'nothing'],
    ['repository: , tag: v1', 'nothing'],
    ['repository: A/b/C, tag: v1', 'nothing'],
    ['repository: a b, tag: v1', 'nothing'],
    ['repository: a/b, tag: "not a tag"', 'nothing'],
    [`repository: a/b, tag: ${'t'.repeat(MAX_IMAGE_TEXT + 1)}`, 'nothing'],
    [`repository: a/b, registry: ${' '.repeat(0)}${'r'.repeat(MAX_IMAGE_TEXT + 1)}`, 'nothing'],
    [
      `repository: a/b, tag: "${' '.repeat(MAX_IMAGE_TEXT - 2)}v1"`,
      `docker.io/a/b:v1 | name[a/b] | digest[@] | tag ${' '.repeat(MAX_IMAGE_TEXT - 2)}v1`,
    ],
  ])('%s', (fields, expected) => {
    expect(made(fields)).toBe(expected);
  });
});
