import { builtFacts } from '../ci/built.ts';
import type { CommonFact, FactBook, TextKind } from '../kind.ts';
import { directoryOf } from '../paths.ts';
import type { SourceFile } from '../source.ts';
import type { Use } from '../use.ts';
import { type Field, nameTest, type Scope, topOf } from './fields.ts';
import { hclFields } from './hcl.ts';
import { isImageName, isPlainlyImage, valueUses } from './place.ts';
import { blockOf, builtReferences, type ImagePlace, imagePlace } from './terraform-resources.ts';
import { webAppUse } from './terraform-web-app.ts';

/** What a file of Terraform tells that other files of its directory are needed for. */
export type TerraformFact =
  | { readonly type: 'terraform-value'; readonly name: string; readonly uses: readonly Use[] }
  | { readonly type: 'terraform-reference'; readonly name: string; readonly use: Use };

/**
 * Terraform: images of containers, by the type of the resource they stand in (machine images are called `image`, too);
 * defaults of variables, locals and `.tfvars` that feed them within a directory.
 */
export const terraform: TextKind = {
  format: 'text',
  name: 'terraform',
  recognises: (path) => /\.(?:tf|tofu|tfvars)$/i.test(path),
  // Any file may hold the value of a variable, whatever its name: none can be left out by what it contains.
  extract: (file) => extractFields(file, hclFields(file.text)),
  resolve: resolveVariables,
};

function extractFields(file: SourceFile, fields: readonly Field[]): readonly (CommonFact | TerraformFact)[] {
  const built = builtReferences(fields);
  const facts: (CommonFact | TerraformFact)[] = [...builtFacts([...built.values()])];
  const byScope = new Map<Scope, Map<string, Field>>();
  for (const field of fields) {
    byScope.set(field.scope, (byScope.get(field.scope) ?? new Map()).set(field.key, field));
  }
  for (const field of fields) {
    const name = variableName(file.path, field);
    if (name !== undefined) {
      const [value] = field.value;
      if (field.value.length !== 1 || value?.type !== 'text' || value.text === '') continue;
      const uses = valueUses({ file, kind: 'terraform', value: field.value, part: 'arg' });
      if (uses.length > 0) facts.push({ type: 'terraform-value', name, uses });
      continue;
    }
    const place = imagePlace(field) ?? modulePlace(field);
    if (place === undefined || built.has(field)) continue;
    facts.push(...placeFacts(file, field, place, byScope.get(field.scope) ?? new Map()));
  }
  return facts;
}

function placeFacts(
  file: SourceFile,
  field: Field,
  { prefix }: ImagePlace,
  block: ReadonlyMap<string, Field>,
): readonly (CommonFact | TerraformFact)[] {
  const split = webAppUse(file, field, block);
  if (split !== undefined) return [{ type: 'use', use: split }];
  const [value] = field.value;
  const optional = prefix === undefined ? {} : { prefix };
  const uses = valueUses({ file, kind: 'terraform', value: field.value, ...optional });
  const [only] = uses;
  // Another resource of Docker's tells its image itself.
  if (value?.type === 'word' && /^(?:data\.)?docker_\w+\./.test(value.text)) return [];
  if (field.value.length === 1 && value?.type === 'word' && only !== undefined && /^(?:var|local)\./.test(value.text)) {
    return [{ type: 'terraform-reference', name: value.text, use: only }];
  }
  return uses.map((use) => ({ type: 'use', use }));
}

/** The name under which a value can be referred to: `var.image`, `local.image`. */
function variableName(path: string, { scope, key }: Field): string | undefined {
  if (/\.tfvars$/i.test(path)) return scope.parent === undefined ? `var.${key}` : undefined;
  const block = blockOf(topOf(scope));
  if (block?.type === 'locals' && scope.path.length === 1) return `local.${key}`;
  const [name] = block?.labels ?? [];
  if (block?.type !== 'variable' || key !== 'default' || scope.path.length !== 1 || name === undefined)
    return undefined;
  return `var.${name}`;
}

const isInContainers = nameTest(/containers?$|container_definitions?$/);

/** What a module is given under the name of an image, where its text is one beyond doubt. */
function modulePlace({ scope, key, value }: Field): ImagePlace | undefined {
  if (blockOf(topOf(scope))?.type !== 'module') return undefined;
  const [first] = value;
  if (key === 'image' && isInContainers(scope)) return {};
  if (!isImageName(key) || value.length !== 1 || first?.type !== 'text') return undefined;
  return isPlainlyImage(first.text) ? {} : undefined;
}

/** Puts the values of variables in the place of the references to them, directory by directory: a directory is a module. */
function resolveVariables(book: FactBook): readonly Use[] {
  const values = new Map<string, Use[]>();
  for (const { file, fact } of book.of('terraform-value')) {
    const key = `${directoryOf(file)}\0${fact.name}`;
    const known = values.get(key);
    if (known === undefined) values.set(key, [...fact.uses]);
    else for (const use of fact.uses) known.push(use);
  }
  const resolvedUses: Use[] = [];
  const done = new Set<string>();
  for (const { file, fact } of book.of('terraform-reference')) {
    const key = `${directoryOf(file)}\0${fact.name}`;
    const fed = values.get(key);
    if (fed === undefined) resolvedUses.push(fact.use);
    else if (!done.has(key)) for (const use of fed) resolvedUses.push(use);
    done.add(key);
  }
  return resolvedUses;
}
