import { UserError } from '../base/errors.ts';
import { field, parseJson } from '../base/json.ts';
import { compareTexts } from '../base/order.ts';
import { parseReference } from '../images/reference.ts';

/** An inventory as read from a file. */
export interface InventoryText {
  /** What it is called in messages: the file's name. */
  readonly name: string;
  readonly text: string;
}

/** An image of one or many inventories. */
export interface InventoryImage {
  /** Normalised. */
  readonly image: string;
  /** Its class where it was scanned. */
  readonly class: string;
  /** The upstream image, where the scan knew it. */
  readonly source?: string;
  /** Its repository is known and its tag is not. */
  readonly unknownTag?: true;
  readonly uses: number;
}

const MAX_INVENTORIES = 1000;
const MAX_INVENTORY_BYTES = 64 * 1024 * 1024;
const MAX_USES = 200_000;
const MAX_USES_IN_ALL = 1_000_000;
const CLASSES: ReadonlySet<string> = new Set([
  'public',
  'cached',
  'half-moved',
  'dangling',
  'own',
  'trusted',
  'built-here',
  'foreign',
  'templated',
]);

/**
 * Puts inventories of many repositories together: each image once by class, uses added, sorted.
 * Inventories come from elsewhere: they are checked and bounded. Left out are uses that could not be resolved,
 * that a comment ignores, or that another file overrides.
 * @throws UserError for the first that is not as it must be
 */
export function mergeInventories(
  inventories: readonly InventoryText[],
  includeTests: boolean,
): readonly InventoryImage[] {
  if (inventories.length > MAX_INVENTORIES) {
    throw new UserError(
      `${inventories.length} inventories are given; at most ${MAX_INVENTORIES} are planned together.`,
    );
  }
  const merged = new Map<string, InventoryImage>();
  let uses = 0;
  for (const inventory of inventories) {
    for (const image of imagesOf(inventory, includeTests)) {
      uses++;
      if (uses > MAX_USES_IN_ALL) {
        throw new UserError(`The inventories have more than ${MAX_USES_IN_ALL} uses; plan fewer of them together.`);
      }
      const key = `${image.class} ${image.image} ${image.source ?? ''} ${image.unknownTag ?? ''}`;
      merged.set(key, { ...image, uses: image.uses + (merged.get(key)?.uses ?? 0) });
    }
  }
  return [...merged].sort(([one], [other]) => compareTexts(one, other)).map(([, image]) => image);
}

function* imagesOf({ name, text }: InventoryText, includeTests: boolean): Generator<InventoryImage> {
  const fail = (problem: string) => new UserError(`Inventory ${JSON.stringify(name)}: ${problem}.`);
  if (text.length > MAX_INVENTORY_BYTES) throw fail(`it has more than ${MAX_INVENTORY_BYTES / 1024 / 1024} MB`);
  const content = parseJson(text);
  if (field(content, 'version') !== 1) throw fail('it is not an inventory of version 1, as "scan --json" writes it');
  const uses = field(content, 'uses');
  if (!Array.isArray(uses)) throw fail('"uses" is not a list');
  if (uses.length > MAX_USES) throw fail(`it has ${uses.length} uses, more than ${MAX_USES}`);
  for (const [index, use] of uses.entries()) {
    const [image, kind, source] = [
      field(use, 'pulls') ?? field(use, 'image'),
      field(use, 'class'),
      field(use, 'source'),
    ];
    if (image === null || isLeft(use, includeTests)) continue;
    if (typeof image !== 'string' || !isNormalised(image))
      throw fail(`uses[${index}].image is no normalised image reference`);
    if (typeof kind !== 'string' || !CLASSES.has(kind)) throw fail(`uses[${index}].class is no class of uses`);
    const tag = field(use, 'unknownTag') === true ? ({ unknownTag: true } as const) : {};
    if (source === undefined) yield { image, class: kind, ...tag, uses: 1 };
    else if (typeof source === 'string' && isNormalised(source)) yield { image, class: kind, source, ...tag, uses: 1 };
    else throw fail(`uses[${index}].source is no normalised image reference`);
  }
}

/** Whether a use is one on which nothing is spent, as its own repository says. */
function isLeft(use: unknown, includeTests: boolean): boolean {
  if (['ignored', 'overriddenBy', 'ifEnabled'].some((mark) => field(use, mark) !== undefined)) return true;
  return field(use, 'testMaterial') !== undefined && !includeTests;
}

const MAX_REFERENCE_CHARS = 1024;

function isNormalised(text: string): boolean {
  if (text.length > MAX_REFERENCE_CHARS) return false;
  const reference = parseReference(text);
  return reference !== undefined && text.startsWith(`${reference.registry}/${reference.repository}`);
}
