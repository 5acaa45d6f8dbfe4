import { ROLES, type Role } from './values.ts';

/**
 * How templates of public charts join an image. `<"P">` is the key of a field, in quotes; `<W>`, `<R>`, `<P>`, `<T>`, `<D>` stand for its fields, `<B>` for the mapping that has
 * them, `<V>` for `.Values`, `<C>` for `.Chart`, `<Cap>` for `.Capabilities`, `<$>` for the chart's whole scope.
 */
export interface Join {
  /** Directives that come before. */
  readonly before?: string;
  /** What prints the image. */
  readonly prints: string;
}

const WHOLE: readonly string[] = [
  '{{ <W> }}',
  '{{ <W> | toString }}',
  '{{ tpl <W> <$> }}',
  '{{ required "an image is needed" <W> }}',
  '{{ <W> | default "busybox:1" }}',
  '{{ printf "%s" <W> }}',
  '{{ default <W> <V>.override }}',
  '{{ coalesce <V>.override <W> "busybox:1" }}',
  '{{ if contains "/" <W> }}{{ <W> }}{{ else }}docker.io/library/{{ <W> }}{{ end }}',
  '{{ <W> | trimPrefix "docker.io/" }}',
  '{{ if <V>.mirror }}{{ <V>.mirror }}/{{ end }}{{ <W> }}',
  '{{ with <V>.override }}{{ . }}{{ else }}{{ <W> }}{{ end }}',
  '{{ regexReplaceAll "^docker\\\\.io/" <W> "" }}',
  '{{ regexFind "^[^ ]+$" <W> }}',
  '{{ <W> | splitList "/" | last }}',
  '{{ <V>.global.imageRegistry | default "docker.io" }}/{{ <W> | splitList "/" | last }}',
  '{{ (split "@" <W>)._0 }}',
  '{{ if contains ":" (last (splitList "/" <W>)) }}{{ <W> }}{{ else }}{{ <W> }}:latest{{ end }}',
  '{{ hasSuffix ":latest" <W> | ternary "busybox:1" <W> }}',
  '{{ get (dict "image" <W>) "image" }}',
  '{{ range list <W> }}{{ . }}{{ end }}',
  '{{ if kindIs "string" <W> }}{{ <W> }}{{ else }}{{ (<W>).repository }}{{ end }}',
  '{{ <W> | nospace | trunc 200 }}',
  '{{ if hasPrefix "quay.io/" <W> }}{{ <V>.mirror }}{{ trimPrefix "quay.io/" <W> }}{{ else }}{{ <W> }}{{ end }}',
];

const SPLIT: readonly string[] = [
  '{{ <P> }}:{{ <T> }}',
  '{{ <P> }}:{{ <T> | default <C>.AppVersion }}',
  '{{ printf "%s:%s" <P> (<T> | toString) }}',
  '{{ printf "%s:%v" <P> <T> }}',
  '{{ <P> }}{{ if <T> }}:{{ <T> }}{{ end }}',
  '{{ join ":" (list <P> <T>) }}',
  '{{ if contains ":" <P> }}{{ <P> }}{{ else }}{{ <P> }}:{{ <T> }}{{ end }}',
  '{{ <P> }}{{ ternary "@" ":" (hasPrefix "sha256:" (<T> | toString)) }}{{ <T> }}',
  '{{ <P> }}:{{ coalesce <T> <C>.AppVersion }}',
  '{{ <P> }}:{{ default (printf "v%s" <C>.AppVersion) <T> }}',
  '{{ <V>.global.imageRegistry | default "docker.io" }}/{{ <P> }}:{{ <T> }}',
  '{{ if <V>.global.imageRegistry }}{{ <V>.global.imageRegistry }}/{{ end }}{{ <P> }}:{{ <T> }}',
  '{{ with <V>.global.imageRegistry }}{{ . }}/{{ end }}{{ <P> }}:{{ <T> }}',
  '{{ <V>.mirror }}{{ <P> }}:{{ <T> }}',
  '{{ <P> }}-slim:{{ <T> }}',
  '{{ <P> }}:{{ if contains "sha256" (<T> | toString) }}1{{ else }}{{ <T> }}{{ end }}-alpine',
  '{{ <P> }}/exporter:{{ <T> }}',
  '{{ tpl (printf "%s:%s" <P> (<T> | toString)) <$> }}',
  '{{ tpl "{{ .Values.nothing }}" <$> }}{{ <P> }}:{{ <T> }}',
  '{{ (splitList ":" <P>) | first }}:{{ <T> }}',
  '{{ <P> | trimSuffix "/" }}:{{ <T> | trimPrefix "v" }}',
  '{{ <P> | lower }}:{{ <T> }}',
  '{{ <P> | replace "docker.io/" "" }}:{{ <T> }}',
  '{{ regexReplaceAll "^docker.io/" <P> "" }}:{{ <T> }}',
  '{{ if regexMatch "^quay" <P> }}{{ <P> }}:{{ <T> }}{{ else }}{{ <P> }}:{{ <T> }}-hub{{ end }}',
  '{{ if semverCompare ">=1.20-0" <Cap>.KubeVersion.GitVersion }}{{ <P> }}:{{ <T> }}{{ else }}busybox:1{{ end }}',
  '{{ if eq (<T> | toString) "latest" }}busybox:1{{ else if <T> }}{{ <P> }}:{{ <T> }}{{ else }}{{ <P> }}{{ end }}',
  '{{ dig "repository" <P> (deepCopy <B> | merge dict) }}:{{ <T> }}',
  '{{ get <B> "repository" | default <P> }}:{{ <T> }}',
  '{{ if hasKey <B> "digest" }}{{ <P> }}@{{ <B>.digest }}{{ else }}{{ <P> }}:{{ <T> }}{{ end }}',
  '{{ get <B> <"P"> }}:{{ get <B> <"T"> }}',
  '{{ dig <"P"> "busybox" (merge (dict) <B>) }}:{{ <T> }}',
  '{{ if hasKey <B> <"T"> }}{{ <P> }}:{{ <T> }}{{ else }}{{ <P> }}:9{{ end }}',
  '{{ index (mustMergeOverwrite (dict <"T"> "1") <B>) <"P"> }}:{{ <T> }}',
  '{{ <V>.global.imageRegistry | default "quay.io" }}/mirror/{{ <P> | splitList "/" | last }}:{{ <T> }}',
  '{{ regexFind "^[^:]+" <P> }}:{{ <T> }}',
  '{{ mustRegexReplaceAllLiteral "^docker.io/" <P> "quay.io/" }}:{{ <T> }}',
  '{{ <P> }}:{{ if regexMatch "^v?[0-9.]+$" (<T> | toString) }}{{ if semverCompare ">=1.5-0" (<T> | toString) }}{{ <T> }}{{ else }}{{ <T> }}-old{{ end }}{{ else }}{{ <T> }}{{ end }}',
  '{{ if and (regexMatch "^[0-9.]+$" (<T> | toString)) (lt (len <P>) 99) }}{{ <P> }}:{{ <T> }}{{ else }}{{ <P> }}:{{ <T> }}{{ end }}',
  '{{ (<V>.global).imageRegistry | default "ghcr.io" }}/{{ <P> }}:{{ <T> }}',
  '{{ ternary <P> (printf "%s/%s" <V>.global.imageRegistry <P>) (empty <V>.global.imageRegistry) }}:{{ <T> }}',
  '{{ if lookup "v1" "ConfigMap" "default" "x" }}busybox:1{{ else }}{{ <P> }}:{{ <T> }}{{ end }}',
];

const WITH_REGISTRY: readonly string[] = [
  '{{ <R> }}/{{ <P> }}:{{ <T> }}',
  '{{ <R> }}/{{ <P> }}:{{ <T> | default <C>.AppVersion }}',
  '{{ printf "%s/%s:%s" <R> <P> (<T> | toString) }}',
  '{{ if <R> }}{{ <R> }}/{{ end }}{{ <P> }}:{{ <T> }}',
  '{{ with <R> }}{{ . }}/{{ end }}{{ <P> }}:{{ <T> }}',
  '{{ <R> | default "docker.io" }}/{{ <P> }}:{{ <T> }}',
  '{{ default <R> <V>.global.imageRegistry }}/{{ <P> }}:{{ <T> }}',
  '{{ coalesce <V>.global.imageRegistry <R> "docker.io" }}/{{ <P> }}:{{ <T> }}',
  '{{ <V>.global.imageRegistry | default <R> }}/{{ <P> }}:{{ <T> }}',
  '{{ ternary <V>.global.imageRegistry <R> (not (empty <V>.global.imageRegistry)) }}/{{ <P> }}:{{ <T> }}',
  '{{ trimSuffix "/" <R> }}/{{ <P> }}:{{ <T> }}',
  '{{ join "/" (compact (list <R> <P>)) }}:{{ <T> }}',
  '{{ list <R> <P> | join "/" }}:{{ <T> }}',
  '{{ if eq <R> "docker.io" }}{{ <P> }}{{ else }}{{ <R> }}/{{ <P> }}{{ end }}:{{ <T> }}',
  '{{ if ne <R> "" }}{{ <R> }}/{{ end }}{{ <P> }}:{{ <T> }}',
  '{{ if hasPrefix "docker" (<R> | toString) }}{{ <P> }}{{ else }}{{ <R> }}/{{ <P> }}{{ end }}:{{ <T> }}',
  '{{ if contains "/" <P> }}{{ <P> }}{{ else }}{{ <R> }}/{{ <P> }}{{ end }}:{{ <T> }}',
  '{{ if regexMatch "\\\\." <P> }}{{ <P> }}{{ else }}{{ <R> }}/{{ <P> }}{{ end }}:{{ <T> }}',
  '{{ <R> }}{{ <P> }}:{{ <T> }}',
  '{{ print <R> "/" <P> ":" <T> }}',
  '{{ <R> | trimAll "/" }}/{{ <P> }}:{{ <T> }}',
  '{{ <V>.registryOverride | default <R> }}/{{ <P> }}:{{ <T> }}',
  '{{ index (splitList "/" <R>) 0 }}/{{ <P> }}:{{ <T> }}',
  '{{ if and <R> (ne (<R> | toString) "docker.io") }}{{ <R> }}/{{ end }}{{ <P> }}:{{ <T> }}',
  '{{ (<V>.global).imageRegistry | default <R> }}/{{ <P> }}:{{ <T> }}',
  '{{ if <V>.global.imageRegistry }}{{ <V>.global.imageRegistry }}/{{ else if <R> }}{{ <R> }}/{{ end }}{{ <P> }}:{{ <T> }}',
  '{{ index (list <V>.global.imageRegistry <R> | compact) 0 }}/{{ <P> }}:{{ <T> }}',
  '{{ get <B> <"R"> | default (dig "imageRegistry" "docker.io" <V>.global) }}/{{ <P> }}:{{ <T> }}',
  '{{ if regexMatch "^docker" (<R> | toString) }}{{ <P> }}{{ else }}{{ <R> }}/{{ <P> }}{{ end }}:{{ <T> }}',
  '{{ if or <R> <V>.global.imageRegistry }}{{ <V>.global.imageRegistry | default <R> }}/{{ end }}{{ <P> }}:{{ <T> }}',
];

const WITH_DIGEST: readonly string[] = [
  '{{ <P> }}{{ if <D> }}@{{ <D> }}{{ else }}:{{ <T> }}{{ end }}',
  '{{ <P> }}:{{ <T> }}{{ with <D> }}@{{ . }}{{ end }}',
  '{{ <P> }}{{ ternary (printf "@%s" <D>) (printf ":%s" (<T> | toString)) (not (empty <D>)) }}',
  '{{ <P> }}{{ empty <D> | ternary (printf ":%v" <T>) (printf "@%s" <D>) }}',
];

const JOINS: readonly Join[] = [
  ...[...WHOLE, ...SPLIT, ...WITH_REGISTRY, ...WITH_DIGEST].map((prints) => ({ prints })),
  ...WITH_DIGEST.map((prints) => ({ prints: `{{ with <R> }}{{ . }}/{{ end }}${prints}` })),
  { before: '{{- $r := default "" <R> -}}', prints: '{{ with $r }}{{ . }}/{{ end }}{{ <P> }}:{{ <T> }}' },
  {
    before: '{{- $r := <R> -}}{{- if <V>.global.imageRegistry -}}{{- $r = <V>.global.imageRegistry -}}{{- end -}}',
    prints: '{{ $r }}/{{ <P> }}:{{ <T> }}',
  },
  {
    before: '{{- $name := <P> -}}{{- $tag := <T> | toString -}}',
    prints: '{{ printf "%s:%s" $name $tag }}',
  },
  {
    before:
      '{{- $sep := ":" -}}{{- $end := <T> | toString -}}{{- if <D> -}}{{- $sep = "@" -}}{{- $end = <D> | toString -}}{{- end -}}',
    prints: '{{ printf "%s%s%s" <P> $sep $end }}',
  },
  {
    before:
      '{{- $sep := ":" -}}{{- $end := <T> | toString -}}{{- if <D> -}}{{- $sep = "@" -}}{{- $end = <D> | toString -}}{{- end -}}',
    prints:
      '{{ if <R> }}{{ printf "%s/%s%s%s" <R> <P> $sep $end }}{{ else }}{{ printf "%s%s%s" <P> $sep $end }}{{ end }}',
  },
  {
    before: '{{- $i := merge (dict) <B> (dict "pullPolicy" "Always") -}}',
    prints: '{{ $i.repository | default <P> }}:{{ <T> }}',
  },
  {
    before: '{{- $i := mergeOverwrite (deepCopy <B>) (<V>.imageOverrides | default dict) -}}',
    prints: '{{ $i.repository | default <P> }}:{{ $i.tag | default <T> }}',
  },
  {
    before: '{{- $parts := splitList "/" <P> -}}',
    prints: '{{ if gt (len $parts) 2 }}{{ <P> }}{{ else }}docker.io/{{ <P> }}{{ end }}:{{ <T> }}',
  },
  {
    before: '{{- $parts := splitList "/" <P> -}}',
    prints: '{{ if contains "." (first $parts) }}{{ <P> }}{{ else }}docker.io/{{ <P> }}{{ end }}:{{ <T> }}',
  },
  {
    before: '{{- $m := mustMergeOverwrite (deepCopy <B>) (dict <"T"> "5") -}}',
    prints: '{{ index $m <"P"> }}:{{ index $m <"T"> }}',
  },
  { before: '{{- $m := merge (dict <"P"> "quay.io/team/fixed") <B> -}}', prints: '{{ index $m <"P"> }}:{{ <T> }}' },
  {
    before:
      '{{- $r := "docker.io" -}}{{- with <V>.global -}}{{- with .imageRegistry -}}{{- $r = . -}}{{- end -}}{{- end -}}',
    prints: '{{ $r }}/{{ <P> }}:{{ <T> }}',
  },
  {
    before: '{{- $g := <V>.global | default dict -}}',
    prints: '{{ $g.imageRegistry | default "quay.io" }}/{{ <P> }}:{{ <T> }}',
  },
  {
    before: '{{- $out := dict -}}{{- range $k, $v := <B> -}}{{- $_ := set $out $k $v -}}{{- end -}}',
    prints: '{{ index $out <"P"> }}:{{ index $out <"T"> }}',
  },
  {
    before: '{{- $all := list -}}{{- range $p := list <P> <T> -}}{{- $all = append $all ($p | toString) -}}{{- end -}}',
    prints: '{{ join ":" $all }}',
  },
  { before: '{{- $i := omit <B> "pullPolicy" -}}', prints: '{{ index $i <"P"> }}:{{ <T> }}' },
  { before: '{{- $i := pick <B> <"P"> -}}', prints: '{{ index $i <"P"> }}:{{ <T> }}' },
  {
    before: '{{- $i := tpl (toYaml <B>) <$> | fromYaml -}}',
    prints: '{{ index $i <"P"> }}:{{ index $i <"T"> }}',
  },
  { before: '{{- $i := <B> | toYaml | fromYaml -}}', prints: '{{ index $i <"P"> }}:{{ <T> }}' },
  {
    before: '{{- $context := dict "image" <B> "tag" (<T> | toString) -}}{{- $_ := set $context "registry" <R> -}}',
    prints: '{{ $context.registry }}/{{ <P> }}:{{ $context.tag }}',
  },
  {
    before: '{{- $r := <R> -}}{{- if eq ($r | toString) "docker.io" -}}{{- $r = "quay.io" -}}{{- end -}}',
    prints: '{{ $r }}/{{ <P> }}:{{ <T> }}',
  },
  { before: '{{- $whole := printf "%s:%s" <P> (<T> | toString) -}}', prints: '{{ $whole }}' },
  { before: '{{- $whole := printf "%s/%s:%s" <R> <P> (<T> | toString) -}}', prints: '{{ trimPrefix "/" $whole }}' },
];

/** The joins for what a layout has. One with a registry is joined with it. */
export function joinsFor(roles: readonly Role[]): readonly Join[] {
  return JOINS.filter(({ before = '', prints }) => {
    const text = `${before}${prints}`;
    return fits(text, roles) && (!roles.includes('R') || text.includes('<R>'));
  });
}

/** What else is made of the same fields, none of which is an image: nothing of it may change. Each is one or more lines of YAML. */
export const OTHERS: readonly string[] = [
  'keep-tag: {{ <T> | quote }}',
  'keep-version: {{ <T> | toString | trunc 10 | quote }}',
  'keep-label: {{ <P> | replace "/" "-" | quote }}',
  'keep-url: "https://{{ <R> }}/v2/"',
  'keep-name: {{ last (splitList "/" <P>) | quote }}',
  '{{- if contains "quay" <P> }}\nkeep-quay: "yes"\n{{- end }}',
  '{{- if hasPrefix "docker.io" (<R> | toString) }}\nkeep-hub: "yes"\n{{- end }}',
  '{{- if eq (<R> | toString) "quay.io" }}\nkeep-is: "quay"\n{{- else }}\nkeep-is: "other"\n{{- end }}',
  'keep-host: {{ first (splitList "/" <P>) | quote }}',
  '{{- if regexMatch "^[a-z]+/" <P> }}\nkeep-short: "yes"\n{{- end }}',
  'sidecar-repository: {{ <P> | quote }}',
  'keep-registry: {{ <R> | quote }}',
  'keep-length: {{ len <P> | quote }}',
  'keep-whole: {{ <W> | replace ":" "-" | replace "/" "-" | quote }}',
  'keep-version-of-whole: {{ (split ":" <W>)._1 | quote }}',
  '{{- if semverCompare ">=1" "1.2.3" }}\nkeep-new: "yes"\n{{- end }}',
  '{{- if contains ":" <W> }}\nkeep-tagged: "yes"\n{{- end }}',
  'keep-hash: {{ <P> | sha256sum | trunc 8 | quote }}',
  'keep-part: {{ (split "/" <P>)._0 | quote }}',
  'keep-found: {{ regexFind "[^/]+$" <P> | quote }}',
  'keep-dug: {{ dig <"P"> "" (merge (dict) <B>) | replace "/" "_" | quote }}',
  '{{- if eq (len (splitList "/" <P>)) 2 }}\nkeep-two: "yes"\n{{- end }}',
  '{{- if has <R> (list "quay.io" "ghcr.io") }}\nkeep-listed: "yes"\n{{- end }}',
  '{{- range $k, $v := <B> }}\n{{- if eq ($v | toString) "team/web" }}\nkeep-found: {{ $k }}\n{{- end }}\n{{- end }}',
  'keep-global: {{ <V>.global.imageRegistry | default "none" | quote }}',
  'keep-encoded: {{ <P> | b64enc | quote }}',
  '{{- with <R> }}\nkeep-with: {{ . | upper | quote }}\n{{- end }}',
];

/** Whether a layout has all the fields that a text asks for. */
export function fits(text: string, roles: readonly Role[]): boolean {
  return ROLES.every((role) => roles.includes(role) || !(text.includes(`<${role}>`) || text.includes(`<"${role}">`)));
}
