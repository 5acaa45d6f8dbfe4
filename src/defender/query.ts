/**
 * The questions to Azure Resource Graph, in its dialect of KQL (docs/azure-behaviour.md#assessment-model).
 * The raw properties are asked for and read in code: the paths inside them are not documented for container images, and a question
 * that depends on them would find nothing, which looks like a clean image, on the day one of them moves.
 */

/** A question about some digests. */
export interface FindingsQuery {
  readonly kql: string;
  readonly digests: readonly string[];
}

/** Digests in one question: about 5 KB of text. */
const BATCH = 50;

/** Only these reach a question's text, so that nothing from outside can be part of the language. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * The questions that find every assessment that mentions one of the digests.
 * @param digests of platform manifests; each is asked for once, and one that is no `sha256` digest is left out
 */
export function findingsQueries(digests: readonly string[]): readonly FindingsQuery[] {
  const askable = [...new Set(digests)].filter(isAskable).toSorted();
  const queries: FindingsQuery[] = [];
  for (let start = 0; start < askable.length; start += BATCH) {
    const batch = askable.slice(start, start + BATCH);
    queries.push({ kql: findingsKql(batch), digests: batch });
  }
  return queries;
}

/** Whether Defender can be asked for the digest. */
export function isAskable(digest: string): boolean {
  return DIGEST.test(digest);
}

function findingsKql(digests: readonly string[]): string {
  const mentions = digests.map((digest) => `text has "${digest.slice('sha256:'.length)}"`);
  return [
    'securityresources',
    '| where type =~ "microsoft.security/assessments"',
    '| extend text = tostring(properties)',
    `| where ${mentions.join(' or ')}`,
    // Paging wants the id, and a stable order.
    '| project id, properties',
    '| order by id asc',
  ].join('\n');
}

/**
 * Whether any assessment can be seen at all. Resource Graph answers a caller without rights, and a subscription without
 * Defender, with no rows rather than with a refusal; without this question that would look like no findings.
 */
export const VISIBILITY_KQL = [
  'securityresources',
  '| where type =~ "microsoft.security/assessments"',
  '| project id',
  '| take 1',
].join('\n');
