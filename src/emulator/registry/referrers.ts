import { stringField } from '../../base/json.ts';
import { jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest } from '../exchange.ts';
import { buildArtifact, FINDINGS_TYPE, findingsAnnotations } from '../images.ts';
import { type Descriptor, referrersAmong } from './referring.ts';
import { REGISTRY_REFUSALS } from './refusals.ts';
import { askSource, type Source, sourceOf } from './source.ts';
import type { RegistryState } from './state.ts';

/**
 * `/v2/<repository>/referrers/<digest>`: what the registry has stored, Defender's findings artifact on what was scanned among it
 * (docs/azure-behaviour.md#findings-artifact), and through a cache rule also what the source answers, as for tags
 * (docs/azure-behaviour.md#referrers-proxied).
 */
export async function answerReferrers(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  digest: string,
): Promise<ServiceAnswer> {
  onlyQuery(request, 'artifactType');
  const wanted = request.query.get('artifactType');
  const stored = state.store.find(repository);
  const source = sourceOf(state, repository);
  if (source === undefined && stored?.manifests.has(digest) !== true) return REGISTRY_REFUSALS.nameUnknown(repository);
  if (stored?.manifests.has(digest)) attachFindings(state, repository, digest);
  const own = referrersAmong(stored?.manifests.values() ?? [], digest);
  const theirs = source === undefined ? [] : await fromSource(state, source, digest);
  if (theirs === undefined) return REGISTRY_REFUSALS.referrersFailed(source?.name ?? '', source?.rule.name ?? '');
  const all = new Map([...theirs, ...own].map((descriptor) => [stringField(descriptor, 'digest'), descriptor]));
  const manifests = [...all.values()].filter(
    (descriptor) => wanted === null || stringField(descriptor, 'artifactType') === wanted,
  );
  const marked = source !== undefined && state.settings.sourceReferrers === 'marked';
  return jsonAnswer(
    200,
    { schemaVersion: 2, mediaType: INDEX_TYPE, manifests },
    {
      'content-type': INDEX_TYPE,
      ...(wanted === null ? {} : { 'oci-filters-applied': 'artifactType' }),
      ...(marked ? { 'x-azure-origin': 'upstream' } : {}),
    },
  );
}

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/** What the source says; `undefined` where asking it fails. */
async function fromSource(
  state: RegistryState,
  source: Source,
  digest: string,
): Promise<readonly Descriptor[] | undefined> {
  switch (state.settings.sourceReferrers) {
    case 'failure':
      return undefined;
    case 'not asked':
      return [];
    case 'unmarked':
    case 'marked': {
      const answer = await askSource(state, source, (upstream) => upstream.referrers(source.repository, digest));
      if (answer.type === 'found') return answer.value;
      return answer.trouble === 'not-found' ? [] : undefined;
    }
  }
}

const HOUR_MS = 3_600_000;

/** Defender pushes its artifact into the registry, beside the image that it scanned. */
function attachFindings(state: RegistryState, repository: string, digest: string): void {
  const scan = state.defender.ask(digest);
  if (scan === undefined || scan.evidence === false) return;
  const stored = state.store.make(repository);
  if (referrersAmong(stored.manifests.values(), digest).some((entry) => state.attached.has(idOf(entry)))) return;
  const created = scan.scannedAt ?? new Date(state.clock.now() - HOUR_MS).toISOString();
  const artifact = buildArtifact({
    subject: digest,
    artifactType: FINDINGS_TYPE,
    annotations: findingsAnnotations(created),
  });
  state.attached.set(artifact.digest, digest);
  for (const [name, manifest] of artifact.manifests) stored.manifests.set(name, manifest);
  for (const [name, blob] of artifact.blobs) stored.blobs.set(name, blob);
}

function idOf(descriptor: Descriptor): string {
  return stringField(descriptor, 'digest') ?? '';
}
