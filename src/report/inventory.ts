import type { ClassifiedUse, UseClass } from '../images/classes.ts';
import { formatReference } from '../images/reference.ts';
import type { KindName, Part, ScanWarning, Sibling, Slot, UnseenSource } from '../manifests/use.ts';

/** What a repository contains, as written to `inventory` and by `scan --json`. Published as schemas/inventory.schema.json. */
export interface Inventory {
  readonly version: 1;
  readonly uses: readonly InventoryUse[];
  readonly unseen: readonly UnseenSource[];
  readonly warnings: readonly ScanWarning[];
}

export interface InventoryUse {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly image: string | null;
  readonly class: UseClass;
  readonly kind: KindName;
  readonly part: Part;
  readonly also: readonly Sibling[];
  /** What is pulled, where that is more than `image` tells. */
  readonly pulls?: string;
  /** The upstream image of a public or cached use. */
  readonly source?: string;
  /** Why the image is `null`, or why the use has its class. */
  readonly reason?: string;
  readonly uneditable?: string;
  readonly overriddenBy?: string;
  readonly ignored?: string;
  /** The characters that would be written to move it. */
  readonly edits: readonly Pick<Slot, 'file' | 'start' | 'end' | 'writes'>[];
}

/** The inventory of a scan. */
export function inventoryOf(
  uses: readonly ClassifiedUse[],
  unseen: readonly UnseenSource[],
  warnings: readonly ScanWarning[],
): Inventory {
  return { version: 1, uses: uses.map(inventoryUse), unseen, warnings };
}

function inventoryUse(use: ClassifiedUse): InventoryUse {
  const reason = use.reason ?? use.because;
  return {
    file: use.file,
    line: use.line,
    column: use.column,
    text: use.text,
    image: use.image,
    class: use.class,
    kind: use.kind,
    part: use.part,
    also: use.also,
    ...(use.pulls === undefined ? {} : { pulls: use.pulls }),
    ...(use.source === undefined ? {} : { source: formatReference(use.source) }),
    ...(reason === undefined ? {} : { reason }),
    ...(use.uneditable === undefined ? {} : { uneditable: use.uneditable }),
    ...(use.overriddenBy === undefined ? {} : { overriddenBy: use.overriddenBy }),
    ...(use.ignored === undefined ? {} : { ignored: use.ignored }),
    edits: use.slots.map(({ file, start, end, writes }) => ({ file, start, end, writes })),
  };
}
