import { expect, it } from 'vitest';
import {
  layerOnView,
  never,
  playAll,
  showNow,
  slogan,
  stageOnPage,
  until,
  video,
  videosOf,
} from './spots.ts';

it('keeps the picture before on view until the next one has a frame', async () => {
  const { stage } = stageOnPage();
  await showNow(stage, video('/one.mp4'));
  const before = layerOnView(stage);
  const prepared = await stage.prepare(video('/two.mp4'), never);
  expect(layerOnView(stage)).toBe(before);
  await stage.show(prepared);
  const now = stage.shadowRoot?.querySelector<HTMLVideoElement>('.on-view.arriving video');
  expect(now?.currentSrc).toMatch(/two\.mp4$/);
  expect(now?.videoWidth).toBeGreaterThan(0);
  await until(() => stage.shadowRoot?.querySelectorAll('.on-view').length === 1);
});

it('lets a film that ends by itself show its last frame before it is replaced', async () => {
  const { stage } = stageOnPage();
  const [one, two] = await playAll(stage, [video('/one.mp4'), video('/two.mp4')]);
  expect(one?.measure().complete).toBe(true);
  expect(two?.gapMs).toBeGreaterThanOrEqual(0);
});

it('measures no more airtime than has passed: what was on view and what was not add up to less', async () => {
  const { stage } = stageOnPage();
  const shown = await playAll(stage, [video('/one.mp4'), video('/two.mp4'), slogan()]);
  const [one, two, words] = shown;
  const passedMs = (words?.shownAtMs ?? 0) - (one?.shownAtMs ?? 0);
  const airtimeMs = (one?.measure().airtimeMs ?? 0) + (two?.measure().airtimeMs ?? 0);
  const gapsMs = (two?.gapMs ?? 0) + (words?.gapMs ?? 0);
  expect(airtimeMs + gapsMs).toBeLessThanOrEqual(passedMs + 2);
  expect(airtimeMs).toBeGreaterThan(0);
  expect(Number.isInteger(one?.measure().airtimeMs)).toBe(true);
});

it('counts nothing more once a spot was replaced', async () => {
  const { stage } = stageOnPage();
  const [one, two] = await playAll(stage, [video('/short.mp4'), video('/one.mp4')]);
  const before = one?.measure();
  await until(() => (two?.measure().airtimeMs ?? 0) > 300);
  expect(one?.measure()).toEqual(before);
});

it('cuts a spot that has long to go at once', async () => {
  const { stage } = stageOnPage();
  const long = await showNow(stage, slogan({ durationMs: 60_000 }));
  await showNow(stage, video('/one.mp4'));
  expect(long.measure().complete).toBe(false);
  expect(long.measure().airtimeMs).toBeLessThan(30_000);
});

it('never has more than two video elements, over fifty changes', async () => {
  const { stage } = stageOnPage(160, 90);
  const elements = new Set(videosOf(stage));
  for (let change = 0; change < 50; change++) {
    await showNow(stage, video(change % 2 ? '/one.mp4' : '/two.mp4'));
    for (const element of videosOf(stage)) elements.add(element);
  }
  expect(elements.size).toBe(2);
  await until(() => videosOf(stage).filter((element) => element.hasAttribute('src')).length === 1);
});

it('frees the decoder of a film that was prepared and given up', async () => {
  const { stage } = stageOnPage();
  const given = new AbortController();
  await stage.prepare(video('/one.mp4'), given.signal);
  given.abort();
  expect(videosOf(stage).some((element) => element.hasAttribute('src'))).toBe(false);
});

it('releases the spot prepared before when another is prepared', async () => {
  const { stage } = stageOnPage();
  const first = await stage.prepare(video('/one.mp4'), never);
  const second = await stage.prepare(video('/two.mp4'), never);
  await expect(stage.show(first)).rejects.toThrow('released before it was shown');
  await expect(stage.show(second)).resolves.toBeDefined();
});

it('stops preparing at once when aborted', async () => {
  const { stage } = stageOnPage();
  const given = new AbortController();
  const preparing = stage.prepare(video('/one.mp4'), given.signal);
  given.abort(new Error('no longer wanted'));
  await expect(preparing).rejects.toThrow('no longer wanted');
  await expect(showNow(stage, video('/two.mp4'))).resolves.toBeDefined();
});

it('rests on the slate, and starts again from it', async () => {
  const { stage } = stageOnPage();
  const onView = await showNow(stage, video('/one.mp4'));
  stage.rest();
  expect(layerOnView(stage)).toBeNull();
  await expect(onView.nearEnd(0, never)).resolves.toBe('near-end');
  expect((await showNow(stage, video('/two.mp4'))).gapMs).toBe(0);
});

it('gives the picture the proportions of the canvas', () => {
  const { stage } = stageOnPage(600, 400);
  stage.setUp({ canvas: { width: 1080, height: 1920 } });
  const frame = stage.shadowRoot?.querySelector<HTMLElement>('.frame');
  expect([frame?.offsetWidth, frame?.offsetHeight, frame?.offsetLeft]).toEqual([225, 400, 187]);
});
