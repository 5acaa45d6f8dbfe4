import { formatReference } from '../images/reference.ts';
import type { KindName } from '../manifests/model/kind-names.ts';
import type { Part, ScanWarning, Sibling, Slot, UnseenSource } from '../manifests/model/use.ts';
import { jsonOf } from '../text/shown.ts';
import type { ClassifiedUse, UseClass } from '../uses/classes.ts';

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
  /** The repository is known and the tag is not; `reason` says why. */
  readonly unknownTag?: true;
  /** What is pulled, where that is more than `image` tells. */
  readonly pulls?: string;
  /** The upstream image of a public or cached use. */
  readonly source?: string;
  /** Why the image is `null`, or why the use has its class. */
  readonly reason?: string;
  readonly uneditable?: string;
  readonly overriddenBy?: string;
  readonly ignored?: string;
  /** Why only tests read it. */
  readonly testMaterial?: string;
  /** How the repository causes it: chart, charts in that, value. */
  readonly through?: string;
  /** Why nobody deploys it unless a value turns it on. */
  readonly ifEnabled?: string;
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

/** How much text a piece has at least, the last one apart. */
const PIECE_CHARS = 64 * 1024;

/**
 * The inventory as it is printed, in pieces: a large one is then never in memory as a whole.
 * Together they are `jsonOf(inventoryOf(…))`.
 */
export function* inventoryText(
  uses: readonly ClassifiedUse[],
  unseen: readonly UnseenSource[],
  warnings: readonly ScanWarning[],
): Generator<string> {
  let piece = `{\n  "version": 1,\n  "uses": [`;
  for (const [index, use] of uses.entries()) {
    const text = jsonOf(inventoryUse(use)).replaceAll('\n', '\n    ');
    piece += `${index === 0 ? '' : ','}\n    ${text}`;
    if (piece.length >= PIECE_CHARS) {
      yield piece;
      piece = '';
    }
  }
  const rest = jsonOf({ unseen, warnings }).slice('{'.length);
  yield `${piece}${uses.length === 0 ? '' : '\n  '}],${rest}`;
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
    ...(use.unknownTag === undefined ? {} : { unknownTag: use.unknownTag }),
    ...(use.pulls === undefined ? {} : { pulls: use.pulls }),
    ...(use.source === undefined ? {} : { source: formatReference(use.source) }),
    ...(reason === undefined ? {} : { reason }),
    ...(use.uneditable === undefined ? {} : { uneditable: use.uneditable }),
    ...(use.overriddenBy === undefined ? {} : { overriddenBy: use.overriddenBy }),
    ...(use.ignored === undefined ? {} : { ignored: use.ignored }),
    ...(use.testMaterial === undefined ? {} : { testMaterial: use.testMaterial }),
    ...(use.through === undefined ? {} : { through: use.through }),
    ...(use.ifEnabled === undefined ? {} : { ifEnabled: use.ifEnabled }),
    edits: use.slots.map(({ file, start, end, writes }) => ({ file, start, end, writes })),
  };
}
