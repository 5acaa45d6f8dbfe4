import fc from 'fast-check';
import { EXTRAS } from './extras.ts';
import { fits, joinsFor, OTHERS } from './joins.ts';
import { accessor, DOT, documentWith, filled, madeIn, ROOT, SCOPES, SINKS } from './made.ts';
import {
  type Component,
  clash,
  components,
  type Override,
  overrides,
  putImage,
  putOverride,
  ROLES,
  type Role,
} from './values.ts';
import { type Leaf, leaf, type Mapping, mapping, put, written } from './yaml.ts';

/** Small trees of charts, in which images are made as public charts make them. */
export type Tree = ReadonlyMap<string, string>;

/** What stands around the document of an image: nothing, or a block that values turn on or off. */
const WRAPS = ['none', 'none', 'none', 'on', 'off', 'otherwise', 'range', 'enabled'] as const;

const uses = fc.record({
  /** An index into the joins that fit. */
  join: fc.nat(999),
  scope: fc.constantFrom(...SCOPES),
  sink: fc.constantFrom(...SINKS),
  wrap: fc.constantFrom(...WRAPS),
});

type UseOf = typeof uses extends fc.Arbitrary<infer T> ? T : never;

const images = fc.record({
  component: components,
  uses: fc.array(uses, { minLength: 1, maxLength: 2 }),
  /** Indexes into what else fits. */
  others: fc.array(fc.nat(999), { maxLength: 1 }),
});

const registries = fc.constantFrom<Leaf | undefined>(
  undefined,
  undefined,
  leaf('', 'double'),
  leaf('quay.io'),
  leaf('', 'nothing'),
  leaf('private.example:5000', 'double'),
  leaf('contoso.azurecr.io'),
  leaf('docker.io', 'anchor'),
);

const overlays = fc.record({
  name: fc.constantFrom('values-prod.yaml', 'ci/test-values.yaml', 'dev.values.yaml'),
  overrides: fc.array(fc.tuple(fc.nat(9), overrides), { maxLength: 2 }),
  global: registries,
  flag: fc.boolean(),
});

/** Without what would stand where another's mapping stands. */
function apart<T extends { readonly component: Component }>(all: readonly T[]): readonly T[] {
  const kept: T[] = [];
  for (const each of all) if (kept.every((other) => !clash(each.component, other.component))) kept.push(each);
  return kept;
}

const charts = fc.record({
  images: fc.array(images, { minLength: 1, maxLength: 3 }).map(apart),
  global: registries,
  flag: fc.boolean(),
  extras: fc.array(fc.nat(EXTRAS.length - 1), { maxLength: 1 }),
  mirror: fc.constantFrom(undefined, undefined, undefined, leaf('quay.io/')),
  override: fc.constantFrom(undefined, undefined, undefined, leaf('ghcr.io/a/c:2')),
  overlays: fc.array(overlays, { maxLength: 2 }),
});

type Chart = typeof charts extends fc.Arbitrary<infer T> ? T : never;

/** How one chart brings the other along, and what it gives it. */
const links = fc.record({
  place: fc.constantFrom('charts', 'file', 'unlisted', 'requirements'),
  alias: fc.boolean(),
  condition: fc.boolean(),
  overrides: fc.array(fc.tuple(fc.nat(9), overrides), { maxLength: 2 }),
});

/** What something outside of the chart gives it. */
const releases = fc.record({
  by: fc.constantFrom('flux', 'argo', 'argo-file'),
  overrides: fc.array(fc.tuple(fc.nat(9), overrides), { minLength: 1, maxLength: 2 }),
  global: registries,
});

type Release = typeof releases extends fc.Arbitrary<infer T> ? T : never;

type Link = typeof links extends fc.Arbitrary<infer T> ? T : never;

export const trees = fc
  .record({
    chart: charts,
    inner: fc.option(fc.record({ chart: charts, link: links }), { freq: 2, nil: undefined }),
    release: fc.option(releases, { freq: 2, nil: undefined }),
  })
  .map(({ chart, inner, release }): Tree => {
    const given = release === undefined ? [] : releaseFiles(chart, release);
    if (inner === undefined) return new Map([...new ChartWriter('app', 'app', chart).write(), ...given]);
    const { place, alias, condition, overrides: changes } = inner.link;
    const key = alias && place !== 'unlisted' ? 'other' : 'inner';
    const values = mapping({ [key]: overridden(inner.chart, changes) });
    if (condition) put(values, [key, 'enabled'], leaf('true'));
    const required = dependency(inner.link, key);
    const isListed = place === 'charts' || place === 'file';
    const outer = new ChartWriter('app', 'app', chart).write({
      values,
      chart: isListed ? required : '',
      version: place === 'requirements' ? 'v1' : 'v2',
    });
    const folder = place === 'file' ? 'inner' : 'app/charts/inner';
    const files = new Map([...outer, ...new ChartWriter('inner', folder, inner.chart).write(), ...given]);
    return place === 'requirements' ? files.set('app/requirements.yaml', required) : files;
  });

function releaseFiles(
  chart: Chart,
  { by, overrides: changes, global }: Release,
): readonly (readonly [string, string])[] {
  const values = overridden(chart, changes);
  if (global !== undefined) put(values, ['global', 'imageRegistry'], global);
  const text = (indent: string) => written(values).replaceAll(/^(?=.)/gm, indent);
  const application =
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\nspec:\n  source:\n    repoURL: https://git.example/x\n    path: app\n    helm:\n';
  switch (by) {
    case 'flux':
      return [
        [
          'clusters/release.yaml',
          `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: app}\nspec:\n  chart: {spec: {chart: ./app, sourceRef: {kind: GitRepository, name: here}}}\n  values:\n${text('    ')}`,
        ],
      ];
    case 'argo':
      return [['clusters/release.yaml', `${application}      valuesObject:\n${text('        ')}`]];
    case 'argo-file':
      return [
        ['clusters/release.yaml', `${application}      valueFiles: [../env/prod-values.yaml]\n`],
        ['env/prod-values.yaml', text('')],
      ];
  }
}

function dependency({ place, alias, condition }: Link, key: string): string {
  const lines = ['  - name: inner', '    version: 1.0.0'];
  lines.push(`    repository: "${place === 'file' ? 'file://../inner' : ''}"`);
  if (alias) lines.push('    alias: other');
  if (condition) lines.push(`    condition: ${key}.enabled`);
  return `dependencies:\n${lines.join('\n')}\n`;
}

/** What other values say of the images of a chart. */
function overridden({ images: all }: Chart, changes: readonly (readonly [number, Override])[]): Mapping {
  const values = mapping();
  for (const [index, change] of changes) {
    const chosen = all[index % all.length];
    if (chosen !== undefined) putOverride(values, chosen.component, change);
  }
  return values;
}

interface More {
  readonly values?: Mapping;
  /** Lines of its `Chart.yaml`. */
  readonly chart?: string;
  readonly version?: 'v1' | 'v2';
}

class ChartWriter {
  readonly #name: string;
  readonly #folder: string;
  readonly #chart: Chart;
  readonly #defines: string[] = [];

  constructor(name: string, folder: string, chart: Chart) {
    this.#name = name;
    this.#folder = folder;
    this.#chart = chart;
  }

  write({ values = mapping(), chart = '', version = 'v2' }: More = {}): Map<string, string> {
    const { images: all, overlays: others, extras } = this.#chart;
    const documents = [
      ...all.flatMap((image, at) => this.#documents(image, at)),
      ...extras.flatMap((extra) => EXTRAS[extra]?.template ?? []),
    ];
    const about = `apiVersion: ${version}\nname: ${this.#name}\nversion: 1.0.0\nappVersion: "9.1"\n${chart}`;
    const files: (readonly [string, string])[] = [
      ['Chart.yaml', about],
      ['values.yaml', written(this.#values(values))],
      ['templates/all.yaml', documents.map((document) => `---\n${document}`).join('')],
      ['templates/_helpers.tpl', `${this.#defines.join('\n')}\n`],
      ...others.map(({ name, ...overlay }) => [name, written(this.#overlay(overlay))] as const),
    ];
    return new Map(files.map(([path, text]) => [`${this.#folder}/${path}`, text]));
  }

  #values(more: Mapping): Mapping {
    const { images: all, global, flag, mirror, override, extras } = this.#chart;
    const values = mapping({ global: mapping(), flag: leaf(String(flag)) });
    if (global !== undefined) put(values, ['global', 'imageRegistry'], global);
    for (const { component } of all) putImage(values, component);
    if (mirror !== undefined) put(values, ['mirror'], mirror);
    if (override !== undefined) put(values, ['override'], override);
    const others = [...extras.flatMap((extra) => EXTRAS[extra]?.values ?? []), more];
    for (const { entries } of others) for (const [key, node] of entries) put(values, [key], node);
    return values;
  }

  #overlay({ overrides: changes, global, flag }: Omit<Chart['overlays'][number], 'name'>): Mapping {
    const values = overridden(this.#chart, changes);
    put(values, ['flag'], leaf(String(flag)));
    if (global !== undefined) put(values, ['global', 'imageRegistry'], global);
    return values;
  }

  #documents({ component, uses: all, others }: Chart['images'][number], at: number): readonly string[] {
    const roles = ROLES.filter((role) => component.keys[role] !== undefined);
    const made = all.flatMap((use, index) => this.#use(component, roles, use, `${at}-${index}`) ?? []);
    const kept = others.flatMap((other) => otherDocument(component, roles, other) ?? []);
    return [...made, ...kept];
  }

  #use(component: Component, roles: readonly Role[], use: UseOf, id: string): string | undefined {
    const fitting = joinsFor(roles);
    const join = fitting[use.join % Math.max(fitting.length, 1)];
    if (join === undefined) return undefined;
    const made = madeIn(use.scope, join, component, {
      name: `${this.#name}.image-${id}`,
      outer: use.wrap === 'range' ? ROOT : DOT,
      define: (text) => this.#defines.push(text),
    });
    return wrapped(use.wrap, documentWith(use.sink, made, id));
  }
}

function wrapped(wrap: UseOf['wrap'], body: string): string {
  switch (wrap) {
    case 'none':
      return body;
    case 'on':
      return `{{- if .Values.flag }}\n${body}{{- end }}\n`;
    case 'off':
      return `{{- if not .Values.flag }}\n${body}{{- end }}\n`;
    case 'otherwise':
      return `{{- if .Values.nothing }}\nkind: Nothing\n{{- else }}\n${body}{{- end }}\n`;
    case 'range':
      return `{{- range $n := list 1 2 }}\n---\n${body}{{- end }}\n`;
    case 'enabled':
      return `{{- if (.Values.job).enabled | default true }}\n${body}{{- end }}\n`;
  }
}

/** A document with something else that is made of an image's fields. */
function otherDocument(component: Component, roles: readonly Role[], other: number): string | undefined {
  const fitting = OTHERS.filter((text) => fits(text, roles));
  const chosen = fitting[other % Math.max(fitting.length, 1)];
  if (chosen === undefined) return undefined;
  const text = filled(chosen, component, accessor(component.path, '.Values'), DOT);
  return `kind: Keep\ndata:\n  always: here\n${text.replaceAll(/^(?!\{\{)/gm, '  ')}\n`;
}
