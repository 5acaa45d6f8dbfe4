import { entriesAt, itemsAt, resolved, valueAt, type YamlNode } from '../yaml/nodes.ts';

/** Keywords of the top and of jobs (https://docs.gitlab.com/ci/yaml/). */
const GLOBAL_KEYS: ReadonlySet<string> = new Set(
  'after_script before_script cache default image include services spec stages variables workflow'.split(' '),
);
const JOB_KEYS: ReadonlySet<string> = new Set(
  `after_script allow_failure artifacts before_script cache coverage dast_configuration dependencies environment except
  extends hooks id_tokens identity image inherit inputs interruptible manual_confirmation needs only pages parallel
  publish release resource_group retry rules run script secrets services stage start_in tags timeout trigger variables
  when`.split(/\s+/),
);

/** What every pipeline has that is recognised by its content. */
const SCRIPT = /\bscript["']?\s*:/;
const COMPANION = /\b(?:stage|rules|extends|image)["']?\s*:/;

/** Whether a text has the words without which {@link looksLikeGitlab} takes no document of it. */
export function mayBeGitlab(text: string): boolean {
  return text.includes('script') && SCRIPT.test(text) && COMPANION.test(text);
}

/**
 * Whether a document of any name is a pipeline of GitLab's, one that another includes: everything at its top is a keyword,
 * a hidden job or a job made of keywords, and some job has a script and says when, where or in what it runs.
 */
export function looksLikeGitlab(root: YamlNode): boolean {
  if (root.type !== 'mapping') return false;
  const entries = entriesAt(root);
  return (
    entries.every(([key, node]) => GLOBAL_KEYS.has(key) || key.startsWith('.') || hasOnlyJobKeys(node)) &&
    entries.some(([key, node]) => !GLOBAL_KEYS.has(key) && hasOnlyJobKeys(node) && runsScript(node))
  );
}

function hasOnlyJobKeys(node: YamlNode): boolean {
  const entries = entriesAt(node);
  return entries.length > 0 && entries.every(([key]) => JOB_KEYS.has(key) || key === '<<');
}

function runsScript(job: YamlNode): boolean {
  const script = resolved(valueAt(job, 'script'));
  if (script === undefined || script.type === 'mapping') return false;
  return (
    isText(valueAt(job, 'stage')) ||
    itemsAt(job, 'rules').length > 0 ||
    isText(valueAt(job, 'extends')) ||
    itemsAt(job, 'extends').length > 0 ||
    isText(valueAt(job, 'image')) ||
    isText(valueAt(job, 'image', 'name'))
  );
}

function isText(node: YamlNode | undefined): boolean {
  const scalar = resolved(node);
  return scalar?.type === 'scalar' && scalar.value !== '';
}
