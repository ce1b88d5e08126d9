import { afterEach, expect, it, vi } from 'vitest';
import { frameSource, type PresentedFrame } from '../../../src/elements/stage/video/frame-source.ts';

/** A page of its own, in which no film has ever called back: this stands in for an engine that never does. */
HTMLVideoElement.prototype.requestVideoFrameCallback = () => 0;

const video = document.createElement('video');
afterEach(() => video.remove());

it('hears of frames by their counter where the engine has callbacks and never calls them', async () => {
  const frames: PresentedFrame[] = [];
  video.muted = true;
  video.src = '/one.mp4';
  document.body.append(video);
  const stop = frameSource(video).watch((frame) => frames.push(frame));
  await video.play();
  await vi.waitUntil(() => video.ended, { timeout: 30_000 });
  stop();
  expect(frames.length).toBeGreaterThan(3);
  const counts = frames.map(({ presented }) => presented);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(frames[frames.length - 1]?.mediaMs).toBeGreaterThan(1_000);
});
