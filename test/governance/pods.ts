import fc from 'fast-check';
import type { PodList } from '../../src/manifests/model/use.ts';

/** An image in one of the lists of a Pod. */
export interface Placed {
  readonly list: PodList;
  readonly image: string;
}

const HOSTS = [
  'contoso.azurecr.io',
  'contoso.azurecr.io:443',
  'CONTOSO.azurecr.io',
  'contoso.azurecr.io.evil.example',
  'contosoxazurecr.io',
  'evil.contoso.azurecr.io',
  'contoso.westeurope.geo.azurecr.io',
  'mcr.microsoft.com',
  'ghcr.io/contoso',
  'ghcr.io/contoso-evil',
  'ghcr.io/contoso:5000',
  'docker.io',
  '[2001:db8::1]:5000',
  '',
] as const;
const PATHS = [
  '',
  '/',
  '/nginx',
  '/library/nginx',
  '/../evil',
  '/contoso.azurecr.io/x',
  '//x',
  '/ä',
  '/\n',
  '/x\n',
] as const;
const ENDS = ['', ':1', '@sha256:0', ':1@sha256:0', '\n', '\ncontoso.azurecr.io/x', ' ', ':'] as const;

const IMAGE = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...HOSTS), fc.constantFrom(...PATHS), fc.constantFrom(...ENDS))
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'nginx',
      'nginx:1',
      'library/nginx',
      ' contoso.azurecr.io/x',
      '\ncontoso.azurecr.io/x',
      'https://contoso.azurecr.io/x',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
);

/** The images of one Pod: at least one container, as Kubernetes wants it. */
export const POD_IMAGES = fc
  .tuple(
    IMAGE,
    fc.array(
      fc.record({
        list: fc.constantFrom<PodList>('containers', 'initContainers', 'ephemeralContainers', 'volumes'),
        image: IMAGE,
      }),
      { maxLength: 4 },
    ),
  )
  .map(([image, others]): readonly Placed[] => [{ list: 'containers', image }, ...others]);

/** A Pod's description, as the evaluators take it. */
type PodSpec = Record<string, Record<string, string | Record<string, string>>[]>;

/** A Pod's description with these images; a list without any is left out. */
export function podSpec(images: readonly Placed[]): PodSpec {
  const of = (list: PodList) => images.filter((placed) => placed.list === list).map(({ image }) => image);
  const containers = (list: PodList) => {
    const found = of(list);
    return found.length === 0 ? {} : { [list]: found.map((image, index) => ({ name: `${list}-${index}`, image })) };
  };
  const volumes = of('volumes').map((reference, index) => ({ name: `volume-${index}`, image: { reference } }));
  return {
    ...containers('containers'),
    ...containers('initContainers'),
    ...containers('ephemeralContainers'),
    ...(volumes.length === 0 ? {} : { volumes: [...volumes, { name: 'scratch', emptyDir: {} }] }),
  };
}

/** The objects that hold such a description. */
export const HOLDERS = {
  Pod: (spec: PodSpec) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec }),
  Deployment: (spec: PodSpec) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: { template: { spec } },
  }),
  Job: (spec: PodSpec) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'a' },
    spec: { template: { spec } },
  }),
  CronJob: (spec: PodSpec) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'a' },
    spec: { jobTemplate: { spec: { template: { spec } } } },
  }),
} as const;

export type Holder = keyof typeof HOLDERS;
export const HOLDER = fc.constantFrom<Holder>('Pod', 'Deployment', 'Job', 'CronJob');
