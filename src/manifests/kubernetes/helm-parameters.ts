import { saysVersion } from '../../images/reference.ts';
import type { Use } from '../model/use.ts';
import { beginsWithHost, isCertainImage, isPossibleImage } from '../references/certainty.ts';
import { isImageKey } from '../references/image-keys.ts';
import { literalUse } from '../references/literal-use.ts';
import { namesMadeImage } from '../references/made-image.ts';
import { type SplitField, splitUse } from '../references/split-use.ts';
import type { SourceFile } from '../source/source.ts';
import { scalarAt, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';

const REPOSITORY = /^((?:.*\.)?(?:image|\w*Image)\.)(repository|image)$/;

/**
 * The images among the values that Argo CD sets one by one, as `--set` does
 * (https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-parameters): a repository with the registry, tag and digest
 * beside it, or a whole reference. A repository whose registry is the chart's affair is not known.
 */
export function helmParameterUses(parameters: readonly YamlNode[], file: SourceFile): readonly Use[] {
  const values = new Map<string, YamlScalar>();
  for (const parameter of parameters) {
    const name = scalarAt(parameter, 'name')?.value ?? '';
    const value = scalarAt(parameter, 'value');
    if (value !== undefined && name.length <= MAX_NAME) values.set(name, value);
  }
  return [...values].flatMap(
    ([name, scalar]) => splitOf(name, scalar, values, file) ?? wholeOf(name, scalar, file) ?? [],
  );
}

/** Longer than the path of any value; by aliases very many parameters may have one name. */
const MAX_NAME = 256;

function splitOf(
  name: string,
  scalar: YamlScalar,
  values: ReadonlyMap<string, YamlScalar>,
  file: SourceFile,
): Use | undefined {
  const [, above, role] = REPOSITORY.exec(name) ?? [];
  if (above === undefined || role === undefined) return undefined;
  const field = (key: string): SplitField | undefined => {
    const found = values.get(above + key);
    return found === undefined ? undefined : { role: key, scalar: found };
  };
  const registry = field('registry');
  const hasHost = beginsWithHost(scalar.value);
  if (registry === undefined && !hasHost) return undefined;
  const repository = { role, scalar };
  const rest = { registry, tag: field('tag'), digest: field('digest') };
  return splitUse({ file, kind: 'custom-resource', part: 'repository', repository, ...rest });
}

function wholeOf(name: string, scalar: YamlScalar, file: SourceFile): Use | undefined {
  const { value } = scalar;
  const key = name.slice(name.lastIndexOf('.') + 1);
  const isNamed = isImageKey(key) && !namesMadeImage(key) && isPossibleImage(value, 'image') && saysVersion(value);
  if (!scalar.verbatim || (!isNamed && !isCertainImage(value))) return undefined;
  return literalUse({ file, start: scalar.start, text: value, kind: 'custom-resource', part: 'arg' });
}
