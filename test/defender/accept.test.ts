import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { acceptanceFinder, acceptedFindingsFile, readAcceptedFindings } from '../../src/defender/accept.ts';

describe('readAcceptedFindings', () => {
  it('reads lines, comments and blank lines', () => {
    const text =
      '# ours\n\nCVE-2026-0001 until 2026-12-31 because it is not reachable\r\n  CVE-2026-0002@@babel/core  until  2028-02-29  because  x';
    expect(readAcceptedFindings(text)).toStrictEqual([
      {
        id: 'CVE-2026-0001',
        until: '2026-12-31',
        reason: 'it is not reachable',
        place: 'accept-findings, line 3',
      },
      {
        id: 'CVE-2026-0002',
        package: '@babel/core',
        until: '2028-02-29',
        reason: 'x',
        place: 'accept-findings, line 4',
      },
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
    'CVE-2026-0001 til 2026-12-31 because x',
    'CVE-2026-0001 until 2026-12-31 x',
    'CVE-2026-0001 until 2026-12-31 cause because x',
    'CVE-2026-0001 because x until 2026-12-31',
    'CVE-2026-0001 CVE-2026-0002 until 2026-12-31 because x',
    'CVE-2026-0001 @openssl until 2026-12-31 because x',
    'CVE-2026-0001 until +012026-12-31 because x',
    'CVE-2026-0001 until 2026-12-31 because x\u2028CVE-2026-0002 until 2099-12-31 because y',
    '(CVE-2026-0001 until 2026-12-31 because x',
    'CVE-2026-0001* until 2026-12-31 because x',
    'CV until 2026-12-31 because x',
    `${'C'.repeat(101)} until 2026-12-31 because x`,
    'accepted.yaml',
  ])('refuses %j', (line) => {
    const read = () => readAcceptedFindings(`CVE-2026-0009 until 2026-12-31 because y\n${line}`);
    expect(read).toThrow(UserError);
    expect(read).toThrow(`Input "accept-findings": ${JSON.stringify(line)}`);
  });
});

describe('acceptedFindingsFile', () => {
  it.each([
    ['.github/accepted.yaml', '.github/accepted.yaml'],
    ['\n# ours\n  my accepted.YML \n', 'my accepted.YML'],
    ['a.yaml\nb.yaml', undefined],
    ['a.json', undefined],
    ['a.yaml.old', undefined],
    ['CVE-2026-0001 until 2026-12-31 because of app.yaml', undefined],
    ['', undefined],
  ])('of %j is %j', (text, expected) => {
    expect(acceptedFindingsFile(text)).toBe(expected);
  });
});

describe('acceptanceFinder', () => {
  const finding = { id: 'CVE-2026-0001', package: 'openssl', fixable: 'yes', severity: 'high' } as const;
  const acceptance = { id: 'cve-2026-0001', until: '2026-11-23', reason: 'r', place: 'p' };
  it.each([
    [{}, 'a/b:1', 'current'],
    [{ until: '2026-11-22' }, 'a/b:1', 'expired'],
    [{ id: 'CVE-2026-00010' }, 'a/b:1', 'none'],
    [{ package: 'OpenSSL' }, 'a/b:1', 'current'],
    [{ package: 'open' }, 'a/b:1', 'none'],
    [{ image: 'quay.io/acme/app' }, 'quay.io/acme/app:1', 'current'],
    [{ image: 'quay.io/acme/app:1*' }, 'quay.io/acme/app:1.2', 'current'],
    [{ image: 'quay.io/acme/app:1*' }, 'quay.io/acme/app:2', 'none'],
    [{ image: 'quay.io/acme/app' }, 'quay.io/acme/application:1', 'none'],
    [{ image: 'quay.io/acme/app' }, 'quay.io:443/acme/app:1', 'none'],
    [{ image: 'quay.io/**' }, `quay.io/acme/app@sha256:${'a'.repeat(64)}`, 'current'],
  ])('%j of %j: %s', (more, image, expected) => {
    const { current, expired } = acceptanceFinder([{ ...acceptance, ...more }], '2026-11-23')(image, finding);
    expect([current.length, expired.length]).toEqual([Number(expected === 'current'), Number(expected === 'expired')]);
  });

  it('never meets a finding without an id', () => {
    const { id: _, ...anonymous } = finding;
    const find = acceptanceFinder([{ ...acceptance, id: 'undefined' }], '2026-11-23');
    expect(find('a/b:1', anonymous)).toEqual({ current: [], expired: [] });
  });
});
