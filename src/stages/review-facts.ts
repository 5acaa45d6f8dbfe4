import type { GateResult } from '../defender/gate.ts';
import { IMAGE_STATES } from '../defender/image-states.ts';
import { formatReference, nameOf, parseReference } from '../images/reference.ts';
import type { Rewritten } from '../manifests/rewrite.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import { findingsInMarkdown } from '../report/finding-text.ts';
import type { MoveFacts } from '../review/comment-body.ts';
import type { EnsureResult } from '../rules/ensure.ts';
import { plain } from '../text/markdown.ts';
import { type ClassifiedUse, imageOf } from '../uses/classes.ts';
import type { Planned } from './plan.ts';
import { resultIndex } from './warm.ts';

/** What the stages before the review have come to. */
export interface BeforeReview {
  readonly planned: Planned;
  readonly ensured: EnsureResult | undefined;
  readonly warmed: readonly WarmResult[];
  readonly gate: GateResult;
}

/** Findings that a comment names; the summary has more, the report all. */
const MAX_FINDINGS = 3;

/** What reviewers are told of the images that move, by move. */
export function moveFacts(
  moves: readonly Rewritten<ClassifiedUse>[],
  { planned, ensured, warmed, gate }: BeforeReview,
): (move: Rewritten) => MoveFacts {
  const covered = new Map((ensured?.covered ?? planned.plan?.covered ?? []).map((source) => [source.source, source]));
  const created = new Set(ensured?.created.map(({ name }) => name));
  const judged = new Map(gate.images.map((image) => [image.image, image]));
  const resultOf = resultIndex(warmed);
  const known = new Map<Rewritten, Omit<MoveFacts, 'from' | 'to'>>(
    moves.map((move) => {
      const { use } = move;
      const cover = use.source === undefined ? undefined : covered.get(nameOf(use.source));
      const said = judged.get(imageOf(use));
      return [
        move,
        {
          ...(cover === undefined ? {} : { rule: { name: cover.rule, isNew: created.has(cover.rule) } }),
          stored: STORED[resultOf(use)?.status ?? 'not-served'],
          ...(said === undefined ? {} : { judged: { fails: failsGate(said.state, gate), text: verdictOf(said) } }),
        },
      ];
    }),
  );
  return (move) => ({
    from: move.use.image ?? move.use.text,
    to: movedName(move),
    stored: undefined,
    ...known.get(move),
  });
}

/** The reference as it will be, as far as the use itself tells what is pulled. */
function movedName({ use, move: { registry, repository, digest } }: Rewritten): string {
  const { tag, digest: own = digest } = parseReference(use.pulls ?? use.image ?? '') ?? {};
  return formatReference({
    ...{ registry, repository },
    ...(tag === undefined ? {} : { tag }),
    ...(own === undefined ? {} : { digest: own }),
  });
}

const STORED = {
  warm: 'stored',
  'served-unconfirmed': 'served',
  'not-served': undefined,
} as const satisfies Record<WarmResult['status'], MoveFacts['stored']>;

function failsGate(state: GateResult['images'][number]['state'], { verdict }: GateResult): boolean {
  return IMAGE_STATES[state].judgement === 'fails' && verdict !== 'no gate';
}

function verdictOf({ reasons, blocking }: GateResult['images'][number]): string {
  const found = findingsInMarkdown(blocking, MAX_FINDINGS).join(', ');
  return `${plain(reasons.join('; '))}${found === '' ? '' : `: ${found}`}`;
}
