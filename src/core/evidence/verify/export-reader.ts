import { type Archive, ArchiveError } from '../archive.ts';
import type { Findings } from './findings.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Reads the files of an export, whose every byte may come from an attacker. What the container cannot give is said
 * once, as a finding of the step `format`, and then treated as absent.
 */
export class ExportReader {
  private readonly archive: Archive;
  private readonly format: Findings;
  private readonly paths: ReadonlySet<string>;
  private readonly damaged = new Set<string>();

  constructor(archive: Archive, format: Findings) {
    this.archive = archive;
    this.format = format;
    this.paths = new Set(archive.paths);
  }

  has(path: string): boolean {
    return this.paths.has(path);
  }

  /** Whether the container says that it has the file but cannot give it. */
  isDamaged(path: string): boolean {
    return this.damaged.has(path);
  }

  /** A file in pieces; ends early, with a finding, where the container is damaged. */
  async *open(path: string): AsyncGenerator<Bytes, void> {
    if (!this.paths.has(path)) return;
    try {
      yield* this.archive.open(path) ?? [];
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      this.reportDamage(path, error);
    }
  }

  /** A whole file, or undefined where it is absent, damaged or, with `tooLong`, longer than `mostBytes`. */
  async read(path: string, mostBytes: number, tooLong: () => void): Promise<Bytes | undefined> {
    if (!this.paths.has(path)) return undefined;
    const pieces: Bytes[] = [];
    let length = 0;
    for await (const piece of this.open(path)) {
      length += piece.length;
      if (length > mostBytes) {
        tooLong();
        return undefined;
      }
      pieces.push(piece);
    }
    return this.damaged.has(path) ? undefined : joined(pieces, length);
  }

  private reportDamage(path: string, error: ArchiveError): void {
    if (this.damaged.has(path)) return;
    this.damaged.add(path);
    this.format.fail('container-damaged', { file: error.path ?? path, detail: error.message });
  }
}

function joined(pieces: readonly Bytes[], length: number): Bytes {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Strict UTF-8, a byte order mark kept as a character; undefined where the bytes are not. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
