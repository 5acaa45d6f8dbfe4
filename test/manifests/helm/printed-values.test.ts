import { describe, expect, it } from 'vitest';
import { nameOf, parseReference } from '../../../src/images/reference.ts';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { usesOf } from '../found.ts';

const ACR = 'r.azurecr.io';
const VALUES =
  'image: {registry: quay.io, repository: a/b, tag: v1}\nwhole: {image: "docker.io/c/d:1"}\nshort: {image: {repository: e/f, tag: v1}}\n';
const MOVED = `image: {registry: ${ACR}, repository: quay.io/a/b, tag: v1}\nwhole: {image: "${ACR}/docker.io/c/d:1"}\nshort: {image: {repository: ${ACR}/docker.io/e/f, tag: v1}}\n`;

const IMAGES =
  'image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n---\nimage: {{ .Values.whole.image }}\n---\nimage: "{{ .Values.short.image.repository }}:{{ .Values.short.image.tag }}"\n';

/** The values of a chart whose templates make images of them, and something else, once all has moved; and why what stays does. */
function chart(
  other: string,
  values = VALUES,
  more: Readonly<Record<string, string>> = {},
): { readonly values: string; readonly why: readonly string[] } {
  const uses = usesOf({
    'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
    'c/values.yaml': values,
    'c/templates/_h.tpl':
      '{{ define "c.image" }}{{ .registry }}/{{ .repository }}:{{ .tag }}{{ end }}{{define "c.name"}}{{ .Values.image.repository }}{{ end }}{{ define "c.outer" }}{{ include "c.name" . }}{{ end }}' +
      '{{ define "c.late" }}{{ if .Values.x }}y{{ end }}{{ .Values.image.repository }}{{ end }}' +
      '{{ define "c.go" }}{{ range $k, $v := .Values.image }}{{ $v }}{{ end }}{{ end }}',
    ...more,
    'c/templates/images.yaml': IMAGES,
    'c/templates/other.yaml': `kind: ConfigMap\ndata:\n${other}\n`,
  });
  const { edits } = rewrite(uses, ({ image }) => {
    const reference = image === null ? undefined : parseReference(image);
    return reference === undefined || reference.registry === ACR
      ? undefined
      : { registry: ACR, repository: nameOf(reference) };
  });
  const inValues = edits.filter(({ file }) => file === 'c/values.yaml');
  return { values: applyEdits(values, inValues), why: uses.flatMap(({ uneditable }) => uneditable ?? []) };
}

describe('a text of which an image is made, and something else, too', () => {
  it.each([
    ['a label', 'a: {{ .Values.image.repository | quote }}', 'image'],
    ['an address', 'a: "https://{{ .Values.image.registry }}/v2/"', 'image'],
    ['a label of a named template', 'a: {{ include "c.name" . }}', 'image'],
    ['a label of a named template that includes another', 'a: {{ include "c.outer" . }}', 'image'],
    ['a label of a named template, behind a block', 'a: {{ include "c.late" . }}', 'image'],
    ['a label of a named template that goes through the mapping', 'a: {{ include "c.go" . }}', 'image'],
    ['a label of a variable', '{{- $r := .Values.image.repository }}\na: {{ $r }}', 'image'],
    ['a label in a block', '{{- with .Values.image }}\na: {{ .repository }}\n{{- end }}', 'image'],
    ['what goes through the mapping', '{{- range $k, $v := .Values.image }}\n{{ $k }}: {{ $v }}\n{{- end }}', 'image'],
    ['what only a key leads to', 'a: {{ index .Values "image" "repository" }}', 'image'],
    ['a text that a function makes', 'a: {{ .Values.image.repository | replace "/" "-" }}', 'image'],
    ['what nobody follows', 'a: {{ .Values.image.repository | sha256sum }}', 'image'],
    ['a condition', '{{- if hasPrefix "docker.io" .Values.whole.image }}\na: b\n{{- end }}', 'whole'],
    ['a condition in brackets', '{{- if and .x (ne "a/b" (.Values.image.repository)) }}\na: b\n{{- end }}', 'image'],
    [
      'a condition in a block that is turned off',
      '{{- if .Values.x }}\n{{- if eq .Values.image.repository "a/b" }}\na: b\n{{- end }}\n{{- end }}',
      'image',
    ],
    ['a comparison with another name', '{{- if eq .Values.image.repository "a/c" }}\na: b\n{{- end }}', undefined],
    ['a condition of the registry', '{{- if eq .Values.image.registry "quay.io" }}\na: b\n{{- end }}', 'image'],
    [
      'an `else if`',
      '{{- if .Values.x }}\n{{- else if contains "c/d" .Values.whole.image }}\na: b\n{{- end }}',
      undefined,
    ],
    ['a condition that holds afterwards', '{{- if contains "/" .Values.whole.image }}\na: b\n{{- end }}', undefined],
    ['a command that runs it', 'a: docker run {{ include "c.image" .Values.image }} ls', undefined],
    ['JSON', `a: '{"image": "{{ .Values.whole.image }}", "level": 1}'`, undefined],
    ['a list on one line', 'a: ["--image", "{{ include "c.image" .Values.image }}"]', undefined],
    ['the whole mapping', 'a:\n  {{- toYaml .Values.image | nindent 2 }}', undefined],
    ['its repository, as such', 'a:\n  repository: {{ .Values.short.image.repository }}', undefined],
    ['its tag', 'a: {{ .Values.image.tag | quote }}', undefined],
    ['its tag, split off', 'a: {{ index (regexSplit ":" .Values.whole.image -1) 1 }}', undefined],
    ['a label of a whole name', 'a: {{ .Values.short.image.repository }}', 'short'],
    ['a label behind what says image', 'a: "image: x {{ .Values.short.image.repository }}"', 'short'],
    ['an argument', 'a: run --repository={{ .Values.short.image.repository }}', undefined],
    ['a setting', `a: 'repository = "{{ .Values.short.image.repository }}"'`, undefined],
    ['a setting in JSON', `a: '{"repository": "{{ .Values.short.image.repository }}"}'`, undefined],
    [
      'an argument of which the tag is not known',
      'a: --image={{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Release.Name }} -v',
      undefined,
    ],
    ['a name that goes on', 'a: run {{ .Values.whole.image }}{{ .Release.Name }}', 'whole'],
    ['another image', 'a: docker run docker.io/{{ .Values.image.repository }}:v1 ls', 'image'],
    [
      'an image of which the registry is cut off',
      'image: {{ .Values.whole.image | trimPrefix "docker.io/" }}',
      'whole',
    ],
    ['what a template is told that is nowhere', 'a: {{ include "x.y" .Values.image.repository }}', 'image'],
    [
      'what a template is told that is nowhere, before a hash',
      '{{- with .Values.image }}\na: {{ include "x.y" .repository }}\nchecksum/b: c\n{{- end }}',
      'image',
    ],
    [
      'what a template is told that is nowhere, after a hash',
      '{{- with .Values.image }}\nchecksum/b: c\na: {{ include "x.y" .repository }}\n{{- end }}',
      'image',
    ],
    ['a hash that nobody follows', 'a.example/sha256sum: {{ include "x.y" .Values.image.repository }}', undefined],
    ['a hash that changes with it', 'checksum/image: {{ toYaml .Values.image | sha256sum }}', undefined],
  ] as const)('%s', (_what, other, stays) => {
    const lines = { image: 0, whole: 1, short: 2 } as const;
    const [was, is] = [VALUES.split('\n'), MOVED.split('\n')];
    const expected = is.map((line, at) => (stays !== undefined && lines[stays] === at ? was[at] : line));
    const { values, why } = chart(other);
    expect(values).toBe(expected.join('\n'));
    expect(why.every((reason) => /^(?:also printed in|templates ask what it says)/.test(reason))).toBe(true);
    expect(why.length > 0).toBe(stays !== undefined);
  });

  it('a value of which a schema lists the only ones', () => {
    const schema = (values: string) => ({
      'c/values.schema.json': `{"$schema":"https://json-schema.org/draft-07/schema#","properties":{"image":{"properties":{"registry":${values}}}}}`,
    });
    const stays = chart('a: b', VALUES, schema('{"enum":["quay.io","docker.io"]}'));
    expect(stays.values).toBe([VALUES.split('\n')[0], ...MOVED.split('\n').slice(1)].join('\n'));
    expect(stays.why).toEqual(['the schema of its chart lists the values that it may have']);
    const listed = 'all: [{image: {registry: quay.io, repository: i/j, tag: v1}}]\n';
    expect(chart('a: b', listed + VALUES, schema('{"enum":["quay.io"]}')).values).toContain(listed);
    expect(chart('a: b', VALUES, schema('{"type":"string","enum":["private.example"]}')).values).toBe(MOVED);
  });

  it('a registry that only a text is made of, where the values speak of another', () => {
    const values = `global: {imageRegistry: ${ACR}}\nset: {image: {registry: quay.io, repository: a/b, tag: v1}}\n`;
    const text = `a: '{"image": "{{ include "c.image" .Values.set.image }}"}'`;
    const asked = '{{- if eq .Values.set.image.registry "quay.io" }}\nb: c\n{{- end }}';
    const moved = values.replace('quay.io, repository: a/b', `${ACR}, repository: quay.io/a/b`);
    expect(chart(text, `${values}${VALUES}`).values).toBe(`${moved}${MOVED}`);
    expect(chart(`${text}\n${asked}`, `${values}${VALUES}`).values).toBe(`${values}${MOVED}`);
  });

  it.each([
    [
      'a whole name',
      `global: {imageRegistry: ${ACR}}\nset: {image: {repository: quay.io/a/b, tag: v1}}\n`,
      'a: {{ .Values.set.image.repository | replace "/" "-" }}',
    ],
    [
      'its registry',
      'global: {imageRegistry: quay.io}\nset: {image: {registry: docker.io, repository: a/b, tag: v1}}\n',
      'a: {{ .Values.set.image.registry | replace "." "-" }}',
    ],
    [
      'its repository, which says more without the other registry',
      'global: {imageRegistry: quay.io}\nset: {image: {registry: docker.io, repository: a/b, tag: v1}}\n',
      '{{- if contains "docker" .Values.set.image.repository }}\na: b\n{{- end }}',
    ],
  ])('%s that a global registry might come before, and that only a text is made of', (_, values, other) => {
    const image = (name: string) => `{{ .Values.set.image.${name} }}`;
    const before = values.includes('docker.io') ? `${image('registry')}/` : '';
    const text = `t: '{"image": "${before}${image('repository')}:${image('tag')}"}'`;
    expect(chart(`${text}\n${other}`, `${values}${VALUES}`).values).toBe(`${values}${MOVED}`);
  });

  it('a mapping that is printed as a whole, and of which no template makes an image', () => {
    const values = 'more: {image: {repository: a/b, tag: v1, digest: ""}}\n';
    expect(chart('a:\n  {{- toYaml .Values.more.image | nindent 2 }}', `${values}${VALUES}`).values).toBe(
      `${values.replace('a/b', `${ACR}/docker.io/a/b`)}${MOVED}`,
    );
  });

  it('a mapping that is printed without the registry that is put before the image', () => {
    const values = 'global: {imageRegistry: quay.io}\nset: {proxy: {registry: docker.io, repository: a/b, tag: v1}}\n';
    expect(chart('a:\n  {{- toYaml .Values.set.proxy | nindent 2 }}', `${values}${VALUES}`).values).toBe(
      `${values}${MOVED}`,
    );
  });

  it('a mapping that is printed with all of which its image is made, though not with the registry of others', () => {
    const values = 'global: {imageRegistry: quay.io}\nset: {image: {repository: k/l, tag: v1}}\n';
    const other = 'image: "{{ .Values.set.image.repository }}:v1"\na:\n  {{- toYaml .Values.set.image | nindent 2 }}';
    expect(chart(other, `${values}${VALUES}`).values).toBe(`${values.replace('k/l', `${ACR}/docker.io/k/l`)}${MOVED}`);
  });
});
