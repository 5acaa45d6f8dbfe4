import { describe, expect, it } from 'vitest';
import { askableDigests, findingsKql, MAX_DIGESTS, registryKql } from '../../src/defender/query.ts';

function digest(number: number): string {
  return `sha256:${number.toString(16).padStart(64, '0')}`;
}

describe('the question for findings', () => {
  it('asks for the raw properties of what mentions one of the digests', () => {
    expect(findingsKql([digest(10), digest(11)])).toBe(
      `securityresources
| where type =~ "microsoft.security/assessments"
| extend text = tostring(properties)
| where text has "${'a'.padStart(64, '0')}" or text has "${'b'.padStart(64, '0')}"
| project id, properties
| order by id asc`,
    );
  });

  it('is of bounded size', () => {
    const most = Array.from({ length: MAX_DIGESTS }, (_, index) => digest(index));
    expect(findingsKql(most).length).toBeLessThan(20_000);
  });

  it('is about each digest once', () => {
    const digests = [digest(3), digest(1), digest(2)];
    expect(askableDigests([...digests, ...digests])).toEqual([digest(1), digest(2), digest(3)]);
  });

  it('lets nothing into the language that is no digest', () => {
    const hostile = [
      `sha256:" or true //${'a'.repeat(48)}`,
      'sha512:x',
      '',
      `sha256:${'A'.repeat(64)}`,
      `x${digest(1)}`,
      `${digest(1)}x`,
    ];
    expect(askableDigests(hostile)).toEqual([]);
    expect(findingsKql([...hostile, digest(1)]).split('\n')[3]).toBe(`| where text has "${digest(1).slice(7)}"`);
  });
});

describe('the question whether a registry can be seen', () => {
  it('is about that registry only', () => {
    expect(registryKql('Contoso')).toBe(
      `securityresources
| where type =~ "microsoft.security/assessments"
| where id contains "/registries/contoso/"
| project id
| take 1`,
    );
  });

  it.each(['', 'a"', 'a/b', '"a'])('lets nothing into the language that is no name: %j', (name) => {
    expect(() => registryKql(name)).toThrow('no name of a registry');
  });
});
