import { count } from '../../base/counting.ts';
import { sentences } from '../../base/sentences.ts';
import { IMAGE_STATES, toldStates } from '../../defender/image-states.ts';
import { nameOf, parseReference } from '../../images/reference.ts';
import { worstFirst, worstRank } from '../finding-text.ts';
import type { RunReport } from '../run-report.ts';
import { refusalReasons, storingReasons } from './reasons.ts';

/** Something to do next, and how. */
export interface NextStep {
  /** One line. */
  readonly text: string;
  /** What does it, one line an entry; `<…>` is to be filled in. */
  readonly commands: readonly string[];
  /** Unless for a shell. */
  readonly language?: 'yaml';
}

/** More than a person does next. */
const MAX_STEPS = 5;

/** What to do next, the step that unblocks most first. */
export function nextSteps(report: RunReport): readonly NextStep[] {
  const images = (number: number) => count(number, 'image');
  const waiting = [
    ...refusalReasons(report.plan?.refused ?? []).map(({ title, remedy, commands, images: { length } }) => ({
      text: sentences(`${images(length)} ${length === 1 ? 'waits' : 'wait'}: ${title}`, remedy),
      ...{ commands, number: length },
    })),
    ...storingReasons(report.warmed).map(({ title, remedy, images: { length } }) => ({
      text: sentences(`${images(length)}: ${title}`, remedy),
      ...{ commands: [], number: length },
    })),
    ...openStates(report),
    ...rulesToCreate(report),
  ].toSorted((one, other) => other.number - one.number);
  const last: readonly NextStep[] = edits(report);
  const steps: readonly NextStep[] = [...errors(report), ...findings(report), ...waiting, ...consumers(report)];
  return [...steps.slice(0, MAX_STEPS - last.length), ...last].map(({ text, commands, language }) => ({
    ...{ text, commands },
    ...(language === undefined ? {} : { language }),
  }));
}

function errors({ problems }: RunReport): readonly NextStep[] {
  const [first] = problems;
  if (first === undefined) return [];
  if (problems.length === 1) return [{ text: first.message, commands: [] }];
  const text = `Mend the ${problems.length} things that went wrong, see Problems below; until then not all is known.`;
  return [{ text, commands: [] }];
}

/** The gate's worst image, and what opens the gate for it. */
function findings({ gate }: RunReport): readonly NextStep[] {
  const failing = gate.images.filter(({ state }) => IMAGE_STATES[state].judgement === 'fails');
  const [worst] = failing.toSorted(
    (one, other) => worstRank(one) - worstRank(other) || other.blocking.length - one.blocking.length,
  );
  if (worst === undefined) return [];
  const [finding] = worstFirst(worst.blocking).map((entry) => entry.finding);
  const which = failing.length === 1 ? worst.image : `${images(failing.length)} (${worst.image} first)`;
  const accept =
    finding?.id === undefined
      ? []
      : [`accept-findings: ${finding.id}@${finding.package} until <YYYY-MM-DD> because <reason>`];
  return [
    {
      text: `Take versions of ${which} without these findings, or accept what you must, for a time:`,
      commands: accept,
      language: 'yaml',
    },
  ];
}

function images(number: number): string {
  return count(number, 'image');
}

/** What the gate could not decide, as one thing; what is not known for a reason of another stage is told there. */
function openStates({ gate, plan }: RunReport) {
  const refused = new Set(plan?.refused.map(({ source }) => source));
  const open = gate.images.filter(({ image, state, unresolved }) => {
    const { judgement } = IMAGE_STATES[state];
    if (judgement !== 'undecided' && judgement !== 'unjudged') return false;
    return unresolved !== true || (state !== 'not-checked' && !refused.has(nameIn(image)));
  });
  const states = open.map(({ state }) => state);
  const [worst] = states.toSorted((one, other) => IMAGE_STATES[one].rank - IMAGE_STATES[other].rank);
  if (worst === undefined) return [];
  const remedy = IMAGE_STATES[worst].remedy ?? 'run again later';
  const text = `The gate has no verdict on ${images(open.length)} (${toldStates(states, 'undecided', 'unjudged').join(', ')})`;
  return [{ text: sentences(text, remedy), commands: [], number: open.length }];
}

/** The name of an image as reports have it, without tag and digest. */
function nameIn(image: string): string {
  const reference = parseReference(image);
  return reference === undefined ? image : nameOf(reference);
}

function rulesToCreate({ tally, registry, apply }: RunReport) {
  if (tally.planned === 0 || registry === undefined) return [];
  const what = `Create ${count(tally.rulesToCreate, 'cache rule')}: ${images(tally.planned)} can move then`;
  return [
    {
      text: sentences(what, `This run did not: ${apply.reason}`),
      commands: [`acr-artifact-cache run --registry ${registry} --apply`],
      number: tally.planned,
    },
  ];
}

/** Who is to pull from the registry must be able to, before anything is moved. */
function consumers({ afterwards, rewrite }: RunReport): readonly NextStep[] {
  if (rewrite.moved.length === 0) return [];
  const [first, ...others] = afterwards.consumers.filter(({ canLogIn, command }) => canLogIn && command !== undefined);
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` (and ${others.map(({ name }) => name).join(', ')}, see below)`;
  return [
    {
      text: `Before the images move, let ${first.name} pull${more}. ${first.need}`,
      commands: first.command === undefined ? [] : [first.command],
    },
  ];
}

function edits({ rewrite, review, registry }: RunReport): readonly NextStep[] {
  if (review.suggestions > 0) {
    return [{ text: `Commit the ${count(review.suggestions, 'suggestion')} on the pull request.`, commands: [] }];
  }
  if (rewrite.moved.length === 0 || registry === undefined) return [];
  return [
    {
      text: `Apply the patch: it moves ${count(rewrite.moved.length, 'use')} to ${registry}.`,
      commands: [`acr-artifact-cache rewrite --registry ${registry} | git apply`],
    },
  ];
}
