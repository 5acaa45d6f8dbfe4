import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { readAcceptanceFile } from '../../src/defender/accept-file.ts';

const ENTRY = '  - cve: CVE-2026-0001\n    reason: not reachable\n    until: 2026-12-31\n    by: jo@example.com\n';

describe('readAcceptanceFile', () => {
  it('reads entries with their places', () => {
    const other =
      '  - {cve: GHSA-aaaa-bbbb-cccc, image: "ghcr.io/acme/**", package: \'@babel/core\', reason: " dev only ", until: "2028-02-29 ", by: platform team}';
    const text = `# ours\naccept:\n${ENTRY}${other}\n`;
    expect(readAcceptanceFile(text, 'a.yaml')).toStrictEqual([
      { id: 'CVE-2026-0001', reason: 'not reachable', until: '2026-12-31', by: 'jo@example.com', place: 'a.yaml:3' },
      {
        id: 'GHSA-aaaa-bbbb-cccc',
        image: 'ghcr.io/acme/**',
        package: '@babel/core',
        reason: 'dev only',
        until: '2028-02-29',
        by: 'platform team',
        place: 'a.yaml:7',
      },
    ]);
    expect(readAcceptanceFile('accept: []', 'a.yaml')).toEqual([]);
  });

  const without = (key: string) => `accept:\n${ENTRY.replace(new RegExp(`^ {2}([ -]) ${key}:.*\n`, 'm'), '')}`;
  it.each([
    ['an empty file', '# nothing\n', 1, 'it is empty'],
    ['no YAML', 'accept: [\n', 2, 'it is no YAML'],
    ['a list at the top', ENTRY, 1, 'keys with values are expected'],
    ['another key at the top', `accept: []\nversion: 1\n`, 2, '"version" is no key'],
    ['no list', 'accept: CVE-2026-0001\n', 1, '"accept" is no list'],
    ['nothing under accept', 'accept:\n', 1, '"accept" is no list'],
    ['another mapping', '{}\n', 1, 'it has no "accept"'],
    ['an entry that is a text', 'accept:\n  - CVE-2026-0001\n', 2, 'keys with values are expected'],
    ['an unknown key', `accept:\n${ENTRY}    expires: 2027-01-01\n`, 6, '"expires" is no key'],
    ['a key in other letters', `accept:\n${ENTRY.replace('until', 'Until')}`, 4, '"Until" is no key'],
    ['a key twice', `accept:\n${ENTRY}    until: 2099-12-31\n`, 6, '"until" is there twice'],
    ['no reason', without('reason'), 2, 'the entry has no "reason"'],
    ['no day', without('until'), 2, 'the entry has no "until"'],
    ['nobody', without('by'), 2, 'the entry has no "by"'],
    [
      'a key that is a list',
      `accept:\n${ENTRY}    ? [until]\n    : 2099-12-31\n`,
      6,
      'a key that is no text is no key',
    ],
    ['a reason of nothing but a space', `accept:\n${ENTRY.replace('not reachable', '" "')}`, 3, '"reason" is ""'],
    ['an empty reason', `accept:\n${ENTRY.replace('not reachable', '')}`, 2, '"reason" is ""'],
    ['a day that is none', `accept:\n${ENTRY.replace('2026-12-31', '2026-02-30')}`, 4, '"until" is "2026-02-30"'],
    ['a day and a time', `accept:\n${ENTRY.replace('2026-12-31', '2026-12-31T00:00:00Z')}`, 4, '"until" is "2026'],
    ['no id', `accept:\n${ENTRY.replace('CVE-2026-0001', '"*"')}`, 2, '"cve" is "*"'],
    ['a list for a text', `accept:\n${ENTRY.replace('not reachable', '[a]')}`, 3, '"reason" is no text'],
    ['a glob that matches nothing', `accept:\n${ENTRY}    image: nginx\n`, 6, '"image" is "nginx"'],
    ['a second document', `accept: []\n---\naccept: []\n`, 3, 'it has a second document'],
    [
      'an alias',
      `accept:\n${ENTRY.replace('2026-12-31', '&d 2026-12-31').replace('jo@example.com', '*d')}`,
      5,
      'alias',
    ],
  ])('refuses %s, with file and line', (_, text, line, why) => {
    const read = () => readAcceptanceFile(text, 'a.yaml');
    expect(read).toThrow(UserError);
    expect(read).toThrow(`Input "accept-findings": a.yaml:${line}: `);
    expect(read).toThrow(why);
  });
});
