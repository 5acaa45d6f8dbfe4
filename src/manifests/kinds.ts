import { azurePipelines } from './ci/azure-pipelines.ts';
import { bitbucketPipelines } from './ci/bitbucket-pipelines.ts';
import { circleCi } from './ci/circleci.ts';
import { cloudBuild } from './ci/cloudbuild.ts';
import { drone } from './ci/drone.ts';
import { githubWorkflow } from './ci/github-workflow.ts';
import { gitlabCi } from './ci/gitlab-ci.ts';
import { gitpod } from './ci/gitpod.ts';
import { compose } from './compose/compose.ts';
import { dotenv } from './compose/dotenv.ts';
import { dockerfile } from './dockerfile/dockerfile.ts';
import { helmChart } from './helm/chart.ts';
import { helmTemplate, helmTemplateElsewhere } from './helm/template.ts';
import { helmUnitTest } from './helm/unit-test.ts';
import { helmValues } from './helm/values-file.ts';
import { imageList } from './image-list.ts';
import { ansible } from './infrastructure/ansible.ts';
import { armTemplate } from './infrastructure/arm-template.ts';
import { bake } from './infrastructure/bake.ts';
import { bazel } from './infrastructure/bazel.ts';
import { bicep } from './infrastructure/bicep.ts';
import { containerApps } from './infrastructure/container-apps.ts';
import { containerInstances } from './infrastructure/container-instances.ts';
import { devcontainer } from './infrastructure/devcontainer.ts';
import { jsonnet } from './infrastructure/jsonnet.ts';
import { ko } from './infrastructure/ko.ts';
import { nomad } from './infrastructure/nomad.ts';
import { skaffold } from './infrastructure/skaffold.ts';
import { terraform } from './infrastructure/terraform.ts';
import { tilt } from './infrastructure/tilt.ts';
import type { ManifestKind } from './kind.ts';
import { kubernetes } from './kubernetes/kubernetes.ts';
import { kustomize } from './kustomize/kustomization.ts';
import { quadlet } from './quadlet/quadlet.ts';
import { settings } from './settings.ts';
import { makefile } from './shell/makefile.ts';
import { shell } from './shell/shell.ts';

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
  helmTemplate,
  helmChart,
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
  makefile,
  imageList,
  ansible,
  devcontainer,
  bake,
  armTemplate,
  terraform,
  nomad,
  bicep,
  jsonnet,
  tilt,
  bazel,
  settings,
];
