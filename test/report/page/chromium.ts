import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian's Chromium, or one that is there under another of its names; `.ci/run` installs the first. */
export const CHROMIUM = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));
