// npm run weights -- [bundle…]: what each file of dist/ weighs, by package and by room of src/, heaviest first.
import { basename } from 'node:path';
import { bundle } from './bundle.ts';

/** Lines that weigh less than this share of their file are told as one. */
const SMALL = 0.02;

const wanted = process.argv.slice(2);
const { metafile } = await bundle();
const outputs = Object.entries(metafile.outputs)
  .map(([path, output]) => ({ name: basename(path), ...output }))
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name));
for (const { name, bytes, inputs } of outputs.sort((one, other) => other.bytes - one.bytes)) {
  console.log(`${name}: ${kilobytes(bytes)} KB`);
  const weights = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    weights.set(ownerOf(path), (weights.get(ownerOf(path)) ?? 0) + bytesInOutput);
  }
  let small = 0;
  for (const [owner, weight] of [...weights].sort(([, one], [, other]) => other - one)) {
    if (weight < SMALL * bytes) small += weight;
    else console.log(`${kilobytes(weight).padStart(8)} KB  ${owner}`);
  }
  if (small > 0) console.log(`${kilobytes(small).padStart(8)} KB  what is smaller`);
}

function ownerOf(path: string): string {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return name ?? /^src\/(?:manifests\/)?[\w.-]+/.exec(path)?.[0] ?? path;
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
