import type * as v from 'valibot';
import { crossCheckPlaylist, crossCheckProgramme } from './cross-check.ts';
import { type Playlist, type Programme, playlistDefinition, programmeDefinition } from './definition.ts';
import { type Fault, listedFaults } from './fault.ts';
import { type JsonFault, locate, pointerOf, readJson } from './json-reader.ts';
import type { Phrase } from './phrase.ts';
import { findFaults, outputOf, type Report, same } from './validate.ts';

/** Either the value, or everything that is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** In the order of the document, at most {@link listedFaults}. */
      readonly faults: Fault[];
      /** How many more there are. */
      readonly unlisted?: number;
    };

const maxFileBytes = 8 * 1024 * 1024;

/**
 * A playlist from the bytes of its file, defaults filled in.
 * @param file path or address, for the messages
 */
export function parsePlaylist(bytes: Uint8Array, file: string): Parsed<Playlist> {
  return parseFile(bytes, file, playlistDefinition, crossCheckPlaylist);
}

/** A programme from the bytes of its file, defaults filled in; its playlists are not read here. */
export function parseProgramme(bytes: Uint8Array, file: string): Parsed<Programme> {
  return parseFile(bytes, file, programmeDefinition, crossCheckProgramme);
}

/** Faults as a result: those beyond the limit are counted. */
export function refused(faults: readonly Fault[], unlisted = 0): Parsed<never> {
  const more = Math.max(0, faults.length - listedFaults) + unlisted;
  return { ok: false, faults: faults.slice(0, listedFaults), ...(more > 0 ? { unlisted: more } : {}) };
}

/** What every file goes through: size, UTF-8, strict JSON, the definition, then what it cannot say. */
export function parseFile<T extends v.GenericSchema>(
  bytes: Uint8Array,
  file: string,
  definition: T,
  crossCheck: (value: unknown, report: Report) => void,
): Parsed<v.InferOutput<T>> {
  if (bytes.byteLength > maxFileBytes) return refused([tooLarge(bytes.byteLength, file)]);
  const collected = new Faults(file);
  const text = decode(bytes, collected);
  if (text === undefined) return refused(collected.unplaced());
  const { value, faults } = readJson(text);
  for (const fault of faults) collected.addJson(fault);
  const output = value === undefined ? undefined : judge(value, definition, crossCheck, collected);
  if (collected.size > 0 || output === undefined) return refused(collected.inOrder(text));
  return { ok: true, value: output };
}

/** The value with its defaults; undefined when faults were found. */
function judge<T extends v.GenericSchema>(
  value: unknown,
  definition: T,
  crossCheck: (value: unknown, report: Report) => void,
  collected: Faults,
): v.InferOutput<T> | undefined {
  const report: Report = (path, found, expected) => collected.add(pointerOf(path), found, expected);
  const output = outputOf(definition, value);
  // First what a place itself demands: the first fault found there speaks for it.
  if (output === undefined) findFaults(definition, value, report);
  crossCheck(value, report);
  return output;
}

/** Faults of one file while they are gathered: the first one found at a place speaks for it. */
class Faults {
  readonly #file: string;
  readonly #found = new Map<string, { fault: Fault; offset?: number }>();
  constructor(file: string) {
    this.#file = file;
  }

  get size(): number {
    return this.#found.size;
  }

  add(pointer: string, found: Phrase, expected: Phrase, offset?: number): void {
    if (this.#found.has(pointer)) return;
    const zh = { found: found.zh, expected: expected.zh };
    const fault = { pointer, found: found.en, expected: expected.en, file: this.#file, zh };
    this.#found.set(pointer, { fault, ...(offset === undefined ? {} : { offset }) });
  }

  addJson(fault: JsonFault): void {
    const [found, expected] = phraseOf(fault);
    this.add(fault.pointer, found, expected, fault.offset);
  }

  /** Without lines: there is no text to count them in. */
  unplaced(): Fault[] {
    return [...this.#found.values()].map(({ fault }) => fault);
  }

  inOrder(text: string): Fault[] {
    const offsets = locate(text, [...this.#found.keys()]);
    const placed = [...this.#found.values()].map(({ fault, offset }) => ({
      fault,
      offset: offset ?? offsets.get(fault.pointer) ?? 0,
    }));
    const lines = new Lines(text);
    return placed
      .sort((a, b) => a.offset - b.offset)
      .map(({ fault, offset }) => ({ ...fault, ...lines.at(offset) }));
  }
}

/** Line and column of offsets asked for in rising order. */
class Lines {
  readonly #text: string;
  #line = 1;
  #lineStart = 0;
  #lineEnd: number;
  constructor(text: string) {
    this.#text = text;
    this.#lineEnd = this.#endFrom(0);
  }

  at(offset: number): { line: number; column: number } {
    while (this.#lineEnd < offset) {
      this.#line += 1;
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = this.#endFrom(this.#lineStart);
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  #endFrom(start: number): number {
    const end = this.#text.indexOf('\n', start);
    return end < 0 ? Number.POSITIVE_INFINITY : end;
  }
}

function decode(bytes: Uint8Array, faults: Faults): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith('\ufeff')) return text;
    faults.add('', byteOrderMark, withoutMark, 0);
    return text.slice(1);
  } catch {
    faults.add('', invalidUtf8(bytes), utf8);
    return undefined;
  }
}

/** The lossy text differs from the bytes from the first invalid one on. */
function invalidUtf8(bytes: Uint8Array): Phrase {
  const lossy = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const at = bytes.findIndex((byte, index) => byte !== lossy[index]);
  const line = bytes.subarray(0, at).reduce((count, byte) => count + (byte === 10 ? 1 : 0), 1);
  return { en: `bytes that are no UTF-8 in line ${line}`, zh: `第 ${line} 行有不是 UTF-8 的字节` };
}

function tooLarge(size: number, file: string): Fault {
  return {
    pointer: '',
    file,
    found: `${size} bytes`,
    expected: `at most ${maxFileBytes} bytes (8 MiB)`,
    zh: { found: `${size} 字节`, expected: `不超过 ${maxFileBytes} 字节（8 MiB）` },
  };
}

function phraseOf(fault: JsonFault): [found: Phrase, expected: Phrase] {
  const shown = JSON.stringify(fault.found);
  switch (fault.kind) {
    case 'duplicate-key':
      return [{ en: `the key ${shown} a second time`, zh: `重复的键 ${shown}` }, keyOnce];
    case 'forbidden-key':
      return [{ en: `the key ${shown}`, zh: `键 ${shown}` }, keyOfFormat];
    default:
      return [
        syntaxFound(fault.found, shown),
        { en: `JSON: ${fault.expected}`, zh: `JSON：${fault.expected}` },
      ];
  }
}

function syntaxFound(found: string, shown: string): Phrase {
  return found === 'the end of the file' ? { en: found, zh: '文件结尾' } : same(shown);
}

const byteOrderMark: Phrase = { en: 'a byte order mark', zh: '字节顺序标记（BOM）' };
const withoutMark: Phrase = { en: 'UTF-8 without one', zh: '不带 BOM 的 UTF-8' };
const utf8: Phrase = { en: 'UTF-8', zh: 'UTF-8 编码' };
const keyOnce: Phrase = { en: 'each key once', zh: '每个键只出现一次' };
const keyOfFormat: Phrase = { en: 'a key of the format', zh: '格式规定的键' };
