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

/** Parameters that a chart is evaluated with. */
const MAX_PARAMETERS = 256;

/**
 * Each of the values that Argo CD sets one by one as a document of values of its own, so that each stands where it is written.
 * Places in lists (`args[0]`) are not followed.
 */
export function parameterLayers(parameters: readonly YamlNode[]): readonly YamlNode[] {
  return parameters.slice(0, MAX_PARAMETERS).flatMap((parameter) => {
    const [name, value] = [scalarAt(parameter, 'name'), scalarAt(parameter, 'value')];
    if (name === undefined || value === undefined || name.value.length > MAX_NAME || name.value.includes('['))
      return [];
    const keys = name.value.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.'));
    return keys.reduceRight<YamlNode>((below, key) => mappingOf(name, key, below), value);
  });
}

/** A mapping of one key, as if it stood where its value does. */
function mappingOf(name: YamlScalar, key: string, value: YamlNode): YamlNode {
  const written: YamlScalar = { ...name, value: key, start: value.start, end: value.start, verbatim: false };
  return { type: 'mapping', start: value.start, flow: false, anchor: undefined, entries: [{ key: written, value }] };
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
