import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchCommit, hasCommit, headCommit, listTree, mergeBase, readBlobs } from '../../../src/io/git/commits.ts';
import { isTracked, listFolder } from '../../../src/io/git/listing.ts';
import { openRepository } from '../../../src/io/git/repository.ts';
import { type GitServer, publish, serveGit } from '../../real/git-server.ts';

/**
 * What a repository's configuration, its files and the environment may say to git, and that nothing of it is obeyed. Each case is
 * first seen to run its command in a plain git.
 */

let home: string;
let server: GitServer;
let locked: GitServer;
let only: string;
let template: string;
let head: string;

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'git-hostile-')));
  const upstream = join(home, 'upstream');
  mkdirSync(upstream);
  plain(upstream, {}, 'init', '--quiet', '--initial-branch=main');
  writeFileSync(join(upstream, 'only-there.yaml'), 'image: redis\n');
  plain(upstream, {}, 'add', '.');
  plain(upstream, {}, 'commit', '--quiet', '-m', 'there');
  only = plain(upstream, {}, 'rev-parse', 'HEAD').stdout.trim();
  template = join(home, 'template');
  mkdirSync(join(template, 'deploy'), { recursive: true });
  plain(template, {}, 'init', '--quiet', '--initial-branch=main');
  writeFileSync(join(template, 'deploy/web.yaml'), 'image: nginx\n');
  plain(template, {}, 'add', '.');
  plain(template, {}, 'commit', '--quiet', '-m', 'one');
  head = plain(template, {}, 'rev-parse', 'HEAD').stdout.trim();
  publish(upstream, join(home, 'served'), 'contoso/shop');
  server = await serveGit(join(home, 'served'));
  locked = await serveGit(join(home, 'served'), 'the-token');
});

afterAll(async () => {
  await server.stop();
  await locked.stop();
  rmSync(home, { recursive: true, force: true });
});

afterEach(() => vi.unstubAllEnvs());

function plain(folder: string, env: Readonly<Record<string, string>>, ...words: readonly string[]) {
  return spawnSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: home, GIT_TERMINAL_PROMPT: '0', ...env },
    timeout: 20_000,
  });
}

/** As `plain`, while the servers of this process answer. */
async function plainly(folder: string, env: Readonly<Record<string, string>>, words: readonly string[]): Promise<void> {
  const all = { PATH: process.env.PATH, HOME: home, GIT_TERMINAL_PROMPT: '0', ...env };
  await new Promise<void>((resolve) => {
    execFile('git', words, { cwd: folder, env: all, timeout: 20_000 }, () => resolve());
  });
}

interface Trap {
  readonly folder: string;
  readonly head: string;
  /** A program that leaves a mark when it is run. */
  readonly program: string;
  /** As a line of a shell. */
  readonly command: string;
  readonly mark: string;
  readonly wasRun: () => boolean;
}

let trap: Trap;
beforeEach(() => {
  const folder = mkdtempSync(join(home, 'checkout-'));
  cpSync(template, folder, { recursive: true, preserveTimestamps: true });
  trap = { folder, head, ...markedBy(folder) };
});

function markedBy(path: string): Pick<Trap, 'program' | 'command' | 'mark' | 'wasRun'> {
  const mark = `${path}-mark`;
  const program = `${path}-program`;
  writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\nexit 1\n`, { mode: 0o755 });
  return { mark, program, command: `touch '${mark}' #`, wasRun: () => existsSync(mark) };
}

/** Everything that this product has git do, in this checkout. */
async function useAll({ folder, head }: Trap): Promise<void> {
  const listed = listFolder(join(folder, 'deploy'));
  expect(listed).toMatchObject({ state: 'listed', listing: { files: expect.arrayContaining(['web.yaml']) } });
  expect(isTracked(join(folder, 'deploy'), 'web.yaml')).toBe(true);
  const repository = openRepository(join(folder, 'deploy'));
  if (repository === undefined) return expect.unreachable();
  try {
    expect(await headCommit(repository)).toEqual({ type: 'ok', value: head });
    expect(await mergeBase(repository, head, head)).toEqual({ type: 'ok', value: head });
    const tree = await listTree(repository, head);
    expect(tree).toMatchObject({ type: 'ok', value: [{ path: 'web.yaml' }] });
    expect(await readBlobs(repository, ['b'.repeat(40)], () => {}, 1000)).toMatchObject({ type: 'failed' });
    const refused = await fetchCommit(repository, only, {
      address: `${locked.url}/contoso/shop`,
      authorization: 'basic eA==',
    });
    expect(refused).toMatchObject({ type: 'failed', reason: expect.stringContaining('could not read Username') });
    expect(await fetchCommit(repository, only, { address: `${server.url}/contoso/shop` })).toEqual({
      type: 'ok',
      value: undefined,
    });
    expect(await hasCommit(repository, only)).toBe(true);
  } finally {
    repository.close();
  }
}

interface Hostile {
  readonly what: string;
  /** Lays the trap. @returns what it adds to the environment */
  readonly lay: (trap: Trap) => Readonly<Record<string, string>> | undefined;
  /** How a plain git falls into it. */
  readonly falls: (trap: Trap) => readonly string[];
}

const config = ({ folder }: Trap, ...pairs: readonly (readonly [string, string])[]) => {
  for (const [key, value] of pairs) {
    const [, section, subsection, name] = /^(\w+)(?:\.(.+))?\.(\w+)$/.exec(key) ?? [];
    const title = subsection === undefined ? section : `${section} ${quote(subsection)}`;
    appendFileSync(join(folder, '.git/config'), `[${title}]\n${name} = ${quote(value)}\n`);
  }
  return undefined;
};
const list = () => ['ls-files', '--others'];
const fetchOrigin = () => ['fetch', '--quiet', 'origin'];
const fetchServed = () => ['fetch', '--quiet', `${server.url}/contoso/shop`];
const fetchLocked = () => ['fetch', '--quiet', `${locked.url}/contoso/shop`];
const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const CASES: readonly Hostile[] = [
  { what: 'core.fsmonitor', lay: (t) => config(t, ['core.fsmonitor', t.command]), falls: list },
  {
    what: 'include.path',
    lay: (t) => {
      writeFileSync(`${t.folder}-included`, `[core]\nfsmonitor = ${quote(t.command)}\n`);
      return config(t, ['include.path', `${t.folder}-included`]);
    },
    falls: list,
  },
  {
    what: 'config.worktree',
    lay: (t) => {
      writeFileSync(join(t.folder, '.git/config.worktree'), `[core]\nfsmonitor = ${quote(t.command)}\n`);
      return config(t, ['extensions.worktreeConfig', 'true']);
    },
    falls: list,
  },
  {
    what: 'an origin of ext::',
    lay: (t) => config(t, ['remote.origin.url', `ext::${t.program}`], ['protocol.ext.allow', 'always']),
    falls: fetchOrigin,
  },
  {
    what: 'core.sshCommand',
    lay: (t) => config(t, ['remote.origin.url', 'ssh://nowhere.invalid/x'], ['core.sshCommand', t.program]),
    falls: fetchOrigin,
  },
  {
    what: 'core.gitProxy',
    lay: (t) => config(t, ['remote.origin.url', 'git://nowhere.invalid/x'], ['core.gitProxy', t.program]),
    falls: fetchOrigin,
  },
  {
    what: 'remote.origin.uploadpack',
    lay: (t) => config(t, ['remote.origin.url', t.folder], ['remote.origin.uploadpack', t.program]),
    falls: fetchOrigin,
  },
  {
    what: 'url.….insteadOf',
    lay: (t) => config(t, [`url.ext::${t.program} .insteadOf`, server.url], ['protocol.ext.allow', 'always']),
    falls: fetchServed,
  },
  { what: 'credential.helper', lay: (t) => config(t, ['credential.helper', `!${t.command}`]), falls: fetchLocked },
  { what: 'core.askPass', lay: (t) => config(t, ['core.askPass', t.program]), falls: fetchLocked },
  {
    what: 'a promisor remote',
    lay: (t) =>
      config(
        t,
        ['extensions.partialClone', 'origin'],
        ['remote.origin.promisor', 'true'],
        ['remote.origin.url', `ext::${t.program}`],
        ['protocol.ext.allow', 'always'],
        ['core.repositoryFormatVersion', '1'],
      ),
    falls: () => ['cat-file', '-e', 'b'.repeat(40)],
  },
  {
    what: 'a hook',
    lay: (t) => {
      writeFileSync(join(t.folder, '.git/hooks/reference-transaction'), `#!/bin/sh\nexec '${t.program}'\n`, {
        mode: 0o755,
      });
      return undefined;
    },
    falls: () => [...fetchServed(), '+main:refs/remotes/x/main'],
  },
  {
    what: 'core.alternateRefsCommand',
    lay: (t) => {
      appendFileSync(join(t.folder, '.git/objects/info/alternates'), `${home}/upstream/.git/objects\n`);
      return config(t, ['core.alternateRefsCommand', t.command]);
    },
    falls: fetchServed,
  },
  {
    what: 'a filter',
    lay: (t) => {
      writeFileSync(join(t.folder, '.gitattributes'), '* filter=x\n');
      writeFileSync(join(t.folder, 'deploy/web.yaml'), 'image: httpd\n');
      return config(t, ['filter.x.clean', t.command]);
    },
    falls: () => ['status'],
  },
  {
    what: 'GIT_CONFIG_COUNT',
    lay: (t) => ({ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.fsmonitor', GIT_CONFIG_VALUE_0: t.command }),
    falls: list,
  },
  {
    what: 'GIT_CONFIG_PARAMETERS',
    lay: (t) => ({ GIT_CONFIG_PARAMETERS: `'core.fsmonitor'='${t.program}'` }),
    falls: list,
  },
  {
    what: 'GIT_CONFIG_GLOBAL',
    lay: (t) => {
      writeFileSync(`${t.folder}-global`, `[core]\nfsmonitor = ${quote(t.command)}\n`);
      return { GIT_CONFIG_GLOBAL: `${t.folder}-global` };
    },
    falls: list,
  },
  {
    what: 'a configuration in HOME',
    lay: (t) => {
      mkdirSync(`${t.mark}-home`);
      writeFileSync(`${t.mark}-home/.gitconfig`, `[core]\nfsmonitor = ${quote(t.command)}\n`);
      return { HOME: `${t.mark}-home` };
    },
    falls: list,
  },
  { what: 'GIT_ASKPASS', lay: (t) => ({ GIT_ASKPASS: t.program }), falls: fetchLocked },
  {
    what: 'GIT_SSH_COMMAND',
    lay: (t) => {
      config(t, ['remote.origin.url', 'ssh://nowhere.invalid/x']);
      return { GIT_SSH_COMMAND: t.program };
    },
    falls: fetchOrigin,
  },
  {
    what: 'GIT_PROXY_COMMAND',
    lay: (t) => {
      config(t, ['remote.origin.url', 'git://nowhere.invalid/x']);
      return { GIT_PROXY_COMMAND: t.program };
    },
    falls: fetchOrigin,
  },
  {
    what: 'GIT_EXEC_PATH',
    lay: (t) => {
      mkdirSync(`${t.folder}-exec`);
      writeFileSync(`${t.folder}-exec/git-remote-http`, `#!/bin/sh\nexec '${t.program}'\n`, { mode: 0o755 });
      return { GIT_EXEC_PATH: `${t.folder}-exec` };
    },
    falls: fetchServed,
  },
  {
    what: 'GIT_TRACE',
    lay: (t) => ({ GIT_TRACE: t.mark }),
    falls: list,
  },
];

describe.skipIf(process.platform === 'win32')('git is not told what to do by', () => {
  it.each(CASES)('$what, which a plain git obeys', async ({ lay, falls }) => {
    const env = lay(trap) ?? {};
    await plainly(trap.folder, env, falls(trap));
    expect(trap.wasRun()).toBe(true);
  });

  it('any of them, in one repository and one environment', async () => {
    const marks = CASES.map(({ what, lay }, place) => {
      // Each leaves a mark of its own in the one checkout.
      const own = { ...trap, ...markedBy(`${trap.folder}-${place}`) };
      for (const [name, value] of Object.entries(lay(own) ?? {})) vi.stubEnv(name, value);
      return { what, ...own };
    });
    await useAll(trap);
    expect(marks.filter(({ wasRun }) => wasRun()).map(({ what }) => what)).toEqual([]);
  });

  it('variables that would lead it elsewhere', async () => {
    const elsewhere = [
      'DIR',
      'WORK_TREE',
      'INDEX_FILE',
      'OBJECT_DIRECTORY',
      'NAMESPACE',
      'CEILING_DIRECTORIES',
      'PREFIX',
    ];
    for (const name of elsewhere) vi.stubEnv(`GIT_${name}`, join(home, 'upstream', '.git'));
    await useAll(trap);
  });

  it('core.worktree, which would lead it elsewhere', async () => {
    config(trap, ['core.worktree', join(home, 'upstream')]);
    await useAll(trap);
  });

  it('a folder that looks like a repository of its own', async () => {
    const bare = join(trap.folder, 'deploy');
    for (const folder of ['objects', 'refs']) mkdirSync(join(bare, folder));
    writeFileSync(join(bare, 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(
      join(bare, 'config'),
      `[core]\nrepositoryFormatVersion = 0\nbare = false\nworktree = .\nfsmonitor = ${quote(trap.command)}\n`,
    );
    await plainly(bare, {}, list());
    expect(trap.wasRun()).toBe(true);
    rmSync(trap.mark);
    await useAll(trap);
    expect(trap.wasRun()).toBe(false);
  });
});

describe('a server that sends elsewhere', () => {
  it('is not followed, so that the token stays where it belongs', async () => {
    const seen = server.requests.length;
    const elsewhere = createServer((request, response) => {
      response.writeHead(302, { location: `${server.url}${request.url}` }).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const address = elsewhere.address();
    if (address === null || typeof address === 'string') return expect.unreachable();
    const repository = openRepository(trap.folder);
    if (repository === undefined) return expect.unreachable();
    const source = { address: `http://127.0.0.1:${address.port}/contoso/shop`, authorization: 'basic c2VjcmV0' };
    expect(await fetchCommit(repository, only, source)).toMatchObject({ type: 'failed' });
    expect(server.requests.length).toBe(seen);
    repository.close();
    await new Promise((resolve) => elsewhere.close(resolve));
  });
});

describe.skipIf(process.platform === 'win32')('the environment of git', () => {
  it('is a fixed one, with the token for the one host, and not on the command line', async () => {
    const bin = `${trap.folder}-bin`;
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'git'),
      `#!/bin/sh\nenv > '${bin}/env'\necho "$@" > '${bin}/line'\npwd > '${bin}/folder'\n`,
      {
        mode: 0o755,
      },
    );
    const repository = openRepository(trap.folder);
    if (repository === undefined) return expect.unreachable();
    vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
    vi.stubEnv('https_proxy', 'http://127.0.0.1:9');
    vi.stubEnv('GIT_SSL_CAINFO', '');
    vi.stubEnv('NODE_EXTRA_CA_CERTS', join(trap.folder, 'deploy/web.yaml'));
    const told = () => {
      const lines = readFileSync(join(bin, 'env'), 'utf8').trim().split('\n');
      return new Map(lines.map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]));
    };
    try {
      await headCommit(repository);
      const local = told();
      const fixed = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'LC_ALL', 'GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE'];
      const walls = [
        'CONFIG_NOSYSTEM',
        'CONFIG_SYSTEM',
        'CONFIG_GLOBAL',
        'ATTR_NOSYSTEM',
        'ALLOW_PROTOCOL',
        'PROTOCOL_FROM_USER',
      ];
      const others = ['TERMINAL_PROMPT', 'OPTIONAL_LOCKS', 'NO_LAZY_FETCH', 'NO_REPLACE_OBJECTS', 'LITERAL_PATHSPECS'];
      const shell = ['PWD', 'OLDPWD', 'SHLVL', '_', 'TMPDIR'];
      const names = [...local.keys()].filter((name) => !shell.includes(name)).sort();
      expect(names).toEqual([...fixed, ...[...walls, ...others].map((name) => `GIT_${name}`)].sort());
      expect(local.get('GIT_ALLOW_PROTOCOL')).toBe('');
      expect(readFileSync(join(bin, 'folder'), 'utf8').trim()).toBe(repository.place.gitDir);
      await fetchCommit(repository, head, {
        address: 'https://github.com/contoso/shop',
        authorization: 'basic c2VjcmV0',
      });
      const reaching = told();
      expect([...reaching].filter(([name]) => !local.has(name))).toEqual(
        expect.arrayContaining([
          ['https_proxy', 'http://127.0.0.1:9'],
          ['GIT_SSL_CAINFO', join(repository.place.gitDir, 'certificates.pem')],
          ['GIT_CONFIG_COUNT', '1'],
          ['GIT_CONFIG_KEY_0', 'http.https://github.com/.extraHeader'],
          ['GIT_CONFIG_VALUE_0', 'Authorization: basic c2VjcmV0'],
        ]),
      );
      expect(reaching.get('GIT_ALLOW_PROTOCOL')).toBe('https');
      const line = readFileSync(join(bin, 'line'), 'utf8');
      expect(line).not.toContain('c2VjcmV0');
      expect(line).toContain('-c protocol.allow=never -c protocol.https.allow=always');
      expect(line.trim()).toMatch(/ fetch .*--depth=1 -- https:\/\/github\.com\/contoso\/shop [0-9a-f]{40}$/);
      expect(readFileSync(join(repository.place.gitDir, 'certificates.pem'), 'utf8')).toMatch(
        /CERTIFICATE-----\nimage: nginx/,
      );
    } finally {
      repository.close();
    }
  });
});

describe('what is read of a checkout', () => {
  it('is the same in a linked work tree, a submodule and a repository of SHA-256', async () => {
    const { folder, head } = trap;
    const linked = `${folder}-linked`;
    plain(folder, {}, 'worktree', 'add', '--quiet', '--detach', linked);
    await useAll({ ...trap, folder: linked });
    const outer = `${folder}-outer`;
    mkdirSync(outer);
    plain(outer, {}, 'init', '--quiet');
    plain(outer, {}, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', folder, 'inner');
    await useAll({ ...trap, folder: join(outer, 'inner'), head });
    expect(listFolder(outer)).toEqual({
      state: 'listed',
      listing: { files: ['.gitmodules'], links: [], submodules: ['inner'], blobs: expect.any(Map) },
    });
    const modern = `${folder}-sha256`;
    mkdirSync(modern);
    plain(modern, {}, 'init', '--quiet', '--object-format=sha256');
    writeFileSync(join(modern, 'a.yaml'), '');
    plain(modern, {}, 'add', '.');
    plain(modern, {}, 'commit', '--quiet', '-m', 'one');
    const commit = plain(modern, {}, 'rev-parse', 'HEAD').stdout.trim();
    expect(commit).toHaveLength(64);
    expect(listFolder(modern)).toMatchObject({ listing: { files: ['a.yaml'] } });
    const repository = openRepository(modern);
    if (repository === undefined) return expect.unreachable();
    expect(await headCommit(repository)).toEqual({ type: 'ok', value: commit });
    expect(await listTree(repository, commit)).toMatchObject({ type: 'ok', value: [{ path: 'a.yaml' }] });
    repository.close();
  });

  it('is the same with a split index, and with a sparse one of which files are left out', async () => {
    const { folder } = trap;
    writeFileSync(join(folder, 'top.yaml'), '');
    mkdirSync(join(folder, 'left-out'));
    writeFileSync(join(folder, 'left-out/x.yaml'), '');
    plain(folder, {}, 'add', '.');
    plain(folder, {}, 'commit', '--quiet', '-m', 'two');
    plain(folder, {}, 'update-index', '--split-index');
    writeFileSync(join(folder, 'more.yaml'), '');
    plain(folder, {}, 'add', '.');
    const files = ['deploy/web.yaml', 'left-out/x.yaml', 'more.yaml', 'top.yaml'];
    expect(listFolder(folder)).toMatchObject({ listing: { files } });
    plain(folder, {}, 'update-index', '--no-split-index');
    plain(folder, {}, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'deploy');
    expect(existsSync(join(folder, 'left-out'))).toBe(false);
    expect(listFolder(folder)).toMatchObject({ listing: { files } });
  });

  it('leaves out what the repository ignores, and nothing that a user ignores everywhere', () => {
    const { folder } = trap;
    writeFileSync(join(folder, '.gitignore'), 'ignored.yaml\n');
    mkdirSync(join(folder, '.git/info'), { recursive: true });
    writeFileSync(join(folder, '.git/info/exclude'), 'excluded.yaml\n');
    mkdirSync(`${folder}-home/.config/git`, { recursive: true });
    writeFileSync(`${folder}-home/.config/git/ignore`, 'personal.yaml\n');
    vi.stubEnv('HOME', `${folder}-home`);
    for (const name of ['ignored', 'excluded', 'personal', '? odd\t']) writeFileSync(join(folder, `${name}.yaml`), '');
    expect(listFolder(folder)).toMatchObject({
      listing: { files: expect.arrayContaining(['.gitignore', '? odd\t.yaml', 'deploy/web.yaml', 'personal.yaml']) },
    });
    expect(JSON.stringify(listFolder(folder))).not.toMatch(/ignored\.yaml|excluded\.yaml/);
  });

  it('has alternates, whatever their path is called', async () => {
    const { folder } = trap;
    const odd = `${folder}-"ü\\ :#`;
    execFileSync('git', ['clone', '--quiet', '--shared', folder, odd]);
    await useAll({ ...trap, folder: odd });
  });
});
