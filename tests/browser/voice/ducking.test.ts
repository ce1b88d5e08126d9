import { expect, it } from 'vitest';
import { Ducking } from '../../../src/player/voice/ducking.ts';
import { showNow, stageOnPage, until, video, videosOf } from '../stage/spots.ts';

it('the sound of a film goes down in steps nobody hears and comes back, and the film is never paused', async () => {
  const { stage, faults } = stageOnPage();
  stage.volume = 0.5;
  await showNow(stage, video('/one.mp4'));
  const film = videosOf(stage).find(({ paused }) => !paused);
  if (!film) throw new Error('no film plays');
  let pauses = 0;
  film.addEventListener('pause', () => {
    if (!film.ended) pauses++;
  });
  const volumes: number[] = [];
  film.addEventListener('volumechange', () => volumes.push(film.volume));
  const ducking = new Ducking(stage);
  ducking.to(0.2);
  await until(() => Math.abs(film.volume - 0.1) < 1e-6);
  ducking.to(undefined);
  await until(() => film.volume === 0.5);
  expect(volumes.some((volume) => volume > 0.11 && volume < 0.49)).toBe(true);
  expect(pauses).toBe(0);
  expect(faults.filter(({ what }) => what === 'sound-refused')).toEqual([]);
});

it('what comes on view under an announcement is as quiet as what it replaced', async () => {
  const { stage } = stageOnPage();
  stage.volume = 0.5;
  await showNow(stage, video('/one.mp4'));
  stage.duck = 0.2;
  await showNow(stage, video('/two.mp4'));
  expect(videosOf(stage).some(({ paused, volume }) => !paused && Math.abs(volume - 0.1) < 1e-6)).toBe(true);
});
