import type { ProgrammeSpot } from '../../core/playlist/programme-spot.ts';
import { SpotError } from '../../core/ports/stage.ts';
import type { PreparedAnnouncement, Utterance, Voice } from '../../core/ports/voice.ts';
import { breathsOf } from '../../core/voice/breaths.ts';

/** What is used of `speechSynthesis`. */
export interface SpeechEngine {
  readonly speaking: boolean;
  getVoices(): SpeechSynthesisVoice[];
  speak(utterance: SpeechSynthesisUtterance): void;
  cancel(): void;
  resume(): void;
  addEventListener(type: 'voiceschanged', listener: () => void): void;
  removeEventListener(type: 'voiceschanged', listener: () => void): void;
}

/** How long the patience with an engine lasts. */
export interface SpeechPatience {
  /** For its list of voices, which Chromium has only some time after the first question. */
  readonly voicesMs: number;
  readonly startMs: number;
  /** Beyond the time that the words need. */
  readonly endMs: number;
  readonly lookEveryMs: number;
}

const usual: SpeechPatience = { voicesMs: 2_000, startMs: 4_000, endMs: 4_000, lookEveryMs: 200 };
/** The slowest that Mandarin is read, with its pauses. */
const slowestMsPerCharacter = 450;

/**
 * Says announcements by a Chinese voice of the system. Voices that speak over the network are left alone: they need
 * one, and what they say goes to a stranger. Each breath is an utterance of its own, because engines cut off what is
 * longer than some 15 s, and none is waited for without a limit, because their `end` may never come.
 */
export class SpeechVoice implements Voice {
  readonly #engine: SpeechEngine | undefined;
  readonly #patience: SpeechPatience;

  constructor(
    engine: SpeechEngine | undefined = globalThis.speechSynthesis,
    patience: SpeechPatience = usual,
  ) {
    this.#engine = engine;
    this.#patience = patience;
  }

  async prepare({ key, spot }: ProgrammeSpot): Promise<PreparedAnnouncement> {
    const words = spot.kind === 'announcement' ? spot.text?.['zh-CN'] : undefined;
    if (words === undefined) throw new SpotError('unsupported', key, 'it has no words to speak');
    const engine = this.#engine;
    const voice = engine && (await mandarinVoice(engine, this.#patience.voicesMs));
    if (!engine || !voice) throw new SpotError('unsupported', key, 'this system has no Chinese voice');
    const job: Job = { engine, voice, breaths: breathsOf(words), key, patience: this.#patience };
    return { start: (volume) => Speaking.start(job, volume), release: () => {} };
  }
}

/** The system's own voice for Mandarin; undefined when there is none. */
export async function mandarinVoice(
  engine: SpeechEngine,
  withinMs: number,
): Promise<SpeechSynthesisVoice | undefined> {
  const find = () => {
    const local = engine.getVoices().filter(({ localService }) => localService);
    // Android writes zh_CN, espeak cmn; a voice of Taiwan or Hong Kong reads the words otherwise.
    return local.find(({ lang }) => /^(zh[-_](hans[-_])?cn|cmn|zh$)/i.test(lang));
  };
  const found = find();
  if (found || engine.getVoices().length > 0) return found;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      engine.removeEventListener('voiceschanged', done);
      resolve();
    };
    const timer = setTimeout(done, withinMs);
    engine.addEventListener('voiceschanged', done);
  });
  return find();
}

interface Job {
  readonly engine: SpeechEngine;
  readonly voice: SpeechSynthesisVoice;
  readonly breaths: readonly string[];
  readonly key: string;
  readonly patience: SpeechPatience;
}

type Over = 'end' | 'stopped' | { readonly failed: Error };

class Speaking implements Utterance {
  startedAtMs = 0;
  readonly over: Promise<Over>;
  readonly #job: Job;
  readonly #volume: number;
  #settle: (over: Over) => void = () => {};
  /** Chromium lets go of an utterance that nobody holds, and its events with it. */
  #breath: SpeechSynthesisUtterance | undefined;
  #breathSinceMs: number | undefined;
  #heardMs = 0;
  #isOver = false;

  static async start(job: Job, volume: number): Promise<Utterance> {
    const speaking = new Speaking(job, volume);
    try {
      await speaking.#begin();
    } catch (error) {
      speaking.stop();
      throw error;
    }
    return speaking;
  }

  private constructor(job: Job, volume: number) {
    this.#job = job;
    this.#volume = volume;
    this.over = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  heardMs(): number {
    const sinceMs = this.#breathSinceMs;
    return Math.floor(this.#heardMs + (sinceMs === undefined ? 0 : performance.now() - sinceMs));
  }

  stop(): void {
    this.#finish('stopped');
    this.#job.engine.cancel();
  }

  /** Speaks the first breath; the others follow by themselves. */
  #begin(): Promise<void> {
    // What hangs from before would keep this one waiting for ever.
    this.#job.engine.cancel();
    return new Promise((resolve, reject) => {
      void this.#sayAll(() => {
        this.startedAtMs = performance.now();
        resolve();
      }, reject);
    });
  }

  async #sayAll(onFirstSound: () => void, onSilence: (error: Error) => void): Promise<void> {
    const { breaths } = this.#job;
    for (const [index, words] of breaths.entries()) {
      if (this.#isOver) return;
      try {
        await this.#say(words, index === 0 ? onFirstSound : () => {});
      } catch (error) {
        const failed = error instanceof Error ? error : new Error(String(error));
        if (this.startedAtMs === 0) onSilence(failed);
        this.#finish({ failed });
        this.#job.engine.cancel();
        return;
      }
    }
    this.#finish('end');
  }

  /** Resolves when the words have been said; rejects when they were not, or not to their end. */
  #say(words: string, onSound: () => void): Promise<void> {
    const { engine, voice, key, patience } = this.#job;
    const breath = new SpeechSynthesisUtterance(words);
    breath.voice = voice;
    breath.lang = voice.lang;
    breath.volume = this.#volume;
    breath.rate = 0.95;
    this.#breath = breath;
    return new Promise((resolve, reject) => {
      const spokenAtMs = performance.now();
      const mostMs = words.length * slowestMsPerCharacter + patience.endMs;
      let silentLooks = 0;
      const settle = (act: () => void) => {
        clearInterval(watch);
        this.#endBreath();
        act();
      };
      const sounds = () => {
        if (this.#breathSinceMs !== undefined || this.#breath !== breath) return;
        this.#breathSinceMs = performance.now();
        onSound();
      };
      const fail = (code: 'timeout' | 'frozen' | 'refused' | 'unsupported', detail: string) =>
        settle(() => reject(new SpotError(code, key, detail)));
      breath.onstart = sounds;
      breath.onend = () => {
        sounds();
        settle(resolve);
      };
      breath.onerror = ({ error }) =>
        fail(error === 'not-allowed' ? 'refused' : 'unsupported', `the speech engine said "${error}"`);
      const watch = setInterval(() => {
        const passedMs = performance.now() - spokenAtMs;
        if (this.#isOver) settle(resolve);
        else if (this.#breathSinceMs === undefined) {
          if (passedMs > patience.startMs) fail('timeout', `no sound within ${patience.startMs} ms`);
        } else if (passedMs > mostMs) fail('frozen', `still speaking after ${Math.round(mostMs)} ms`);
        // Two looks in a row: between two sounds an engine may seem to be done.
        else if (engine.speaking) silentLooks = 0;
        else if (++silentLooks >= 2) settle(resolve);
      }, patience.lookEveryMs);
      engine.speak(breath);
      // An engine that somebody paused stays so until it is told otherwise.
      engine.resume();
    });
  }

  #endBreath(): void {
    if (this.#breathSinceMs !== undefined) this.#heardMs += performance.now() - this.#breathSinceMs;
    this.#breathSinceMs = undefined;
    this.#breath = undefined;
  }

  #finish(over: Over): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#endBreath();
    this.#settle(over);
  }
}
