import { describe, expect, it } from 'vitest';
import { enginesHere } from '../../../scripts/meaning/engines.ts';
import { kubectlReadings } from '../../../scripts/yaml-readers/kubectl.ts';
import { Dice, ODD_IMAGE, oddDocument } from '../../../scripts/yaml-readers/odd-documents.ts';
import { disagreement, ourReading, type Reading, yamlReading } from '../../../scripts/yaml-readers/readings.ts';

/** `npm run yaml-readers` does many more, and public documents. */
const GENERATED = 500;
/** Each is a process of its own. */
const GIVEN_TO_KUBECTL = 40;
const SEED = 20261130;

const dice = new Dice(SEED);
const DOCUMENTS = Array.from({ length: GENERATED }, (_, index) => oddDocument(dice, `o${index}`));

/** The documents of which other parsers read more or something else. */
function disagreements(texts: readonly string[], kubectl: ReadonlyMap<string, Reading>): readonly string[] {
  return texts.flatMap((text, index) => {
    const why = disagreement(text, ODD_IMAGE, kubectl.get(`o${index}`));
    return why === undefined ? [] : [`${why}\n${JSON.stringify(text)}`];
  });
}

describe('of generated documents, odd ones', () => {
  it('we read what yaml reads, everything at the same place', () => {
    // Else nothing would be compared.
    expect(DOCUMENTS.filter((text) => yamlReading(text).ok).length).toBeGreaterThan(GENERATED / 4);
    expect(DOCUMENTS.filter((text) => !ourReading(text).ok).length).toBeGreaterThan(GENERATED / 8);
    expect(disagreements(DOCUMENTS, new Map())).toEqual([]);
  });

  const { kubectl } = enginesHere();
  it.skipIf(kubectl === undefined)('we read the images that kubectl reads', async () => {
    const texts = DOCUMENTS.slice(0, GIVEN_TO_KUBECTL);
    const readings = await kubectlReadings(kubectl ?? '', new Map(texts.map((text, index) => [`o${index}`, text])));
    expect([...readings.values()].filter(({ ok }) => ok).length).toBeGreaterThan(GIVEN_TO_KUBECTL / 5);
    expect(disagreements(texts, readings)).toEqual([]);
  });
  it.skipIf(kubectl !== undefined)('we read the images that kubectl reads (skipped: no kubectl here)', () => {});
});
