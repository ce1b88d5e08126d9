/**
 * JSON (RFC 8259) read with what `JSON.parse` hides: where a fault stands, object keys given twice, and keys that
 * would reach a prototype. The text comes from outside and is not trusted.
 */
export interface JsonFault {
  readonly pointer: string;
  readonly kind: 'syntax' | 'duplicate-key' | 'forbidden-key';
  /** Position in the text, in UTF-16 units. */
  readonly offset: number;
  readonly found: string;
  /** Named for a `syntax` fault only. */
  readonly expected?: string;
}

export interface JsonReading {
  /** Undefined when the text is not JSON. */
  readonly value: unknown;
  readonly faults: readonly JsonFault[];
}

/** Deep enough for every file of ours, shallow enough for the call stack of a lift panel. */
const deepest = 64;

export function readJson(text: string): JsonReading {
  const reader = new JsonReader(text, undefined);
  return { value: reader.document(), faults: reader.faults };
}

/** Where each of `pointers` stands in a JSON text: the offset of the value, or of what it is missing from. */
export function locate(text: string, pointers: readonly string[]): Map<string, number> {
  const offsets = new Map<string, number>();
  new JsonReader(text, new Landmark(pointers, offsets)).document();
  return offsets;
}

/** The pointers wanted below one place: a tree, so that millions of unwanted values cost nothing. */
class Landmark {
  readonly #below = new Map<string, Landmark>();
  readonly #offsets: Map<string, number>;
  #pointers: string[] = [];

  constructor(pointers: readonly string[], offsets: Map<string, number>) {
    this.#offsets = offsets;
    for (const pointer of pointers) this.#leaf(pointer).#pointers.push(pointer);
  }

  at(key: string | number): Landmark | undefined {
    return this.#below.get(String(key));
  }

  reached(offset: number): void {
    for (const pointer of this.#pointers) this.#offsets.set(pointer, offset);
    for (const below of this.#below.values()) below.reached(offset);
  }

  #leaf(pointer: string): Landmark {
    let place: Landmark = this;
    for (const token of pointer.split('/').slice(1)) {
      const key = token.replace(/~1/g, '/').replace(/~0/g, '~');
      const next = place.#below.get(key) ?? new Landmark([], this.#offsets);
      place.#below.set(key, next);
      place = next;
    }
    return place;
  }
}

/** JSON pointer of a path of keys and indices. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

class SyntaxFault extends Error {}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[\w+.-]+/y;
const hasOwn = Object.prototype.hasOwnProperty;

class JsonReader {
  readonly faults: JsonFault[] = [];
  readonly #text: string;
  #landmark: Landmark | undefined;
  readonly #path: (string | number)[] = [];
  #at = 0;

  constructor(text: string, landmark: Landmark | undefined) {
    this.#text = text;
    this.#landmark = landmark;
  }

  document(): unknown {
    try {
      const value = this.#value();
      this.#skipSpace();
      if (this.#at < this.#text.length) this.#fail('the end of the file');
      return value;
    } catch (error) {
      if (error instanceof SyntaxFault) return undefined;
      throw error;
    }
  }

  #value(): unknown {
    this.#skipSpace();
    this.#landmark?.reached(this.#at);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      case 't':
        return this.#literal('true', true);
      case 'f':
        return this.#literal('false', false);
      case 'n':
        return this.#literal('null', null);
      default:
        return this.#number();
    }
  }

  #valueAt(key: string | number): unknown {
    const above = this.#landmark;
    this.#landmark = above?.at(key);
    const value = this.#value();
    this.#landmark = above;
    return value;
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#enter();
    if (this.#closes('}')) return object;
    do {
      this.#member(object);
    } while (this.#continues('}'));
    return object;
  }

  #member(object: Record<string, unknown>): void {
    this.#skipSpace();
    const offset = this.#at;
    if (this.#text[offset] !== '"') this.#fail('a key in double quotes');
    const key = this.#string();
    this.#path.push(key);
    // An own `__proto__` is harmless here but not in the next program that copies the object.
    if (key === '__proto__') this.#report('forbidden-key', offset, key);
    else if (hasOwn.call(object, key)) this.#report('duplicate-key', offset, key);
    this.#skipSpace();
    if (this.#text[this.#at] !== ':') this.#fail('":"');
    this.#at += 1;
    const value = this.#valueAt(key);
    if (key !== '__proto__') object[key] = value;
    this.#path.pop();
  }

  #array(): unknown[] {
    const array: unknown[] = [];
    this.#enter();
    if (this.#closes(']')) return array;
    do {
      this.#path.push(array.length);
      array.push(this.#valueAt(array.length));
      this.#path.pop();
    } while (this.#continues(']'));
    return array;
  }

  #enter(): void {
    if (this.#path.length >= deepest) this.#fail(`at most ${deepest} levels`);
    this.#at += 1;
  }

  #closes(bracket: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at += 1;
    return true;
  }

  #continues(bracket: string): boolean {
    if (this.#closes(bracket)) return false;
    if (this.#text[this.#at] !== ',') this.#fail(`"," or "${bracket}"`);
    this.#at += 1;
    return true;
  }

  #string(): string {
    const start = this.#at;
    let plain = true;
    for (let at = start + 1; ; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        return plain ? this.#text.slice(start + 1, at) : this.#unescape(start, at + 1);
      }
      if (code === 92) {
        plain = false;
        at += 1;
      } else if (!(code >= 32)) {
        this.#at = Math.min(at, this.#text.length);
        this.#fail("a closing '\"' on the same line");
      }
    }
  }

  #unescape(start: number, end: number): string {
    try {
      return JSON.parse(this.#text.slice(start, end)) as string;
    } catch {
      this.#at = start;
      return this.#fail('a string with valid escapes');
    }
  }

  #literal<T>(name: string, value: T): T {
    word.lastIndex = this.#at;
    if (word.exec(this.#text)?.[0] !== name) this.#fail('a JSON value');
    this.#at += name.length;
    return value;
  }

  #number(): number {
    number.lastIndex = this.#at;
    word.lastIndex = this.#at;
    const found = number.exec(this.#text)?.[0];
    if (found === undefined || word.exec(this.#text)?.[0] !== found) this.#fail('a JSON value');
    this.#at += found.length;
    return Number(found);
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at += 1;
    }
  }

  #report(kind: JsonFault['kind'], offset: number, found: string, expected?: string): void {
    const pointer = pointerOf(this.#path);
    this.faults.push({ pointer, kind, offset, found, ...(expected === undefined ? {} : { expected }) });
  }

  #fail(expected: string): never {
    this.#report('syntax', this.#at, this.#textHere(), expected);
    throw new SyntaxFault();
  }

  #textHere(): string {
    word.lastIndex = this.#at;
    const here = word.exec(this.#text)?.[0] ?? this.#text.slice(this.#at, this.#at + 1);
    if (here === '') return 'the end of the file';
    return here.length > 24 ? `${here.slice(0, 24)}…` : here;
  }
}
