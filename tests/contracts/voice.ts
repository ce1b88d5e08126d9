import { describe, expect, it } from 'vitest';
import type { ProgrammeSpot } from '../../src/core/playlist/programme-spot.ts';
import { SpotError } from '../../src/core/ports/stage.ts';
import type { Voice } from '../../src/core/ports/voice.ts';

export interface VoiceUnderTest {
  readonly voice: Voice;
  /** An announcement of a second or two that it can say. */
  readonly sayable: ProgrammeSpot;
  /** One that it has nothing to say with. */
  readonly unsayable: ProgrammeSpot;
  /** One that breaks while it is made ready or begun. */
  readonly broken: ProgrammeSpot;
  /** Whether anything can be heard now. */
  readonly isHeard: () => boolean;
}

const never = new AbortController().signal;

/** What every voice promises, whatever it speaks with. */
export function voiceContract(name: string, create: () => VoiceUnderTest): void {
  describe(`${name} as a voice`, () => {
    it('says an announcement to its end and measures how long it was heard', async () => {
      const { voice, sayable, isHeard } = create();
      const prepared = await voice.prepare(sayable, never);
      expect(isHeard()).toBe(false);
      const beforeMs = performance.now();
      const utterance = await prepared.start(0.5);
      expect(utterance.startedAtMs).toBeGreaterThanOrEqual(beforeMs);
      expect(utterance.startedAtMs).toBeLessThanOrEqual(performance.now());
      expect(await utterance.over).toBe('end');
      const passedMs = performance.now() - utterance.startedAtMs;
      expect(utterance.heardMs()).toBeGreaterThan(200);
      expect(utterance.heardMs()).toBeLessThanOrEqual(passedMs + 100);
      expect(isHeard()).toBe(false);
    });

    it('falls silent when it is stopped, and what it measured stands', async () => {
      const { voice, sayable, isHeard } = create();
      const utterance = await (await voice.prepare(sayable, never)).start(0.5);
      utterance.stop();
      expect(await utterance.over).toBe('stopped');
      expect(isHeard()).toBe(false);
      const heardMs = utterance.heardMs();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(utterance.heardMs()).toBe(heardMs);
    });

    it('says one after the other, also after one that was stopped', async () => {
      const { voice, sayable } = create();
      (await (await voice.prepare(sayable, never)).start(1)).stop();
      const again = await (await voice.prepare(sayable, never)).start(1);
      expect(await again.over).toBe('end');
    });

    it('has nothing to say with: unsupported', async () => {
      const { voice, unsayable } = create();
      await expect(voice.prepare(unsayable, never)).rejects.toMatchObject({
        name: 'SpotError',
        code: 'unsupported',
      });
    });

    it('what breaks rejects with a SpotError that names the spot, and nothing is heard', async () => {
      const { voice, broken, isHeard } = create();
      const failure = await voice
        .prepare(broken, never)
        .then((prepared) => prepared.start(1))
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SpotError);
      expect(failure).toMatchObject({ spotKey: broken.key });
      expect(isHeard()).toBe(false);
    });

    it('what was released before it was said is never heard', async () => {
      const { voice, sayable, isHeard } = create();
      (await voice.prepare(sayable, never)).release();
      expect(isHeard()).toBe(false);
    });
  });
}
