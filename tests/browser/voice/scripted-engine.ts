import type { SpeechEngine } from '../../../src/browser/voice/speech-voice.ts';

export interface EngineScript {
  /** The voices come this long after the first question, as Chromium's do; left out: at once. */
  readonly voicesAfterMs?: number;
  readonly languages?: readonly string[];
  readonly local?: boolean;
  /** `onend` never comes, though it falls silent. */
  readonly withoutEnd?: boolean;
  /** It falls silent and goes on saying that it speaks, for ever, as Chromium's does after 15 s of one utterance. */
  readonly hangs?: boolean;
  readonly neverStarts?: boolean;
  readonly error?: SpeechSynthesisErrorCode;
}

const lengthMs = 300;

/** The engine of a system as bad as browsers' are known to be; a test machine has no Chinese voice of its own. */
export class ScriptedEngine implements SpeechEngine {
  readonly said: string[] = [];
  speaking = false;
  readonly #script: EngineScript;
  #voices: SpeechSynthesisVoice[] = [];
  readonly #listeners = new Set<() => void>();
  #current: ReturnType<typeof setTimeout> | undefined;
  #asked = false;

  constructor(script: EngineScript = {}) {
    this.#script = script;
    if (script.voicesAfterMs === undefined) this.#load();
  }

  getVoices(): SpeechSynthesisVoice[] {
    const { voicesAfterMs } = this.#script;
    if (!this.#asked && voicesAfterMs !== undefined) {
      setTimeout(() => {
        this.#load();
        for (const listener of this.#listeners) listener();
      }, voicesAfterMs);
    }
    this.#asked = true;
    return this.#voices;
  }

  speak(utterance: SpeechSynthesisUtterance): void {
    const { neverStarts, error, withoutEnd, hangs } = this.#script;
    if (neverStarts) return;
    this.#current = setTimeout(() => {
      if (error) {
        utterance.dispatchEvent(new SpeechSynthesisErrorEvent('error', { error, utterance }));
        return;
      }
      this.speaking = true;
      this.said.push(utterance.text);
      utterance.dispatchEvent(new SpeechSynthesisEvent('start', { utterance }));
      if (hangs) return;
      this.#current = setTimeout(() => {
        this.speaking = false;
        if (!withoutEnd) utterance.dispatchEvent(new SpeechSynthesisEvent('end', { utterance }));
      }, lengthMs);
    }, 5);
  }

  cancel(): void {
    clearTimeout(this.#current);
    this.speaking = false;
  }

  resume(): void {}

  addEventListener(_: 'voiceschanged', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_: 'voiceschanged', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  #load(): void {
    const { languages = ['en-US', 'zh-CN'], local = true } = this.#script;
    this.#voices = languages.map(
      (lang) =>
        ({ lang, localService: local, name: lang, voiceURI: lang, default: false }) as SpeechSynthesisVoice,
    );
  }
}
