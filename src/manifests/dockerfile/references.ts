import { plainWords, type Span, shellWords, withoutQuotes } from '../languages/shell-words.ts';
import type { KindName } from '../model/kind-names.ts';
import type { LiteralPlace, Part, Use } from '../model/use.ts';
import { MAX_TOLD } from '../references/literal-use.ts';
import type { SourceFile } from '../source/source.ts';
import { expand, type Template, textOf, type Value, type Variables } from '../variables/expand.ts';
import { type TracedPlace, tracedUses } from '../variables/traced.ts';
import { type Argument, argumentsOfStages } from './arguments.ts';
import { flagsOf, mountSource } from './flags.ts';
import { type Instruction, readDockerfile } from './instructions.ts';

/** The images that a Dockerfile names, whether it is a file or stands in one (`kind` is that of the file). */
export function dockerfileUses(file: SourceFile, kind: KindName): readonly Use[] {
  return new DockerfileReader(file, kind).uses();
}

/** Why a reference is not known whose variable has to come from the command line. */
export function noDefault(arg: string): string {
  return `ARG ${arg} has no default`;
}

const TEMPLATE: Value = { known: false, reason: 'a template directive decides it' };

/** Variables that BuildKit sets in every FROM; their values are those of the machine or of `--platform`. */
const PLATFORM_ARGS = /^(?:TARGET|BUILD)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)$/;

class DockerfileReader {
  readonly #file: SourceFile;
  readonly #kind: KindName;
  readonly #traced: TracedPlace[] = [];
  readonly #declared: Argument[] = [];
  readonly #taken = new Set<string>();
  readonly #global = new Map<string, Value | undefined>();
  /** The ARGs of the stage; `undefined` before the first. */
  #stage: Map<string, Value | undefined> | undefined;
  /** Names of the stages so far, lower case. */
  readonly #earlier = new Set<string>();
  /** What those names begin with: `base` and `base-` of `base-amd64`. */
  readonly #beginnings = new Set<string>();
  /** Names of all stages, lower case: COPY and `--mount` may name any. */
  #stages: ReadonlySet<string> = new Set();
  #escape: '\\' | '`' = '\\';

  constructor(file: SourceFile, kind: KindName) {
    this.#file = file;
    this.#kind = kind;
  }

  uses(): readonly Use[] {
    const { syntax, instructions, ...directives } = readDockerfile(this.#file.text);
    this.#escape = directives.escape;
    this.#stages = new Set(instructions.flatMap((instruction) => stageName(instruction) ?? []));
    if (syntax !== undefined) {
      const place = { ...this.#place(syntax, 'syntax'), text: this.#file.text.slice(syntax.start, syntax.end) };
      const origin = { file: this.#file.path, start: syntax.start };
      this.#traced.push({ place, value: { known: true, pieces: [{ text: place.text, origin }] } });
    }
    for (const instruction of instructions) {
      if (this.#traced.length > MAX_TOLD) break;
      this.#read(instruction);
    }
    return this.#written(tracedUses(this.#traced));
  }

  /** The uses, those left alone whose name stands in an argument that is told to more than them. */
  #written(uses: readonly Use[]): readonly Use[] {
    const operands = this.#traced.map(({ place }) => place.text);
    const whyNot = argumentsOfStages({
      text: this.#file.text,
      declared: this.#declared,
      taken: this.#taken,
      operands,
    });
    return uses.map((use, index) => {
      const name = use.slots.find(({ writes }) => writes === 'name');
      const uneditable = name === undefined ? undefined : whyNot(operands[index] ?? '', name);
      return uneditable === undefined ? use : { ...use, slots: [], uneditable };
    });
  }

  #read(instruction: Instruction): void {
    switch (instruction.keyword) {
      case 'FROM':
        this.#from(instruction);
        return;
      case 'ARG':
        this.#arg(instruction);
        return;
      case 'COPY':
      case 'ADD':
        for (const { name, value } of flagsOf(instruction)) {
          if (name === 'from') this.#sourceOfFiles(instruction, value, 'copy-from');
        }
        return;
      case 'RUN':
        for (const { name, value } of flagsOf(instruction)) {
          const from = name === 'mount' ? mountSource(instruction.text, value) : undefined;
          if (from !== undefined) this.#sourceOfFiles(instruction, from, 'mount-from');
        }
        return;
    }
  }

  /** `FROM [--platform=…] image [AS name]`. A name that an earlier stage has is that stage. */
  #from(instruction: Instruction): void {
    const { text } = instruction;
    const span = baseOf(text);
    if (span !== undefined) {
      const value = this.#value(instruction, span, this.#globals());
      const raw = text.slice(span.start, span.end);
      const base = value.known ? textOf(value.pieces) : undefined;
      const isStage = base === undefined ? this.#choosesStage(raw) : this.#earlier.has(base.toLowerCase());
      if (!isStage && base !== 'scratch') this.#add(instruction, span, 'from', value);
    }
    const name = stageName(instruction);
    if (name !== undefined) {
      this.#earlier.add(name);
      for (const beginning of beginningsOf(name)) this.#beginnings.add(beginning);
    }
    this.#stage = new Map();
  }

  /** Whether a name with a variable that is not known chooses between stages: `FROM base-${TARGETARCH}`. */
  #choosesStage(raw: string): boolean {
    const prefix = raw.slice(0, raw.indexOf('$')).toLowerCase();
    return this.#beginnings.has(prefix);
  }

  /** `ARG NAME=value …`; the values of those before the first FROM are what FROM sees. */
  #arg(instruction: Instruction): void {
    const { text } = instruction;
    for (const { start, end } of shellWords(text, this.#escape) ?? plainWords(text)) {
      const word = text.slice(start, end);
      const equals = word.indexOf('=');
      const name = equals === -1 ? word : word.slice(0, equals);
      if (equals === -1) {
        if (this.#stage !== undefined) this.#taken.add(name);
        this.#declare(name, this.#stage === undefined ? undefined : this.#global.get(name));
      } else this.#declare(name, this.#argValue(instruction, name, { start: start + equals + 1, end }));
    }
  }

  #declare(name: string, value: Value | undefined): void {
    (this.#stage ?? this.#global).set(name, value);
  }

  #argValue(instruction: Instruction, name: string, span: Span): Value {
    const inner = withoutQuotes(instruction.text, span);
    const start = instruction.sourceOf(inner.start);
    const text = this.#textOf(instruction, inner);
    this.#declared.push({ name, start, text, isGlobal: this.#stage === undefined });
    const variable = { role: 'arg', file: this.#file.path, ...this.#file.at(start), text };
    const variables = this.#stage === undefined ? this.#globals() : this.#locals(this.#stage);
    return expand({ ...this.#template(instruction, span), variable }, variables);
  }

  /** An image or a stage that files are taken from. */
  #sourceOfFiles(instruction: Instruction, span: Span, part: Part): void {
    const value = this.#value(instruction, span, this.#locals(this.#stage ?? this.#global));
    const source = value.known ? textOf(value.pieces) : undefined;
    if (source !== undefined && (source === '' || /^\d+$/.test(source) || this.#stages.has(source.toLowerCase())))
      return;
    this.#add(instruction, span, part, value);
  }

  #value(instruction: Instruction, span: Span, variables: Variables): Value {
    return expand(this.#template(instruction, span), variables);
  }

  /** The text of a span; it has an origin only where it stands on one line. */
  #template({ text, sourceOf }: Instruction, { start, end }: Span): Template {
    const source = sourceOf(start);
    const whole = end === start || sourceOf(end - 1) === source + end - start - 1;
    return {
      text: text.slice(start, end),
      ...(whole ? { origin: { file: this.#file.path, start: source } } : {}),
      dialect: { escape: this.#escape, quotes: true },
    };
  }

  #globals(): Variables {
    return {
      lookup: (name) => this.#global.get(name),
      missing: (name) => {
        if (PLATFORM_ARGS.test(name)) return `${name} is known only when it is built`;
        return this.#global.has(name) ? noDefault(name) : `no ARG ${name} stands before the first FROM`;
      },
    };
  }

  #locals(scope: ReadonlyMap<string, Value | undefined>): Variables {
    return {
      lookup: (name) => scope.get(name),
      missing: (name) => (scope.has(name) ? noDefault(name) : `no ARG ${name} stands in this stage`),
    };
  }

  #add(instruction: Instruction, span: Span, part: Part, value: Value): void {
    const inner = withoutQuotes(instruction.text, span);
    const start = instruction.sourceOf(inner.start);
    const place = { ...this.#place({ start, end: start }, part), text: this.#textOf(instruction, inner) };
    const directive = /\{\{|<%|@@/.test(instruction.text.slice(inner.start, inner.end));
    this.#traced.push({ place, value: directive ? TEMPLATE : value });
  }

  /** What stands in the file for a span, with the ends of lines within it. */
  #textOf({ sourceOf }: Instruction, { start, end }: Span): string {
    return end === start ? '' : this.#file.text.slice(sourceOf(start), sourceOf(end - 1) + 1);
  }

  #place({ start }: Span, part: Part): Omit<LiteralPlace, 'text'> {
    return { file: this.#file, start, kind: this.#kind, part };
  }
}

/** Where the base of a FROM stands: its first word that is no flag; a template directive may have blanks in it. */
function baseOf(text: string): Span | undefined {
  const word = plainWords(text).find(({ start }) => !text.startsWith('--', start));
  if (word === undefined) return undefined;
  const open = text.indexOf('{{', word.start);
  const close = open === -1 || open >= word.end ? -1 : text.indexOf('}}', open);
  return close === -1 ? word : { start: word.start, end: Math.max(word.end, close + 2) };
}

/** The name that a FROM gives its stage, in lower case: names are compared without it. */
function stageName({ keyword, text }: Instruction): string | undefined {
  if (keyword !== 'FROM') return undefined;
  const words = plainWords(text).map(({ start, end }) => text.slice(start, end));
  const as = words.findIndex((word, index) => index > 0 && word.toLowerCase() === 'as');
  return as === -1 ? undefined : words[as + 1]?.toLowerCase();
}

/** The name up to each of its separators, with and without it. */
function beginningsOf(name: string): readonly string[] {
  const separators = name.slice(0, MAX_STAGE_NAME).matchAll(/[._-]/g);
  return Array.from(separators, ({ index }) => [name.slice(0, index), name.slice(0, index + 1)])
    .flat()
    .filter((beginning) => beginning !== '');
}

/** Far longer than any name that a person gives. */
const MAX_STAGE_NAME = 128;
