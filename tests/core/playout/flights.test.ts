import { describe, expect, test, vi } from 'vitest';
import type { PlayEntry } from '../../../src/core/as-run/entry.ts';
import type { ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { endOf, lobby, programmeOf, ScreenOnPaper, worstShare } from './screen-on-paper.ts';

// Hours are played in virtual time, on a machine of unknown load.
vi.setConfig({ testTimeout: 60_000 });

const evening = Date.parse('2026-11-30T23:40:00+08:00');
const midnight = Date.parse('2026-12-01T00:00:00+08:00');

/** The lobby with a flight for each spot whose key matches. */
function lobbyWith(flights: Readonly<Record<string, { from?: string; to?: string }>>): ResolvedProgramme {
  const programme = programmeOf(lobby);
  const spots = programme.spots.map((from) => {
    const [, flight] = Object.entries(flights).find(([part]) => from.key.includes(part)) ?? [];
    return flight ? { ...from, spot: { ...from.spot, flight } } : from;
  });
  return { ...programme, spots };
}

const startsAfter = (atMs: number) => (play: PlayEntry) => Date.parse(play.at) >= atMs;

/** No picture stood longer than its time, and none was missing between two. */
function expectNeverBlack({ plays }: ScreenOnPaper): void {
  expect(plays.every((play) => play.outcome === 'completed')).toBe(true);
  plays.slice(1).forEach((play, index) => {
    const betweenMs = play.onAirMs - endOf(plays[index] as PlayEntry);
    expect(betweenMs).toBeGreaterThanOrEqual(0);
    expect(betweenMs).toBeLessThanOrEqual(2_000);
  });
}

describe('Playout over the end of a flight', () => {
  test('when all that counts ends at midnight, built-in slogans take its place and keep the share', async () => {
    const screen = new ScreenOnPaper(lobbyWith({ film: { to: '2026-11-30' } }), undefined, [], evening);
    await screen.play(100);
    const duty = screen.plays.filter((play) => play.category === 'anti-fraud');
    const [before, after] = [
      duty.filter((play) => !startsAfter(midnight)(play)),
      duty.filter(startsAfter(midnight)),
    ];
    expect(before.every((play) => play.playlist?.id === 'paper')).toBe(true);
    expect(before.length).toBeGreaterThan(5);
    // What was ready when the day ended may still play: never more than the one.
    expect(after.slice(1).every((play) => play.playlist === undefined && play.kind === 'slogan')).toBe(true);
    expect(after.length).toBeGreaterThan(20);
    expectNeverBlack(screen);
    expect(worstShare(screen.plays, 'anti-fraud', 3_600_000)).toBeGreaterThanOrEqual(0.15);
  });

  test('when everything ends at midnight the screen is never black', async () => {
    const over = { to: '2026-11-30' };
    const screen = new ScreenOnPaper(lobbyWith({ film: over, host: over }), undefined, [], evening);
    await screen.play(80);
    const after = screen.plays.filter(startsAfter(midnight)).slice(1);
    expect(after.length).toBeGreaterThan(300);
    expect(after.every((play) => play.playlist === undefined && play.kind === 'slogan')).toBe(true);
    expect(new Set(after.map((play) => play.topic)).size).toBe(6);
    expectNeverBlack(screen);
  });

  test('what begins at midnight begins then, and ends the built-in slogans', async () => {
    const screen = new ScreenOnPaper(lobbyWith({ film: { from: '2026-12-01' } }), undefined, [], evening);
    await screen.play(80);
    const duty = screen.plays.filter((play) => play.category === 'anti-fraud');
    const [before, after] = [
      duty.filter((play) => !startsAfter(midnight)(play)),
      duty.filter(startsAfter(midnight)),
    ];
    expect(before.length).toBeGreaterThan(5);
    expect(before.every((play) => play.playlist === undefined)).toBe(true);
    expect(after.slice(1).every((play) => play.playlist?.id === 'paper')).toBe(true);
    expect(after.length).toBeGreaterThan(10);
    expectNeverBlack(screen);
    expect(worstShare(screen.plays, 'anti-fraud', 3_600_000)).toBeGreaterThanOrEqual(0.15);
  });

  test('a category that tags keep from the screen altogether is served by built-in slogans', async () => {
    const programme = lobbyWith({});
    const spots = programme.spots.map((from) =>
      from.spot.category === 'anti-fraud'
        ? { ...from, spot: { ...from.spot, audiences: ['students'] } }
        : from,
    );
    const elderly = { ...programme, spots, programme: { ...programme.programme, audiences: ['elderly'] } };
    const screen = new ScreenOnPaper(elderly);
    await screen.play(90);
    const duty = screen.plays.filter((play) => play.category === 'anti-fraud');
    expect(duty.every((play) => play.playlist === undefined && play.kind === 'slogan')).toBe(true);
    expect(screen.plays.some((play) => play.category === 'host')).toBe(true);
    expectNeverBlack(screen);
    expect(worstShare(screen.plays, 'anti-fraud', 3_600_000)).toBeGreaterThanOrEqual(0.15);
  });
});
