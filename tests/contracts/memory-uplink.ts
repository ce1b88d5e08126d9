import type { CollectorAnswer } from '../../src/core/collector/answer.ts';
import type { Collector } from '../../src/core/collector/collector.ts';
import { type Uplink, type UplinkAnswer, UplinkError } from '../../src/core/ports/uplink.ts';

/** A collector in the same process. */
export class MemoryUplink implements Uplink {
  readonly #collector: Collector;

  constructor(collector: Collector) {
    this.#collector = collector;
  }

  put(
    origin: string,
    path: string,
    bytes: Uint8Array<ArrayBuffer>,
    signal?: AbortSignal,
  ): Promise<UplinkAnswer> {
    return ask(() => this.#collector.put(origin, path, bytes), signal);
  }

  addCheckpoint(request: string, signal?: AbortSignal): Promise<UplinkAnswer> {
    return ask(() => this.#collector.addCheckpoint(request), signal);
  }
}

async function ask(answer: () => Promise<CollectorAnswer>, signal?: AbortSignal): Promise<UplinkAnswer> {
  if (signal?.aborted) throw new UplinkError('aborted', 'it was called off');
  const { status, contentType, body, retryAfterSeconds } = await answer();
  const [type = ''] = contentType.split(';');
  const retryAfterMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1000;
  return { status, contentType: type, body, retryAfterMs };
}
