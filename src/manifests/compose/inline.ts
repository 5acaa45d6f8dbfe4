import { countBefore } from '../../base/sorted.ts';
import { dockerfileUses } from '../dockerfile/references.ts';
import type { Slot, Use } from '../model/use.ts';
import type { Position, SourceFile } from '../source/source.ts';
import type { YamlScalar } from '../yaml/nodes.ts';

/** A stretch of the decoded text that stands in the file character by character, up to the next one. */
interface Run {
  readonly decoded: number;
  readonly source: number;
}

/** The images that a Dockerfile names which stands in a Compose file as `dockerfile_inline`. */
export function inlineDockerfileUses(node: YamlScalar, file: SourceFile): readonly Use[] {
  const decoded = decode(node, file.text);
  if (decoded === undefined) {
    const uneditable = 'it stands in a text with escapes or folded lines';
    const uses = dockerfileUses({ path: file.path, text: node.value, at: () => file.at(node.start) }, 'compose');
    const placed = placedIn(node, file);
    return uses.map((use) => ({
      ...use,
      ...placed(use.text),
      slots: [],
      ...(use.image === null ? {} : { uneditable }),
    }));
  }
  const sourceOf = (offset: number): number => {
    const run = runAt(decoded.runs, offset);
    return run.source + offset - run.decoded;
  };
  const inline = { path: file.path, text: decoded.text, at: (offset: number) => file.at(sourceOf(offset)) };
  return dockerfileUses(inline, 'compose').map((use) => ({
    ...use,
    slots: use.slots.map((slot) => moved(slot, sourceOf)),
  }));
}

/**
 * Says where words of a text with escapes or folded lines stand in the file, asked for in their order. One that doesn't stand there
 * as it is, is told as the whole text in the source.
 */
function placedIn({ start, end }: YamlScalar, file: SourceFile): (word: string) => Position & Pick<Use, 'text'> {
  const source = file.text.slice(start, end);
  let from = 0;
  return (word) => {
    const found = source.indexOf(word, from);
    if (found === -1) return { ...file.at(start), text: source };
    from = found + word.length;
    return { ...file.at(start + found), text: word };
  };
}

/** A slot never crosses a line, so its length stays. */
function moved(slot: Slot, sourceOf: (offset: number) => number): Slot {
  const start = sourceOf(slot.start);
  return { ...slot, start, end: start + slot.end - slot.start };
}

/** The Dockerfile's text, where Compose has taken one dollar of every two, with where it stands; `undefined` for a folded or escaped one. */
function decode(node: YamlScalar, source: string): { text: string; runs: readonly Run[] } | undefined {
  const lines = node.verbatim ? [{ decoded: 0, source: node.start }] : linesOf(node, source);
  if (lines === undefined) return undefined;
  const runs: Run[] = [];
  let text = '';
  for (const [index, line] of lines.entries()) {
    const written = node.value.slice(line.decoded, lines[index + 1]?.decoded);
    let at = 0;
    for (const [part, stretch] of written.split('$$').entries()) {
      // Of two dollars the second is taken, which stands right before the next stretch.
      if (part > 0) text += '$';
      runs.push({ decoded: text.length, source: line.source + at });
      text += stretch;
      at += stretch.length + 2;
    }
  }
  return { text, runs };
}

/** Where the lines of a literal block stand: each is a line of the source without its indentation. */
function linesOf(node: YamlScalar, source: string): readonly Run[] | undefined {
  if (node.style !== 'literal') return undefined;
  const runs: Run[] = [];
  let decoded = 0;
  let start = node.start;
  for (const line of node.value.split('\n')) {
    const newline = source.indexOf('\n', start);
    const stop = newline === -1 ? source.length : newline;
    const end = source[stop - 1] === '\r' && stop > start ? stop - 1 : stop;
    const at = end - line.length;
    if (line !== '' && (at < start || !source.startsWith(line, at))) return undefined;
    runs.push({ decoded, source: Math.max(at, start) });
    decoded += line.length + 1;
    start = stop + 1;
  }
  return runs;
}

/** The last run that begins at or before an offset of the decoded text. */
function runAt(runs: readonly Run[], offset: number): Run {
  return runs[Math.max(0, countBefore(runs, (run) => run.decoded <= offset) - 1)] ?? { decoded: 0, source: 0 };
}
