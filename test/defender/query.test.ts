import { describe, expect, it } from 'vitest';
import { findingsQueries } from '../../src/defender/query.ts';

function digest(number: number): string {
  return `sha256:${number.toString(16).padStart(64, '0')}`;
}

describe('findingsQueries', () => {
  it('asks for the raw properties of what mentions a digest', () => {
    expect(findingsQueries([digest(10)]).map(({ kql }) => kql)).toEqual([
      `securityresources
| where type =~ "microsoft.security/assessments"
| extend text = tostring(properties)
| where text has "${'a'.padStart(64, '0')}"
| project id, properties
| order by id asc`,
    ]);
  });

  it('asks for each digest once, in questions of bounded size', () => {
    const digests = Array.from({ length: 230 }, (_, index) => digest(index));
    const queries = findingsQueries([...digests, ...digests].toReversed());
    expect(queries).toHaveLength(5);
    expect(queries.flatMap((query) => query.digests)).toEqual(digests);
    for (const { kql, digests: own } of queries) {
      expect(kql.length).toBeLessThan(8_000);
      for (const one of own) expect(kql).toContain(one.slice(7));
    }
  });

  it('lets nothing into the language that is no digest', () => {
    expect(
      findingsQueries([`sha256:" or true //${'a'.repeat(48)}`, 'sha512:x', '', `sha256:${'A'.repeat(64)}`]),
    ).toEqual([]);
  });
});
