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
