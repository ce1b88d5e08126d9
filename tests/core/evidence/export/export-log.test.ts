import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { identityOf, verifierOf } from '../../../../src/core/as-run/screen-identity.ts';
import { exportLog } from '../../../../src/core/evidence/export/export-log.ts';
import { playsCsv } from '../../../../src/core/report/csv.ts';
import { readPlayTable } from '../../../../src/core/report/extend-play-columns.ts';
import { filterPlays } from '../../../../src/core/report/filter.ts';
import { MemoryPlayColumnsStore } from '../../../../src/core/report/memory-play-columns-store.ts';
import { decodeEntryBundle } from '../../../../src/core/tlog/entry-bundle.ts';
import { leafHash } from '../../../../src/core/tlog/merkle.ts';
import { inclusionProof, verifyInclusion } from '../../../../src/core/tlog/proof.ts';
import { openNote, parseVerifierKey } from '../../../../src/core/tlog/signed-note.ts';
import {
  parseTilePath,
  tileHashReader,
  tilePath,
  tilesOf,
  tileWidth,
} from '../../../../src/core/tlog/tile.ts';
import { parseTlogProof } from '../../../../src/core/tlog/tlog-proof.ts';
import { lobbyEntries } from '../../../contracts/lobby-log.ts';
import { naiveRoot, verifyNaively } from '../../tlog/independent-verification.ts';
import { asked, type Files, filesOf, SignedLog, screen, textOf } from './signed-log.ts';

vi.setConfig({ testTimeout: 120_000 });

const lobby = [...lobbyEntries({ plays: 700, lastDate: '2026-11-22' })];
const origin = `changming/${screen.screenId}/1`;

describe('an export of the whole log', () => {
  it.each([0, 1, 255, 256, 257, 600])(
    'of %i entries carries every entry and tile, and the checkpoint',
    async (size) => {
      const log = new SignedLog(lobby.slice(0, size));
      const files = await filesOf(log);
      const tiles = [...tilesOf(size)].map(tilePath);
      const bundles = [...files.keys()].filter((path) => path.startsWith('tile/entries/'));
      expect([...files.keys()].filter((path) => /^tile\/\d/.test(path)).sort()).toEqual(tiles.sort());
      expect(entriesIn(files)).toEqual(log.entries.map(text));
      expect(bundles).toHaveLength(Math.ceil(size / 256));
      verifyNaively(textOf(files, 'checkpoint'), origin, log.entries, screen.publicKey);
      expect(parseVerifierKey(textOf(files, 'key.vkey').trimEnd())).toEqual(verifierOf(screen));
      expect([...files.keys()].filter((path) => path.startsWith('proofs/'))).toEqual([]);
    },
  );

  it('has a manifest in which the screen signs what it claims and the files that people read', async () => {
    const files = await filesOf(new SignedLog(lobby));
    const text = openNote(textOf(files, 'manifest'), { ...verifierOf(screen), name: `${origin}/export` });
    const sum = (path: string) =>
      createHash('sha256')
        .update(files.get(path) ?? '')
        .digest('hex');
    expect(text.split('\n')).toEqual([
      'changming.export/v1',
      `origin ${origin}`,
      `size ${lobby.length}`,
      `entries 0 ${lobby.length}`,
      'made-at 2026-11-22T10:00:00.000+08:00',
      'by 督导组 王芳',
      'player Changming 0.1.0',
      'time-zone Asia/Shanghai',
      ...['plays.csv', 'report.json', 'report.html', 'README.html'].map((path) => `${sum(path)}  ${path}`),
      '',
    ]);
  });

  it('never lets a name become a line of its own', async () => {
    const files = await filesOf(new SignedLog(lobby.slice(0, 9)), {
      by: 'x\nsimulated\r\n\u2028y',
      player: '',
    });
    const lines = textOf(files, 'manifest').split('\n');
    expect(lines).toContain('by x simulated y');
    expect(lines).toContain('player -');
    expect(lines).not.toContain('simulated');
  });

  it('says in its manifest and report that it is simulated, if an entry says so', async () => {
    const entries = lobby.map((entry) =>
      entry.type === 'on-air' ? { ...entry, simulated: true as const } : entry,
    );
    const files = await filesOf(new SignedLog(entries));
    expect(textOf(files, 'manifest')).toContain('\nsimulated\n');
    expect(JSON.parse(textOf(files, 'report.json')).simulated).toBe(true);
    for (const page of ['report.html', 'README.html']) expect(textOf(files, page)).toContain('模拟数据');
  });

  it('lists its plays as the auditor’s page does', async () => {
    const log = new SignedLog(lobby);
    const table = await readPlayTable(log, new MemoryPlayColumnsStore());
    const csv = [...playsCsv(table, filterPlays(table, {}))].join('');
    expect(textOf(await filesOf(log), 'plays.csv')).toBe(csv);
    expect(csv.split('\r\n')).toHaveLength(700 + 2);
  });

  it('is the same to the byte when made again', async () => {
    const log = new SignedLog(lobby);
    expect(digests(await filesOf(log))).toEqual(digests(await filesOf(log)));
  });

  it('leaves out what is written meanwhile', async () => {
    const log = new SignedLog(lobby.slice(0, 300));
    const later = new SignedLog(lobby);
    let first = true;
    const growing = {
      readHead: () => log.readHead(),
      readEntries: async (from: number, to: number) => {
        if (first) log.entries = later.entries;
        first = false;
        return log.readEntries(from, to);
      },
    };
    expect(entriesIn(await filesOf(growing))).toEqual(later.entries.slice(0, 300).map(text));
  });
});

describe('an export of a range', () => {
  const range = { from: 300, to: 480 };

  it('proves every claimed entry by what it carries, and carries no bundle that it need not', async () => {
    const log = new SignedLog(lobby);
    const files = await filesOf(log, { range });
    const root = Uint8Array.from(naiveRoot(log.entries));
    const size = BigInt(lobby.length);
    const read = tileHashReader(lobby.length, (tile) => files.get(tilePath(tile)) ?? new Uint8Array());
    const carried = carriedEntries(files);
    for (let seq = range.from; seq < range.to; seq++) {
      const leaf = leafHash(carried.get(seq) ?? new Uint8Array());
      const proof = await inclusionProof(BigInt(seq), size, read);
      verifyInclusion({ index: BigInt(seq), size, leaf, proof, root });
    }
    expect(carried.has(600)).toBe(false);
    expect(
      openNote(textOf(files, 'manifest'), { ...verifierOf(screen), name: `${origin}/export` }),
    ).toContain('\nentries 300 480\n');
  });

  it.each(['first', 'last'])('has a tlog-proof of its %s entry', async (which) => {
    const log = new SignedLog(lobby);
    const files = await filesOf(log, { range });
    const { index, proof, checkpoint } = parseTlogProof(textOf(files, `proofs/${which}.tlog-proof`));
    const seq = which === 'first' ? range.from : range.to - 1;
    expect(index).toBe(BigInt(seq));
    verifyNaively(checkpoint, origin, log.entries, screen.publicKey);
    const leaf = leafHash(log.entries[seq] ?? new Uint8Array());
    const root = Uint8Array.from(naiveRoot(log.entries));
    verifyInclusion({ index, size: BigInt(lobby.length), leaf, proof, root });
  });

  it('lists the plays of the range alone, with their numbers in the log', async () => {
    const csv = textOf(await filesOf(new SignedLog(lobby), { range }), 'plays.csv')
      .trimEnd()
      .split('\r\n');
    const expected = lobby.slice(range.from, range.to).filter(({ type }) => type === 'play');
    expect(csv.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(expected.map(({ seq }) => seq));
  });
});

describe('an export is refused', () => {
  const log = new SignedLog(lobby.slice(0, 300));

  it.each([
    ['for no entries', { from: 5, to: 5 }],
    ['for entries that are not there', { from: 0, to: 301 }],
    ['for a range turned round', { from: 9, to: 3 }],
    ['for half an entry', { from: 0.5, to: 3 }],
  ])('%s', async (_, range) => {
    await expect(filesOf(log, { range })).rejects.toMatchObject({ code: 'range-empty' });
  });

  it('when an entry is not the one that was signed', async () => {
    const damaged = new SignedLog(lobby.slice(0, 300));
    damaged.entries[7] = Uint8Array.from(damaged.entries[7] ?? [], (byte, at) => byte ^ (at === 40 ? 1 : 0));
    await expect(filesOf(damaged)).rejects.toMatchObject({ code: 'root-differs' });
    await expect(filesOf(damaged, { range: { from: 100, to: 120 } })).rejects.toMatchObject({
      code: 'root-differs',
    });
  });

  it('when entries are missing', async () => {
    const short = new SignedLog(lobby.slice(0, 300));
    short.entries.pop();
    await expect(filesOf(short)).rejects.toMatchObject({ code: 'entries-missing' });
  });

  it('when the log is another screen’s', async () => {
    const other = identityOf(new Uint8Array(32).fill(12));
    await expect(filesOf(log, { screen: other })).rejects.toMatchObject({ code: 'inconsistent' });
  });

  it('when a file is not read to its end', async () => {
    const skipping = async () => {
      let files = 0;
      for await (const _ of exportLog({ log, ...asked })) files++;
      return files;
    };
    await expect(skipping()).rejects.toMatchObject({ code: 'file-unread' });
  });

  it('when it is called off', async () => {
    const reason = new Error('enough');
    await expect(filesOf(log, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

function entriesIn(files: Files): string[] {
  return [...carriedEntries(files)].sort(([a], [b]) => a - b).map(([, entry]) => text(entry));
}

function text(entry: Uint8Array): string {
  return Buffer.from(entry).toString('latin1');
}

function carriedEntries(files: Files): Map<number, Uint8Array<ArrayBuffer>> {
  const carried = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const [path, bytes] of files) {
    const tile = parseTilePath(path);
    if (tile?.level !== 'entries') continue;
    decodeEntryBundle(bytes, tile.width).forEach((entry, row) => {
      carried.set(tile.index * tileWidth + row, entry);
    });
  }
  return carried;
}

function digests(files: Files): [string, string][] {
  return [...files].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]);
}
