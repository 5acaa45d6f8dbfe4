/**
 * Which room of src/ may know which: the picture of docs/architecture.md as a table. `npm run lint` holds the code to it.
 * A room is a folder, or a file that stands alone; from the bottom up, so that every arrow leads to a room further above here.
 */

/** What every kind of manifest is built on. */
const SHARED = [
  'base',
  'images',
  'manifests/source',
  'manifests/yaml',
  'manifests/model',
  'manifests/references',
  'manifests/variables',
  'manifests/languages',
];

/** Kinds of manifest that read a part of their files by another kind. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  dockerfile: [],
  shell: [],
  helm: [],
  kustomize: ['helm'],
  kubernetes: ['helm', 'kustomize', 'shell'],
  compose: ['dockerfile'],
  quadlet: [],
  pipelines: ['shell'],
  jenkins: ['kubernetes', 'shell'],
  terraform: ['helm', 'kubernetes'],
  settings: [],
  ansible: ['kubernetes', 'settings'],
  'azure-resources': [],
  'build-tools': [],
  jsonnet: [],
  pulumi: ['helm', 'kubernetes'],
};

const KIND_ROOMS = Object.keys(KINDS).map((kind) => `manifests/${kind}`);

/** Rooms whose files do the work of a run; all are known by the stages alone. */
const WORKERS = [
  'azure',
  'defender',
  'doctor',
  'governance',
  'inputs',
  'io',
  'outcome',
  'registry',
  'render',
  'report',
  'review',
  'rules',
  'text',
  'trust',
  'uses',
];

export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  clouds: [],
  sdk: [],
  images: ['base'],
  'manifests/source': ['base'],
  'manifests/yaml': ['manifests/source'],
  // The facts and names that kinds tell count as the model's, though they stand with their kinds.
  'manifests/model': ['base', 'manifests/source', 'manifests/yaml'],
  'manifests/references': ['base', 'clouds', 'images', 'manifests/source', 'manifests/yaml', 'manifests/model'],
  'manifests/variables': ['base', 'images', 'manifests/model', 'manifests/references'],
  'manifests/languages': ['images', 'manifests/source', 'manifests/yaml', 'manifests/model', 'manifests/references'],
  ...Object.fromEntries(
    Object.entries(KINDS).map(([kind, others]) => [
      `manifests/${kind}`,
      [...SHARED, ...others.map((other) => `manifests/${other}`)],
    ]),
  ),
  text: ['base'],
  io: ['base', 'sdk'],
  manifests: [...SHARED, ...KIND_ROOMS, 'io'],
  registry: ['base', 'images', 'io', 'sdk'],
  render: [
    'base',
    'images',
    'io',
    'registry',
    'manifests',
    'manifests/source',
    'manifests/yaml',
    'manifests/model',
    'manifests/languages',
  ],
  uses: ['base', 'images', 'manifests/model'],
  trust: ['base'],
  inputs: ['base', 'clouds', 'images', 'manifests/source', 'manifests/yaml', 'manifests/model'],
  outcome: ['base', 'inputs'],
  rules: ['base', 'images'],
  'az-command': [],
  entra: ['az-command'],
  azure: ['base', 'clouds', 'entra', 'io', 'rules', 'sdk'],
  defender: ['base', 'images', 'inputs', 'io', 'manifests/source', 'manifests/yaml'],
  governance: ['base', 'images', 'manifests/model', 'uses'],
  doctor: ['az-command', 'base', 'clouds', 'entra', 'rules'],
  report: [
    'az-command',
    'base',
    'defender',
    'doctor',
    'governance',
    'images',
    'inputs',
    'manifests/model',
    'outcome',
    'registry',
    'rules',
    'text',
    'uses',
    'io',
  ],
  review: ['base', 'io', 'text', 'manifests', 'manifests/model', 'report', 'sdk'],
  stages: ['base', 'clouds', 'entra', 'images', 'manifests', 'manifests/model', ...WORKERS],
  run: ['base', 'manifests', 'stages', ...WORKERS],
  cli: ['base', 'images', 'manifests', 'run', 'stages', ...WORKERS],
  main: ['base', 'run', 'stages', ...WORKERS],
  emulator: [
    'text',
    'base',
    'clouds',
    'images',
    'inputs',
    'io',
    'manifests',
    'report',
    'rules',
    'run',
    'stages',
    'trust',
    'defender',
    'registry',
    'review',
  ],
};

/** The pattern of a room's files, as dependency-cruiser takes it. */
export function filesOf(room: string): string {
  const kindsOwn = '^src/manifests/[^/]+/(?:facts|names)[.]ts$';
  switch (room) {
    case 'manifests':
      return '^src/manifests/[^/]+[.]ts$';
    case 'manifests/model':
      return `^src/manifests/model/|${kindsOwn}`;
    case 'cli':
      return '^src/cli(?:/|[.]ts$)';
    case 'az-command':
    case 'clouds':
    case 'run':
    case 'main':
    case 'trust':
      return `^src/${room}[.]ts$`;
    default:
      return room.startsWith('manifests/') ? `^src/${room}/(?!(?:facts|names)[.]ts$)` : `^src/${room}/`;
  }
}
