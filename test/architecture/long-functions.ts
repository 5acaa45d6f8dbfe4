import { parseSync } from '@swc/core';
import { isObject, listField, numberField, stringField } from '../../src/base/json.ts';

/** A function, and how many lines it stands on, from its head to its closing brace. */
export interface FunctionLength {
  /** Line of its head, from 1. */
  readonly line: number;
  readonly lines: number;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'ArrowFunctionExpression',
  'ClassMethod',
  'Constructor',
  'FunctionDeclaration',
  'FunctionExpression',
  'GetterProperty',
  'MethodProperty',
  'PrivateMethod',
  'SetterProperty',
]);

/**
 * The functions of a file of TypeScript that stand on more lines than that. A table is none of them, however long: a function
 * whose body is one `switch`, or only returns one object or list.
 */
export function longFunctions(text: string, max: number): readonly FunctionLength[] {
  // Positions are of bytes, and count on from file to file: the semicolon, which is the first token, tells where this one begins.
  const marked = `;${text.replace(/^#!.*/, '')}`;
  const module = parseSync(marked, { syntax: 'typescript', target: 'esnext' });
  const bytes = Buffer.from(marked);
  const lineAt = (position: number) =>
    bytes
      .subarray(0, position - module.span.start)
      .toString()
      .split('\n').length;
  return functionsIn(module).flatMap((found) => {
    const line = lineAt(numberField(found, 'span', 'start') ?? Number.NaN);
    const lines = lineAt(numberField(found, 'span', 'end') ?? Number.NaN) - line + 1;
    return lines > max && !isTable(found) ? [{ line, lines }] : [];
  });
}

function functionsIn(node: unknown): readonly unknown[] {
  if (Array.isArray(node)) return node.flatMap(functionsIn);
  if (!isObject(node)) return [];
  const inside = Object.values(node).flatMap(functionsIn);
  return FUNCTIONS.has(stringField(node, 'type') ?? '') ? [node, ...inside] : inside;
}

const LITERALS: ReadonlySet<string | undefined> = new Set(['ObjectExpression', 'ArrayExpression']);

function isTable(found: unknown): boolean {
  if (!isObject(found)) return false;
  const inner = isObject(found.function) ? found.function : found;
  if (stringField(inner, 'body', 'type') === 'ParenthesisExpression') {
    return LITERALS.has(stringField(inner, 'body', 'expression', 'type'));
  }
  const statements = listField(inner, 'body', 'stmts');
  const [only] = statements;
  if (statements.length !== 1) return false;
  return stringField(only, 'type') === 'SwitchStatement' || LITERALS.has(stringField(only, 'argument', 'type'));
}
