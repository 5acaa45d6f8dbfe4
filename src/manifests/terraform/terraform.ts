import { type Field, nameTest, type Scope, topOf } from '../languages/fields.ts';
import { blockOf, hclFields } from '../languages/hcl.ts';
import type { CommonFact } from '../model/fact.ts';
import type { TextKind } from '../model/kind.ts';
import { builtFacts } from '../references/built-here.ts';
import { isVersionedImage } from '../references/certainty.ts';
import { isImageName } from '../references/image-keys.ts';
import { useFacts } from '../references/scalar-use.ts';
import type { SourceFile } from '../source/source.ts';
import type { TerraformFact } from './facts.ts';
import { helmUses } from './helm-release.ts';
import { resolveVariables } from './modules.ts';
import { builtReferences, type ImagePlace, imagePlace } from './resources.ts';
import { imageFacts, mentionsIn, variableName, variableValue } from './variables.ts';
import { webAppUse } from './web-app.ts';

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
      const value = variableValue(file, 'terraform', name, field);
      if (value !== undefined) facts.push(value);
      continue;
    }
    const place = imagePlace(field) ?? modulePlace(field);
    if (place === undefined || built.has(field)) continue;
    facts.push(...placeFacts(file, field, place, byScope.get(field.scope) ?? new Map()));
  }
  facts.push(...useFacts(helmUses(file, fields)));
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
  const [value] = field.value;
  // Another resource of Docker's tells its image itself.
  if (value?.type === 'word' && /^(?:data\.)?docker_\w+\./.test(value.text)) return [];
  const optional = prefix === undefined ? {} : { prefix };
  return imageFacts({ file, kind: 'terraform', value: field.value, ...optional }, doubtful);
}

const isInContainers = nameTest(/containers?$|container_definitions?$/);

/** What a module is given under the name of an image, where its text is one beyond doubt. */
function modulePlace({ scope, key, value }: Field): ImagePlace | undefined {
  if (blockOf(topOf(scope))?.type !== 'module') return undefined;
  const [first] = value;
  if (key === 'image' && isInContainers(scope)) return {};
  if (!isImageName(key) || value.length !== 1 || first?.type !== 'text') return undefined;
  if (first.dynamic) return { doubtful: true };
  return isVersionedImage(first.text) ? {} : undefined;
}
