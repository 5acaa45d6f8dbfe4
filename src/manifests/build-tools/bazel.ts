import type { Scope } from '../languages/fields.ts';
import { starlarkFields } from '../languages/starlark.ts';
import { scalarOf, type Text } from '../languages/tokens.ts';
import type { TextKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { literalUse } from '../references/literal-use.ts';
import { useFacts } from '../references/scalar-use.ts';
import { type SplitField, splitUse } from '../references/split-use.ts';
import { baseName } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';

/**
 * Bazel: images that modules and workspaces pull, by the calls of rules_oci (https://github.com/bazel-contrib/rules_oci/blob/main/docs/pull.md)
 * and rules_docker (https://github.com/bazelbuild/rules_docker/blob/master/docs/container.md).
 */
export const bazel: TextKind = {
  format: 'text',
  name: 'bazel',
  recognises: (path) => /^(?:(?:[\w.-]+\.)?MODULE\.bazel|WORKSPACE(?:\.bazel|\.bzlmod)?|.*\.bzl)$/.test(baseName(path)),
  extract: (file) => (/pull/.test(file.text) ? useFacts(pullUses(file)) : []),
};

const PULL = /^(?:\w*oci\w*\.pull|(?:\w+\.)?(?:oci_pull|container_pull))$/;

function pullUses(file: SourceFile): readonly (Use | undefined)[] {
  const calls = new Map<Scope, Map<string, Text>>();
  for (const { scope, key, value } of starlarkFields(file.text)) {
    const [token, ...others] = value;
    if (scope.bracket !== '(' || token?.type !== 'text' || !token.plain || others.length > 0 || !isPull(scope))
      continue;
    const call = calls.get(scope) ?? new Map<string, Text>();
    calls.set(scope, call.set(key, token));
  }
  return Array.from(calls.values(), (call) => pullUse(file, call));
}

function isPull({ header }: Scope): boolean {
  const called = header.at(-1);
  return called?.type === 'word' && PULL.test(called.text);
}

/** `image`, or `repository` with `registry`; `tag` and `digest` apart from it. */
function pullUse(file: SourceFile, call: ReadonlyMap<string, Text>): Use | undefined {
  const fieldOf = (role: string): SplitField | undefined => {
    const token = call.get(role);
    return token === undefined ? undefined : { role, scalar: scalarOf(token) };
  };
  const image = call.get('image');
  if (image !== undefined && /[:@]/.test(image.text.slice(image.text.lastIndexOf('/') + 1)))
    return literalUse({ file, start: image.start, text: image.text, kind: 'other', part: 'whole' });
  const repository = fieldOf('image') ?? fieldOf('repository');
  if (repository === undefined) return undefined;
  const registry = image === undefined ? fieldOf('registry') : undefined;
  const rest = { registry, tag: fieldOf('tag'), digest: fieldOf('digest') };
  return splitUse({ file, kind: 'other', part: 'repository', repository, ...rest });
}
