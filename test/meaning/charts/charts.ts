import fc from 'fast-check';
import { EXTRAS, type Extra } from './extras.ts';
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

/** What stands around the document of an image: nothing, or a block that values turn on or off. */
const WRAPS = ['none', 'none', 'none', 'on', 'off', 'otherwise', 'range', 'enabled'] as const;

export const uses = fc.record({
  /** An index into the joins that fit. */
  join: fc.nat(999),
  /** Whether it is one of those that ask what is global, where one fits. */
  global: fc.constantFrom(false, false, true),
  scope: fc.constantFrom(...SCOPES),
  sink: fc.constantFrom(...SINKS),
  wrap: fc.constantFrom(...WRAPS),
});

export type UseOf = typeof uses extends fc.Arbitrary<infer T> ? T : never;

const images = fc.record({
  component: components,
  uses: fc.array(uses, { minLength: 1, maxLength: 2 }),
  /** Indexes into what else fits. */
  others: fc.array(fc.nat(999), { maxLength: 1 }),
});

export const registries = fc.constantFrom<Leaf | undefined>(
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

export const charts = fc.record({
  images: fc.array(images, { minLength: 1, maxLength: 3 }).map(apart),
  global: registries,
  flag: fc.boolean(),
  extras: fc.array(fc.nat(EXTRAS.length - 1), { maxLength: 1 }),
  mirror: fc.constantFrom(undefined, undefined, undefined, leaf('quay.io/')),
  override: fc.constantFrom(undefined, undefined, undefined, leaf('ghcr.io/a/c:2')),
  overlays: fc.array(overlays, { maxLength: 2 }),
});

export type Chart = typeof charts extends fc.Arbitrary<infer T> ? T : never;

/** What other values say of the images of a chart. */
export function overridden({ images: all }: Chart, changes: readonly (readonly [number, Override])[]): Mapping {
  const values = mapping();
  for (const [index, change] of changes) {
    const chosen = all[index % all.length];
    if (chosen !== undefined) putOverride(values, chosen.component, change);
  }
  return values;
}

/** What a chart has beside its own images. */
export interface More {
  readonly values?: Mapping;
  /** Lines of its `Chart.yaml`. */
  readonly chart?: string;
  readonly version?: 'v1' | 'v2';
  /** Takes the named templates that are given all that they need: a library's. */
  readonly define?: ((text: string) => void) | undefined;
  /** Images of other charts' values, and how they are made. */
  readonly borrowed?: readonly { readonly component: Component; readonly use: UseOf }[];
}

/** The files of a chart below its folder. */
export function writeChart(name: string, folder: string, chart: Chart, more: More = {}): Map<string, string> {
  return new ChartWriter(name, folder, chart, more).write();
}

class ChartWriter {
  readonly #name: string;
  readonly #folder: string;
  readonly #chart: Chart;
  readonly #more: More;
  readonly #extras: readonly Extra[];
  readonly #defines: string[] = [];

  constructor(name: string, folder: string, chart: Chart, more: More) {
    this.#name = name;
    this.#folder = folder;
    this.#chart = chart;
    this.#more = more;
    this.#extras = chart.extras.flatMap((extra) => EXTRAS[extra] ?? []);
  }

  write(): Map<string, string> {
    const { images: all, overlays: others } = this.#chart;
    const { chart = '', version = 'v2', borrowed = [] } = this.#more;
    const documents = [
      ...all.flatMap((image, at) => this.#documents(image, at)),
      ...borrowed.flatMap(({ component, use }, at) => this.#use(component, use, `b${at}`) ?? []),
      ...this.#extras.map(({ template }) => template),
    ];
    const about = `apiVersion: ${version}\nname: ${this.#name}\nversion: 1.0.0\nappVersion: "9.1"\n${chart}`;
    const files: (readonly [string, string])[] = [
      ['Chart.yaml', about],
      ['values.yaml', written(this.#values())],
      ['templates/all.yaml', documents.map((document) => `---\n${document}`).join('')],
      ['templates/_helpers.tpl', `${this.#defines.join('\n')}\n`],
      ...others.map(({ name, ...overlay }) => [name, written(this.#overlay(overlay))] as const),
      ...this.#extras.flatMap(({ files: more = {} }) => Object.entries(more)),
    ];
    return new Map(files.map(([path, text]) => [`${this.#folder}/${path}`, text]));
  }

  #values(): Mapping {
    const { images: all, global, flag, mirror, override } = this.#chart;
    const values = mapping({ global: mapping(), flag: leaf(String(flag)) });
    if (global !== undefined) put(values, ['global', 'imageRegistry'], global);
    for (const { component } of all) putImage(values, component);
    if (mirror !== undefined) put(values, ['mirror'], mirror);
    if (override !== undefined) put(values, ['override'], override);
    const others = [...this.#extras.map((extra) => extra.values), this.#more.values ?? mapping()];
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
    const made = all.flatMap((use, index) => this.#use(component, use, `${at}-${index}`) ?? []);
    const kept = others.flatMap((other) => otherDocument(component, rolesOf(component), other) ?? []);
    return [...made, ...kept];
  }

  #use(component: Component, use: UseOf, id: string): string | undefined {
    const all = joinsFor(rolesOf(component));
    const global = use.global ? all.filter(({ before = '', prints }) => `${before}${prints}`.includes('global')) : [];
    const fitting = global.length > 0 ? global : all;
    const join = fitting[use.join % Math.max(fitting.length, 1)];
    if (join === undefined) return undefined;
    const own = (text: string) => this.#defines.push(text);
    const made = madeIn(use.scope, join, component, {
      name: `${this.#name}.image-${id}`,
      outer: use.wrap === 'range' ? ROOT : DOT,
      define: own,
      share: this.#more.define ?? own,
    });
    return wrapped(use.wrap, documentWith(use.sink, made, id));
  }
}

function rolesOf({ keys }: Component): readonly Role[] {
  return ROLES.filter((role) => keys[role] !== undefined);
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
