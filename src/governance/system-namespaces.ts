/**
 * Namespaces whose images the platform brings: a policy that refuses these stops the cluster, not its users
 * (docs/azure-behaviour.md#system-namespaces). They are excluded unless asked.
 */
export const SYSTEM_NAMESPACES: readonly string[] = [
  // Kubernetes.
  'kube-system',
  'kube-public',
  'kube-node-lease',
  // Azure Policy's own, and what Azure Arc and cluster extensions install.
  'gatekeeper-system',
  'azure-arc',
  'azure-extensions-usage-system',
  // Add-ons of AKS: `az aks command invoke`, application routing, the Istio add-on, network policy.
  'aks-command',
  'app-routing-system',
  'aks-istio-system',
  'aks-istio-ingress',
  'aks-istio-egress',
  'calico-system',
  'tigera-operator',
  // Cluster extensions.
  'dapr-system',
  'flux-system',
  // An admission engine that refuses itself can't be started again.
  'kyverno',
];
