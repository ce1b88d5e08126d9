import { describe, expect, it } from 'vitest';
import type { CosignedMark } from '../../../src/core/ports/cosignatures.ts';
import { appendLeaf, type CompactRange, type Hash, leafHash, rootOf } from '../../../src/core/tlog/merkle.ts';
import { earlierRoot, verifyConsistency } from '../../../src/core/tlog/proof.ts';
import { formatAddCheckpoint, parseAddCheckpoint } from '../../../src/core/tlog/witness.ts';
import { Growth } from '../../../src/core/uplink/growth.ts';
import { parsePiecePath, pieceAt, piecePath } from '../../../src/core/uplink/piece.ts';
import { addMark, defaultRetentionMs, prunableSize } from '../../../src/core/uplink/retention.ts';
import { parseRetryAfter, retryDelayMs } from '../../../src/core/uplink/retry.ts';
import { Throttle } from '../../../src/core/uplink/throttle.ts';

const daySeconds = 86_400;

describe('a wait before the next try', () => {
  it('lies anywhere below a bound that doubles up to ten minutes', () => {
    expect([1, 2, 3, 10, 11, 99].map((failures) => retryDelayMs(failures, 1))).toEqual([
      1000, 2000, 4000, 512_000, 600_000, 600_000,
    ]);
    expect(retryDelayMs(5, 0)).toBe(0);
    expect(retryDelayMs(5, 0.25)).toBe(4000);
  });

  it.each([
    ['120', 120_000],
    ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('is read from Retry-After: %s', (header, expected) => {
    expect(parseRetryAfter(header, Date.UTC(2026, 10, 22, 10))).toBe(expected);
  });
});

describe('a throttle', () => {
  it('lets no more bytes through than it may, whatever their pieces', () => {
    const throttle = new Throttle({ bytesPerSecond: 10_000, entriesPerSecond: 1e9 });
    let nowMs = 5000;
    let sent = 0;
    while (sent < 1_000_000) {
      const bytes = 1 + ((sent * 7919) % 30_000);
      nowMs = throttle.spend(nowMs, bytes, 1);
      sent += bytes;
    }
    // The bucket was full at first.
    expect((sent - 10_000) / ((nowMs - 5000) / 1000)).toBeCloseTo(10_000, 5);
  });

  it('lets four thousand entries a second through by default', () => {
    const throttle = new Throttle();
    let nowMs = 0;
    for (let sent = 0; sent < 40_960; sent += 256) nowMs = throttle.spend(nowMs, 100_000, 256);
    expect(40_960 / (nowMs / 1000)).toBeGreaterThan(4000);
    expect((40_960 - 4000) / (nowMs / 1000)).toBeCloseTo(4000, 5);
  });

  it('saves up no more than a second and is not fooled by a clock that stands', () => {
    const throttle = new Throttle({ bytesPerSecond: 1000, entriesPerSecond: 1000 });
    expect(throttle.spend(0, 1000, 0)).toBe(0);
    expect(throttle.spend(0, 500, 0)).toBe(500);
    expect(throttle.spend(3_600_000, 1500, 0)).toBe(3_600_500);
  });

  it('refuses a rate that would never let anything through', () => {
    expect(() => new Throttle({ entriesPerSecond: 0 })).toThrow(RangeError);
  });
});

describe('what may be pruned', () => {
  const now = 1000 * daySeconds;
  const nowMs = now * 1000;

  it('is what was cosigned the whole retention time ago', () => {
    const marks = [mark(100, now - 401 * daySeconds), mark(200, now - 400 * daySeconds), mark(300, now)];
    expect(prunableSize(marks, nowMs)).toBe(200);
    expect(prunableSize(marks, nowMs - 1)).toBe(100);
  });

  it('is nothing when nothing was cosigned, or nothing lately enough to know the time', () => {
    expect(prunableSize([], nowMs)).toBe(0);
    expect(prunableSize([mark(100, now - 500 * daySeconds)], nowMs)).toBe(0);
  });

  it('is not more because one of the two clocks runs ahead', () => {
    const marks = [mark(100, now), mark(200, now + 30 * daySeconds)];
    expect(prunableSize(marks, nowMs + 4000 * defaultRetentionMs)).toBe(0);
    expect(prunableSize([...marks, mark(300, now + 9000 * daySeconds)], nowMs)).toBe(0);
  });

  it('never reaches beyond what is cosigned', () => {
    for (let days = 0; days < 900; days += 37) {
      const marks = Array.from({ length: days }, (_, day) => mark(day + 1, now + day * daySeconds));
      const size = prunableSize(marks, Number.MAX_SAFE_INTEGER);
      expect(size).toBe(Math.max(0, days - 400));
    }
  });

  it('is known from one mark a day, however often the collector vouches', () => {
    let marks: CosignedMark[] = [];
    for (let minute = 0; minute < 5 * 1440; minute += 10)
      marks = addMark(marks, mark(minute + 1, minute * 60));
    expect(marks.map(({ atSeconds }) => atSeconds / daySeconds)).toEqual([
      0,
      1,
      2,
      3,
      4,
      5 - 600 / daySeconds,
    ]);
  });

  it('forgets marks from a future that the collector took back', () => {
    const marks = addMark([mark(10, now), mark(20, now + 900 * daySeconds)], mark(30, now + 60));
    expect(marks).toEqual([mark(10, now), mark(30, now + 60)]);
  });
});

describe('a piece of a bundle', () => {
  it('has a path that is read back as the same piece', () => {
    for (const piece of [
      { index: 0, from: 0, width: 256 },
      { index: 0, from: 0, width: 1 },
      { index: 3, from: 41, width: 256 },
      { index: 1_234_067, from: 254, width: 255 },
    ]) {
      expect(parsePiecePath(piecePath(piece))).toEqual(piece);
    }
    expect(piecePath({ index: 3, from: 41, width: 57 })).toBe('tile/entries/003.p/57?from=41');
    expect(pieceAt(300, 400)).toEqual({ index: 1, from: 44, width: 144 });
  });

  it.each([
    'tile/0/000',
    'tile/entries/000?from=0',
    'tile/entries/000.p/5?from=5',
    'tile/entries/000?from=-1',
    'tile/entries/000?from=1.5',
    'tile/entries/000?from=1?from=1',
    'tile/entries/000?from=01',
    '../tile/entries/000',
    'tile/entries/0',
    '',
  ])('is not what "%s" names', (path) => {
    expect(parsePiecePath(path)).toBeUndefined();
  });
});

describe('a tree that has grown', () => {
  it('has a proof of its growth that holds, from every size to every other', async () => {
    for (let size = 0; size <= 40; size++) {
      for (let oldSize = 0; oldSize <= size; oldSize++) {
        const growth = await Growth.begin(treeOf(oldSize), size);
        for (let seq = oldSize; seq < size; seq++) growth.add(entry(seq));
        expect(growth.isWhole).toBe(true);
        const claim = { ...claimOf(oldSize, size), proof: await growth.proof() };
        verifyConsistency(claim);
        expect(rootOf(growth.tree.range)).toEqual(claim.root);
      }
    }
  });

  it('is known to have had another beginning, from the proof alone', async () => {
    for (let size = 2; size <= 20; size++) {
      for (let oldSize = 1; oldSize < size; oldSize++) {
        const growth = await Growth.begin(treeOf(oldSize), size);
        for (let seq = oldSize; seq < size; seq++) growth.add(entry(seq));
        const isPerfect = treeOf(oldSize).range.length === 1;
        const proof = [...(isPerfect ? treeOf(oldSize).range : []), ...(await growth.proof())];
        const claim = { ...claimOf(oldSize, size), proof };
        expect(earlierRoot(claim)).toEqual(claim.oldRoot);
        // A proof that is merely broken accuses nobody.
        const broken = proof.map((hash, at) => (at === 0 ? hash.map((byte) => byte ^ 1) : hash));
        expect(earlierRoot({ ...claim, proof: broken })).toBeUndefined();
        expect(earlierRoot({ ...claim, proof: proof.slice(1) })).toBeUndefined();
      }
    }
  });
});

describe('an add-checkpoint request', () => {
  it('has the form of C2SP tlog-witness', () => {
    const request = {
      oldSize: 20,
      proof: [leafHash(entry(1)), leafHash(entry(2))],
      checkpoint: 'o\n21\nr\n\n— o s\n',
    };
    const text = formatAddCheckpoint(request);
    expect(text).toMatch(/^old 20\n\S{44}\n\S{44}\n\no\n21\nr\n\n— o s\n$/);
    expect(parseAddCheckpoint(text)).toEqual(request);
    const first = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: 'o\n' });
    expect(first).toBe('old 0\n\no\n');
    expect(parseAddCheckpoint(first)).toEqual({ oldSize: 0, proof: [], checkpoint: 'o\n' });
  });

  it.each([
    ['', /body: no empty line/],
    ['old 01\n\nx', /line 1: "old 01", expected "old <size>"/],
    ['old -1\n\nx', /line 1/],
    ['size 1\n\nx', /line 1/],
    ['old 9007199254740993\n\nx', /line 1/],
    ['old 1\nAAAA\n\nx', /line 2: "AAAA", expected 32 bytes/],
    [`old 1\n${'A\n'.repeat(64)}\nx`, /64 lines, expected at most 63/],
    [`old 1\n\n${'x'.repeat(20_000)}`, /expected at most 16384/],
  ])('is refused with where, what and what was expected (%#)', (text, expected) => {
    expect(() => parseAddCheckpoint(text)).toThrow(expected);
  });
});

function mark(size: number, atSeconds: number): CosignedMark {
  return { size, atSeconds };
}

function entry(seq: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`entry ${seq}`);
}

function treeOf(size: number): { size: number; range: CompactRange } {
  let range: readonly Hash[] = [];
  for (let seq = 0; seq < size; seq++) range = appendLeaf(range, seq, leafHash(entry(seq)));
  return { size, range };
}

function claimOf(oldSize: number, size: number) {
  const [oldRoot, root] = [rootOf(treeOf(oldSize).range), rootOf(treeOf(size).range)];
  return { oldSize: BigInt(oldSize), size: BigInt(size), oldRoot, root };
}
