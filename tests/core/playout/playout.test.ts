import { describe, expect, test, vi } from 'vitest';
import type { PlayEntry } from '../../../src/core/as-run/entry.ts';
import { endOf, lobby, morning, programmeOf, ScreenOnPaper, worstShare } from './screen-on-paper.ts';

// Hours of a screen pass in each of them.
vi.setConfig({ testTimeout: 60_000 });

const hourMs = 3_600_000;

/** Every play that was shown stands in the log once, in order, and none overlaps the next. */
function expectWholeAndInOrder(screen: ScreenOnPaper): void {
  const { plays } = screen;
  const shown = screen.stage.shown.map(({ key }) => key.split('/')[1]);
  const playing = screen.playout.playing ? 1 : 0;
  expect(plays.map((play) => play.spot)).toEqual(shown.slice(0, shown.length - playing));
  plays.slice(1).forEach((play, index) => {
    expect(play.onAirMs).toBeGreaterThanOrEqual(endOf(plays[index] as PlayEntry));
  });
}

describe('Playout', () => {
  test('plays on and on, writes every play once, and keeps the share at every instant', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(130);
    expect(screen.plays.length).toBeGreaterThan(200);
    expectWholeAndInOrder(screen);
    expect(screen.plays.every((play) => play.outcome === 'completed' && play.ended === 'end')).toBe(true);
    expect(worstShare(screen.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });

  test('the log begins with on-air and the programme in force, and says why each spot was chosen', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(10);
    expect(screen.entries.slice(0, 2).map((entry) => entry.type)).toEqual(['on-air', 'programme']);
    expect(screen.plays[0]?.category).toBe('anti-fraud');
    expect(screen.plays.every((play) => play.because.code.length > 0)).toBe(true);
  });

  test('a spot that cannot be prepared is set aside before it is due, and no time is lost', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby), ({ key }) =>
      key === 'paper/film-1' ? { prepareFails: true } : {},
    );
    await screen.play(60);
    const faults = screen.entries.filter((entry) => entry.type === 'fault');
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.spot === 'paper/film-1' && fault.what === 'corrupt')).toBe(true);
    expect(screen.plays.some((play) => play.spot === 'film-1')).toBe(false);
    expect(worstShare(screen.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });

  test('when every file fails built-in slogans play, and count', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby), () => ({ prepareFails: true }));
    await screen.play(30);
    expect(screen.plays.length).toBeGreaterThan(100);
    expect(screen.plays.every((play) => play.playlist === undefined && play.kind === 'slogan')).toBe(true);
    expect(worstShare(screen.plays, 'anti-fraud', hourMs)).toBeGreaterThan(0.9);
  });

  test('a picture that freezes is written as failed with the time it moved, and the promise holds', async () => {
    let renderings = 0;
    const screen = new ScreenOnPaper(programmeOf(lobby), ({ spot }) =>
      spot.category === 'anti-fraud' && ++renderings % 7 === 0 ? { freezesAfterMs: 4_000 } : {},
    );
    await screen.play(130);
    const failed = screen.plays.filter((play) => play.outcome === 'failed');
    expect(failed.length).toBeGreaterThan(2);
    expect(failed.every((play) => play.airtimeMs === 4_000 && play.ended === 'error')).toBe(true);
    expectWholeAndInOrder(screen);
    expect(worstShare(screen.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });

  test('a spot that is longer than it said is cut at its deadline, before the promise breaks', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby), ({ key }) =>
      key === 'paper/host-2' ? { lengthMs: 3_000_000 } : {},
    );
    await screen.play(130);
    const cut = screen.plays.filter((play) => play.spot === 'host-2');
    expect(cut.length).toBeGreaterThan(1);
    expect(cut.every((play) => play.outcome === 'cut' && play.ended === 'deadline')).toBe(true);
    expect(worstShare(screen.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });

  test('media that are slow to prepare give way to a built-in slogan, not to a standing picture', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby), ({ spot }) =>
      spot.category === 'host' ? { prepareMs: 90_000 } : {},
    );
    await screen.play(60);
    const gaps = screen.plays.map((play) => play.gapMs);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2_000);
    expectWholeAndInOrder(screen);
  });

  test('hidden time is off air: the play is cut, the clock stands, and playing goes on afterwards', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    screen.playout.wishes.visible = false;
    await screen.play(65);
    expect(screen.entries.slice(-2)).toMatchObject([
      { type: 'play', outcome: 'cut', ended: 'hidden' },
      { type: 'off-air', because: 'hidden' },
    ]);
    expect(screen.stage.rests).toBe(1);
    screen.playout.wishes.visible = true;
    await screen.play(66);
    const back = screen.entries.find((entry) => entry.type === 'on-air' && entry.because === 'visible');
    expect(back?.onAirMs).toBe(screen.entries.find((entry) => entry.type === 'off-air')?.onAirMs);
  });

  test('outside opening hours nothing plays and nothing counts', async () => {
    const hours = [{ days: ['mon'], from: '08:00', to: '09:30' } as const];
    const programme = programmeOf(lobby, { hours: hours.map((daypart) => ({ ...daypart, days: ['mon'] })) });
    const screen = new ScreenOnPaper(programme);
    await screen.play(24 * 60);
    const last = screen.entries[screen.entries.length - 1];
    expect(last).toMatchObject({ type: 'off-air', because: 'opening-hours' });
    expect(last?.onAirMs).toBeLessThan(31 * 60_000);
    expect(screen.stage.rests).toBe(1);
    screen.clock.setWall(morning + 7 * 24 * hourMs);
    await screen.play(24 * 60 + 20);
    expect(screen.entries.some((entry) => entry.type === 'on-air' && entry.because === 'opening-hours')).toBe(
      true,
    );
  });

  test('offer() changes the programme at a boundary: no play is cut, and the log says when', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    const next = programmeOf([...lobby.slice(0, 3), { id: 'new-host', category: 'host' }], { revision: 2 });
    const offered = screen.playout.offer(next);
    await screen.play(20);
    await offered;
    const at = screen.entries.findIndex(
      (entry) => entry.type === 'programme' && entry.programme.revision === 2,
    );
    expect(at).toBeGreaterThan(0);
    const before = screen.entries.slice(0, at).filter((entry) => entry.type === 'play');
    const after = screen.entries.slice(at).filter((entry) => entry.type === 'play');
    expect(before.every((play) => play.programme.revision === 1 && play.outcome === 'completed')).toBe(true);
    expect(after.every((play) => play.programme.revision === 2)).toBe(true);
    expect(after.some((play) => play.spot === 'new-host')).toBe(true);
  });

  test('stopAtBoundary() lets the play on view end, writes it, and resolves run()', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    screen.playout.wishes.stopAtBoundary('update');
    await screen.clock.runUntil(10 * 60_000, () => screen.hasEnded);
    await expect(screen.ended).resolves.toBe('update');
    expect(screen.entries.slice(-2)).toMatchObject([
      { type: 'play', outcome: 'completed' },
      { type: 'off-air', because: 'update' },
    ]);
  });

  test('before the last play ends the playout says so, in time for a change of workers, and only then', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    expect(screen.aboutToStop).toEqual([]);
    screen.playout.wishes.stopAtBoundary('update');
    await screen.clock.runUntil(10 * 60_000, () => screen.hasEnded);
    expect(screen.aboutToStop).toHaveLength(1);
    const aheadMs = screen.clock.monotonicMs() - (screen.aboutToStop[0] ?? 0);
    expect(aheadMs).toBeGreaterThanOrEqual(1_400);
    expect(aheadMs).toBeLessThanOrEqual(1_600);
  });

  test('a film that freezes in its last second before a stop has failed, not completed', async () => {
    const freezing = { freezesAfterMs: 14_900, lengthMs: 15_000 };
    const screen = new ScreenOnPaper(programmeOf(lobby), ({ key }) =>
      key === 'paper/film-2' ? freezing : {},
    );
    await screen.play(1);
    await screen.clock.runUntil(
      10 * 60_000,
      () => screen.playout.playing?.choice.spot.key === 'paper/film-2',
    );
    screen.playout.wishes.stopAtBoundary('update');
    await screen.clock.runUntil(10 * 60_000, () => screen.hasEnded);
    expect(screen.plays[screen.plays.length - 1]).toMatchObject({ spot: 'film-2', outcome: 'failed' });
  });

  test('what the store refuses is held, in order, and written when it can be', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    screen.refusing = true;
    await screen.play(30);
    const written = screen.entries.length;
    screen.refusing = false;
    await screen.play(35);
    expect(screen.entries.length).toBeGreaterThan(written + 30);
    expectWholeAndInOrder(screen);
  });

  test('after a restart the share goes on where the log ends', async () => {
    const first = new ScreenOnPaper(programmeOf(lobby));
    await first.play(37);
    const { inFlight } = first;
    const survived = [...first.entries];
    if (inFlight) survived.push({ ...inFlight, outcome: 'cut', seq: survived.length, screen: 'paper' });
    const second = new ScreenOnPaper(programmeOf(lobby), () => ({}), survived);
    await second.play(70);
    expect(second.entries.filter((entry) => entry.type === 'programme').length).toBe(1);
    expect(worstShare(second.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });
});
