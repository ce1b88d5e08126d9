import type { RequestOutcome, VoicePlayout } from '../../core/voice/voice-playout.ts';

interface Spoken {
  readonly playout: object;
}

const opened = new WeakMap<object, VoicePlayout>();

/** The voice of a screen; undefined while nothing is spoken on it. */
export function voiceOf({ playout }: Spoken): VoicePlayout | undefined {
  return opened.get(playout);
}

export function noteOpened({ playout }: Spoken, voice: VoicePlayout): void {
  opened.set(playout, voice);
}

/** Whether the browser refuses announcements their sound. */
export function isSoundRefused(screen: Spoken): boolean {
  return voiceOf(screen)?.soundRefused ?? false;
}

/** To be called inside a gesture, or after one. */
export function allowSound(screen: Spoken): void {
  voiceOf(screen)?.soundAllowed();
}

/** Says an announcement because somebody at the screen wants it. */
export async function sayNow(screen: Spoken, spot: string): Promise<RequestOutcome> {
  return (await voiceOf(screen)?.request({ code: 'by-hand', spot })) ?? 'not-now';
}
