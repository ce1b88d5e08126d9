import { expect, it } from 'vitest';
import type { StageFault } from '../../../src/core/ports/stage.ts';
import type { StageContext } from '../../../src/elements/stage/picture.ts';
import { fileSource } from '../../../src/elements/stage/video/creative-source.ts';
import { type FrameSource, frameSource } from '../../../src/elements/stage/video/frame-source.ts';
import { StartUpTimes } from '../../../src/elements/stage/video/start-up.ts';
import { VideoDeck } from '../../../src/elements/stage/video/video-deck.ts';
import { prepareVideo } from '../../../src/elements/stage/video/video-picture.ts';
import { layerOnView, never, showNow, stageOnPage, until, video } from './spots.ts';

/** Passes real frames on until told that the picture stands still: the film's own clock runs on. */
function freezable(): { frames: (video: HTMLVideoElement) => FrameSource; frozen: boolean } {
  const state = {
    frozen: false,
    frames: (element: HTMLVideoElement): FrameSource => ({
      watch: (onFrame) => frameSource(element).watch((frame) => !state.frozen && onFrame(frame)),
    }),
  };
  return state;
}

function playing(faults: StageFault[], visible = () => true): { deck: VideoDeck; context: StageContext } {
  const deck = new VideoDeck();
  for (const { layer } of deck.slots) document.body.append(layer);
  const context: StageContext = {
    now: () => performance.now(),
    visible,
    volume: () => 0,
    soundRefused: () => {},
    soundAllowed: () => {},
    fault: (fault) => faults.push(fault),
  };
  return { deck, context };
}

it('seeks, reloads and gives up when the clock of a film runs but its picture stands still', async () => {
  const faults: StageFault[] = [];
  const { deck, context } = playing(faults);
  const freezer = freezable();
  const source = fileSource('/one.mp4');
  const parts = { deck, source, startUp: new StartUpTimes(), frames: freezer.frames };
  const picture = await prepareVideo(video('/one.mp4'), parts, context, never);
  const element = picture.layer.querySelector('video');
  if (element) element.loop = true;
  await picture.start();
  picture.reveal(context.now());
  await until(() => picture.measure().airtimeMs > 100);
  freezer.frozen = true;
  const airtimeMs = picture.measure().airtimeMs;
  expect(await picture.ending).toMatchObject({ failed: { code: 'frozen', spotKey: 'test//one.mp4' } });
  expect(faults.map(({ recovery }) => recovery)).toEqual(['seek', 'reload', 'give-up']);
  expect(faults.every(({ what }) => what === 'frozen' || what === 'stalled')).toBe(true);
  expect(picture.measure().airtimeMs - airtimeMs).toBeLessThan(200);
  picture.release();
});

it('keeps the last picture in sight while it reloads', async () => {
  const faults: StageFault[] = [];
  const { deck, context } = playing(faults);
  const freezer = freezable();
  const parts = { deck, source: fileSource('/one.mp4'), startUp: new StartUpTimes(), frames: freezer.frames };
  const picture = await prepareVideo(video('/one.mp4'), parts, context, never);
  await picture.start();
  picture.reveal(context.now());
  await until(() => picture.measure().airtimeMs > 100);
  freezer.frozen = true;
  await until(() => faults.some(({ recovery }) => recovery === 'seek'));
  const held = picture.layer.querySelector('canvas');
  expect(held?.width).toBe(320);
  expect(held?.getContext('2d')?.getImageData(160, 90, 1, 1).data[3]).toBe(255);
  freezer.frozen = false;
  await until(() => picture.layer.querySelector('canvas') === null);
  picture.release();
});

it('takes a hidden page for no freeze', async () => {
  const faults: StageFault[] = [];
  let visible = true;
  const { deck, context } = playing(faults, () => visible);
  const freezer = freezable();
  const parts = { deck, source: fileSource('/one.mp4'), startUp: new StartUpTimes(), frames: freezer.frames };
  const picture = await prepareVideo(video('/one.mp4'), parts, context, never);
  await picture.start();
  picture.reveal(context.now());
  visible = false;
  freezer.frozen = true;
  await picture.ending;
  expect(faults).toEqual([]);
  picture.release();
});

it('ends a film whose data stop coming as a failure of the network, with its steps told', async () => {
  const { stage, faults } = stageOnPage();
  const address = await stalledFilm();
  const onView = await showNow(stage, { ...video('/short.webm', 1_000), url: address });
  const end = await onView.nearEnd(0, never);
  expect(end).toMatchObject({ failed: { code: 'network' } });
  expect(faults.map(({ recovery }) => recovery)).toEqual(['seek', 'reload', 'give-up']);
  expect(layerOnView(stage)).not.toBeNull();
});

/** A film of which the first half comes and the rest never does. */
async function stalledFilm(): Promise<string> {
  const bytes = await (await fetch('/short.webm')).arrayBuffer();
  const source = new MediaSource();
  source.addEventListener('sourceopen', () => {
    const buffer = source.addSourceBuffer('video/webm; codecs="vp9"');
    source.duration = 30;
    buffer.appendBuffer(bytes.slice(0, Math.floor(bytes.byteLength * 0.6)));
  });
  return URL.createObjectURL(source);
}
