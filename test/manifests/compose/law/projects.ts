import fc from 'fast-check';

/** A repository with Compose projects, and what Compose is told to read of it. */
export interface Repository {
  readonly files: Readonly<Record<string, string>>;
  /** Each is run in a folder with words before `config`. */
  readonly projects: readonly Project[];
}

interface Project {
  readonly folder: string;
  readonly words: readonly string[];
}

type Draw = fc.GeneratorValue;

/** References that people write, of which parts recur so that projects share variables. */
const REFERENCES = [
  'nginx:1.27',
  'nginx',
  'postgres:16-alpine',
  'acme/web:2',
  'acme/web',
  'docker.io/library/redis:7',
  'docker.io/acme/api:1.2.3',
  'quay.io/acme/web:2',
  'quay.io/acme/team/job:v1',
  'ghcr.io/acme/api:1.2.3',
  'mcr.microsoft.com/dotnet/aspnet:8.0',
  `quay.io/acme/web@sha256:${'0123456789abcdef'.repeat(4)}`,
  `redis:7@sha256:${'fedcba9876543210'.repeat(4)}`,
  'registry.acme.example:5000/web:2',
  'contoso.azurecr.io/docker.io/library/nginx:1',
  'contoso.azurecr.io/web:1',
] as const;

/** What a variable may have in place of what stands in a default. */
const OTHERS = ['', 'latest', 'mariadb', 'quay.io', 'docker.io/', 'acme', '3', 'web', 'ghcr.io/acme/api:9'] as const;

const FILE_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'] as const;
const OVERRIDE_NAMES = ['compose.override.yml', 'compose.override.yaml', 'docker-compose.override.yml'] as const;

/** A folder's project while it is made. */
interface Making {
  readonly draw: Draw;
  /** What `.env` says, by name. */
  readonly variables: Map<string, string>;
  /** Whole references and parts of them that have a name. */
  readonly names: Map<string, string>;
}

/** A repository of one or two folders with a project each, which may extend a service of a third. */
export const repository: fc.Arbitrary<Repository> = fc.gen().map((draw) => {
  const files: Record<string, string> = {};
  const projects: Project[] = [];
  const common = draw(fc.boolean) ? 'common/base.yml' : undefined;
  const names = new Map<string, string>();
  for (const folder of draw(fc.constantFrom, ['', 'app'], ['app'], ['app', 'other'])) {
    const making: Making = { draw, variables: new Map(), names };
    const extended = common === undefined || folder === '' ? common : `../${common}`;
    const made = projectIn(making, extended);
    if (common !== undefined) files[common] ??= composeFile(making, undefined);
    const environment = made.needsEnvironment || !chance(draw, 6) ? { '.env': environmentFile(making) } : {};
    for (const [path, text] of Object.entries({ ...made.files, ...environment }))
      files[folder === '' ? path : `${folder}/${path}`] = text;
    for (const words of made.projects) projects.push({ folder, words });
  }
  return { files, projects };
});

interface MadeProject {
  /** By their paths below the folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly projects: readonly (readonly string[])[];
  /** Whether it needs an environment file, which comes last: it says what the others ask for. */
  readonly needsEnvironment: boolean;
}

/** The files of one folder: what Compose finds by itself, with an override, what `COMPOSE_FILE` names, or what a script does. */
function projectIn(making: Making, extended: string | undefined): MadeProject {
  const { draw, variables } = making;
  const main = draw(fc.constantFrom, ...FILE_NAMES);
  const files: Record<string, string> = { [main]: composeFile(making, extended) };
  if (draw(fc.boolean)) files[draw(fc.constantFrom, ...OVERRIDE_NAMES)] = laterFile(making);
  const projects: (readonly string[])[] = [[]];
  const how = draw(fc.nat, { max: 7 });
  if (how === 0) {
    files['deploy/stack.yml'] = laterFile(making);
    variables.set('COMPOSE_FILE', `${main}:deploy/stack.yml`);
  } else if (how < 4) {
    files['compose.prod.yaml'] = laterFile(making);
    const words = ['-f', main, '-f', 'compose.prod.yaml', ...(how === 1 ? ['--env-file', '.env.prod'] : [])];
    if (how === 1) files['.env.prod'] = environmentFile(making);
    files['up.sh'] = `#!/bin/sh\ndocker compose ${words.join(' ')} up -d\n`;
    projects.push(words);
  }
  if (Object.values(files).some((text) => text.includes('web.env'))) files['web.env'] = 'MODE=fast\nIMAGE=nginx:1\n';
  return { files, projects, needsEnvironment: how === 0 };
}

/** A file that is merged into another: which service `extends` then means, no two versions of Compose agree on. */
function laterFile(making: Making): string {
  return composeFile(making, undefined, true);
}

/** True once in so many times. */
function chance(draw: Draw, many: number): boolean {
  return draw(fc.nat, { max: many - 1 }) === many - 1;
}

const SERVICES = ['web', 'db', 'job', 'cache'] as const;

/** @param isLater whether it is merged into another */
function composeFile(making: Making, extended: string | undefined, isLater = false): string {
  const { draw } = making;
  const lines: string[] = [];
  const anchors: string[] = [];
  const merged: string[] = [];
  if (chance(draw, 3)) {
    lines.push('x-images:');
    for (const name of ['one', 'two'].slice(0, draw(fc.integer, { min: 1, max: 2 }))) {
      lines.push(`  ${name}: &${name} ${scalar(making, image(making))}`);
      anchors.push(name);
    }
  }
  if (chance(draw, 3)) {
    lines.push('x-base: &base');
    lines.push(`  image: ${anchors.length > 0 && chance(draw, 2) ? `*${anchors[0]}` : scalar(making, image(making))}`);
    lines.push('  restart: always');
    merged.push('base');
    if (chance(draw, 2)) {
      lines.push('x-more: &more', `  image: ${scalar(making, image(making))}`, '  tty: true');
      merged.push('more');
    }
  }
  lines.push('services:');
  const names = SERVICES.filter((_, index) => index === 0 || draw(fc.boolean));
  for (const [index, name] of names.entries()) {
    const body = service(making, { anchors, merged, extended, others: isLater ? [] : names.slice(0, index) });
    const anchored = body[0]?.startsWith('<<') !== true && chance(draw, 4);
    if (anchored) merged.push(name);
    const flow = !anchored && body.every((line) => /^[a-z_]+: [^[{&*|>#]*$/.test(line)) && chance(draw, 3);
    if (flow) lines.push(`  ${name}: {${body.join(', ')}}`);
    else lines.push(`  ${name}:${anchored ? ` &${name}` : ''}`, ...body.map((line) => `    ${line}`));
  }
  const end = chance(draw, 6) ? '\r\n' : '\n';
  return `${chance(draw, 12) ? '\uFEFF' : ''}${lines.join(end)}${end}`;
}

interface Around {
  readonly anchors: readonly string[];
  readonly merged: readonly string[];
  readonly extended: string | undefined;
  /** Services that stand before. */
  readonly others: readonly string[];
}

function service(making: Making, { anchors, merged, extended, others }: Around): readonly string[] {
  const { draw } = making;
  const lines: string[] = [];
  const anchor = anchors.length > 0 ? draw(fc.constantFrom, ...anchors) : undefined;
  const written = () => (anchor !== undefined && chance(draw, 2) ? `*${anchor} ` : scalar(making, image(making)));
  const merges = merged.length > 0 && chance(draw, 2);
  if (merges) lines.push(merged.length > 1 && chance(draw, 2) ? `<<: [*${merged.join(', *')}]` : `<<: *${merged[0]}`);
  const extendsOther = !merges && chance(draw, 4);
  if (extendsOther && extended !== undefined && chance(draw, 2))
    lines.push(`extends: {file: ${extended}, service: web}`);
  else if (extendsOther && others.length > 0)
    lines.push(`extends: ${draw(fc.boolean) ? others[0] : `{service: ${others[0]}}`}`);
  const inherits = lines.length > 0;
  if (!inherits || chance(draw, 2)) lines.push(`image: ${written()}`);
  if (chance(draw, 6))
    lines.push(
      `build: ${chance(draw, 2) ? '.' : `{context: ., args: {BASE: ${scalar(making, image(making)).replace(/ # .*/, '')}}}`}`,
    );
  if (chance(draw, 3)) lines.push(...elsewhere(making));
  else if (anchor !== undefined && chance(draw, 8)) lines.push(`environment: {IMAGE: *${anchor} }`);
  if (chance(draw, 8)) lines.push('profiles: [debug]');
  if (chance(draw, 30)) lines.push('env_file: .env');
  else if (chance(draw, 20)) lines.push('env_file: [web.env]');
  return lines;
}

/** Something that is no image and is told a variable. */
function elsewhere(making: Making): readonly string[] {
  const { draw, names } = making;
  const known = [...names.values()];
  if (known.length === 0) return [];
  const name = draw(fc.constantFrom, ...known);
  const text = draw(fc.constantFrom, `\${${name}}`, `$${name}`, `\${${name}:-x}`, `a-\${${name}}`, `\${${name}}/b`);
  return draw(
    fc.constantFrom,
    [`environment: {KIND: "${text}"}`],
    ['environment:', `  - "KIND=${text}"`],
    [`command: ["--kind", "${text}"]`],
    [`labels: {kind: "${text}"}`],
    [`hostname: "${text}"`],
    [`volumes: ["./${text}:/data"]`],
    [`container_name: "${text}"`],
  );
}

/** An image as people write it with variables: a reference of which parts have names. */
function image(making: Making): string {
  const { draw } = making;
  const reference = draw(fc.constantFrom, ...REFERENCES);
  if (draw(fc.boolean)) return reference;
  return parts(draw, reference)
    .map((part) => named(making, part))
    .join('');
}

/** A reference in up to three parts. */
function parts(draw: Draw, reference: string): readonly string[] {
  const cuts = [...reference.matchAll(/[/:@]/g)].flatMap(({ index }) => [index, index + 1]);
  if (cuts.length === 0 || chance(draw, 4)) return [reference];
  const at = [...new Set(draw(fc.array<number>, fc.constantFrom(...cuts), { minLength: 1, maxLength: 2 }))].sort(
    (one, other) => one - other,
  );
  return [...at, reference.length].map((end, index) => reference.slice(at[index - 1] ?? 0, end));
}

const WORDS = ['REG', 'IMAGE', 'TAG', 'DB', 'HUB', 'NAME', 'VERSION', 'KIND', 'A', 'B'] as const;

/** A part as it stands, or as a variable that has it or something else. */
function named(making: Making, part: string): string {
  const { draw, names, variables } = making;
  if (draw(fc.boolean)) return part;
  const name = names.get(part) ?? draw(fc.constantFrom, ...WORDS);
  names.set(part, name);
  const isSet = !chance(draw, 4);
  if (isSet && !variables.has(name)) variables.set(name, chance(draw, 5) ? draw(fc.constantFrom, ...OTHERS) : part);
  // Compose 1 knows no word within braces that has braces.
  const forms = isSet
    ? [`\${${name}}`, `$${name}`, `\${${name}:-${part}}`, `\${${name}-${part}}`, `\${${name}:?}`, `\${${name}?unset}`]
    : [`\${${name}:-${part}}`, `\${${name}-${part}}`];
  const form = draw(fc.constantFrom, ...forms);
  return form === `$${name}` && chance(draw, 3) ? `\${${name}}` : form;
}

/** A text as a scalar of YAML. */
function scalar({ draw }: Making, text: string): string {
  const styles = /^[a-zA-Z][\w./:@-]*[\w.]$/.test(text) ? ['', "'", '"'] : text === '' ? ['"'] : ["'", '"'];
  const plain = /^\$[\w{][^,[\]]*$/.test(text) && !/[:?]\s|\{\}|[{}],/.test(text) && !text.endsWith(':');
  const quote = draw(fc.constantFrom, ...styles, ...(plain && !text.includes('{') ? [''] : []));
  if (chance(draw, 12)) return `!!str ${quote}${text}${quote}`;
  if (chance(draw, 12)) return `${quote}${text}${quote} # not ${text}`;
  return `${quote}${text}${quote}`;
}

function environmentFile({ draw, variables }: Making): string {
  const lines: string[] = [];
  if (chance(draw, 3)) lines.push('# What is pulled, and from where');
  const values = [...variables];
  for (const [name, value] of values) {
    if (name !== 'COMPOSE_FILE' && chance(draw, 8))
      lines.push(assignment(draw, name, draw(fc.constantFrom, ...OTHERS)));
    lines.push(assignment(draw, name, throughOther(draw, value, values)));
    if (chance(draw, 12)) lines.push('');
  }
  if (chance(draw, 4)) lines.push('UNUSED=nginx:1');
  const end = chance(draw, 6) ? '\r\n' : '\n';
  return `${chance(draw, 12) ? '\uFEFF' : ''}${lines.join(end)}${chance(draw, 8) ? '' : end}`;
}

/** A value of which another variable's is a part. */
function throughOther(draw: Draw, value: string, values: readonly (readonly [string, string])[]): string {
  const inner = values.find(([, other]) => other !== '' && other !== value && value.startsWith(other));
  if (inner === undefined || !chance(draw, 2)) return value;
  return `\${${inner[0]}}${value.slice(inner[1].length)}`;
}

function assignment(draw: Draw, name: string, value: string): string {
  const quote = draw(fc.constantFrom, '', '', '"', "'");
  const quoted = value.includes('$') && quote === "'" ? value : `${quote}${value}${quote}`;
  const spaced = chance(draw, 8) ? ' = ' : '=';
  return `${chance(draw, 6) ? 'export ' : ''}${name}${spaced}${quoted}${chance(draw, 6) ? ' # as of today' : ''}`;
}
