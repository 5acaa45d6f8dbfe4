import { field, parseJson, stringField } from '../../base/json.ts';
import type { StoredManifest } from './store.ts';

/** A descriptor as a list of referrers has it; of a real source whatever it says. */
export type Descriptor = unknown;

/** The manifests that refer to a subject (OCI distribution specification, "listing referrers"). */
export function referrersAmong(manifests: Iterable<StoredManifest>, subject: string): readonly Descriptor[] {
  return [...manifests].flatMap(({ digest, mediaType, bytes }) => {
    const manifest = parseJson(Buffer.from(bytes).toString('utf8'));
    if (stringField(manifest, 'subject', 'digest') !== subject) return [];
    const artifactType = stringField(manifest, 'artifactType') ?? stringField(manifest, 'config', 'mediaType');
    return [{ mediaType, artifactType, digest, size: bytes.length, annotations: field(manifest, 'annotations') ?? {} }];
  });
}
