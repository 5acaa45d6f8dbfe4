import fc from 'fast-check';
import type { Tree } from '../../cases/move.ts';

type Draw = fc.GeneratorValue;

/** References that people write, of which parts recur so that jobs share variables. */
const REFERENCES = [
  'nginx:1.27',
  'python',
  'postgres:16-alpine',
  'acme/web:2',
  'docker.io/library/redis:7',
  'quay.io/acme/web:2',
  'quay.io/acme/team/job:v1',
  'ghcr.io/acme/api:1.2.3',
  'docker:27-dind',
  'gcr.io/kaniko-project/executor:v1.9.0-debug',
  `quay.io/acme/web@sha256:${'0123456789abcdef'.repeat(4)}`,
  'registry.acme.example:5000/web:2',
  'contoso.azurecr.io/docker.io/library/nginx:1',
] as const;

/** Texts with variables in places where an image is expected. */
const TEMPLATES = [
  '$IMAGE',
  `$\{IMAGE}`,
  '$IMAGE:$TAG',
  '$REGISTRY/acme/web:1',
  `$\{REGISTRY}/acme/api:$TAG`,
  '$REGISTRY/$NAME:1',
  '$NAME:1',
  `$\{PREFIX}nginx:1.27`,
  `$\{PREFIX}acme/web:2`,
  'acme/web:$TAG',
  'quay.io/$NAME:1',
  '$CI_REGISTRY_IMAGE/app:1',
  '$WEB',
] as const;

const VALUES: Readonly<Record<string, readonly string[]>> = {
  IMAGE: REFERENCES,
  REGISTRY: ['quay.io', 'ghcr.io', 'docker.io', 'registry.acme.example:5000', 'contoso.azurecr.io'],
  NAME: ['acme/web', 'nginx', 'library/redis', 'web'],
  PREFIX: ['', 'quay.io/', 'docker.io/library/', '$REGISTRY/'],
  TAG: ['1.27', '2', 'latest'],
  WEB: ['$REGISTRY/acme/web:2', 'quay.io/acme/web:2', '$IMAGE', `$\{PREFIX}acme/web:$TAG`],
};

const COMMANDS = [
  'echo hello',
  'docker login -u x -p y $REGISTRY',
  'docker login $CI_REGISTRY',
  'docker build -t $REGISTRY/acme/app .',
  'docker pull $IMAGE',
  `docker run --rm $\{IMAGE} true`,
  'docker pull nginx:1.27',
  'docker pull $REGISTRY/acme/web:1',
  'echo "$NAME"',
  `echo $\{PREFIX}x`,
  'test "$TAG" = latest',
  'psql -h postgres',
] as const;

/** A tree with a pipeline, which may include another file. */
export const pipelines: fc.Arbitrary<Tree> = fc.gen().map((draw) => {
  const included = chance(draw, 3);
  const lines = [
    ...(included ? ['include: {local: ci/more.yml}'] : []),
    ...head(draw),
    ...jobs(draw, ['build', 'test']),
  ];
  const more = included
    ? { 'ci/more.yml': text([...(chance(draw, 3) ? variables(draw, '') : []), ...jobs(draw, ['more'])]) }
    : {};
  return { '.gitlab-ci.yml': text(lines), ...more };
});

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** One of `many` times. */
function chance(draw: Draw, many: number): boolean {
  return draw(fc.nat, { max: many - 1 }) === 0;
}

function head(draw: Draw): readonly string[] {
  const lines = chance(draw, 5) ? [] : [...variables(draw, '')];
  if (chance(draw, 3)) lines.push(...at('', image(draw)));
  else if (chance(draw, 2))
    lines.push('default:', ...at('  ', image(draw)), ...(chance(draw, 3) ? at('  ', services(draw)) : []));
  lines.push('.base:', ...at('  ', body(draw)), '.other: &other', ...at('  ', body(draw)));
  return lines;
}

function at(indent: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => indent + line);
}

/** Some variables with values. @param indent how far they are indented */
function variables(draw: Draw, indent: string): readonly string[] {
  const names = draw(fc.subarray, Object.keys(VALUES), { minLength: 1 });
  return at(indent, [
    'variables:',
    ...names.map((name) => {
      const value = draw(fc.constantFrom, ...(VALUES[name] ?? ['']));
      return `  ${name}: ${indent === '' && chance(draw, 6) ? `{value: "${value}", description: what}` : `"${value}"`}`;
    }),
  ]);
}

function imageText(draw: Draw): string {
  return chance(draw, 2) ? draw(fc.constantFrom, ...TEMPLATES) : draw(fc.constantFrom, ...REFERENCES);
}

function image(draw: Draw): readonly string[] {
  const name = `"${imageText(draw)}"`;
  return chance(draw, 3) ? ['image:', `  name: ${name}`, '  entrypoint: [""]'] : [`image: ${name}`];
}

function services(draw: Draw): readonly string[] {
  const items = Array.from({ length: draw(fc.integer, { min: 1, max: 2 }) }, () => {
    const name = imageText(draw);
    return draw(
      fc.constantFrom,
      [`- "${name}"`],
      [`- name: "${name}"`],
      [`- name: "${name}"`, '  alias: db'],
      [`- name: "${name}"`, '  alias: "db, data"'],
    );
  });
  return ['services:', ...items.flat()];
}

function scripts(draw: Draw): readonly string[] {
  const commands = draw(fc.array, fc.constantFrom(...COMMANDS), { minLength: 1, maxLength: 2 });
  return ['script:', ...commands.map((command) => `- ${JSON.stringify(command)}`)];
}

/** What a job may say besides its script. */
function body(draw: Draw): readonly string[] {
  return [
    ...(chance(draw, 3) ? [] : image(draw)),
    ...(chance(draw, 3) ? services(draw) : []),
    ...(chance(draw, 3) ? variables(draw, '') : []),
    'tags: [x]',
  ];
}

function jobs(draw: Draw, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    `${name}:`,
    ...at('  ', [
      ...draw(fc.constantFrom, [], [], ['extends: .base'], ['extends: [.base, .local]']),
      ...(name !== 'more' && chance(draw, 4) ? ['<<: *other'] : reference(draw, body(draw))),
      ...(chance(draw, 5) ? ['rules:', '- if: $X', ...at('  ', variables(draw, '')), '- when: always'] : []),
      ...(chance(draw, 6) ? ['parallel:', '  matrix:', '  - NAME: [nginx, acme/web]', '    TAG: ["2", "3"]'] : []),
      ...scripts(draw),
    ]),
    ...(name === 'test' || name === 'more' ? ['.local:', '  variables: {LOCAL: "1"}'] : []),
  ]);
}

/** A body whose image may be another's. */
function reference(draw: Draw, lines: readonly string[]): readonly string[] {
  if (lines.some((line) => line.startsWith('image')) || !chance(draw, 3)) return lines;
  return [...lines, 'image: !reference [.base, image]'];
}
