import { jsonAnswer, type ServiceAnswer } from '../exchange.ts';

/**
 * The refusals of docs/azure-behaviour.md#refusals. Messages are the service's own words, as users quoted them, unless
 * a line says otherwise; where the status or the code was never seen (docs/azure-behaviour.md#unknown-codes), 409
 * stands for a conflict and 400 for the rest.
 */
export interface ArmRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const LEARN_MORE = 'For more information, please visit https://aka.ms/acr/cache';

export const REFUSALS = {
  /** hashicorp/terraform-provider-azurerm PR 27983. */
  dockerHubWithoutCredentials: (): ArmRefusal => ({
    status: 400,
    code: 'EnforceDockerAuthentication',
    message:
      'Cannot create cache rule pointing to Docker Hub without credentials. Please add a credential set to cache rule. Learn more: https://aka.ms/acr/cache-auth',
  }),
  /** Azure/ARO-HCP PR 2639. */
  targetExists: (target: string): ArmRefusal => ({
    status: 409,
    code: 'TargetRepositoryAlreadyPresentInRegistry',
    message: `Conflict: Target repository '${target}' is already present in registry. Cache rules cannot be created for existing repositories in registry. ${LEARN_MORE}`,
  }),
  /** Azure/ARO-HCP PR 5176. */
  prefixMatchesRepositories: (target: string): ArmRefusal => ({
    status: 409,
    code: 'TargetRepositoryPrefixMatchesExistingRegistries',
    message: `There are one or more target repositories in the registry which match the target repository prefix '${target}'.`,
  }),
  /** Azure/acr#766. */
  repositoryName: (name: string): ArmRefusal => ({
    status: 400,
    code: 'GenericRepositoryNameInvalid',
    message: `Repository name ${name} is invalid. Repository name should follow the standardized docker repository naming conventions. All characters should be lowercase. ${LEARN_MORE}.`,
  }),
  /** Azure/acr#783 and #862; the status was not seen. */
  unsupportedUpstream: (source: string, supported: readonly string[]): ArmRefusal => ({
    status: 400,
    code: 'UpstreamNotSupported',
    message: `Unsupported upstream or login server '${source}' provided. Supported upstreams or login servers are: ${supported.join(', ')}.`,
  }),
  /** Troubleshooting guides; the code was not seen. */
  quota: (sku: string): ArmRefusal => ({
    status: 403,
    code: 'QuotaExceeded',
    message: `Failed to create Cache Rule — Quota exceeded for resource type cacheRules for the registry SKU ${sku}.`,
  }),
  /** Quoted in public code and issues; the code was not seen. */
  ruleName: (): ArmRefusal => ({
    status: 400,
    code: 'InvalidResourceName',
    message:
      "Resource names must contain alphanumeric characters and must be between 5 and 50 characters optionally separated by '-'.",
  }),
  /** The documentation's words (troubleshooting page); the code was not seen. */
  wildcardConflict: (): ArmRefusal => ({
    status: 409,
    code: 'CacheRuleConflict',
    message: "there's already a cache rule with a wildcard for the specified target repository",
  }),
  /** Words of our own: a second exact rule on one target was not recorded. */
  targetHasRule: (target: string): ArmRefusal => ({
    status: 409,
    code: 'CacheRuleConflict',
    message: `A cache rule for the target repository '${target}' already exists.`,
  }),
  /** Words of our own: whether the service refuses or updates is not known (docs/azure-behaviour.md#put-existing). */
  differingRule: (name: string): ArmRefusal => ({
    status: 409,
    code: 'CacheRuleConflict',
    message: `The source and target repository of the cache rule '${name}' cannot be changed.`,
  }),
  /** Words of our own: authentication needs of docs/azure-behaviour.md#upstream-table. */
  credentialsNeeded: (host: string): ArmRefusal => ({
    status: 400,
    code: 'CredentialSetRequired',
    message: `Cache rules for '${host}' need a credential set.`,
  }),
  /** Words of our own: a dangling or foreign credential set was not recorded. */
  credentialSetUnknown: (id: string): ArmRefusal => ({
    status: 400,
    code: 'CredentialSetNotFound',
    message: `The credential set '${id}' could not be found or is not one of the source's login server.`,
  }),
  /** azure-cli cassette test_acr_cache_managed_identity.yaml. */
  ruleNotFound: (name: string): ArmRefusal => ({
    status: 404,
    code: 'ResourceNotFound',
    message: `The cache rule ${name} could not be found.`,
  }),
  /** ARM's standard words. */
  registryNotFound: (name: string, group: string): ArmRefusal => ({
    status: 404,
    code: 'ResourceNotFound',
    message: `The Resource 'Microsoft.ContainerRegistry/registries/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  }),
  /** ARM's standard words (docs/azure-behaviour.md#subscription-refusals). */
  subscriptionNotFound: (id: string): ArmRefusal => ({
    status: 404,
    code: 'SubscriptionNotFound',
    message: `The subscription '${id}' could not be found.`,
  }),
  /** hashicorp/terraform-provider-azurerm#20520. */
  subscriptionMalformed: (id: string): ArmRefusal => ({
    status: 400,
    code: 'InvalidSubscriptionId',
    message: `The provided subscription identifier '${id}' is malformed or invalid.`,
  }),
  /** Azure/BatchExplorer#2044. @param tenant of the subscription */
  tenantMismatch: (tenant: string): ArmRefusal => ({
    status: 401,
    code: 'InvalidAuthenticationTokenTenant',
    message: `The access token is from the wrong issuer 'https://sts.windows.net/11111111-1111-1111-1111-111111111111/'. It must match the tenant 'https://sts.windows.net/${tenant}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${tenant}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`,
  }),
  /** ARM's standard shape. */
  resourceNotFound: (what: string): ArmRefusal => ({
    status: 404,
    code: 'ResourceNotFound',
    message: `The Resource '${what}' was not found.`,
  }),
  /** ARM's standard shape; the policy is the built-in one of docs/azure-behaviour.md#policy-refusal. */
  policy: (name: string): ArmRefusal => ({
    status: 403,
    code: 'RequestDisallowedByPolicy',
    message: `Resource '${name}' was disallowed by policy. Policy identifiers: '[{"policyDefinition":{"name":"Container registries should prevent cache rule creation","id":"/providers/Microsoft.Authorization/policyDefinitions/84497762-32b6-4ab3-80b6-732ea48b85a2"}}]'.`,
  }),
  /** ARM's standard shape. */
  notAuthorized: (action: string, scope: string): ArmRefusal => ({
    status: 403,
    code: 'AuthorizationFailed',
    message: `The client with object id '00000000-0000-0000-0000-0000000000aa' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  }),
  /** ARM's standard shape (https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources). */
  locked: (method: string, scope: string): ArmRefusal => ({
    status: 409,
    code: 'ScopeLocked',
    message: `The scope '${scope}' cannot perform ${method === 'DELETE' ? 'delete' : 'write'} operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`,
  }),
  /** ARM's standard shape. */
  throttled: (operation: 'Read' | 'Write' | 'Delete'): ArmRefusal => ({
    status: 429,
    code: 'TooManyRequests',
    message: `The request is being throttled as the limit has been reached for operation type - ${operation}. Try again after the time in Retry-After.`,
  }),
  /** ARM's standard shapes. */
  token: (state: 'missing' | 'expired' | 'audience' | 'invalid'): ArmRefusal => TOKEN_REFUSALS[state],
} as const;

const TOKEN_REFUSALS = {
  missing: {
    status: 401,
    code: 'AuthenticationFailed',
    message: "Authentication failed. The 'Authorization' header is missing.",
  },
  expired: { status: 401, code: 'ExpiredAuthenticationToken', message: 'The access token has expired.' },
  audience: {
    status: 401,
    code: 'InvalidAuthenticationTokenAudience',
    message: 'The access token has been obtained for wrong audience or resource.',
  },
  invalid: { status: 401, code: 'InvalidAuthenticationToken', message: 'The access token is invalid.' },
} as const satisfies Readonly<Record<string, ArmRefusal>>;

/** The answer in the recorded shape (docs/azure-behaviour.md#arm-error-shape). */
export function refusalAnswer(
  { status, code, message }: ArmRefusal,
  headers: Readonly<Record<string, string>> = {},
): ServiceAnswer {
  return jsonAnswer(status, { error: { code, message }, status: 'Failed' }, headers);
}
