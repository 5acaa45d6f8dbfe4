/** The charts that are measured, with where their maintainers publish which images they pull. */
export interface MeasuredChart {
  readonly repository: string;
  readonly folder: string;
  /** A file of the repository with an image a line; `annotation` for the list in `Chart.yaml`; none where only moves are measured. */
  readonly list?: string;
  /** Values that turn on what the list speaks of, or that the chart asks for. */
  readonly values?: string;
}

const annotated = (folder: string, values = ''): MeasuredChart => ({
  repository: 'bitnami/charts',
  folder: `bitnami/${folder}`,
  list: 'annotation',
  values,
});

const plain = (repository: string, folder: string, values = ''): MeasuredChart => ({ repository, folder, values });

export const CHARTS: readonly MeasuredChart[] = [
  { repository: 'longhorn/longhorn', folder: 'chart', list: 'deploy/longhorn-images.txt' },
  { repository: 'openebs/openebs', folder: 'charts', list: 'charts/images.txt' },
  { repository: 'harness/helm-charts', folder: 'src/harness', list: 'src/harness/images.txt' },
  annotated('argo-cd'),
  annotated('argo-workflows'),
  annotated('cassandra'),
  annotated('cert-manager'),
  annotated('contour'),
  annotated('elasticsearch'),
  annotated('external-dns', 'provider: aws'),
  annotated('flux'),
  annotated('grafana-loki'),
  annotated('harbor'),
  annotated('keycloak'),
  annotated('kube-prometheus'),
  annotated('mariadb'),
  annotated('metallb'),
  annotated('mongodb'),
  annotated('nginx-ingress-controller'),
  annotated('postgresql'),
  annotated('rabbitmq'),
  annotated('redis'),
  annotated('sealed-secrets'),
  annotated('thanos'),
  annotated('vault'),
  annotated('wordpress'),
  plain('kubernetes/ingress-nginx', 'charts/ingress-nginx'),
  plain('traefik/traefik-helm-chart', 'traefik'),
  plain('cert-manager/cert-manager', 'deploy/charts/cert-manager'),
  plain('prometheus-community/helm-charts', 'charts/kube-prometheus-stack'),
  plain('prometheus-community/helm-charts', 'charts/prometheus'),
  plain('prometheus-community/helm-charts', 'charts/kube-state-metrics'),
  plain('prometheus-community/helm-charts', 'charts/prometheus-node-exporter'),
  plain('prometheus-community/helm-charts', 'charts/prometheus-adapter'),
  plain('grafana-community/helm-charts', 'charts/grafana'),
  plain('grafana/helm-charts', 'charts/promtail'),
  plain('grafana/helm-charts', 'charts/tempo-distributed'),
  plain(
    'open-telemetry/opentelemetry-helm-charts',
    'charts/opentelemetry-collector',
    'mode: deployment\nimage:\n  repository: otel/opentelemetry-collector-k8s',
  ),
  plain('open-telemetry/opentelemetry-helm-charts', 'charts/opentelemetry-operator'),
  plain('jaegertracing/helm-charts', 'charts/jaeger'),
  plain('argoproj/argo-helm', 'charts/argo-cd'),
  plain('argoproj/argo-helm', 'charts/argo-workflows'),
  plain('argoproj/argo-helm', 'charts/argo-rollouts'),
  plain('argoproj/argo-helm', 'charts/argo-events'),
  plain('fluxcd-community/helm-charts', 'charts/flux2'),
  plain('external-secrets/external-secrets', 'deploy/charts/external-secrets'),
  plain('hashicorp/vault-helm', ''),
  plain('bitnami-labs/sealed-secrets', 'helm/sealed-secrets'),
  plain('goharbor/harbor-helm', ''),
  plain('kyverno/kyverno', 'charts/kyverno'),
  plain('open-policy-agent/gatekeeper', 'charts/gatekeeper'),
  plain('metallb/metallb', 'charts/metallb'),
  plain('kubernetes-sigs/metrics-server', 'charts/metrics-server'),
  plain('kubernetes-sigs/external-dns', 'charts/external-dns'),
  plain('kubernetes/autoscaler', 'charts/cluster-autoscaler', 'autoDiscovery:\n  clusterName: contoso'),
  plain('kedacore/charts', 'keda'),
  plain('vmware-tanzu/helm-charts', 'charts/velero'),
  plain('aquasecurity/trivy-operator', 'deploy/helm'),
  plain('falcosecurity/charts', 'charts/falco'),
  plain('cloudnative-pg/charts', 'charts/cloudnative-pg'),
  plain('zalando/postgres-operator', 'charts/postgres-operator'),
  plain('strimzi/strimzi-kafka-operator', 'helm-charts/helm3/strimzi-kafka-operator'),
  plain('minio/operator', 'helm/operator'),
  plain('rook/rook', 'deploy/charts/rook-ceph'),
  plain('dexidp/helm-charts', 'charts/dex'),
  plain('oauth2-proxy/manifests', 'helm/oauth2-proxy'),
  plain('stakater/Reloader', 'deployments/kubernetes/chart/reloader'),
];
