import { CLOUD_NAMES, cloudOf } from '../../clouds.ts';
import { MAX_REFERENCE_LENGTH, parseReference, saysVersion } from '../../images/reference.ts';
import { UPSTREAMS, upstreamOf } from '../../images/upstreams.ts';

/**
 * Is this text an image? The grammar of references takes almost any word, so every reader asks for as much certainty as the place
 * of the text leaves open. One scale, each step with what the places before it do not need:
 *
 * 1. *possible*: a reference, and no word that means something else. Enough under a key that says image.
 * 2. *versioned*: it also says a tag, a digest or a registry. Enough where the name of the field may mean another sort of image.
 * 3. *qualified*: a version and a path. Enough for a variable whose name says image.
 * 4. *certain*: a host with a dot, a path, and a version. Enough wherever it stands.
 */

/**
 * Step 1. Whether text under a key is a reference, and none of the words that mean something else there.
 * `auto` is what Istio's injected gateways have, which the injector replaces; `family/…` and `projects/…` are machines of
 * Google Cloud.
 */
export function isPossibleImage(text: string, key: string): boolean {
  if (
    parseReference(text) === undefined ||
    /^(?:true|false|yes|no|on|off|null|auto|none|default|\d+(?:\.\d+)*)$/i.test(text)
  )
    return false;
  if (/^(?:family|projects)\//.test(text)) return false;
  if (/\.(?:png|jpe?g|gif|svg|ico|webp|iso|img|qcow2|vmdk|raw|tar|gz|tgz|zip|bin)$/i.test(text)) return false;
  return key === 'image' || /[:/]/.test(text);
}

/**
 * Step 2. Whether a text is a reference with a tag, a digest or a registry: images of machines have none of them, and a tag alone
 * is not enough without a name.
 */
export function isVersionedImage(text: string): boolean {
  const reference = parseReference(text);
  if (reference === undefined) return false;
  return reference.tag !== undefined || reference.digest !== undefined || reference.registry !== 'docker.io';
}

/** Step 2, for words of a command: as {@link isVersionedImage}, where a digest alone only reads like a reference. */
export function isVersionedWord(text: string): boolean {
  if (parseReference(text) === undefined) return false;
  return saysVersion(text) || beginsWithHost(text);
}

/** Whether what stands before the first slash is a registry: it has a dot or a port. */
export function beginsWithHost(text: string): boolean {
  return /^[^/.:]*[.:][^/]*\//.test(text);
}

/** Step 3. Whether a text is a reference with a host or a namespace, and a tag or a digest. */
export function isQualifiedImage(text: string): boolean {
  return saysVersion(text) && /^[a-z0-9][\w.-]*\//.test(text);
}

/** Step 4. Whether a text is a reference beyond doubt wherever it stands: a host with a dot, a path, and a tag or digest. */
export function isCertainImage(text: string): boolean {
  return (
    text.length <= MAX_REFERENCE_LENGTH &&
    /^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?::\d+)?\/[^\s:@]+[:@]/.test(text) &&
    parseReference(text) !== undefined
  );
}

/**
 * Step 4, of public images alone: whether a text is a reference that says a public registry, and a tag or a digest; also one that
 * says a registry of Azure, to which such a reference is moved.
 */
export function isCertainPublicImage(text: string): boolean {
  const reference = parseReference(text);
  if (reference === undefined || !saysVersion(text) || !/^[^/]*\.[^/]*\//.test(text)) return false;
  return (
    upstreamOf(reference.registry, UPSTREAMS)?.open === true ||
    CLOUD_NAMES.some((name) => reference.registry.endsWith(cloudOf(name).registrySuffix))
  );
}
