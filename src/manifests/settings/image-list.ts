import { saysVersion } from '../../images/reference.ts';
import type { TextKind } from '../model/kind.ts';
import { literalUse } from '../references/literal-use.ts';
import type { SourceFile } from '../source/source.ts';

const NAME = /(?:^|\/)(?:[^/]*images?[^/]*\.txt|[^/]*images?\.list)$/i;

/**
 * Lists of images for installations without the Internet (those of Rancher, Longhorn, Harbor): one reference a line, which a
 * script pulls. A file with any other line, comments apart, is none.
 */
export const imageList: TextKind = {
  name: 'image-list',
  format: 'text',
  recognises: (path) => NAME.test(path),
  accepts: isImageList,
  extract: (file) =>
    linesOf(file.text).flatMap(({ start, text }) => {
      const use = literalUse({ file, start, text, kind: 'other', part: 'whole' });
      return use === undefined ? [] : [{ type: 'use', use } as const];
    }),
};

/** Words with a colon between them may be anything; lists have references with a path. */
function isImageList({ text }: SourceFile): boolean {
  const lines = linesOf(text);
  return lines.some((line) => line.text.includes('/')) && lines.every((line) => saysVersion(line.text));
}

/** The lines that are neither empty nor comments, without the blanks around them. */
function linesOf(text: string): readonly { readonly start: number; readonly text: string }[] {
  const lines: { readonly start: number; readonly text: string }[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const written = line.trim();
    if (written !== '' && !written.startsWith('#')) lines.push({ start: at + line.indexOf(written), text: written });
    at += line.length + 1;
  }
  return lines;
}
