import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { imagePolicy } from '../../src/images/policy.ts';
import { UPSTREAMS } from '../../src/images/upstreams.ts';
import { scanTree } from '../../src/manifests/tree.ts';
import { inventoryOf } from '../../src/report/inventory.ts';
import { type ClassContext, classify } from '../../src/uses/classes.ts';

const root = new URL('../..', import.meta.url);
const GOLD = fileURLToPath(new URL('../shared/gold/files', root));

const context: ClassContext = {
  loginServer: 'contoso.azurecr.io',
  sourceOf: (repository) => (repository.startsWith('docker.io/') ? repository : undefined),
  repositoryOf: () => undefined,
  repositoryExists: () => undefined,
  upstreams: UPSTREAMS,
  policy: imagePolicy([], [], []),
  declaredPublic: [],
  builtHere: new Set(),
  owner: undefined,
};

function problemsOf(folder: string): unknown {
  const schema = JSON.parse(readFileSync(new URL('schemas/inventory.schema.json', root), 'utf8'));
  const ajv = new Ajv({ allErrors: false, strict: true });
  const validate = ajv.compile(schema);
  const scan = scanTree({ root: folder, include: [], exclude: [], git: false });
  const inventory = JSON.parse(JSON.stringify(inventoryOf(classify(scan.uses, context), scan.unseen, scan.warnings)));
  expect(inventory.uses.length).toBeGreaterThan(5);
  return validate(inventory) ? [] : validate.errors;
}

describe('schemas/inventory.schema.json', () => {
  it('is what a scan of the shop fits', () => {
    expect(problemsOf(fileURLToPath(new URL('examples/shop', root)))).toEqual([]);
  });

  it.skipIf(!existsSync(GOLD))(
    'is what a scan of the labelled manifests fits (skipped: ../shared/gold is not here)',
    () => {
      expect(problemsOf(GOLD)).toEqual([]);
    },
  );
});
