// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/manifests/compose/compose.ts';
import { dotenv } from '../../../src/manifests/compose/dotenv.ts';
import { dockerfile } from '../../../src/manifests/dockerfile/dockerfile.ts';
import { parseDocuments } from '../../../src/manifests/yaml/documents.ts';
import { brief, type Files, moveAll, movedFiles, REGISTRY, scanFiles } from '../variables/scanned.ts';

const KINDS = [compose, dotenv, dockerfile];

function usesOf(files: Files | string): readonly string[] {
  return scanFiles(KINDS, typeof files === 'string' ? { 'compose.yaml': files } : files).uses.map(brief);
}

function services(...lines: readonly string[]): string {
  return `services:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

describe('which documents are Compose files', () => {
  it.each<[string, string, boolean]>([
    ['docker-compose.yml', 'services: {a: {image: nginx, unknown: 1}}', true],
    ['a/compose.prod.yaml', 'services: {a: {image: nginx}}', true],
    ['stack.yml', 'version: "3"\nservices: {a: {image: nginx, deploy: {replicas: 2}, x-own: 1}}', true],
    ['services.yaml', 'services: {a: {build: .}, b: {image: nginx}}', true],
    ['azure.yaml', 'services: {web: {project: ., host: containerapp, image: nginx}}', false],
    ['values.yaml', 'services: {web: {port: 80, image: nginx}}', false],
    ['values.yaml', 'services: {web: nginx}', false],
    ['x.yaml', 'apiVersion: v1\nservices: {a: {image: nginx}}', false],
    ['.gitlab-ci.yml', 'services: [docker:dind]', false],
    ['docker-compose.yml', 'just: a mapping', false],
  ])('%s: %s: %s', (path, text, expected) => {
    expect(usesOf({ [path]: text }).length > 0).toBe(expected);
  });
});

describe('images of a Compose file', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'plain and quoted',
      services('a: {image: nginx}', 'b:', '  image: "redis:7"'),
      ['2:14 nginx = docker.io/library/nginx', '4:13 redis:7 = docker.io/library/redis:7'],
    ],
    ['a default', services('a:', '  image: ${I:-nginx:1}'), ['3:12 ${I:-nginx:1} = docker.io/library/nginx:1']],
    [
      'defaults in defaults',
      services('a:', '  image: ${I-${R:-quay.io/x}/app}:${T:-1}'),
      ['3:12 ${I-${R:-quay.io/x}/app}:${T:-1} = quay.io/x/app:1'],
    ],
    [
      'nothing set',
      services('a:', '  image: nginx:${T}'),
      ['3:12 nginx:${T} ~ docker.io/library/nginx, T has no default and no .env file beside the Compose file sets it'],
    ],
    [
      'must be set',
      services('a:', '  image: ${I:?set it}'),
      ['3:12 ${I:?set it} ! I has no default and no .env file beside the Compose file sets it'],
    ],
    ['two dollars', services('a:', '  image: nginx:$$T'), ['3:12 nginx:$$T ! its value is not an image reference']],
    [
      'an anchor',
      `x-i: &i nginx:1\n${services('a: {image: *i}', 'b: {image: *i}')}`,
      ['1:9 nginx:1 = docker.io/library/nginx:1'],
    ],
    [
      'a merge',
      `x-a: &a\n  image: nginx:1\nx-b: &b {<<: *a, tty: true}\n${services('a: {<<: *b}', 'b: {<<: [*b], image: redis}')}`,
      ['2:10 nginx:1 = docker.io/library/nginx:1', '6:24 redis = docker.io/library/redis'],
    ],
    [
      'an image volume',
      services(
        'a:',
        '  volumes:',
        '  - {type: image, source: x/y:1, target: /d}',
        '  - {type: bind, source: ./z, target: /e}',
      ),
      ['4:29 x/y:1 = docker.io/x/y:1'],
    ],
    [
      'contexts of a build',
      services('a:', '  build:', '    additional_contexts:', '      base: docker-image://nginx:1', '      src: ../src'),
      ['5:30 nginx:1 = docker.io/library/nginx:1'],
    ],
    [
      'contexts as a list',
      services('a:', '  build:', '    context: .', '    additional_contexts: ["base=docker-image://nginx:1"]'),
      ['5:50 nginx:1 = docker.io/library/nginx:1'],
    ],
    ['no value', services('a: {image: }', 'b: {image: ""}', 'c: 5', 'd:'), []],
    ['over several lines', services('a:', '  image: "nginx\\x3a1"'), ['3:13 nginx\\x3a1 = docker.io/library/nginx:1']],
  ])('%s', (_, text, expected) => {
    expect(usesOf(text)).toEqual(expected);
  });

  it('names what a service builds', () => {
    const { uses, builtHere } = scanFiles(KINDS, {
      'compose.yaml': services(
        'a: {build: ., image: me/a:1}',
        'b: {image: nginx, build: null}',
        'c: {extends: d, image: "${ORG}/c:$TAG"}',
        'd: {build: {context: ., tags: [me/d:1]}}',
        'e: {extends: {file: common.yml, service: d}, image: redis}',
      ),
      '.env': 'ORG=ghcr.io/me\nTAG=1',
    });
    expect([...builtHere].toSorted()).toEqual(['docker.io/me/a', 'docker.io/me/d', 'ghcr.io/me/c']);
    expect(uses.map(({ image, built }) => [image, built === true])).toEqual([
      ['docker.io/me/a:1', true],
      ['docker.io/library/nginx', false],
      ['ghcr.io/me/c:1', true],
      ['docker.io/library/redis', false],
    ]);
  });

  it('does not lose itself in mappings that are merged into themselves', () => {
    expect(usesOf(`services: &s\n  a: &a\n    <<: [*a, *s]\n    build: {<<: *a}\n`)).toEqual([]);
  });

  it('lists files that it includes from elsewhere', () => {
    const { unseen } = scanFiles(KINDS, {
      'compose.yaml':
        'include:\n- oci://user:secret@ghcr.io/x/y:1?token=secret\n- local.yaml\n- path: https://e.org/z.git\n',
    });
    expect(unseen.map(({ line, source }) => `${line} ${source}`)).toEqual([
      '2 compose include oci://ghcr.io/x/y:1',
      '4 compose include https://e.org/z.git',
    ]);
  });
});

describe('variables from .env', () => {
  const text = services('a:', '  image: ${A_IMAGE}', 'b:', '  image: "${REGISTRY}/b:${B_TAG-1}"');

  it('resolves images with the .env file beside the Compose file', () => {
    const files = {
      'x/compose.yaml': text,
      'x/.env': '# images\r\nA_IMAGE="redis:7" # cache\r\nREGISTRY=quay.io\r\nB_TAG=2\r\n',
      '.env': 'A_IMAGE=no',
    };
    const { uses } = scanFiles(KINDS, files);
    expect(uses.map(brief)).toEqual([
      '3:12 ${A_IMAGE} = docker.io/library/redis:7',
      '5:13 ${REGISTRY}/b:${B_TAG-1} = quay.io/b:2',
    ]);
    expect(uses[0]?.also).toEqual([{ role: 'variable', file: 'x/.env', line: 2, column: 10, text: 'redis:7' }]);
    expect(movedFiles(KINDS, files)).toEqual({
      ...files,
      'x/.env': `# images\r\nA_IMAGE="${REGISTRY}/docker.io/library/redis:7" # cache\r\nREGISTRY=${REGISTRY}/quay.io\r\nB_TAG=2\r\n`,
    });
  });

  it('edits a variable that several services share only once', () => {
    const files = { 'compose.yaml': services('a: {image: "${I}"}', 'b: {image: "${I:-other}"}'), '.env': 'I=redis' };
    expect(movedFiles(KINDS, files)).toEqual({ ...files, '.env': `I=${REGISTRY}/docker.io/library/redis` });
  });

  it('tells of another file that sets what is missing', () => {
    const files = { 'compose.yaml': services('a: {image: "redis:${T}"}'), '.env.example': 'T=7' };
    expect(usesOf(files)).toEqual([
      '2:15 redis:${T} ~ docker.io/library/redis, T has no default and no .env file beside the Compose file sets it; .env.example does, which Compose reads only when told to',
    ]);
  });

  it('does not write a variable that is also used for something else', () => {
    const files = {
      'compose.yaml': services('a:', '  image: ${DB}:16', '  environment: ["KIND=${DB}"]'),
      '.env': 'DB=postgres',
    };
    const { uses } = scanFiles(KINDS, files);
    expect(uses.map(({ image, slots, uneditable }) => ({ image, slots, uneditable }))).toEqual([
      { image: 'docker.io/library/postgres:16', slots: [], uneditable: 'DB is used for more than images' },
    ]);
  });
});

describe('variables of several Compose files', () => {
  it('does not write for one file what another uses for something else', () => {
    const files = {
      'compose.yaml': services('a:', '  image: ${DB}:16', '  environment: ["KIND=${DB}"]'),
      'compose.dev.yaml': services('a: {image: "${DB}:17"}', 'b: {image: "${DB}"}'),
      '.env': 'DB=postgres',
    };
    expect(movedFiles(KINDS, files)).toEqual(files);
  });
});

describe('builds', () => {
  it('reads a Dockerfile in a Compose file', () => {
    const text = services(
      'a:',
      '  build:',
      '    dockerfile_inline: |',
      '      ARG V=1',
      '',
      '      FROM nginx:$${V} AS web',
      '        # more',
      '      FROM quay.io/x/y',
      'b: {build: {dockerfile_inline: "FROM redis:1"}}',
      'c: {build: {dockerfile_inline: "FROM redis:2\\nRUN x"}}',
    );
    for (const newline of ['\n', '\r\n']) {
      const files = { 'compose.yaml': text.replaceAll('\n', newline) };
      expect(usesOf(files)).toEqual([
        '7:14 nginx:${V} = docker.io/library/nginx:1',
        '9:14 quay.io/x/y = quay.io/x/y',
        '10:40 redis:1 = docker.io/library/redis:1',
        '11:40 redis:2 = docker.io/library/redis:2',
      ]);
      expect(movedFiles(KINDS, files)['compose.yaml']).toBe(
        files['compose.yaml']
          .replace('nginx', `${REGISTRY}/docker.io/library/nginx`)
          .replace('quay.io/x/y', `${REGISTRY}/quay.io/x/y`)
          .replace('FROM redis:1', `FROM ${REGISTRY}/docker.io/library/redis:1`),
      );
    }
  });

  it('finds the image of a Dockerfile in folded lines where it stands, and does not write it', () => {
    const files = {
      'compose.yaml': services(
        'a:',
        '  build:',
        '    dockerfile_inline: >',
        '      FROM nginx',
        '',
        '      COPY --from=redis a b',
      ),
    };
    expect(usesOf(files)).toEqual(['5:14 nginx = docker.io/library/nginx', '7:21 redis = docker.io/library/redis']);
    expect(movedFiles(KINDS, files)).toEqual(files);
  });

  it('tells of a build that services share only once', () => {
    const files = {
      'compose.yaml': `x-b: &b\n  build: {context: ., args: {BASE: "nginx:1"}}\n  volumes: [{type: image, source: x/y}]\n${services('a: {<<: *b}', 'b: {<<: *b}')}`,
      Dockerfile: 'ARG BASE=redis\nFROM $BASE',
    };
    expect(usesOf(files)).toEqual([
      '2:6 $BASE = docker.io/library/redis',
      '2:37 nginx:1 = docker.io/library/nginx:1',
      '3:35 x/y = docker.io/x/y',
    ]);
  });

  it('knows what Compose gives to a Dockerfile', () => {
    const files = {
      'x/compose.yaml': services(
        'a:',
        '  build:',
        '    context: ../app',
        '    dockerfile: docker/Dockerfile',
        '    args:',
        '      BASE: nginx:1',
        '      LEVEL: debug',
        '    additional_contexts: {shared: ../shared}',
      ),
      'app/docker/Dockerfile': 'ARG BASE\nFROM ${BASE}\nCOPY --from=shared / /\nCOPY --from=other / /\n',
    };
    const { uses } = scanFiles(KINDS, files);
    expect(uses.map((use) => `${use.kind} ${use.part} ${brief(use)}`)).toEqual([
      'dockerfile from 2:6 ${BASE} ! ARG BASE has no default; x/compose.yaml gives it',
      'dockerfile copy-from 4:13 other = docker.io/library/other',
      'compose arg 7:15 nginx:1 = docker.io/library/nginx:1',
    ]);
  });
});

describe('laws of Compose files', () => {
  const image = fc.constantFrom(
    'nginx:1',
    '"redis"',
    "'quay.io/a/b:2'",
    '${A}',
    '"${B:-x/y:1}"',
    '*i',
    '$A:1',
    '${R}/z',
    'nginx:${T:-2}',
  );
  const service = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), image, fc.boolean());
  const env = fc.array(
    fc.constantFrom('A=redis', 'A="x/y"', "R='quay.io'", 'B=$A:3', 'T=9', 'export R=docker.io', '#A=no', 'A', ''),
    { maxLength: 5 },
  );

  it('moves what was to be moved, and changes nothing else', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(service, { selector: ([name]) => name, maxLength: 4 }),
        env,
        fc.constantFrom('\n', '\r\n'),
        (list, variables, newline) => {
          const lines = [
            'x-i: &i mariadb:1',
            'services:',
            ...list.flatMap(([name, reference, builds]) => [
              `  ${name}: # c`,
              ...(builds ? ['    build: .'] : []),
              `    image: ${reference}`,
            ]),
          ];
          const files = { 'compose.yaml': `\ufeff${lines.join(newline)}`, '.env': variables.join(newline) };
          const before = scanFiles(KINDS, files).uses;
          const moved = new Set(moveAll(before).rewritten.map(({ use }) => use));
          const after = movedFiles(KINDS, files);
          const uses = scanFiles(KINDS, after).uses;
          expect(uses.map((use) => use.image)).toEqual(
            before.map((use) => (moved.has(use) ? `${REGISTRY}/${use.image}` : use.image)),
          );
          expect(parseDocuments(after['compose.yaml'] ?? '').failures).toEqual([]);
          expect(movedFiles(KINDS, after)).toEqual(after);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each<[string, Files]>([
    [
      'services',
      {
        'compose.yaml': services(
          ...Array.from({ length: 5_000 }, (_, index) => `s${index}: {image: "\${V${index}:-x}", build: .}`),
        ),
      },
    ],
    [
      'merges',
      {
        'compose.yaml': `x-a: &a [${'{tty: true}, '.repeat(5_000)}]\n${services(...Array.from({ length: 5_000 }, (_, index) => `s${index}: {<<: *a}`))}`,
      },
    ],
    [
      'a Dockerfile of dollars',
      {
        'compose.yaml': services(
          'a:',
          '  build:',
          '    dockerfile_inline: |',
          ...Array.from({ length: 10_000 }, () => `      FROM a:$${'$'.repeat(9)}`),
        ),
      },
    ],
    ['quotes that never close', { '.env': 'A="\nB=\'\n'.repeat(100_000) }],
  ])('ends on a large file: %s', (_, files) => {
    expect(Array.isArray(usesOf(files))).toBe(true);
  });
});

const gold = join(import.meta.dirname, '../../../../shared/gold');
const present = existsSync(gold);

describe('labelled Compose files', () => {
  it.skipIf(!present)(
    `finds each at its place and nothing else${present ? '' : ' (skipped: ../shared/gold is not there)'}`,
    () => {
      const labels = readFileSync(join(gold, 'labels.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
      const expected = labels.flatMap((label) => (isLabel(label) ? [`${label.file} ${brief(label)}`] : []));
      const names = readdirSync(join(gold, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\.ya?ml$/.test(name),
      );
      const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(gold, 'files', name), 'utf8')]));
      const { uses } = scanFiles([compose, dotenv], files);
      expect(expected.length).toBeGreaterThan(20);
      expect(uses.map((use) => `${use.file} ${brief(use)}`).toSorted()).toEqual(expected.toSorted());
    },
  );
});

function isLabel(label: unknown): label is { file: string } & Parameters<typeof brief>[0] {
  return typeof label === 'object' && label !== null && 'kind' in label && label.kind === 'compose';
}
