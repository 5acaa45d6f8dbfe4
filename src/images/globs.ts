import picomatch from 'picomatch';

/** Says whether a text matches one of the globs (`*` within a path component, `**` across); of no globs none matches. */
export function matcher(globs: readonly string[]): (text: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true, nonegate: true });
}
