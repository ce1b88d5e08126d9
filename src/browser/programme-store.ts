/**
 * The files of installed programmes, as fetched. They lie in Cache Storage beside their creatives and not in IndexedDB:
 * damage that makes a browser empty its databases must not take the programme along.
 *
 * A programme is written first, under its hash; then it becomes the active one by a pointer with a higher number than
 * every pointer before, so that a power cut between any two writes leaves the old one or the new one, never neither.
 */

export interface KeptFile {
  /** Absolute address it was fetched from. */
  readonly url: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface KeptProgramme {
  /** Absolute address of the programme itself, one of `files`. */
  readonly url: string;
  /** Lower-case hex, as `ResolvedProgramme.sha256`. */
  readonly sha256: string;
  readonly files: readonly KeptFile[];
  /** What the player made of the files, in its own words; opaque here. */
  readonly judgement?: Readonly<Record<string, string>>;
}

/** `active` is what plays; `candidate` is what will, once all its creatives are kept. */
export type Slot = 'active' | 'candidate';

export interface ProgrammeStore {
  read(slot: Slot): Promise<KeptProgramme | undefined>;
  /** Keeps a programme as the candidate, in place of the one before. */
  keepCandidate(programme: KeptProgramme): Promise<void>;
  /** Makes the kept programme of this hash the active one. Rejects when it is not kept. */
  activate(sha256: string): Promise<void>;
}

const cacheName = 'changming-programmes';

export class CacheProgrammeStore implements ProgrammeStore {
  readonly #root: string;

  /** @param scope absolute address of the app's folder; the entries' names lie below it and are never served */
  constructor(scope: string) {
    this.#root = new URL('programmes/', scope).href;
  }

  async read(slot: Slot): Promise<KeptProgramme | undefined> {
    const cache = await caches.open(cacheName);
    for (const pointer of await this.#pointers(cache, slot)) {
      const hash = await textAt(cache, pointer.address);
      const programme = hash === undefined ? undefined : await this.#programme(cache, hash);
      if (programme !== undefined) return programme;
    }
    return undefined;
  }

  async keepCandidate(programme: KeptProgramme): Promise<void> {
    const cache = await caches.open(cacheName);
    await cache.put(this.#programmeAddress(programme.sha256), new Response(pack(programme)));
    await this.#point(cache, 'candidate', programme.sha256);
  }

  async activate(sha256: string): Promise<void> {
    const cache = await caches.open(cacheName);
    if ((await this.#programme(cache, sha256)) === undefined) {
      throw new Error(`Cannot activate programme ${sha256}: it is not kept here`);
    }
    await this.#point(cache, 'active', sha256);
  }

  async #programme(cache: Cache, hash: string): Promise<KeptProgramme | undefined> {
    try {
      const kept = await cache.match(this.#programmeAddress(hash));
      return kept === undefined ? undefined : unpack(new Uint8Array(await kept.arrayBuffer()), hash);
    } catch {
      return undefined;
    }
  }

  async #point(cache: Cache, slot: Slot, hash: string): Promise<void> {
    const [latest, ...older] = await this.#pointers(cache, slot);
    await cache.put(`${this.#root}${slot}/${(latest?.number ?? 0) + 1}`, new Response(hash));
    for (const pointer of older) await cache.delete(pointer.address);
    await this.#dropUnnamed(cache);
  }

  /** The pointers of a slot, latest first. The one before the latest is kept as well, for a disk that lost the latest. */
  async #pointers(cache: Cache, slot: Slot) {
    const folder = `${this.#root}${slot}/`;
    return (await cache.keys())
      .filter((request) => request.url.startsWith(folder))
      .map((request) => ({ address: request.url, number: Number(request.url.slice(folder.length)) }))
      .sort((a, b) => b.number - a.number);
  }

  async #dropUnnamed(cache: Cache): Promise<void> {
    const named = new Set<string>();
    for (const slot of ['active', 'candidate'] as const) {
      for (const pointer of await this.#pointers(cache, slot)) {
        named.add(this.#programmeAddress((await textAt(cache, pointer.address)) ?? ''));
      }
    }
    const folder = this.#programmeAddress('');
    for (const { url } of await cache.keys()) {
      if (url.startsWith(folder) && !named.has(url)) await cache.delete(url);
    }
  }

  #programmeAddress(hash: string): string {
    return `${this.#root}sha256/${hash}`;
  }
}

async function textAt(cache: Cache, address: string): Promise<string | undefined> {
  try {
    return await (await cache.match(address))?.text();
  } catch {
    return undefined;
  }
}

/** One length-prefixed header, then the bytes of the files one after another: exactly as they came. */
function pack(programme: KeptProgramme): Blob {
  const files = programme.files.map(({ url, bytes }) => ({ url, size: bytes.length }));
  const header = new TextEncoder().encode(
    JSON.stringify({ url: programme.url, files, judgement: programme.judgement }),
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, header.length);
  return new Blob([length, header, ...programme.files.map((file) => file.bytes)]);
}

function unpack(bytes: Uint8Array<ArrayBuffer>, sha256: string): KeptProgramme {
  const headerEnd = 4 + new DataView(bytes.buffer).getUint32(0);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, headerEnd))) as Header;
  let at = headerEnd;
  const files = header.files.map(({ url, size }) => {
    at += size;
    return { url, bytes: bytes.slice(at - size, at) };
  });
  if (at !== bytes.length) throw new Error(`Cannot read programme ${sha256}: its kept copy is damaged`);
  return { url: header.url, sha256, files, ...(header.judgement ? { judgement: header.judgement } : {}) };
}

interface Header {
  readonly url: string;
  readonly files: readonly { readonly url: string; readonly size: number }[];
  readonly judgement?: Readonly<Record<string, string>>;
}
