import type { ProgrammeSpot } from '../../core/playlist/programme-spot.ts';
import { SpotError } from '../../core/ports/stage.ts';
import type { PreparedAnnouncement, Utterance, Voice } from '../../core/ports/voice.ts';

const startWithinMs = 4_000;
/** A recording whose clock stands still for this long has broken off. */
const stalledMs = 4_000;
const lookEveryMs = 250;

/** Says announcements from their recordings. Each has an audio element of its own, given back when it is over. */
export class RecordedVoice implements Voice {
  async prepare(spot: ProgrammeSpot, signal: AbortSignal): Promise<PreparedAnnouncement> {
    if (spot.url === undefined) throw new SpotError('unsupported', spot.key, 'it has no recording');
    const audio = new Audio();
    const free = () => release(audio);
    signal.addEventListener('abort', free, { once: true });
    try {
      await canPlay(audio, spot);
    } catch (error) {
      free();
      throw error;
    } finally {
      signal.removeEventListener('abort', free);
    }
    if (signal.aborted) {
      free();
      throw new SpotError('timeout', spot.key, 'it was released before it was ready');
    }
    return { start: (volume) => start(audio, spot, volume), release: free };
  }
}

function canPlay(audio: HTMLAudioElement, spot: ProgrammeSpot): Promise<void> {
  return new Promise((resolve, reject) => {
    audio.addEventListener('canplaythrough', () => resolve(), { once: true });
    audio.addEventListener('error', () => reject(errorOf(audio, spot)), { once: true });
    // Taking the source away empties it: nothing more is to come.
    audio.addEventListener('emptied', () => reject(new SpotError('timeout', spot.key, 'it was released')));
    audio.preload = 'auto';
    audio.src = spot.url ?? '';
  });
}

async function start(audio: HTMLAudioElement, spot: ProgrammeSpot, volume: number): Promise<Utterance> {
  audio.volume = volume;
  const heard = new Promise<number>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new SpotError('timeout', spot.key, `no sound within ${startWithinMs} ms`)),
      startWithinMs,
    );
    audio.addEventListener(
      'playing',
      () => {
        clearTimeout(late);
        resolve(performance.now());
      },
      { once: true },
    );
    audio.addEventListener('error', () => reject(errorOf(audio, spot)), { once: true });
    // Resolves when `playing` is due as well, but says why it is not.
    audio.play().catch((error: unknown) => {
      clearTimeout(late);
      reject(refusalOf(error, spot));
    });
  });
  try {
    return new Recording(audio, spot, await heard);
  } catch (error) {
    release(audio);
    throw error;
  }
}

class Recording implements Utterance {
  readonly startedAtMs: number;
  readonly over: Utterance['over'];
  readonly #audio: HTMLAudioElement;
  #heardMs = 0;
  #settle: (over: 'end' | 'stopped' | { readonly failed: Error }) => void = () => {};

  constructor(audio: HTMLAudioElement, spot: ProgrammeSpot, startedAtMs: number) {
    this.#audio = audio;
    this.startedAtMs = startedAtMs;
    const over = new Promise<'end' | 'stopped' | { readonly failed: Error }>((resolve) => {
      this.#settle = resolve;
    });
    const watch = this.#watch(spot);
    this.over = over.finally(() => {
      clearInterval(watch);
      this.#measure();
      release(audio);
    });
    audio.addEventListener('ended', () => this.#settle('end'), { once: true });
    audio.addEventListener('error', () => this.#settle({ failed: errorOf(audio, spot) }), { once: true });
  }

  heardMs(): number {
    return Math.floor(this.#measure());
  }

  stop(): void {
    this.#audio.pause();
    this.#settle('stopped');
  }

  /** The element's own clock stands while nothing comes, and is gone once its source is. */
  #measure(): number {
    this.#heardMs = Math.max(this.#heardMs, this.#audio.currentTime * 1_000);
    return this.#heardMs;
  }

  #watch(spot: ProgrammeSpot): ReturnType<typeof setInterval> {
    let movedAtMs = this.startedAtMs;
    let before = 0;
    return setInterval(() => {
      const now = performance.now();
      const heardMs = this.#measure();
      if (heardMs > before) {
        before = heardMs;
        movedAtMs = now;
      } else if (now - movedAtMs > stalledMs) {
        this.#settle({ failed: new SpotError('frozen', spot.key, `no sound for ${stalledMs} ms`) });
      }
    }, lookEveryMs);
  }
}

function release(audio: HTMLAudioElement): void {
  audio.pause();
  if (!audio.hasAttribute('src')) return;
  audio.removeAttribute('src');
  audio.load();
}

function refusalOf(error: unknown, spot: ProgrammeSpot): SpotError {
  if (error instanceof DOMException && error.name === 'NotAllowedError')
    return new SpotError('refused', spot.key, 'the browser allows sound only after a touch or a key');
  return new SpotError('corrupt', spot.key, String(error));
}

function errorOf({ error }: HTMLAudioElement, spot: ProgrammeSpot): SpotError {
  const message = error?.message || `media error ${error?.code ?? 'unknown'}`;
  const isNetwork = error?.code === MediaError.MEDIA_ERR_NETWORK || /^\d{3}:/.test(message);
  const code = isNetwork ? (/^(404|410):/.test(message) ? 'not-found' : 'network') : 'corrupt';
  return new SpotError(code, spot.key, message);
}
