import { unseenBase, unseenChart, unseenChartNamed, unseenGit } from '../manifests/model/unseen.ts';
import type { UnseenSource } from '../manifests/model/use.ts';
import type { SourceFile } from '../manifests/source/source.ts';
import type { ImagesHome } from './images-home.ts';
import type { PostRendering } from './post-render.ts';
import type { UrlPlace } from './url-place.ts';
import type { ValuesHome } from './values-home.ts';

/** What a repository names and does not contain, as it takes to render it. Made of its manifests alone. */

/** Where the repository names it. */
export interface NamingPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** What stands there. */
  readonly text: string;
}

/** Where a chart is. */
export type ChartAddress =
  /** A repository with an `index.yaml` (https://helm.sh/docs/topics/chart_repository/). */
  | {
      readonly from: 'repository';
      readonly url: string;
      readonly name: string;
      /** A version or a range; `undefined` for the newest. */
      readonly version: string | undefined;
    }
  /** A repository of a registry (https://helm.sh/docs/topics/registries/), without `oci://`. */
  | {
      readonly from: 'registry';
      readonly repository: string;
      readonly version: string | undefined;
      readonly digest: string | undefined;
    }
  /** A folder of a Git repository. */
  | { readonly from: 'git'; readonly url: string; readonly path: string; readonly ref: string | undefined }
  /** Named, and not to be found: why, as a clause. */
  | {
      readonly from: 'nowhere';
      readonly because: string;
      /** Of a Git repository that nobody defines: the folder in it. */
      readonly folder?: string;
    };

/** Values that an installation gives to its chart; of several layers the last wins. */
export type ValuesLayer =
  /** YAML of its own. `at` is where it stands in the repository. */
  | { readonly type: 'text'; readonly text: string }
  /** A file of the chart itself. */
  | { readonly type: 'of-chart'; readonly path: string };

/** A chart from elsewhere that an object of the repository installs. */
export interface NamedRelease {
  readonly type: 'release';
  readonly place: NamingPlace;
  readonly chart: ChartAddress;
  /** Where the address of its registry stands, where it has one. */
  readonly url?: UrlPlace | undefined;
  /** Why that address is not to be changed, as a clause. */
  readonly locked?: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: readonly ValuesLayer[];
  /** Where values are added that win over all others, or why there is no such place, as a clause. */
  readonly home: ValuesHome | string;
  /** What is done with what it renders, and where that could rename images; or why nothing could, as a clause; `undefined` where nothing is known to. */
  readonly postRendering: PostRendering;
  readonly imagesHome: ImagesHome | string | undefined;
  /** What it is rendered without, as clauses: a Secret's values, say. */
  readonly without: readonly string[];
  /** The lines at which the scan told of an unseen source that this explains; its own place is one of them. */
  readonly explains: readonly SourceLine[];
}

/** A chart of the repository that brings charts from elsewhere along. */
export interface NamedParent {
  readonly type: 'parent';
  /** The folder that its `Chart.yaml` is in. */
  readonly folder: string;
  readonly name: string;
  readonly dependencies: readonly NamedDependency[];
  /** Its `values.yaml`, or why there is none to add to. */
  readonly home: ValuesHome | string;
}

export interface NamedDependency {
  readonly place: NamingPlace;
  readonly name: string;
  /** Under which key its values stand: its alias, else its name. */
  readonly key: string;
  readonly chart: ChartAddress;
  readonly url: UrlPlace | undefined;
  readonly locked?: string;
  readonly explains: readonly SourceLine[];
}

export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

/** A kustomize base that is elsewhere: a folder of a Git repository, or one file. */
export interface NamedBase {
  readonly type: 'base';
  readonly place: NamingPlace;
  readonly base: BaseAddress;
  /** Names of images that the kustomization replaces, as it writes them: these are told where they are replaced. */
  readonly replaced: ReadonlySet<string>;
  readonly explains: readonly SourceLine[];
}

export type BaseAddress =
  | { readonly from: 'git'; readonly url: string; readonly path: string; readonly ref: string | undefined }
  | { readonly from: 'file'; readonly url: string };

export type Named = NamedRelease | NamedParent | NamedBase;

/** An address as people know it: `kube-prometheus-stack 61.3.1`. */
export function chartLabel(chart: ChartAddress, version?: string): string {
  switch (chart.from) {
    case 'repository':
      return `${chart.name}${suffix(version ?? chart.version)}`;
    case 'registry':
      return `${chart.repository.slice(chart.repository.lastIndexOf('/') + 1)}${suffix(version ?? chart.version)}`;
    case 'git':
      return `${chart.path.slice(chart.path.lastIndexOf('/') + 1) || chart.url}${suffix(version ?? chart.ref)}`;
    case 'nowhere':
      return 'a chart';
  }
}

/** What is named, as the scan tells of it where it can. */
export function unseenAt({ file, line, text }: NamingPlace, chart: ChartAddress): UnseenSource {
  const at: Pick<SourceFile, 'path' | 'at'> = { path: file, at: () => ({ line, column: 1 }) };
  switch (chart.from) {
    case 'repository':
      return unseenChart(at, 0, { name: chart.name, repository: chart.url, version: chart.version });
    case 'registry': {
      const slash = chart.repository.lastIndexOf('/');
      const [name, repository] = [chart.repository.slice(slash + 1), `oci://${chart.repository.slice(0, slash)}`];
      return unseenChart(at, 0, { name, repository, version: chart.version ?? chart.digest });
    }
    case 'git':
      return unseenGit(at, 0, chart.url, chart.path, chart.ref);
    case 'nowhere':
      return unseenChartNamed(at, 0, text);
  }
}

/** The same of a base. */
export function unseenBaseAt({ file, line, text }: NamingPlace): UnseenSource {
  return unseenBase({ path: file, at: () => ({ line, column: 1 }) }, 0, text);
}

function suffix(version: string | undefined): string {
  return version === undefined || version === '' ? '' : ` ${version}`;
}
