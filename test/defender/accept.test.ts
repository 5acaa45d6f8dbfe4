import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { readAcceptedFindings } from '../../src/defender/accept.ts';

describe('readAcceptedFindings', () => {
  it('reads lines, comments and blank lines', () => {
    const text =
      '# ours\n\nCVE-2026-0001 until 2026-12-31 because it is not reachable\r\n  CVE-2026-0002@@babel/core  until 2028-02-29 because x';
    expect(readAcceptedFindings(text)).toEqual([
      { id: 'CVE-2026-0001', until: '2026-12-31', reason: 'it is not reachable' },
      { id: 'CVE-2026-0002', package: '@babel/core', until: '2028-02-29', reason: 'x' },
    ]);
    expect(readAcceptedFindings('')).toEqual([]);
  });

  it.each([
    'CVE-2026-0001',
    'CVE-2026-0001 until 2026-12-31',
    'CVE-2026-0001 until 2026-12-31 because',
    'CVE-2026-0001 until 2026-02-29 because x',
    'CVE-2026-0001 until 31.12.2026 because x',
    'CVE-2026-0001 until forever because x',
    'CVE-2026-0001@ until 2026-12-31 because x',
    '@openssl until 2026-12-31 because x',
    '* until 2026-12-31 because x',
    'until 2026-12-31 because x',
  ])('refuses %j', (line) => {
    const read = () => readAcceptedFindings(`CVE-2026-0009 until 2026-12-31 because y\n${line}`);
    expect(read).toThrow(UserError);
    expect(read).toThrow(`Input "accept-findings": ${JSON.stringify(line)}`);
  });
});
