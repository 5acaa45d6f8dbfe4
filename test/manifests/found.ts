import type { Use } from '../../src/manifests/model/use.ts';
import { startScan } from '../../src/manifests/scan.ts';

/** The uses of texts, by path. Each must stand where it says that it does. */
export function usesOf(files: Readonly<Record<string, string>>): readonly Use[] {
  const scan = startScan();
  for (const [path, text] of Object.entries(files)) scan.add(path, text);
  const { uses } = scan.finish();
  for (const { file, line, column, text } of uses) {
    const there = files[file]
      ?.replace(/^\uFEFF/, '')
      .split(/\r\n|\n/)
      [line - 1]?.slice(column - 1);
    if (!there?.startsWith(text.split('\n', 1)[0] ?? ''))
      throw new Error(`${file}:${line}:${column} is not ${text} but ${there}`);
  }
  return uses;
}

/** The uses of one manifest as `line:column text → image (kind, part)`. */
export function found(text: string, path = 'manifest.yaml'): readonly string[] {
  return usesOf({ [path]: text }).map(
    (use) =>
      `${use.line}:${use.column} ${use.text} → ${use.image ?? `? ${use.reason}`}${use.unknownTag === true ? ', tag unknown' : ''} (${use.kind}, ${use.part})${use.uneditable === undefined ? '' : ` ! ${use.uneditable}`}`,
  );
}

/** The images of one manifest, in their order. */
export function imagesOf(text: string, path = 'manifest.yaml'): readonly (string | null)[] {
  return usesOf({ [path]: text }).map(({ image }) => image);
}
