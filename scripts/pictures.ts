// Makes docs/images again from what the committed bundles say today: npm run pictures [-- <folder>]. It needs Chromium, as the
// tests of report.html do, and `script` (of util-linux), so that the commands see a terminal.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { bringShop, shopFiles } from '../src/emulator/demo/story.ts';
import { makeWorkspace } from '../src/emulator/workspace.ts';
import { CHROMIUM } from '../test/report/page/chromium.ts';
import { reviewPage, summaryPage, terminalPage } from './pictures/pages.ts';
import { pullRequestOf, shopFile, shopPullRequest } from './pictures/repositories.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [folder = join(ROOT, 'docs/images')] = process.argv.slice(2);
/** Of a page that is longer the first two screens are shown, since repositories keep every version of a picture. Pixels. */
const MAX_HEIGHT = 1800;
/** What people type first. */
const COMMANDS = [
  'acr-artifact-cache scan',
  'acr-artifact-cache images --registry contoso',
  'acr-artifact-cache why nginx --registry contoso',
  'acr-artifact-cache rewrite --registry contoso | git apply --stat',
];

if (CHROMIUM === undefined)
  throw new Error('chromium-headless-shell is needed: apt-get install chromium-headless-shell');
mkdirSync(folder, { recursive: true });
const drafts = mkdtempSync(join(tmpdir(), 'pictures-'));
const browser = await chromium.launch({ executablePath: CHROMIUM });

/** Takes a picture of a page. @param width of the window */
async function take(name: string, html: string, width: number, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  const draft = join(drafts, `${name}.html`);
  writeFileSync(draft, html);
  const page = await browser.newPage({ viewport: { width, height: 600 }, colorScheme: scheme });
  await page.goto(pathToFileURL(draft).href);
  const all: unknown = await page.evaluate('document.documentElement.scrollHeight');
  const height = Math.min(Number(all), MAX_HEIGHT);
  await page.setViewportSize({ width, height });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`${name}.png: ${width} × ${height} of ${all}`);
  await page.close();
}

/** What the commands say on a terminal, in the shop. */
function typed() {
  const workspace = makeWorkspace(bringShop(shopFiles(join(ROOT, 'examples/shop'))).head);
  try {
    return COMMANDS.map((command) => {
      const run = command.replace('acr-artifact-cache', `'${process.execPath}' '${ROOT}dist/cli.cjs'`);
      const { stdout } = spawnSync('script', ['-qec', `stty cols 118; ${run}`, '/dev/null'], {
        cwd: workspace.path,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: drafts, TERM: 'xterm-256color', GIT_PAGER: 'cat' },
      });
      return { command, said: stdout };
    });
  } finally {
    workspace.remove();
  }
}

try {
  for (const images of [1, 30, 300]) {
    const { run } = await pullRequestOf(images);
    await take(`summary-${images}`, summaryPage(run.summary), 1060);
    if (images !== 30) continue;
    const page = run.reports.page ?? '';
    await take('report', page, 1400);
    await take('report-dark', page, 1400, 'dark');
  }
  const { comments, reviews } = await shopPullRequest();
  const intro = reviews[0]?.body ?? '';
  const shown = comments.map(({ place: { path, line }, body }) => ({ path, line, body }));
  await take('review', reviewPage(intro.replace(/\n*<!--.*?-->\s*$/s, ''), shown, shopFile), 1060);
  await take('terminal', terminalPage(typed()), 1080);
} finally {
  await browser.close();
  rmSync(drafts, { recursive: true });
}
