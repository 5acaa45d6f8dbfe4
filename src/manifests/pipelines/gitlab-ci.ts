import type { CommonFact } from '../model/fact.ts';
import type { YamlFile, YamlKind } from '../model/kind.ts';
import type { Slot, Use } from '../model/use.ts';
import { builtFacts, referencesBuiltBy } from '../references/built-here.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { onlyOnce, scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { scriptFacts } from '../shell/script-text.ts';
import { isYamlPath } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import type { Value, Variables } from '../variables/expand.ts';
import { expand } from '../variables/expand.ts';
import { tracedUse } from '../variables/traced.ts';
import { entriesAt, itemsAt, resolved, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';
import type { GitlabFact } from './facts.ts';
import { looksLikeGitlab, mayBeGitlab } from './gitlab-recognise.ts';
import { keepVariablesUsedElsewhere, variablesIn } from './gitlab-usage.ts';

/** Inputs of components (`$[[ inputs.image ]]`); variables are traced. */
const INPUTS = { pattern: /\$\[\[/, reason: 'an input that GitLab fills in when the pipeline is made' };

/** Keys of the top that are no jobs (https://docs.gitlab.com/ci/yaml/). */
const NO_JOBS: ReadonlySet<string> = new Set([
  'variables',
  'include',
  'workflow',
  'stages',
  'cache',
  'spec',
  'default',
]);

const SCRIPTS = ['before_script', 'script', 'after_script'] as const;
const MAX_TRACE = 8;
/** How many characters of values are read for each of the file: variables that name many others would take exponential time. */
const MAX_READ = 8;

const NAME = /(?:^|[/.-])gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/(?!issue_templates\/).*\.ya?ml$/i;

/** GitLab CI: `image` and `services` of jobs, hidden jobs, `default` and the top; variables of the file are followed. */
export const gitlabCi: YamlKind = {
  format: 'yaml',
  name: 'gitlab-ci',
  isNamed: (path) => NAME.test(path),
  marks: [/script/],
  mayHoldImages: ({ path, text }) => NAME.test(path) || (isYamlPath(path) && mayBeGitlab(text)),
  recognises: ({ root }, { path }) => NAME.test(path) || (isYamlPath(path) && looksLikeGitlab(root)),
  extract: ({ root }: YamlDocument, file) => {
    const jobs = entriesAt(root).filter(([key, node]) => !NO_JOBS.has(key) && resolved(node)?.type === 'mapping');
    const bodies = [root, valueAt(root, 'default'), ...jobs.map(([, job]) => job)];
    const once = onlyOnce();
    const budget = budgetOf(file);
    const images = bodies.flatMap((body) => {
      const at = (node: YamlNode | undefined) => useAt(file, nameIn(node), [body, root], budget);
      const services = itemsAt(once(valueAt(body, 'services')));
      return [
        { node: valueAt(body, 'image'), use: at(valueAt(body, 'image')) },
        ...services.map((node) => ({ node, use: reachable(at(node), node) })),
      ];
    });
    const uses = images.map(({ use }) => use);
    const onceEach = onlyOnce();
    const scripts = bodies.flatMap((body) => SCRIPTS.flatMap((key) => linesOf(once(valueAt(body, key))))).map(onceEach);
    const built = scripts.flatMap((line) => referencesBuiltBy(writtenScalar(line)?.value ?? ''));
    const facts = scripts.flatMap((line) => scriptFacts(file, line, 'gitlab-ci'));
    const variables = variablesIn(root, leadsOf(images));
    return [...useFacts(uses), ...builtFacts(built), ...facts, variables] satisfies readonly (
      | CommonFact
      | GitlabFact
    )[];
  },
  revise: keepVariablesUsedElsewhere,
};

/**
 * A service that has no alias is reached by a name that is made of its image's (https://docs.gitlab.com/ci/services/#accessing-the-services):
 * moved, it would be reached by none that a job knows.
 */
function reachable(use: Use | undefined, service: YamlNode | undefined): Use | undefined {
  if (use === undefined || use.uneditable !== undefined || use.slots.length === 0) return use;
  if (scalarAt(service, 'alias') !== undefined) return use;
  const host = use.text.includes('$') ? 'its name' : use.text.replace(/[:@].*$/, '').replaceAll('/', '-');
  return { ...use, uneditable: `jobs reach the service by a name that is made of it: give it an alias (${host})` };
}

/** By the offsets of images' texts: whether the variable that one begins with is written with it. Of what names no variable nothing is told. */
function leadsOf(
  images: readonly { readonly node: YamlNode | undefined; readonly use: Use | undefined }[],
): ReadonlyMap<number, boolean> {
  const leads = new Map<number, boolean>();
  for (const { node, use } of images) {
    const scalar = writtenScalar(nameIn(node));
    if (scalar === undefined || use === undefined || use.image === null) continue;
    const isWithin = ({ writes, start }: Slot) => writes === 'name' && scalar.start <= start && start <= scalar.end;
    if (use.uneditable === undefined && use.slots.some(isWithin)) continue;
    leads.set(scalar.start, use.uneditable === undefined && leads.get(scalar.start) !== false);
  }
  return leads;
}

/** An image is a text, or a mapping with `name`. */
function nameIn(node: YamlNode | undefined): YamlNode | undefined {
  return resolved(node)?.type === 'mapping' ? valueAt(node, 'name') : node;
}

/** A script is a text, or a list of them. */
function linesOf(node: YamlNode | undefined): readonly (YamlNode | undefined)[] {
  return resolved(node)?.type === 'sequence' ? itemsAt(node) : [node];
}

/** What may still be read of the values of variables, in characters. */
interface Budget {
  left: number;
}

/** The documents of a file share one. */
const BUDGETS = new WeakMap<SourceFile, Budget>();

function budgetOf(file: SourceFile): Budget {
  const budget = BUDGETS.get(file) ?? { left: MAX_READ * file.text.length };
  BUDGETS.set(file, budget);
  return budget;
}

function useAt(
  file: YamlFile,
  node: YamlNode | undefined,
  scopes: readonly (YamlNode | undefined)[],
  budget: Budget,
): Use | undefined {
  const scalar = writtenScalar(node);
  if (scalar === undefined || scalar.value.length > MAX_IMAGE_TEXT) return undefined;
  if (!scalar.value.includes('$') || INPUTS.pattern.test(scalar.value)) {
    return scalarUse({ file, node, kind: 'gitlab-ci', templating: INPUTS });
  }
  const text = file.text.slice(scalar.start, scalar.end);
  const origin = scalar.verbatim ? { origin: { file: file.path, start: scalar.start } } : {};
  const template = { text: scalar.value, dialect: { escape: '$$', quotes: false }, ...origin } as const;
  const place = { file, start: scalar.start, text, kind: 'gitlab-ci', part: 'whole' } as const;
  return tracedUse(place, expand(template, variablesOf(file, scopes, budget, 0)));
}

/** The variables of a job and of the whole file; what GitLab or the project sets is not known. */
function variablesOf(
  file: YamlFile,
  scopes: readonly (YamlNode | undefined)[],
  budget: Budget,
  depth: number,
): Variables {
  return {
    missing: (name) => `the variable ${name} is set outside of the file`,
    lookup: (name): Value | undefined => {
      const scope = scopes.find((body) => valueAt(body, 'variables', name) !== undefined);
      const scalar = scalarAt(scope, 'variables', name) ?? scalarAt(scope, 'variables', name, 'value');
      if (scalar === undefined || scalar.start < 0) return undefined;
      budget.left -= scalar.value.length + 1;
      if (budget.left < 0) return { known: false, reason: 'its variables name too many others' };
      if (depth >= MAX_TRACE) return { known: false, reason: `the variable ${name} is made of itself` };
      const variable = {
        role: name,
        file: file.path,
        ...file.at(scalar.start),
        text: file.text.slice(scalar.start, scalar.end),
      };
      const origin = scalar.verbatim ? { origin: { file: file.path, start: scalar.start } } : {};
      const template = { text: scalar.value, variable, dialect: { escape: '$$', quotes: false }, ...origin } as const;
      return expand(template, variablesOf(file, scopes, budget, depth + 1));
    },
  };
}
