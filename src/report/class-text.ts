import type { ClassifiedUse, UseClass } from '../uses/classes.ts';

/** Classes for people. */

/** What a use is called: its class, or why it is left alone. @param registry the login server, where one is given */
export function classText(use: ClassifiedUse, registry: string | undefined): string {
  if (use.ignored !== undefined) return 'ignored';
  if (use.testMaterial !== undefined) return 'test';
  if (use.ifEnabled !== undefined) return 'if enabled';
  if (use.overriddenBy !== undefined) return 'overridden';
  return mayBeOwn(use, registry) ? 'maybe own' : use.class;
}

/** Whether a use is of a container registry of Azure, which may be the team's own: none was named. */
export function mayBeOwn({ class: kind, reference }: ClassifiedUse, registry: string | undefined): boolean {
  if (registry !== undefined || kind !== 'foreign' || reference === undefined) return false;
  return /\.azurecr\.(?:io|cn|us)$/.test(reference.registry);
}

/** What decides the class of a use, as a sentence. */
export function whyClass(use: ClassifiedUse, registry: string | undefined): string {
  if (use.ignored !== undefined) return `Somebody said to leave it alone: ${use.ignored}.`;
  if (use.testMaterial !== undefined) return `Only tests read it (${use.testMaterial}); include-tests takes it in.`;
  if (use.ifEnabled !== undefined) return `It is deployed only where somebody turns it on: ${use.ifEnabled}.`;
  if (use.overriddenBy !== undefined) return `What is built never has it: ${use.overriddenBy}.`;
  if (mayBeOwn(use, registry)) {
    const [name] = (use.reference?.registry ?? '').split('.');
    return `It is of a registry in Azure, which may be yours: give --registry ${name}.`;
  }
  const told = use.because ?? use.reason;
  return told === undefined ? WHY[use.class](use) : `${capital(told)}.`;
}

const WHY: Readonly<Record<UseClass, (use: ClassifiedUse) => string>> = {
  public: ({ source }) =>
    `${source?.registry ?? 'Its registry'} is a public upstream that artifact cache can source from.`,
  cached: ({ source }) =>
    `It is pulled from the registry already, as ${source === undefined ? 'a copy' : `${source.registry}/${source.repository}`}.`,
  'half-moved': () => 'Only its registry or only its repository is moved.',
  dangling: () => 'It names the registry, which has neither a cache rule nor a repository for it.',
  own: () => 'It is a repository of the registry itself.',
  trusted: () => 'trusted-registries names it.',
  'built-here': () => 'This repository builds it.',
  foreign: () => 'It is of a registry that is no known upstream, or private.',
  templated: () => "What it is can't be told without rendering it.",
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
