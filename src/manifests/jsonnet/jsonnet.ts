import type { Field } from '../languages/fields.ts';
import { jsonnetFields, jsonnetTokens } from '../languages/jsonnet.ts';
import type { TextKind } from '../model/kind.ts';
import { isPossibleImage, isVersionedImage } from '../references/certainty.ts';
import { literalUse } from '../references/literal-use.ts';
import { useFacts } from '../references/scalar-use.ts';
import { type Argument, literalArguments } from './calls.ts';

/**
 * Jsonnet: fields with the name of an image, those of objects called `images`, and what libraries of Kubernetes are called with,
 * where the value is a whole literal reference.
 */
export const jsonnet: TextKind = {
  format: 'text',
  name: 'jsonnet',
  recognises: (path) => /\.(?:jsonnet|libsonnet)$/i.test(path),
  extract: (file) => {
    if (!/image|container/i.test(file.text)) return [];
    const fields = jsonnetFields(file.text).map((field) => {
      const [value] = field.value;
      if (field.value.length !== 1 || value?.type !== 'text' || !value.plain || !isImageField(field)) return undefined;
      if (!isVersionedImage(value.text) && !isContainerImage(field, value.text)) return undefined;
      return literalUse({ file, start: value.start, text: value.text, kind: 'jsonnet', part: 'whole' });
    });
    const calls = Array.from(literalArguments(jsonnetTokens(file.text)), (argument) => {
      const { start, text, plain } = argument.value;
      if (!plain || !isImageArgument(argument) || !isPossibleImage(text, 'image')) return undefined;
      return literalUse({ file, start, text, kind: 'jsonnet', part: 'arg' });
    });
    return useFacts([...fields, ...calls]);
  },
};

/** `container.withImage(image)`, `container.new(name, image)` (https://jsonnet-libs.github.io/k8s-libsonnet/1.31/core/v1/container/). */
function isImageArgument({ name, owner, index }: Argument): boolean {
  if (name === 'withImage') return index === 0;
  return name === 'new' && index === 1 && /^(?:init|ephemeral)?containers?$/i.test(owner ?? '');
}

function isImageField({ scope, target }: Field): boolean {
  // A parameter with a default has its name last; a field has one token.
  const last = target.at(-1);
  if (last === undefined || last.type === 'mark') return false;
  return /(?:^|[a-z_-])image$/i.test(last.text) || /^_?images$/i.test(scope.path.at(-1) ?? '');
}

/** A name without a tag is an image where it has a path, or stands in a container. */
function isContainerImage({ scope }: Field, text: string): boolean {
  return text.includes('/') || /containers?_?$/i.test(scope.path.at(-1)?.slice(-16) ?? '');
}
