import { isHelmTemplate } from '../helm/directives.ts';
import type { Fact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import { literalUse, templatedUse } from '../references/literal-use.ts';
import { templatePlaces } from '../references/template-lines.ts';
import type { SourceFile } from '../source/source.ts';
import type { DocumentRange, YamlFailure } from '../yaml/documents.ts';
import { isBuiltIn, objectTypeOf } from './objects.ts';

/**
 * What a document tells that our parser does not take and others may: it is read line by line, and the warning stays.
 * @returns `undefined` where it does not say at its beginning of lines that it is an object
 */
export function unparsableFacts(range: DocumentRange & YamlFailure, file: SourceFile): readonly Fact[] | undefined {
  const text = file.text.slice(range.start, range.end);
  const type = objectTypeOf(topLevel(text, 'apiVersion'), topLevel(text, 'kind'));
  if (type === undefined || isHelmTemplate(text)) return undefined;
  const facts: Fact[] = [];
  const kind = isBuiltIn(type) ? 'kubernetes' : 'custom-resource';
  for (const { start, text: image, part, templated } of templatePlaces(file.text, range.start, range.end)) {
    const place = { file, start, text: image, kind, part } as const;
    const use = templated ? templatedUse(place, 'the value is a template') : literalUse(place);
    if (use !== undefined) facts.push({ type: 'use', use });
  }
  const { line } = file.at(range.offset);
  facts.push({ type: 'warning', warning: { file: file.path, line, reason: `read line by line: ${range.reason}` } });
  return facts;
}

/** The images that stand literally in the lines of a range. */
export function literalLines({ start, end }: DocumentRange, file: SourceFile, kind: KindName): readonly Fact[] {
  return templatePlaces(file.text, start, end).flatMap((place): readonly Fact[] => {
    const use = place.templated ? undefined : literalUse({ ...place, file, kind });
    return use === undefined ? [] : [{ type: 'use', use }];
  });
}

function topLevel(text: string, key: 'apiVersion' | 'kind'): string | undefined {
  return new RegExp(`^${key}:[ \\t]*["']?([\\w./-]+)`, 'm').exec(text)?.[1];
}
