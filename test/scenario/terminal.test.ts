import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene, smallImage } from './scene.ts';

closeScenes();

async function twoImages(): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
  const rules = [{ name: 'nobody', source: 'quay.io/acme/gone', target: 'quay.io/acme/gone' }];
  return openScene({ upstreams, rules }, { 'app.yaml': pod('quay.io/acme/app:1', 'nginx:1') });
}

/** A command that is talked to while it runs. */
function typeOn(folder: string, ...words: readonly string[]) {
  const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
  const child = spawn(process.execPath, [cli, ...words], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  // A command that ends closes its end while we still write.
  child.stdin.on('error', () => {});
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  return { child, ended: once(child, 'close').then(([status]: unknown[]) => [status, stdout, stderr]) };
}

const WRITES = /^(?:PUT|PATCH|DELETE) /;

describe.skipIf(!HAS_BUNDLE)('scan', () => {
  it('lists the uses without any network', async () => {
    const { workspace } = await twoImages();
    const people = await type(['scan'], { folder: workspace.path });
    expect([people.status, people.stderr]).toEqual([0, '']);
    expect(people.stdout).toMatchInlineSnapshot(`
      "app.yaml:7:25  kubernetes  public  quay.io/acme/app:1
      app.yaml:8:25  kubernetes  public  docker.io/library/nginx:1

      2 uses of 2 images: 2 public
      "
    `);
    const machine = await type(['scan', '--json', 'app.yaml'], { folder: workspace.path });
    expect(machine.status).toBe(0);
    const uses = listField(parseJson(machine.stdout), 'uses');
    expect(uses.map((use) => stringField(use, 'image'))).toEqual(['quay.io/acme/app:1', 'docker.io/library/nginx:1']);
  });

  it('reads standard input', async () => {
    const { workspace } = await twoImages();
    const typed = await type(['scan', '-', '--json'], { folder: workspace.path, standardInput: pod('redis:8') });
    expect([typed.status, typed.stderr]).toEqual([0, '']);
    expect(listField(parseJson(typed.stdout), 'uses')).toMatchObject([
      { image: 'docker.io/library/redis:8', line: 7, column: 25, kind: 'kubernetes' },
    ]);
  });

  it('ends at once where standard input is stopped, is endless, or is no text', async () => {
    const { workspace } = await twoImages();
    const stopped = typeOn(workspace.path, 'scan', '-');
    // More than a pipe holds: once it is taken, the command reads.
    await new Promise<void>((resolve) => stopped.child.stdin.write(' '.repeat(300_000), () => resolve()));
    stopped.child.kill('SIGINT');
    // Nothing is there to report: the signal ends the process, as it does any other that reads.
    expect(await stopped.ended).toEqual([null, '', '']);
    const endless = typeOn(workspace.path, 'scan', '-');
    const piece = Buffer.alloc(1024 * 1024, '#\n');
    const pieces = Readable.from(Array.from({ length: 300 }, () => piece));
    // The command closes its end once it has had enough.
    await pipeline(pieces, endless.child.stdin).catch(() => undefined);
    expect(await endless.ended).toEqual([2, '', 'error: Standard input holds more than 256 MiB. Scan it in parts.\n']);
    const bytes = typeOn(workspace.path, 'scan', '-');
    bytes.child.stdin.end(Buffer.from([0x61, 0xe9]));
    expect(await bytes.ended).toEqual([2, '', 'error: Standard input is not UTF-8 text.\n']);
  });

  it('fails for an unreadable file where that is asked for', async () => {
    const { workspace } = await twoImages();
    const broken = { folder: workspace.path, standardInput: 'apiVersion: v1\nkind: Pod\nspec: [\n  image: nginx\n' };
    expect((await type(['scan', '-'], broken)).status).toBe(0);
    expect((await type(['scan', '-', '--fail-when', 'unreadable'], broken)).status).toBe(1);
  });

  it('ends in one line where it can not do what was typed', async () => {
    const { workspace } = await twoImages();
    for (const [words, message] of [
      [
        ['scam'],
        'error: "scam" is no command. Did you mean scan? Commands: scan, images, why, plan, rewrite, restore, run, prune, policy, doctor, suggest, config, demo, help, version.\n',
      ],
      [['scan', 'nowhere'], /^error: .*nowhere.* does not exist\n$/],
      [['scan', '--fail-on', 'hihg'], /^error: Input "fail-on": "hihg" is not allowed\. Allowed: .*\n$/],
      [['plan'], 'error: --registry is needed: the registry that the plan is for.\n'],
    ] as const) {
      const typed = await type(words, { folder: workspace.path });
      expect([typed.status, typed.stdout]).toEqual([2, '']);
      if (typeof message === 'string') expect(typed.stderr).toBe(message);
      else expect(typed.stderr).toMatch(message);
    }
  });
});

/** A team's repository, in a sub-folder of a larger one: one image twice, one of a registry in Azure, one that is templated thrice. */
async function shop(): Promise<Scene> {
  const chart = ['a', 'b', 'c'].map((name) => `${name}:\n  image: "{{ .Values.${name} }}:1"\n`).join('');
  return openScene(
    { rules: [{ name: 'web', source: 'docker.io/library/nginx', target: 'web' }] },
    {
      'shop/app.yaml': pod('nginx:1', 'quay.io/acme/app:1', 'fabrikam.azurecr.io/api:2'),
      'shop/worker.yaml': pod('nginx:1'),
      'shop/broken.yaml': 'apiVersion: v1\nkind: Pod\nspec: [\n  image: nginx\n',
      'other/values.yaml': chart,
    },
  );
}

describe.skipIf(!HAS_BUNDLE)('images and why', () => {
  it('tell one row an image, and of one where it comes from, without Azure', async () => {
    const { workspace } = await shop();
    const folder = join(workspace.path, 'shop');
    const images = await type(['images'], { folder });
    expect(images.status).toBe(0);
    expect(images.stdout).toMatchInlineSnapshot(`
      "image                      uses  class
      docker.io/library/nginx    1     public
      docker.io/library/nginx:1  2     public
      fabrikam.azurecr.io/api:2  1     maybe own
      quay.io/acme/app:1         1     public

      4 images in 5 uses

      With --registry NAME it is told what each is pulled from, and by which rule.
      "
    `);
    const why = await type(['why', 'nginx', '--registry', 'contoso'], { folder });
    expect(why.status).toBe(0);
    expect(why.stdout).toMatchInlineSnapshot(`
      "docker.io/library/nginx
      1 use:
        broken.yaml:4:10  kubernetes  nginx
      class    public: docker.io is a public upstream that artifact cache can source from.
      target   contoso.azurecr.io/docker.io/library/nginx
      rule     docker-io-library-nginx-e8f2b783df (new)
      gate     not asked: give --fail-on
      "
    `);
    const none = await type(['why', 'ngnix'], { folder });
    expect([none.status, none.stdout]).toEqual([
      1,
      'ngnix is not used here. Did you mean docker.io/library/nginx:1?\n',
    ]);
    const json = await type(['images', '-o', 'json'], { folder });
    expect(parseJson(json.stdout)).toMatchObject([
      { image: 'docker.io/library/nginx', places: ['broken.yaml:4'] },
      { image: 'docker.io/library/nginx:1', uses: 2, places: ['app.yaml:7', 'worker.yaml:7'], class: 'public' },
      { image: 'fabrikam.azurecr.io/api:2', class: 'maybe own' },
      { image: 'quay.io/acme/app:1' },
    ]);
  });

  it('tell rule and target of the registry, and write nothing', async () => {
    const { workspace, emulator } = await shop();
    const images = await type(['images', 'shop', '--registry', 'contoso', '-o', 'markdown'], {
      folder: workspace.path,
      emulator,
    });
    expect(images.status).toBe(0);
    expect(images.stdout).toMatchInlineSnapshot(`
      "| image | uses | class | pulled from | rule | findings |
      | --- | --- | --- | --- | --- | --- |
      | <code>docker.io/library/nginx</code> | 1 | public | contoso.azurecr.io/web | web |  |
      | <code>docker.io/library/nginx:1</code> | 2 | public | contoso.azurecr.io/web | web |  |
      | <code>fabrikam.azurecr.io/api:2</code> | 1 | foreign |  |  |  |
      | <code>quay.io/acme/app:1</code> | 1 | public | contoso.azurecr.io/quay.io/acme/app | quay-io-acme-app-<span>45f563</span><span>2c24</span> (new) |  |
      "
    `);
    expect(images.requests.filter((line) => WRITES.test(line))).toEqual([]);
  });
});

describe.skipIf(!HAS_BUNDLE)('scan for people and programs', () => {
  it('names a reason once, and a registry in Azure that may be the own', async () => {
    const { workspace } = await shop();
    const { stdout } = await type(['scan'], { folder: workspace.path });
    expect(stdout).toMatchInlineSnapshot(`
      "other/values.yaml:2:11  helm-values  templated  {{ .Values.a }}:1 [1]
      other/values.yaml:4:11  helm-values  templated  {{ .Values.b }}:1 [1]
      other/values.yaml:6:11  helm-values  templated  {{ .Values.c }}:1 [1]
      shop/app.yaml:7:25      kubernetes   public     docker.io/library/nginx:1
      shop/app.yaml:8:25      kubernetes   public     quay.io/acme/app:1
      shop/app.yaml:9:25      kubernetes   maybe own  fabrikam.azurecr.io/api:2
      shop/broken.yaml:4:10   kubernetes   public     docker.io/library/nginx
      shop/worker.yaml:7:25   kubernetes   public     docker.io/library/nginx:1

      Why
      [1] the value is a template

      Not read
      shop/broken.yaml:5  read line by line: unexpected end of the stream within a flow collection

      1 use of fabrikam.azurecr.io: if that is your registry, give --registry fabrikam
      8 uses of 4 images: 4 public, 3 templated, 1 maybe own
      "
    `);
    const { stdout: markdown } = await type(['scan', '-o', 'markdown'], { folder: workspace.path });
    expect(markdown).toContain('| <code>shop/app.yaml:8</code> | kubernetes | public | quay.io/acme/app:1 |');
    const { stdout: sarif } = await type(['scan', 'shop', '-o', 'sarif'], { folder: workspace.path });
    const [run] = listField(parseJson(sarif), 'runs');
    expect(listField(run, 'results')).toHaveLength(5);
  });
});

describe.skipIf(!HAS_BUNDLE)('help', () => {
  it('of a command is its own', async () => {
    const { workspace } = await twoImages();
    const { stdout, status } = await type(['why', '--help'], { folder: workspace.path });
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: acr-artifact-cache why IMAGE [path] [flags]
      One image: where it comes from, what decides its class, its target, its rule, its findings

      Examples
        acr-artifact-cache why nginx                                           whatever its tag
        acr-artifact-cache why quay.io/acme/app:1.2 deploy --registry contoso  what is below deploy

      Flags
        -o, --output FORMAT  how the result is printed
            --json           the result as JSON, as -o json
        -h, --help           this help
        -V, --version        the version
        FORMAT is one of table, json; table unless given

      Inputs that matter most to it
        --registry, --fail-on
        and every other of docs/inputs.md
      "
    `);
  });
});

describe.skipIf(!HAS_BUNDLE)('rewrite', () => {
  it('prints a patch that git applies, or changes the files itself, without any network', async () => {
    const { workspace } = await twoImages();
    const { path: folder } = workspace;
    const printed = await type(['rewrite', '--registry', 'contoso'], { folder });
    expect(printed.status).toBe(0);
    expect(printed.stdout).toMatchInlineSnapshot(`
      "diff --git a/app.yaml b/app.yaml
      --- a/app.yaml
      +++ b/app.yaml
      @@ -4,5 +4,5 @@
         name: app
       spec:
         containers:
      -    - {name: c0, image: quay.io/acme/app:1}
      -    - {name: c1, image: nginx:1}
      +    - {name: c0, image: contoso.azurecr.io/quay.io/acme/app:1}
      +    - {name: c1, image: contoso.azurecr.io/docker.io/library/nginx:1}
      "
    `);
    execFileSync('git', ['-C', folder, 'apply', '--check', '-'], { input: printed.stdout });
    expect(readFileSync(join(folder, 'app.yaml'), 'utf8')).toBe(workspace.head['app.yaml']);
    const written = await type(['rewrite', '--registry', 'contoso', '--write'], { folder });
    expect([written.status, written.stdout]).toEqual([0, '']);
    const diff = execFileSync('git', ['-C', folder, 'diff', '--unified=3', '--no-color'], { encoding: 'utf8' });
    expect(diff.split('\n').filter((line) => /^[+-] /.test(line))).toEqual(
      printed.stdout.split('\n').filter((line) => /^[+-] /.test(line)),
    );
  });
});

describe.skipIf(!HAS_BUNDLE)('rewrite --plan', () => {
  const write = (content: unknown) => {
    const folder = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-plan-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'pod.yaml'), pod('quay.io/acme/app:1', 'quay.io/acme/other:1'));
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(content));
    return folder;
  };
  const words = ['rewrite', '--registry', 'contoso.azurecr.io', '--plan', 'plan.json', '--write'];

  it('moves what the plan covers, to where its rules lead, and leaves the rest', async () => {
    const folder = write({
      covered: [{ source: 'quay.io/acme/app', repository: 'elsewhere/app', rule: 'r', by: 'existing' }],
    });
    const typed = await type(words, { folder });
    expect([typed.status, typed.stderr]).toEqual([0, '1 use rewritten, 0 left\n']);
    expect(readFileSync(join(folder, 'pod.yaml'), 'utf8')).toBe(
      pod('contoso.azurecr.io/elsewhere/app:1', 'quay.io/acme/other:1'),
    );
  });

  it.each([{}, { covered: [{ source: 'quay.io/acme/app', repository: 'a: b' }] }, { covered: [{ repository: 'a' }] }])(
    'changes nothing by %j',
    async (content) => {
      const folder = write(content);
      const typed = await type(words, { folder });
      expect([typed.status, typed.stderr]).toEqual([2, expect.stringContaining('Plan "plan.json": ')]);
      expect(readFileSync(join(folder, 'pod.yaml'), 'utf8')).toContain('image: quay.io/acme/app:1');
    },
  );
});

describe.skipIf(!HAS_BUNDLE)('rewrite | git apply', () => {
  it.each([
    ['.', 'shop'],
    ['shop', '.'],
    ['shop', 'app.yaml'],
  ])('from %s, of %s, applies', async (folder, path) => {
    const { workspace } = await shop();
    const where = join(workspace.path, folder);
    const patch = await type(['rewrite', path, '--registry', 'contoso'], { folder: where });
    expect(patch.stdout).toContain('--- a/shop/app.yaml\n');
    execFileSync('git', ['-C', where, 'apply', '-'], { input: patch.stdout });
    expect(readFileSync(join(workspace.path, 'shop/app.yaml'), 'utf8')).toContain(
      'contoso.azurecr.io/quay.io/acme/app:1',
    );
  });

  it('says so where there is nothing to move, or where git would leave it out', async () => {
    const { workspace } = await shop();
    const nothing = await type(['rewrite', 'other', '--registry', 'contoso'], { folder: workspace.path });
    expect([nothing.status, nothing.stdout]).toEqual([0, '']);
    expect(nothing.stderr).toContain('Nothing to move: no public image is named here that could be rewritten');
    const outside = await type(['rewrite', '../shop', '--registry', 'contoso'], {
      folder: join(workspace.path, 'other'),
    });
    expect(outside.stderr).toContain('pipe this to "git -C ../shop apply"');
  });
});

describe.skipIf(!HAS_BUNDLE)('rewrite --write', () => {
  const write = ['--registry', 'contoso.azurecr.io', '--write'] as const;

  it('changes one file that is named, from any folder', async () => {
    const { workspace } = await twoImages();
    const { path: folder } = workspace;
    mkdirSync(join(folder, 'inner'));
    const typed = await type(['rewrite', '../app.yaml', ...write], { folder: join(folder, 'inner') });
    expect([typed.status, typed.stdout]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'app.yaml'), 'utf8')).toContain('contoso.azurecr.io/quay.io/acme/app:1');
  });

  it('neither reads nor writes through a link of the tree', async () => {
    const { workspace } = await twoImages();
    const { path: folder } = workspace;
    const outside = `${folder}-outside`;
    mkdirSync(outside);
    writeFileSync(join(outside, 'app.yaml'), pod('quay.io/acme/app:1'));
    symlinkSync(outside, join(folder, 'linked'));
    symlinkSync(join(outside, 'app.yaml'), join(folder, 'linked.yaml'));
    for (const path of ['linked', 'linked/app.yaml', 'linked.yaml']) {
      const typed = await type(['rewrite', path, ...write], { folder });
      expect([typed.status, typed.stdout]).toEqual([2, '']);
      expect(typed.stderr).toMatch(
        /^error: Input "path": "linked\S*" leads through "linked\S*", which is a symbolic link/,
      );
    }
    expect((await type(['rewrite', ...write], { folder })).status).toBe(0);
    expect(readFileSync(join(outside, 'app.yaml'), 'utf8')).toBe(pod('quay.io/acme/app:1'));
    rmSync(outside, { recursive: true });
  });
});

describe.skipIf(!HAS_BUNDLE)('with a registry', () => {
  const registry = ['--registry', 'contoso.azurecr.io'] as const;

  it('plan tells what each image would get, and writes nothing', async () => {
    const { emulator, workspace } = await twoImages();
    const where = { folder: workspace.path, emulator };
    const people = await type(['plan', ...registry], where);
    expect(people.status).toBe(0);
    expect(people.stdout).toMatchInlineSnapshot(`
      "Covered: 1 image
        quay.io/acme/app  1 use  contoso.azurecr.io/quay.io/acme/app  new rule quay-io-acme-app-45f5632c24

      To create: 1 rule
        quay-io-acme-app-45f5632c24  quay.io/acme/app  → quay.io/acme/app

      Refused: 1 image
        docker.io/library/nginx (1 use): docker.io needs a credential set, and the registry has none for it
          Put a user name and a token of that registry into Key Vault and make a credential set of them.
        Commands for it:
          az keyvault secret set --vault-name <vault> --name docker-io-user --value <user name>
          az keyvault secret set --vault-name <vault> --name docker-io-token --value <token>
          az acr credential-set create --registry contoso --name docker-io --login-server docker.io --username-id https://<vault>.vault.azure.net/secrets/docker-io-user --password-id https://<vault>.vault.azure.net/secrets/docker-io-token
          az role assignment create --role "Key Vault Secrets User" --assignee-object-id $(az acr credential-set show --registry contoso --name docker-io --query identity.principalId --output tsv) --assignee-principal-type ServicePrincipal --scope $(az keyvault show --name <vault> --query id --output tsv)

      Not used by this scan (others may use them): 1 rule
        nobody  quay.io/acme/gone → quay.io/acme/gone  0 days

      Rules: 1 in the registry, 1 to create, 48 left of 50.
      "
    `);
    expect(people.requests).toMatchInlineSnapshot(`
      [
        "GET arm cacheRules",
        "GET arm credentialSets",
        "GET arm registry",
        "GET arm resources",
        "GET registry docker.io/library/nginx/tags/list",
        "GET registry quay.io/acme/app/tags/list",
      ]
    `);
    const machine = await type(['plan', ...registry, '--json', '--fail-when', 'uncovered'], where);
    expect(machine.status).toBe(1);
    expect(listField(parseJson(machine.stdout), 'create').map((rule) => stringField(rule, 'source'))).toEqual([
      'quay.io/acme/app',
    ]);
  });

  it('run changes nothing before --apply is typed', async () => {
    const { emulator, workspace } = await twoImages();
    const where = { folder: workspace.path, emulator };
    const dry = await type(['run', ...registry], where);
    expect(dry.status).toBe(0);
    expect(dry.stdout).toContain('Nothing was changed: in a terminal that takes "run --apply".');
    expect(dry.stdout).toContain('2 public images: 0 covered, 1 would be (1 rule to create), 1 not');
    expect(dry.requests.filter((line) => WRITES.test(line))).toEqual([]);
    expect(dry.requests.filter((line) => /manifests|blobs/.test(line))).toEqual([]);

    const reports = join(workspace.path, 'reports');
    mkdirSync(reports);
    const done = await type(['run', ...registry, '--apply', '--report-dir', 'reports'], where);
    expect(done.status).toBe(0);
    expect(done.stdout).toContain('2 public images: 1 covered (1 new rule), 1 not · 1 warm, 0 not');
    expect(done.requests.filter((line) => WRITES.test(line))).toEqual([
      'PUT arm cacheRules/quay-io-acme-app-45f5632c24',
    ]);
    expect(existsSync(join(reports, 'changes.patch'))).toBe(true);
    rmSync(reports, { recursive: true });

    const strict = await type(['run', ...registry, '--apply', '--json', '--fail-when', 'uncovered'], where);
    expect(strict.status).toBe(1);
    expect(strict.stderr).toContain('failed: fail-when uncovered: 1 image without a rule');
    expect(parseJson(strict.stdout)).toMatchObject({ version: 1, outcome: { failed: true } });
  });

  it('prune lists, asks, and deletes what it was told to', async () => {
    const { emulator, workspace } = await twoImages();
    const where = { folder: workspace.path, emulator };
    const listed = await type(['prune', ...registry], where);
    expect(listed.status).toBe(0);
    expect(listed.stdout).toMatchInlineSnapshot(`
      "nobody  quay.io/acme/gone  → quay.io/acme/gone  Succeeded  0 days old
      1 rule that nothing in this scan uses; others may.
      Delete one with: acr-artifact-cache prune <rule>
      Or all of these with: acr-artifact-cache prune --unused
      "
    `);
    const unasked = await type(['prune', ...registry, 'nobody'], where);
    expect(unasked.status).toBe(2);
    expect(unasked.stderr).toContain('say --yes');
    expect(unasked.requests.filter((line) => WRITES.test(line))).toEqual([]);
    const unknown = await type(['prune', ...registry, 'somebody', '--yes'], where);
    expect([unknown.status, unknown.stderr]).toEqual([2, 'error: There is no rule somebody.\n']);
    const deleted = await type(['prune', ...registry, 'nobody', '--yes'], where);
    expect(deleted.status).toBe(0);
    expect(deleted.stdout).toMatchInlineSnapshot(`
      "Delete cache rule nobody of contoso.azurecr.io (0 days old)?
        quay.io/acme/gone → contoso.azurecr.io/quay.io/acme/gone
      Nothing in this scan uses it. Others may: pulls of tags that are not cached yet will fail for them.
      Repository quay.io/acme/gone and what is cached there stay, are no longer refreshed, and block a rule with that target until deleted:
        az acr repository delete --name contoso --repository quay.io/acme/gone
      Deleted.
      "
    `);
    expect(deleted.requests.filter((line) => WRITES.test(line))).toEqual(['DELETE arm cacheRules/nobody']);
    expect(emulator.rules()).toEqual([]);
  });
});

describe.skipIf(!HAS_BUNDLE)('Ctrl-C', () => {
  it('ends the writing of run --apply, which tells how far it came and exits by convention', async () => {
    const scene = await twoImages();
    const words = ['run', '--registry', 'contoso', '--apply', '--resource-group', 'rg-registry'];
    const typed = await type(words, {
      folder: scene.workspace.path,
      emulator: scene.emulator,
      signalAt: { signal: 'SIGINT', request: ({ method }) => method === 'PUT' },
    });
    expect(typed.status).toBe(130);
    expect(typed.stdout).toMatch(/^cancelled in ensure · /m);
    expect(typed.stdout).toContain('Reports: ');
    expect(typed.stderr).toContain('the run was cancelled (SIGINT)');
    expect(typed.requests.filter((line) => WRITES.test(line))).toHaveLength(1);
  });

  it('ends plan, which has nothing to tell, at once', async () => {
    const scene = await twoImages();
    const typed = await type(['plan', '--registry', 'contoso'], {
      folder: scene.workspace.path,
      emulator: scene.emulator,
      signalAt: { signal: 'SIGINT', request: ({ service }) => service === 'arm' },
    });
    expect([typed.status, typed.signal, typed.stdout]).toEqual([null, 'SIGINT', '']);
  });
});
