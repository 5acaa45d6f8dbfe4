import { nameOf, parseReference } from '../images/reference.ts';
import type { Use } from '../manifests/model/use.ts';
import type { ChartFile } from './archive.ts';
import type { Download } from './download.ts';
import { StaysUnseen } from './failure.ts';
import type { FetchFolder } from './git-folder.ts';
import type { NamedBase } from './named-chart.ts';
import type { Outcome } from './outcome.ts';
import { buildWords, type PostRenderTools } from './post-render.ts';
import { renderedImages } from './rendered-images.ts';

/** What building a base needs. */
export interface BaseTools extends PostRenderTools {
  readonly download: Download;
  readonly fetchFolder: FetchFolder;
}

/** An `install.yaml` of an operator has some megabytes. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Fetches and builds a kustomize base, as it is before the kustomization that names it changes it. @throws StaysUnseen */
export async function renderBase(named: NamedBase, tools: BaseTools): Promise<Outcome> {
  const output = await manifestsOf(named, tools);
  const replaced = new Set([...named.replaced].map(nameIn));
  const images = renderedImages(output).filter(({ image }) => !replaced.has(nameIn(image)));
  const uses = [...new Set(images.map(({ image }) => image))].map(
    (image): Use => ({
      ...named.place,
      image,
      kind: 'remote-base',
      part: 'chart',
      also: [],
      slots: [],
      through: named.base.from === 'git' ? `${named.base.url} ${named.base.path}`.trim() : named.base.url,
      uneditable: 'it stands in a base that is elsewhere; an entry of `images` moves it',
    }),
  );
  return { uses, seen: named.explains, unseen: [] };
}

async function manifestsOf(
  { base }: NamedBase,
  { work, download, fetchFolder, kustomize }: BaseTools,
): Promise<string> {
  if (base.from === 'file') {
    const { status, bytes } = await download(base.url, MAX_FILE_BYTES);
    if (status !== 200) throw new StaysUnseen(`${new URL(base.url).host} does not serve it (${status})`);
    return new TextDecoder().decode(bytes);
  }
  const engine = await kustomize();
  if (typeof engine === 'string') throw new StaysUnseen(engine);
  // A base takes what lies beside and above it: the whole repository is there.
  const files: readonly ChartFile[] = await fetchFolder(base.url, '', base.ref);
  const folder = work.write(
    files.filter(({ path }) => /\.(?:ya?ml|json|env|properties|conf|txt)$|(?:^|\/)Kustomization$/.test(path)),
  );
  try {
    const printed = await engine.run([...buildWords(engine), base.path === '' ? folder : `${folder}/${base.path}`]);
    if (printed.type === 'failed') throw new StaysUnseen(`${engine.name} does not build it: ${printed.reason}`);
    return printed.output;
  } finally {
    work.remove(folder);
  }
}

function nameIn(image: string): string {
  const reference = parseReference(image);
  return reference === undefined ? image : nameOf(reference);
}
