import type { TextKind } from '../kind.ts';
import { literalUse } from '../literal.ts';
import { useFacts } from '../scalar-use.ts';
import type { Field } from './fields.ts';
import { jsonnetFields } from './jsonnet-syntax.ts';
import { isPlainlyImage } from './place.ts';

/** Jsonnet: fields with the name of an image, and those of objects called `images`, whose value is a whole literal reference. */
export const jsonnet: TextKind = {
  format: 'text',
  name: 'jsonnet',
  recognises: (path) => /\.(?:jsonnet|libsonnet)$/i.test(path),
  extract: (file) => {
    if (!/image/i.test(file.text)) return [];
    const uses = jsonnetFields(file.text).map((field) => {
      const [value] = field.value;
      if (field.value.length !== 1 || value?.type !== 'text' || !value.plain || !isImageField(field)) return undefined;
      if (!isPlainlyImage(value.text) && !isContainerImage(field, value.text)) return undefined;
      return literalUse({ file, start: value.start, text: value.text, kind: 'jsonnet', part: 'whole' });
    });
    return useFacts(uses);
  },
};

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
