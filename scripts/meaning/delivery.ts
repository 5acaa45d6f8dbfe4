import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, documentsOf, isSourceOverride, listAt, type Target, textAt } from './discovery.ts';

type Delivered = Extract<Target, { readonly engine: 'flux' | 'argo' }>;

/**
 * Puts the images and patches of an object of Flux or Argo CD into the kustomization that it builds, as the controllers do:
 * https://github.com/fluxcd/pkg/blob/main/kustomize/kustomize_generator.go,
 * https://github.com/argoproj/argo-cd/blob/master/util/kustomize/kustomize.go (`kustomize edit set image`).
 * @param root a copy of the tree: its kustomization is written
 * @returns what gives the kustomization back as it was
 */
export function mergeDelivery(root: string, { engine, folder, file, index }: Delivered): () => void {
  const object = documentsOf(readFileSync(join(root, file), 'utf8'))[index];
  const path = kustomizationPath(join(root, folder));
  const before = existsSync(path) ? readFileSync(path) : undefined;
  const written: unknown =
    before === undefined ? { resources: manifestsIn(join(root, folder)) } : documentsOf(before.toString('utf8'))[0];
  const base = typeof written === 'object' && written !== null ? written : {};
  const inApplication = isSourceOverride(file) ? [] : ['spec', 'source'];
  const where = engine === 'flux' ? ['spec'] : [...inApplication, 'kustomize'];
  const images = listAt(object, ...where, 'images').flatMap((item) =>
    typeof item === 'string' ? [argoImage(item)] : [item],
  );
  const merged = {
    ...base,
    images: withImages(listAt(base, 'images'), images, engine === 'argo'),
    patches: [...listAt(base, 'patches'), ...listAt(object, ...where, 'patches')],
    ...(engine === 'flux' && at(object, 'spec', 'components') !== undefined
      ? { components: [...listAt(base, 'components'), ...listAt(object, 'spec', 'components')] }
      : {}),
  };
  writeFileSync(path, JSON.stringify(merged));
  return () => {
    // Where there was none, an empty list builds what an absent file would not; the copy is thrown away anyway.
    if (before !== undefined) writeFileSync(path, before);
  };
}

function kustomizationPath(folder: string): string {
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  return found ?? join(folder, 'kustomization.yaml');
}

/** What the controller lists where there is no kustomization: every manifest of the folder. */
function manifestsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !isSourceOverride(entry.name))
    .map(({ name }) => name)
    .sort();
}

/**
 * An entry of Flux replaces the first of the same name, or is put behind; `kustomize edit set image` keeps the last of each name and sorts
 * all by their names.
 */
function withImages(present: readonly unknown[], added: readonly unknown[], isSorted: boolean): readonly unknown[] {
  if (added.length === 0) return present;
  const nameOf = (image: unknown) => textAt(image, 'name') ?? '';
  if (isSorted) {
    const byName = new Map([...present, ...added].map((image) => [nameOf(image), image] as const));
    return [...byName.values()].toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  }
  const images = [...present];
  for (const image of added) {
    const index = images.findIndex((other) => nameOf(other) === nameOf(image));
    if (index === -1) images.push(image);
    else images[index] = image;
  }
  return images;
}

/** `name=newName:newTag@digest`, each part but the name optional. */
export function argoImage(text: string): Readonly<Record<string, string>> {
  const equals = text.indexOf('=');
  const to = text.slice(equals + 1);
  const sign = to.indexOf('@');
  const named = sign === -1 ? to : to.slice(0, sign);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const newName = colon === -1 ? named : named.slice(0, colon);
  return {
    name: equals === -1 ? newName : text.slice(0, equals),
    ...(equals === -1 ? {} : { newName }),
    ...(colon === -1 ? {} : { newTag: named.slice(colon + 1) }),
    ...(sign === -1 ? {} : { digest: to.slice(sign + 1) }),
  };
}
