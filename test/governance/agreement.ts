import { loadAll } from 'js-yaml';
import { RE2JS } from 're2js';
import { field, isObject, listField } from '../../src/base/json.ts';
import { allowedImages } from '../../src/governance/allowed-images.ts';
import { ENGINES } from '../../src/governance/engines.ts';
import { forecast } from '../../src/governance/forecast.ts';
import type { Engine, EngineName, Wall } from '../../src/governance/wall.ts';
import type { ClassifiedUse } from '../../src/uses/classes.ts';
import { EVALUATORS, type Evaluator, type Expressions } from './cel.ts';
import { HOLDERS, type Holder, type Placed, podSpec } from './pods.ts';

export const WALL: Wall = {
  allowed: allowedImages(['contoso.azurecr.io'], ['westeurope'], ['mcr.microsoft.com', 'ghcr.io/contoso']),
  mode: 'deny',
  excludedNamespaces: [],
};

/** What we foretell of a Pod with these images: whether the engine admits it. */
export function foretold({ name }: Engine, wall: Wall, images: readonly Placed[]): boolean {
  const uses = images.map(
    ({ list, image }, index): ClassifiedUse => ({
      ...{ file: 'pod.yaml', line: index + 1, column: 1, text: image, image, kind: 'kubernetes', part: 'whole' },
      ...{ podList: list, also: [], slots: [], class: 'foreign' },
    }),
  );
  const { engines } = forecast(
    { uses, unseen: [], movedTo: () => undefined, isNew: () => false, isExempt: () => false },
    wall,
  );
  return engines.find(({ engine }) => engine === name)?.refused.length === 0;
}

/** What a real engine says of the same Pod, from the emitted files alone. */
export interface RealEngine {
  readonly engine: EngineName;
  /** Who judges. */
  readonly judge: string;
  readonly admits: (images: readonly Placed[], holder: Holder) => boolean;
}

/** Every column that something else than ourselves can judge, one Pod at a time. Gatekeeper's is judged in rego.test.ts. */
export function realEngines(wall: Wall): readonly RealEngine[] {
  return [
    ...Object.entries(EVALUATORS).flatMap(([judge, evaluator]) => [
      admissionPolicy(wall, judge, evaluator),
      kyverno(wall, judge, evaluator),
    ]),
    azurePolicy(wall),
  ];
}

function admissionPolicy(wall: Wall, judge: string, evaluator: Evaluator): RealEngine {
  const documents = documentsOf('validating-admission-policy', wall);
  const policy = documents.find((document) => field(document, 'kind') === 'ValidatingAdmissionPolicy');
  const map = documents.find((document) => field(document, 'kind') === 'ConfigMap');
  const data = textMap(field(map, 'data'));
  const evaluate = evaluator(expressionsOf(policy));
  return {
    engine: 'validating-admission-policy',
    judge,
    admits: (images, holder) => {
      const hold = HOLDERS[holder];
      return evaluate(hold(podSpec(images)), { data }).admitted;
    },
  };
}

function kyverno(wall: Wall, judge: string, evaluator: Evaluator): RealEngine {
  const evaluate = evaluator(expressionsOf(documentsOf('kyverno', wall)[0]));
  return { engine: 'kyverno', judge, admits: (images) => evaluate(HOLDERS.Pod(podSpec(images)), {}).admitted };
}

/** The built-in looks at containers and init containers and finds the expression by RE2. */
function azurePolicy(wall: Wall): RealEngine {
  const [parameters] = ENGINES['azure-policy'].files(wall);
  const pattern = RE2JS.compile(
    String(field(JSON.parse(parameters?.text ?? ''), 'allowedContainerImagesRegex', 'value')),
  );
  return {
    engine: 'azure-policy',
    judge: 're2js',
    admits: (images) =>
      images.every(
        ({ list, image }) => !['containers', 'initContainers'].includes(list) || pattern.matcher(image).find(),
      ),
  };
}

/** The documents of an engine's first file. */
export function documentsOf(engine: EngineName, wall: Wall): readonly unknown[] {
  return loadAll(ENGINES[engine].files(wall)[0]?.text ?? '');
}

function expressionsOf(policy: unknown): Expressions {
  const texts = (name: string, ...keys: readonly string[]) =>
    listField(policy, 'spec', name).map((item) => keys.map((key) => String(field(item, key))));
  return {
    variables: texts('variables', 'name', 'expression').map(([name = '', expression = '']) => ({ name, expression })),
    validations: texts('validations', 'expression', 'messageExpression').map(
      ([expression = '', messageExpression = '']) => ({ expression, messageExpression }),
    ),
  };
}

function textMap(value: unknown): Record<string, string> {
  if (!isObject(value)) throw new Error('no map');
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
