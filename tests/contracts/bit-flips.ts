import { type Archive, ArchiveError } from '../../src/core/evidence/archive.ts';
import { verify } from '../../src/core/evidence/verify/verify.ts';
import { openZip } from '../../src/core/zip/open-zip.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Files = ReadonlyMap<string, Bytes>;

/** What became of one flipped bit. */
export interface Flip {
  /** The kind of file, or the field of the container, that it lies in. */
  readonly where: string;
  /**
   * - `container`: the ZIP itself does not open, or not that file.
   * - `verification`: the verdict is no.
   * - `harmless`: what is unpacked is the same to the byte.
   * - `missed`: other bytes, and the verdict is yes. Must not be.
   */
  readonly found: 'container' | 'verification' | 'harmless' | 'missed';
  /** The first failure, as `step: code`. */
  readonly by?: string;
}

/** Flips a random bit of all files, or of those `among` which it is to be, and verifies. */
export async function flipUnpacked(
  files: Files,
  player: string,
  random: () => number,
  among: (path: string) => boolean = () => true,
): Promise<Flip> {
  const candidates = [...files].filter(([path]) => among(path));
  const total = candidates.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  let at = Math.floor(random() * total);
  const [path = '', bytes = new Uint8Array()] =
    candidates.find(([, { length }]) => {
      if (at < length) return true;
      at -= length;
      return false;
    }) ?? [];
  const flipped = new Map(files).set(path, flip(bytes, at, random));
  return { where: kindOf(path), ...(await judge(archiveOf(flipped), player)) };
}

/** Flips a random bit of a ZIP and, where it still opens and holds other files than before, verifies. */
export async function flipPacked(
  zip: Bytes,
  files: Files,
  player: string,
  random: () => number,
): Promise<Flip> {
  const at = Math.floor(random() * zip.length);
  const where = fieldOf(zip, at);
  const flipped = flip(zip, at, random);
  try {
    const archive = await openZip({
      size: flipped.length,
      read: async (from, to) => flipped.slice(from, to),
    });
    if (await holdsSame(archive, files)) return { where, found: 'harmless' };
    return { where, ...(await judge(archive, player)) };
  } catch (error) {
    if (error instanceof ArchiveError) return { where, found: 'container' };
    throw error;
  }
}

/** The same numbers for the same seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function archiveOf(files: Files): Archive {
  return {
    paths: [...files.keys()],
    open: (path) => {
      const bytes = files.get(path);
      return bytes && once(bytes);
    },
  };
}

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}

async function judge(archive: Archive, player: string): Promise<Pick<Flip, 'found' | 'by'>> {
  const { holds, steps } = await verify(archive, { player });
  if (holds) return { found: 'missed' };
  const failures = steps.flatMap(({ step, findings }) =>
    findings.filter(({ severity }) => severity === 'failure').map(({ code }) => `${step}: ${code}`),
  );
  return { found: 'verification', by: failures[0] ?? '' };
}

/** Rejects with `ArchiveError` where a file cannot be read. */
async function holdsSame(archive: Archive, files: Files): Promise<boolean> {
  let isSame = archive.paths.length === files.size;
  for (const [path, expected] of files) {
    // All are read to their ends, so that a wrong checksum is told by the container.
    if (!(await holds(archive, path, expected))) isSame = false;
  }
  return isSame;
}

async function holds(archive: Archive, path: string, expected: Bytes): Promise<boolean> {
  let at = 0;
  let isSame = true;
  for await (const piece of archive.open(path) ?? []) {
    for (const byte of piece) if (byte !== expected[at++]) isSame = false;
  }
  return isSame && at === expected.length;
}

function flip(bytes: Bytes, at: number, random: () => number): Bytes {
  const flipped = bytes.slice();
  flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return flipped;
}

function kindOf(path: string): string {
  if (path.startsWith('tile/entries/')) return 'entry bundles';
  if (path.startsWith('tile/')) return 'hash tiles';
  return path;
}

const localFields = [
  [4, 'signature'],
  [6, 'version needed'],
  [8, 'flags'],
  [10, 'method'],
  [14, 'time'],
  [26, 'checksum and sizes'],
  [28, 'length of the name'],
  [30, 'length of extra data'],
] as const;

const centralFields = [
  [4, 'signature'],
  [6, 'made by'],
  [8, 'version needed'],
  [10, 'flags'],
  [12, 'method'],
  [16, 'time'],
  [28, 'checksum and sizes'],
  [34, 'lengths'],
  [36, 'disk number'],
  [42, 'attributes'],
  [46, 'offset'],
] as const;

/** In which field of the ZIP a byte lies. Walks the archive as it was written, so it must be whole. */
function fieldOf(zip: Bytes, at: number): string {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  const end = zip.length - 22;
  const directory = view.getUint32(end + 16, true);
  if (at >= end) return 'end of directory';
  for (let entry = directory; entry < end; ) {
    const nameLength = view.getUint16(entry + 28, true);
    const next =
      entry + 46 + nameLength + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
    if (at >= entry && at < next) return `directory: ${nameOf(centralFields, at - entry)}`;
    const header = view.getUint32(entry + 42, true);
    const data = header + 30 + nameLength;
    if (at >= header && at < data) return `header: ${nameOf(localFields, at - header)}`;
    if (at >= data && at < data + view.getUint32(entry + 20, true)) return 'data';
    entry = next;
  }
  return 'after data: checksum and sizes';
}

function nameOf(fields: readonly (readonly [number, string])[], at: number): string {
  return fields.find(([until]) => at < until)?.[1] ?? 'name';
}
