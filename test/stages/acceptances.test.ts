import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import type { AcceptedFinding } from '../../src/defender/accept.ts';
import { type AcceptanceInput, acceptedBy, readAcceptances, tellAcceptances } from '../../src/stages/acceptances.ts';
import type { Base } from '../../src/stages/base.ts';

const TEXT =
  'accept:\n  - {cve: CVE-2026-0001, reason: not loaded, until: 2026-12-31, by: jo@example.com}\n  - {cve: CVE-2026-0002, reason: own network, until: 2026-12-31, by: jo@example.com}\n';
const LINE = 'CVE-2026-0001 until 2026-12-31 because it is not loaded';
const idsOf = (accepted: readonly AcceptedFinding[]) => accepted.map(({ id }) => id);

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'acceptances-'));
  writeFileSync(join(root, 'ours.yaml'), TEXT);
  writeFileSync(join(root, 'broken.yaml'), `${TEXT}  - {}\n`);
  symlinkSync(join(root, 'ours.yaml'), join(root, 'link.yaml'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const read = (acceptFindings: string, authority: 'commit' | 'base') =>
  readAcceptances({ acceptFindings }, { root, rights: { authority } });

describe('the acceptances that an input names', () => {
  it.each(['commit', 'base'] as const)('are its lines, whoever decides (%s)', (authority) => {
    expect(read('', authority)).toEqual({ from: 'lines', accepted: [] });
    const found = read(LINE, authority);
    expect(found.from === 'lines' && idsOf(found.accepted)).toEqual(['CVE-2026-0001']);
  });

  it('are those of its file as it is checked out, where the commit decides', () => {
    const found = read('ours.yaml', 'commit');
    expect(found.from === 'tree' && idsOf(found.accepted)).toEqual(['CVE-2026-0001', 'CVE-2026-0002']);
  });

  it('are those of the base, where the base decides, whatever the head has', () => {
    for (const name of ['ours.yaml', 'missing.yaml']) {
      expect(read(name, 'base')).toEqual({ from: 'base', name, path: join(root, name) });
    }
  });

  it.each(['commit', 'base'] as const)('end the run where the file is broken or a link (%s)', (authority) => {
    expect(() => read('broken.yaml', authority)).toThrow('broken.yaml:4: the entry has no "cve"');
    expect(() => read('link.yaml', authority)).toThrow('symbolic link');
    expect(() => read('../ours.yaml', authority)).toThrow(UserError);
  });

  it('end the run where there is no such file, and the commit decides', () => {
    expect(() => read('missing.yaml', 'commit')).toThrow('missing.yaml does not exist');
  });
});

describe('the accepted findings of a run', () => {
  const BY_BASE: AcceptanceInput = { from: 'base', name: 'ours.yaml', path: '/ours.yaml' };

  function accepted(input: AcceptanceInput, base: Base) {
    const warnings: string[] = [];
    const found = acceptedBy(input, base, { log: { warning: (message) => void warnings.push(message) } });
    return { ids: idsOf(found), warnings };
  }

  const scan = {
    uses: [],
    unseen: [],
    warnings: [],
    filesRead: 0,
    texts: new Map<string, string>(),
    blobs: new Map<string, string>(),
    builtHere: new Set<string>(),
  };
  const having = (text: string | undefined): Base => ({ state: 'read', scan, policy: { text } });
  const NONE = 'No finding is accepted: ours.yaml is read as the base has it, and ';

  it('are those of the base', () => {
    expect(accepted(BY_BASE, having(TEXT))).toEqual({ ids: ['CVE-2026-0001', 'CVE-2026-0002'], warnings: [] });
  });

  it.each<[string, Base, string]>([
    ['there is no base', { state: 'none' }, 'this event names no commit as its base'],
    ['the base can’t be read', { state: 'unreadable', reason: 'r', remedy: 'm' }, "the base can't be read"],
    ['the base lacks the file', having(undefined), 'the base has no such file: it counts once it is merged'],
    ['nobody asked the base for it', { state: 'read', scan }, 'the base has no such file'],
    ['it is broken in the base', having('accept: ['), "it can't be understood there: "],
    ['it is half broken in the base', having(`${TEXT}  - {}\n`), "it can't be understood there: "],
  ])('are none where %s, and that is told', (_, base, why) => {
    const { ids, warnings } = accepted(BY_BASE, base);
    expect(ids).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(`${NONE}${why}`)]);
    expect(warnings[0]).toMatch(/[^.]\.$/);
  });

  it('are those of the lines and of the tree, whatever the base is', () => {
    for (const from of ['lines', 'tree'] as const) {
      const one = { id: 'CVE-2026-0001', until: '2026-12-31', reason: 'r', place: 'p' };
      expect(accepted({ from, accepted: [one] }, having(undefined))).toEqual({ ids: [one.id], warnings: [] });
    }
  });
});

describe('the log tells', () => {
  const acceptance = { id: 'CVE-2026-0001', until: '2026-11-22', reason: 'not loaded', place: 'a.yaml:3' };

  function told(used: readonly AcceptedFinding[], expired: readonly AcceptedFinding[]) {
    const lines: string[] = [];
    tellAcceptances(
      { acceptancesUsed: used, acceptancesExpired: expired },
      {
        log: {
          warning: (message) => void lines.push(message),
          group: (title, texts) => void lines.push(`${title}: ${texts.length}`, ...texts),
        },
      },
    );
    return lines;
  }

  it('what was accepted and why, and as one warning what is not any more', () => {
    expect(told([], [])).toEqual([]);
    expect(told([acceptance], [])).toEqual(['Accepted findings: 1', expect.stringContaining('not loaded')]);
    expect(told([], [acceptance, { ...acceptance, id: 'CVE-2026-0002' }])).toEqual([
      'Accepted findings whose day is over count again: CVE-2026-0001 on 2026-11-22 (a.yaml:3), CVE-2026-0002 on 2026-11-22 (a.yaml:3). Mend them, or accept them anew.',
    ]);
  });
});
