import { type Budget, SPENT } from './budget.ts';
import { MapMadeWhenAsked, type MapValue, mapValue, truthOf, unknown, type Value } from './traced-value.ts';

/** A copy that changes of the other do not reach. What stands in several places (aliases of one anchor) does so in the copy. */
export function copied(value: Value, budget: Budget): Value {
  const copies = new Map<Value, Value>();
  const copy = (original: Value): Value => {
    if (original.type !== 'map' && original.type !== 'list') return original;
    const known = copies.get(original);
    if (known !== undefined) return known;
    if (!budget.spend()) return unknown(SPENT);
    if (original.type === 'list') {
      const list: Value = { type: 'list', items: original.items.map(copy) };
      copies.set(original, list);
      return list;
    }
    const map = mapValue([]);
    copies.set(original, map);
    for (const [key, below] of original.entries) map.entries.set(key, copy(below));
    return map;
  };
  return copy(value);
}

/** As {@link copied}, of what nobody changes: mappings are copied when somebody asks what is in them, and most are not asked. */
export function copiedWhenAsked(value: Value, budget: Budget): Value {
  return new Copies(budget).of(value);
}

class Copies {
  readonly #budget: Budget;
  readonly #known = new Map<Value, Value>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  of(original: Value): Value {
    if (original.type !== 'map' && original.type !== 'list') return original;
    const known = this.#known.get(original);
    if (known !== undefined) return known;
    if (!this.#budget.spend()) return unknown(SPENT);
    const copy: Value =
      original.type === 'map'
        ? new MapMadeWhenAsked(() => Array.from(original.entries, ([key, below]) => [key, this.of(below)]))
        : { type: 'list', items: original.items.map((item) => this.of(item)) };
    this.#known.set(original, copy);
    return copy;
  }
}

/**
 * Sprig's `merge` and `mergeOverwrite` (https://masterminds.github.io/sprig/dicts.html): mappings within mappings are merged, and
 * what is empty in the target is filled. The target itself changes.
 */
export function merged(target: Value, source: Value, overwrites: boolean, budget: Budget): Value {
  if (target.type === 'unknown') return target;
  if (source.type === 'unknown') return source;
  if (target.type === 'map' && source.type === 'map') fill(target, source, overwrites, budget);
  return target;
}

function fill(target: MapValue, source: MapValue, overwrites: boolean, budget: Budget): void {
  if (target === source) return;
  for (const [key, value] of source.entries) {
    if (!budget.spend()) {
      target.entries.set(key, unknown(SPENT));
      return;
    }
    const present = target.entries.get(key);
    if (present?.type === 'map' && value.type === 'map') fill(present, value, overwrites, budget);
    else if (present === undefined || truthOf(present) === false || (overwrites && truthOf(value) !== false))
      target.entries.set(key, value);
  }
}

/** A chart's values with others over them (https://helm.sh/docs/chart_template_guide/values_files/): mappings are merged, null takes away. */
export function coalesced(over: Value, base: Value, budget: Budget): Value {
  if (!budget.spend()) return unknown(SPENT);
  if (over.type !== 'map' || base.type !== 'map') return over;
  const result = mapValue(base.entries);
  for (const [key, value] of over.entries) {
    const below = result.entries.get(key);
    if (value.type === 'nil' && below !== undefined) result.entries.delete(key);
    else result.entries.set(key, below === undefined ? value : coalesced(value, below, budget));
  }
  return result;
}
