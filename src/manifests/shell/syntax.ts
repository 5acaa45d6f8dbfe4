import type { Dialect } from '../variables/template.ts';
import { powershellParts } from './powershell-tokens.ts';
import { type ShellPart, shellParts } from './tokens.ts';

/** In what the languages of scripts differ. */
export interface ScriptSyntax {
  readonly parts: (text: string, indentation?: number) => readonly ShellPart[];
  readonly dialect: Dialect;
  /** A text of the same length, with its variables as `$NAME` and `${NAME}`. */
  readonly template: (text: string) => string;
  /** The name under which a variable is known. */
  readonly variable: (name: string) => string;
  /** The words of a variable's name, with underscores between. */
  readonly spelled: (name: string) => string;
}

/** Shells after POSIX, and makefiles. `$(NAME)` of makefiles and of Azure Pipelines is read as `${NAME}`. */
export const POSIX: ScriptSyntax = {
  parts: shellParts,
  dialect: { escape: '\\', quotes: true },
  template: (text) => text.replaceAll(/\$\(([\w.]+)\)/g, (_, name) => `$\{${name}}`),
  variable: (name) => name,
  spelled: (name) => name,
};

/**
 * PowerShell, whose variables have no case
 * (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_variables). One with a scope is one name; a
 * property, an element or the value of an expression is not known.
 */
export const POWERSHELL: ScriptSyntax = {
  parts: powershellParts,
  dialect: { escape: '`', quotes: true },
  template: (text) =>
    withoutExpressions(text)
      .replaceAll(/(?<!`)\$(\w{1,80})(?:::?|\.|\[)(?=\w)/g, (written, scope) => scoped(written, scope))
      .replaceAll(/\$\{(\w{1,80}):(?=\w)/g, (written, scope) => scoped(written, scope)),
  variable: (name) => name.toLowerCase().replace(/^(?:script|global|local|private|using)_/, ''),
  spelled: (name) => name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2'),
};

const SCOPES = /^(?:env|script|global|local|private|using)$/i;

/** `$env:NAME` as `$env_NAME`; `$image.Name`, and a drive that is none, as a variable that nobody sets. */
function scoped(written: string, scope: string): string {
  const isScope = written.endsWith(`${scope}:`) && SCOPES.test(scope);
  return isScope ? `${written.slice(0, -1)}_` : `${written.replaceAll(/[^${]/g, '_')}`;
}

/** A text in which `$(…)` is a variable of the same length that nobody sets. */
function withoutExpressions(text: string): string {
  let result = '';
  let done = 0;
  for (let at = text.indexOf('$('); at !== -1; at = text.indexOf('$(', done)) {
    const end = closing(text, at + 2);
    result += `${text.slice(done, at)}$\{${'_'.repeat(Math.max(end - at - 3, 0))}}`;
    done = Math.max(end, at + 3);
  }
  return result + text.slice(done);
}

/** The offset behind the bracket that closes one before an offset. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at + 1;
  }
  return text.length;
}
