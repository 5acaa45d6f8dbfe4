import type { Fact } from './model/fact.ts';
import type { YamlKind } from './model/kind.ts';
import type { Use } from './model/use.ts';
import { isCertainImage } from './references/certainty.ts';
import type { SourceFile } from './source/source.ts';
import type { DocumentRange, YamlFailure } from './yaml/documents.ts';
import { type Mended, mended } from './yaml/mended.ts';

/** Longer lists of lines are cut in a warning. */
const MAX_LINES_TOLD = 5;

/**
 * What a document tells that no parser takes, read line by line and by its own kind, with a warning that names the lines left out.
 * @returns `undefined` where that leads to no document, or where the document is a template: of that nobody knows what it will be
 */
export function factsByLine(
  failure: DocumentRange & YamlFailure,
  file: SourceFile,
  kinds: readonly YamlKind[],
): readonly Fact[] | undefined {
  const text = file.text.slice(failure.start, failure.end);
  if (/\{[{%]/.test(text)) return undefined;
  const read = mended(text, failure.start);
  if (read === undefined) return undefined;
  const yaml = { ...file, documents: read.documents };
  const isPartial = read.left.some(({ start, end }) => PART_OF_IMAGE.test(file.text.slice(start, end)));
  const told = read.documents.flatMap((document) => {
    const kind = kinds.find((candidate) => candidate.recognises(document, yaml));
    return kind === undefined ? [] : kind.extract(document, yaml);
  });
  return [...told.flatMap((fact) => cautious(fact, isPartial)), warningOf(read, file)];
}

/** Words of fields that may be a part of an image that stands in several, of what all images get, and of what one is taken from. */
const PART_OF_IMAGE = /registr|repo|image|name|tag|digest|hub|version|<<|[*&]\w/i;

/**
 * What still holds if lines are missing beside it. Where one of them may have been a part of an image, only what stands whole in one
 * place does: a repository without its registry would be another image.
 */
function cautious(fact: Fact, isPartial: boolean): readonly Fact[] {
  // By values that are not all there charts would make other images.
  if (fact.type === 'helm-values-root' || fact.type === 'given-values') return [];
  if (!isPartial) return [fact];
  switch (fact.type) {
    case 'use':
      return [{ ...fact, use: wholeOrUnknown(fact.use) }];
    case 'helm-value':
      return isCertainImage(fact.value.use.text) ? [fact] : [{ type: 'use', use: unknown(fact.value.use) }];
    case 'kustomization': {
      const [entries, lateEntries] = [fact.kustomization.entries, fact.kustomization.lateEntries].map((list) =>
        list.map((entry) => ({ ...entry, use: unknown(entry.use) })),
      );
      return [
        { ...fact, kustomization: { ...fact.kustomization, entries: entries ?? [], lateEntries: lateEntries ?? [] } },
      ];
    }
    case 'image-transformer':
    case 'ansible-repository':
      return [];
    default:
      return [fact];
  }
}

function wholeOrUnknown(use: Use): Use {
  const isWhole = use.also.length === 0 && !['repository', 'name', 'newName'].includes(use.part);
  return isWhole || isCertainImage(use.text) ? use : unknown(use);
}

function unknown(use: Use): Use {
  const { unknownTag: _, pulls: __, ...rest } = use;
  const reason = 'lines beside it could not be read, and may hold a part of it';
  return { ...rest, image: null, reason, slots: [] };
}

function warningOf({ left }: Mended, file: SourceFile): Fact {
  const lines = left.map(({ start }) => file.at(start).line);
  const [first] = left;
  const told = lines.slice(0, MAX_LINES_TOLD).join(', ') + (lines.length > MAX_LINES_TOLD ? ', …' : '');
  const without = lines.length === 1 ? `line ${told}` : `lines ${told}`;
  return {
    type: 'warning',
    warning: {
      file: file.path,
      line: lines[0] ?? 1,
      reason: `read line by line, without ${without}: ${first?.reason}. Mend the YAML there, and all of it is read`,
    },
  };
}
