import type { ScanWarning } from '../manifests/model/use.ts';
import { type ClassifiedUse, imageOf } from '../uses/classes.ts';
import type { Remark } from './remark.ts';

/** What a scan alone has to say about lines: public images that are deployed, and what could not be read. */
export function scanRemarks(uses: readonly ClassifiedUse[], warnings: readonly ScanWarning[]): readonly Remark[] {
  return [
    ...warnings.map(
      ({ file, line, reason }): Remark => ({
        ...{ rule: 'unreadable-file', level: 'warning', file, line },
        message: `Images of this file may be missing from the report: ${reason}`,
      }),
    ),
    ...uses.flatMap((use): readonly Remark[] => {
      const isLeft = (use.ignored ?? use.overriddenBy ?? use.testMaterial) !== undefined;
      if (use.class !== 'public' || isLeft) return [];
      const image = imageOf(use);
      const message = `${image} is pulled from the public registry ${use.source?.registry ?? ''}; a cache rule of your own registry can serve it.`;
      const { file, line, column } = use;
      return [{ rule: 'public-image', level: 'note', file, line, column, image, message }];
    }),
  ];
}
