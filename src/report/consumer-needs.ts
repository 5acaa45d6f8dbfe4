import type { Consumer } from '../manifests/model/kind-traits.ts';
import { type ConsumedUse, consumerOf } from '../uses/consumer.ts';

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

/** What each consumer of some uses needs, each once, in the order of the table. */
export function consumerNeeds(uses: readonly ConsumedUse[], registry: RegistryName): readonly ConsumerNeed[] {
  const found = new Set<string | undefined>(uses.map(consumerOf));
  return Object.entries(NEEDS).flatMap(([consumer, needOf]) => (found.has(consumer) ? [needOf(registry)] : []));
}

/**
 * What each consumer needs, those that most people have first. Sources: docs/azure-behaviour.md#roles for the roles; the
 * documentation of each consumer for the rest.
 */
export const NEEDS: Readonly<Record<Consumer, (registry: RegistryName) => ConsumerNeed>> = {
  aks: (registry) => ({
    consumer: 'aks',
    name: 'AKS nodes',
    canLogIn: true,
    need: `The kubelet's identity needs ${roleText(registry)} on the registry; no imagePullSecrets then.`,
    command:
      registry.abac === true
        ? grantCommand(
            '$(az aks show --resource-group <group> --name <cluster> --query identityProfile.kubeletidentity.objectId --output tsv)',
            registry,
          )
        : `az aks update --resource-group <group> --name <cluster> --attach-acr ${registry.name}`,
  }),
  'container-apps': (registry) => ({
    consumer: 'container-apps',
    name: 'Container Apps',
    canLogIn: true,
    need: `The app's managed identity needs ${roleText(registry)}, and the app must be told to use it for this registry.`,
    command: `az containerapp registry set --resource-group <group> --name <app> --server ${registry.loginServer} --identity system`,
  }),
  'container-instances': (registry) => ({
    consumer: 'container-instances',
    name: 'Container Instances',
    canLogIn: true,
    need: `A user-assigned identity of the group needs ${roleText(registry)}, and imageRegistryCredentials must name it.`,
    command: grantCommand('<principal id of the identity>', registry),
  }),
  compose: (registry) => ({
    consumer: 'compose',
    name: 'Docker Compose',
    canLogIn: true,
    need: mustBeLoggedIn(registry),
    command: loginCommand(registry),
  }),
  build: (registry) => ({
    consumer: 'build',
    name: 'Image builds',
    canLogIn: true,
    need: `The builder must be logged in to ${registry.loginServer} before the build (docker/login-action in a workflow).`,
    command: loginCommand(registry),
  }),
  'build-frontend': (registry) => ({
    consumer: 'build-frontend',
    name: 'BuildKit frontends (# syntax=)',
    canLogIn: true,
    need: `BuildKit pulls the frontend with the log-ins of the client that starts the build, so log in to ${registry.loginServer} before it.`,
    command: loginCommand(registry),
  }),
  'workflow-container': ({ name }) => ({
    consumer: 'workflow-container',
    name: 'Workflow jobs in containers, and their services',
    canLogIn: true,
    need: 'The image is pulled before the first step: `credentials` beside `image` must hold a scope-map token, since no login of a step comes early enough.',
    command: `az acr token create --name workflow-pull --registry ${name} --scope-map _repositories_pull`,
  }),
  'docker-action': () => ({
    consumer: 'docker-action',
    name: 'Actions by docker://',
    canLogIn: false,
    need: 'They take no credentials: leave them where they are, or allow anonymous pulls from the registry.',
  }),
  devcontainer: (registry) => ({
    consumer: 'devcontainer',
    name: 'Development containers',
    canLogIn: true,
    need: `Every developer must be logged in to ${registry.loginServer}; Codespaces takes the secrets <NAME>_CONTAINER_REGISTRY_SERVER, _USER and _PASSWORD.`,
    command: loginCommand(registry),
  }),
  charts: (registry) => ({
    consumer: 'charts',
    name: 'Charts',
    canLogIn: true,
    need: `Whoever fetches them must sign in first: Flux by \`provider: azure\` on the HelmRepository or OCIRepository and an identity of its source-controller with ${roleText(registry)}, Argo CD by credentials of the repository, helm by \`helm registry login\`.`,
    command: grantCommand('<principal id of the identity>', registry),
  }),
  'other-ci': ({ name }) => ({
    consumer: 'other-ci',
    name: 'Other CI systems',
    canLogIn: true,
    need: "The system's runner needs a log-in to the registry, such as a scope-map token kept as its secret.",
    command: `az acr token create --name ci-pull --registry ${name} --scope-map _repositories_pull`,
  }),
  host: (registry) => ({
    consumer: 'host',
    name: 'Hosts that run containers',
    canLogIn: true,
    need: mustBeLoggedIn(registry),
    command: loginCommand(registry),
  }),
};

function mustBeLoggedIn({ loginServer }: RegistryName): string {
  return `Whoever pulls must be logged in to ${loginServer} first.`;
}

function loginCommand({ name }: RegistryName): string {
  return `az acr login --name ${name}`;
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
