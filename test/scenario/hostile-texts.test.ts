import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { afterAll, describe, expect, it } from 'vitest';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import { jsonAnswer } from '../../src/emulator/exchange.ts';
import { registryError } from '../../src/emulator/registry/refusals.ts';
import { render } from '../text/github-markdown.ts';
import { commandsIn } from '../text/runner-log.ts';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, smallImage } from './scene.ts';

/** Whatever strangers write is text: in the log, annotations, the summary, comments, files and a terminal of one and the same repository. */

closeScenes(afterAll);

/** What acts somewhere, in one line; file names and reasons are made of it. */
const ACTS_SOMEWHERE =
  '##[set-env name=A]B ::set-output name=a::b [x](http:evil.example) @octocat contoso#1 GH-2 a1b2c3d :x: <img src=x> | `c` $x$ a@evil.example www.evil.example </code> \u001b[31m\u009b2J\u202e\u2066\u0085\u2028';
/** A path can't hold a slash, and YAML no control characters. */
const IN_YAML = `${ACTS_SOMEWHERE.replaceAll(/\p{Cc}/gu, '')} https://evil.example ![y](https://evil.example/z)`;
const NAME = `${ACTS_SOMEWHERE.replaceAll('/', '')}\r\n::stop-commands::x.yaml`;

const HEAD = {
  'app.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/gone:1', 'quay.io/acme/refused:1'),
  [NAME]: pod('quay.io/acme/app:1', 'docker.elastic.co/a/b:1'),
  [`broken ${NAME}`]: `apiVersion: v1\nkind: Pod\nspec: [\n  image: "${IN_YAML}\n`,
  'ignored.yaml': pod(`quay.io/acme/app:1 # acr-artifact-cache: ignore ${IN_YAML}`),
  'odd.yaml': pod(JSON.stringify(IN_YAML), JSON.stringify(`quay.io/acme/app:{{ ${IN_YAML} }}`)),
  'Chart.yaml': `apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies:\n  - name: ${JSON.stringify(IN_YAML)}\n    version: 1.0.0\n    repository: ${JSON.stringify(`https://evil.example/${IN_YAML}`)}\n`,
  'compose.yaml': `services:\n  a:\n    image: quay.io/acme/app:\${TAG:?${IN_YAML.replaceAll('}', '')}}\n`,
};

const SAYS = `refused: ${ACTS_SOMEWHERE}\n::stop-commands::y\r##[set-env name=C]D https://evil.example`;
const SERVICES = {
  upstreams: { 'quay.io': { 'acme/app': { '1': smallImage(1) }, 'acme/refused': { '1': smallImage(2) } } },
  faults: [
    {
      match: { service: 'registry', path: /acme\/gone/ },
      answer: { type: 'answer', ...registryError(403, 'DENIED', SAYS) },
    },
    {
      match: { service: 'arm', method: 'PUT', path: /refused/ },
      answer: { type: 'answer', ...jsonAnswer(400, { error: { code: 'BadRequest', message: SAYS } }) },
    },
  ],
} as const;

const ACTS = /(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const OURS = new Set(['add-mask', 'debug', 'group', 'endgroup', 'error', 'warning', 'notice']);
const ELEMENTS = new Set(
  'a h2 h3 p strong em ul ol li table thead tbody tr th td code span br details summary pre'.split(' '),
);

function expectInert(run: Run): void {
  const commands = commandsIn(run.stdout);
  expect(commands.filter(({ name, form }) => form === 'V1' || !OURS.has(name))).toEqual([]);
  expect(run.stdout).not.toMatch(ACTS);
  expect(run.stderr).toBe('');
  for (const { name, properties, data } of commands) {
    if (['error', 'warning', 'notice'].includes(name)) expect(commandsIn(data)).toEqual([]);
    expect(properties).toMatch(/^(?:file=[^,:]+,line=\d+(?:,col=\d+)?)?$/);
  }
  const summary = render(run.summary);
  expect(run.summary).not.toMatch(ACTS);
  expect(summary.elements.filter((name) => !ELEMENTS.has(name))).toEqual([]);
  expect(summary.active).toEqual([]);
  expect(summary.links.filter((address) => !/^https:\/\/(?:github|portal\.azure)\.com\//.test(address))).toEqual([]);
  // It reads as it is written.
  expect(summary.textsOf('code').join('\n')).toContain(
    '[x](http:evil.example) @octocat contoso#1 GH-2 a1b2c3d :x: <img src=x> | `c`',
  );
  for (const [name, text] of Object.entries(run.reports))
    if (name !== 'patch') expect([name, ACTS.exec(text)]).toEqual([name, null]);
  expectInertPage(run.reports.page ?? '');
  const [result] = listField(parseJson(run.reports.sarif ?? ''), 'runs').flatMap((entry) =>
    listField(entry, 'results'),
  );
  expect(stringField(result, 'message', 'text')).toBeDefined();
  expect(run.reports.sarif).not.toContain('](');
  expect(Object.values(run.outputs).join('\n')).not.toMatch(ACTS);
}

/** What the page is made of; nothing that loads, and a script and styles of ours alone. */
const PAGE_ELEMENTS = new Set([
  ...['html', 'head', 'meta', 'title', 'style', 'noscript', 'body', 'header', 'main', 'section', 'h1', 'p', 'ul', 'li'],
  ...['form', 'label', 'input', 'select', 'option', 'output', 'button', 'meter', 'small', 'br', 'script'],
  ...['table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'code', 'span', 'details', 'summary', 'a'],
]);

function expectInertPage(page: string): void {
  expect(page.length).toBeGreaterThan(1000);
  const elements: string[] = [];
  const odd: string[] = [];
  const visit = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): void => {
    for (const node of nodes) {
      if (!('tagName' in node)) continue;
      elements.push(node.tagName);
      for (const { name, value } of node.attrs)
        if (name.startsWith('on') || (name === 'href' && !value.startsWith('https://'))) odd.push(`${name}=${value}`);
      visit(node.childNodes);
    }
  };
  visit(parse(page).childNodes);
  expect([...new Set(elements)].filter((name) => !PAGE_ELEMENTS.has(name))).toEqual([]);
  expect(elements.filter((name) => name === 'script')).toHaveLength(1);
  expect(odd).toEqual([]);
}

describe.skipIf(!HAS_BUNDLE)('a repository whose every text is hostile', () => {
  it('is shown as text to its reviewers', async () => {
    const scene = await openScene(SERVICES, HEAD);
    const run = await scene.pullRequest();
    expectInert(run);
    expect(run.summary).toContain('refused: ');
    const { comments, reviews } = scene.emulator.github;
    expect(comments.length).toBeGreaterThan(0);
    for (const { body } of [...comments, ...reviews]) {
      const shown = render(body);
      expect(shown.elements.filter((name) => name !== 'a' && !ELEMENTS.has(name))).toEqual([]);
      expect(shown.active).toEqual([]);
      // Lines of the head, the run, and what is known of a finding.
      const links = [...body.matchAll(/(?:href="|\]\()([^")]*)/g)].map(([, link]) => link);
      const ours =
        /^https:\/\/(?:github\.com\/contoso\/shop\/(?:blob\/[0-9a-f]{40}|actions\/runs)\/|nvd\.nist\.gov\/)[\w./%#-]+$/;
      expect(links.filter((link) => !ours.test(link ?? ''))).toEqual([]);
      expect(body).not.toMatch(ACTS);
    }
  });

  it('is shown as text to a stranger', async () => {
    const scene = await openScene(SERVICES, HEAD);
    expectInert(await scene.pullRequest({}, { idToken: false, of: { headRepository: 'stranger/shop' } }));
  });

  it('is shown as text at a terminal', async () => {
    const scene = await openScene(SERVICES, HEAD);
    const folder = scene.workspace.path;
    for (const words of [
      ['scan'],
      ['scan', '--json'],
      ['plan', '--registry', 'contoso'],
      ['run', '--registry', 'contoso'],
    ]) {
      const typed = await type(words, { folder, emulator: scene.emulator });
      expect([words, typed.status]).toEqual([words, 0]);
      expect([words, ACTS.exec(`${typed.stdout}${typed.stderr}`)]).toEqual([words, null]);
    }
    const lines = (await type(['scan'], { folder })).stdout.split('\n');
    expect(lines.filter((line) => line.startsWith('::') || line.startsWith('##'))).toEqual(
      lines.filter((line) => line.startsWith('##[set-env name=A]B ::set-output')),
    );
    const unknown = await type(['scan', `nowhere\u001b[31m${ACTS_SOMEWHERE}\nerror: forged`], { folder });
    expect(unknown.stderr).toMatch(/^error: Input "path": .*\n$/);
    expect(unknown.stderr).not.toMatch(ACTS);
  });
});
