import { MAX_NAME_LENGTH, MAX_REFERENCE_LENGTH } from '../../images/reference.ts';
import { type Field, topOf } from '../languages/fields.ts';
import { blockOf, hclFields } from '../languages/hcl.ts';
import { valueUses } from '../languages/value-use.ts';
import type { CommonFact } from '../model/fact.ts';
import type { TextKind } from '../model/kind.ts';
import { builtFacts } from '../references/built-here.ts';
import { onlyOnce, scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { baseName } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { parseYaml } from '../yaml/documents.ts';
import { distinctItemsAt, entriesAt, valueAt } from '../yaml/nodes.ts';

const PREFIX = 'docker-image://';
const VARIABLE = { pattern: /\$\{/, reason: 'a variable that is set when it is built' };

/** Bake (https://docs.docker.com/build/bake/reference/): `tags` are what is built here, contexts `docker-image://…` are pulled. */
export const bake: TextKind = {
  format: 'text',
  name: 'bake',
  recognises: (path) => /^(?:docker-)?bake(?:[.-][\w.-]*)?\.(?:hcl|json)$/i.test(baseName(path)),
  extract: (file): readonly CommonFact[] =>
    /\.json$/i.test(file.path) ? extractJson(file) : extractHcl(file, hclFields(file.text)),
};

function extractHcl(file: SourceFile, fields: readonly Field[]): readonly CommonFact[] {
  const variables = new Map(
    fields.flatMap(({ scope, key, value: [value] }) => {
      const block = blockOf(topOf(scope));
      const [name] = block?.labels ?? [];
      if (block?.type !== 'variable' || key !== 'default' || name === undefined || value?.type !== 'text') return [];
      return [[name, value.text] as const];
    }),
  );
  const built: string[] = [];
  const uses = fields.flatMap(({ scope, key, value }) => {
    const [first] = value;
    if (blockOf(topOf(scope))?.type !== 'target' || first?.type !== 'text') return [];
    if (key === '' && scope.path.at(-1) === 'tags') {
      const tag = withVariables(first.text, variables);
      if (tag.length <= MAX_REFERENCE_LENGTH) built.push(tag);
    }
    if (key === '' || scope.path.at(-1) !== 'contexts') return [];
    return valueUses({ file, kind: 'other', value, prefix: PREFIX });
  });
  return [...useFacts(uses), ...builtFacts(built)];
}

/** A text with the defaults of variables in it; others stay. */
function withVariables(text: string, variables: ReadonlyMap<string, string>): string {
  if (text.length > MAX_REFERENCE_LENGTH) return text;
  return text.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = variables.get(name);
    return value === undefined || value.length > MAX_NAME_LENGTH ? whole : value;
  });
}

function extractJson(file: SourceFile): readonly CommonFact[] {
  const parsed = parseYaml(file.text);
  if (!parsed.ok) {
    const { offset, reason } = parsed.failure;
    return [{ type: 'warning', warning: { file: file.path, line: file.at(offset).line, reason } }];
  }
  const once = onlyOnce();
  const targets = parsed.documents.flatMap(({ root }) => entriesAt(root, 'target').map(([, target]) => once(target)));
  const contexts = targets.flatMap((target) => entriesAt(once(valueAt(target, 'contexts'))).map(([, node]) => node));
  const uses = contexts.map((node) => scalarUse({ file, node, kind: 'other', prefix: PREFIX, templating: VARIABLE }));
  const tags = distinctItemsAt(targets, 'tags').flatMap((tag) => writtenScalar(tag)?.value ?? []);
  return [...useFacts(uses), ...builtFacts(tags)];
}
