import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStaging } from '../../src/collector/file-staging.ts';
import { useNativeEd25519 } from '../../src/collector/native-ed25519.ts';
import { openStores } from '../../src/collector/stores.ts';
import { identityOf, signerOf, verifierOf } from '../../src/core/as-run/screen-identity.ts';
import { Collector } from '../../src/core/collector/collector.ts';
import { encodeEntryBundle } from '../../src/core/tlog/entry-bundle.ts';
import type { NoteVerifier } from '../../src/core/tlog/signed-note.ts';
import { formatAddCheckpoint } from '../../src/core/tlog/witness.ts';
import { beginOf, endOf, pieceAt, piecePath } from '../../src/core/uplink/piece.ts';
import { startHashThread } from '../../src/node/hash-thread.ts';
import { settingsOf } from '../collector/enrol.ts';
import { SampleLog } from './_verify-sample.ts';

export const title = 'Receiving: verified entries a second, in one process with the embedded stores (Node)';

const screens = Number(process.env.RECEIVING_SCREENS ?? 12);
const entriesOfEach = Number(process.env.RECEIVING_ENTRIES ?? 24_000);
/** As many screens send at once. */
const atOnce = 4;

interface Sent {
  readonly origin: string;
  readonly entries: number;
  readonly bundles: readonly { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly request: string;
}

/** Ten days of plays of each screen: what is measured is everything between a request's bytes and its answer. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'changming-bench-receiving-'));
  useNativeEd25519();
  const thread = startHashThread();
  const stores = await openStores(settingsOf(folder));
  try {
    const keys = new Map<string, NoteVerifier>();
    const collector = new Collector({
      heads: stores.heads,
      archive: stores.archive,
      staging: new FileStaging(join(folder, 'staging')),
      keys: { verifiersOf: async (origin) => [keys.get(origin)].filter((key) => key !== undefined) },
      signer: signerOf(identityOf(new Uint8Array(32).fill(255))),
      clock: { wallMs: () => Date.now() },
      sha256: thread.sha256,
    });
    const waiting: Sent[] = [];
    let bytes = 0;
    let entries = 0;
    for (let screen = 0; screen < screens; screen++) {
      const sent = await prepare(screen, keys);
      bytes += sent.bundles.reduce((sum, bundle) => sum + bundle.bytes.length, 0);
      entries += sent.entries;
      waiting.push(sent);
    }
    const answersMs: number[] = [];
    const startMs = performance.now();
    const startCpu = process.cpuUsage();
    await Promise.all(Array.from({ length: atOnce }, () => sendAll(collector, waiting, answersMs)));
    const seconds = (performance.now() - startMs) / 1_000;
    const { user, system } = process.cpuUsage(startCpu);
    print(
      `${screens} screens × ${Math.round(entries / screens)} entries of ${Math.round(bytes / entries)} bytes, ${atOnce} at once`,
    );
    print(`received, checked and stored      ${Math.round(entries / seconds)} entries/s (limit 50,000)`);
    print(
      `processor time                    ${((user + system) / 1e6).toFixed(1)} s of ${seconds.toFixed(1)} s, all threads`,
    );
    print(
      `answer to add-checkpoint          ${Math.round(median(answersMs))} ms in the median, for all entries of a screen`,
    );
  } finally {
    await stores.close();
    await thread.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sendAll(collector: Collector, waiting: Sent[], answersMs: number[]): Promise<void> {
  for (let sent = waiting.pop(); sent; sent = waiting.pop()) {
    for (const { path, bytes } of sent.bundles) {
      const { status, body } = await collector.put(sent.origin, path, bytes);
      if (status !== 204) throw new Error(`${path}: ${status} ${body}`);
    }
    const startMs = performance.now();
    const { status, body } = await collector.addCheckpoint(sent.request);
    if (status !== 200) throw new Error(`add-checkpoint: ${status} ${body}`);
    answersMs.push(performance.now() - startMs);
  }
}

async function prepare(screen: number, keys: Map<string, NoteVerifier>): Promise<Sent> {
  const seed = new Uint8Array(32).fill(screen + 1);
  const log = new SampleLog(identityOf(seed), entriesOfEach);
  const head = await log.readHead();
  if (!head) throw new Error('The sample log is empty');
  keys.set(head.origin, verifierOf(log.screen));
  const bundles: Sent['bundles'][number][] = [];
  for (let at = 0; at < head.size; ) {
    const piece = pieceAt(at, head.size);
    const entries = await log.readEntries(beginOf(piece), endOf(piece));
    bundles.push({ path: piecePath(piece), bytes: encodeEntryBundle(entries) });
    at = endOf(piece);
  }
  const request = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: head.checkpoint });
  return { origin: head.origin, entries: head.size, bundles, request };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
