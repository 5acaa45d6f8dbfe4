import type { ServedImage } from './warm-result.ts';

/** What cached images occupy in the registry, compressed, since that is what they cost. Bytes. */
export interface StorageReport {
  readonly images: readonly ImageStorage[];
  /** Each blob and manifest once. */
  readonly total: number;
}

export interface ImageStorage {
  readonly image: string;
  /** All that belongs to it. */
  readonly bytes: number;
  /** What no other image of these shares. */
  readonly own: number;
}

/** Adds up what images hold by digest; the registry keeps a blob once, however many images have it. */
export function storageOf(images: readonly { readonly image: string; readonly served: ServedImage }[]): StorageReport {
  const holders = new Map<string, { readonly size: number; readonly images: Set<string> }>();
  for (const { image, served } of images) {
    for (const { digest, size } of served.contents) {
      const holder = holders.get(digest) ?? { size, images: new Set<string>() };
      holder.images.add(image);
      holders.set(digest, holder);
    }
  }
  const sums = new Map(images.map(({ image }) => [image, { bytes: 0, own: 0 }]));
  let total = 0;
  for (const { size, images: names } of holders.values()) {
    total += size;
    for (const name of names) {
      const sum = sums.get(name);
      if (sum === undefined) continue;
      sum.bytes += size;
      if (names.size === 1) sum.own += size;
    }
  }
  return { images: [...sums].map(([image, sum]) => ({ image, ...sum })), total };
}
