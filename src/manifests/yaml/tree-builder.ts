import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { YamlDocument, YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from './nodes.ts';

/** Longer lines hold more than one image or command. */
const MAX_LINE = 4096;

/** A collection whose end has not been met yet. */
type Open =
  | { readonly node: YamlSequence; readonly items: YamlNode[] }
  | { readonly node: YamlMapping; readonly entries: YamlEntry[]; key: YamlNode | undefined };

/** Where the text that is parsed comes from; all three have the same length. */
export interface Source {
  /** What stands in the file. */
  readonly original: string;
  /** The same with breaks of lines as YAML 1.2 has them: what scalars are decoded from. */
  readonly written: string;
  /** What is added to every offset. */
  readonly base: number;
}

/** Builds the tree of js-yaml's events, each document with anchors of its own. */
export class TreeBuilder {
  readonly #original: string;
  readonly #written: string;
  readonly #base: number;
  /** Whether what is parsed is what stands in the file. */
  readonly #isOriginal: boolean;
  readonly #documents: YamlDocument[] = [];
  #hasAliases = false;
  readonly #open: Open[] = [];
  #anchors = new Map<string, YamlNode>();

  constructor(text: string, { original, written, base }: Source) {
    this.#original = original;
    this.#written = written;
    this.#base = base;
    this.#isOriginal = text === original;
  }

  build(events: readonly Event[]): readonly YamlDocument[] {
    // The stream closes documents and collections alike; only collections are on the stack.
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          this.#endDocument();
          break;
        case EVENT_ID.POP:
          this.#open.pop();
          break;
        case EVENT_ID.SEQUENCE: {
          const items: YamlNode[] = [];
          const anchor = this.#slice(event.anchorStart, event.anchorEnd);
          const tag = this.#slice(event.tagStart, event.tagEnd);
          const node: YamlSequence = {
            type: 'sequence',
            start: this.#base + event.start,
            flow: event.style === COLLECTION_STYLE.FLOW,
            anchor,
            items,
          };
          // `!reference [.job, image]` stands for something else than the list that it is written as.
          if (tag === undefined || /^!(?:!|<)/.test(tag)) this.#add(node);
          else this.#add({ type: 'alias', start: node.start, anchor: tag, target: undefined });
          this.#open.push({ node, items });
          break;
        }
        case EVENT_ID.MAPPING: {
          const entries: YamlEntry[] = [];
          const anchor = this.#slice(event.anchorStart, event.anchorEnd);
          const node: YamlMapping = {
            type: 'mapping',
            start: this.#base + event.start,
            flow: event.style === COLLECTION_STYLE.FLOW,
            anchor,
            entries,
          };
          this.#add(node);
          this.#open.push({ node, entries, key: undefined });
          break;
        }
        case EVENT_ID.SCALAR:
          this.#add(this.#scalar(event));
          break;
        case EVENT_ID.ALIAS: {
          const anchor = this.#slice(event.anchorStart, event.anchorEnd) ?? '';
          const start = this.#base + event.anchorStart;
          this.#add({ type: 'alias', start, anchor, target: this.#anchors.get(anchor) });
          this.#hasAliases = true;
          break;
        }
      }
    }
    this.#endDocument();
    return this.#documents;
  }

  /** Anchors and aliases are those of one document. */
  #endDocument(): void {
    const last = this.#documents.pop();
    if (last !== undefined) this.#documents.push(this.#hasAliases ? { ...last, hasAliases: true } : last);
    this.#hasAliases = false;
    this.#anchors = new Map();
  }

  #add(node: YamlNode): void {
    if (node.type !== 'alias' && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    const open = this.#open.at(-1);
    if (open === undefined) this.#documents.push({ root: node });
    else if ('items' in open) open.items.push(node);
    else if (open.key === undefined) open.key = node;
    else {
      open.entries.push({ key: open.key, value: node });
      open.key = undefined;
    }
  }

  #scalar(event: ScalarEvent): YamlScalar {
    const { valueStart, valueEnd } = event;
    const isFast = event.fast && this.#isOriginal;
    const value = getScalarValue(this.#written, isFast === event.fast ? event : { ...event, fast: isFast });
    const scalar: YamlScalar = this.#lineOfBlock(event, value) ?? {
      type: 'scalar',
      start: valueStart < 0 ? -1 : this.#base + valueStart,
      end: valueStart < 0 ? -1 : this.#base + valueEnd,
      style: STYLES[event.style],
      anchor: this.#slice(event.anchorStart, event.anchorEnd),
      tag: this.#slice(event.tagStart, event.tagEnd),
      value,
      verbatim:
        valueStart >= 0 &&
        (isFast || (value.length === valueEnd - valueStart && this.#original.startsWith(value, valueStart))),
    };
    return scalar.tag !== undefined && BINARY.test(scalar.tag) ? asText(scalar) : scalar;
  }

  /** A block of one line means what that line says: it is told as it stands there, without its indentation and line ends. */
  #lineOfBlock(event: ScalarEvent, written: string): YamlScalar | undefined {
    const { style, valueStart, valueEnd } = event;
    const value = written.trim();
    if ((style !== SCALAR_STYLE.FOLDED_BLOCK && style !== SCALAR_STYLE.LITERAL_BLOCK) || valueStart < 0)
      return undefined;
    if (value === '' || value.length > MAX_LINE || value.includes('\n')) return undefined;
    const found = this.#written.slice(valueStart, valueEnd).indexOf(value);
    if (found === -1 || !this.#original.startsWith(value, valueStart + found)) return undefined;
    const start = this.#base + valueStart + found;
    return {
      type: 'scalar',
      start,
      end: start + value.length,
      style: STYLES[style],
      anchor: this.#slice(event.anchorStart, event.anchorEnd),
      tag: this.#slice(event.tagStart, event.tagEnd),
      value,
      verbatim: true,
    };
  }

  #slice(start: number, end: number): string | undefined {
    return start < 0 ? undefined : this.#written.slice(start, end);
  }
}

/** A text in base64 (https://yaml.org/type/binary.html). */
const BINARY = /^!(?:!binary|<tag:yaml\.org,2002:binary>)$/;

/** What readers of manifests take it for: the text itself. */
function asText(scalar: YamlScalar): YamlScalar {
  return { ...scalar, value: Buffer.from(scalar.value, 'base64').toString('utf8'), verbatim: false };
}

const STYLES = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
} as const;
