import type { Inputs } from '../inputs/inputs.ts';
import { storageOf } from '../registry/warming/storage.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import type { StorageUse } from '../report/run-report.ts';
import type { RegistryLookup } from './registry-view.ts';

const GIB = 1024 ** 3;

/** What a registry's SKU includes, in GiB (docs/azure-behaviour.md#included-storage). */
const INCLUDED_GIB: ReadonlyMap<string, number> = new Map([
  ['Basic', 10],
  ['Standard', 100],
  ['Premium', 500],
]);

/** What the pulled images take of the registry; `undefined` where none was. */
export function storageUse(
  results: readonly WarmResult[],
  look: RegistryLookup,
  { storagePrice }: Pick<Inputs, 'storagePrice'>,
): StorageUse | undefined {
  const served = results.flatMap((result) =>
    result.status === 'not-served' ? [] : [{ image: result.request.image, served: result.served }],
  );
  if (served.length === 0) return undefined;
  const storage = storageOf(served);
  const sku = look.state === 'known' && look.view.details.state === 'known' ? look.view.details.sku : undefined;
  const included = sku === undefined ? undefined : INCLUDED_GIB.get(sku);
  return {
    ...storage,
    ...(sku === undefined || included === undefined ? {} : { plan: { sku, included: included * GIB } }),
    ...(storagePrice === undefined ? {} : { monthly: (storage.total / GIB) * storagePrice }),
  };
}
