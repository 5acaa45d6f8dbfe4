import type { Mode } from './wall.ts';

/** What the policies in the Common Expression Language share: Kubernetes' own and Kyverno's. */

/** What follows a refusal, as both write it. */
export const VALIDATION_ACTIONS: Readonly<Record<Mode, readonly string[]>> = {
  audit: ['Audit'],
  warn: ['Warn', 'Audit'],
  deny: ['Deny', 'Audit'],
};

/** By the label that the API server itself sets on each namespace, which nobody can change. */
export function notIn(namespaces: readonly string[]): object {
  return { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: namespaces };
}

/**
 * The expression of all images of a Pod's description. A list may be missing; an image that is missing is empty, and begins with nothing
 * that is allowed. It keeps to the language's core, without optional types, so that more than one evaluator can check it.
 * @param podSpec the expression of the description
 */
export function imagesIn(podSpec: string): string {
  const containers = ['containers', 'initContainers', 'ephemeralContainers'].map((list) =>
    listIn(podSpec, list, "map(c, has(c.image) ? c.image : '')"),
  );
  const volumes = listIn(
    podSpec,
    'volumes',
    "filter(v, has(v.image)).map(v, has(v.image.reference) ? v.image.reference : '')",
  );
  return [...containers, volumes].join(' + ');
}

function listIn(podSpec: string, list: string, images: string): string {
  return `(has(${podSpec}.${list}) ? ${podSpec}.${list}.${images} : [])`;
}

/** Refuses where the variable `strange` holds an image, and names all that it holds. */
export const NOTHING_STRANGE = {
  expression: 'size(variables.strange) == 0',
  messageExpression: "'not from a trusted registry: ' + variables.strange.join(', ')",
} as const;
