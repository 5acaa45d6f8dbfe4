import type { ChartAddress } from './named-chart.ts';

/**
 * The address of a chart in a repository of either kind.
 * @param url as manifests write it: `https://…`, or `oci://registry/path` below which the charts are
 */
export function chartInRepository(url: string, name: string, version: string | undefined): ChartAddress {
  const trimmed = url.trim();
  if (trimmed.startsWith('oci://')) {
    return registryChart(`${trimmed.replace(/\/+$/, '')}/${name}`, version);
  }
  if (/^https?:\/\//.test(trimmed)) return { from: 'repository', url: trimmed, name, version: present(version) };
  if (/^(?:@|alias:)/.test(trimmed)) {
    return { from: 'nowhere', because: `${trimmed} is a repository that only the user's own helm knows` };
  }
  return { from: 'nowhere', because: `${JSON.stringify(trimmed.slice(0, 100))} is no address of a chart repository` };
}

/** The address of a chart that is a repository of a registry. */
export function registryChart(url: string, version: string | undefined, digest?: string): ChartAddress {
  const repository = url.replace(/^oci:\/\//, '').replace(/\/+$/, '');
  if (!/^[a-z0-9.-]+(?::\d+)?\/[a-z0-9._/-]+$/.test(repository)) {
    return { from: 'nowhere', because: `${JSON.stringify(url.slice(0, 100))} is no repository of a registry` };
  }
  return { from: 'registry', repository, version: present(version), digest };
}

/** The address of a chart that is named by one text: `oci://…` in full, else a name in a repository. `undefined` for one of the tree. */
export function namedChart(
  chart: string,
  repository: string | undefined,
  version: string | undefined,
): ChartAddress | undefined {
  if (chart.startsWith('oci://')) return registryChart(chart, version);
  if (repository !== undefined && repository !== '') return chartInRepository(repository, chart, version);
  return /^https?:\/\//.test(chart)
    ? { from: 'nowhere', because: 'archives of charts are not fetched by their own address' }
    : undefined;
}

function present(version: string | undefined): string | undefined {
  return version === undefined || version.trim() === '' ? undefined : version.trim();
}
