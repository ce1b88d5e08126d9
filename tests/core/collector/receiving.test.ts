import { describe, expect, it } from 'vitest';
import { verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import { Collector } from '../../../src/core/collector/collector.ts';
import { signCheckpoint } from '../../../src/core/tlog/checkpoint.ts';
import { openCosignature } from '../../../src/core/tlog/cosignature.ts';
import { encodeEntryBundle } from '../../../src/core/tlog/entry-bundle.ts';
import type { NoteVerifier } from '../../../src/core/tlog/signed-note.ts';
import { formatAddCheckpoint } from '../../../src/core/tlog/witness.ts';
import { Growth } from '../../../src/core/uplink/growth.ts';
import { LogUplink } from '../../../src/core/uplink/log-uplink.ts';
import { endOf, pieceAt, piecePath } from '../../../src/core/uplink/piece.ts';
import { MemoryBundleStaging } from '../../contracts/memory-bundle-staging.ts';
import { MemoryCosignatures } from '../../contracts/memory-cosignatures.ts';
import { MemoryEntryArchive } from '../../contracts/memory-entry-archive.ts';
import { MemoryWitnessHeads } from '../../contracts/memory-witness-heads.ts';
import { collectorSigner, ScreenLog } from '../uplink/chaos.ts';

const nowMs = 1_795_000_000_000;

describe('a collector', () => {
  it('cosigns a log whose entries were all put there, and keeps them byte for byte', async () => {
    const { collector, archive, heads } = place();
    const log = logOf(300);
    await putAll(collector, log, 0);
    const answer = await collector.addCheckpoint(await offer(log, 0));
    expect(answer).toMatchObject({ status: 200 });
    expect(openCosignature(log.head.checkpoint + answer.body, collectorSigner)).toBe(nowMs / 1000);
    expect(await archive.read(log.origin, 0, 999)).toEqual(log.entries);
    const head = await heads.read(log.origin);
    expect(head).toMatchObject({ size: 300, range: log.head.range });
    expect(openCosignature(head?.checkpoint ?? '', collectorSigner)).toBe(nowMs / 1000);
  });

  it('says from which entry on it misses something, and acknowledges nothing', async () => {
    const { collector, archive, heads } = place();
    const log = logOf(600);
    await collector.put(log.origin, 'tile/entries/000', encodeEntryBundle(log.entries.slice(0, 256)));
    const answer = await collector.addCheckpoint(await offer(log, 0));
    expect(answer).toMatchObject({ status: 424, contentType: 'text/x.changming.missing', body: '256\n' });
    expect(await heads.read(log.origin)).toBeUndefined();
    expect(await archive.read(log.origin, 0, 9)).toEqual([]);
  });

  it('takes the same tree again, and says the size to whoever comes with an old one', async () => {
    const { collector } = place();
    const log = await acknowledged(collector, 20);
    expect(await collector.addCheckpoint(await offer(log, 20))).toMatchObject({ status: 200 });
    expect(await collector.addCheckpoint(await offer(log, 0))).toEqual({
      status: 409,
      contentType: 'text/x.tlog.size',
      body: '20\n',
    });
  });

  it('does not acknowledge other entries than those that were signed', async () => {
    const { collector, heads } = place();
    const log = logOf(20);
    const wrong = log.entries.map((entry, seq) => (seq === 7 ? Uint8Array.of(1, 2, 3) : entry));
    await collector.put(log.origin, 'tile/entries/000.p/20', encodeEntryBundle(wrong));
    const answer = await collector.addCheckpoint(await offer(log, 0));
    expect(answer).toMatchObject({ status: 424, body: '0\n', alarm: { kind: 'bad-entries' } });
    expect(await heads.read(log.origin)).toBeUndefined();
  });

  it('lets one of two win that come at once; the other is told the size', async () => {
    for (let lead = 0; lead < 12; lead++) {
      const { collector, heads } = place();
      const log = logOf(20);
      await putAll(collector, log, 0);
      const short = await offer(log, 0);
      log.grow(10, () => 0.4);
      await putAll(collector, log, 0);
      const first = collector.addCheckpoint(short);
      for (let turn = 0; turn < lead; turn++) await Promise.resolve();
      const answers = await Promise.all([first, collector.addCheckpoint(await offer(log, 0))]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const size = (await heads.read(log.origin))?.size;
      expect(answers.find(({ status }) => status === 409)?.body).toBe(`${size}\n`);
    }
  });

  it.each([
    [404, 'a log that nobody enrolled', async (log: ScreenLog) => offer(log, 0), undefined],
    [403, 'a key that is revoked', async (log: ScreenLog) => offer(log, 0), []],
    [403, 'a signature of somebody else', forged, 'own'],
    [400, 'an old size that is larger', async (log: ScreenLog) => offerOf(log, 21, []), 'own'],
    [400, 'no checkpoint', async () => 'old 0\n\nhello\n', 'own'],
    [422, 'a proof where there is nothing to prove', async (log: ScreenLog) => offerOf(log, 0, [0]), 'own'],
  ] as const)('answers %i to %s', async (status, _, request, keys) => {
    const log = logOf(20);
    const { collector } = place(async () => (keys === 'own' ? [verifierOf(log.screen)] : keys));
    const answer = await collector.addCheckpoint(await request(log));
    expect(answer.status).toBe(status);
    expect(answer.body).not.toBe('');
  });

  it.each([
    ['a path that leaves the folder', 'tile/entries/../000', 1, 400],
    ['a tile of hashes', 'tile/0/000.p/1', 1, 400],
    ['fewer entries than the path says', 'tile/entries/000.p/3', 2, 400],
    ['more entries than the path says', 'tile/entries/000.p/1', 2, 400],
    ['what comes years later', 'tile/entries/x999/999.p/1', 1, 400],
  ])('refuses %s, with what it expected', async (_, path, entries, status) => {
    const { collector, staging } = place();
    const bytes = encodeEntryBundle(logOf(entries).entries);
    const answer = await collector.put(logOf(0).origin, path, bytes);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(/expected/);
    expect(staging.bytes).toBe(0);
  });

  it('asks to come back later when it has no room', async () => {
    const { collector } = place(undefined, new MemoryBundleStaging(100));
    const log = logOf(200);
    const answer = await collector.put(log.origin, 'tile/entries/000.p/200', encodeEntryBundle(log.entries));
    expect(answer).toMatchObject({ status: 503, retryAfterSeconds: 300 });
  });
});

describe('a fork', () => {
  it.each([
    [20, 'which is no power of two'],
    [16, 'which is one'],
  ])('from a copied disk is kept as evidence, with the held head as it was (size %i, %s)', async (size) => {
    const { collector, heads } = place();
    const log = await acknowledged(collector, size, 12);
    const held = await heads.read(log.origin);
    const copy = logOf(12);
    copy.grow(30, () => 0.9);
    const standing = await bring(copy, collector);
    expect(standing.state).toBe('refused');
    expect(await heads.read(log.origin)).toEqual(held);
    const [fork, ...more] = await heads.forks(log.origin);
    expect(more).toEqual([]);
    expect(fork).toMatchObject({ held: held?.checkpoint, offered: copy.head.checkpoint, seenAtMs: nowMs });
  });

  it('of the same size is kept as evidence', async () => {
    const { collector, heads } = place();
    const log = await acknowledged(collector, 20, 12);
    const copy = logOf(12);
    copy.grow(8, () => 0.9);
    const answer = await collector.addCheckpoint(offerOf(copy, 20, []));
    expect(answer).toMatchObject({ status: 409, body: '20\n', alarm: { kind: 'fork' } });
    expect(await heads.forks(log.origin)).toHaveLength(1);
    expect((await heads.read(log.origin))?.range).toEqual(log.head.range);
  });

  it('is not made by whoever sends a broken proof under a good signature', async () => {
    const { collector, heads } = place();
    const log = await acknowledged(collector, 20);
    log.grow(13, () => 0.2);
    const answer = await collector.addCheckpoint(offerOf(log, 20, [1, 2, 3, 4, 5]));
    expect(answer).toMatchObject({ status: 422, alarm: { kind: 'bad-proof' } });
    expect(await heads.forks()).toEqual([]);
  });

  it('is not what a screen is that has lost entries: it says that it is behind', async () => {
    const { collector, heads } = place();
    await acknowledged(collector, 40, 12);
    const standing = await bring(logOf(12), collector);
    expect(standing).toMatchObject({
      state: 'behind',
      detail: 'the collector has 40 entries, this screen 12',
    });
    expect(await heads.forks()).toEqual([]);
  });
});

type Keys = (origin: string) => Promise<readonly NoteVerifier[] | undefined>;

function place(
  verifiersOf: Keys = async () => [verifierOf(logOf(0).screen)],
  staging = new MemoryBundleStaging(),
) {
  const heads = new MemoryWitnessHeads();
  const archive = new MemoryEntryArchive();
  const clock = { wallMs: () => nowMs };
  const keys = { verifiersOf };
  const collector = new Collector({ heads, archive, staging, keys, signer: collectorSigner, clock });
  return { collector, heads, archive, staging };
}

/** Always the same log, of any length; logs grown with other numbers are others. */
function logOf(size: number): ScreenLog {
  const log = new ScreenLog(1);
  log.grow(size, () => 0.5);
  return log;
}

/** A log that the collector has, the same as others of {@link logOf} up to `common`. */
async function acknowledged(collector: Collector, size: number, common = 0): Promise<ScreenLog> {
  const log = logOf(common);
  log.grow(size - common, () => 0.1);
  await putAll(collector, log, 0);
  expect(await collector.addCheckpoint(await offer(log, 0))).toMatchObject({ status: 200 });
  return log;
}

async function putAll(collector: Collector, log: ScreenLog, from: number): Promise<void> {
  for (let seq = from; seq < log.entries.length; ) {
    const piece = pieceAt(seq, log.entries.length);
    const bytes = encodeEntryBundle(log.entries.slice(seq, endOf(piece)));
    expect(await collector.put(log.origin, piecePath(piece), bytes)).toMatchObject({ status: 204 });
    seq = endOf(piece);
  }
}

async function offer(log: ScreenLog, oldSize: number): Promise<string> {
  const old = await Growth.begin({ size: 0, range: [] }, oldSize);
  for (const entry of log.entries.slice(0, oldSize)) old.add(entry);
  const growth = await Growth.begin(old.tree, log.entries.length);
  for (const entry of log.entries.slice(oldSize)) growth.add(entry);
  return formatAddCheckpoint({ oldSize, proof: await growth.proof(), checkpoint: log.head.checkpoint });
}

/** With a proof of hashes that are nothing's. */
function offerOf(log: ScreenLog, oldSize: number, proof: readonly number[]): string {
  const hashes = proof.map((byte) => new Uint8Array(32).fill(byte));
  return formatAddCheckpoint({ oldSize, proof: hashes, checkpoint: log.head.checkpoint });
}

async function forged(log: ScreenLog): Promise<string> {
  const signer = { ...collectorSigner, name: log.origin };
  const root = new Uint8Array(32);
  const checkpoint = signCheckpoint({ origin: log.origin, size: 20, root }, signer);
  return formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint });
}

/** Lets the screen's own code try, until it waits for somebody to do something. */
async function bring(log: ScreenLog, collector: Collector) {
  const uplink = new LogUplink({
    origin: log.origin,
    log,
    uplink: {
      put: (...request) => collector.put(...(request.slice(0, 3) as Parameters<Collector['put']>)),
      addCheckpoint: (request) => collector.addCheckpoint(request),
    },
    cosignatures: new MemoryCosignatures(),
    collectors: [collectorSigner],
    random: () => 0.5,
  });
  for (let step = 0; step < 40 && !['refused', 'behind'].includes(uplink.standing.state); step++) {
    await uplink.step(uplink.notBeforeMs);
  }
  return uplink.standing;
}
