import { CLOUD_NAMES, cloudOf } from '../../clouds.ts';
import { parseReference, saysVersion } from '../../images/reference.ts';
import { UPSTREAMS, upstreamOf } from '../../images/upstreams.ts';

/** Whether a text is a reference that says registry, tag or digest, and so is hardly anything else. */
export function saysWhichImage(text: string): boolean {
  if (parseReference(text) === undefined) return false;
  return saysVersion(text) || /^[^/.:]*[.:][^/]*\//.test(text);
}

/**
 * Whether a text is a reference that says a public registry, and a tag or a digest; also one that says a registry of Azure,
 * to which such a reference is moved.
 */
export function saysUpstreamImage(text: string): boolean {
  const reference = parseReference(text);
  if (reference === undefined || !saysVersion(text) || !/^[^/]*\.[^/]*\//.test(text)) return false;
  return (
    upstreamOf(reference.registry, UPSTREAMS)?.open === true ||
    CLOUD_NAMES.some((name) => reference.registry.endsWith(cloudOf(name).registrySuffix))
  );
}
