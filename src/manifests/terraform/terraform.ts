import { type Field, nameTest, type Scope, topOf } from '../languages/fields.ts';
import { blockOf, hclFields } from '../languages/hcl.ts';
import type { CommonFact, Fact } from '../model/fact.ts';
import type { TextKind } from '../model/kind.ts';
import { builtFacts } from '../references/built-here.ts';
import { isVersionedImage } from '../references/certainty.ts';
import { isImageName } from '../references/image-keys.ts';
import { templatedUse } from '../references/literal-use.ts';
import type { SourceFile } from '../source/source.ts';
import { parseDocuments } from '../yaml/documents.ts';
import { chartSources } from './chart-sources.ts';
import { chosenOf, eachFact, isChosen } from './choices.ts';
import type { TerraformFact } from './facts.ts';
import { helmFacts } from './helm-release.ts';
import { hereDocumentFacts } from './here-documents.ts';
import { terraformJsonFields } from './json-fields.ts';
import { resolveVariables } from './modules.ts';
import { builtReferences, type ImagePlace, imagePlace } from './resources.ts';
import { imageFacts, isValuesPath, mentionsIn, variableName, variableValue } from './variables.ts';
import { webAppUse } from './web-app.ts';

/**
 * Terraform: images of containers, by the type of the resource they stand in (machine images are called `image`, too);
 * defaults of variables, locals and `.tfvars` that feed them within a directory.
 */
export const terraform: TextKind = {
  format: 'text',
  name: 'terraform',
  recognises: (path) => /\.(?:tf|tofu|tfvars)(?:\.json)?$/i.test(path),
  // Any file may hold the value of a variable, whatever its name: none can be left out by what it contains.
  extract: (file) => (/\.json$/i.test(file.path) ? extractJson(file) : extractFields(file, hclFields(file.text))),
  resolve: resolveVariables,
};

function extractJson(file: SourceFile): readonly Fact[] {
  const { documents, failures } = parseDocuments(file.text);
  const givesValues = isValuesPath(file.path);
  return [
    ...documents.flatMap(({ root }) => extractFields(file, terraformJsonFields(root, file.text, givesValues))),
    ...failures.map(({ offset, reason }) => {
      const { line } = file.at(offset);
      return { type: 'warning', warning: { file: file.path, line, reason } } as const;
    }),
  ];
}

function extractFields(file: SourceFile, fields: readonly Field[]): readonly Fact[] {
  const built = builtReferences(fields);
  const facts: Fact[] = [...builtFacts([...built.values()])];
  const byScope = new Map<Scope, Map<string, Field>>();
  for (const field of fields) {
    byScope.set(field.scope, (byScope.get(field.scope) ?? new Map()).set(field.key, field));
  }
  /** How many values each call has had. */
  const calls = new Map<Scope, number>();
  const args = fields.flatMap((field) => {
    if (field.key !== '') return [];
    const index = calls.get(field.scope) ?? 0;
    calls.set(field.scope, index + 1);
    return [argumentFacts(file, field, index)];
  });
  const chosen = new Set(args.flatMap(({ scope }) => scope ?? []));
  facts.push(
    ...args.flatMap((argument) => argument.facts),
    ...fields.flatMap((field) => hereDocumentFacts(file, field)),
  );
  for (const field of fields) {
    if (field.key === '') continue;
    const name = variableName(file.path, field);
    if (name !== undefined) {
      const value = variableValue(file, 'terraform', name, field);
      if (value !== undefined) facts.push(value);
      continue;
    }
    const place = imagePlace(field) ?? modulePlace(field);
    if (place === undefined || built.has(field) || (isChosen(field) && chosen.has(field.scope))) continue;
    const each = eachFact(file, field, byScope);
    if (each !== undefined) facts.push(each);
    else facts.push(...placeFacts(file, field, place, byScope.get(field.scope) ?? new Map()));
  }
  facts.push(...helmFacts(file, fields), ...chartSources(file, fields));
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

/** What a literal tells that a call chooses or is made of (`coalesce(var.image, "nginx:1")`), and the block whose image it is. */
function argumentFacts(
  file: SourceFile,
  field: Field,
  index: number,
): { readonly scope?: Scope; readonly facts: readonly (CommonFact | TerraformFact)[] } {
  const called = chosenOf(field, index);
  if (called === undefined || (imagePlace(called) ?? modulePlace(called)) === undefined) return { facts: [] };
  const [value] = field.value;
  const place = {
    file,
    start: value?.start ?? 0,
    text: value?.type === 'text' ? value.text : '',
    kind: 'terraform',
    part: 'arg',
  } as const;
  // `%s` is put in on deployment.
  if (place.text.includes('%')) {
    const use = templatedUse(place, 'it is put together on deployment');
    return use.image === null ? { facts: [] } : { scope: called.scope, facts: [{ type: 'use', use }] };
  }
  const facts = imageFacts({ file, kind: 'terraform', value: field.value, part: 'arg' }, true);
  return { scope: called.scope, facts };
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
