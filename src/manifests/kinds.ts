import { ansible } from './ansible/ansible.ts';
import { armTemplate } from './azure-resources/arm-template.ts';
import { bicep } from './azure-resources/bicep.ts';
import { containerApps } from './azure-resources/container-apps.ts';
import { containerInstances } from './azure-resources/container-instances.ts';
import { bake } from './build-tools/bake.ts';
import { bazel } from './build-tools/bazel.ts';
import { devcontainer } from './build-tools/devcontainer.ts';
import { gitpod } from './build-tools/gitpod.ts';
import { ko } from './build-tools/ko.ts';
import { skaffold } from './build-tools/skaffold.ts';
import { tilt } from './build-tools/tilt.ts';
import { compose } from './compose/compose.ts';
import { dotenv } from './compose/dotenv.ts';
import { dockerfile } from './dockerfile/dockerfile.ts';
import { helmChart } from './helm/chart.ts';
import { fleet } from './helm/fleet.ts';
import { helmfile } from './helm/helmfile.ts';
import { helmTemplate, helmTemplateElsewhere } from './helm/template.ts';
import { helmUnitTest } from './helm/unit-test.ts';
import { helmValues } from './helm/values-file.ts';
import { jenkins } from './jenkins/jenkins.ts';
import { jsonnet } from './jsonnet/jsonnet.ts';
import { kubernetes } from './kubernetes/kubernetes.ts';
import { argoSourceOverrides } from './kubernetes/source-overrides.ts';
import { kustomize } from './kustomize/kustomization.ts';
import type { ManifestKind } from './model/kind.ts';
import { acrTask } from './pipelines/acr-task.ts';
import { azurePipelines } from './pipelines/azure-pipelines.ts';
import { bitbucketPipelines } from './pipelines/bitbucket-pipelines.ts';
import { circleCi } from './pipelines/circleci.ts';
import { cloudBuild } from './pipelines/cloudbuild.ts';
import { drone } from './pipelines/drone.ts';
import { dronePrograms } from './pipelines/drone-programs.ts';
import { githubWorkflow } from './pipelines/github-workflow.ts';
import { gitlabCi } from './pipelines/gitlab-ci.ts';
import { pulumi } from './pulumi/pulumi.ts';
import { quadlet } from './quadlet/quadlet.ts';
import { imageList } from './settings/image-list.ts';
import { settings } from './settings/settings.ts';
import { makefile } from './shell/makefile.ts';
import { powershell } from './shell/powershell.ts';
import { shell } from './shell/shell.ts';
import { nomad } from './terraform/nomad.ts';
import { terraform } from './terraform/terraform.ts';

/** The kinds of manifest, in the order in which a document or file is offered to them: specific before general. */
export const KINDS: readonly ManifestKind[] = [
  githubWorkflow,
  gitlabCi,
  azurePipelines,
  circleCi,
  bitbucketPipelines,
  drone,
  gitpod,
  ko,
  skaffold,
  containerInstances,
  containerApps,
  cloudBuild,
  acrTask,
  pulumi,
  helmTemplate,
  helmChart,
  helmfile,
  fleet,
  argoSourceOverrides,
  kustomize,
  kubernetes,
  compose,
  helmUnitTest,
  helmValues,
  helmTemplateElsewhere,
  dockerfile,
  dotenv,
  quadlet,
  shell,
  powershell,
  jenkins,
  makefile,
  imageList,
  ansible,
  devcontainer,
  bake,
  armTemplate,
  terraform,
  nomad,
  bicep,
  dronePrograms,
  jsonnet,
  tilt,
  bazel,
  settings,
];
