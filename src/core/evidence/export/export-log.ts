import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type ScreenIdentity, signerOf, verifierOf } from '../../as-run/screen-identity.ts';
import { emptyHead, verifyHead } from '../../as-run/tree-head.ts';
import type { AsRunHead } from '../../ports/as-run-store.ts';
import { playsCsv } from '../../report/csv.ts';
import type { AsRunReader, ReadOptions } from '../../report/extend-play-columns.ts';
import type { PlayTable } from '../../report/play-table.ts';
import { encodeBase64 } from '../../tlog/base64.ts';
import { rootOf } from '../../tlog/merkle.ts';
import { signNote, verifierKeyText } from '../../tlog/signed-note.ts';
import type { ArchiveFile } from '../archive.ts';
import type { SequenceRange } from '../carried-entries.ts';
import { figuresOf } from '../figures.ts';
import { contextOf } from './export-context.ts';
import { ExportError } from './export-error.ts';
import { manifestText, oneLine } from './manifest-text.ts';
import { type ProofReport, reportText, reportVersion } from './proof-report.ts';
import { readmeHtml } from './readme-html.ts';
import { reportHtml } from './report-html.ts';
import { isWhole, TreeFiles } from './tree-files.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface ExportOptions extends ReadOptions {
  readonly log: AsRunReader;
  /** Whose log it is; signs the manifest. */
  readonly screen: ScreenIdentity;
  /** What is claimed; the whole log when left out. */
  readonly range?: SequenceRange;
  /** ISO 8601 with offset. */
  readonly madeAt: string;
  /** Who asks for it. */
  readonly by: string;
  /** Name and version of the player. */
  readonly player: string;
}

/**
 * The files of an export, docs/export-format.md, in the order in which they are to be written. The log is read once,
 * up to the size that it had at the beginning; entries that come meanwhile are left out. Memory holds the columns of
 * what is carried (42 bytes an entry), whatever else the log holds. The same log, range and names give the same bytes.
 *
 * Precondition: each file is read to its end before the next is asked for. When this throws, what was written is to be
 * thrown away.
 * @throws ExportError
 * @throws AsRunLogError `inconsistent` when the head is not one that `screen` has signed
 */
export async function* exportLog(options: ExportOptions): AsyncGenerator<ArchiveFile, void> {
  const { log, screen } = options;
  const head = (await log.readHead()) ?? emptyHead(screen);
  verifyHead(head, screen);
  const claim = options.range ?? { from: 0, to: head.size };
  checkRange(claim, head.size);
  const context = isWhole(claim, head.size) ? [] : await contextOf(log, claim);
  const tree = new TreeFiles({ ...options, head, claim, context });
  yield* tree.files();
  yield textFile('checkpoint', head.checkpoint);
  yield textFile('key.vkey', `${verifierKeyText(verifierOf(screen))}\n`);
  yield* signedFiles(options, head, claim, tree);
}

/** What people read, and the manifest that signs it. */
async function* signedFiles(
  options: ExportOptions,
  head: AsRunHead,
  claim: SequenceRange,
  tree: TreeFiles,
): AsyncGenerator<ArchiveFile, void> {
  const { judged, claimed } = tree.carried.tables(head.origin);
  const report: ProofReport = {
    format: reportVersion,
    origin: head.origin,
    size: head.size,
    root: encodeBase64(rootOf(head.range)),
    entries: claim,
    madeAt: oneLine(options.madeAt),
    by: oneLine(options.by),
    player: oneLine(options.player),
    simulated: tree.simulated,
    figures: figuresOf({ judged, claimed }),
  };
  const files = new HashedFiles();
  yield files.hashed('plays.csv', csvChunks(claimed));
  yield files.hashed('report.json', [encode(reportText(report))]);
  yield files.hashed('report.html', [encode(reportHtml(report))]);
  yield files.hashed('README.html', [
    encode(readmeHtml(report, verifierKeyText(verifierOf(options.screen)))),
  ]);
  if (!isWhole(claim, head.size)) {
    yield files.hashed('proofs/first.tlog-proof', [encode(await tree.proof(claim.from))]);
    yield files.hashed('proofs/last.tlog-proof', [encode(await tree.proof(claim.to - 1))]);
  }
  const text = manifestText({ ...report, claim, timeZone: report.figures.timeZone, files: files.hashes() });
  yield textFile('manifest', signNote(text, manifestSigner(options.screen)));
}

/** The screen's key under another name, so that no manifest can be taken for a checkpoint or the other way round. */
function manifestSigner(screen: ScreenIdentity) {
  const signer = signerOf(screen);
  return { ...signer, name: `${signer.name}/export` };
}

function checkRange({ from, to }: SequenceRange, size: number): void {
  if (isWhole({ from, to }, size)) return;
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= size) return;
  throw new ExportError('range-empty', `there are no entries ${from} to ${to} in a log of ${size}`);
}

/** `plays.csv` of the claimed entries. Parts are made as they are asked for. */
export function* csvChunks(claimed: PlayTable): Generator<Bytes> {
  const rows = Uint32Array.from({ length: claimed.size }, (_, row) => row);
  for (const part of playsCsv(claimed, rows)) yield encode(part);
}

/** Notes the hash of each file while it is written. */
class HashedFiles {
  private readonly list: [path: string, sha256: string | undefined][] = [];

  hashed(path: string, chunks: Iterable<Bytes>): ArchiveFile {
    const index = this.list.push([path, undefined]) - 1;
    return { path, chunks: this.pass(chunks, (sha256) => this.list.splice(index, 1, [path, sha256])) };
  }

  hashes(): [path: string, sha256: string][] {
    return this.list.map(([path, sha256]) => {
      if (sha256 === undefined) throw new ExportError('file-unread', `${path} was not read to its end`);
      return [path, sha256];
    });
  }

  private *pass(chunks: Iterable<Bytes>, done: (sha256: string) => void): Generator<Bytes> {
    const hash = sha256.create();
    for (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
    done(bytesToHex(hash.digest()));
  }
}

function textFile(path: string, text: string): ArchiveFile {
  return { path, chunks: [encode(text)] };
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}
