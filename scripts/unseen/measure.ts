import { formatReference, nameOf, parseReference } from '../../src/images/reference.ts';
import type { Use } from '../../src/manifests/model/use.ts';
import type { ChartFile } from '../../src/render/archive.ts';
import { StaysUnseen } from '../../src/render/failure.ts';
import { readNamed } from '../../src/render/reading.ts';
import { renderRelease } from '../../src/render/render-chart.ts';
import type { openHelm } from './rendering.ts';

/** A repository that installs one chart by a HelmRelease, with these values. */
function repositoryOf(values: string): string {
  const indented = values
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: release
spec:
  interval: 10m
  chart:
    spec:
      chart: measured
      version: 1.0.0
      sourceRef:
        kind: HelmRepository
        name: charts
${values === '' ? '' : `  values:\n${indented}\n`}---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: charts
spec:
  url: https://charts.example.com
`;
}

const ACR = 'contoso.azurecr.io';

/** What the product makes of a chart: its uses, with what moves them proven where `moves` is asked for. */
export async function usesOf(
  files: readonly ChartFile[],
  values: string,
  tools: Awaited<ReturnType<typeof openHelm>>,
  moves: boolean,
): Promise<readonly Use[] | string> {
  const text = Buffer.from(repositoryOf(values));
  const reading = readNamed({ paths: ['release.yaml'], read: (path) => (path === 'release.yaml' ? text : undefined) });
  const [named] = reading.named;
  if (named?.type !== 'release') throw new Error('no release is read');
  try {
    const { uses } = await renderRelease(named, {
      ...{ ...tools, reading },
      fetchChart: async () => ({ version: '1.0.0', files, note: undefined }),
      moveOf: moves ? moveOf : undefined,
    });
    return uses;
  } catch (error) {
    if (error instanceof StaysUnseen) return error.message;
    throw error;
  }
}

function moveOf(image: string) {
  const reference = parseReference(image);
  return reference === undefined ? undefined : { registry: ACR, repository: nameOf(reference) };
}

export function normalised(text: string): string {
  const reference = parseReference(text);
  return reference === undefined ? text : formatReference(reference);
}
