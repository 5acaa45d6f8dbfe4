import { matcher } from '../base/globs.ts';
import { isInternal, isLoopback } from '../registry/transport/host.ts';

/**
 * Hosts that charts and bases are fetched from unless `chart-hosts` says otherwise: where the charts of Artifact Hub
 * (https://artifacthub.io) that are installed most have their repositories, and where those keep the archives. A repository of charts on
 * another host is a line of the input.
 */
export const CHART_HOSTS: readonly string[] = [
  '*.github.io',
  'github.com',
  'codeload.github.com',
  'raw.githubusercontent.com',
  'objects.githubusercontent.com',
  'release-assets.githubusercontent.com',
  'gitlab.com',
  '*.gitlab.io',
  'ghcr.io',
  'pkg-containers.githubusercontent.com',
  'registry-1.docker.io',
  'docker.io',
  'auth.docker.io',
  'production.cloudflare.docker.com',
  'quay.io',
  '*.quay.io',
  'public.ecr.aws',
  'registry.k8s.io',
  '*.pkg.dev',
  'mcr.microsoft.com',
  '*.data.mcr.microsoft.com',
  'charts.bitnami.com',
  'repo.broadcom.com',
  'charts.jetstack.io',
  'helm.cilium.io',
  'helm.releases.hashicorp.com',
  'helm.elastic.co',
  'helm.traefik.io',
  'helm.nginx.com',
  'helm.goharbor.io',
  'helm.linkerd.io',
  'helm.datadoghq.com',
  'helm.neo4j.com',
  'charts.longhorn.io',
  'charts.rook.io',
  'charts.rancher.io',
  'releases.rancher.com',
  'charts.gitlab.io',
  'charts.crossplane.io',
  'charts.external-secrets.io',
  'charts.authelia.com',
  'charts.goauthentik.io',
  'charts.fairwinds.com',
  'charts.konghq.com',
  'charts.strimzi.io',
  'strimzi.io',
  'charts.min.io',
  'operator.min.io',
  'charts.victoriametrics.com',
  'kiali.org',
  'istio-release.storage.googleapis.com',
  'storage.googleapis.com',
  'dl.cloudsmith.io',
  'download.smallstep.com',
  '*.s3.amazonaws.com',
];

/** Whether something may be fetched from a URL, or why not, as a clause. */
export type HostCheck = (url: URL) => string | undefined;

/**
 * Makes the check on hosts.
 * @param declared globs of hosts (with their port, where it is not 443) beside the table; `*` is every host of the public Internet
 */
export function hostCheck(declared: readonly string[]): HostCheck {
  const isListed = matcher([...CHART_HOSTS, ...declared]);
  // What a glob allows is the public Internet; this machine and its link are allowed by their full name alone.
  const named = new Set(declared);
  return (url) => {
    const host = url.host.toLowerCase();
    if (url.username !== '' || url.password !== '') return `the address of ${host} carries credentials`;
    const isNamed = named.has(host) || named.has(url.hostname.toLowerCase());
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNamed && isLoopback(url)))
      return `${host} is not asked over ${url.protocol.slice(0, -1)}: only https is taken`;
    if (isInternal(url) && !isNamed) return `${host} is this machine, its link or its cloud's metadata`;
    if (isListed(host) || isNamed) return undefined;
    return `${host} is not among the hosts that charts are fetched from; add it to chart-hosts`;
  };
}
