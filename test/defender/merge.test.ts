import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/defender/finding.ts';
import { mergeFindings } from '../../src/defender/merge.ts';

const ONE: Finding = { id: 'CVE-2026-1', package: 'zlib', installed: '1', severity: 'low', fixable: 'no' };

describe('mergeFindings', () => {
  const table: readonly (readonly [string, Partial<Finding>, Partial<Finding>, Partial<Finding>])[] = [
    ['the worse severity', { severity: 'low' }, { severity: 'critical' }, { severity: 'critical' }],
    [
      'a severity that is known, not one that is not',
      { severity: 'unknown' },
      { severity: 'low' },
      { severity: 'low' },
    ],
    ['a severity that nobody knows', { severity: 'unknown' }, { severity: 'unknown' }, { severity: 'unknown' }],
    [
      'a fix that one of them knows',
      { fixable: 'no' },
      { fixable: 'yes', fixedIn: '2' },
      { fixable: 'yes', fixedIn: '2' },
    ],
    ['a fix that may exist', { fixable: 'no' }, { fixable: 'unknown' }, { fixable: 'unknown' }],
    ['a fix, not the doubt', { fixable: 'unknown' }, { fixable: 'yes' }, { fixable: 'yes' }],
    [
      'every version that fixes it',
      { fixable: 'yes', fixedIn: '3' },
      { fixable: 'yes', fixedIn: '2' },
      { fixedIn: '2, 3' },
    ],
    ['the higher score', { cvss: 5 }, { cvss: 7 }, { cvss: 7 }],
    ['a score of nothing', {}, { cvss: 0 }, { cvss: 0 }],
    ['an exploit', { inExploitKit: false }, { inExploitKit: true }, { inExploitKit: true }],
    ['that there is no exploit', {}, { inExploitKit: false }, { inExploitKit: false }],
    ['a type', {}, { packageType: 'OS' }, { packageType: 'OS' }],
    ['one writing of a name', { id: 'cve-2026-1', package: 'ZLIB' }, {}, { id: 'CVE-2026-1', package: 'ZLIB' }],
  ];
  it.each(table)('keeps %s', (_, one, other, expected) => {
    for (const findings of [
      [
        { ...ONE, ...one },
        { ...ONE, ...other },
      ],
      [
        { ...ONE, ...other },
        { ...ONE, ...one },
      ],
    ]) {
      expect(mergeFindings(findings)).toEqual([expect.objectContaining(expected)]);
    }
  });

  it('invents nothing', () => {
    const bare: Finding = { package: 'zlib', severity: 'unknown', fixable: 'unknown' };
    expect(mergeFindings([bare, bare])).toStrictEqual([bare]);
    expect(mergeFindings([])).toEqual([]);
  });

  it.each<Partial<Finding>>([{ id: 'CVE-2026-2' }, { package: 'openssl' }, { installed: '2' }])(
    'keeps apart what differs in %j',
    (other) => {
      expect(mergeFindings([ONE, { ...ONE, ...other }])).toHaveLength(2);
    },
  );

  it('lists the worst first, those of unknown severity behind the high ones', () => {
    const severities = ['low', 'unknown', 'critical', 'medium', 'high'] as const;
    const listed = mergeFindings(severities.map((severity) => ({ ...ONE, id: severity, severity })));
    expect(listed.map(({ severity }) => severity)).toEqual(['critical', 'high', 'unknown', 'medium', 'low']);
    const high: Finding = { ...ONE, severity: 'high' };
    const same: readonly Finding[] = [
      { ...high, id: 'b', cvss: 9 },
      { ...high, id: 'z', cvss: 9.5 },
      { ...high, id: 'a' },
      { ...high, id: 'a', package: 'apt' },
      { ...high, id: 'a', installed: '0' },
      { ...high, id: 'c', cvss: 0 },
      { id: 'a', package: 'zlib', severity: 'high', fixable: 'no' },
    ];
    for (const given of [same, same.toReversed()]) {
      expect(mergeFindings(given).map((one) => [one.id, one.package, one.installed])).toEqual([
        ['z', 'zlib', '1'],
        ['b', 'zlib', '1'],
        ['c', 'zlib', '1'],
        ['a', 'apt', '1'],
        ['a', 'zlib', undefined],
        ['a', 'zlib', '0'],
        ['a', 'zlib', '1'],
      ]);
    }
  });

  const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
  const finding = fc.record(
    {
      id: fc.constantFrom('CVE-1', 'cve-1', 'CVE-2'),
      package: fc.constantFrom('zlib', 'Zlib', 'openssl'),
      installed: fc.constantFrom('1', '2'),
      packageType: fc.constantFrom('OS', 'npm'),
      severity: fc.constantFrom(...SEVERITIES),
      fixable: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
      fixedIn: fc.constantFrom('2', '3'),
      cvss: fc.nat(10),
      inExploitKit: fc.boolean(),
    },
    { requiredKeys: ['package', 'severity', 'fixable'] },
  );
  const key = ({ id, package: name, installed }: Finding) => [id, name, installed].join('|').toLowerCase();

  it('law: the order of what is given does not matter', () => {
    fc.assert(
      fc.property(fc.array(finding), fc.infiniteStream(fc.nat()), (findings, numbers) => {
        const shuffled = findings
          .map((one) => ({ one, at: numbers.next().value ?? 0 }))
          .sort((one, other) => one.at - other.at)
          .map(({ one }) => one);
        expect(mergeFindings(shuffled)).toEqual(mergeFindings(findings));
      }),
    );
  });

  it('law: each vulnerability is told once, with the worst that is known of it, and every fix', () => {
    fc.assert(
      fc.property(fc.array(finding), (findings) => {
        const merged = mergeFindings(findings);
        expect(merged.map(key).sort()).toEqual([...new Set(findings.map(key))].sort());
        for (const one of merged) {
          const same = findings.filter((other) => key(other) === key(one));
          const worst = Math.min(...same.map(({ severity }) => SEVERITIES.indexOf(severity)));
          expect(one.severity).toBe(SEVERITIES[worst]);
          expect(one.fixable === 'yes').toBe(same.some(({ fixable }) => fixable === 'yes'));
          expect(one.fixable === 'no').toBe(same.every(({ fixable }) => fixable === 'no'));
          for (const { fixedIn } of same) if (fixedIn !== undefined) expect(one.fixedIn).toContain(fixedIn);
          expect(one.cvss ?? -1).toBe(Math.max(-1, ...same.map(({ cvss = -1 }) => cvss)));
        }
      }),
    );
  });
});
