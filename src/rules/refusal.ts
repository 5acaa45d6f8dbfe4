/** Why an image has no rule, or may not count on the one it has. Each has its own remedy. */
export type Refusal =
  | { readonly reason: 'not-allowed' }
  | { readonly reason: 'unsupported-upstream'; readonly host: string }
  | { readonly reason: 'credential-set-missing'; readonly host: string; readonly named?: string }
  | { readonly reason: 'credential-set-unreadable'; readonly host: string; readonly detail: string }
  | {
      readonly reason: 'credential-set-unhealthy';
      readonly host: string;
      readonly credentialSet: string;
      readonly detail: string;
    }
  | { readonly reason: 'target-invalid'; readonly target: string }
  | { readonly reason: 'target-taken'; readonly target: string }
  | { readonly reason: 'target-conflict'; readonly target: string; readonly rule: string }
  | { readonly reason: 'name-taken'; readonly rule: string }
  | {
      readonly reason: 'cap-reached';
      readonly cap: number;
      readonly present: number;
      /** Rules that could be created, and how many it would take for all images. */
      readonly room: number;
      readonly needed: number;
      readonly wildcards: 'never' | 'when-needed';
    }
  | { readonly reason: 'refused-by-service'; readonly code: string; readonly detail: string }
  | { readonly reason: 'not-permitted'; readonly detail: string }
  | { readonly reason: 'write-failed'; readonly detail: string }
  /** It was there or on its way, and is not any more. */
  | { readonly reason: 'gone'; readonly rule: string }
  /** What the writes have led to is not known. */
  | { readonly reason: 'not-listed'; readonly detail: string }
  | { readonly reason: 'gave-way'; readonly rule: string; readonly cap: number }
  | { readonly reason: 'unsettled'; readonly rule: string; readonly cap: number };

/** A refusal in words. */
export interface Explanation {
  /** One line: what is the matter. */
  readonly message: string;
  /** One line: what to do. */
  readonly remedy: string;
  /** Commands that do it, one an entry; `<…>` is to be filled in. */
  readonly commands: readonly string[];
}

/** What the service allows in a registry (docs/azure-behaviour.md#rule-limit). */
const MAX_RULES = 1000;

export const RULE_WRITER_ROLE = 'Container Registry Cache Rule Administrator';
const CREDENTIAL_READER_ROLE = 'Container Registry Credential Set Reader';

/**
 * @param source the image's name, `docker.io/library/nginx`
 * @param registry the registry's name, for commands
 */
export function explain(refusal: Refusal, source: string, registry: string): Explanation {
  switch (refusal.reason) {
    case 'not-allowed':
      return said(
        `${source} is not among the allowed images`,
        'Allow it with allowed-images, or take it from denied-images.',
      );
    case 'unsupported-upstream':
      return said(
        `${refusal.host} is no upstream that artifact cache can source from`,
        `Copy the image into the registry, or, if the service has learnt ${refusal.host} meanwhile, say so with the input upstreams.`,
        [`az acr import --name ${registry} --source ${source}:<tag> --image ${source}:<tag>`],
      );
    case 'credential-set-missing':
      return withoutCredentialSet(refusal.host, refusal.named, registry);
    case 'credential-set-unreadable':
      return said(
        `${refusal.host} needs a credential set, and which the registry has can't be seen (${refusal.detail})`,
        `Name it with the input credential-sets (${refusal.host}=<name>), or grant the role "${CREDENTIAL_READER_ROLE}".`,
        [`az acr credential-set list --registry ${registry} --output table`],
      );
    case 'credential-set-unhealthy':
      return said(
        `credential set ${refusal.credentialSet} for ${refusal.host} does not work: ${refusal.detail}`,
        `Let its identity read the secrets in Key Vault, and see that they hold a working user name and token; or name it with the input credential-sets (${refusal.host}=${refusal.credentialSet}) to use it all the same. See docs/troubleshooting.md#unhealthy-set.`,
        grantKeyVault(registry, refusal.credentialSet),
      );
    case 'target-invalid':
      return said(
        `${JSON.stringify(refusal.target)} is no repository name that a rule can cache ${source} into`,
        'Correct the input target, wildcard-target or targets: lower case, path components of letters and digits.',
      );
    case 'target-taken':
      return said(
        `the registry already has a repository ${refusal.target}, and a rule can't be made for one that exists`,
        `Give the image another target (targets: ${source}=<repository>), or delete the repository if nothing needs it.`,
        [`az acr repository show --name ${registry} --repository ${refusal.target}`],
      );
    case 'target-conflict':
      return said(
        `its target ${refusal.target} is the one of rule ${refusal.rule}, which is for another source`,
        `Give the image another target (targets: ${source}=<repository>).`,
      );
    case 'name-taken':
      return said(
        `rule ${refusal.rule} has the name that this image's rule must have, with another source or target; it is left as it is`,
        'Look at the rule, and delete it if nothing uses it.',
        [`az acr cache show --registry ${registry} --name ${refusal.rule}`],
      );
    case 'cap-reached':
      return atCap(refusal, registry);
    default:
      return explainWrite(refusal, registry);
  }
}

/** What became of a rule that was to be written. */
type WriteRefusal = Extract<
  Refusal,
  {
    reason: 'refused-by-service' | 'not-permitted' | 'write-failed' | 'gone' | 'not-listed' | 'gave-way' | 'unsettled';
  }
>;

function explainWrite(refusal: WriteRefusal, registry: string): Explanation {
  switch (refusal.reason) {
    case 'refused-by-service':
      return said(
        `Azure refused the rule: ${refusal.code === '' ? '' : `${refusal.code}: `}${refusal.detail}`,
        'See the message; the next run tries again.',
      );
    case 'not-permitted':
      return said(
        `this identity may not write cache rules: ${refusal.detail}`,
        `Grant it the role "${RULE_WRITER_ROLE}" on the registry.`,
        [
          `az role assignment create --role "${RULE_WRITER_ROLE}" --assignee <client-id> --scope $(az acr show --name ${registry} --query id --output tsv)`,
        ],
      );
    case 'write-failed':
      return said(
        `the rule could not be created: ${refusal.detail}`,
        'Run again: what is there is found and not written twice.',
      );
    case 'gone':
      return said(
        `rule ${refusal.rule} was there, or on its way, and is not any more: another run withdrew it, somebody deleted it, or Azure did not finish it`,
        'Run again.',
      );
    case 'not-listed':
      return said(
        `the rules could not be listed after they were written: ${refusal.detail}`,
        'Run again: what is there is found and not written twice.',
      );
    case 'gave-way':
      return said(
        `other runs filled the registry up to ${refusal.cap} rules at the same time, and rule ${refusal.rule} gave way`,
        `Raise max-cache-rules (the service allows ${MAX_RULES}), or delete rules that nothing uses.`,
      );
    case 'unsettled':
      return said(
        `rule ${refusal.rule} was created by another run a moment ago, above the cap of ${refusal.cap}, and may be withdrawn yet`,
        'Run again in some minutes.',
      );
  }
}

function said(message: string, remedy: string, commands: readonly string[] = []): Explanation {
  return { message, remedy, commands };
}

function atCap(refusal: Extract<Refusal, { reason: 'cap-reached' }>, registry: string): Explanation {
  const { cap, present, room, needed } = refusal;
  const wildcards = refusal.wildcards === 'never' ? ', allow wildcards: when-needed' : '';
  const fit = room === 0 ? 'none more may be created' : `only ${room} more may be created`;
  return said(
    `the registry has ${present} of at most ${cap} cache rules: ${fit}, and ${needed} would be needed`,
    `Raise max-cache-rules to ${present + needed} (the service allows ${MAX_RULES})${wildcards}, or delete rules that nothing uses.`,
    [`az acr cache list --registry ${registry} --output table`],
  );
}

/** The commands of https://learn.microsoft.com/azure/container-registry/artifact-cache-cli. */
function withoutCredentialSet(host: string, named: string | undefined, registry: string): Explanation {
  const name = named ?? host.replaceAll(/[^a-zA-Z0-9]+/g, '-').padEnd(5, '-set');
  const vault = 'https://<vault>.vault.azure.net/secrets';
  const slug = host.replaceAll(/[^a-zA-Z0-9]+/g, '-');
  return said(
    named === undefined
      ? `${host} needs a credential set, and the registry has none for it`
      : `${host} needs a credential set, and the registry has none with the name ${named} for it`,
    'Put a user name and a token of that registry into Key Vault and make a credential set of them.',
    [
      `az keyvault secret set --vault-name <vault> --name ${slug}-user --value <user name>`,
      `az keyvault secret set --vault-name <vault> --name ${slug}-token --value <token>`,
      `az acr credential-set create --registry ${registry} --name ${name} --login-server ${host} --username-id ${vault}/${slug}-user --password-id ${vault}/${slug}-token`,
      ...grantKeyVault(registry, name),
    ],
  );
}

function grantKeyVault(registry: string, credentialSet: string): readonly string[] {
  const principal = `$(az acr credential-set show --registry ${registry} --name ${credentialSet} --query identity.principalId --output tsv)`;
  return [
    `az role assignment create --role "Key Vault Secrets User" --assignee-object-id ${principal} --assignee-principal-type ServicePrincipal --scope $(az keyvault show --name <vault> --query id --output tsv)`,
  ];
}
