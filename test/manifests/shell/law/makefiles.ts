import fc from 'fast-check';
import { chance, type Draw, quoted, REFERENCES } from './scripts.ts';

const NAMES = ['IMAGE', 'WEB_IMAGE', 'IMG', 'REG', 'TAG', 'DB', 'REPO', 'TARGET', 'BASE_IMAGE'] as const;

interface Making {
  readonly draw: Draw;
  /** Variables that have a value. */
  readonly set: Set<string>;
}

/** A makefile whose goal `all` has recipes that are told images. */
export const makefile: fc.Arbitrary<string> = fc.gen().map((draw) => {
  const making: Making = { draw, set: new Set() };
  const head: string[] = [];
  for (let left = draw(fc.integer, { min: 0, max: 4 }); left > 0; left--) head.push(...assignment(making));
  const recipe: string[] = [];
  for (let left = draw(fc.integer, { min: 1, max: 6 }); left > 0; left--) recipe.push(command(making));
  return [...head, 'all:', ...recipe.map((line) => `\t${line}`), ''].join('\n');
});

function assignment(making: Making): readonly string[] {
  const { draw, set } = making;
  const name = draw(fc.constantFrom, ...NAMES);
  const reference = draw(fc.constantFrom, ...REFERENCES.filter((each) => !/@|:5000/.test(each)));
  const value = set.size > 0 && chance(draw, 4) ? `$(${draw(fc.constantFrom, ...set)})` : reference;
  set.add(name);
  const sign = draw(fc.constantFrom, '=', ':=', '?=', '::=');
  const comment = chance(draw, 6) ? ' # as of today' : '';
  if (chance(draw, 8)) {
    const subject = draw(fc.constantFrom, ...set);
    return [
      `ifeq ($(${subject}),${reference})`,
      `${name} ${sign} httpd:2`,
      'else',
      `${name} ${sign} ${value}`,
      'endif',
    ];
  }
  return [`${chance(draw, 6) ? 'export ' : ''}${name} ${sign} ${value}${comment}`];
}

function image(making: Making): string {
  const { draw, set } = making;
  if (set.size === 0 || draw(fc.boolean)) return quoted(draw, draw(fc.constantFrom, ...REFERENCES));
  const name = draw(fc.constantFrom, ...set);
  return draw(fc.constantFrom, `$(${name})`, `\${${name}}`, `"$(${name})"`, `$(${name})-debug`, `quay.io/$(${name})`);
}

/** Something else that is told a variable. */
function word({ draw, set }: Making): string {
  if (set.size === 0) return 'plain';
  const name = draw(fc.constantFrom, ...set);
  return draw(
    fc.constantFrom,
    'plain',
    `$(${name})`,
    `a-$(${name})`,
    `$(notdir $(${name}))`,
    `$(firstword $(subst /, ,$(${name})))`,
    `$(dir $(${name}))`,
    `$(subst /,-,$(${name}))`,
    `$(${name}:nginx%=%)`,
    `$(findstring acme,$(${name}))`,
    `$(word 2,$(subst :, ,$(${name})))`,
    `$(patsubst quay.io/%,%,$(${name}))`,
    `docker://$(${name})`,
  );
}

function command(making: Making): string {
  const { draw } = making;
  const engine = draw(fc.constantFrom, 'docker', '@docker', 'podman', '-docker');
  const program = engine.replace(/^[@-]/, '');
  switch (draw(fc.nat, { max: 8 })) {
    case 0:
    case 1: {
      const operand = image(making);
      return `${engine} run --rm \\\n\t\t${operand}${operand.includes('$') ? '' : ` ${word(making)}`}`;
    }
    case 2:
    case 3:
      return `${engine} pull ${image(making)}`;
    case 4:
      return `${engine} tag ${image(making)} ${word(making)}`;
    case 5:
      return `${program} push ${image(making)}`;
    case 6:
      return `${engine} build -t ${image(making)} --build-arg BASE_IMAGE=${draw(fc.constantFrom, ...REFERENCES)} .`;
    case 7:
      return `kubectl run web --image=${image(making)}`;
    default:
      return `@echo ${word(making)}`;
  }
}
