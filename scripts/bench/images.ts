// Public images that benchmarks make up.
const HOSTS = ['docker.io', 'quay.io', 'ghcr.io', 'gcr.io', 'public.ecr.aws', 'mcr.microsoft.com', 'registry.k8s.io'];

/** A repository of one of the upstreams: another one for each index. */
export function sourceOf(index: number): string {
  return `${HOSTS[index % HOSTS.length]}/team-${index % 613}/service-${index}`;
}
