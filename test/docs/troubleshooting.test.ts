import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../src/emulator/arm/refusals.ts';
import { REGISTRY_REFUSALS } from '../../src/emulator/registry/refusals.ts';

/** The page for who searches a message: what it quotes is said, and what is said leads to it. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NAME = 'docs/troubleshooting.md';
const PAGE = readFileSync(join(ROOT, NAME), 'utf8').replaceAll(/\s+/g, ' ');

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'emulator' ? [] : sources(path);
    return path.endsWith('.ts') ? [readFileSync(join(ROOT, path), 'utf8')] : [];
  });
}

const CODE = sources('src').join('\n');
const ANCHORS = [...PAGE.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);

describe('docs/troubleshooting.md', () => {
  it.each(ANCHORS)('%s is linked to by a message', (anchor) => {
    expect(CODE).toContain(`${NAME}#${anchor}`);
  });

  it('quotes what the program says', () => {
    const quoted = [...PAGE.matchAll(/\*\*([^*]+)\*\*/g)].flatMap(([, title = '']) =>
      [...title.matchAll(/"([^"]+)"/g)].flatMap(([, words = '']) => words.split('…').map((part) => part.trim())),
    );
    expect(quoted.length).toBeGreaterThan(15);
    // Azure's own words are held by the stand-in below.
    const azures = 'does not have authorization to perform action';
    expect(quoted.filter((words) => words !== '' && words !== azures && !CODE.includes(words))).toEqual([]);
    expect(REFUSALS.notAuthorized('a', 'b').message).toContain(azures);
  });

  it.each(
    Object.entries(REGISTRY_REFUSALS).filter(
      ([name]) => !/notAccepted|referrers|blob|tag/i.test(name) || name === 'upstreamDenied',
    ),
  )('has the words of %s', (_, refusal) => {
    const body: { readonly errors: readonly { readonly message: string }[] } = JSON.parse(
      String(refusal('…', '…').body),
    );
    const words = (body.errors[0]?.message ?? '').replaceAll(/["']…["']|client with IP '[^']+'/g, '…');
    const parts = words.split('…').map((part) => part.replace(/\. .*/, '').trim());
    expect(parts.filter((part) => part.length > 3 && !PAGE.replaceAll('`', '').includes(part))).toEqual([]);
  });
});
