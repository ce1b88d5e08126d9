import { describe, expect, it } from 'vitest';
import { identityOf, originOf, verifierOf } from '../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../src/core/as-run/tree-head.ts';
import { Collector } from '../../src/core/collector/collector.ts';
import type { Uplink } from '../../src/core/ports/uplink.ts';
import { openCosignature } from '../../src/core/tlog/cosignature.ts';
import { ed25519 } from '../../src/core/tlog/ed25519.ts';
import { encodeEntryBundle } from '../../src/core/tlog/entry-bundle.ts';
import type { NoteSigner } from '../../src/core/tlog/signed-note.ts';
import { formatAddCheckpoint } from '../../src/core/tlog/witness.ts';
import { MemoryBundleStaging } from './memory-bundle-staging.ts';
import { MemoryEntryArchive } from './memory-entry-archive.ts';
import { MemoryWitnessHeads } from './memory-witness-heads.ts';

const screen = identityOf(new Uint8Array(32).fill(3));
export const uplinkOrigin = originOf(screen);
const seed = new Uint8Array(32).fill(4);
export const uplinkCollectorKey: NoteSigner = {
  name: 'collector.example',
  secretKey: seed,
  publicKey: ed25519.getPublicKey(seed),
};

/** A collector in memory that knows one screen. */
export function contractCollector() {
  const heads = new MemoryWitnessHeads();
  const archive = new MemoryEntryArchive();
  const staging = new MemoryBundleStaging(100_000);
  const collector = new Collector({
    heads,
    archive,
    staging,
    keys: { verifiersOf: async (origin) => (origin === uplinkOrigin ? [verifierOf(screen)] : undefined) },
    signer: uplinkCollectorKey,
    clock: { wallMs: () => 1_795_000_000_000 },
  });
  return { collector, heads, archive, staging };
}

export interface ContractLog {
  readonly origin: string;
  readonly entries: Uint8Array<ArrayBuffer>[];
  readonly head: ReturnType<typeof growHead>;
  readonly readHead: () => Promise<ReturnType<typeof growHead>>;
  readonly readEntries: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>[]>;
}

/** A log of that screen with every byte in it. */
export function contractLog(size: number): ContractLog {
  const entries = Array.from({ length: size }, (_, seq) =>
    Uint8Array.from({ length: 300 }, (_, at) => (at + seq) & 255),
  );
  const head = growHead(emptyHead(screen), entries, screen);
  const readEntries = async (from: number, to: number) => entries.slice(from, to);
  return { origin: uplinkOrigin, entries, head, readHead: async () => head, readEntries };
}

export interface OpenedUplink {
  readonly uplink: Uplink;
  readonly close: () => Promise<void>;
}

/** What every way to a collector promises: requests arrive, and answers come back, as they are. */
export function uplinkContract(name: string, open: (collector: Collector) => Promise<OpenedUplink>): void {
  describe(`${name} as a way to the collector`, () => {
    const use = async (
      action: (uplink: Uplink, place: ReturnType<typeof contractCollector>) => Promise<void>,
    ) => {
      const place = contractCollector();
      const { uplink, close } = await open(place.collector);
      try {
        await action(uplink, place);
      } finally {
        await close();
      }
    };

    it('carries bundles byte for byte, and the cosignature back', () =>
      use(async (uplink, { archive }) => {
        const { origin, entries, head } = contractLog(20);
        const [first, rest] = [entries.slice(0, 20), entries.slice(5)];
        const path = 'tile/entries/000.p/20';
        expect((await uplink.put(origin, `${path}?from=5`, encodeEntryBundle(rest))).status).toBe(204);
        expect((await uplink.put(origin, path, encodeEntryBundle(first))).status).toBe(204);
        const request = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: head.checkpoint });
        const answer = await uplink.addCheckpoint(request);
        expect(answer.status).toBe(200);
        expect(openCosignature(head.checkpoint + answer.body, uplinkCollectorKey)).toBe(1_795_000_000);
        expect(await archive.read(origin, 0, 99)).toEqual(entries);
        expect(await uplink.addCheckpoint(request)).toMatchObject({
          status: 409,
          contentType: 'text/x.tlog.size',
          body: '20\n',
        });
      }));

    it('says what is missing, what is unknown and what is wrong', () =>
      use(async (uplink) => {
        const { origin, head } = contractLog(20);
        const request = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: head.checkpoint });
        expect(await uplink.addCheckpoint(request)).toMatchObject({
          status: 424,
          contentType: 'text/x.changming.missing',
          body: '0\n',
        });
        expect(await uplink.addCheckpoint('hello')).toMatchObject({ status: 400 });
        const other = 'changming/aaaaaaaaaaaaaaaa/1';
        const one = Uint8Array.of(0, 0);
        expect(await uplink.put(other, 'tile/entries/000.p/1', one)).toMatchObject({ status: 404 });
        const wrong = await uplink.put(origin, 'tile/entries/000.p/2', one);
        expect(wrong).toMatchObject({ status: 400, contentType: 'text/plain' });
        expect(wrong.body).toMatch(/it has 1 entries, not 2/);
      }));

    it('says how long to wait', () =>
      use(async (uplink) => {
        const full = encodeEntryBundle([new Uint8Array(60_000), new Uint8Array(60_000)]);
        const answer = await uplink.put(uplinkOrigin, 'tile/entries/000.p/2', full);
        expect(answer).toMatchObject({ status: 503, retryAfterMs: 300_000 });
      }));

    it('asks nothing once it was called off', () =>
      use(async (uplink, { staging }) => {
        const controller = new AbortController();
        controller.abort();
        const { origin, entries } = contractLog(1);
        const put = uplink.put(origin, 'tile/entries/000.p/1', encodeEntryBundle(entries), controller.signal);
        await expect(put).rejects.toMatchObject({ name: 'UplinkError', code: 'aborted' });
        expect(staging.bytes).toBe(0);
      }));
  });
}
