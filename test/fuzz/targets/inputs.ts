import { UserError } from '../../../src/base/errors.ts';
import { readAcceptedFindings } from '../../../src/defender/accept.ts';
import { readAcceptanceFile } from '../../../src/defender/accept-file.ts';
import { MAX_CACHE_RULES, readInputs } from '../../../src/inputs/inputs.ts';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';
import { mergeInventories } from '../../../src/rules/inventories.ts';
import { wordsOf } from '../seeds.ts';
import { inputOf, law, partsOf, same, type Target } from '../target.ts';

/** What users write: the inputs of the action, accepted findings and inventories. Each is taken, or refused with one line. */
export const inputs: Target = {
  name: 'inputs',
  seeds: () => [
    inputOf([
      ['registry', 'contoso'],
      ['upstreams', 'ghcr.io/acme=none\nregistry.example.org=required'],
      ['credential-sets', 'docker.io=dockerhub'],
      ['targets', 'docker.io/library/nginx=base/nginx'],
    ]),
    inputOf([
      ['registry', 'https://contoso-a1b2.azurecr.io/'],
      ['platforms', 'linux/amd64, linux/arm64/v8'],
      ['fail-when', 'uncovered,error'],
      ['warm-timeout', '1.5'],
      ['max-cache-rules', '1000'],
    ]),
    inputOf([
      ['accept-findings', '# a\nCVE-2026-0001@openssl until 2026-12-31 because it is not reachable'],
      ['target', 'a/{registry}/{repository}'],
      ['wildcard-target', 'b/{registry}/*'],
    ]),
    inputOf([
      [
        'accept-findings',
        'accept:\n  - cve: CVE-2026-0001\n    image: quay.io/acme/**\n    package: openssl\n    reason: not reachable\n    until: 2026-12-31\n    by: jo\n',
      ],
    ]),
    inputOf([
      ['include', 'deploy/**\n# a\n!b'],
      ['kinds', 'kubernetes,compose'],
      ['apply', 'never'],
      ['pin', 'True'],
    ]),
    inputOf([
      [
        'inventory',
        '{"version":1,"uses":[{"file":"a.yaml","line":1,"column":1,"text":"nginx","image":"docker.io/library/nginx","class":"public","kind":"kubernetes","part":"whole","also":[],"source":"docker.io/library/nginx"}],"unseen":[],"warnings":[]}',
      ],
    ]),
  ],
  tokens: () => [...INPUT_NAMES.map((name) => `\n=== ${name}\n`), ...wordsOf('.').filter((word) => word.length < 30)],
  check: (input) => {
    const given = new Map(partsOf(input).map(({ name, text }) => [name, text]));
    const read = (name: string) => given.get(name) ?? '';
    const taken = orRefused(() => readInputs(read, {}));
    if (taken !== undefined) {
      const { maxCacheRules, warmTimeout, registry } = taken;
      law('numbers are within bounds', '', maxCacheRules >= 0 && maxCacheRules <= MAX_CACHE_RULES, () =>
        String(maxCacheRules),
      );
      law('times are within bounds', '', warmTimeout >= 0 && warmTimeout <= 360 * 60_000, () => String(warmTimeout));
      const host = registry?.loginServer ?? 'contoso.azurecr.io';
      law('a login server is a host', '', /^[a-z0-9-]+\.azurecr\.(?:io|cn|us)$/.test(host), () => host);
      same('the same inputs are read as the same', '', JSON.stringify(readInputs(read, {})), JSON.stringify(taken));
    }
    orRefused(() => readAcceptedFindings(read('accept-findings')));
    orRefused(() => readAcceptanceFile(read('accept-findings'), 'accepted.yaml'));
    orRefused(() => mergeInventories([{ name: 'a', text: read('inventory') }], false));
  },
  work: (input) => {
    const given = new Map(partsOf(input).map(({ name, text }) => [name, text]));
    orRefused(() => readInputs((name) => given.get(name) ?? '', {}));
    orRefused(() => readAcceptedFindings(given.get('accept-findings') ?? ''));
    orRefused(() => readAcceptanceFile(given.get('accept-findings') ?? '', 'accepted.yaml'));
  },
};

function orRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    law('a refusal is one line', '', !/[\r\n\0]/.test(error.message), () => JSON.stringify(error.message));
    return undefined;
  }
}
