import fc from 'fast-check';

/** Images that Dockerfiles of the law begin from. Each is there under these names only. */
export const IMAGES = [
  'docker.io/library/nginx:latest',
  'docker.io/library/nginx:1.27',
  'docker.io/library/debian:12-slim',
  'docker.io/acme/web:2',
  'docker.io/acme/tool:latest',
  'quay.io/acme/web:2',
  'quay.io/acme/team/tool:v1',
  'mcr.microsoft.com/dotnet/aspnet:8.0',
  'registry.acme.example/acme/web:2',
  'contoso.azurecr.io/web:1',
] as const;

/** How the same images are written. */
const REFERENCES = [
  'nginx',
  'nginx:1.27',
  'debian:12-slim',
  'library/nginx',
  'acme/web:2',
  'acme/tool',
  'docker.io/acme/web:2',
  'docker.io/library/nginx:1.27',
  'quay.io/acme/web:2',
  'quay.io/acme/team/tool:v1',
  'mcr.microsoft.com/dotnet/aspnet:8.0',
  'registry.acme.example/acme/web:2',
  'contoso.azurecr.io/web:1',
] as const;

const STAGES = ['base', 'build', 'nginx', 'debian', 'web', 'Tool', 'acme'] as const;
const ARGS = ['REG', 'BASE', 'TAG', 'IMAGE', 'DISTRO', 'HUB', 'VERSION', 'TEAM', 'TOOL'] as const;

type Draw = fc.GeneratorValue;

/** True once in so many times. */
function chance(draw: Draw, many: number): boolean {
  return draw(fc.nat, { max: many - 1 }) === many - 1;
}

interface Making {
  readonly draw: Draw;
  readonly lines: string[];
  /** Global arguments, by name. */
  readonly args: Map<string, string>;
  readonly names: Map<string, string>;
}

/** A Dockerfile of several stages, of which the last copies the one file that each image has out of every one. */
export const dockerfileText: fc.Arbitrary<string> = fc.gen().map((draw) => {
  const body: Making = { draw, lines: [], args: new Map(), names: new Map() };
  const stages: string[] = [];
  const count = draw(fc.integer, { min: 1, max: 4 });
  for (let index = 0; index < count; index++) {
    stage(body, stages);
    if (chance(draw, 3)) body.lines.push('', '# another');
  }
  body.lines.push(`${keyword(draw, 'FROM')} scratch`);
  for (const [index, name] of stages.entries()) body.lines.push(`COPY --from=${name} / /stage-${index}/`);
  const head = [...body.args].flatMap(([name, value]) => declaration(body, name, value));
  const directives = chance(draw, 8) ? ['# escape=`'] : [];
  const end = chance(draw, 8) ? '\r\n' : '\n';
  return [...directives, ...head, ...body.lines].join(end) + end;
});

function stage(making: Making, stages: string[]): void {
  const { draw, lines, args } = making;
  // Which of two stages of one name is meant, builders do not agree on.
  const free = STAGES.filter((stage) => !stages.includes(stage));
  const name = chance(draw, 3) ? undefined : draw(fc.constantFrom, ...free);
  const known = stages.filter((stage) => !/^\d+$/.test(stage));
  const base = known.length > 0 && chance(draw, 4) ? draw(fc.constantFrom, ...known) : written(making);
  const platform = chance(draw, 5) ? ' --platform=linux/amd64' : '';
  lines.push(
    `${keyword(draw, 'FROM')}${platform} ${base}${name === undefined ? '' : ` ${draw(fc.constantFrom, 'AS', 'as')} ${name}`}`,
  );
  const given = [...args.keys()];
  if (given.length > 0 && chance(draw, 2)) {
    const arg = draw(fc.constantFrom, ...given);
    lines.push(chance(draw, 4) ? `ARG ${arg}=other` : `ARG ${arg}`);
    if (chance(draw, 2)) {
      // Where a file goes shows what the argument is to the stage.
      const text = draw(fc.constantFrom, `kind-$${arg}`, `\${${arg}:-x}`, `a/\${${arg}}/b`);
      lines.push(
        ...(chance(draw, 2)
          ? [`ENV KIND=${text}`, 'COPY --from=nginx:1.27 /who /$KIND']
          : [`COPY --from=nginx:1.27 /who /${text}`]),
      );
    }
  }
  if (chance(draw, 3)) lines.push(`COPY --from=${draw(fc.constantFrom, ...REFERENCES)} /who /copied`);
  if (chance(draw, 6))
    lines.push('COPY \\', '  # from another', `  --from=${draw(fc.constantFrom, ...REFERENCES)} \\`, '  /who /also');
  stages.push(name ?? `${stages.length}`);
}

function keyword(draw: Draw, word: string): string {
  return chance(draw, 6) ? word.toLowerCase() : word;
}

/** An image in a FROM, of which parts may be arguments. */
function written(making: Making): string {
  const { draw } = making;
  const reference = draw(fc.constantFrom, ...REFERENCES);
  if (chance(draw, 3)) return reference;
  return parts(draw, reference)
    .map((part) => argument(making, part))
    .join('');
}

function parts(draw: Draw, reference: string): readonly string[] {
  const cuts = [...reference.matchAll(/[/:]/g)].flatMap(({ index }) => [index, index + 1]);
  if (cuts.length === 0 || chance(draw, 3)) return [reference];
  const at = [...new Set(draw(fc.array<number>, fc.constantFrom(...cuts), { minLength: 1, maxLength: 2 }))].sort(
    (one, other) => one - other,
  );
  return [...at, reference.length].map((end, index) => reference.slice(at[index - 1] ?? 0, end));
}

function argument(making: Making, part: string): string {
  const { draw, names, args } = making;
  if (draw(fc.boolean)) return part;
  // Most arguments have one meaning.
  const free = ARGS.filter((arg) => ![...names.values()].includes(arg));
  const name = names.get(part) ?? draw(fc.constantFrom, ...(free.length > 0 && !chance(draw, 8) ? free : ARGS));
  names.set(part, name);
  const isSet = !chance(draw, 3);
  if (isSet && !args.has(name)) args.set(name, part);
  const forms = args.has(name) ? [`\${${name}}`, `$${name}`, `\${${name}:-${part}}`] : [`\${${name}:-${part}}`];
  const form = draw(fc.constantFrom, ...forms);
  return form.startsWith('${') ? form : `\${${name}}`;
}

/** `ARG` before the first FROM, some with a value made of another's. */
function declaration({ draw, args }: Making, name: string, value: string): readonly string[] {
  const before = [...args].slice(0, [...args.keys()].indexOf(name));
  const inner = before.find(([, other]) => other !== '' && value !== other && value.startsWith(other));
  const text = inner !== undefined && chance(draw, 2) ? `\${${inner[0]}}${value.slice(inner[1].length)}` : value;
  const quote = draw(fc.constantFrom, '', '', '"');
  const lines = [`${keyword(draw, 'ARG')} ${name}=${quote}${text}${quote}`];
  return chance(draw, 8) ? [`ARG ${name}=first`, ...lines] : lines;
}
