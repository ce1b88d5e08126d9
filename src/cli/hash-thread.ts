import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Sha256 } from '../core/evidence/verify/sha256.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Asked {
  readonly answer: (hashes: Bytes) => void;
  readonly fail: (error: Error) => void;
}

/** A megabyte at a time goes through it. */
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 16 };

/** Lends `use` Node's SHA-256, which hashes the tree in a thread of its own until `use` is done. */
export async function withHashThread<Result>(use: (sha256: Sha256) => Promise<Result>): Promise<Result> {
  const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url), { resourceLimits, execArgv: [] });
  const asked: Asked[] = [];
  worker.on('message', (hashes: Bytes) => asked.shift()?.answer(hashes));
  worker.on('error', (error) => {
    for (const { fail } of asked.splice(0)) fail(error);
  });
  const ask = (message: object) =>
    new Promise<Bytes>((answer, fail) => {
      asked.push({ answer, fail });
      worker.postMessage(message);
    });
  try {
    return await use({
      begin: () => createHash('sha256'),
      leafHashes: (bundle, width) => ask({ bundle, width }),
      tileHash: (tile) => ask({ tile }),
    });
  } finally {
    await worker.terminate();
  }
}
