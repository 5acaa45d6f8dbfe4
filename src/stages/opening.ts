import { asksDefender, type Inputs } from '../inputs/inputs.ts';
import type { Apply } from './apply.ts';
import type { RunContext } from './run-context.ts';

/** Begins the log with which version, which registry, what started the run, what will be done, and why no more. A person knows. */
export function tellOpening(inputs: Inputs, context: RunContext, apply: Apply): void {
  const { event, log } = context;
  const tell = event === undefined ? log.debug : log.info;
  tell(openingLine(inputs, context, apply));
}

function openingLine(inputs: Inputs, { version, event, rights }: RunContext, { applied, reason }: Apply): string {
  const parts = [
    `ACR Artifact Cache ${version}`.trimEnd(),
    inputs.registry?.loginServer ?? 'no registry',
    event === undefined ? 'in a terminal' : `on ${/^[a-z_]{1,64}$/.test(event.name) ? event.name : 'an unnamed event'}`,
    deedsOf(inputs, applied, rights.pullRequest !== undefined).join(', '),
    applied ? '' : `nothing is changed: ${reason}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function deedsOf(inputs: Inputs, applied: boolean, isPullRequest: boolean): readonly string[] {
  return [
    'will read manifests',
    ...(inputs.registry === undefined ? [] : ['plan cache rules']),
    ...(applied ? [`create those that are missing (up to ${inputs.maxCacheRules} in the registry)`] : []),
    ...(applied && inputs.warm ? ['pull images through the registry'] : []),
    ...(inputs.registry !== undefined && asksDefender(inputs) ? ['ask Defender'] : []),
    ...(isPullRequest && inputs.review === 'suggestions' ? ['suggest edits'] : []),
  ];
}
