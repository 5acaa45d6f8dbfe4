import type { Use } from '../model/use.ts';
import type { SourceFile } from '../source/source.ts';
import type { YamlNode } from '../yaml/nodes.ts';

/** What files of a chart tell that its other files are needed for. */
export type HelmFact =
  | { readonly type: 'helm-chart'; readonly chart: Chart }
  | { readonly type: 'helm-requirements'; readonly dependencies: readonly Dependency[] }
  | { readonly type: 'helm-value'; readonly value: ValueUse }
  /** A use in values that stand outside of charts, of which a part may be the chart's affair. */
  | { readonly type: 'remote-value'; readonly use: Use; readonly chart: NamedChart }
  /** The chart that an object of a cluster stands for, by that object's name. */
  | { readonly type: 'chart-artifact'; readonly name: string; readonly chart: NamedChart }
  | { readonly type: 'helm-place'; readonly place: TemplatedPlace }
  | { readonly type: 'helm-define'; readonly define: Define }
  | { readonly type: 'helm-template-text'; readonly template: TemplateText }
  | { readonly type: 'helm-values-schema'; readonly allowed: readonly string[] }
  | { readonly type: 'given-values'; readonly given: GivenValues }
  | { readonly type: 'helm-values-root'; readonly root: YamlNode; readonly source: SourceFile };

/** A template. */
export interface TemplateText {
  readonly source: SourceFile;
  /** In the order they stand. */
  readonly places: readonly TemplateRange[];
}

/** Where directives make an image, or something that may be made of the same values and is none. The end is exclusive. */
export interface TemplateRange {
  readonly start: number;
  readonly end: number;
  readonly makesImage: boolean;
  /** The key, the variable or the flag whose value it is. */
  readonly key: string;
}

/** Values that something outside of a chart's folder gives it. */
export interface GivenValues {
  readonly source: SourceFile;
  /** Folders that the chart may be in; the first that is a chart's counts. */
  readonly charts: readonly string[];
  /** Values that stand in the file itself, and names of files, what wins last. */
  readonly layers: readonly (YamlNode | string)[];
  /** Whether the chart's own values are left out. */
  readonly replaces: boolean;
}

/** What other files need to know of a chart. */
export interface Chart {
  /** What an empty tag means to its templates. */
  readonly appVersion: string | undefined;
  readonly name: string;
  readonly version: string | undefined;
  readonly dependencies: readonly Dependency[];
}

/** A chart that another brings along. */
export interface Dependency {
  readonly name: string;
  /** Under which key its values stand. */
  readonly key: string;
  readonly repository: string;
  readonly version: string | undefined;
  readonly imports: readonly ValuesImport[];
}

/** Values of a sub-chart that its parent takes over, by the keys that lead to them in each (`import-values`). */
export interface ValuesImport {
  readonly child: readonly string[];
  readonly parent: readonly string[];
}

/** A chart as an object names it that gives it values. */
export interface NamedChart {
  /** `path`: of the tree, or of another; `reference`: the object that stands for it. */
  readonly by: 'name' | 'path' | 'reference';
  readonly name: string;
  readonly version?: string | undefined;
  readonly repository?: string | undefined;
}

/** What a piece of template takes from elsewhere. */
export interface TemplateNeeds {
  /** Paths below `.Values`, dots between: `image.repository`. */
  readonly values: readonly string[];
  /** Names of templates that it includes. */
  readonly includes: readonly string[];
  /** What stands before the chart's appVersion where that is used (`''`, or `v`); `undefined` where it is not. */
  readonly appVersion: string | undefined;
}

/** A named template (`{{ define "chart.image" }}`). */
export interface Define {
  readonly name: string;
  /** Read when asked for: most named templates make no image. */
  readonly needs: () => TemplateNeeds;
}

/** An image that directives make; which values feed it is known when all files have been read. */
export interface TemplatedPlace {
  readonly use: Use;
  /** Offset of the use. */
  readonly start: number;
  readonly needs: TemplateNeeds;
}

/** A use in values, with where in the values it stands (keys with dots between), so that templates can be traced to it. */
export interface ValueUse {
  readonly use: Use;
  /** Of the mapping whose fields make the reference, or of the field where it is whole. */
  readonly block: string;
  /** Of the field that names the image. */
  readonly path: string;
  /** Offset of the use. */
  readonly start: number;
  /** Whether a tag was left to the chart: it is absent or empty, and there is no digest. */
  readonly tagless: boolean;
  /** What the use is if the chart's templates don't put the global registry before it. */
  readonly withoutGlobal?: Use | undefined;
}
