import { expect, it } from 'vitest';
import { darkScreen } from '../../../src/core/playlist/voice.ts';
import { simulateZones } from '../../../src/core/zones/simulate-zones.ts';
import { announcement, at, setTime, speaking } from '../voice/spoken.ts';

const hourMs = 3_600_000;

it('what is said beside the picture stands in the order in which it begins, and overlaps nothing of its own zone', () => {
  const voice = { rotation: { everyMinutes: 7 }, setTimes: [setTime(['09:30'])] };
  const spots = [darkScreen, announcement('a'), announcement('b')];
  const fromWallMs = at('2026-11-23T09:00:00+08:00');
  const span = { fromWallMs, toWallMs: fromWallMs + 2 * hourMs };
  const plays = [...simulateZones(speaking(voice, {}, spots), span)];
  const starts = plays.map(({ startMs }) => startMs);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  for (const zone of ['main', 'voice']) {
    const own = plays.filter((play) => play.zone === zone);
    expect(own.length).toBeGreaterThan(15);
    own.slice(1).forEach((play, index) => {
      const before = own[index];
      expect(play.startMs).toBeGreaterThanOrEqual((before?.startMs ?? 0) + (before?.airtimeMs ?? 0));
    });
  }
  const said = plays.filter(({ zone }) => zone === 'voice');
  expect(said.filter(({ because }) => because.code === 'set-time').map(({ wallMs }) => wallMs)).toEqual([
    fromWallMs + hourMs / 2,
  ]);
  expect(plays.filter(({ zone }) => zone === 'main').map(({ spot }) => spot.key)).not.toContain('paper/a');
});
