import type { Emulator } from '../../src/emulator/emulator.ts';

/** What the services have: the truth that a report is compared with. */
export interface State {
  readonly rules: readonly string[];
  readonly stored: readonly string[];
  readonly comments: readonly string[];
}

export function stateOf(emulator: Emulator): State {
  return { rules: rulesOf(emulator), stored: storedIn(emulator), comments: commentsOf(emulator) };
}

function rulesOf(emulator: Emulator): readonly string[] {
  return emulator
    .rules()
    .map(({ name, source, target, state, credentialSetId }) => {
      const credentials = credentialSetId === undefined ? '' : ` with ${credentialSetId.split('/').at(-1)}`;
      return `${name}: ${source} → ${target}${credentials}, ${state}`;
    })
    .toSorted();
}

function storedIn({ store }: Emulator): readonly string[] {
  return store
    .names()
    .flatMap((name) => {
      const repository = store.find(name);
      const tags = [...(repository?.tags ?? [])].map(([tag, { digest }]) => `${name}:${tag} ${digest}`);
      const manifests = [...(repository?.manifests.keys() ?? [])].map((digest) => `${name}@${digest}`);
      return [...tags, ...manifests];
    })
    .toSorted();
}

/** What comments say, as they are known by it: that a rule is new is said by the run that made it, and by none after it. */
function commentsOf({ github }: Emulator): readonly string[] {
  return github.comments
    .map(({ place, body }) => {
      const [marker = ''] = body.split('\n', 1);
      return `${place.path}:${place.line} ${marker} ${/^(`{3,})suggestion\n.*?\n\1$/ms.exec(body)?.[0] ?? body}`;
    })
    .toSorted();
}

/** What stands more than once. */
export function repeated(all: readonly string[]): readonly string[] {
  return [...new Set(all.filter((one, index) => all.indexOf(one) !== index))];
}

/** What is in the one and not in the other. */
export function missing(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const known = new Set(there);
  return wanted.filter((one) => !known.has(one));
}
