import { leaf, list, type Mapping, mapping } from './yaml.ts';

/** Another way in which charts bring images along, with values and a document. */
export interface Extra {
  readonly values: Mapping;
  readonly template: string;
  /** Files of the chart, below its folder. */
  readonly files?: Readonly<Record<string, string>>;
}

const image = (repository: string, tag = '1') => mapping({ repository: leaf(repository), tag: leaf(tag, 'double') });

export const EXTRAS: readonly Extra[] = [
  {
    values: mapping(),
    template: 'kind: Pod\nspec:\n  containers:\n    - name: literal\n      image: quay.io/team/literal:1 # kept\n',
  },
  {
    values: mapping({
      initContainers: list(
        mapping({ name: leaf('wait'), image: leaf('busybox:1.36') }),
        mapping({ name: leaf('copy'), image: leaf('quay.io/team/web:1', 'double') }),
      ),
    }),
    template: 'kind: Pod\nspec:\n  initContainers:\n    {{- toYaml .Values.initContainers | nindent 4 }}\n',
  },
  {
    values: mapping({ extraArgs: list(leaf('--helper-image=ghcr.io/a/b:1'), leaf('--level=2')) }),
    template:
      'kind: Pod\nspec:\n  containers:\n    - name: args\n      args:\n      {{- range .Values.extraArgs }}\n        - {{ . | quote }}\n      {{- end }}\n',
  },
  {
    values: mapping({
      testFramework: mapping({ enabled: leaf('false'), image: leaf('bats/bats'), tag: leaf('v1') }),
    }),
    template:
      '{{- if .Values.testFramework.enabled }}\nkind: Pod\nspec:\n  containers:\n    - name: test\n      image: "{{ .Values.testFramework.image }}:{{ .Values.testFramework.tag }}"\n{{- end }}\n',
  },
  {
    values: mapping({
      setup: mapping({
        image: mapping({ registry: leaf('docker.io'), repository: leaf('team/setup'), tag: leaf('1', 'double') }),
      }),
    }),
    template: 'kind: Setup\nspec:\n  image:\n    {{- toYaml .Values.setup.image | nindent 4 }}\n',
  },
  {
    values: mapping({
      env: list(mapping({ name: leaf('RUNNER_IMAGE'), value: leaf('docker.io/team/runner:1') })),
    }),
    template:
      'kind: Pod\nspec:\n  containers:\n    - name: env\n      env:\n      {{- range .Values.env }}\n        - name: {{ .name }}\n          value: {{ .value | quote }}\n      {{- end }}\n',
  },
  {
    values: mapping({
      workers: list(
        mapping({ image: leaf('quay.io/team/worker'), tag: leaf('1', 'double') }),
        mapping({ image: leaf('private.example:5000/worker'), tag: leaf('2', 'double') }),
      ),
    }),
    template:
      'kind: Pod\nspec:\n  containers:\n  {{- range $i, $w := .Values.workers }}\n    - name: w{{ $i }}\n      image: "{{ $w.image }}:{{ $w.tag }}"\n  {{- end }}\n',
  },
  {
    values: mapping(),
    template:
      'kind: ConfigMap\ndata:\n  pod.yaml: |\n    spec:\n      containers:\n        - image: {{ .Values.runner | default "ghcr.io/a/runner:3" }}\n        - image: busybox\n',
  },
  {
    values: mapping({ podTemplate: leaf('image: {{ .Values.base }}/agent:1', 'double'), base: leaf('quay.io/team') }),
    template: 'kind: ConfigMap\ndata:\n  pod.yaml: |\n    {{- tpl .Values.podTemplate . | nindent 4 }}\n',
  },
  {
    values: mapping({
      base: mapping({ image: mapping({ registry: leaf('quay.io'), tag: leaf('v1') }) }),
      api: mapping({ image: mapping({ repository: leaf('team/api') }) }),
    }),
    template:
      '{{- $image := mergeOverwrite (deepCopy .Values.base.image) .Values.api.image }}\nkind: Pod\nspec:\n  containers:\n    - name: api\n      image: "{{ $image.registry }}/{{ $image.repository }}:{{ $image.tag }}"\n',
  },
  {
    values: mapping(),
    files: { 'files/pod.yaml': 'spec:\n  containers:\n    - name: file\n      image: quay.io/team/file:1\n' },
    template: 'kind: Pod\n{{ .Files.Get "files/pod.yaml" }}',
  },
  {
    values: mapping({ filed: mapping({ image: image('quay.io/team/filed') }) }),
    files: {
      'files/pod.yaml.tpl':
        'spec:\n  containers:\n    - name: file\n      image: "{{ .Values.filed.image.repository }}:{{ .Values.filed.image.tag }}"\n    - name: other\n      image: busybox:1\n',
    },
    template: 'kind: Pod\n{{ tpl (.Files.Get "files/pod.yaml.tpl") . }}',
  },
  {
    values: mapping({ filed: mapping({ registry: leaf('quay.io'), image: leaf('team/conf') }) }),
    files: { 'conf/app.conf': 'runner = {{ .Values.filed.registry }}/{{ .Values.filed.image }}:1\nlevel = 2\n' },
    template: 'kind: ConfigMap\ndata:\n  app.conf: |\n    {{- tpl (.Files.Get "conf/app.conf") . | nindent 4 }}\n',
  },
  {
    values: mapping(),
    files: {
      'conf/one.yaml': 'image: quay.io/team/one:1\n',
      'conf/two.yaml': 'worker:\n  image:\n    repository: quay.io/team/two\n    tag: "2"\n',
    },
    template: 'kind: ConfigMap\ndata:\n  {{- (.Files.Glob "conf/*.yaml").AsConfig | nindent 2 }}\n',
  },
  {
    values: mapping({ globbed: mapping({ image: image('docker.io/team/globbed') }) }),
    files: {
      'jobs/a.yaml':
        'kind: Job\nspec:\n  image: {{ .Values.globbed.image.repository }}:{{ .Values.globbed.image.tag }}\n',
    },
    template:
      'kind: Nothing\n{{- range $path, $_ := .Files.Glob "jobs/*.yaml" }}\n---\n{{ tpl ($.Files.Get $path) $ }}\n{{- end }}\n',
  },
  {
    values: mapping({
      extraContainers: list(
        mapping({ name: leaf('side'), image: leaf('{{ .Values.sideRegistry }}/team/side:1', 'double') }),
        mapping({ name: leaf('proxy'), image: leaf('quay.io/team/proxy:1') }),
      ),
      sideRegistry: leaf('quay.io'),
    }),
    template: 'kind: Pod\nspec:\n  containers:\n    {{- tpl (toYaml .Values.extraContainers) $ | nindent 4 }}\n',
  },
  {
    values: mapping({
      sidecars: list(mapping({ name: leaf('side'), image: leaf('docker.io/team/rendered:1') })),
    }),
    template:
      '{{- define "tplvalues" }}{{- if typeIs "string" .value }}{{ tpl .value .context }}{{- else }}{{ tpl (.value | toYaml) .context }}{{- end }}{{- end }}\nkind: Pod\nspec:\n  containers:\n    {{- include "tplvalues" (dict "value" .Values.sidecars "context" $) | nindent 4 }}\n',
  },
  {
    values: mapping({
      side: mapping({ containers: leaf('- name: text\n  image: {{ .Values.sideImage }}\n', 'block') }),
      sideImage: leaf('quay.io/team/text:1'),
    }),
    template: 'kind: Pod\nspec:\n  containers:\n    {{- tpl .Values.side.containers . | nindent 4 }}\n',
  },
  {
    values: mapping({
      components: mapping({
        api: mapping({ image: image('quay.io/team/api') }),
        ui: mapping({
          image: mapping({ registry: leaf('quay.io'), repository: leaf('team/ui'), tag: leaf('2', 'double') }),
        }),
      }),
    }),
    template:
      'kind: Pod\nspec:\n  containers:\n  {{- range $name, $c := .Values.components }}\n    - name: {{ $name }}\n      {{- with $c.image }}\n      image: "{{ with .registry }}{{ . }}/{{ end }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}"\n      {{- end }}\n  {{- end }}\n',
  },
  {
    values: mapping({
      ranged: mapping({
        first: mapping({ repository: leaf('team/first'), tag: leaf('1', 'double') }),
        second: mapping({ registry: leaf('ghcr.io'), repository: leaf('a/second'), tag: leaf('2', 'double') }),
      }),
    }),
    template:
      'kind: Pod\nspec:\n  containers:\n  {{- range $name, $i := .Values.ranged }}\n    - name: {{ $name }}\n      image: {{ $.Values.global.imageRegistry | default $i.registry | default "docker.io" }}/{{ $i.repository }}:{{ $i.tag }}\n  {{- end }}\n',
  },
  {
    values: mapping({
      preload: list(leaf('quay.io/team/preload:1'), leaf('busybox:1.36'), leaf('ghcr.io/a/pre:2', 'double')),
    }),
    template: 'kind: Preload\nspec:\n  images:\n  {{- range .Values.preload }}\n    - image: {{ . }}\n  {{- end }}\n',
  },
  {
    values: mapping({
      defaults: mapping({ image: image('quay.io/team/default') }),
      jobs: list(
        mapping({ name: leaf('a') }),
        mapping({ name: leaf('b'), image: mapping({ tag: leaf('2', 'double') }) }),
      ),
    }),
    template:
      '{{- $defaults := .Values.defaults.image }}\nkind: Jobs\njobs:\n{{- range .Values.jobs }}\n{{- $i := mustMergeOverwrite (deepCopy $defaults) (.image | default dict) }}\n  - name: {{ .name }}\n    image: {{ $i.repository }}:{{ $i.tag }}\n{{- end }}\n',
  },
  {
    values: mapping({ held: mapping({ image: image('quay.io/team/held') }) }),
    template:
      '{{- $old := lookup "v1" "ConfigMap" "default" "held" }}\n{{- $image := printf "%s:%s" .Values.held.image.repository .Values.held.image.tag }}\n{{- if $old }}\n{{- $image = $old.data.image }}\n{{- end }}\nkind: Pod\nspec:\n  containers:\n    - name: held\n      image: {{ $image }}\n',
  },
  {
    values: mapping({ config: mapping({ image: leaf('quay.io/team/config:1'), registry: leaf('quay.io') }) }),
    template:
      'kind: ConfigMap\ndata:\n  config.json: {{ .Values.config | toJson | quote }}\n  keep-host: {{ .Values.config.registry | quote }}\n',
  },
  {
    values: mapping({ agents: mapping({ agent: leaf('ghcr.io/a/agent:3'), shell: leaf('busybox:1.36') }) }),
    template:
      'kind: Pod\nspec:\n  containers:\n    - name: agent\n      image: {{ index .Values.agents "agent" }}\n      env:\n      {{- range $k, $v := .Values.agents }}\n        - name: {{ $k | upper }}_IMAGE\n          value: {{ $v | quote }}\n      {{- end }}\n',
  },
  {
    values: mapping({ spread: mapping({ image: image('quay.io/team/spread') }) }),
    template:
      '{{- define "spread.container" }}\n- name: {{ .name }}\n  image: {{ .image.repository }}:{{ .image.tag }}\n{{- end }}\nkind: Pod\nmetadata:\n  annotations:\n    checksum/values: {{ toYaml .Values.spread | sha256sum }}\nspec:\n  containers:\n    {{- include "spread.container" (dict "name" "one" "image" .Values.spread.image) | nindent 4 }}\n    {{- include "spread.container" (merge (dict "name" "two") .Values.spread) | nindent 4 }}\n',
  },
];
