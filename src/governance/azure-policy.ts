import type { AllowedImages } from './allowed-images.ts';
import { type Engine, type Mode, POLICY_NAME, type Wall } from './wall.ts';

/** "Kubernetes cluster containers should only use allowed images" (docs/azure-behaviour.md#allowed-images-policy). */
const DEFINITION = 'febd0533-8e55-448f-b837-bd0e06f16469';

/** The built-in Azure Policy for AKS and Azure Arc. */
export const AZURE_POLICY: Engine = {
  name: 'azure-policy',
  title: 'Azure Policy',
  sees: new Set(['containers', 'initContainers']),
  seesWorkloads: false,
  files: (wall) => [
    { name: 'azure-policy.parameters.json', text: `${JSON.stringify(parametersOf(wall), undefined, 2)}\n` },
    { name: 'azure-policy.sh', text: commandOf(wall) },
  ],
  admits: admits,
  clause: `${DEFINITION}: allowedContainerImagesRegex`,
};

const EFFECTS: Readonly<Record<Mode, { readonly effect: string; readonly warn: boolean }>> = {
  audit: { effect: 'Audit', warn: false },
  warn: { effect: 'Audit', warn: true },
  deny: { effect: 'Deny', warn: false },
};

/** The parameter `allowedContainerImagesRegex`: the registries' images and nothing that merely looks like them. */
export function allowedImagesRegex({ prefixes }: AllowedImages): string {
  return `^(${prefixes.map(escaped).join('|')}).+$`;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** As RE2 finds the expression, whose dot is anything but a line break. */
function admits({ prefixes }: AllowedImages, image: string): boolean {
  return prefixes.some(
    (prefix) => image.startsWith(prefix) && image.length > prefix.length && !image.slice(prefix.length).includes('\n'),
  );
}

function parametersOf({ allowed, mode, excludedNamespaces }: Wall): object {
  const { effect, warn } = EFFECTS[mode];
  return {
    effect: { value: effect },
    warn: { value: warn },
    excludedNamespaces: { value: excludedNamespaces },
    allowedContainerImagesRegex: { value: allowedImagesRegex(allowed) },
  };
}

function commandOf({ mode }: Wall): string {
  return `# Assigns the policy to a cluster, or to the group or subscription that SCOPE names.
#
# Needs:   Azure Policy on the cluster (az aks enable-addons --addons azure-policy), and Resource Policy Contributor on SCOPE
# Watch:   az policy state summarize --policy-assignment ${POLICY_NAME}
# Tighten: effect in azure-policy.parameters.json: Audit, then Audit with warn, then Deny; then run this again
# Not seen: ephemeral containers and image volumes; Deployments and the like are not refused, the Pods that they make are.
# kube-system, gatekeeper-system and azure-arc are always excluded.
SCOPE="$(az aks show --resource-group "$RESOURCE_GROUP" --name "$CLUSTER" --query id --output tsv)"
az policy assignment create --name ${POLICY_NAME} --display-name "Images of trusted registries only (${mode})" \\
  --policy ${DEFINITION} --scope "$SCOPE" --params @azure-policy.parameters.json
`;
}
