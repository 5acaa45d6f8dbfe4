/**
 * The questions to Azure Resource Graph, in its dialect of KQL (docs/azure-behaviour.md#assessment-model).
 * The raw properties are asked for and read in code: the paths inside them are not documented for container images, and a question
 * that depends on them would find nothing, which looks like a clean image, on the day one of them moves.
 */

/**
 * Digests in one question: about 16 KB of text. No limit of a question's length is published; where one is met the question is
 * asked in halves (src/defender/batches.ts).
 */
export const MAX_DIGESTS = 200;

/** Only these reach a question's text, so that nothing from outside can be part of the language. */
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Digests of platform manifests to ask for: each once, and none that is no `sha256` digest. */
export function askableDigests(digests: readonly string[]): readonly string[] {
  return [...new Set(digests)].filter(isAskable).sort();
}

/** Whether Defender can be asked for the digest. */
export function isAskable(digest: string): boolean {
  return DIGEST.test(digest);
}

/**
 * The question that finds every assessment that mentions one of the digests.
 * @param digests as {@link askableDigests} gives them
 */
export function findingsKql(digests: readonly string[]): string {
  const mentions = digests.filter(isAskable).map((digest) => `text has "${digest.slice('sha256:'.length)}"`);
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
 * Whether any assessment of this registry can be seen. Resource Graph answers a caller without rights with no rows rather than with
 * a refusal, and assessments of other resources in the subscription prove nothing about this one: rights may be given for a part.
 * @param registryName letters and digits
 */
export function registryKql(registryName: string): string {
  if (!/^[a-z0-9]+$/i.test(registryName)) throw new Error(`no name of a registry: ${registryName}`);
  return [
    'securityresources',
    '| where type =~ "microsoft.security/assessments"',
    `| where id contains "${registryPath(registryName)}"`,
    '| project id',
    '| take 1',
  ].join('\n');
}

/** What stands in the id of an assessment of the registry (docs/azure-behaviour.md#assessment-registry), in lower case. */
export function registryPath(registryName: string): string {
  return `/registries/${registryName.toLowerCase()}/`;
}
