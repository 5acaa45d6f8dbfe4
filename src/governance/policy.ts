/** What a cluster can be told so that it takes images of the registry only (docs/azure-behaviour.md#governance). */

/**
 * The parameter `allowedContainerImagesRegex` of the Azure Policy "Kubernetes cluster containers should only use allowed
 * images" (febd0533-8e55-448f-b837-bd0e06f16469): the registry's images and nothing that merely looks like it.
 * @param loginServer `contoso.azurecr.io`
 */
export function allowedImagesRegex(loginServer: string): string {
  return `^${loginServer.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)}/.+$`;
}

/**
 * The Gatekeeper constraint for the library's template `K8sAllowedRepos`, as YAML. Its repos are plain prefixes: without the
 * final slash `contoso.azurecr.io.example.com` would be allowed.
 * @param loginServer `contoso.azurecr.io`
 */
export function allowedReposConstraint(loginServer: string): string {
  return `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: only-${loginServer.replaceAll(/[^a-z0-9-]/g, '-')}
spec:
  match:
    kinds:
      - apiGroups: [""]
        kinds: ["Pod"]
  parameters:
    repos:
      - ${JSON.stringify(`${loginServer}/`)}
`;
}
