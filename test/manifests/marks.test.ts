import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/manifests/kinds.ts';
import type { Passage, YamlKind } from '../../src/manifests/model/kind.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const YAML = KINDS.filter((kind) => kind.format === 'yaml');

/** Words without which some kind wants nothing, each kind's once with as few others as may be. */
const FEW_WORDS = [
  'steps:\n- cmd: a',
  'steps:\n- args: [a]',
  'steps:\n- docker: a',
  '"jobs" :\n- container: a',
  'stages:\n- podman: a',
  'script:\nrules:',
  'version: 2.1',
  "version: '2'",
  'services:\n  a: {build: b}',
  'apiVersion: skaffold/v4',
  'resources: {a: {type: "docker:Image"}}',
  'resources: {a: {type: "kubernetes:core/v1:Pod"}}',
  'resources: {a: {type: "azure-native:web:WebApp"}}',
  '{{ define "a" }}',
  '{{ .a }} IMAGE',
  'containers: [{image: a}]',
  'kind: ImageTagTransformer',
  'apiVersion: kustomize.config.k8s.io/v1',
  'op: replace\npath: /damage',
  'repository: a',
  'argoproj.io',
  'toolkit.fluxcd.io',
  'quay.io/a/b:1',
  'my_Image: a/b@c',
  'DOCKER_a',
  'Podman_a',
  '_CONTAINER',
];

/** Every fixture, its lines by twos, and these words. */
const PASSAGES: readonly Passage[] = [
  ...FEW_WORDS.map((text) => ({ path: 'x/a.yaml', text })),
  ...readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ya?ml|json|tpl)$/.test(path) && statSync(join(FIXTURES, path)).isFile())
    .flatMap((path) => {
      const text = readFileSync(join(FIXTURES, path), 'utf8');
      const pairs = text.split('\n').map((line, index, lines) => `${line}\n${lines[index + 1] ?? ''}`);
      return [text, text.toUpperCase(), ...pairs].map((passage) => ({ path: `x/${path}`, text: passage }));
    }),
];

function isAsked(kind: YamlKind, { path, text }: Passage): boolean {
  return kind.isNamed?.(path) === true || (kind.marks?.some((mark) => mark.test(text)) ?? false);
}

describe('a kind', () => {
  it.each(YAML.filter(({ mayHoldImages }) => mayHoldImages !== undefined))(
    '$name is asked of every text that it takes, by its name or by a mark',
    (kind) => {
      const taken = PASSAGES.filter((passage) => kind.mayHoldImages?.(passage) === true);
      expect(taken.filter(({ path }) => path === 'x/a.yaml')).not.toEqual([]);
      expect(taken.filter((passage) => !isAsked(kind, passage))).toEqual([]);
    },
  );

  it.each(YAML)('$name has marks without flags, since those of all kinds are one pattern', ({ marks = [] }) => {
    expect(marks.map(({ flags }) => flags).join('')).toBe('');
  });
});
