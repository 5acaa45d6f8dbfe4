import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../meaning/engines.ts';
import { type Reading, yamlReading } from './readings.ts';

/** Two processes at once: they start in some 50 ms, of which half is waiting. */
const WORKERS = 3;

/**
 * What `kubectl kustomize` reads, which reads YAML as Go's port of libyaml does, each document by itself.
 * @param documents Kubernetes objects, by any name that a folder may have
 */
export async function kubectlReadings(
  kubectl: string,
  documents: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Reading>> {
  const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-yaml-'));
  const readings = new Map<string, Reading>();
  const left = [...documents];
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [name, text] = next;
      const place = join(folder, name);
      mkdirSync(place);
      writeFileSync(join(place, 'a.yaml'), text);
      writeFileSync(join(place, 'kustomization.yaml'), 'resources: [a.yaml]\n');
      const printed = await run(kubectl, ['kustomize', '.'], place);
      readings.set(name, printed.ok ? printedReading(printed.output) : printed);
    }
  };
  try {
    await Promise.all(Array.from({ length: WORKERS }, work));
    return readings;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where it prints nothing, it took the document for none (two `---` with a carriage return between them). */
function printedReading(output: string): Reading {
  return output.trim() === '' ? { ok: false, reason: 'it holds no object to kubectl' } : yamlReading(output);
}
