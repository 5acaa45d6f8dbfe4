import { MAX_REFERENCE_LENGTH, parseReference } from '../../images/reference.ts';

/** Whether a key of values or of a manifest is one that holds a whole image reference. */
export function isImageKey(key: string): boolean {
  return /(?:^|[a-z0-9_.-])images?$/.test(key) || /[a-z0-9]Images?$/.test(key) || isImageVariable(key);
}

/** Whether an environment variable or a flag speaks of an image, and not of its tag, its pulling or its registry. */
export function isImageVariable(name: string): boolean {
  return (
    /(?:^|[_-])image(?:$|[_-])|[a-z]Image$/i.test(name) &&
    !/pull|policy|secret|tag|regist|digest|prefix|version/i.test(name)
  );
}

/**
 * Whether text under an image key is a reference: the grammar takes many words, so those that mean something else are left out.
 * `auto` is what Istio's injected gateways have, which the injector replaces; `family/…` and `projects/…` are machines of Google Cloud.
 */
export function isImageText(text: string, key: string): boolean {
  if (
    parseReference(text) === undefined ||
    /^(?:true|false|yes|no|on|off|null|auto|none|default|\d+(?:\.\d+)*)$/i.test(text)
  )
    return false;
  if (/^(?:family|projects)\//.test(text)) return false;
  if (/\.(?:png|jpe?g|gif|svg|ico|webp|iso|img|qcow2|vmdk|raw|tar|gz|tgz|zip|bin)$/i.test(text)) return false;
  return key === 'image' || /[:/]/.test(text);
}

/** What every reference beyond doubt has; labels (`app.kubernetes.io/name: web`) have a blank behind the colon. */
const REFERENCE = /\.[a-z]{2,}(?::\d{1,5})?\/[^\s:@]{1,255}[:@]\w/;

/** Whether a text may hold an image key, an image variable, or a reference beyond doubt. */
export function mayHoldImage(text: string): boolean {
  return /image/i.test(text) || REFERENCE.test(text);
}

/** Whether a text is a reference beyond doubt wherever it stands: a host with a dot, a path, and a tag or digest. */
export function isSurelyImage(text: string): boolean {
  return (
    text.length <= MAX_REFERENCE_LENGTH &&
    /^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?::\d+)?\/[^\s:@]+[:@]/.test(text) &&
    parseReference(text) !== undefined
  );
}
