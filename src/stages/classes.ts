import { imagePolicy } from '../images/policy.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { TreeScan } from '../manifests/tree.ts';
import { guessedSource } from '../rules/guessed-source.ts';
import { ruleIndex } from '../rules/resolve.ts';
import type { CacheRule } from '../rules/rule.ts';
import { type ClassContext, type ClassifiedUse, classify } from '../uses/classes.ts';
import type { RunContext } from './run-context.ts';

/** Every use with its class, for what needs neither Azure nor network. */
export function classifyOffline(
  scan: TreeScan,
  inputs: Inputs,
  context: Pick<RunContext, 'owner'>,
): readonly ClassifiedUse[] {
  return classify(scan.uses, classContext(scan.builtHere, undefined, inputs, context));
}

/** Every use with its class by the registry's rules, of which nothing more is asked. */
export function classifyByRules(
  scan: TreeScan,
  rules: readonly CacheRule[],
  inputs: Inputs,
  context: Pick<RunContext, 'owner'>,
): readonly ClassifiedUse[] {
  return classify(scan.uses, classContext(scan.builtHere, rules, inputs, context));
}

/** What classes hang on, as the inputs say it. @param rules those of the registry, where they are known */
export function classContext(
  builtHere: ReadonlySet<string>,
  rules: readonly CacheRule[] | undefined,
  inputs: Inputs,
  context: Pick<RunContext, 'owner'>,
): ClassContext {
  const index = rules === undefined ? undefined : ruleIndex(rules);
  const templates = [inputs.target, inputs.wildcardTarget];
  const named = new Map([...inputs.targets].map(([source, target]) => [target, source]));
  return {
    loginServer: inputs.registry?.loginServer,
    sourceOf: (repository) =>
      index === undefined
        ? (named.get(repository) ?? guessedSource(repository, templates, inputs.upstreams))
        : index.forRepository(repository)?.source,
    repositoryOf: (source) => index?.forSource(source)?.repository,
    repositoryExists: () => undefined,
    upstreams: inputs.upstreams,
    policy: imagePolicy(inputs.trustedRegistries, inputs.allowedImages, inputs.deniedImages),
    declaredPublic: inputs.declaredPublic,
    builtHere,
    owner: context.owner,
  };
}
