import { scalarAt, type YamlMapping, type YamlNode } from '../yaml/nodes.ts';
import { mappingAt } from './fields.ts';

/** Which object a document is. */
export interface ObjectType {
  /** `apps`, `tekton.dev`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
}

/** `group/version` or `version`, as the API machinery takes it. */
const API_VERSION = /^(?:([a-z0-9][a-z0-9.-]*)\/)?v\d+(?:(?:alpha|beta)\d+)?$/;

/** Twice what the API machinery takes of either. */
const MAX_LENGTH = 512;

/** Things with `apiVersion` and `kind` that no API server takes. */
const OTHERS = /^(?:skaffold|kustomize\.config\.k8s\.io)$/;

/** The type of a Kubernetes object; `undefined` for anything else. */
export function objectType(node: YamlNode): ObjectType | undefined {
  if (node.type !== 'mapping') return undefined;
  return objectTypeOf(scalarAt(node, 'apiVersion')?.value, scalarAt(node, 'kind')?.value);
}

/** The type that these fields say. */
export function objectTypeOf(version: string | undefined, kind: string | undefined): ObjectType | undefined {
  if (kind === undefined || kind.length > MAX_LENGTH || !/^[A-Z]\w*$/.test(kind)) return undefined;
  if (version === undefined) return kind === 'List' ? { group: '', kind } : undefined;
  const match = version.length > MAX_LENGTH ? null : API_VERSION.exec(version);
  // Kubernetes' own core group has no name and only these versions; others leave out their group's name.
  const group = match?.[1] ?? (/^v1(?:beta\d)?$/.test(version) ? '' : version);
  return match === null || OTHERS.test(group) ? undefined : { group, kind };
}

/** The groups that Kubernetes itself serves (https://kubernetes.io/docs/reference/kubernetes-api/). */
const BUILT_IN = new Set([
  '',
  'apps',
  'batch',
  'extensions',
  'autoscaling',
  'policy',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

export function isBuiltIn({ group }: ObjectType): boolean {
  return BUILT_IN.has(group);
}

/** Where each workload of Kubernetes has its pod. */
const POD_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ['PodTemplate', ['template', 'spec']],
  ['Deployment', ['spec', 'template', 'spec']],
  ['StatefulSet', ['spec', 'template', 'spec']],
  ['DaemonSet', ['spec', 'template', 'spec']],
  ['ReplicaSet', ['spec', 'template', 'spec']],
  ['ReplicationController', ['spec', 'template', 'spec']],
  ['Job', ['spec', 'template', 'spec']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
]);

/** The pod of a workload. */
export function podSpecOf(root: YamlNode, { kind }: ObjectType): YamlMapping | undefined {
  const path = POD_PATHS.get(kind);
  return path === undefined ? undefined : mappingAt(root, ...path);
}
