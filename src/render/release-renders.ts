import type { ChartFile } from './archive.ts';
import { StaysUnseen } from './failure.ts';
import type { NamedRelease } from './named-chart.ts';
import { type PostRenderTools, postRendered } from './post-render.ts';
import { type Reading, readAgain } from './reading.ts';
import { type ChartImage, renderedImages } from './rendered-images.ts';
import { type TemplateTools, template } from './template.ts';

/** What an installation renders, as it stands and where files of the repository have other texts. */
export interface ReleaseRenders {
  /** What helm makes of it. */
  readonly raw: string;
  /** What the repository has kustomize make of that; the same where it does not. */
  readonly output: string;
  /** What it is rendered without, as clauses. */
  readonly without: readonly string[];
  /** @throws StaysUnseen */
  readonly again: (texts: ReadonlyMap<string, string>) => Promise<string>;
  /** As kustomize writes it in any case; what is random is the same as long as the values are. @throws StaysUnseen */
  readonly asKustomize: (texts: ReadonlyMap<string, string>) => Promise<string>;
}

/** Renders an installation. @throws StaysUnseen */
export async function releaseRenders(
  named: NamedRelease,
  files: readonly ChartFile[],
  tools: TemplateTools & PostRenderTools & { readonly reading: Reading },
): Promise<ReleaseRenders> {
  const read = (texts: ReadonlyMap<string, string>): NamedRelease => {
    const again = texts.size === 0 ? named : readAgain(tools.reading, named, texts);
    if (again?.type !== 'release') throw new StaysUnseen('it is not read any more once it is edited');
    return again;
  };
  const byHelm = (release: NamedRelease) => template(release, files, valuesOf(release, files), tools);
  const raw = await byHelm(named);
  const { output, without } = await applied(named, raw, tools);
  const isApplied = named.postRendering.steps.length > 0 && without.length === 0;
  const known = new Map<string, Promise<string>>();
  return {
    ...{ raw, output, without },
    again: async (texts) => {
      const release = read(texts);
      const text = await byHelm(release);
      return isApplied ? postRendered(text, release.postRendering, tools) : text;
    },
    asKustomize: async (texts) => {
      const release = read(texts);
      const key = JSON.stringify(valuesOf(release, files));
      const text = known.get(key) ?? byHelm(release);
      known.set(key, text);
      return postRendered(await text, release.postRendering, tools);
    },
  };
}

/** The values of an installation as documents, of which the last wins. @throws StaysUnseen */
export function valuesOf({ values }: NamedRelease, files: readonly ChartFile[]): readonly string[] {
  return values.map((layer) => {
    if (layer.type === 'text') return layer.text;
    const file = files.find(({ path }) => path === layer.path.replace(/^\.\//, ''));
    if (file === undefined) throw new StaysUnseen(`the chart has no file ${layer.path}`);
    return Buffer.from(file.bytes).toString('utf8');
  });
}

async function applied(
  { postRendering }: NamedRelease,
  raw: string,
  tools: PostRenderTools,
): Promise<Pick<ReleaseRenders, 'output' | 'without'>> {
  if (postRendering.steps.length === 0) return { output: raw, without: [] };
  try {
    return { output: await postRendered(raw, postRendering, tools), without: [] };
  } catch (error) {
    if (!(error instanceof StaysUnseen)) throw error;
    return { output: raw, without: [`what kustomize makes of it: ${error.message}`] };
  }
}

/** The images that are deployed, with the charts that have made them: kustomize drops the comments that say so. */
export function imagesOf({ output, raw }: Pick<ReleaseRenders, 'output' | 'raw'>): readonly ChartImage[] {
  const made = renderedImages(raw);
  if (output === raw) return made;
  const chains = new Map(made.map(({ image, chain }) => [image, chain]));
  const [top] = made;
  return renderedImages(output).map(({ image }) => ({
    image,
    chain: chains.get(image) ?? top?.chain.slice(0, 1) ?? [],
  }));
}
