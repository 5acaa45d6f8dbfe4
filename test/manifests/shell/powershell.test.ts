// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powershell } from '../../../src/manifests/shell/powershell.ts';
import { consumerOf } from '../../../src/uses/consumer.ts';
import { expectRewritable, fixture, placesOf, scanTexts } from '../manifest-table.ts';
import { brief, movedFiles, REGISTRY, scanFiles } from '../variables/scanned.ts';

describe('scripts in PowerShell', () => {
  const files = { 'run.ps1': fixture('powershell/run.ps1'), 'database.psm1': fixture('powershell/database.psm1') };

  it('tell what they run, pull and start, and nothing that only says so', () => {
    expect(placesOf(scanTexts(files), files)).toEqual([
      '4:42 mongo:7 → docker.io/library/mongo:7',
      '3:21 mcr.microsoft.com/dotnet/sdk:8.0 → mcr.microsoft.com/dotnet/sdk:8.0',
      '12:3 acme/documents:0.6 → docker.io/acme/documents:0.6',
      '13:25 postgres:$tag → docker.io/library/postgres:16',
      '14:16 redis:7 → docker.io/library/redis:7',
      '15:22 x/exe:1 → docker.io/x/exe:1',
      '16:26 x/if:1 → docker.io/x/if:1',
      '16:60 x/else:1 → docker.io/x/else:1',
      '17:21 x/id:1 → docker.io/x/id:1',
      '18:24 x/id:2 → docker.io/x/id:2',
      '23:12 acme/own:1 → docker.io/acme/own:1',
      '25:41 mcr.microsoft.com/k8se/quickstart:latest → mcr.microsoft.com/k8se/quickstart:latest',
      '27:36 mcr.microsoft.com/azuredocs/aci-helloworld → mcr.microsoft.com/azuredocs/aci-helloworld',
      '28:58 acme/web:$($v.Tag) → docker.io/acme/web',
      '29:59 acme/web2:1 → docker.io/acme/web2:1',
      '30:25 busybox:1.36 → docker.io/library/busybox:1.36',
      '31:38 acme/api:2 → docker.io/acme/api:2',
      '32:37 nginx:1.27 → docker.io/library/nginx:1.27',
      '34:20 x/text:1 → docker.io/x/text:1',
      '44:14 x/hs:1 → docker.io/x/hs:1',
      '46:31 x/iex:1 → docker.io/x/iex:1',
      '47:22 ghcr.io/acme/runner:2 → ghcr.io/acme/runner:2',
      '48:28 httpd:2.4 → docker.io/library/httpd:2.4',
      '49:29 x/win:1 → docker.io/x/win:1',
      '52:43 x/helm → docker.io/x/helm:4',
    ]);
    expect([...scanTexts(files).builtHere]).toEqual(['docker.io/acme/own']);
  });

  it('are rewritten at the images alone, whatever ends their lines', () => {
    expectRewritable(files);
    expectRewritable({ 'run.ps1': `\uFEFF${files['run.ps1'].replaceAll('\n', '\r\n')}` });
  });

  it('have their clusters and container services pull what they start there', () => {
    const consumers = scanTexts(files).uses.map((use) => `${use.line} ${consumerOf(use)}`);
    expect(consumers).toEqual(
      expect.arrayContaining(['12 host', '25 container-apps', '27 container-instances', '31 aks']),
    );
  });
});

describe('the syntax of PowerShell', () => {
  it.each<[string, readonly string[]]>([
    ["$Tag='1'; docker pull x/y:$TAG", ['1:23 x/y:$TAG = docker.io/x/y:1']],
    ["$script:V = '1'\n[string] $N='x/y'\ndocker pull \"$n:$v\"", ['3:14 $n:$v = docker.io/x/y:1']],
    [
      "$env:V = '1'; docker pull x/y:$env:V; docker pull x/z:$v",
      ['1:27 x/y:$env:V = docker.io/x/y:1', '1:51 x/z:$v ~ docker.io/x/z, v has no value in this file'],
    ],
    [
      "$v='1'; docker pull x/y:$v.Tag; docker pull x/z:${env:V}",
      [
        '1:21 x/y:$v.Tag ~ docker.io/x/y, __Tag has no value in this file',
        '1:45 x/z:${env:V} ~ docker.io/x/z, env_V has no value in this file',
      ],
    ],
    ['docker run `\n  --rm <# x/a:1 #> `\r\n  x/y:1 # x/z:1', ['3:3 x/y:1 = docker.io/x/y:1']],
    ["docker run -e 'a=''b'' x/a:1' x/y:1", ['1:31 x/y:1 = docker.io/x/y:1']],
    ['docker run -e "a=""b"" `" x/a:1" x/y:1', ['1:34 x/y:1 = docker.io/x/y:1']],
    [
      'docker run -v "$(Join-Path $(docker pull x/a:1) ")"):/a" x/y:1',
      ['1:42 x/a:1 = docker.io/x/a:1', '1:58 x/y:1 = docker.io/x/y:1'],
    ],
    [
      'docker run --mount type=image,src=x/a:1,dst=/a x/y:1',
      ['1:35 x/a:1 = docker.io/x/a:1', '1:48 x/y:1 = docker.io/x/y:1'],
    ],
    [
      '& { docker pull x/a:1 }; if ($?) { docker pull x/b:1 } else { docker pull x/c:1 }',
      ['1:17 x/a:1 = docker.io/x/a:1', '1:48 x/b:1 = docker.io/x/b:1', '1:75 x/c:1 = docker.io/x/c:1'],
    ],
    ['docker run @arguments x/a:1; docker run @("x/b:1"); Start-Process docker -ArgumentList "run", "x/c:1"', []],
    [
      'Write-Host "docker run x/a:1"; $a = @"\ndocker run x/b:1\n"@; docker pull x/c:1',
      ['3:17 x/c:1 = docker.io/x/c:1'],
    ],
    ["$a = @'\nit's docker run x/b:1 \"\n '@\n'@\ndocker pull x/c:1", ['5:13 x/c:1 = docker.io/x/c:1']],
    ['$ContainerImageName = "x/a:1"; $Image = "app"; $ImageTag = "1.2/3:4"', ['1:24 x/a:1 = docker.io/x/a:1']],
    ['$docker = "podman"; & $docker run x/a:1', ['1:35 x/a:1 = docker.io/x/a:1']],
    [
      'docker pull x/a:1 2>&1 | Out-Null && docker pull x/b:1 || docker.exe pull x/c:1',
      ['1:13 x/a:1 = docker.io/x/a:1', '1:50 x/b:1 = docker.io/x/b:1', '1:75 x/c:1 = docker.io/x/c:1'],
    ],
    [
      'iex "docker run -d x/a:1"; Invoke-Expression -Command \'docker pull x/b:1; docker pull x/c:1\'; & "$PSScriptRoot/retry.ps1" "docker pull $i" -n 3; Log "docker pull x/d:1"',
      ['1:20 x/a:1 = docker.io/x/a:1', '1:68 x/b:1 = docker.io/x/b:1', '1:87 x/c:1 = docker.io/x/c:1'],
    ],
    ['$i = "web"; & ./retry.ps1 "docker build -t $i ."; docker run $i', ['1:62 $i = docker.io/library/web']],
    ['docker build `\n  -t x/own:1 .\ndocker pull x/own:1', ['3:13 x/own:1 = docker.io/x/own:1']],
  ])('%j', (text, expected) => {
    expect(scanFiles([powershell], { 'a.ps1': text }).uses.map(brief)).toEqual(expected);
  });

  it('is kept where an image moves', () => {
    const text = '$image = \'x/a:1\'\ndocker run `\n  -e "A=`"x/a:1" `\n  "x/b:$tag"\n';
    expect(movedFiles([powershell], { 'a.ps1': text })).toEqual({
      'a.ps1': text.replace("'x/a", `'${REGISTRY}/docker.io/x/a`).replace('"x/b', `"${REGISTRY}/docker.io/x/b`),
    });
  });

  it('may be any text', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        'docker run ',
        'x/y:1',
        '$',
        '{',
        '}',
        '(',
        ')',
        '"',
        "'",
        '`',
        '@',
        '\n',
        '\r',
        ' ',
        ',',
        '=',
        '<#',
        '#',
        '[',
        ']',
        'a',
        ':',
        '$(',
        '@"\n',
        '\n"@',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (content) => {
        const moved = movedFiles([powershell], { 'a.ps1': content });
        expect(movedFiles([powershell], moved)).toEqual(moved);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['(', '$(', '"$(', '{', '`', '"', "'", '@"\n', '<#', '$', '${', 'a,', 'docker run (', '$a = ', '[a]'])(
    'ends with 300 KB of %j',
    (piece) => {
      scanFiles([powershell], { 'a.ps1': `docker run ${piece.repeat(300_000 / piece.length)}` });
    },
  );
});

describe('steps of pipelines that PowerShell runs', () => {
  it('are read as such in workflows: by their shell, a default, or Windows', () => {
    const files = { '.github/workflows/ci.yml': fixture('powershell/workflow.yml') };
    expect(placesOf(scanTexts(files), files)).toEqual([
      '10:13 x/gh:1 → docker.io/x/gh:1',
      '13:13 x/gh:2 → docker.io/x/gh:2',
      '17:13 x/gh:3 → docker.io/x/gh:3',
      '24:13 x/gh:4 → docker.io/x/gh:4',
    ]);
    expectRewritable(files);
  });

  it('are read as such in Azure Pipelines: by their key, their task, or the type of their script', () => {
    const files = { 'azure-pipelines.yml': fixture('powershell/azure-pipelines.yml') };
    expect(placesOf(scanTexts(files), files)).toEqual([
      '4:9 x/az:1 → docker.io/x/az:1',
      '7:9 x/az:2 → docker.io/x/az:2',
      '13:11 x/az:3 → docker.io/x/az:3',
      '19:19 x/az:4 → docker.io/x/az:4',
      '22:9 x/az:5 → docker.io/x/az:5',
    ]);
    expectRewritable(files);
  });
});
