import { UserError } from './errors.ts';
import { type Component, parseGlob, type Token, widthOf } from './glob-syntax.ts';

/**
 * Says whether a text matches one of the globs (`glob-syntax.ts`); of no globs none matches.
 * Names are a stranger's: a match takes at most twice as many steps as the glob's characters times the text's. It goes back to the last
 * run only, never to an earlier one: what an earlier run could take instead, the last one can take as well.
 * @param onStep is called at each step, to measure
 * @throws UserError for a glob that can match nothing
 */
export function matcher(globs: readonly string[], onStep: () => void = () => {}): (text: string) => boolean {
  const alternatives = globs.flatMap((glob) => {
    const parsed = parseGlob(glob);
    if (parsed.type === 'refused')
      throw new UserError(`The glob ${JSON.stringify(glob)} is refused: ${parsed.reason}.`);
    return parsed.alternatives.map(({ components }) => components);
  });
  return (text) => {
    const parts = text.split('/');
    return alternatives.some((components) => matchesComponents(components, parts, onStep));
  };
}

/** Which paths a user wants. */
export interface PathFilter {
  /** Globs; none means all. */
  readonly include: readonly string[];
  /** Wins over `include`. */
  readonly exclude: readonly string[];
}

/** Says whether a path is one that the user wants. @throws UserError for a glob that can match nothing */
export function pathFilter({ include, exclude }: PathFilter): (path: string) => boolean {
  const included = include.length === 0 ? () => true : matcher(include);
  const excluded = matcher(exclude);
  return (path) => included(path) && !excluded(path);
}

function matchesComponents(components: readonly Component[], parts: readonly string[], onStep: () => void): boolean {
  let at = 0;
  let part = 0;
  let runAt = -1;
  let runPart = 0;
  while (part < parts.length) {
    onStep();
    const component = components[at];
    if (component?.kind === 'components') {
      runAt = at;
      runPart = part;
      at++;
    } else if (component?.kind === 'one' && matchesTokens(component.tokens, parts[part] ?? '', onStep)) {
      at++;
      part++;
    } else if (runAt >= 0) {
      runPart++;
      part = runPart;
      at = runAt + 1;
    } else return false;
  }
  return components.slice(at).every(({ kind }) => kind === 'components');
}

function matchesTokens(tokens: readonly Token[], text: string, onStep: () => void): boolean {
  let at = 0;
  let index = 0;
  let runAt = -1;
  let runIndex = 0;
  while (index < text.length) {
    onStep();
    const token = tokens[at];
    const point = text.codePointAt(index) ?? 0;
    if (token?.kind === 'run') {
      runAt = at;
      runIndex = index;
      at++;
    } else if (token !== undefined && fits(token, point)) {
      at++;
      index += widthOf(point);
    } else if (runAt >= 0) {
      runIndex += widthOf(text.codePointAt(runIndex) ?? 0);
      index = runIndex;
      at = runAt + 1;
    } else return false;
  }
  return tokens.slice(at).every(({ kind }) => kind === 'run');
}

function fits(token: Exclude<Token, { kind: 'run' }>, point: number): boolean {
  switch (token.kind) {
    case 'character':
      return token.point === point;
    case 'any':
      return true;
    case 'class':
      return token.ranges.some(({ from, to }) => point >= from && point <= to) !== token.negated;
  }
}
