import { expect, it } from 'vitest';
import { RecordedVoice } from '../../../src/browser/voice/recorded-voice.ts';
import { voiceContract } from '../../contracts/voice.ts';
import { announcement, recorded, wordsOnly } from './announcements.ts';

/** The elements are not on the page: their clocks tell whether they are heard. */
const playing = new Set<HTMLMediaElement>();
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
  playing.add(this);
  return play.call(this);
};

voiceContract('A recording', () => ({
  voice: new RecordedVoice(),
  sayable: recorded,
  unsayable: wordsOnly,
  broken: announcement('broken', { src: '/not-a-film.mp4' }),
  isHeard: () => [...playing].some(({ paused, ended }) => !paused && !ended),
}));

it('a recording that is not there, or is no sound, says which of the two', async () => {
  const signal = new AbortController().signal;
  const voice = new RecordedVoice();
  const missing = voice.prepare(announcement('missing', { src: '/nothing-here.m4a' }), signal);
  await expect(missing).rejects.toMatchObject({ name: 'SpotError' });
  const corrupt = voice.prepare(announcement('corrupt', { src: '/not-a-film.mp4' }), signal);
  await expect(corrupt).rejects.toMatchObject({ name: 'SpotError', code: 'corrupt' });
});

it('the element of an announcement is given back when it is over', async () => {
  playing.clear();
  const utterance = await (await new RecordedVoice().prepare(recorded, new AbortController().signal)).start(
    1,
  );
  await utterance.over;
  const [element] = playing;
  expect(element?.hasAttribute('src')).toBe(false);
  expect(utterance.heardMs()).toBeGreaterThan(800);
});
