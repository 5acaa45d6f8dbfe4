import type { Join } from './joins.ts';
import { type Component, ROLES } from './values.ts';

/** How a template names what it is given. */
export interface Objects {
  readonly values: string;
  readonly chart: string;
  readonly capabilities: string;
  readonly whole: string;
}

/** Where the chart's scope is the dot, where it is `$`, and where a named template is given it under a key. */
export const DOT: Objects = { values: '.Values', chart: '.Chart', capabilities: '.Capabilities', whole: '.' };
export const ROOT: Objects = { values: '$.Values', chart: '$.Chart', capabilities: '$.Capabilities', whole: '$' };
const GIVEN: Objects = {
  values: '.context.Values',
  chart: '.context.Chart',
  capabilities: '.context.Capabilities',
  whole: '.context',
};
/** Where it is given what is global and the chart alone: of all values nothing but `global` is there. */
const PARTS: Objects = { values: '', chart: '.chart', capabilities: '', whole: '' };

/** How templates come to the fields of an image. What goes by a named template with arguments is drawn twice as often: most charts do it. */
export const SCOPES = [
  'dot',
  'helper',
  'dollar',
  'index',
  'variable',
  'with',
  'helper-dict',
  'helper-parts',
  'helper-list',
  'helper-block',
  'helper-variable',
  'helper-nested',
  'parentheses',
  'get',
  'template',
  'helper-dict',
  'helper-parts',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What prints an image, and what has to stand around it. */
export interface Made {
  readonly open: string;
  readonly prints: string;
  readonly close: string;
}

interface Around {
  /** Of the named template, if one is defined. */
  readonly name: string;
  /** How the place names what it is given. */
  readonly outer: Objects;
  readonly define: (text: string) => void;
  /** The same for one that is given all that it needs, and may stand in another chart. */
  readonly share: (text: string) => void;
}

/** An image as a template makes it. */
export function madeIn(scope: Scope, join: Join, component: Component, { name, outer, define, share }: Around): Made {
  const { path } = component;
  const own = accessor(path, outer.values);
  const helper = (inner: Made, suffix = '', to = define) =>
    to(`{{- define "${name}${suffix}" -}}\n${inner.open.replace(/\}\}\n$/, '-}}\n')}${inner.prints}\n{{- end }}`);
  const called = (argument: string) => ({ open: '', prints: `{{ include "${name}" ${argument} }}`, close: '' });
  switch (scopeFor(scope, join, path)) {
    case 'dot':
      return inline(join, component, own, outer);
    case 'dollar':
      return inline(join, component, accessor(path, '$.Values'), ROOT);
    case 'index':
      return inline(join, component, `(index ${outer.values} ${path.map((key) => `"${key}"`).join(' ')})`, outer);
    case 'parentheses':
      return inline(
        join,
        component,
        path.reduce((inner, key) => stepTo(`(${inner})`, key), outer.values),
        outer,
      );
    case 'get':
      return inline(join, component, `(get ${accessor(path.slice(0, -1), outer.values)} "${path.at(-1)}")`, outer);
    case 'variable': {
      const made = inline(join, component, '$i', outer);
      return { ...made, open: `{{- $i := ${own} }}\n${made.open}` };
    }
    case 'with': {
      const made = inline(join, component, '', ROOT);
      return { open: `{{- with ${own} }}\n${made.open}`, prints: made.prints, close: '{{- end }}\n' };
    }
    case 'helper':
      helper(inline(join, component, accessor(path, '.Values'), DOT));
      return called(outer.whole);
    case 'template':
      helper(inline(join, component, accessor(path, '.Values'), DOT));
      return { open: '', prints: `{{ template "${name}" ${outer.whole} }}`, close: '' };
    case 'helper-nested':
      helper(inline(join, component, accessor(path, '.Values'), DOT), '.inner');
      define(`{{- define "${name}" -}}\n{{- include "${name}.inner" . | trim -}}\n{{- end }}`);
      return called(outer.whole);
    case 'helper-block':
      helper(inline(join, component, '', ROOT), '', share);
      return called(own);
    case 'helper-dict':
      helper(inline(join, component, '.imageRoot', GIVEN), '', share);
      return called(`(dict "imageRoot" ${own} "context" $)`);
    case 'helper-parts':
      helper(inline(join, component, '.imageRoot', PARTS), '', share);
      return called(`(dict "imageRoot" ${own} "global" ${outer.values}.global "chart" ${outer.chart})`);
    case 'helper-list': {
      const inner = inline(join, component, '$root', {
        ...ROOT,
        values: '$top.Values',
        chart: '$top.Chart',
        capabilities: '$top.Capabilities',
        whole: '$top',
      });
      helper({ ...inner, open: `{{- $top := first . }}\n{{- $root := last . }}\n${inner.open}` }, '', share);
      return called(`(list $ ${own})`);
    }
    case 'helper-variable': {
      helper(inline(join, component, accessor(path, '.Values'), DOT));
      return {
        open: `{{- $made := include "${name}" ${outer.whole} }}\n`,
        prints: '{{ $made }}',
        close: '',
      };
    }
  }
}

/** Some need a mapping around the fields, or nothing but the fields. */
function scopeFor(scope: Scope, { before = '', prints }: Join, path: readonly string[]): Scope {
  if (path.length === 0 && /^(?:with|variable|get|index|helper-block)$/.test(scope)) return 'dot';
  const text = `${before}${prints}`;
  if (scope === 'helper-parts' && /<V>(?!\.global\.)|<(?:Cap|\$)>/.test(text)) return 'helper-dict';
  return scope === 'helper-block' && /<(?:V|C|Cap|\$)>/.test(text) ? 'helper' : scope;
}

function inline({ before, prints }: Join, component: Component, block: string, objects: Objects): Made {
  return {
    // Where it stands within a document, the end of its line is not to be taken away.
    open: before === undefined ? '' : `${filled(before, component, block, objects).replace(/-\}\}$/, '}}')}\n`,
    prints: filled(prints, component, block, objects),
    close: '',
  };
}

/** A text with the names that fields and objects have somewhere. */
export function filled(text: string, { keys }: Component, block: string, objects: Objects): string {
  let result = text;
  for (const role of ROLES)
    result = result
      .replaceAll(`<${role}>`, () => stepTo(block, keys[role] ?? ''))
      .replaceAll(`<"${role}">`, () => `"${keys[role]}"`);
  return result
    .replaceAll('<B>.', () => `${block}.`)
    .replaceAll('<B>', () => (block === '' ? '.' : block))
    .replaceAll('<V>', () => objects.values)
    .replaceAll('<Cap>', () => objects.capabilities)
    .replaceAll('<C>', () => objects.chart)
    .replaceAll('<$>', () => objects.whole);
}

/** The value below keys. */
export function accessor(path: readonly string[], from: string): string {
  return path.reduce(stepTo, from);
}

function stepTo(block: string, key: string): string {
  return /^\w+$/.test(key) ? `${block}.${key}` : `(index ${block} "${key}")`;
}

/** Where images stand. */
export const SINKS = [
  'container',
  'bare',
  'init',
  'argument',
  'variable',
  'text',
  'resource',
  'flow-argument',
  'json',
  'command',
] as const;
export type Sink = (typeof SINKS)[number];

/** A document in which an image stands. */
export function documentWith(sink: Sink, { open, prints, close }: Made, id: string): string {
  const head = (kind: string) => `kind: ${kind}\nmetadata:\n  name: d-${id}\n`;
  const pod = (containers: string, lines: string) => `${head('Pod')}spec:\n  ${containers}:\n    - name: c\n${lines}`;
  switch (sink) {
    case 'container':
      return pod('containers', `${open}      image: "${prints}"\n${close}`);
    case 'bare':
      return pod('containers', `${open}      image: ${prints}\n${close}`);
    case 'init':
      return pod('initContainers', `      command: ["true"]\n${open}      image: '${prints}'\n${close}`);
    case 'argument':
      return pod('containers', `      args:\n        - serve\n${open}        - "--worker-image=${prints}"\n${close}`);
    case 'flow-argument':
      return pod('containers', `${open}      args: ["--worker-image", "${prints}"]\n${close}`);
    case 'variable':
      return pod(
        'containers',
        `      env:\n        - name: WORKER_IMAGE\n${open}          value: "${prints}"\n${close}`,
      );
    case 'text':
      return `${head('ConfigMap')}data:\n  config.yaml: |\n    worker:\n${open}      image: ${prints}\n${close}`;
    case 'resource':
      return `${head('Worker')}spec:\n${open}  image: ${prints}\n${close}`;
    case 'json':
      return `${head('ConfigMap')}data:\n${open}  config.json: '{"image": "${prints}", "level": 1}'\n${close}`;
    case 'command':
      return pod(
        'containers',
        `      command:\n        - sh\n        - -c\n${open}        - 'docker run ${prints} ls'\n${close}`,
      );
  }
}
