import { count } from '../base/counting.ts';
import { groupBy } from '../base/grouping.ts';
import { codeSpan } from '../text/markdown.ts';
import { commentMarker, type Instance, keyOf, textDigest } from './marker.ts';
import type { WantedComment } from './reconcile.ts';

/**
 * Comments on whole files, for images of changed files on lines that the diff does not show: nothing can be committed there, and a reviewer
 * of the file is to know. A review takes none, so that each is a request and a notification of its own
 * (docs/github-behaviour.md#whole-file-comments, docs/github-behaviour.md#single-comment): there are few, and the review lists all.
 */

/** An image on a line without a diff. */
export interface OutsideDiff {
  /** From the repository's root. */
  readonly path: string;
  /** At the head; `undefined` where it is not known there. */
  readonly line: number | undefined;
  readonly from: string;
  readonly to: string;
}

const MAX_FILE_COMMENTS = 3;
/** Of one file. */
const MAX_IMAGES = 20;

/** The comments: of the files with most such images, in order of their paths. */
export function fileComments(images: readonly OutsideDiff[], instance: Instance): readonly WantedComment[] {
  return [...groupBy(images, ({ path }) => path)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .slice(0, MAX_FILE_COMMENTS)
    .map(([file, own]) => {
      const said = own.map(({ from, to }) => `${from}\0${to}`);
      const key = keyOf([file, 'the whole file', ...said], 0);
      const text = textDigest(...said);
      const body = `${commentMarker({ instance: instance.id, key, text })}\n${bodyOf(own)}`;
      return { key, text, file, from: 0, to: 0, body, onFile: true };
    });
}

function bodyOf(images: readonly OutsideDiff[]): string {
  const told = images.slice(0, MAX_IMAGES).map(({ line, from, to }) => {
    return `- ${line === undefined ? '' : `line ${line}: `}${codeSpan(from)} → ${codeSpan(to)}`;
  });
  const rest = images.length - told.length;
  return [
    `${count(images.length, 'image')} of this file can move, on lines that the diff does not show; the patch moves them.`,
    [...told, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n'),
  ].join('\n\n');
}
