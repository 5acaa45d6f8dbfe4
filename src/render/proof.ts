import { parseReference } from '../images/reference.ts';

/** What a chart renders, before and after an edit, as texts. */
export interface Renders {
  readonly before: string;
  /** Rendered again without any edit, so that what is random is known. */
  readonly again: string;
  readonly after: string;
}

/** A token of letters that references are made of. */
const TOKEN = /[\w./:@+-]+/g;

/**
 * Whether an edit changes what it is to change and nothing else: each text that differs is a reference that moved, the same version of
 * it; or a hash of what moved; or random anyway.
 * @param movedTo where an image's name (`docker.io/library/nginx`) goes; `undefined` for what stays
 * @param isNothing whether a change of a line means nothing
 * @returns a clause where it changes more
 */
export function otherChange(
  renders: Renders,
  movedTo: (name: string) => string | undefined,
  isNothing: (line: string, changed: string) => boolean = () => false,
): string | undefined {
  const [before, again, after] = [renders.before, renders.again, renders.after].map((text) => text.split('\n'));
  if (before === undefined || again === undefined || after === undefined) return 'nothing is rendered';
  if (before.length !== after.length) return 'the chart renders other lines with it';
  const isSteady = before.length === again.length;
  for (const [index, line] of before.entries()) {
    const changed = after[index] ?? '';
    if (line === changed || (isSteady && again[index] !== line) || isNothing(line, changed)) continue;
    const reason = changeOf(line, changed, movedTo);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function changeOf(line: string, changed: string, movedTo: (name: string) => string | undefined): string | undefined {
  const shown = () =>
    `it would change ${JSON.stringify(line.trim().slice(0, 100))} to ${JSON.stringify(changed.trim().slice(0, 100))}`;
  if (line.replaceAll(TOKEN, '\0') !== changed.replaceAll(TOKEN, '\0')) return shown();
  const [tokens, others] = [line.match(TOKEN) ?? [], changed.match(TOKEN) ?? []];
  const isFine = tokens.every((token, index) => {
    const other = others[index] ?? '';
    return token === other || isMoved(token, other, movedTo) || isHash(line, token, other);
  });
  return isFine ? undefined : shown();
}

/** `nginx:1.27` that becomes `contoso.azurecr.io/docker.io/library/nginx:1.27`; a key before it (`--image=`) is a token of its own. */
function isMoved(token: string, other: string, movedTo: (name: string) => string | undefined): boolean {
  // A key and a colon may stand before it without a blank, and a colon behind it.
  const reference = parseReference(token);
  if (reference === undefined) return false;
  const target = movedTo(`${reference.registry}/${reference.repository}`);
  if (target === undefined) return false;
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return other === `${target}${tag}${digest}`;
}

/** What charts compute of their own objects, so that Pods are started anew where these change. */
function isHash(line: string, token: string, other: string): boolean {
  const isHex = (text: string) => /^[0-9a-f]{8,128}$/.test(text);
  return /checksum|hash|sha\d/i.test(line) && isHex(token) && isHex(other) && token.length === other.length;
}
