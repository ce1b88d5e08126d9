import { expect, it } from 'vitest';
import { SpotError } from '../../../src/core/ports/stage.ts';
import { hls, image, layerOnView, never, showNow, slogan, stageOnPage, until, video, web } from './spots.ts';

const hugeImage = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"/>';

const unplayable = [
  ['a film that is not there', video('/missing/film.mp4'), /not-found/],
  ['an empty film', video('/empty.mp4'), /corrupt|unsupported|network/],
  ['a film of rubbish', video('/corrupt.mp4'), /corrupt|unsupported/],
  ['a log-in page in place of a film', video('/not-a-film.mp4'), /corrupt|unsupported/],
  ['a film without a picture', video('/sound-only.mp4'), /unsupported/],
  ['a stream that is not there', hls('/missing/stream.m3u8'), /not-found/],
  ['a stream that is none', hls('/not-a-film.mp4'), /corrupt/],
  ['an image of rubbish', image('/corrupt.png'), /corrupt/],
  ['an image of more pixels than a page can decode', image(hugeImage), /unsupported/],
  ['an image that is not there', image('/missing/image.png'), /not-found/],
  ['a web page as a warning', web('/not-a-film.mp4', 'anti-fraud'), /unsupported/],
] as const;

it.each(unplayable)('refuses %s with a reason and keeps the picture before', async (_, spot, code) => {
  const { stage } = stageOnPage();
  await showNow(stage, slogan({ durationMs: 60_000 }));
  const before = layerOnView(stage);
  const error = await stage.prepare(spot, never).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SpotError);
  expect((error as SpotError).code).toMatch(code);
  expect((error as SpotError).spotKey).toBe(spot.key);
  expect(layerOnView(stage)).toBe(before);
});

it('plays on after every kind of failure with the same two elements', async () => {
  const { stage } = stageOnPage();
  for (const [, spot] of unplayable) await stage.prepare(spot, never).catch(() => {});
  const onView = await showNow(stage, video('/one.mp4'));
  await until(() => onView.measure().airtimeMs > 200);
});

it.each(['/truncated.mp4', '/corrupt-inside.mp4'])(
  'ends %s as failed or after all its frames, never in silence',
  async (src) => {
    const { stage } = stageOnPage();
    const onView = await showNow(stage, video(src, 3_000));
    const end = await onView.nearEnd(0, never);
    if (end === 'near-end') expect(onView.measure().complete).toBe(true);
    else expect(end.failed.code).toMatch(/corrupt|frozen|network/);
    expect(layerOnView(stage)).not.toBeNull();
  },
);
