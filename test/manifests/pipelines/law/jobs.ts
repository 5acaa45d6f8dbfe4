import { load } from 'js-yaml';
import { at, listAt, textAt } from '../../../../scripts/meaning/discovery.ts';
import { isObject } from '../../../../src/base/json.ts';

/** What a runner does for a job, with the variables of one of its rules and one row of its matrix. */
export interface Run {
  readonly job: string;
  readonly image: string | undefined;
  readonly services: readonly Service[];
  /** With variables in their places, as the shell has them. */
  readonly script: readonly string[];
}

export interface Service {
  readonly image: string;
  /** The names by which the job reaches it. */
  readonly hosts: readonly string[];
}

/** What is no job at the top of a preview. */
const NO_JOBS: ReadonlySet<string> = new Set([
  'stages',
  'variables',
  'workflow',
  'default',
  'include',
  'image',
  'services',
]);

type Variables = ReadonlyMap<string, string>;

/** All that a pipeline may do, of what gitlab-ci-local shows of it. */
export function runsOf(preview: string): readonly Run[] {
  const pipeline = load(preview);
  if (!isObject(pipeline)) return [];
  const outer = variablesIn(pipeline);
  return Object.entries(pipeline).flatMap(([name, job]) => {
    if (NO_JOBS.has(name) || name.startsWith('.')) return [];
    const own = new Map([...outer, ...variablesIn(job)]);
    const rules = [new Map<string, string>(), ...listAt(job, 'rules').map(variablesIn)];
    return matrixOf(job).flatMap((row) => rules.map((rule) => runOf(name, job, new Map([...own, ...row, ...rule]))));
  });
}

function runOf(name: string, job: unknown, variables: Variables): Run {
  const image = textAt(job, 'image', 'name') ?? textAt(job, 'image');
  return {
    job: name,
    image: image === undefined ? undefined : expanded(image, variables),
    services: listAt(job, 'services').map((service) => serviceOf(service, variables)),
    script: listAt(job, 'script').map((line) => expanded(String(line), variables)),
  };
}

/** https://docs.gitlab.com/ci/services/#accessing-the-services */
function serviceOf(service: unknown, variables: Variables): Service {
  const image = expanded(textAt(service, 'name') ?? '', variables);
  const given = textAt(service, 'alias')?.split(/[\s,]+/);
  const path = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return { image, hosts: given ?? [path.replaceAll('/', '__'), path.replaceAll('/', '-')] };
}

function variablesIn(node: unknown): Variables {
  const variables = at(node, 'variables');
  if (!isObject(variables)) return new Map();
  return new Map(
    Object.entries(variables).map(([name, value]) => [name, String(isObject(value) ? (value.value ?? '') : value)]),
  );
}

/** The rows of a matrix; one without variables where there is none. */
function matrixOf(job: unknown): readonly Variables[] {
  const rows = listAt(job, 'parallel', 'matrix').flatMap((entry): readonly Variables[] =>
    Object.entries(isObject(entry) ? entry : {}).reduce<readonly Variables[]>(
      (known, [name, values]) =>
        (Array.isArray(values) ? values : [values]).flatMap((value) =>
          known.map((row) => new Map([...row, [name, String(value)]])),
        ),
      [new Map()],
    ),
  );
  return rows.length === 0 ? [new Map()] : rows;
}

const MAX_EXPANSIONS = 9;

/** A text with its variables: two dollars are one, and what nobody sets stays as it is written. */
function expanded(text: string, variables: Variables, depth = 0): string {
  return text.replaceAll(/\$\$|\$(\w+)|\$\{(\w+)\}/g, (found: string, bare?: string, braced?: string) => {
    if (found === '$$') return '$';
    const value = variables.get(bare ?? braced ?? '');
    return value === undefined || depth > MAX_EXPANSIONS ? found : expanded(value, variables, depth + 1);
  });
}
