/** A blob that was read; `undefined` bytes where it is not there, is no blob, or is larger than wanted. */
export type OnBlob = (id: string, bytes: Buffer | undefined) => void;

export interface BatchReader {
  /** Takes what came next from git; pieces of any size. */
  readonly feed: (chunk: Buffer) => void;
  /** How many objects have been told, missing ones too. */
  readonly told: () => number;
  /** How many of them git does not have. */
  readonly missing: () => number;
}

const LINE_BREAK = 10;

/**
 * Reads what `git cat-file --batch` writes: `<id> blob <size>\n<bytes>\n`, and `<id> missing\n`
 * (https://git-scm.com/docs/git-cat-file, "Batch output").
 * @param largest bytes; a larger blob is passed over without being kept
 */
export function batchReader(onBlob: OnBlob, largest: number): BatchReader {
  let told = 0;
  let missing = 0;
  let header: Buffer[] = [];
  let body: Body | undefined;
  const tell: OnBlob = (id, bytes) => {
    told++;
    onBlob(id, bytes);
  };
  /** Reads as far as the header's end. @returns bytes read */
  const readHeader = (chunk: Buffer): number => {
    const end = chunk.indexOf(LINE_BREAK);
    header.push(end === -1 ? chunk : chunk.subarray(0, end));
    if (end === -1) return chunk.length;
    const line = Buffer.concat(header).toString('utf8');
    header = [];
    body = bodyAfter(line, largest);
    if (line.endsWith(' missing')) missing++;
    if (body === undefined) tell(line.split(' ')[0] ?? '', undefined);
    return end + 1;
  };
  /** Reads as far as the body's end. @returns bytes read */
  const readBody = (reading: Body, chunk: Buffer): number => {
    const piece = chunk.subarray(0, reading.left);
    if (reading.isWanted) reading.parts.push(piece);
    reading.left -= piece.length;
    if (reading.left === 0) {
      body = undefined;
      tell(reading.id, reading.isWanted ? Buffer.concat(reading.parts).subarray(0, -1) : undefined);
    }
    return piece.length;
  };
  return {
    feed: (chunk) => {
      for (let rest = chunk; rest.length > 0; ) {
        rest = rest.subarray(body === undefined ? readHeader(rest) : readBody(body, rest));
      }
    },
    told: () => told,
    missing: () => missing,
  };
}

interface Body {
  readonly id: string;
  readonly isWanted: boolean;
  readonly parts: Buffer[];
  /** Bytes still to come, with the line break that follows the object. */
  left: number;
}

/** What follows a header; `undefined` where nothing does. */
function bodyAfter(header: string, largest: number): Body | undefined {
  const [id, type, size] = header.split(' ');
  if (id === undefined || size === undefined || !/^\d{1,15}$/.test(size)) return undefined;
  return { id, isWanted: type === 'blob' && Number(size) <= largest, parts: [], left: Number(size) + 1 };
}
