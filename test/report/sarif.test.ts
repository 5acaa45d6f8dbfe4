import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/defender/finding.ts';
import type { BlockingFinding, GatedImageResult } from '../../src/defender/gate.ts';
import type { Remark } from '../../src/report/remark.ts';
import { sarifOf } from '../../src/report/sarif.ts';

/** The official schema; it is of an older draft, of which nothing is used that newer ones read otherwise. */
const SCHEMA = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// That items differ takes the square of their number to see: ids and fingerprints are held to it below.
const withoutUnique = (key: string, value: unknown) => (key === 'uniqueItems' ? undefined : value);
const { id: _, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'), withoutUnique);
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile({
  ...schema,
  $schema: 'http://json-schema.org/draft-07/schema#',
});

function finding(more: Partial<Finding> = {}): Finding {
  return {
    id: 'CVE-2026-0001',
    package: 'openssl',
    installed: '3.0.11',
    fixedIn: '3.0.15',
    fixable: 'yes',
    severity: 'high',
    cvss: 8.1,
    ...more,
  };
}

function image(name: string, ...findings: readonly Finding[]): GatedImageResult {
  const blocking = findings.map(
    (one): BlockingFinding => ({ platform: 'linux/amd64', digest: 'sha256:1', finding: one }),
  );
  return { image: name, state: 'failed', platforms: [], open: [], reasons: ['linux/amd64: 1 high'], blocking };
}

function place(name: string, file: string, line = 7): Remark {
  return { rule: 'vulnerable-image', level: 'error', file, line, column: 5, image: name, message: `${name}: bad` };
}

const NOTE: Remark = {
  rule: 'public-image',
  level: 'note',
  file: 'a.yaml',
  line: 1,
  image: 'nginx',
  message: 'can be',
};

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

function read(remarks: readonly Remark[], images: readonly GatedImageResult[], base = '', mostBytes?: number) {
  const { text, cut } = sarifOf(remarks, images, base, mostBytes);
  const log = JSON.parse(text);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  const [run, ...others] = log.runs;
  expect(others).toEqual([]);
  const results: readonly Result[] = run.results;
  const rules: readonly { readonly id: string; readonly properties?: { readonly tags: readonly string[] } }[] =
    run.tool.driver.rules;
  expect(new Set(rules.map(({ id }) => id))).toEqual(new Set(results.map(({ ruleId }) => ruleId)));
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(Math.max(0, ...rules.map(({ properties }) => properties?.tags.length ?? 0))).toBeLessThanOrEqual(10);
  expect(new Set(results.map((result) => Object.values(result.partialFingerprints)[0])).size).toBe(results.length);
  return { rules, results, cut, text };
}

describe('a SARIF report', () => {
  it('has a rule for a vulnerability, and one result for it and an image with all its places', () => {
    const nginx = image('docker.io/library/nginx:1', finding(), finding({ package: 'libssl3', fixedIn: '3.0.16' }));
    const arm = nginx.blocking.map((entry) => ({ ...entry, platform: 'linux/arm64' }));
    const { rules, results, cut } = read(
      [NOTE, place('docker.io/library/nginx:1', 'b.yaml'), place('docker.io/library/nginx:1', 'a b/ä.yaml', 3)],
      [{ ...nginx, blocking: [...nginx.blocking, ...arm] }],
      'deploy',
    );
    expect(cut).toEqual([]);
    expect(rules).toMatchInlineSnapshot(`
      [
        {
          "id": "public-image",
          "shortDescription": {
            "text": "A public image that can be pulled from the registry instead",
          },
        },
        {
          "fullDescription": {
            "text": "Defender found CVE-2026-0001 in libssl3; openssl.",
          },
          "help": {
            "text": "libssl3 is fixed in 3.0.16; openssl is fixed in 3.0.15. Take a version of the image that has it, or accept the finding with accept-findings.",
          },
          "helpUri": "https://nvd.nist.gov/vuln/detail/CVE-2026-0001",
          "id": "CVE-2026-0001",
          "properties": {
            "security-severity": "8.1",
            "tags": [
              "security",
              "vulnerability",
              "container-image",
              "severity/high",
            ],
          },
          "shortDescription": {
            "text": "CVE-2026-0001: high severity",
          },
        },
      ]
    `);
    expect(results).toMatchInlineSnapshot(`
      [
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "deploy/a%20b/%C3%A4.yaml",
                },
                "region": {
                  "startColumn": 5,
                  "startLine": 3,
                },
              },
            },
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "deploy/b.yaml",
                },
                "region": {
                  "startColumn": 5,
                  "startLine": 7,
                },
              },
            },
          ],
          "message": {
            "text": "docker.io/library/nginx:1: CVE-2026-0001 in libssl3 3.0.11 (high, fixed in 3.0.16) on linux/amd64, linux/arm64; openssl 3.0.11 (high, fixed in 3.0.15) on linux/amd64, linux/arm64",
          },
          "partialFingerprints": {
            "acrArtifactCache/v1": "4927415a902dec4b96fb4d022da60ce8",
          },
          "ruleId": "CVE-2026-0001",
        },
        {
          "level": "note",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "deploy/a.yaml",
                },
                "region": {
                  "startLine": 1,
                },
              },
            },
          ],
          "message": {
            "text": "can be",
          },
          "partialFingerprints": {
            "acrArtifactCache/v1": "d9a93f90401de8a57b0661cb8a2e5726",
          },
          "ruleId": "public-image",
        },
      ]
    `);
  });

  it.each<[Partial<Finding>, string | undefined]>([
    [{ severity: 'critical', cvss: 9.8 }, '9.8'],
    [{ severity: 'critical', cvss: 5 }, '9.0'],
    [{ severity: 'high', cvss: 9.8 }, '8.9'],
    [{ severity: 'high', cvss: 7.25 }, '7.3'],
    [{ severity: 'medium', cvss: 0 }, '4.0'],
    [{ severity: 'low', cvss: 10 }, '3.9'],
    [{ severity: 'low', cvss: 0 }, '0.1'],
    [{ severity: 'unknown', cvss: 6.5 }, '6.5'],
  ])('of %j shows the severity that Defender tells: %s', (more, score) => {
    const { rules } = read([place('a', 'a.yaml')], [image('a', finding(more))]);
    expect(rules[0]?.properties).toMatchObject({ 'security-severity': score });
  });

  it('has no score where neither severity nor score is known, and a link only where there is a page', () => {
    const { cvss: _cvss, id: _id, fixedIn: _fixedIn, ...bare } = finding({ severity: 'unknown', fixable: 'no' });
    const named = { ...bare, id: 'MSRC-1' };
    const { rules, results } = read([place('a', 'a.yaml')], [image('a', bare, named)]);
    expect(rules.map(({ id }) => id)).toEqual(['vulnerable-image', 'MSRC-1']);
    expect(JSON.stringify(rules)).not.toMatch(/security-severity|helpUri/);
    expect(JSON.stringify(rules)).toContain('openssl has no fix yet');
    expect(results.map(({ message }) => message.text)).toContain(
      'a: MSRC-1 in openssl 3.0.11 (unknown, no fix yet) on linux/amd64',
    );
  });

  it('has the worst first: of the findings, and before what only informs', () => {
    const remarks = [NOTE, place('a', 'a.yaml'), place('b', 'b.yaml')];
    const { results } = read(remarks, [
      image('a', finding({ id: 'CVE-2026-0003', severity: 'low' }), finding()),
      image('b', finding({ id: 'CVE-2026-0002', severity: 'critical' })),
    ]);
    expect(results.map(({ ruleId }) => ruleId)).toEqual([
      'CVE-2026-0002',
      'CVE-2026-0001',
      'CVE-2026-0003',
      'public-image',
    ]);
  });

  it('has the same fingerprints when lines move, and others for other images and files', () => {
    const prints = (line: number, file = 'a.yaml', name = 'a') =>
      read(
        [
          place(name, file, line),
          place(name, file, line + 1),
          { ...NOTE, file, line },
          { ...NOTE, file, line: line + 2 },
        ],
        [image(name, finding())],
      ).results.map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(1)).toEqual(prints(40));
    expect(prints(1)).toHaveLength(3);
    expect(prints(1, 'b.yaml')[0]).toEqual(prints(1)[0]);
    expect(prints(1, 'b.yaml')[1]).not.toEqual(prints(1)[1]);
    expect(prints(1, 'a.yaml', 'b')[0]).not.toEqual(prints(1)[0]);
    expect(Object.keys(prints(1)[0] ?? {})).toEqual(['acrArtifactCache/v1']);
  });

  it('leaves the findings out of images that are in exempt files only, as the remarks do', () => {
    expect(read([NOTE], [image('a', finding())]).results.map(({ ruleId }) => ruleId)).toEqual(['public-image']);
  });

  it('of 30,000 findings is within the limits of code scanning, and says what was cut', () => {
    const images = Array.from({ length: 100 }, (_, index) =>
      image(
        `docker.io/acme/app-${index}:1`,
        ...Array.from({ length: 300 }, (__, number) =>
          finding({ id: `CVE-2026-${10_000 + index * 300 + number}`, severity: index === 99 ? 'critical' : 'low' }),
        ),
      ),
    );
    const remarks = images.map(({ image: name }, index) => place(name, `app-${index}.yaml`));
    const { rules, results, cut, text } = read(remarks, images);
    expect([results.length, rules.length]).toEqual([25_000, 25_000]);
    expect(results.slice(0, 300).every(({ message }) => message.text.startsWith('docker.io/acme/app-99:1'))).toBe(true);
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
    expect(cut).toEqual(['The SARIF file holds 25000 of 30000 results, worst first: GitHub takes no more.']);
  });

  it('names 100 places of a result, and says so', () => {
    const remarks = Array.from({ length: 101 }, (_, line) => place('a', 'a.yaml', line + 1));
    const { results, cut } = read(remarks, [image('a', finding())]);
    expect(results[0]?.locations).toHaveLength(100);
    expect(cut).toEqual(['In the SARIF file 1 result has the first 100 places only: GitHub keeps no more.']);
    expect(read(remarks.slice(1), [image('a', finding())]).cut).toEqual([]);
  });

  it('of texts that do not compress is below the most bytes that are taken', () => {
    let seed = 1;
    const noise = () => {
      let text = '';
      while (text.length < 200) {
        seed = (seed * 48_271) % 2_147_483_647;
        text += seed.toString(36);
      }
      return text;
    };
    const remarks = Array.from({ length: 1000 }, (_, line): Remark => ({ ...NOTE, line: line + 1, message: noise() }));
    const { results, cut, text } = read(remarks, [], '', 100_000);
    expect(gzipSync(text).length).toBeLessThanOrEqual(100_000);
    expect(results.length).toBeGreaterThan(500);
    expect(cut).toEqual([`The SARIF file holds ${results.length} of 1000 results, worst first: GitHub takes no more.`]);
  });
});
