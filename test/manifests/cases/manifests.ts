/** A text of lines. */
export function lines(...texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}

/** A Pod with a container for each image. */
export function pod(...images: readonly string[]): string {
  const containers = images.map((image, index) => `  - {name: c${index}, image: "${image}"}`);
  return lines('apiVersion: v1', 'kind: Pod', 'metadata: {name: p}', 'spec:', '  containers:', ...containers);
}

/** A Kustomization of Flux that builds a folder, with more lines of its spec. */
export function flux(path: string, ...rest: readonly string[]): string {
  return lines(
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    'metadata: {name: a}',
    'spec:',
    `  path: ${path}`,
    ...rest.map((line) => `  ${line}`),
  );
}
