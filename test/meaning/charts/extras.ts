import { leaf, list, type Mapping, mapping } from './yaml.ts';

/** Other ways in which charts bring images along, each with values and a document. */
export const EXTRAS: readonly { readonly values: Mapping; readonly template: string }[] = [
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
];
