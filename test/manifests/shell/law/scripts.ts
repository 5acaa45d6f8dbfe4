import fc from 'fast-check';

export const REFERENCES = [
  'nginx:1.27',
  'nginx',
  'postgres:16-alpine',
  'acme/web:2',
  'docker.io/library/redis:7',
  'docker.io/acme/api:1.2.3',
  'quay.io/acme/web:2',
  'quay.io/acme/team/job:v1',
  'ghcr.io/acme/api',
  `quay.io/acme/web@sha256:${'0123456789abcdef'.repeat(4)}`,
  'registry.acme.example:5000/web:2',
  'contoso.azurecr.io/docker.io/library/nginx:1',
] as const;

const NAMES = ['IMAGE', 'WEB_IMAGE', 'IMG', 'REG', 'TAG', 'DB', 'REPO', 'image', 'TARGET', 'BASE_IMAGE'] as const;

export type Draw = fc.GeneratorValue;

/** True once in so many times. */
export function chance(draw: Draw, many: number): boolean {
  return draw(fc.nat, { max: many - 1 }) === many - 1;
}

interface Making {
  readonly draw: Draw;
  readonly names: Map<string, string>;
  /** Variables that have a value by now. */
  readonly set: Set<string>;
}

/** A script of which every command is known to print what it is told. */
export const script: fc.Arbitrary<string> = fc.gen().map((draw) => {
  const making: Making = { draw, names: new Map(), set: new Set() };
  const lines = ['#!/usr/bin/env bash'];
  const count = draw(fc.integer, { min: 2, max: 9 });
  for (let index = 0; index < count; index++) lines.push(...statement(making));
  const end = '\n';
  return lines.join(end) + end;
});

function statement(making: Making): readonly string[] {
  const { draw, set } = making;
  switch (draw(fc.nat, { max: 15 })) {
    case 0:
    case 1:
    case 2:
      return assignment(making);
    case 3: {
      const inner = command(making);
      return [`if [ ${word(making)} = ${draw(fc.constantFrom, ...REFERENCES)} ]; then`, `  ${inner}`, 'fi'];
    }
    case 4: {
      const name = draw(fc.constantFrom, 'each', 'image', 'i');
      const items = [image(making), image(making)].join(' ');
      return [
        `for ${name} in ${items}; do`,
        `  docker pull ${draw(fc.constantFrom, `$${name}`, `"$${name}"`, `"\${${name}}"`)}`,
        'done',
      ];
    }
    case 5:
      return ['start() {', '  docker run "$1"', '}', `start ${image(making)}`];
    case 6: {
      if (set.size === 0) return [command(making)];
      const name = draw(fc.constantFrom, ...set);
      return [
        `case "$${name}" in ${draw(fc.constantFrom, 'nginx*', 'quay.io/*', '*:2', 'acme/web:2')}) echo yes ;; *) echo no ;; esac`,
      ];
    }
    case 7:
      return [`echo ${word(making)}`];
    case 8:
      return [
        'cat <<EOF',
        'apiVersion: v1',
        'kind: Pod',
        'spec:',
        '  containers:',
        `    - image: ${image(making)}`,
        `    # ${word(making)}`,
        'EOF',
      ];
    case 9:
      return [`sh_c "docker pull ${draw(fc.constantFrom, ...REFERENCES)}"`];
    default:
      return [command(making)];
  }
}

/** A command that is given an image, or names one that is there. */
function command(making: Making): string {
  const { draw } = making;
  const engine = draw(fc.constantFrom, 'docker', 'docker', 'podman', 'sudo docker');
  const flags = draw(
    fc.constantFrom,
    '',
    '--rm ',
    '-it --name web ',
    '-e KIND=postgres:1 ',
    '-v /srv:/data ',
    '--network=host \\\n  ',
  );
  switch (draw(fc.nat, { max: 11 })) {
    case 0:
    case 1:
    case 2: {
      const operand = image(making);
      // Behind a variable alone, which may hold flags, the next word may be the image.
      return `${engine} run ${flags}${operand}${!operand.includes('$') && chance(draw, 2) ? ` ${word(making)}` : ''}`;
    }
    case 3:
    case 4:
      return `${engine} pull ${image(making)}`;
    case 5:
      return `${engine} tag ${image(making)} ${word(making)}`;
    case 6:
      return `${engine} push ${image(making)}`;
    case 7:
      return `${engine} ${draw(fc.constantFrom, 'inspect', 'rmi', 'save', 'image inspect')} ${image(making)}`;
    case 8:
      return `${engine} build -t ${image(making)} --build-arg BASE_IMAGE=${draw(fc.constantFrom, ...REFERENCES)} .`;
    case 9:
      return `kubectl run web --image=${image(making)}`;
    case 10:
      return `kubectl set image deploy/web web=${image(making)}`;
    default:
      return `az container create --image ${image(making)} --name web`;
  }
}

function assignment(making: Making): readonly string[] {
  const { draw, names, set } = making;
  // A digest that is cut is no image, nor is a port behind a registry.
  const reference = draw(fc.constantFrom, ...REFERENCES.filter((each) => !/@|:5000/.test(each)));
  const name = draw(fc.constantFrom, ...NAMES);
  const value = set.size > 0 && chance(draw, 4) ? variable(making) : quoted(draw, reference);
  names.set(reference, name);
  set.add(name);
  const plain = value.replaceAll(/["']/g, '');
  return draw(
    fc.constantFrom,
    [`${name}=${value}`],
    [`${name}=${value}`],
    [`export ${name}=${value}`],
    [`readonly ${name.toLowerCase()}_ro=${value}`, `${name}=$${name.toLowerCase()}_ro`],
    [`${name}=\${${name}:-${plain}}`],
    [`${name}="\${1:-${plain}}"`],
    [`: "\${${name}:=${plain}}"`],
    [`${name}=${value} docker run "$${name}"`],
    [`if true; then ${name}=${value}; else ${name}=httpd:2; fi`],
  );
}

/** An image as an operand. */
function image(making: Making): string {
  const { draw, set } = making;
  return set.size > 0 && draw(fc.boolean) ? variable(making) : quoted(draw, draw(fc.constantFrom, ...REFERENCES));
}

/** An image that a variable has, or has a part of. */
function variable({ draw, set }: Making): string {
  const name = draw(fc.constantFrom, ...set);
  return draw(
    fc.constantFrom,
    `$${name}`,
    `"$${name}"`,
    `"\${${name}}"`,
    `\${${name}}`,
    `"\${${name}:-nginx:1}"`,
    `"$${name}-debug"`,
    `"quay.io/$${name}"`,
    `"\${${name}%:*}:9"`,
  );
}

/** A text as a word, with or without quotes. */
export function quoted(draw: Draw, text: string): string {
  const quote = draw(fc.constantFrom, '', '', '"', "'");
  return `${quote}${text}${quote}`;
}

/** Something else that is told a variable. */
function word({ draw, set }: Making): string {
  if (set.size === 0) return draw(fc.constantFrom, 'a', '"b c"');
  const name = draw(fc.constantFrom, ...set);
  return draw(
    fc.constantFrom,
    `"$${name}"`,
    `"a-$${name}"`,
    `"\${${name}##*/}"`,
    'plain',
    `"\${${name}:+set}"`,
    `"\${${name}%%/*}"`,
    `"\${${name}#*/}"`,
    `"\${${name}//\\//-}"`,
    `"\${${name}#*:}"`,
    `"docker://$${name}"`,
  );
}
