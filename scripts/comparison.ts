// How much of the labelled manifests others find: npm run comparison -- <folder with files/ and labels.jsonl> <name>=<report>…
// A report is Renovate's (`--dry-run=extract --report-type=file`), made in a copy of files/. A label counts as found where a tool
// names its image in its file, whatever the line. Prints a table in Markdown: per kind, found of labelled.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { field, listField, stringField } from '../src/base/json.ts';
import { nameOf, parseReference } from '../src/images/reference.ts';
import { scanTree } from '../src/manifests/tree.ts';

const [folder = '../shared/gold', ...reports] = process.argv.slice(2);

interface Label {
  readonly file: string;
  readonly name: string;
  readonly kind: string;
}

const labels: readonly Label[] = readFileSync(join(folder, 'labels.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .flatMap((line) => {
    const label: unknown = JSON.parse(line);
    const image = stringField(label, 'image');
    const name = image === undefined ? undefined : nameIn(image);
    const [file = '', kind = ''] = [stringField(label, 'file'), stringField(label, 'kind')];
    return name === undefined || field(label, 'certainty') !== 'sure' ? [] : [{ file, name, kind }];
  });

/** `docker.io/library/nginx` of `nginx:1.27`; whatever is no reference is itself. */
function nameIn(text: string): string {
  const reference = parseReference(text);
  return reference === undefined ? text : nameOf(reference);
}

type Found = ReadonlySet<string>;

const keyOf = (file: string, name: string) => `${file}\0${name}`;

function ours(): Found {
  const { uses } = scanTree({ root: join(folder, 'files'), include: [], exclude: [], git: false });
  return new Set(uses.flatMap(({ file, image }) => (image === null ? [] : [keyOf(file, nameIn(image))])));
}

/** What people write first: the word behind `image:` or `FROM`, line by line. */
function byLine(): Found {
  const files = [...new Set(labels.map(({ file }) => file))];
  return new Set(
    files.flatMap((file) => {
      const text = readFileSync(join(folder, 'files', file), 'utf8');
      const words = text.matchAll(/^[\s-]*(?:image:|FROM)\s+["']?([^\s"'#]+)/gm);
      return [...words].map(([, word = '']) => keyOf(file, nameIn(word)));
    }),
  );
}

function renovates(report: string): Found {
  const read: unknown = JSON.parse(readFileSync(report, 'utf8'));
  const packageFiles = field(Object.values(Object(field(read, 'repositories')))[0], 'packageFiles');
  const found = Object.values(Object(packageFiles)).flatMap((files) =>
    listField({ files }, 'files').flatMap((file) =>
      listField(file, 'deps').flatMap((dependency) => {
        const name = stringField(dependency, 'packageName') ?? stringField(dependency, 'depName');
        const place = stringField(file, 'packageFile') ?? '';
        return name === undefined ? [] : [keyOf(place, nameIn(name))];
      }),
    ),
  );
  return new Set(found);
}

const tools: readonly (readonly [string, Found])[] = [
  ['this', ours()],
  ['a line of grep', byLine()],
  ...reports.map((given) => {
    const [name = '', report = ''] = given.split('=', 2);
    return [name, renovates(report)] as const;
  }),
];
const kinds = [...new Set(labels.map(({ kind }) => kind))].sort();
const row = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);
row(['kind', 'labelled', ...tools.map(([name]) => name)]);
row(['---', ...Array.from({ length: tools.length + 1 }, () => '---:')]);
for (const kind of [...kinds, undefined]) {
  const wanted = labels.filter((label) => kind === undefined || label.kind === kind);
  const hits = tools.map(([, found]) => wanted.filter(({ file, name }) => found.has(keyOf(file, name))).length);
  const told = hits.map((hit) =>
    kind === undefined ? `**${hit}** (${((100 * hit) / wanted.length).toFixed(1)} %)` : String(hit),
  );
  row([kind === undefined ? '**all**' : `\`${kind}\``, String(wanted.length), ...told]);
}
