import fc from 'fast-check';
import { type Chart, charts, type More, overridden, uses, writeChart } from './charts.ts';
import { releaseFiles, releases } from './releases.ts';
import { type Component, overrides, putImage } from './values.ts';
import { leaf, type Mapping, mapping, put } from './yaml.ts';

/** Small trees of charts, in which images are made as public charts make them. */
export type Tree = ReadonlyMap<string, string>;

/** How one chart brings the other along, and what it gives it. */
const links = fc.record({
  place: fc.constantFrom('charts', 'file', 'unlisted', 'requirements'),
  alias: fc.boolean(),
  /** What says whether it is brought along. */
  switched: fc.constantFrom('nothing', 'nothing', 'condition', 'tag', 'condition and tag'),
  isOn: fc.constantFrom(true, true, false),
  /** Whether it is brought along once more, under a name of its own. */
  isTwice: fc.constantFrom(false, false, false, true),
  overrides: fc.array(fc.tuple(fc.nat(9), overrides), { maxLength: 2 }),
  /** What the outer chart makes of the inner one's values, and how it comes to them. */
  borrowed: fc.option(fc.record({ by: fc.constantFrom('below', 'import', 'export'), image: fc.nat(9), use: uses }), {
    freq: 3,
    nil: undefined,
  }),
});

type Link = typeof links extends fc.Arbitrary<infer T> ? T : never;

/** Where a chart of nothing but named templates lies. */
const libraries = fc.constantFrom('none', 'none', 'charts', 'file', 'unlisted');

type Library = typeof libraries extends fc.Arbitrary<infer T> ? T : never;

export const trees = fc
  .record({
    chart: charts,
    inner: fc.option(fc.record({ chart: charts, link: links }), { freq: 2, nil: undefined }),
    release: fc.option(releases, { freq: 2, nil: undefined }),
    library: libraries,
  })
  .map(({ chart, inner, release, library }): Tree => {
    const given = release === undefined ? [] : releaseFiles(chart, release);
    const shared: string[] = [];
    const define = library === 'none' ? undefined : (text: string) => shared.push(text);
    const brought = inner === undefined ? undefined : linked(inner.chart, inner.link);
    const dependencies = [...(brought?.dependencies ?? []), ...libraryDependencies(library)];
    const required = dependencies.length === 0 ? '' : `dependencies:\n${dependencies.join('')}`;
    const isOld = inner?.link.place === 'requirements';
    const files = new Map([
      ...writeChart('app', 'app', chart, {
        define,
        ...(brought === undefined ? {} : { values: brought.values, borrowed: brought.borrowed }),
        ...(isOld ? { version: 'v1' } : { chart: required }),
      }),
      ...(inner === undefined || brought === undefined ? [] : innerFiles(inner, brought, library, define)),
      ...given,
    ]);
    if (isOld && required !== '') files.set('app/requirements.yaml', required);
    for (const [path, text] of libraryFiles(library, shared)) files.set(path, text);
    return files;
  });

/** The chart that is brought along: it is rendered by itself, too, so that it names the library that it needs. */
function innerFiles(
  { chart, link: { place } }: { readonly chart: Chart; readonly link: Link },
  { exported }: Linked,
  library: Library,
  define: ((text: string) => void) | undefined,
): Tree {
  const folder = place === 'file' ? 'inner' : 'app/charts/inner';
  const lib = place === 'file' ? '../lib' : '../../../lib';
  const required = `dependencies:\n  - name: lib\n    version: 1.0.0\n    repository: file://${lib}\n`;
  const shared = library === 'file' ? { define, chart: required } : {};
  return writeChart('inner', folder, chart, { values: exported, ...shared });
}

interface Linked {
  readonly dependencies: readonly string[];
  /** Values of the outer chart. */
  readonly values: Mapping;
  /** More values of the inner one. */
  readonly exported: Mapping;
  readonly borrowed: NonNullable<More['borrowed']>;
}

/** What the outer chart says of the inner one. */
function linked(inner: Chart, link: Link): Linked {
  const { place, switched, isOn, overrides: changes, borrowed } = link;
  const isListed = place !== 'unlisted';
  const key = link.alias && isListed ? 'other' : 'inner';
  const values = mapping({ [key]: overridden(inner, changes) });
  if (/condition/.test(switched)) put(values, [key, 'enabled'], leaf(String(isOn)));
  if (/tag/.test(switched)) put(values, ['tags', 'more'], leaf(String(/condition/.test(switched) ? !isOn : isOn)));
  const isThere = isOn || switched === 'nothing';
  const chosen = borrowed === undefined || !isThere ? undefined : inner.images[borrowed.image % inner.images.length];
  const taken = chosen === undefined || borrowed === undefined ? undefined : lent(chosen.component, borrowed.by, key);
  const twin = link.isTwice && isListed ? [dependency({ ...link, switched: 'nothing' }, 'twin', [])] : [];
  return {
    dependencies: isListed ? [dependency(link, key, taken?.imports ?? []), ...twin] : [],
    values,
    exported: taken?.exported ?? mapping(),
    borrowed: taken === undefined || borrowed === undefined ? [] : [{ component: taken.component, use: borrowed.use }],
  };
}

interface Lent {
  /** The image as the outer chart's templates name it. */
  readonly component: Component;
  readonly imports: readonly string[];
  readonly exported: Mapping;
}

/** An image of the inner chart's values, as the outer one sees it. */
function lent(component: Component, by: 'below' | 'import' | 'export', key: string): Lent {
  const { path } = component;
  if (by === 'below' || path.length === 0)
    return { component: { ...component, path: [key, ...path] }, imports: [], exported: mapping() };
  const seen = { ...component, path: ['taken', 'image'] };
  if (by === 'import')
    return {
      component: seen,
      imports: [`      - child: ${path.join('.')}\n        parent: taken.image\n`],
      exported: mapping(),
    };
  const exported = mapping();
  putImage(exported, { ...component, path: ['exports', 'lent', 'taken', 'image'] });
  return { component: seen, imports: ['      - lent\n'], exported };
}

function dependency({ place, switched }: Link, key: string, imports: readonly string[]): string {
  const lines = ['  - name: inner', '    version: 1.0.0'];
  lines.push(`    repository: "${place === 'file' ? 'file://../inner' : ''}"`);
  if (key !== 'inner') lines.push(`    alias: ${key}`);
  if (/condition/.test(switched)) lines.push(`    condition: ${key}.enabled`);
  if (/tag/.test(switched)) lines.push('    tags: [more]');
  if (imports.length > 0) lines.push('    import-values:');
  return `${lines.join('\n')}\n${imports.join('')}`;
}

function libraryDependencies(library: Library): readonly string[] {
  if (library === 'none' || library === 'unlisted') return [];
  return [`  - name: lib\n    version: 1.0.0\n    repository: "${library === 'file' ? 'file://../lib' : ''}"\n`];
}

function libraryFiles(library: Library, shared: readonly string[]): readonly (readonly [string, string])[] {
  if (library === 'none') return [];
  const folder = library === 'file' ? 'lib' : 'app/charts/lib';
  return [
    [`${folder}/Chart.yaml`, 'apiVersion: v2\nname: lib\ntype: library\nversion: 1.0.0\n'],
    [`${folder}/templates/_images.tpl`, `${shared.join('\n')}\n`],
  ];
}
