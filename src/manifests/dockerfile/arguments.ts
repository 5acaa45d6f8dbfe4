import { countBefore } from '../../base/sorted.ts';
import type { Slot } from '../model/use.ts';
import { isVersionedWord } from '../references/certainty.ts';
import { countVariables, WHOLE } from '../variables/usage.ts';

/** An ARG that is given a value. */
export interface Argument {
  readonly name: string;
  /** Where the value stands, quotes excluded. */
  readonly start: number;
  readonly text: string;
  /** Whether it stands before the first FROM; else it is the stage's. */
  readonly isGlobal: boolean;
}

/** What a Dockerfile does with its arguments. */
export interface ArgumentUses {
  /** The whole text. */
  readonly text: string;
  /** In their order. */
  readonly declared: readonly Argument[];
  /** Names of global ones that some stage takes over: its commands are told them. */
  readonly taken: ReadonlySet<string>;
  /** Operands that name images. */
  readonly operands: readonly string[];
}

/**
 * Finds arguments that are told to more than the instructions that name images: what a stage does with `debian` in
 * `ARG DISTRO=debian` is not known, and would change with it. Who is told a whole reference as it is may well be told the moved one.
 * @returns for an operand why the place where its name is written stays as it is, where that is so
 */
export function argumentsOfStages(uses: ArgumentUses): (operand: string, place: Slot) => string | undefined {
  const { declared } = uses;
  const joined = joinedElsewhere(uses);
  const given = givenToStages(uses, joined);
  return (operand, { start }) => {
    const argument = argumentAt(start, declared);
    if (argument === undefined) return undefined;
    const isJoined = argument.isGlobal ? given.get(argument.name) : joined.has(argument.name);
    if (isJoined === undefined) return undefined;
    const isImage = WHOLE.test(operand) && isVersionedWord(argument.text);
    return isImage && !isJoined ? undefined : `${argument.name} is given to a stage, too`;
  };
}

/** The argument whose value has an offset in it. */
function argumentAt(offset: number, declared: readonly Argument[]): Argument | undefined {
  const found = declared[countBefore(declared, ({ start }) => start <= offset) - 1];
  return found !== undefined && offset <= found.start + found.text.length ? found : undefined;
}

/** Variables that stand within something longer where that is no image. */
function joinedElsewhere({ text, declared, operands }: ArgumentUses): ReadonlySet<string> {
  const known = new Map<string, number>();
  for (const own of [...operands, ...declared.map((argument) => argument.text)])
    for (const [name, { joined }] of countVariables(own)) known.set(name, (known.get(name) ?? 0) + joined);
  const counts = [...countVariables(text)];
  return new Set(counts.flatMap(([name, { joined }]) => (joined > (known.get(name) ?? 0) ? [name] : [])));
}

/** The global arguments that stages are told, by themselves or as parts of others, and whether within something longer. */
function givenToStages({ taken, declared }: ArgumentUses, joined: ReadonlySet<string>): ReadonlyMap<string, boolean> {
  const given = new Map([...taken].map((name) => [name, joined.has(name)]));
  for (const { name, text, isGlobal } of declared.toReversed()) {
    const isJoined = given.get(name);
    if (!isGlobal || isJoined === undefined) continue;
    for (const [part, within] of countVariables(text))
      given.set(part, isJoined || within.joined > 0 || given.get(part) === true);
  }
  return given;
}
