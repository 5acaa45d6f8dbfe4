import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { make } from '../../scripts/documents/configuration.ts';

it('the schema of configuration files has an input as soon as action.yml has it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  try {
    const action = readFileSync('action.yml', 'utf8');
    const added = "inputs:\n  brand-new:\n    description: New.\n    default: 'false'\n";
    writeFileSync(join(folder, 'action.yml'), action.replace(/^inputs:\n/m, added));
    expect(JSON.parse(await make(folder)).properties['brand-new']).toEqual({ description: 'New.', type: 'boolean' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
