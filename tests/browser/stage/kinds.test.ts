import { expect, it } from 'vitest';
import { hls, image, layerOnView, never, showNow, slogan, stageOnPage, until, video, web } from './spots.ts';

it.each(['/image.png', '/image.jpg', '/image.webp', '/image.svg'])(
  'shows %s whole, decoded beforehand',
  async (src) => {
    const { stage } = stageOnPage();
    const prepared = await stage.prepare(image(src), never);
    const picture = stage.shadowRoot?.querySelector<HTMLImageElement>('.image img');
    expect(picture?.complete).toBe(true);
    const onView = await stage.show(prepared);
    await expect(onView.nearEnd(0, never)).resolves.toBe('near-end');
    expect(onView.measure().airtimeMs).toBeGreaterThan(0);
  },
);

it.each(['/short.webm', '/two-frames-a-second.mp4'])('plays %s to its end', async (src) => {
  const { stage } = stageOnPage();
  const onView = await showNow(stage, video(src));
  await expect(onView.nearEnd(0, never)).resolves.toBe('near-end');
});

it('plays a stream on demand to its end', async () => {
  const { stage } = stageOnPage();
  const onView = await showNow(stage, hls('/stream/index.m3u8'));
  await expect(onView.nearEnd(0, never)).resolves.toBe('near-end');
  expect(onView.measure().framesShown).toBeGreaterThan(10);
});

it('changes from a stream to a film and back with the two elements it has', async () => {
  const { stage } = stageOnPage();
  for (const spot of [hls('/stream/index.m3u8'), video('/one.mp4'), hls('/stream/index.m3u8')]) {
    const onView = await showNow(stage, spot);
    await until(() => onView.measure().airtimeMs > 100);
  }
});

it('shows a page of the venue in a frame that cannot reach the player', async () => {
  const { stage } = stageOnPage();
  await showNow(stage, web('data:text/html,<p>hello'));
  const frame = layerOnView(stage)?.querySelector('iframe');
  expect(frame?.getAttribute('sandbox')).toBe('allow-scripts');
  expect(frame?.contentDocument).toBeNull();
});

it('ends a slogan by the clock and counts its time by frames of the page', async () => {
  const { stage } = stageOnPage();
  const onView = await showNow(stage, slogan({ durationMs: 800 }));
  await onView.nearEnd(0, never);
  expect(onView.measure().airtimeMs).toBeLessThanOrEqual(performance.now() - onView.shownAtMs);
  await until(() => onView.measure().complete);
});

it('stops waiting for the end when told to, and may be asked again', async () => {
  const { stage } = stageOnPage();
  const onView = await showNow(stage, slogan({ durationMs: 600 }));
  const given = new AbortController();
  const waiting = onView.nearEnd(0, given.signal);
  given.abort(new Error('deadline'));
  await expect(waiting).rejects.toThrow('deadline');
  await expect(onView.nearEnd(0, never)).resolves.toBe('near-end');
});

it('plays on without sound where the browser refuses it, and says so once', async () => {
  const { stage, faults } = stageOnPage();
  const refusing = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (!this.muted) return Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
    return refusing.call(this);
  };
  try {
    stage.volume = 0.8;
    await showNow(stage, video('/one.mp4'));
    const onView = await showNow(stage, video('/two.mp4'));
    await until(() => onView.measure().airtimeMs > 100);
    expect(stage.soundRefused).toBe(true);
    expect(faults.map(({ what, recovery }) => [what, recovery])).toEqual([['sound-refused', 'mute']]);
  } finally {
    HTMLMediaElement.prototype.play = refusing;
  }
  await showNow(stage, video('/one.mp4'));
  expect(stage.soundRefused).toBe(false);
});

it('plays at the volume of the programme', async () => {
  const { stage } = stageOnPage();
  stage.volume = 0.4;
  await showNow(stage, video('/one.mp4'));
  const playing = stage.shadowRoot?.querySelector<HTMLVideoElement>('.on-view video');
  expect([playing?.muted, playing?.volume]).toEqual([false, 0.4]);
  stage.volume = 0;
  expect(playing?.muted).toBe(true);
});

it('a volume that is set while a silent film is on view is heard at once', async () => {
  const { stage } = stageOnPage();
  const onView = await showNow(stage, video('/one.mp4'));
  const playing = stage.shadowRoot?.querySelector<HTMLVideoElement>('.on-view video');
  expect(playing?.muted).toBe(true);
  stage.volume = 0.6;
  expect([playing?.muted, playing?.volume, playing?.paused]).toEqual([false, 0.6, false]);
  await expect(onView.nearEnd(0, never)).resolves.toBe('near-end');
});
