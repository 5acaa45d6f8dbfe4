/** A value that is set by its path, as `helm --set` does (https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set). */
export interface SetValue {
  readonly path: string;
  readonly value: string;
  /** Whether it is a text whatever it looks like. */
  readonly isText: boolean;
}

/** Deeper than any chart's values. */
const MAX_KEYS = 64;

/** A document that sets one value: `a.b[1]` is `{a: {b: [null, …]}}`; a dot after `\` is part of a key. */
export function setValue({ path, value, isText }: SetValue): string {
  const steps = path.matchAll(/((?:\\.|[^.[\]\\])+)|\[(\d{1,3})\]/g);
  const keys = Array.from(steps, ([, key, index]) =>
    key === undefined ? Number(index) : key.replaceAll(/\\(.)/g, '$1'),
  );
  const isPlain = !isText && /^(?:true|false|null|-?(?:0|[1-9]\d*))$/.test(value);
  return keys
    .slice(0, MAX_KEYS)
    .reduceRight(
      (inner: string, key) =>
        typeof key === 'number' ? `[${'null, '.repeat(key)}${inner}]` : `{${JSON.stringify(key)}: ${inner}}`,
      isPlain ? value : JSON.stringify(value),
    );
}
