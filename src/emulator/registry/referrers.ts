import { createHash } from 'node:crypto';
import { jsonAnswer, onlyQuery, type ServiceAnswer, type ServiceRequest } from '../exchange.ts';
import { REGISTRY_REFUSALS } from './refusals.ts';
import { sourceOf } from './source.ts';
import type { RegistryState } from './state.ts';

/**
 * `/v2/<repository>/referrers/<digest>`: Defender's findings artifact on what is stored and was scanned
 * (docs/azure-behaviour.md#findings-artifact).
 */
export function answerReferrers(
  state: RegistryState,
  request: ServiceRequest,
  repository: string,
  digest: string,
): ServiceAnswer {
  onlyQuery(request, 'artifactType');
  const wanted = request.query.get('artifactType');
  const stored = state.store.find(repository)?.manifests.get(digest);
  if (stored === undefined) {
    const source = sourceOf(state, repository);
    if (source === undefined) return REGISTRY_REFUSALS.nameUnknown(repository);
    if (state.settings.referrersOfProxied === 'failure') {
      return REGISTRY_REFUSALS.referrersFailed(source.name, source.rule.name);
    }
  }
  const scan = stored === undefined ? undefined : state.defender.ask(digest);
  const found = scan === undefined || scan.evidence === false ? [] : [artifact(digest, scan.scannedAt)];
  const manifests = found.filter(({ artifactType }) => wanted === null || wanted === artifactType);
  return jsonAnswer(
    200,
    { schemaVersion: 2, mediaType: INDEX_TYPE, manifests },
    { 'content-type': INDEX_TYPE, ...(wanted === null ? {} : { 'oci-filters-applied': 'artifactType' }) },
  );
}

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/**
 * The artifact's descriptor, as a list of referrers has it; annotations of the sample in
 * docs/azure-behaviour.md#findings-artifact.
 */
function artifact(subject: string, scannedAt = '2026-01-01T00:00:00Z') {
  return {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType: 'application/vnd.in-toto+json',
    digest: `sha256:${createHash('sha256').update(`findings of ${subject}`).digest('hex')}`,
    size: 1024,
    annotations: {
      'in-toto.io/predicate-type': 'https://in-toto.io/attestation/vulns/v0.2',
      'org.opencontainers.image.created': scannedAt,
      'report-type': 'SoftwareInventoryAssessment',
      scanner: 'MDVM',
    },
  };
}
