import { entriesAt, resolved, valueAt, type YamlDocument } from '../yaml/nodes.ts';
import { Services } from './services.ts';

/** The usual names, with what people put between: `docker-compose.prod.yml`, `compose-dev.yaml`. */
const NAME = /(?:^|\/)(?:docker-|podman-)?compose(?:[._-][^/]*)?\.ya?ml$/i;

/** Whether a path has one of the usual names. */
export function isComposeName(path: string): boolean {
  return NAME.test(path);
}

/** Keys of a service by https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json, and those of older versions. */
const SERVICE_KEYS: ReadonlySet<string> = new Set(
  `annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count
  cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy
  develop device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file environment expose extends
  external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links logging
  mac_address mem_limit mem_reservation mem_swappiness memswap_limit models net network_mode networks oom_kill_disable
  oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy pull_refresh_after
  read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls
  tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from working_dir <<`.split(/\s+/),
);

/** What some service has of a file that is one by its content: others' `services` have commands and ports, too. */
const OWN_KEYS = ['image', 'build', 'extends', 'container_name', 'depends_on', 'env_file'] as const;
/** What a text has of which some service has one of them. */
export const OF_SERVICES = new RegExp(OWN_KEYS.join('|'));

/**
 * Whether a document is a Compose file: by its name and what every one has, or by its content alone
 * (`stack.yml`, `services.yaml`): a mapping `services` of nothing but Compose services.
 */
export function isCompose({ root }: YamlDocument, path: string): boolean {
  if (resolved(root)?.type !== 'mapping' || valueAt(root, 'apiVersion') !== undefined) return false;
  const services = entriesAt(root, 'services');
  if (isComposeName(path)) return services.length > 0 || valueAt(root, 'include') !== undefined;
  // Many services may be aliases of one.
  const distinct = [...new Set(services.map(([, service]) => resolved(service)))];
  const fields = new Services();
  return (
    distinct.some((service) => OWN_KEYS.some((key) => fields.field(service, key) !== undefined)) &&
    distinct.every((service) => service?.type === 'mapping') &&
    distinct.every((service) => entriesAt(service).every(([key]) => SERVICE_KEYS.has(key) || key.startsWith('x-')))
  );
}
