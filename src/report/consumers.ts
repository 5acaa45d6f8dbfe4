import type { KindName } from '../manifests/model/use.ts';

/** What pulls images that manifests of some kinds name. */
export type Consumer =
  | 'aks'
  | 'compose'
  | 'build'
  | 'build-frontend'
  | 'workflow-container'
  | 'docker-action'
  | 'container-apps'
  | 'container-instances'
  | 'devcontainer'
  | 'other-ci'
  | 'host';

/** What a consumer needs to pull from the team's registry. */
export interface ConsumerNeed {
  readonly consumer: Consumer;
  /** For people: `AKS nodes`. */
  readonly name: string;
  /** Whether it can log in to a registry at all. */
  readonly canLogIn: boolean;
  /** One sentence. */
  readonly need: string;
  /** The command or the lines that give it that; absent where nothing does. */
  readonly command?: string;
}

/** A registry as commands name it. */
export interface RegistryName {
  readonly name: string;
  readonly loginServer: string;
  /**
   * Whether roles are given by repository (ABAC), where AcrPull counts for nothing (docs/azure-behaviour.md#abac);
   * absent where it could not be read.
   */
  readonly abac?: boolean;
}

/** A place that names an image, as far as it matters who pulls it. */
export interface ConsumedUse {
  readonly kind: KindName;
  readonly part: string;
  /** What stands there. */
  readonly text: string;
}

/** Who pulls the image of a use; `undefined` where nothing does by itself. */
export function consumerOf({ kind, part, text }: ConsumedUse): Consumer | undefined {
  switch (kind) {
    case 'kubernetes':
    case 'custom-resource':
    case 'helm-values':
    case 'helm-template':
    case 'kustomize':
      return 'aks';
    case 'compose':
      return 'compose';
    case 'dockerfile':
      return part === 'syntax' ? 'build-frontend' : 'build';
    case 'github-workflow':
      return text.startsWith('docker://') ? 'docker-action' : 'workflow-container';
    case 'gitlab-ci':
    case 'azure-pipelines':
    case 'cloudbuild':
    case 'circleci':
    case 'bitbucket-pipelines':
    case 'drone':
      return 'other-ci';
    case 'container-apps':
      return 'container-apps';
    case 'container-instances':
      return 'container-instances';
    case 'devcontainer':
      return 'devcontainer';
    case 'skaffold':
      return 'build';
    case 'quadlet':
    case 'ansible':
    case 'shell':
    case 'makefile':
      return 'host';
    case 'terraform':
    case 'bicep':
    case 'arm-template':
    case 'jsonnet':
    case 'helm-chart-annotation':
    case 'other':
      return undefined;
  }
}

/** What each consumer of some uses needs, each once, in a fixed order. */
export function consumerNeeds(uses: readonly ConsumedUse[], registry: RegistryName): readonly ConsumerNeed[] {
  const found = new Set(uses.map(consumerOf));
  return ORDER.filter((consumer) => found.has(consumer)).map((consumer) => needOf(consumer, registry));
}

const ORDER: readonly Consumer[] = [
  'aks',
  'container-apps',
  'container-instances',
  'compose',
  'build',
  'build-frontend',
  'workflow-container',
  'docker-action',
  'devcontainer',
  'other-ci',
  'host',
];

/**
 * What one consumer needs. Sources: docs/azure-behaviour.md#roles for the roles; the documentation of each consumer for
 * the rest.
 */
export function needOf(consumer: Consumer, registry: RegistryName): ConsumerNeed {
  const { name, loginServer } = registry;
  const login = `az acr login --name ${name}`;
  const grant = (principal: string) => grantCommand(principal, registry);
  switch (consumer) {
    case 'aks':
      return {
        consumer,
        name: 'AKS nodes',
        canLogIn: true,
        need: `The kubelet's identity needs ${roleText(registry)} on the registry; no imagePullSecrets then.`,
        command:
          registry.abac === true
            ? grant(
                '$(az aks show --resource-group <group> --name <cluster> --query identityProfile.kubeletidentity.objectId --output tsv)',
              )
            : `az aks update --resource-group <group> --name <cluster> --attach-acr ${name}`,
      };
    case 'container-apps':
      return {
        consumer,
        name: 'Container Apps',
        canLogIn: true,
        need: `The app's managed identity needs ${roleText(registry)}, and the app must be told to use it for this registry.`,
        command: `az containerapp registry set --resource-group <group> --name <app> --server ${loginServer} --identity system`,
      };
    case 'container-instances':
      return {
        consumer,
        name: 'Container Instances',
        canLogIn: true,
        need: `A user-assigned identity of the group needs ${roleText(registry)}, and imageRegistryCredentials must name it.`,
        command: grant('<principal id of the identity>'),
      };
    case 'compose':
    case 'host':
      return {
        consumer,
        name: consumer === 'compose' ? 'Docker Compose' : 'Hosts that run containers',
        canLogIn: true,
        need: `Whoever pulls must be logged in to ${loginServer} first.`,
        command: login,
      };
    case 'build':
      return {
        consumer,
        name: 'Image builds',
        canLogIn: true,
        need: `The builder must be logged in to ${loginServer} before the build (docker/login-action in a workflow).`,
        command: login,
      };
    case 'build-frontend':
      return {
        consumer,
        name: 'BuildKit frontends (# syntax=)',
        canLogIn: true,
        need: `BuildKit pulls the frontend with the log-ins of the client that starts the build, so log in to ${loginServer} before it.`,
        command: login,
      };
    case 'workflow-container':
      return {
        consumer,
        name: 'Workflow jobs in containers, and their services',
        canLogIn: true,
        need: 'The image is pulled before the first step: `credentials` beside `image` must hold a scope-map token, since no login of a step comes early enough.',
        command: `az acr token create --name workflow-pull --registry ${name} --scope-map _repositories_pull`,
      };
    case 'docker-action':
      return {
        consumer,
        name: 'Actions by docker://',
        canLogIn: false,
        need: 'They take no credentials: leave them where they are, or allow anonymous pulls from the registry.',
      };
    case 'devcontainer':
      return {
        consumer,
        name: 'Development containers',
        canLogIn: true,
        need: `Every developer must be logged in to ${loginServer}; Codespaces takes the secrets <NAME>_CONTAINER_REGISTRY_SERVER, _USER and _PASSWORD.`,
        command: login,
      };
    case 'other-ci':
      return {
        consumer,
        name: 'Other CI systems',
        canLogIn: true,
        need: "The system's runner needs a log-in to the registry, such as a scope-map token kept as its secret.",
        command: `az acr token create --name ci-pull --registry ${name} --scope-map _repositories_pull`,
      };
  }
}

const REPOSITORY_READER = 'Container Registry Repository Reader';

function roleText({ abac }: RegistryName): string {
  if (abac === undefined) return `AcrPull (${REPOSITORY_READER} where the registry is in ABAC mode)`;
  return abac ? REPOSITORY_READER : 'AcrPull';
}

function grantCommand(principal: string, { name, abac }: RegistryName): string {
  const role = abac === true ? `"${REPOSITORY_READER}"` : 'AcrPull';
  return `az role assignment create --assignee ${principal} --role ${role} --scope $(az acr show --name ${name} --query id --output tsv)`;
}

/** What a Kubernetes manifest says about where its pods may pull from. */
export interface PullSettings {
  /** Names under `imagePullSecrets`. */
  readonly pullSecrets: readonly string[];
  readonly namespace: string | undefined;
}

const LONGEST_LOOK = 200_000;

/**
 * Reads `imagePullSecrets` and the namespace out of the document of a YAML text in which a line stands.
 * By its lines, not by its structure, so that templates and broken files tell it as well; a hint is made of it, never an edit.
 * @param line 1-based
 */
export function pullSettings(text: string, line: number): PullSettings {
  const lines = documentAround(text.slice(0, LONGEST_LOOK).split(/\r?\n/), line - 1);
  const pullSecrets: string[] = [];
  let namespace: string | undefined;
  for (const [index, content] of lines.entries()) {
    namespace ??= scalarAfter(content, 'namespace:');
    if (content.trimStart().replace(/^- /, '').startsWith('imagePullSecrets:')) {
      pullSecrets.push(...secretNames(content, lines.slice(index + 1, index + 20)));
    }
  }
  return { pullSecrets: [...new Set(pullSecrets)], namespace };
}

function documentAround(lines: readonly string[], at: number): readonly string[] {
  const before = lines.slice(0, at).findLastIndex((line) => line.startsWith('---'));
  const after = lines.findIndex((line, index) => index >= at && line.startsWith('---'));
  return lines.slice(before + 1, after === -1 ? lines.length : after);
}

/** The names of a list of secrets, be it in one line or one a line. */
function secretNames(first: string, rest: readonly string[]): readonly string[] {
  const inline = [...first.matchAll(/name:\s*["']?([a-z0-9.-]+)/g)].map(([, name = '']) => name);
  if (inline.length > 0) return inline;
  const names: string[] = [];
  for (const line of rest) {
    const item = line.trim();
    if (item === '' || item.startsWith('#')) continue;
    if (!item.startsWith('- ') && !item.startsWith('name:')) break;
    const name = scalarAfter(item.replace(/^- */, ''), 'name:');
    if (name === undefined) break;
    names.push(name);
  }
  return names;
}

function scalarAfter(line: string, key: string): string | undefined {
  const trimmed = line.trim().replace(/^- */, '');
  if (!trimmed.startsWith(key)) return undefined;
  const value = trimmed.slice(key.length).replace(/\s#.*/, '').trim().replaceAll(/["']/g, '');
  return value === '' || value.includes('{{') ? undefined : value;
}

/** Namespaces whose pods AKS or the cluster's bootstrap runs, before or beside the team's own identity. */
const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'gatekeeper-system', 'calico-system']);

/**
 * What may keep pods from pulling from the registry after the rewrite, for the suggestion to say.
 * @returns one sentence, or `undefined` where nothing hints at trouble
 */
export function pullTrouble(
  { pullSecrets, namespace }: PullSettings,
  { loginServer }: RegistryName,
): string | undefined {
  if (pullSecrets.length > 0) {
    const names = pullSecrets.map((name) => `\`${name}\``).join(', ');
    return `imagePullSecrets names ${names}: unless that holds a log-in for ${loginServer}, pulls rely on the kubelet's own identity.`;
  }
  if (namespace !== undefined && SYSTEM_NAMESPACES.has(namespace)) {
    return `The namespace ${namespace} starts before most others: make sure that every node pool can pull from ${loginServer} first.`;
  }
  return undefined;
}
