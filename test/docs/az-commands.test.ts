import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { ruleLines } from '../../src/report/rules-as-code/formats.ts';
import { openShell } from '../az/shell.ts';
import { ALL_WRONG, OTHERS_WRONG } from '../doctor/facts.ts';

/** Every command of the Azure CLI that a page or the program prints is taken by the CLI's own parser, as far as it knows the command. */

/** Debian's `az` (2.45, of February 2023): it takes a minute to install, so that CI does without. */
const HAS_AZ = spawnSync('/usr/bin/az', ['--help']).status === 0;

const FILES = execFileSync('git', [
  'ls-files',
  '--cached',
  '--others',
  '--exclude-standard',
  'src',
  'docs',
  '*.md',
  'examples',
])
  .toString()
  .split('\n')
  .filter((file) => /\.(?:ts|md|ya?ml)$/.test(file) && !/fixtures|^src\/emulator/.test(file));

/** What a reader fills in, and what a template does. */
const FILLED_IN = /\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|<[a-z /-]+>/g;

/** Scripts for a shell, one a command where they stand alone, placeholders filled in. */
function scriptsIn(file: string): readonly string[] {
  const whole = readFileSync(file, 'utf8');
  // What a comment mentions nobody types.
  const text = file.endsWith('.ts') ? whole.replaceAll(/^ *(?:\/\*\*|\*|\/\/).*$/gm, '') : whole;
  const inCode = [...text.matchAll(/`(az [^`]*)`/g)].map(([, line = '']) => line);
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  // A mention of a command is no command: that has options.
  const single = inCode.filter((line) => line.includes(' --') && !line.includes('|containerapp'));
  const scripts = blocks.filter((block) => /\baz /.test(block) && !block.includes('node dist'));
  return [...single, ...scripts].map((script) => script.replaceAll(FILLED_IN, 'x'));
}

/** The words of each command, as a shell makes them. */
async function wordsOf(lines: readonly string[]): Promise<readonly (readonly string[])[]> {
  const variables = Object.fromEntries(
    lines.flatMap((line) => [...line.matchAll(/\$(\w+)/g)].map(([, name = '']) => [name, 'x'] as const)),
  );
  const shell = await openShell(() => ({ status: 0, stdout: 'x\n', stderr: '' }));
  try {
    const { status, stderr } = await shell.run(lines.join('\n'), variables);
    expect([status, stderr]).toEqual([0, '']);
    return shell.played.filter(([program]) => program === 'az').map(([, ...words]) => words);
  } finally {
    await shell.close();
  }
}

describe.skipIf(!HAS_AZ)(
  `commands of the Azure CLI${HAS_AZ ? '' : ' (skipped: az is not installed; apt-get install azure-cli)'}`,
  () => {
    it('are taken by its own parser', { timeout: 300_000 }, async () => {
      const printed = [ALL_WRONG, ...OTHERS_WRONG].flatMap((facts) =>
        diagnose(facts).checks.flatMap(({ remedies }) => remedies.flatMap(({ command }) => command ?? [])),
      );
      const rule = { name: 'hub-nginx', source: 'docker.io/library/nginx', target: 'nginx', credentialSetId: '/x/hub' };
      const place = { subscriptionId: 'x', resourceGroup: 'x', registryName: 'contoso' };
      printed.push(...ruleLines('az', [rule, { ...rule, again: 'Failed' }], place));
      const words = await wordsOf([...new Set([...FILES.flatMap(scriptsIn), ...printed])]);
      const asked = [...new Set(words.map((each) => JSON.stringify(each)))].sort();
      const script = fileURLToPath(new URL('../az/parse.py', import.meta.url));
      const answers = execFileSync('/usr/bin/python3', [script], { input: `${asked.join('\n')}\n` })
        .toString()
        .trim()
        .split('\n');
      expect(answers).toHaveLength(asked.length);
      const results = answers.map((answer, index) => ({
        ...JSON.parse(answer),
        words: JSON.parse(asked[index] ?? '[]'),
      }));
      const count = (state: string) => results.filter((result) => result.state === state).length;
      console.log(
        `${asked.length} commands: ${count('parsed')} parsed, ${count('unknown')} not known to this az, ${count('refused')} refused`,
      );
      const named = ({ words: each }: { readonly words: readonly string[] }) =>
        each
          .slice(
            0,
            each.findIndex((word) => word.startsWith('-')),
          )
          .join(' ');
      // Newer than Debian's version, or of an extension.
      const unknown = results.filter(({ state }) => state === 'unknown').map(named);
      expect([...new Set(unknown)]).toMatchInlineSnapshot(`
        [
          "acr cache create",
          "acr cache delete",
          "acr cache list",
          "acr cache show",
          "acr credential-set create",
          "acr credential-set list",
          "acr credential-set show",
          "containerapp registry set",
          "keyvault secret set",
        ]
      `);
      const refused = results
        .filter(({ state }) => state === 'refused')
        .map((result) => `${named(result)}: ${result.said.trim()}`);
      expect(refused).toMatchInlineSnapshot(`
        [
          "security pricing create: unrecognized arguments: --extensions name=ContainerRegistriesVulnerabilityAssessments isEnabled=True",
        ]
      `);
    });
  },
);
