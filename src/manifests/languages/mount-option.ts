import { type Span, withoutQuotes } from './shell-words.ts';

/** Nobody's mount has as many fields. */
const MAX_FIELDS = 64;

/**
 * Where the image stands in the value of `--mount` or of a quadlet's `Mount=`, where it mounts one: `type=image,source=…`
 * (https://docs.podman.io/en/latest/markdown/podman-run.1.html#mount-type-type-type-specific-option). Quotes may stand around
 * all of it, around a field, and around a field's value.
 */
export function mountedImage(text: string, span: Span): Span | undefined {
  const { start, end } = withoutQuotes(text, span);
  let at = start;
  let isImage = false;
  let source: Span | undefined;
  for (const written of text.slice(start, end).split(',', MAX_FIELDS)) {
    const field = withoutQuotes(text, { start: at, end: at + written.length });
    const [key = ''] = /^(?:type|source|src)=/.exec(text.slice(field.start, field.start + 7)) ?? [];
    const value = withoutQuotes(text, { start: field.start + key.length, end: field.end });
    if (key === 'type=') isImage = value.end - value.start === 5 && text.startsWith('image', value.start);
    else if (key !== '') source = value;
    at += written.length + 1;
  }
  return isImage ? source : undefined;
}
