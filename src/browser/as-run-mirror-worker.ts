import './old-engines.ts';
import { SegmentedAsRunMirror } from '../core/as-run/mirror/segmented-mirror.ts';
import { AsRunStoreError } from '../core/ports/as-run-store.ts';
import type { MirrorAnswer, MirrorCall } from './as-run-mirror.ts';
import { OpfsAppendFiles } from './opfs-append-files.ts';

// The dedicated worker of the second copy: sync access handles exist only here, and hashing and checksums stay off the
// page's thread. One call after the other, in the order in which they came.

// The worker's name is the folder that everything lies in: the only word it gets before its first call.
const mirror = new SegmentedAsRunMirror(new OpfsAppendFiles(self.name));
let work: Promise<void> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<MirrorCall>) => {
  work = work.then(() => answer(data));
});

async function answer({ id, method, parameters }: MirrorCall): Promise<void> {
  const reply = (result: MirrorAnswer) => postMessage(result);
  try {
    const call = mirror[method] as (...values: unknown[]) => unknown;
    reply({ id, value: await call.apply(mirror, [...parameters]) });
  } catch (error) {
    const isOurs = error instanceof AsRunStoreError;
    reply({ id, failed: { code: isOurs ? error.code : 'device', detail: String(error) } });
  }
}
