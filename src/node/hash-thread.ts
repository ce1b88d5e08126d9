import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Sha256 } from '../core/tlog/sha256.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Asked {
  readonly answer: (hashes: Bytes) => void;
  readonly fail: (error: Error) => void;
}

/** A megabyte at a time goes through it. */
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 16 };

/** A bundle of plays has about 150 kB. */
const carrierBytes = 256 * 1024;

export interface HashThread {
  readonly sha256: Sha256;
  /** What is asked after that is never answered. */
  stop(): Promise<unknown>;
}

/** Node's SHA-256, which hashes trees in a thread of its own until it is stopped. */
export function startHashThread(): HashThread {
  const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url), { resourceLimits, execArgv: [] });
  const asked: Asked[] = [];
  const carriers: ArrayBuffer[] = [];
  worker.on('message', ({ hashes, carrier }: { hashes: Bytes; carrier: ArrayBuffer }) => {
    carriers.push(carrier);
    asked.shift()?.answer(hashes);
  });
  worker.on('error', (error) => {
    for (const { fail } of asked.splice(0)) fail(error);
  });
  const ask = (bytes: Bytes, width?: number) =>
    new Promise<Bytes>((answer, fail) => {
      const carrier = carrying(bytes, carriers.pop());
      asked.push({ answer, fail });
      worker.postMessage({ carrier, length: bytes.length, width }, [carrier]);
    });
  const sha256: Sha256 = {
    begin: () => createHash('sha256'),
    leafHashes: (bundle, width) => ask(bundle, width),
    tileHash: (tile) => ask(tile),
  };
  return { sha256, stop: () => worker.terminate() };
}

/** Lends it to `use`. */
export async function withHashThread<Result>(use: (sha256: Sha256) => Promise<Result>): Promise<Result> {
  const thread = startHashThread();
  try {
    return await use(thread.sha256);
  } finally {
    await thread.stop();
  }
}

/** A copy. The memory goes to and fro: new memory for each bundle would wait by the megabyte to be collected. */
function carrying(bytes: Bytes, used: ArrayBuffer | undefined): ArrayBuffer {
  const isRoomy = used && used.byteLength >= bytes.length;
  const carrier = isRoomy ? used : new ArrayBuffer(Math.max(bytes.length, carrierBytes));
  new Uint8Array(carrier).set(bytes);
  return carrier;
}
