/** Asks about many things in as few questions as a service takes, without knowing its limits beforehand. */

/** What became of one question. */
export type BatchAnswer<T> =
  | { readonly type: 'answered'; readonly value: T }
  /** There was too much in it, of the question or of the answer: half of it may do. */
  | { readonly type: 'too-much'; readonly reason: string }
  /** Nothing is gained by asking for less. */
  | { readonly type: 'failed'; readonly reason: string };

export type Batch<T> =
  | { readonly type: 'answered'; readonly items: readonly string[]; readonly value: T }
  | { readonly type: 'failed'; readonly items: readonly string[]; readonly reason: string };

/**
 * Asks about items, one question after the other, in halves where a question was too much. Each item is in exactly one of the
 * batches that come back.
 * @param most items in one question, at least 1
 * @param ask is asked about at least one item
 */
export async function inBatches<T>(
  items: readonly string[],
  most: number,
  ask: (items: readonly string[]) => Promise<BatchAnswer<T>>,
): Promise<readonly Batch<T>[]> {
  const done: Batch<T>[] = [];
  const open = chunks(items, most);
  for (let batch = open.shift(); batch !== undefined; batch = open.shift()) {
    const answer = await ask(batch);
    if (answer.type === 'answered') done.push({ type: 'answered', items: batch, value: answer.value });
    else if (answer.type === 'too-much' && batch.length > 1)
      open.unshift(...chunks(batch, Math.ceil(batch.length / 2)));
    else done.push({ type: 'failed', items: batch, reason: answer.reason });
  }
  return done;
}

function chunks(items: readonly string[], most: number): (readonly string[])[] {
  const size = Math.max(1, most);
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
