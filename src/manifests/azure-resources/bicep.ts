import { bicepFields } from '../languages/bicep.ts';
import { type Field, nameTest, topOf } from '../languages/fields.ts';
import type { Token } from '../languages/tokens.ts';
import { valueUses } from '../languages/value-use.ts';
import type { CommonFact } from '../model/fact.ts';
import type { TextKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { isVersionedImage } from '../references/certainty.ts';
import { isImageName } from '../references/image-keys.ts';
import { useFacts } from '../references/scalar-use.ts';
import { knownNameLength } from '../references/unknown-tag.ts';
import type { SourceFile } from '../source/source.ts';

/**
 * Bicep: `image` of containers, `linuxFxVersion: 'DOCKER|…'`, and the defaults of parameters and variables that feed them
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/file).
 */
export const bicep: TextKind = {
  format: 'text',
  name: 'bicep',
  recognises: (path) => /\.bicep(?:param)?$/i.test(path),
  extract: (file): readonly CommonFact[] => (/image|DOCKER\|/i.test(file.text) ? useFacts(usesOf(file)) : []),
};

function usesOf(file: SourceFile): readonly Use[] {
  const fields = bicepFields(file.text);
  const declared = new Map(fields.flatMap((field) => declarationOf(field)));
  const traced = new Set<string>();
  const uses: Use[] = [];
  for (const field of fields) {
    const prefix = webAppPrefix(field);
    if (prefix === undefined && !isImageField(field)) continue;
    const [value] = field.value;
    const declaration = field.value.length === 1 && value?.type === 'word' ? tracedTo(value.text, declared) : undefined;
    if (declaration !== undefined) traced.add(declaration.name);
    const at = declaration === undefined ? {} : ({ part: 'arg' } as const);
    const tokens = declaration?.value ?? field.value;
    const place = { file, kind: 'bicep', value: tokens, ...at, ...(prefix === undefined ? {} : { prefix }) } as const;
    const told = valueUses(place);
    uses.push(...(prefix === undefined && isGivenChoice(field) ? told.filter(isPlain) : told));
  }
  // Parameters of modules get their image from here, and are used in another file.
  for (const [name, value] of declared) {
    if (traced.has(name) || !isGiven(name, value)) continue;
    for (const use of valueUses({ file, kind: 'bicep', value, part: 'arg' })) uses.push(use);
  }
  return uses;
}

/** `param name type = value`, `var name = value`. */
function declarationOf({ scope, target, value }: Field): readonly (readonly [string, readonly Token[]])[] {
  const [word, name] = target;
  if (scope.parent !== undefined || word?.type !== 'word' || name?.type !== 'word') return [];
  return word.text === 'param' || word.text === 'var' ? [[name.text, value]] : [];
}

/** Follows a name to the declaration with a value that is no other name. */
function tracedTo(
  name: string,
  declared: ReadonlyMap<string, readonly Token[]>,
): { readonly name: string; readonly value: readonly Token[] } | undefined {
  const value = declared.get(name);
  const [first] = value ?? [];
  return value !== undefined && first?.type === 'text' && first.text !== '' ? { name, value } : undefined;
}

const isInContainers = nameTest(/^(?:init|side)?containers?$|containers$/i);

/** `image` in a list of containers, in the properties of a site's container, and what modules are given under such names. */
function isImageField(field: Field): boolean {
  const { scope, key, value } = field;
  if (key === 'image' && (isInContainers(scope) || resourceType(scope).includes('/sitecontainers@'))) return true;
  if (isGivenChoice(field)) return true;
  const [first] = value;
  if (first?.type !== 'text' || !isImageName(key)) return false;
  if (!isVersionedImage(first.text) && knownNameLength(first.text) === undefined) return false;
  return /^params$/i.test(scope.path.at(-1) ?? '');
}

/** What a module is given under the name of an image, where a condition chooses it: `given ?? 'nginx:1'`, `a ? b : 'nginx:1'`. */
function isGivenChoice({ scope, key, value }: Field): boolean {
  const chooses = value.some((token) => token.type === 'mark' && /^\?\??$/.test(token.text));
  return chooses && isImageName(key) && /^params$/i.test(scope.path.at(-1) ?? '');
}

function isPlain({ image, unknownTag }: Use): boolean {
  return image !== null && (unknownTag === true || isVersionedImage(image));
}

/** Types are shorter; one may be that of very many fields. */
const MAX_TYPE = 512;

function resourceType(scope: Field['scope']): string {
  const type = topOf(scope).header[2];
  return type?.type === 'text' ? type.text.slice(0, MAX_TYPE).toLowerCase() : '';
}

/** What stands before the image in the runtime of a web app (https://learn.microsoft.com/azure/app-service/configure-custom-container). */
function webAppPrefix({ key }: Field): string | undefined {
  return /^(?:linux|windows)FxVersion$/i.test(key) ? 'DOCKER|' : undefined;
}

function isGiven(name: string, value: readonly Token[]): boolean {
  const [first] = value;
  return (
    value.length === 1 && isImageName(name) && first?.type === 'text' && first.plain && isVersionedImage(first.text)
  );
}
