import { groupBy, setAt } from '../base/grouping.ts';
import type { Fact, FactBook } from './model/fact.ts';
import type { Definition } from './model/joined-names.ts';
import { KIND_TRAITS } from './model/kind-names.ts';
import type { Slot, Use } from './model/use.ts';
import { isVersionedWord } from './references/certainty.ts';
import { directoryOf, isYamlPath } from './source/paths.ts';
import type { SourceFile } from './source/source.ts';
import { nameDefinedAt, namesJoined } from './variables/joined.ts';

/** Files whose variables others share: those of a module of Terraform, of plays and roles. */
const SHARED =
  /\.tf(?:\.json|vars)?$|(?:^|\/)(?:tasks|handlers|defaults|vars|group_vars|host_vars|playbooks?)\/|(?:^|\/)roles\/.*\/templates\/|\.j2$/;

/** The variables of a file that hold images, and those that it makes something longer of; none where there are neither. */
export function joinedNames(file: SourceFile, facts: readonly Fact[]): readonly Fact[] {
  const { path, text } = file;
  const definitions = facts.flatMap((fact) => definitionsIn(file, fact));
  if (!SHARED.test(path) && !definitions.some(({ name }) => isNamedAgain(text, name))) return [];
  const joined = namesJoined(text);
  return definitions.length === 0 && joined.size === 0 ? [] : [{ type: 'joined-names', definitions, joined }];
}

/** Whether a variable is named at another place than where it is defined: large texts are not read in vain. Keys in quotes name none. */
function isNamedAgain(text: string, name: string): boolean {
  let [bare, quoted] = [0, 0];
  for (let at = text.indexOf(name); at !== -1 && bare < 2; at = text.indexOf(name, at + name.length)) {
    if (/["']/.test(text[at - 1] ?? '') && /["']/.test(text[at + name.length] ?? '')) quoted++;
    else bare++;
  }
  return bare > (quoted === 0 ? 1 : 0);
}

/** The variables that hold a whole reference: of one that holds a part, its kind knows what else it is a part of. */
function definitionsIn(file: SourceFile, fact: Fact): readonly Definition[] {
  if (fact.type === 'terraform-value') {
    const { name, place } = fact;
    return isVersionedWord(place.text) ? [{ name: name.split('.').at(-1) ?? name, start: place.start }] : [];
  }
  if (fact.type !== 'use' || !isVersionedWord(fact.use.text)) return [];
  const { kind, slots } = fact.use;
  // What a file of Terraform says of a resource is no variable.
  if (kind === 'terraform' || KIND_TRAITS[kind].variables === undefined) return [];
  // Settings in YAML and JSON are filled in by nobody.
  if (kind === 'other' && isYamlPath(file.path)) return [];
  return slots.filter(isName).flatMap(({ start }) => {
    const name = nameDefinedAt(file.text, start);
    return name === undefined ? [] : [{ name, start }];
  });
}

function isName({ writes }: Slot): boolean {
  return writes === 'name';
}

/**
 * Keeps variables that hold a whole reference and of which something longer is made, too, as they are: `quay.io/me/${IMAGE}` would name
 * nothing once the image has moved. Who is told it as it is may well be told the moved one.
 */
export function keepJoined(uses: readonly Use[], book: FactBook): readonly Use[] {
  const facts = book.of('joined-names');
  if (facts.every(({ fact }) => fact.definitions.length === 0)) return uses;
  const definitions = groupBy(
    facts.flatMap(({ file, fact }) =>
      fact.definitions.map(({ name, start }) => ({ name, place: placeOf(file, start) })),
    ),
    ({ place }) => place,
  );
  const inFile = new Map<string, Set<string>>();
  const inFolder = new Map<string, Set<string>>();
  const inTree = new Set<string>();
  for (const { file, fact } of facts)
    for (const name of fact.joined) {
      setAt(inFile, file).add(name);
      setAt(inFolder, directoryOf(file)).add(name);
      inTree.add(name);
    }
  return uses.map((use) => {
    const reach = KIND_TRAITS[use.kind].variables;
    if (reach === undefined || use.uneditable !== undefined) return use;
    for (const { file, start } of use.slots.filter(isName)) {
      const joined = { file: inFile.get(file), folder: inFolder.get(directoryOf(file)), tree: inTree }[reach];
      const found = definitions.get(placeOf(file, start))?.find(({ name }) => joined?.has(name) === true);
      if (found !== undefined) return { ...use, uneditable: `${found.name} is used for more than images` };
    }
    return use;
  });
}

function placeOf(file: string, start: number): string {
  return `${file}\0${start}`;
}
