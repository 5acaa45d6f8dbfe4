import type { WriteStream } from 'node:tty';
import type { Log } from './log.ts';

/** Styles for people at a terminal; plain text wherever the stream is none, or NO_COLOR is set (https://no-color.org). */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

type Stream = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean };

export function styleFor(stream: Stream, env: Readonly<Record<string, string | undefined>>): Style {
  const colours = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const style = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: style(1), dim: style(2), red: style(31), green: style(32), yellow: style(33) };
}

/** Tells on standard error, so that standard output holds nothing but the result. */
export function terminalLog(stream: Stream, env: Readonly<Record<string, string | undefined>>): Log {
  const style = styleFor(stream, env);
  const secrets = new Set<string>();
  let shown = false;
  const hide = (text: string) => [...secrets].reduce((sofar, secret) => sofar.replaceAll(secret, '***'), text);
  const line = (text: string) => {
    if (shown) stream.write('\r\u001b[K');
    shown = false;
    stream.write(`${hide(text)}\n`);
  };
  return {
    info: line,
    debug: (text) => {
      if (env.ACR_ARTIFACT_CACHE_DEBUG) line(style.dim(text));
    },
    warning: (text) => line(style.yellow(`warning: ${text}`)),
    group: (title, lines) => {
      line(style.bold(title));
      for (const text of lines) line(`  ${text}`);
    },
    mask: (secret) => {
      if (secret.length > 0) secrets.add(secret);
    },
    progress: (text) => {
      if (stream.isTTY !== true) return;
      stream.write(`\r\u001b[K${hide(text)}`);
      shown = true;
    },
  };
}
