import { field, parseJson, stringField } from '../base/json.ts';
import { withoutQuery } from '../base/url.ts';

/** What Azure said, as far as it belongs into a message of ours. */

const MAX_TEXT_CHARS = 1000;

/** One bounded line without the signed queries of operation URLs. */
export function readable(text: string): string {
  return text
    .slice(0, MAX_TEXT_CHARS)
    .replaceAll(/\s+/g, ' ')
    .split(' ')
    .map((word) => (word.includes('://') ? withoutQuery(word) : word))
    .join(' ')
    .trim();
}

/** A code of Azure's, empty where it is none: what is no identifier may be any text. */
export function codeIn(text: string | undefined): string {
  return text !== undefined && /^[\w.-]{1,100}$/.test(text) ? text : '';
}

/** Code and message of a refusal's body, each empty where it is not there (docs/azure-behaviour.md#arm-error-shape). */
export function errorIn(body: string): { readonly code: string; readonly message: string } {
  const error = field(parseJson(body), 'error');
  return { code: codeIn(stringField(error, 'code')), message: readable(stringField(error, 'message') ?? '') };
}

/** `Code: message`, or what there is of it. */
export function withCode(code: string, message: string): string {
  return [code, message].filter((part) => part !== '').join(': ');
}
