import { bytesToHex } from '@noble/hashes/utils.js';
import type { Sha256 } from '../../tlog/sha256.ts';
import { type Claim, filesForPeople } from './contents.ts';
import type { ExportReader } from './export-reader.ts';
import type { Findings } from './findings.ts';
import type { Manifest } from './manifest.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A report of years is a few megabytes. */
const mostBytes = 64 * 1024 * 1024;

/** The files that people read: each read once, hashed on the way and compared with what the manifest signs. */
export class HumanFiles {
  private readonly reader: ExportReader;
  private readonly manifest: Manifest | undefined;
  private readonly format: Findings;
  private readonly sha256: Sha256;

  constructor(reader: ExportReader, manifest: Manifest | undefined, format: Findings, sha256: Sha256) {
    this.reader = reader;
    this.manifest = manifest;
    this.format = format;
    this.sha256 = sha256;
  }

  /** Whether the manifest lists exactly the files that there are to be. */
  checkList(claim: Claim): void {
    if (!this.manifest) return;
    const malformed = (detail: string) =>
      this.format.fail('manifest-malformed', { file: 'manifest', detail });
    const expected = new Set<string>(filesForPeople(claim));
    for (const path of expected) if (!this.manifest.hashes.has(path)) malformed(`it does not list ${path}`);
    for (const path of this.manifest.hashes.keys()) if (!expected.has(path)) malformed(`it lists ${path}`);
  }

  has(path: string): boolean {
    return this.reader.has(path);
  }

  /** The file in pieces. Its hash is compared when all of it has been read. */
  async *open(path: string): AsyncGenerator<Bytes, void> {
    if (!this.reader.has(path)) return;
    const hash = this.sha256.begin();
    for await (const piece of this.reader.open(path)) {
      hash.update(piece);
      yield piece;
    }
    if (!this.reader.isDamaged(path)) this.compare(path, bytesToHex(hash.digest()));
  }

  /** The whole file once more, after {@link open} has compared its hash. */
  readAgain(path: string): Promise<Bytes | undefined> {
    return this.reader.read(path, mostBytes, () => {});
  }

  /** The whole file; undefined where it is absent, damaged or far too long. */
  async read(path: string): Promise<Bytes | undefined> {
    if (!this.reader.has(path)) return undefined;
    let tooLong = false;
    const bytes = await this.reader.read(path, mostBytes, () => {
      tooLong = true;
    });
    if (tooLong)
      this.format.fail('file-changed', { file: path, detail: `it is longer than ${mostBytes} bytes` });
    if (!bytes) return undefined;
    const hash = this.sha256.begin();
    hash.update(bytes);
    this.compare(path, bytesToHex(hash.digest()));
    return bytes;
  }

  private compare(path: string, found: string): void {
    const expected = this.manifest?.hashes.get(path);
    if (expected !== undefined && expected !== found) {
      this.format.fail('file-changed', { file: path, expected, found });
    }
  }
}
