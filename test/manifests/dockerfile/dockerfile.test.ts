// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dockerfile, isDockerfilePath } from '../../../src/manifests/dockerfile/dockerfile.ts';
import { brief, moveAll, movedFiles, REGISTRY, scanFiles } from '../variables/scanned.ts';

function usesOf(text: string): readonly string[] {
  return scanFiles([dockerfile], { Dockerfile: text }).uses.map((use) => `${use.part} ${brief(use)}`);
}

function moved(text: string): string | undefined {
  return movedFiles([dockerfile], { Dockerfile: text }).Dockerfile;
}

describe('names of Dockerfiles', () => {
  it.each([
    'Dockerfile',
    'a/dockerfile',
    'Dockerfile.dev',
    'Dockerfile-alpine',
    'web.Dockerfile',
    'x/web.dockerfile',
    'Containerfile',
    'Containerfile.in',
  ])('%s is one', (path) => {
    expect(isDockerfilePath(path)).toBe(true);
  });
  it.each([
    'Dockerfile.md',
    'Dockerfile.dockerignore',
    '.dockerignore',
    'dockerfile.go',
    'Dockerfile.d.ts',
    'MyDockerfile',
    'docs/dockerfiles',
    'Dockerfile/main.c',
    '.dockerfile',
  ])('%s is none', (path) => {
    expect(isDockerfilePath(path)).toBe(false);
  });
});

describe('images of a Dockerfile', () => {
  it.each<[string, string, readonly string[]]>([
    ['FROM', 'FROM nginx:1.27', ['from 1:6 nginx:1.27 = docker.io/library/nginx:1.27']],
    [
      'keywords in any case',
      'from nginx as Web\nFROM web\ncopy --from=WEB /a /b',
      ['from 1:6 nginx = docker.io/library/nginx'],
    ],
    ['platform', 'FROM --platform=$BUILDPLATFORM golang:1 AS b', ['from 1:32 golang:1 = docker.io/library/golang:1']],
    ['scratch', 'FROM scratch\n', []],
    ['a stage named as its image', 'FROM nginx AS nginx\nFROM nginx\n', ['from 1:6 nginx = docker.io/library/nginx']],
    [
      'a later stage is no base',
      'FROM web\nFROM nginx AS web',
      ['from 1:6 web = docker.io/library/web', 'from 2:6 nginx = docker.io/library/nginx'],
    ],
    [
      'COPY --from an image',
      'FROM a\nCOPY --chown=1:1 --from=busybox:1 /x /y',
      ['from 1:6 a = docker.io/library/a', 'copy-from 2:25 busybox:1 = docker.io/library/busybox:1'],
    ],
    [
      'COPY --from a stage by number, and a later one',
      'FROM a\nCOPY --from=0 x y\nCOPY --from=late x y\nFROM b AS late',
      ['from 1:6 a = docker.io/library/a', 'from 4:6 b = docker.io/library/b'],
    ],
    ['ADD --from', 'ADD --from=x/y:1 a b', ['copy-from 1:12 x/y:1 = docker.io/x/y:1']],
    [
      'several mounts',
      'FROM a AS s\nRUN --mount=type=cache,target=/c --mount=type=bind,from=x/one:1,target=/o --mount=from=s,target=/s \\\n  --mount=type=bind,"from=x/two",target=/t make --mount=from=no',
      [
        'from 1:6 a = docker.io/library/a',
        'mount-from 2:57 x/one:1 = docker.io/x/one:1',
        'mount-from 3:27 x/two = docker.io/x/two',
      ],
    ],
    [
      'ONBUILD',
      'FROM a\nONBUILD COPY --from=x/y / /\nONBUILD RUN --mount=from=x/z ls',
      ['from 1:6 a = docker.io/library/a', 'copy-from 2:21 x/y = docker.io/x/y', 'mount-from 3:26 x/z = docker.io/x/z'],
    ],
    [
      'syntax',
      '# syntax=docker/dockerfile:1.7\nFROM a',
      ['syntax 1:10 docker/dockerfile:1.7 = docker.io/docker/dockerfile:1.7', 'from 2:6 a = docker.io/library/a'],
    ],
    [
      'syntax with blanks, after another directive',
      '#check=skip=all\n#  SYNTAX = docker/dockerfile:1 \n',
      ['syntax 2:13 docker/dockerfile:1 = docker.io/docker/dockerfile:1'],
    ],
    ['a comment is no directive after another', '# hello\n# syntax=docker/dockerfile:1\n', []],
    [
      'continuation lines with comments and empty lines',
      'FROM \\\n  # a comment\n\n  --platform=linux/amd64 \\\n  nginx:1 \\\n  AS web\nFROM web',
      ['from 5:3 nginx:1 = docker.io/library/nginx:1'],
    ],
    [
      'another escape',
      '# escape=`\nFROM `\n  mcr.microsoft.com/x:1\nRUN dir C:\\\nFROM b',
      ['from 3:3 mcr.microsoft.com/x:1 = mcr.microsoft.com/x:1', 'from 5:6 b = docker.io/library/b'],
    ],
    [
      'here-documents',
      'FROM a\nRUN <<EOF cat\nFROM not1\nEOF\nCOPY <<-"X" <<Y /d/\nFROM not2\n\tX\nFROM not3\nY\nRUN echo $((1<<3)) <<<no\nFROM b',
      ['from 1:6 a = docker.io/library/a', 'from 11:6 b = docker.io/library/b'],
    ],
    ['a here-document that never ends', 'FROM a\nRUN <<EOF\nFROM b', ['from 1:6 a = docker.io/library/a']],
    [
      'CRLF and BOM',
      '\ufeffFROM a:1\r\nFROM b:2 AS x\r\nFROM x\r\n',
      ['from 1:6 a:1 = docker.io/library/a:1', 'from 2:6 b:2 = docker.io/library/b:2'],
    ],
    ['quotes', 'FROM "nginx:1"', ['from 1:7 nginx:1 = docker.io/library/nginx:1']],
    ['a template', 'FROM {{ base }} AS x\nFROM x', ['from 1:6 {{ base }} ! a template directive decides it']],
    ['a base that is none', 'FROM a:b:c', ['from 1:6 a:b:c ! its value is not an image reference']],
    ['comments', '# FROM a\n  # FROM b\nFROM c', ['from 3:6 c = docker.io/library/c']],
  ])('%s', (_, text, expected) => {
    expect(usesOf(text)).toEqual(expected);
  });

  it.each<[string, string, readonly string[]]>([
    ['a tag', 'ARG V=1.27\nFROM nginx:$V', ['from 2:6 nginx:$V = docker.io/library/nginx:1.27']],
    ['the whole', 'ARG BASE="nginx:1.27"\nFROM ${BASE}', ['from 2:6 ${BASE} = docker.io/library/nginx:1.27']],
    ['one made of others', 'ARG R=quay.io\nARG N=$R/a/b V=2\nFROM $N:$V', ['from 3:6 $N:$V = quay.io/a/b:2']],
    ['no default', 'ARG BASE\nFROM ${BASE}', ['from 2:6 ${BASE} ! ARG BASE has no default']],
    [
      'no default but one in the text',
      'ARG BASE\nFROM ${BASE:-nginx:1}',
      ['from 2:6 ${BASE:-nginx:1} = docker.io/library/nginx:1'],
    ],
    ['none declared', 'FROM ${BASE}', ['from 1:6 ${BASE} ! no ARG BASE stands before the first FROM']],
    [
      'one of a stage is not seen by FROM',
      'FROM a\nARG B=b\nFROM $B',
      ['from 1:6 a = docker.io/library/a', 'from 3:6 $B ! no ARG B stands before the first FROM'],
    ],
    [
      'COPY sees those of its stage',
      'ARG I=x/y:1\nFROM a\nARG I\nCOPY --from=$I / /',
      ['from 2:6 a = docker.io/library/a', 'copy-from 4:13 $I = docker.io/x/y:1'],
    ],
    ['a stage by variable', 'ARG W=dev\nFROM a AS base-dev\nFROM base-$W', ['from 2:6 a = docker.io/library/a']],
    [
      'a stage by platform',
      'FROM a AS base-arm64\nFROM b AS base-amd64\nFROM base-${TARGETARCH}',
      ['from 1:6 a = docker.io/library/a', 'from 2:6 b = docker.io/library/b'],
    ],
    [
      'a platform',
      'FROM x/y-${TARGETARCH}',
      ['from 1:6 x/y-${TARGETARCH} ! TARGETARCH is known only when it is built'],
    ],
  ])('ARG: %s', (_, text, expected) => {
    expect(usesOf(text)).toEqual(expected);
  });

  it('tells the variables that feed a reference', () => {
    const [use] = scanFiles([dockerfile], { 'a/Dockerfile': '\nARG V="1.27"\nFROM nginx:$V' }).uses;
    expect(use?.also).toEqual([{ role: 'arg', file: 'a/Dockerfile', line: 2, column: 8, text: '1.27' }]);
  });
});

describe('moving the images of a Dockerfile', () => {
  it.each([
    ['FROM nginx:1 AS x\r\n', `FROM ${REGISTRY}/docker.io/library/nginx:1 AS x\r\n`],
    ['ARG V=1\nFROM nginx:$V', `ARG V=1\nFROM ${REGISTRY}/docker.io/library/nginx:$V`],
    ["ARG B='nginx:1'\nFROM $B", `ARG B='${REGISTRY}/docker.io/library/nginx:1'\nFROM $B`],
    ['FROM ${B:-nginx:1}', `FROM \${B:-${REGISTRY}/docker.io/library/nginx:1}`],
    ['ARG REG=docker.io/\nFROM ${REG}nginx', `ARG REG=${REGISTRY}/docker.io/library/\nFROM \${REG}nginx`],
    ['ARG REG=quay.io\nFROM $REG/a/b:1\nFROM $REG/c/d', `ARG REG=${REGISTRY}/quay.io\nFROM $REG/a/b:1\nFROM $REG/c/d`],
    ['ARG REG=\nFROM ${REG}nginx', `ARG REG=${REGISTRY}/docker.io/library/\nFROM \${REG}nginx`],
    ['FROM ${REG:-}nginx', `FROM \${REG:-${REGISTRY}/docker.io/library/}nginx`],
    ['ARG N=app\nFROM quay.io/org/${N}:1', `ARG N=app\nFROM ${REGISTRY}/quay.io/org/\${N}:1`],
    ['FROM \\\n  nginx', `FROM \\\n  ${REGISTRY}/docker.io/library/nginx`],
  ])('%j', (text, expected) => {
    expect(moved(text)).toBe(expected);
  });

  it('leaves a variable alone that is the beginning of one reference and the middle of another', () => {
    const text = 'ARG D=debian\nFROM ${D}:12\nFROM x/app-${D}:1\n';
    const { uses } = scanFiles([dockerfile], { Dockerfile: text });
    expect(moveAll(uses).unwritten.map(({ reason }) => reason)).toEqual([
      'what it begins with is also a part of docker.io/x/app-debian:1',
    ]);
    expect(moved(text)).toBe(`ARG D=debian\nFROM \${D}:12\nFROM ${REGISTRY}/docker.io/x/app-\${D}:1\n`);
  });

  it.each([
    ['a name that its commands may ask for', 'ARG D=debian\nFROM ${D}:12\nARG D\nRUN test "$D" = debian', 'D'],
    ['a registry that is a part of another argument', 'ARG R=quay.io\nARG B=$R/a/b\nFROM $B:1\nARG B\nENV B=$B', 'R'],
    [
      'a registry of which another argument is a part',
      'ARG R=quay.io\nFROM $R/a/b:1\nFROM x/y\nARG R\nADD https://$R/ /r',
      'R',
    ],
    ['a whole reference within something longer', 'ARG I=x/y:1\nFROM $I\nARG I\nLABEL base=from-$I', 'I'],
    ['an empty registry', 'ARG R=\nFROM ${R}nginx:1\nFROM x/y\nARG R\nRUN echo $R', 'R'],
    ['a whole reference that is a part of another', 'ARG I=x/y:1\nARG J=from-$I\nFROM $I\nARG J\nLABEL b=$J', 'I'],
    ['a whole reference by another name', 'ARG I=x/y:1\nARG J=$I\nFROM $I\nARG J\nLABEL b=from-$J', 'I'],
    [
      'a whole reference by another name, and by its own within something longer',
      'ARG I=x/y:1\nARG J=$I\nFROM $I\nARG I\nARG J\nLABEL a=from-$I b=$J',
      'I',
    ],
    ['a name of a stage of its own', 'FROM x/y:1\nARG T=x/t\nCOPY --from=$T /a /b', 'T'],
  ])('leaves an argument alone that a stage is told: %s', (_, text, name) => {
    const { uses } = scanFiles([dockerfile], { Dockerfile: text });
    expect(moveAll(uses).unwritten.map(({ reason }) => reason)).toEqual([`${name} is given to a stage, too`]);
    expect(moved(text)?.split('\n')[0]).toBe(text.replace('FROM x/y', `FROM ${REGISTRY}/docker.io/x/y`).split('\n')[0]);
  });

  it.each([
    ['a whole reference as it is', 'ARG I=x/y:1\nFROM ${I}\nARG I\nLABEL base=$I\nRUN echo "${I:-none}"'],
    ['a whole reference by another name', 'ARG I=x/y:1\nARG J=$I\nFROM $I\nARG J\nLABEL base=$J'],
    ['an argument of which another is made, that nobody is told', 'ARG R=x\nARG N=$R/y\nFROM $N:1\nARG V\nRUN echo $V'],
    [
      'a whole reference with which another begins',
      'ARG I=x/y:1\nARG J=$I-slim\nFROM $J\nFROM $I\nARG I\nLABEL base=$I',
    ],
    ['another value under the same name', 'ARG I=x/y\nFROM ${I}:1\nARG I=z\nRUN echo a-$I'],
    ['a tag', 'ARG V=1\nFROM x/y:$V\nARG V\nRUN echo a-$V'],
    ['nothing', 'ARG R=x\nFROM $R/y:1\nRUN echo a-$R'],
  ])('moves what a stage is told: %s', (_, text) => {
    expect(moved(text)).toBe(text.replace(/x(?=\/y|\n)/, `${REGISTRY}/docker.io/x`));
  });

  const name = fc.constantFrom(
    'nginx',
    'quay.io/a/b',
    'x/y:1',
    '$A',
    '${B}',
    '${A}/z',
    '"${C:-nginx:1}"',
    'stage',
    '${R}app',
  );
  const line = fc.oneof(
    name.map((image) => `FROM ${image}`),
    fc
      .tuple(name, fc.constantFrom('stage', 'Other'))
      .map(([image, stage]) => `FROM --platform=$BUILDPLATFORM ${image} AS ${stage}`),
    fc
      .tuple(
        fc.constantFrom('A', 'B', 'C', 'R'),
        fc.constantFrom('', '=', '=nginx', '="x/y:2"', '=$A', '=docker.io/', '=quay.io'),
      )
      .map(([arg, value]) => `ARG ${arg}${value}`),
    name.map((image) => `COPY --from=${image} /a \\`),
    name.map((image) => `RUN --mount=type=bind,from=${image},target=/x <<EOF`),
    fc.constantFrom(
      'EOF',
      '',
      '# comment',
      '# escape=`',
      '  && true',
      'ONBUILD ADD --from=x/y a b',
      '\\',
      '"',
      "RUN echo 'FROM x",
    ),
  );

  it('never changes an image that was not to be moved, and moves those that were', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, newline) => {
        const text = lines.join(newline);
        const before = scanFiles([dockerfile], { Dockerfile: text }).uses;
        const { rewritten } = moveAll(before);
        const movedUses = new Set(rewritten.map(({ use }) => use));
        const after = scanFiles([dockerfile], { Dockerfile: moved(text) ?? '' }).uses;
        expect(after.map(({ image }) => image)).toEqual(
          before.map((use) => (movedUses.has(use) ? `${REGISTRY}/${use.image}` : use.image)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        usesOf(text);
        usesOf(`FROM ${text}\nRUN --mount=${text}`);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['one line', `FROM a\nRUN ${'x '.repeat(2_000_000)}`],
    ['flags', `RUN ${'--mount=from=a '.repeat(100_000)}`],
    ['flags on lines of their own', `RUN \\\n${'--mount=from=a \\\n'.repeat(100_000)}`],
    ['arguments without values', `ARG ${'a '.repeat(500_000)}`],
    ['here-documents that never end', `RUN ${'<<E '.repeat(100_000)}\n${'x\n'.repeat(100_000)}`],
    ['braces', `FROM ${'${A:-'.repeat(300_000)}`],
    ['quotes', `ARG A=${'"'.repeat(1_000_001)}`],
    ['stages', 'FROM a AS base-x\nFROM base${X}\n'.repeat(10_000)],
  ])('ends on a large file: %s', (_, text) => {
    expect(Array.isArray(usesOf(text))).toBe(true);
  });
});
