import { describe, expect, it } from 'vitest';
import { ENGINES } from '../../src/governance/engines.ts';
import { ENGINE_NAMES } from '../../src/governance/wall.ts';
import { realEngines, WALL } from './agreement.ts';

/** Texts that look like an allowed registry to one reader or another, and are of none. */
const REFUSED: readonly (readonly [string, string])[] = [
  ['no host', 'nginx'],
  ['no host, with a path', 'library/nginx'],
  ['an empty text', ''],
  ['an empty host', '/contoso.azurecr.io/nginx'],
  ['the host alone', 'contoso.azurecr.io'],
  ['another port', 'contoso.azurecr.io:5000/nginx'],
  ['the usual port, which a runtime takes for another registry', 'contoso.azurecr.io:443/nginx'],
  ['capitals', 'Contoso.azurecr.io/nginx'],
  ['a longer host', 'contoso.azurecr.io.evil.example/nginx'],
  ['a longer host by a hyphen', 'contoso.azurecr.io-evil.example/nginx'],
  ['a label before', 'evil.contoso.azurecr.io/nginx'],
  ['letters before', 'evilcontoso.azurecr.io/nginx'],
  ['a letter for the dot', 'contosoxazurecr.io/nginx'],
  ['the host as path', 'evil.example/contoso.azurecr.io/nginx'],
  ['the host as tag', 'evil.example/nginx:contoso.azurecr.io'],
  ['the host after a digest', `evil.example/nginx@sha256:${'0'.repeat(64)}/contoso.azurecr.io/`],
  ['the host as user', 'contoso.azurecr.io@evil.example/nginx'],
  ['a backslash', 'contoso.azurecr.io\\evil/nginx'],
  ['an escape', 'contoso.azurecr.io%2Fnginx'],
  ['a scheme', 'https://contoso.azurecr.io/nginx'],
  ['blanks before', '  contoso.azurecr.io/nginx'],
  ['a blank in the host', 'contoso.azurecr.io /nginx'],
  ['a line break before', '\ncontoso.azurecr.io/nginx'],
  ['another image and a line break before', 'evil.example/nginx\ncontoso.azurecr.io/nginx'],
  ['a carriage return before', 'evil.example/nginx\rcontoso.azurecr.io/nginx'],
  ['a null character in the host', 'contoso.azurecr.io\u0000/nginx'],
  ['a full-width dot', 'contoso．azurecr.io/nginx'],
  ['a letter of another script', 'cоntoso.azurecr.io/nginx'],
  ['a soft hyphen', 'contoso\u00ad.azurecr.io/nginx'],
  ['an address', '[2001:db8::1]:5000/nginx'],
  ['a climb out of the host', '../contoso.azurecr.io/nginx'],
  ['a trusted path that goes on', 'ghcr.io/contoso-evil/app:1'],
  ['above a trusted path', 'ghcr.io/app:1'],
  ['another region', 'contoso.eastus.geo.azurecr.io/nginx'],
  ['a data endpoint, which serves no manifests', 'contoso.westeurope.data.azurecr.io/nginx'],
];

const ADMITTED: readonly (readonly [string, string])[] = [
  ['a tag', 'contoso.azurecr.io/docker.io/library/nginx:1.27'],
  ['a digest', `contoso.azurecr.io/nginx@sha256:${'0'.repeat(64)}`],
  ['the regional endpoint', 'contoso.westeurope.geo.azurecr.io/nginx:1'],
  ['a trusted registry', 'mcr.microsoft.com/oss/kubernetes/pause:3.9'],
  ['below a trusted path', 'ghcr.io/contoso/app:1'],
  ['the trusted path itself', 'ghcr.io/contoso:1'],
];

const LISTS = ['containers', 'initContainers'] as const;

describe.each(ENGINE_NAMES)('%s', (name) => {
  const engines = realEngines(WALL).filter(({ engine }) => engine === name);

  it.each(REFUSED)('refuses %s', (_, image) => {
    expect(ENGINES[name].admits(WALL.allowed, image)).toBe(false);
    for (const { admits } of engines)
      for (const list of LISTS) expect(admits([{ list, image }], 'Deployment')).toBe(false);
  });

  it.each(ADMITTED)('admits %s', (_, image) => {
    expect(ENGINES[name].admits(WALL.allowed, image)).toBe(true);
    for (const { admits } of engines)
      for (const list of LISTS) expect(admits([{ list, image }], 'Deployment')).toBe(true);
  });
});
