import { groupBy } from '../../base/grouping.ts';
import type { WarmResult } from '../../registry/warming/warm-result.ts';
import type { RefusedSource } from '../../rules/plan.ts';
import type { Refusal } from '../../rules/refusal.ts';

/** Images for which one and the same thing has to be mended. */
export interface Reason {
  /** What is the matter, for all of them. */
  readonly title: string;
  readonly remedy: string;
  readonly commands: readonly string[];
  /** Each with what is said of it alone; empty where the title says all. */
  readonly images: readonly { readonly image: string; readonly uses?: number; readonly detail: string }[];
}

/** Why images have no rule, one entry a reason, what most images wait for first. */
export function refusalReasons(refused: readonly RefusedSource[]): readonly Reason[] {
  const groups = groupBy(refused, ({ refusal }) => JSON.stringify(sharedPart(refusal)));
  return mostFirst(
    [...groups.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const same = alike.every(({ message }) => message === first.message);
      return [
        {
          title: same ? first.message : titleOf(first.refusal),
          remedy: alike.every(({ remedy }) => remedy === first.remedy) ? first.remedy : generalRemedy(first.refusal),
          commands: first.commands,
          images: alike.map(({ source, uses, message }) => ({ image: source, uses, detail: same ? '' : message })),
        },
      ];
    }),
  );
}

/** Why images are not known to be stored, likewise. */
export function storingReasons(results: readonly WarmResult[]): readonly Reason[] {
  const told = results.flatMap((result) => {
    if (result.status === 'warm') return [];
    const { message, remedy, kind } = result.status === 'not-served' ? result.reason : result.unconfirmed;
    const state = result.status === 'not-served' ? 'not served' : 'served, and not known to be stored';
    return [{ image: result.request.image, state, kind, message, remedy }];
  });
  const groups = groupBy(told, ({ state, kind, remedy }) => JSON.stringify([state, kind, remedy]));
  return mostFirst(
    [...groups.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const same = alike.every(({ message }) => message === first.message);
      return [
        {
          title: `${first.state}${same ? `: ${first.message}` : ` (${first.kind})`}`,
          remedy: capital(first.remedy),
          commands: [],
          images: alike.map(({ image, message }) => ({ image, detail: same ? '' : message })),
        },
      ];
    }),
  );
}

function mostFirst(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.toSorted((one, other) => other.images.length - one.images.length);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What of a refusal is not about one image. */
function sharedPart(refusal: Refusal): readonly (string | number)[] {
  switch (refusal.reason) {
    case 'unsupported-upstream':
    case 'credential-set-missing':
    case 'credential-set-unreadable':
      return [refusal.reason, refusal.host];
    case 'credential-set-unhealthy':
      return [refusal.reason, refusal.credentialSet];
    case 'cap-reached':
      return [refusal.reason, refusal.room];
    case 'refused-by-service':
      return [refusal.reason, refusal.code];
    case 'not-allowed':
    case 'target-invalid':
    case 'target-taken':
    case 'target-conflict':
    case 'name-taken':
    case 'not-permitted':
    case 'write-failed':
    case 'gone':
    case 'not-listed':
    case 'gave-way':
    case 'unsettled':
      return [refusal.reason];
  }
}

/** For images whose messages differ. */
function titleOf({ reason }: Refusal): string {
  return TITLES[reason];
}

const TITLES: Readonly<Record<Refusal['reason'], string>> = {
  'not-allowed': 'not among the allowed images',
  'unsupported-upstream': 'no upstream that artifact cache can source from',
  'credential-set-missing': 'the upstream needs a credential set, and the registry has none for it',
  'credential-set-unreadable': "whether the registry has a credential set for the upstream can't be seen",
  'credential-set-unhealthy': 'the credential set does not work',
  'target-invalid': 'no repository name that a rule can cache into',
  'target-taken': 'the registry already has a repository of that name',
  'target-conflict': 'the target is the one of a rule for another source',
  'name-taken': 'a rule of that name is there, with another source or target',
  'cap-reached': 'the registry has as many cache rules as it may have',
  'refused-by-service': 'Azure refused the rule',
  'not-permitted': 'this identity may not write cache rules',
  'write-failed': 'the rule could not be created',
  gone: 'the rule is not there any more',
  'not-listed': 'the rules could not be listed after they were written',
  'gave-way': 'other runs filled the registry at the same time',
  unsettled: 'the rule was created by another run a moment ago, above the cap',
};

function generalRemedy({ reason }: Refusal): string {
  switch (reason) {
    case 'target-taken':
    case 'target-conflict':
      return 'Give the images other targets with the input targets, or delete the repositories if nothing needs them.';
    case 'name-taken':
      return 'Look at the rules, and delete those that nothing uses.';
    default:
      return 'See what is said of each image.';
  }
}
