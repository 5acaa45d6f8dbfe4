import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findCheckout } from './checkout.ts';

/** Configurations of git are some hundred bytes; a longer one is not looked at. */
const MAX_BYTES = 1024 * 1024;

/**
 * The owner on GitHub of the repository that a path is checked out from, by what its remote `origin` is called. The
 * configuration is read as a text, and neither git nor any host is asked. Whoever could write it could only make images less
 * public: packages of the owner get no rule.
 * @returns `undefined` where there is no checkout, or its origin is elsewhere
 */
export function ownerOfCheckout(path: string): string | undefined {
  try {
    const real = realpathSync.native(path);
    const checkout = findCheckout(statSync(real).isDirectory() ? real : dirname(real));
    if (checkout === undefined) return undefined;
    const file = join(checkout.commonDir, 'config');
    const status = statSync(file, { throwIfNoEntry: false });
    return status?.isFile() === true && status.size <= MAX_BYTES ? ownerIn(readFileSync(file, 'utf8')) : undefined;
  } catch (error) {
    // What is not there or must not be read tells no owner; whoever needs the path says so.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** The owner that a configuration of git names (https://git-scm.com/docs/git-config#_syntax); the first address counts, as for git. */
export function ownerIn(config: string): string | undefined {
  let inOrigin = false;
  for (const line of config.split('\n')) {
    const text = line.trim();
    if (text.startsWith('[')) inOrigin = /^\[\s*remote\s+"origin"\s*\]/i.test(text.slice(0, 80));
    const url = inOrigin ? /^(?:\[[^\]]*\]\s*)?url\s*=\s*"?([^\s"#;]{1,2048})/i.exec(text)?.[1] : undefined;
    if (url !== undefined) return ownerAt(url);
  }
  return undefined;
}

/** ghcr.io is github.com's alone; other hosts of GitHub have registries of their own. */
function ownerAt(url: string): string | undefined {
  const hosted =
    /^(?:(?:https?|git|ssh):\/\/(?:[^@/]{0,512}@)?(?:www\.|ssh\.)?github\.com(?::\d{1,5})?\/|(?:[\w.-]{1,64}@)?github\.com:\/?)/i;
  const path = hosted.exec(url)?.[0];
  return path === undefined
    ? undefined
    : /^([A-Za-z\d](?:[A-Za-z\d-]{0,38}))\/[\w.-]+\/?$/.exec(url.slice(path.length))?.[1];
}
