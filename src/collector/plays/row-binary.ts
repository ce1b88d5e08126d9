/**
 * ClickHouse's `RowBinary`: values one after another, little-endian, strings after their length as a varint. Any byte
 * can be said as it is, and no server parses text.
 */
export class RowWriter {
  #bytes: Buffer<ArrayBuffer>;
  #length = 0;
  /** Of words that come again and again, and of nothing else. */
  readonly #words = new Map<string, Buffer>();

  constructor(capacity = 65_536) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written so far; valid until something more is. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  uint8(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  uint16(value: number): void {
    this.uint8(value & 255);
    this.uint8(value >>> 8);
  }

  int16(value: number): void {
    this.uint16(value & 65_535);
  }

  uint32(value: number): void {
    this.#room(4);
    const at = this.#length;
    // By hand, because `writeUInt32LE` checks its value and this is most of what a row is made of.
    this.#bytes[at] = value;
    this.#bytes[at + 1] = value >>> 8;
    this.#bytes[at + 2] = value >>> 16;
    this.#bytes[at + 3] = value >>> 24;
    this.#length = at + 4;
  }

  /** A whole number from 0 to 2^53. */
  uint64(value: number): void {
    this.uint32(value % word);
    this.uint32(Math.floor(value / word));
  }

  /** A whole number from -2^53 to 2^53. */
  int64(value: number): void {
    const high = Math.floor(value / word);
    this.uint32(value - high * word);
    this.uint32(high >>> 0);
  }

  /** Bytes as they are, without a length: the value of a fixed type. */
  raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  string(bytes: Uint8Array): void {
    this.#room(bytes.length + longestVarint);
    let rest = bytes.length;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#bytes[this.#length++] = (rest % 128) | 128;
    this.#bytes[this.#length++] = rest;
    this.raw(bytes);
  }

  /** A string that comes often: its bytes are kept. */
  word(text: string): void {
    this.string(this.#words.get(text) ?? this.#learn(text));
  }

  #learn(text: string): Buffer {
    const bytes = Buffer.from(text);
    if (this.#words.size >= mostWords) this.#words.clear();
    this.#words.set(text, bytes);
    return bytes;
  }

  #room(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads what a `select` gave as `RowBinary`, value by value. */
export class RowReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  uint8(): number {
    return this.#bytes.readUInt8(this.#at++);
  }

  uint32(): number {
    this.#at += 4;
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  /** @throws RangeError beyond 2^53 */
  uint64(): number {
    const low = this.uint32();
    const value = this.uint32() * word + low;
    if (!Number.isSafeInteger(value)) throw new RangeError(`Cannot read ${value}: more than 2^53`);
    return value;
  }

  /** How many values of a list follow. */
  size(): number {
    return this.#varint();
  }

  /** A copy. */
  string(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#next());
  }

  text(): string {
    return this.#next().toString('utf8');
  }

  #next(): Buffer {
    const length = this.#varint();
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('Cannot read a string: the rows end within it');
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
}

const word = 2 ** 32;
const longestVarint = 10;
const mostWords = 65_536;
