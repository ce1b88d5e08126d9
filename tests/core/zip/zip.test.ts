import fc from 'fast-check';
import { strToU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { type Archive, ArchiveError, type ArchiveFile } from '../../../src/core/evidence/archive.ts';
import { isArchivePath } from '../../../src/core/zip/archive-path.ts';
import { crc32 } from '../../../src/core/zip/crc32.ts';
import { openZip } from '../../../src/core/zip/open-zip.ts';
import { blobAccess } from '../../../src/core/zip/random-access.ts';
import { writeZip } from '../../../src/core/zip/write-zip.ts';

vi.setConfig({ testTimeout: 120_000 });

const modified = '2026-11-22T10:14:21.000+08:00';
const long = strToU8('the same again and again, '.repeat(8000));
const files: ArchiveFile[] = [
  { path: 'checkpoint', chunks: [strToU8('short')] },
  { path: 'tile/0/000', chunks: [new Uint8Array(64).fill(7)], incompressible: true },
  { path: 'empty', chunks: [] },
  { path: '说明/中文.txt', chunks: [strToU8('汉字')] },
  { path: 'plays.csv', chunks: streamed(long, 10_000) },
];
const contents = {
  checkpoint: 'short',
  'tile/0/000': '\u0007'.repeat(64),
  empty: '',
  '说明/中文.txt': '汉字',
  'plays.csv': text(long),
};

describe('a ZIP file', () => {
  it('gives back what was written, known beforehand or streamed', async () => {
    expect(await contentsOf(await open(await zipped(fresh())))).toEqual(contents);
  });

  it('is read by an implementation of its own as well', async () => {
    const read = unzipSync(await zipped(fresh()));
    expect(Object.fromEntries(Object.entries(read).map(([path, bytes]) => [path, text(bytes)]))).toEqual(
      contents,
    );
  });

  it('gives back any files', async () => {
    const content = fc.uint8Array({ maxLength: 3000 });
    const any = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,5}(\/[a-z]{1,5}){0,2}$/), content), {
      selector: ([path]) => path,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(any, async (list) => {
        const zip = await zipped(
          list.map(([path, bytes], index) => ({ path, chunks: index % 2 ? [bytes] : streamed(bytes, 100) })),
        );
        const expected = list.map(([path, bytes]) => [path, text(bytes)]);
        expect(await contentsOf(await open(zip))).toEqual(Object.fromEntries(expected));
      }),
      { numRuns: 40 },
    );
  });

  it('is read in few large pieces where many small files lie side by side', async () => {
    const many = Array.from({ length: 300 }, (_, file) => ({
      path: `tile/${file % 2 ? 'entries' : 0}/${String(file).padStart(3, '0')}`,
      bytes: new Uint8Array(4000).fill(file % 128),
    }));
    const zip = await zipped(
      many.map(({ path, bytes }) => ({ path, chunks: [bytes], incompressible: true })),
    );
    const file = blobAccess(new Blob([zip]));
    let reads = 0;
    const archive = await openZip({
      size: file.size,
      read(from, to) {
        reads++;
        return file.read(from, to);
      },
    });
    expect(await contentsOf(archive)).toEqual(
      Object.fromEntries(many.map(({ path, bytes }) => [path, text(bytes)])),
    );
    // 1.2 MB in windows of a quarter of one, and the directory.
    expect(reads).toBeLessThan(10);
  });

  it('is the same to the byte for the same files, and keeps the local time it is given', async () => {
    const zip = await zipped(fresh());
    expect(Buffer.compare(zip, await zipped(fresh()))).toBe(0);
    // 10:14:20 (in steps of two seconds) on 22 November 2026.
    expect(new DataView(zip.buffer).getUint32(10, true)).toBe(
      (((46 << 9) | (11 << 5) | 22) << 16) | (10 << 11) | (14 << 5) | 10,
    );
  });

  it('has dates also where the clock is beyond what a ZIP file can say', async () => {
    for (const modified of ['1970-01-01T00:00:00Z', '+012026-01-01T00:00:00Z', 'nonsense']) {
      expect(await contentsOf(await open(await zipped(fresh(), modified)))).toEqual(contents);
    }
  });

  it('that was packed again with folders of their own and a comment is read too', async () => {
    const zip = await zipped([{ path: 'tile/', chunks: [] }, ...fresh()]);
    const commented = Uint8Array.from([...zip, ...strToU8('PK\u0005\u0006 packed again')]);
    new DataView(commented.buffer).setUint16(zip.length - 2, commented.length - zip.length, true);
    expect(await contentsOf(await open(commented))).toEqual(contents);
  });

  it('knows no other files than those it lists', async () => {
    expect((await open(await zipped(fresh()))).open('constructor')).toBeUndefined();
  });

  it('is not made of more files than it can count', async () => {
    const many = function* () {
      for (let file = 0; file <= 65_535; file++) yield { path: String(file), chunks: [] };
    };
    await expect(zipped(many())).rejects.toThrow(ArchiveError);
  });
});

describe('a ZIP file is refused', () => {
  it.each([
    '../outside',
    'a/../../outside',
    '/etc/passwd',
    'C:/windows',
    'a\\b',
    './a',
    'a//b',
    'a/./b',
    '..',
    'a\u0000b',
    'a\u202eb',
    '',
  ])('with a file named %j', async (path) => {
    expect(isArchivePath(path)).toBe(false);
    await expect(open(await zipped([{ path, chunks: [strToU8('x')] }]))).rejects.toThrow(ArchiveError);
  });

  it('with two files of one name', async () => {
    const twice = [...fresh(), { path: 'checkpoint', chunks: [strToU8('other')] }];
    await expect(open(await zipped(twice))).rejects.toMatchObject({
      name: 'ArchiveError',
      path: 'checkpoint',
    });
  });

  it.each<[string, (zip: Uint8Array, view: DataView, record: number) => void, string]>([
    ['is encrypted', (_, view, record) => view.setUint16(record + 8, 1, true), 'encrypted'],
    ['uses another method', (_, view, record) => view.setUint16(record + 10, 12, true), 'method 12'],
    ['overlaps the next', (_, view, record) => view.setUint32(record + 20, 1 << 20, true), 'overlaps'],
    ['overlays another', (_, view, record) => view.setUint32(record + 42, 0, true), 'overlaps'],
    [
      'lies beyond the directory',
      (_, view, record) => view.setUint32(record + 42, 1 << 24, true),
      'overlaps',
    ],
    ['is of ZIP64', (_, view, record) => view.setUint32(record + 24, 0xffffffff, true), 'ZIP64'],
    ['has a name that is not UTF-8', (zip, _, record) => zip.fill(0xff, record + 46, record + 47), 'UTF-8'],
  ])('when a file %s', async (_, patch, complaint) => {
    const zip = await zipped(fresh());
    const record = recordOf(zip, 'plays.csv');
    patch(zip, new DataView(zip.buffer), record);
    await expect(open(zip)).rejects.toThrow(ArchiveError);
    await expect(open(zip)).rejects.toThrow(complaint);
  });

  it('when it says to hold more than 16 GiB', async () => {
    const zip = await zipped(
      [1, 2, 3, 4, 5].map((file) => ({ path: `${file}`, chunks: streamed(long, 1000) })),
    );
    const view = new DataView(zip.buffer);
    for (const file of [1, 2, 3, 4, 5]) view.setUint32(recordOf(zip, `${file}`) + 24, 0xfffffffe, true);
    await expect(open(zip)).rejects.toThrow('too many');
  });

  it.each([0, 1, 21, 22, 100])('when only %i bytes of it are there', async (length) => {
    await expect(open((await zipped(fresh())).slice(0, length))).rejects.toThrow(ArchiveError);
  });

  it('when there are no bytes of a ZIP file in it', async () => {
    await expect(open(new Uint8Array(200_000))).rejects.toThrow('not a ZIP file');
  });
});

describe('a damaged file in a ZIP', () => {
  it('that goes on beyond its stated size is given up there, so that it cannot fill memory', async () => {
    const zip = await zipped([{ path: 'bomb', chunks: streamed(new Uint8Array(40_000_000), 1 << 20) }]);
    new DataView(zip.buffer).setUint32(recordOf(zip, 'bomb') + 24, 1000, true);
    const archive = await open(zip);
    await expect(contentsOf(archive)).rejects.toMatchObject({ path: 'bomb' });
  });

  it('never gives other contents without an error, whichever single bit of the container is flipped', async () => {
    const zip = await zipped([
      { path: 'a', chunks: [strToU8('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')] },
      { path: 'b', chunks: [Uint8Array.of(1, 2, 3)], incompressible: true },
    ]);
    const whole = await contentsOf(await open(zip));
    let found = 0;
    for (let bit = 0; bit < zip.length * 8; bit++) {
      const flipped = zip.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const read = await open(flipped).then(contentsOf).catch(asArchiveError);
      if (read instanceof ArchiveError) found++;
      // A flipped name is another file; whoever asks for the first one misses it.
      else
        for (const [path, content] of Object.entries(read))
          expect([undefined, content]).toContain(whole[path]);
    }
    expect(found).toBeGreaterThan(zip.length * 4);
  });
});

describe('CRC-32', () => {
  it('is that of the specification, in one go or in parts', () => {
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926);
    expect(crc32(strToU8('56789'), crc32(strToU8('1234')))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });
});

function fresh(): ArchiveFile[] {
  return files.map((file) =>
    file.path === 'plays.csv' ? { ...file, chunks: streamed(long, 10_000) } : file,
  );
}

function* streamed(bytes: Uint8Array, step: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.slice(at, at + step);
}

async function zipped(list: Iterable<ArchiveFile>, at = modified): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of writeZip(list, { modified: at })) parts.push(part);
  return Uint8Array.from(Buffer.concat(parts));
}

function open(zip: Uint8Array<ArrayBuffer>): Promise<Archive> {
  return openZip(blobAccess(new Blob([zip])));
}

async function contentsOf(archive: Archive): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const path of archive.paths) {
    const parts: Uint8Array[] = [];
    for await (const part of archive.open(path) ?? []) parts.push(part.slice());
    contents[path] = text(Buffer.concat(parts));
  }
  return contents;
}

function asArchiveError(error: unknown): ArchiveError {
  if (error instanceof ArchiveError) return error;
  throw error;
}

/** Where the directory's record of a file begins. */
function recordOf(zip: Uint8Array, path: string): number {
  const name = Buffer.from(path);
  for (
    let at = Buffer.from(zip).lastIndexOf(name);
    at >= 0;
    at = Buffer.from(zip).lastIndexOf(name, at - 1)
  ) {
    if (Buffer.from(zip).readUInt32LE(at - 46) === 0x02014b50) return at - 46;
  }
  throw new Error(`${path} is not in the directory`);
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
