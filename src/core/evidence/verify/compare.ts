type Bytes = Uint8Array<ArrayBuffer>;

/** Where two texts part: the line, and what stands there in either. */
export interface LineDifference {
  /** Counted from 1. */
  readonly line: number;
  readonly expected: string;
  readonly found: string;
}

const longestQuote = 400;

/**
 * Compares a text with what it should be, both in pieces. Reads `found` to its end also where it has come to differ.
 * @param expected pieces of whole lines
 */
export async function firstLineDifference(
  found: AsyncIterable<Bytes>,
  expected: Iterable<Bytes>,
  onPiece: (lines: number) => void = () => {},
): Promise<LineDifference | undefined> {
  const should = new Pieces(expected, onPiece);
  let difference: LineDifference | undefined;
  for await (const piece of found) {
    for (let at = 0; at < piece.length && !difference; ) {
      const rest = should.rest();
      const same = sameLength(piece, at, rest);
      should.advance(same);
      at += same;
      if (same < rest.length && at < piece.length) difference = should.difference(piece, at);
      else if (rest.length === 0) difference = should.difference(piece, at);
    }
  }
  if (!difference && should.rest().length > 0) difference = should.difference(new Uint8Array(), 0);
  return difference;
}

/** Walks through pieces of whole lines. */
class Pieces {
  private readonly pieces: Iterator<Bytes>;
  private readonly onPiece: (lines: number) => void;
  private piece: Bytes = new Uint8Array();
  private at = 0;
  private linesBefore = 0;

  constructor(pieces: Iterable<Bytes>, onPiece: (lines: number) => void) {
    this.pieces = pieces[Symbol.iterator]();
    this.onPiece = onPiece;
  }

  /** What is left of the present piece, or the next; empty after the last. */
  rest(): Bytes {
    while (this.at === this.piece.length) {
      const next = this.pieces.next();
      if (next.done) return new Uint8Array();
      this.linesBefore += linesIn(this.piece, this.piece.length);
      this.onPiece(this.linesBefore);
      this.piece = next.value;
      this.at = 0;
    }
    return this.piece.subarray(this.at);
  }

  advance(by: number): void {
    this.at += by;
  }

  /** What stands here, beside what does in `found` at `foundAt`. */
  difference(found: Bytes, foundAt: number): LineDifference {
    const start = this.piece.lastIndexOf(lineFeed, this.at - 1) + 1;
    const begin = this.at === 0 ? 0 : start;
    return {
      line: this.linesBefore + linesIn(this.piece, this.at) + 1,
      expected: quote(this.piece, begin),
      found: quote(found, Math.max(0, foundAt - (this.at - begin))),
    };
  }
}

const lineFeed = 0x0a;

function sameLength(piece: Bytes, from: number, other: Bytes): number {
  const most = Math.min(piece.length - from, other.length);
  let same = 0;
  while (same < most && piece[from + same] === other[same]) same++;
  return same;
}

function linesIn(bytes: Bytes, until: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0 && at < until; at = bytes.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}

function quote(bytes: Bytes, from: number): string {
  const end = bytes.indexOf(lineFeed, from);
  const line = bytes.subarray(from, Math.min(end < 0 ? bytes.length : end, from + longestQuote));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(line).trimEnd();
}

/** A place in a value where another is not the same, as a JSON pointer. */
export interface ValueDifference {
  readonly at: string;
  readonly expected: string;
  readonly found: string;
}

/** The first place where `found` is not `expected`, going by the structure of `expected`. */
export function firstValueDifference(
  found: unknown,
  expected: unknown,
  at = '',
): ValueDifference | undefined {
  if (Object.is(found, expected)) return undefined;
  if (!isObject(found) || !isObject(expected) || Array.isArray(found) !== Array.isArray(expected)) {
    return { at, expected: brief(expected), found: brief(found) };
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const difference = firstValueDifference(own(found, key), own(expected, key), `${at}/${key}`);
    if (difference) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, longestQuote);
}
