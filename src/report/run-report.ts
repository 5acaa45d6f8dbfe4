import type { GateResult } from '../defender/gate.ts';
import type { GatedDeployment } from '../defender/gated-deployment.ts';
import type { Forecast } from '../governance/forecast.ts';
import type { ScanWarning, UnseenSource } from '../manifests/model/use.ts';
import type { Outcome, Problem } from '../outcome/outcome.ts';
import type { Tally } from '../outcome/tally.ts';
import type { MovedTag } from '../registry/warming/refresh.ts';
import type { ReplicaState } from '../registry/warming/replicas.ts';
import type { StorageReport } from '../registry/warming/storage.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import type { Plan } from '../rules/plan.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import type { ConsumerNeed } from './consumer-needs.ts';
import type { Links } from './links.ts';

/** Everything a run has to tell, as plain data: written as `report`, and what the summary is made of. */
export interface RunReport {
  readonly version: 1;
  /** Login server of the registry, where one was given. */
  readonly registry: string | undefined;
  /** What a reader should know of what the run takes for granted; a sentence each. */
  readonly notes: readonly string[];
  /** What each region of the registry says of the warm images, where it could be asked. */
  readonly replicas: readonly ReplicaState[];
  /** Whether this run was allowed and asked to change the registry, and why. */
  readonly apply: { readonly applied: boolean; readonly reason: string };
  readonly scope: 'changed' | 'all';
  readonly uses: readonly ClassifiedUse[];
  /** Uses on which nothing was spent, since only tests read them. */
  readonly leftAside: readonly {
    readonly file: string;
    readonly line: number;
    readonly text: string;
    readonly reason: string;
  }[];
  readonly unseen: readonly UnseenSource[];
  readonly warnings: readonly ScanWarning[];
  readonly plan: Plan | undefined;
  readonly rules: RulesReport | undefined;
  readonly warmed: readonly WarmResult[];
  readonly moved: readonly MovedTag[];
  readonly storage: StorageUse | undefined;
  readonly gate: GateResult;
  readonly rewrite: RewriteReport;
  /** What has to follow once the suggestions are merged. */
  readonly afterwards: Afterwards;
  readonly review: ReviewReport;
  readonly problems: readonly Problem[];
  readonly tally: Tally;
  readonly outcome: Outcome;
  /** What the SARIF file leaves out for the limits of code scanning; a sentence each. */
  readonly sarifCut: readonly string[];
  readonly links: Links;
}

/** What the images take, and what that is of what is paid for. */
export interface StorageUse extends StorageReport {
  /** Bytes that the registry's SKU includes; absent where it is not known. */
  readonly plan?: { readonly sku: string; readonly included: number };
  /** What they cost a month at most, where the price is given; in its currency. */
  readonly monthly?: number;
}

export interface Afterwards {
  /** What each kind of consumer needs to pull from the registry. */
  readonly consumers: readonly ConsumerNeed[];
  /** How update bots keep seeing new tags, in Markdown; empty where there is nothing to tell. */
  readonly updates: string;
  /** What a policy that takes images of the registry only would do with the repository. */
  readonly forecast: Forecast | undefined;
  /** What Defender's gated deployment would do with the images that the gate asked about. */
  readonly gatedDeployment?: GatedDeployment;
}

export interface RulesReport {
  readonly before: number;
  readonly after: number;
  readonly cap: number;
  readonly created: readonly { readonly name: string; readonly source: string; readonly target: string }[];
  readonly withdrawn: readonly string[];
  /** Rules above the cap that are there, with the reason where this run could have withdrawn them. */
  readonly excess: readonly { readonly rule: string; readonly reason?: string }[];
}

export interface RewriteReport {
  /** Uses that the patch moves. */
  readonly moved: readonly {
    readonly file: string;
    readonly line: number;
    readonly from: string;
    readonly to: string;
  }[];
  /** Uses that have a rule and are not edited, or edited and not suggested, with the reason. */
  readonly left: readonly {
    readonly file: string;
    readonly line: number;
    readonly text: string;
    readonly reason: string;
  }[];
}

export interface ReviewReport {
  /** Suggestions posted. */
  readonly suggestions: number;
  /** One line for people: what was posted, or why nothing was. */
  readonly text: string;
}
