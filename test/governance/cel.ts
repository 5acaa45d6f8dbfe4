import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { Environment } from '@marcbachmann/cel-js';

/** What a policy file says in the Common Expression Language. */
export interface Expressions {
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly { readonly expression: string; readonly messageExpression: string }[];
}

/** Whether a policy admits an object, and its message where it does not. */
export type Verdict = { readonly admitted: true } | { readonly admitted: false; readonly message: string };

type Binding = Readonly<Record<string, CelInput>>;

/** An evaluator made ready for one policy. */
export type Evaluator = (policy: Expressions) => (object: CelInput, parameters: CelInput) => Verdict;

/** Independent evaluators of the language, none of them ours. */
export const EVALUATORS: Readonly<Record<string, Evaluator>> = {
  '@bufbuild/cel': (policy) =>
    evaluator(policy, (text) => {
      const planned = plan(celEnv({ funcs: strings }), parse(text));
      return (bindings) => {
        const result = planned(bindings);
        if (isCelError(result)) throw new Error(`${text}: ${result.message}`);
        return result;
      };
    }),
  '@marcbachmann/cel-js': (policy) =>
    evaluator(policy, (text) => {
      const parsed = new Environment({ unlistedVariablesAreDyn: true }).parse(text);
      return (bindings) => parsed(bindings);
    }),
};

function evaluator(
  { variables, validations }: Expressions,
  ready: (text: string) => (bindings: Binding) => CelInput,
): (object: CelInput, parameters: CelInput) => Verdict {
  const values = variables.map(({ name, expression }) => ({ name, value: ready(expression) }));
  const clauses = validations.map(({ expression, messageExpression }) => ({
    holds: ready(expression),
    message: ready(messageExpression),
  }));
  return (object, parameters) => {
    let known: Record<string, CelInput> = {};
    const bindings = () => ({ object, params: parameters, variables: known });
    for (const { name, value } of values) known = { ...known, [name]: value(bindings()) };
    const broken = clauses.find(({ holds }) => holds(bindings()) !== true);
    return broken === undefined ? { admitted: true } : { admitted: false, message: String(broken.message(bindings())) };
  };
}
