import { builtFacts } from '../ci/built.ts';
import type { CommonFact, TextKind } from '../kind.ts';
import type { SourceFile } from '../source.ts';
import { type Field, type Scope, topOf } from './fields.ts';
import { hclFields } from './hcl.ts';
import { isImageName, isPlainlyImage, textPlace, valueUses } from './place.ts';
import { blockOf, builtReferences, type ImagePlace, imagePlace } from './terraform-resources.ts';
import { mentionsIn, resolveVariables, type TerraformFact, type TerraformValue } from './terraform-variables.ts';
import { webAppUse } from './terraform-web-app.ts';

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
      const value = variableValue(file, name, field);
      if (value !== undefined) facts.push(value);
      continue;
    }
    const place = imagePlace(field) ?? modulePlace(field);
    if (place === undefined || built.has(field)) continue;
    facts.push(...placeFacts(file, field, place, byScope.get(field.scope) ?? new Map()));
  }
  const counts = mentionsIn(file.text);
  return counts.size === 0 ? facts : [...facts, { type: 'terraform-mentions', counts }];
}

function placeFacts(
  file: SourceFile,
  field: Field,
  { prefix, doubtful = false }: ImagePlace,
  block: ReadonlyMap<string, Field>,
): readonly (CommonFact | TerraformFact)[] {
  const split = webAppUse(file, field, block);
  if (split !== undefined) return [{ type: 'use', use: split }];
  const [value, ...others] = field.value;
  if (value?.type === 'text' && value.dynamic && others.length === 0) {
    const place = textPlace(file, 'terraform', 'whole', value, prefix ?? '');
    return place === undefined ? [] : [{ type: 'terraform-template', place, doubtful }];
  }
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

/** The value of a variable or local, where it is a text or a number. */
function variableValue(file: SourceFile, name: string, { value }: Field): TerraformValue | undefined {
  const [token, ...others] = value;
  if (token === undefined || token.type === 'mark' || others.length > 0) return undefined;
  const form = token.type === 'word' ? 'number' : token.dynamic ? 'template' : 'text';
  if (token.type === 'word' ? !/^\d+$/.test(token.text) : !token.plain && !token.dynamic) return undefined;
  const place = { file, start: token.start, text: token.text, kind: 'terraform', part: 'arg' } as const;
  return { type: 'terraform-value', name, place, form };
}

/** The name under which a value can be referred to: `var.image`, `local.image`, `local.images.web`. */
function variableName(path: string, { scope, key }: Field): string | undefined {
  // What stands in a list or in the arguments of a function has no name of its own.
  if (key === '' || scope.path.length !== depthOf(scope)) return undefined;
  const names = [...scope.path, key];
  if (/\.tfvars$/i.test(path)) return `var.${names.join('.')}`;
  const block = blockOf(topOf(scope));
  if (block?.type === 'locals') return `local.${names.slice(1).join('.')}`;
  const [name] = block?.labels ?? [];
  if (block?.type !== 'variable' || names[1] !== 'default' || name === undefined) return undefined;
  return ['var', name, ...names.slice(2)].join('.');
}

function depthOf(scope: Scope): number {
  let depth = 0;
  for (let at = scope; at.parent !== undefined; at = at.parent) depth++;
  return depth;
}

/** What a module is given under the name of an image, where its text is one beyond doubt. */
function modulePlace({ scope, key, value }: Field): ImagePlace | undefined {
  if (blockOf(topOf(scope))?.type !== 'module') return undefined;
  const [first] = value;
  if (key === 'image' && scope.path.slice(1).some((name) => /containers?$|container_definitions?$/.test(name)))
    return {};
  if (!isImageName(key) || value.length !== 1 || first?.type !== 'text') return undefined;
  if (first.dynamic) return { doubtful: true };
  return isPlainlyImage(first.text) ? {} : undefined;
}
