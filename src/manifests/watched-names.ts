import type { Fact } from './model/fact.ts';
import { watchedName } from './references/watched-name.ts';
import { directoryOf, joinPath } from './source/paths.ts';
import type { SourceFile } from './source/source.ts';

/** The names by which programs find images that a file of whatever sort tells them, by its text. */
export function watchedNames(file: SourceFile): readonly Fact[] {
  const { text } = file;
  return [
    ...(text.includes(UPDATER) ? updaterNames(file) : []),
    ...COMMANDS.flatMap((command) => (text.includes(command.mark) ? namesOfCommand(file, command) : [])),
  ];
}

const UPDATER = 'argocd-image-updater.argoproj.io/';
const ANNOTATION =
  /argocd-image-updater\.argoproj\.io\/(?:image-list|[\w.-]{1,63}\.kustomize\.image-name)["']?[ \t]*[:=][ \t]*/g;

/**
 * Argo CD Image Updater's annotations on an Application, in whatever makes one: `image-list` is a list of `[<alias>=]<image>[:<constraint>]`
 * between commas, and an image's `kustomize.image-name` is what it is called in kustomize
 * (https://argocd-image-updater.readthedocs.io/en/stable/configuration/migration/).
 */
function updaterNames(file: SourceFile): readonly Fact[] {
  const found = [...file.text.matchAll(ANNOTATION)];
  return found.flatMap((match, index) => {
    const { line, column } = file.at(match.index);
    if (isComment(file.text, match.index, column)) return [];
    const from = match.index + match[0].length;
    const next = found[index + 1]?.index ?? file.text.length;
    const value = valueIn(file.text.slice(from, Math.min(next, from + MAX_VALUE)), column);
    return value.split(',').flatMap((entry) => {
      const image = entry.trim().replace(/^[^=]{0,253}=/, '');
      return watchedName(image.split(/[\s"']/, 1)[0] ?? '', line, 'Argo CD Image Updater');
    });
  });
}

/** Longer texts no object has as its annotations, all together. */
const MAX_VALUE = 256 * 1024;

/** A value on the line of its key, and on those below that are further indented. */
function valueIn(text: string, column: number): string {
  const [first = '', ...below] = text.split(/\r?\n/);
  const end = below.findIndex((line) => line.trim() !== '' && line.length - line.trimStart().length < column);
  const value = [first.replace(/^[|>][-+\d]{0,2}/, ''), ...below.slice(0, end === -1 ? below.length : end)];
  return value.map((line) => line.replace(/(?:^|[ \t])#.*/, '').replace(/^[ \t]*["']/, '')).join(' ');
}

/** A command that gives a kustomization an entry. */
interface Command {
  /** What every text has that the pattern finds. */
  readonly mark: string;
  /** Up to the first image. */
  readonly pattern: RegExp;
  /** How many images it takes. */
  readonly most: number;
  readonly by: string;
}

/** Both of `[<name>=]<new name>:<tag>`; Argo CD runs the first itself (https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/). */
const COMMANDS: readonly Command[] = [
  {
    mark: 'set image',
    pattern: /\bedit[ \t]+set[ \t]+image(?:[ \t]|\\\r?\n)+/g,
    most: 100,
    by: '`kustomize edit set image`',
  },
  { mark: '--kustomize-image', pattern: /--kustomize-image(?:[ \t=]|\\\r?\n)+/g, most: 1, by: '`argocd app set`' },
];

/** Expressions and variables may have blanks in them. */
const WORD = /(?:[ \t]|\\\r?\n)*((?:\$\{\{[^}\n]{0,200}\}\}|\$\{[^}\n]{0,200}\}|\$\([^)\n]{0,200}\)|[^\s;&|$\\]|\$)+)/y;

/**
 * `kustomize edit set image <name>=<new name>:<tag> <name>:<tag>`: an entry that finds images by this name, in place of the one of this
 * name that is there (https://github.com/kubernetes-sigs/kustomize/blob/master/kustomize/commands/edit/set/setimage.go).
 */
function namesOfCommand(file: SourceFile, { pattern, most, by }: Command): readonly Fact[] {
  const variables = new Map<string, string | undefined>();
  const made = resourcesOf(file);
  let done = 0;
  return [...file.text.matchAll(pattern)].flatMap((match) => {
    const { line, column } = file.at(match.index);
    if (match.index < done || isComment(file.text, match.index, column)) return [];
    const { words, end } = wordsFrom(file.text, match.index + match[0].length, most);
    done = end;
    return words.flatMap((word) => {
      // It takes none that says nothing new: such are words of prose.
      if (!/[=:@$]/.test(word)) return [];
      const [, name = ''] = /^(?!-)["']?([^=]{1,1024})/.exec(word) ?? [];
      const filled = filledIn(name.replace(/["'`]/g, ''), file.text, variables);
      return watchedName(filled, line, by, made);
    });
  });
}

const CREATE = /\bcreate[ \t]+--(?:autodetect|resources[ \t=]{1,8}([^\s;&|]{1,2000}))/g;

/**
 * The manifests of kustomizations that commands of the file make (`kustomize create --resources a.yaml,b.yaml`).
 * @returns `undefined` where nobody knows which: those that are there
 */
function resourcesOf({ path, text }: SourceFile): readonly string[] | undefined {
  const lists = Array.from(text.matchAll(CREATE), ([, list]) => list);
  if (lists.includes(undefined)) return undefined;
  const named = lists.flatMap((list = '') => list.replace(/["']/g, '').split(','));
  return named.flatMap((name) => [...new Set(['', directoryOf(path)])].flatMap((from) => joinPath(from, name) ?? []));
}

function wordsFrom(
  text: string,
  from: number,
  most: number,
): { readonly words: readonly string[]; readonly end: number } {
  const words: string[] = [];
  let end = from;
  while (words.length < most) {
    WORD.lastIndex = end;
    const match = WORD.exec(text);
    if (match === null) break;
    words.push(match[1] ?? '');
    end = WORD.lastIndex;
  }
  return { words, end };
}

const VARIABLE = /\$\{\{[ \t]{0,8}(?:env|vars)\.(\w{1,80})[ \t]{0,8}\}\}|\$[{(](\w{1,80})[})]|\$(\w{1,80})/g;

/** Commands of one file name no more variables; for each the file is searched once. */
const MAX_VARIABLES = 50;

/**
 * A text with the variables to which the same file gives a value; it stays no name where one is not known.
 * @param known values by name, found out so far
 */
function filledIn(name: string, text: string, known: Map<string, string | undefined>): string {
  return name.replace(VARIABLE, (whole, ...groups: readonly (string | undefined)[]) => {
    const variable = groups.slice(0, 3).find((group) => group !== undefined) ?? '';
    if (!known.has(variable) && known.size < MAX_VARIABLES) known.set(variable, valueGiven(variable, text));
    return known.get(variable) ?? whole;
  });
}

function valueGiven(variable: string, text: string): string | undefined {
  const given = `(?:^|[^\\w$])${variable}["']?[ \\t]{0,40}(?:[:?]?=|:)[ \\t]{0,40}["']?([\\w./:-]{1,255})`;
  return new RegExp(given).exec(text)?.[1];
}

function isComment(text: string, at: number, column: number): boolean {
  const before = text.slice(Math.max(at - column + 1, at - 200), at).trimStart();
  return column <= 200 && /^(?:#|\/\/)/.test(before);
}
