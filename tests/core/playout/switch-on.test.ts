import { describe, expect, test } from 'vitest';
import type { PlayEntry } from '../../../src/core/as-run/entry.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { SwitchOnDesk } from '../../../src/core/playout/switch-on-desk.ts';
import { lobby, programmeOf, ScreenOnPaper } from './screen-on-paper.ts';
import type { Script } from './scripted-stage.ts';

const warnings = lobby.filter(({ category }) => category === 'anti-fraud');

/** A box that has shown its warning after `atLeastSeconds`, if there is something to hand over to. */
function box(
  atLeastSeconds: number,
  sketches: readonly (typeof lobby)[number][] = warnings,
  script: (spot: ProgrammeSpot) => Script = () => ({}),
) {
  const switchOn = { atLeastSeconds, handOverTo: 'portal.html' };
  const screen = new ScreenOnPaper(programmeOf(sketches, { switchOn }), script);
  const seen = { reachable: true };
  const desk = new SwitchOnDesk(screen.takeovers, {
    wish: () => screen.playout.programme.programme.switchOn,
    reachable: () => seen.reachable,
    onChange: () => screen.playout.wishes.wake(),
  });
  screen.playout.interruptions = desk;
  return { screen, desk, seen };
}

const airedMs = (plays: readonly PlayEntry[]) =>
  plays.reduce((sum, play) => sum + (play.category === 'anti-fraud' ? play.airtimeMs : 0), 0);
const last = <T>(list: readonly T[]): T | undefined => list[list.length - 1];

describe('a screen that hands over', () => {
  test('has aired its warning for as long as was asked, wholly, and says so in the log before anything else', async () => {
    const { screen, desk } = box(20);
    await screen.play(5);
    expect(desk.away).toBe(true);
    expect(airedMs(screen.plays)).toBeGreaterThanOrEqual(20_000);
    expect(airedMs(screen.plays.slice(0, -1))).toBeLessThan(20_000);
    expect(screen.plays.every(({ outcome }) => outcome === 'completed')).toBe(true);
    expect(last(screen.entries)).toMatchObject({ type: 'off-air', because: 'handed-over' });
    expect(screen.inFlight).toBeUndefined();
    expect(screen.stage.rests).toBe(1);
  });

  test('counts warnings only: the venue’s own content brings it no nearer', async () => {
    const { screen } = box(60, lobby);
    await screen.clock.runUntil(3_600_000, () => last(screen.entries)?.type === 'off-air');
    expect(airedMs(screen.plays)).toBeGreaterThanOrEqual(60_000);
  });

  test('does not count a film that froze: the next one makes up for it', async () => {
    let failures = 0;
    const { screen } = box(20, warnings, () => (failures++ === 0 ? { freezesAfterMs: 1_000 } : {}));
    await screen.play(5);
    expect(screen.plays[0]).toMatchObject({ outcome: 'failed' });
    expect(airedMs(screen.plays)).toBeGreaterThanOrEqual(20_000);
    expect(last(screen.entries)).toMatchObject({ type: 'off-air', because: 'handed-over' });
  });

  test('goes on without leaving the air when a film was shorter than was said', async () => {
    let films = 0;
    const { screen } = box(5, warnings, () => (films++ === 0 ? { lengthMs: 1_000 } : {}));
    await screen.play(2);
    expect(screen.plays[0]).toMatchObject({ outcome: 'completed', airtimeMs: 1_000 });
    expect(airedMs(screen.plays)).toBeGreaterThanOrEqual(5_000);
    expect(screen.entries.filter(({ type }) => type === 'off-air')).toHaveLength(1);
  });

  test('is not to be skipped: a play that was skipped counts as far as it was on view', async () => {
    const { screen } = box(30);
    for (let second = 2; second < 20; second += 2) {
      await screen.play(second / 60);
      screen.playout.wishes.skip();
    }
    await screen.play(5);
    expect(airedMs(screen.plays)).toBeGreaterThanOrEqual(30_000);
  });

  test('stays and goes on with its loop while there is nothing to hand over to', async () => {
    const { screen, desk, seen } = box(10);
    seen.reachable = false;
    await screen.play(5);
    expect(desk.away).toBe(false);
    expect(screen.plays.length).toBeGreaterThan(15);
    seen.reachable = true;
    await screen.play(6);
    expect(desk.away).toBe(true);
  });

  test('comes back with its warning from the beginning, and on-air time has stood still', async () => {
    const { screen, desk } = box(20);
    await screen.play(10);
    const before = screen.plays.length;
    const leftAt = last(screen.entries)?.onAirMs;
    desk.back();
    await screen.play(15);
    expect(screen.entries.filter(({ type }) => type === 'on-air')).toMatchObject([
      { because: 'start' },
      { because: 'returned', onAirMs: leftAt },
    ]);
    expect(airedMs(screen.plays.slice(before))).toBeGreaterThanOrEqual(20_000);
    expect(desk.away).toBe(true);
  });

  test('is not taken away from whoever uses it by an update: that waits until it is back', async () => {
    const { screen, desk } = box(10);
    await screen.play(2);
    screen.playout.wishes.stopAtBoundary('update');
    await screen.play(5);
    expect(screen.hasEnded).toBe(false);
    desk.back();
    await screen.play(6);
    expect(screen.hasEnded).toBe(true);
  });

  test('hands nothing over while the emergency stop holds', async () => {
    const { screen, desk } = box(20);
    await screen.play(0.1);
    await screen.takeovers.carryOut({ do: 'stop', by: '值班员', why: '画面异常' }, 'panel');
    await screen.play(5);
    expect(desk.away).toBe(false);
    expect(last(screen.entries)).toMatchObject({ type: 'off-air', because: 'stop' });
  });
});
