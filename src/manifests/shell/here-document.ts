import { saysVersion } from '../../images/reference.ts';
import { mayHoldImage } from '../references/image-keys.ts';
import { type TemplatePlace, templatePlaces } from '../references/template-lines.ts';

/** Objects of Kubernetes, and the files of kind, k3d and their like. */
const MANIFEST = /^[ \t]*(?:apiVersion|kind):[ \t]/m;

/**
 * The images in the contents of a here-document that is YAML, read line by line. Parts of a manifest and other texts have
 * images where the reference says its tag or digest.
 * @returns places by offset in the text; templated are those with a variable
 */
export function documentPlaces(text: string): readonly TemplatePlace[] {
  if (!mayHoldImage(text)) return [];
  const isManifest = MANIFEST.test(text);
  // `$V` is read as if it were the beginning of `${V}`, so that it is known for a variable.
  return templatePlaces(text.replaceAll(/\$[A-Za-z_]/g, '${')).flatMap((place): readonly TemplatePlace[] => {
    const written = text.slice(place.start, place.start + place.text.length);
    if (written.includes('{{')) return [];
    const before = text.slice(Math.max(place.start - 8, 0), place.start);
    if (!isManifest && /=[ \t]*["']?$/.test(before)) return [];
    // JSON in a manifest is mostly the settings or the example in a ConfigMap.
    const isField = isManifest && !/"[ \t]*:[ \t]*["']?$/.test(before);
    if (!isField && !place.templated && !saysVersion(written)) return [];
    return [{ ...place, text: written }];
  });
}
