import { describe, expect, it } from 'vitest';
import { FrameMeter } from '../../../src/elements/stage/video/frame-meter.ts';
import { Watchdog, type WatchdogStep } from '../../../src/elements/stage/video/watchdog.ts';

/** Frames of a film at a steady pace, from `fromMs` on. */
function play(meter: FrameMeter, fromMs: number, frames: number, periodMs = 1000 / 30): number {
  for (let frame = 1; frame <= frames; frame++)
    meter.add({ atMs: fromMs + frame * periodMs, mediaMs: frame * periodMs, presented: frame + 1 });
  return fromMs + frames * periodMs;
}

describe('FrameMeter', () => {
  it('counts a film from its first frame to the end of its last, rounded down', () => {
    const meter = new FrameMeter();
    meter.add({ atMs: 200, mediaMs: 0, presented: 1 });
    meter.reveal(1_000);
    const last = play(meter, 1_000, 59);
    expect(meter.airtimeMs(last + 5_000)).toBe(2_000);
    expect(meter.shown).toBe(60);
  });

  it('counts nothing before the spot took the view', () => {
    const meter = new FrameMeter();
    play(meter, 0, 10);
    meter.reveal(400);
    expect(meter.airtimeMs(400)).toBe(0);
  });

  it('does not count the time a picture stood frozen', () => {
    const meter = new FrameMeter();
    meter.reveal(0);
    const last = play(meter, 0, 29);
    meter.add({ atMs: last + 3_000, mediaMs: 3_900, presented: 31 });
    expect(meter.airtimeMs(last + 3_000)).toBeLessThan(1_050);
  });

  it('counts frames that were presented while the page was too busy to hear of them', () => {
    const meter = new FrameMeter();
    meter.reveal(0);
    const last = play(meter, 0, 29);
    meter.add({ atMs: last + 3_000, mediaMs: last + 3_000, presented: 30 + 90 });
    expect(meter.airtimeMs(last + 3_000)).toBeGreaterThan(3_900);
  });

  it('never counts more than has passed', () => {
    const meter = new FrameMeter();
    meter.reveal(500);
    for (let ms = 0; ms < 40; ms += 7) expect(meter.airtimeMs(500 + ms)).toBeLessThanOrEqual(ms);
  });

  it('learns that a film is slow by nature', () => {
    const meter = new FrameMeter();
    meter.reveal(0);
    play(meter, 0, 4, 400);
    expect(meter.freezeAfterMs).toBeGreaterThan(1_000);
  });

  it('knows where in the film it is, also after a seek', () => {
    const meter = new FrameMeter();
    meter.reveal(0);
    play(meter, 0, 20);
    expect(meter.mediaMsAt(1_000)).toBeCloseTo(1_000, 3);
    meter.interrupt();
    meter.add({ atMs: 1_000, mediaMs: 5_000, presented: 22 });
    meter.add({ atMs: 1_033, mediaMs: 5_033, presented: 23 });
    expect(meter.mediaMsAt(1_100)).toBeCloseTo(5_100, 3);
  });
});

/** Looks every 150 ms from 0 on; `frameAt` gives the time of the last frame. */
function watch(
  untilMs: number,
  frameAt: (nowMs: number) => number,
  framesDue = true,
): [WatchdogStep, number][] {
  const watchdog = new Watchdog();
  const steps: [WatchdogStep, number][] = [];
  for (let nowMs = 0; nowMs <= untilMs; nowMs += 150) {
    const step = watchdog.look({ nowMs, lastFrameAtMs: frameAt(nowMs), freezeAfterMs: 600, framesDue });
    if (step) steps.push([step, nowMs]);
  }
  return steps;
}

describe('Watchdog', () => {
  it('seeks, reloads and gives up, in this order, within two seconds', () => {
    const steps = watch(6_000, () => 0);
    expect(steps.map(([step]) => step)).toEqual(['seek', 'reload', 'give-up']);
    expect(steps[2]?.[1]).toBeLessThanOrEqual(2_000);
  });

  it('gives up within two seconds also with a slow film', () => {
    const watchdog = new Watchdog();
    const steps: number[] = [];
    for (let nowMs = 0; nowMs <= 3_000; nowMs += 150)
      if (watchdog.look({ nowMs, lastFrameAtMs: 0, freezeAfterMs: 1_200, framesDue: true }))
        steps.push(nowMs);
    expect(steps).toHaveLength(3);
    expect(steps[2]).toBeLessThanOrEqual(2_000);
  });

  it('does nothing while frames come', () => {
    expect(watch(6_000, (nowMs) => nowMs - 100)).toEqual([]);
  });

  it('does nothing while no frames are due', () => {
    expect(watch(6_000, () => 0, false)).toEqual([]);
  });

  it('is not deceived by a seek that brings a single frame', () => {
    const steps = watch(6_000, (nowMs) => (nowMs < 700 ? 0 : 700));
    expect(steps.map(([step]) => step)).toEqual(['seek', 'reload', 'give-up']);
    expect(steps[2]?.[1]).toBeLessThanOrEqual(2_000);
  });

  it('starts from the first step again after a freeze was cured', () => {
    const steps = watch(6_000, (nowMs) => (nowMs < 750 ? 0 : Math.min(nowMs, 3_000)));
    expect(steps.map(([step]) => step)).toEqual(['seek', 'seek', 'reload', 'give-up']);
  });

  it('takes a page that was too busy to look for no freeze', () => {
    const watchdog = new Watchdog();
    const look = (nowMs: number, lastFrameAtMs: number) =>
      watchdog.look({ nowMs, lastFrameAtMs, freezeAfterMs: 600, framesDue: true });
    look(0, 0);
    expect(look(5_000, 0)).toBeUndefined();
    expect(look(5_150, 5_140)).toBeUndefined();
  });
});
