import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import playlistText from '../../../playlists/led-sample/playlist.json?raw';
import programmeText from '../../../playlists/programmes/community-led.json?raw';
import { systemClock } from '../../../src/browser/system-clock.ts';
import { rebuildAirtime } from '../../../src/core/airtime/airtime.ts';
import type { AsRunEntry, EntryDraft } from '../../../src/core/as-run/entry.ts';
import { loadProgramme } from '../../../src/core/playlist/load.ts';
import type { ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { Journal } from '../../../src/core/playout/journal.ts';
import { OnAirClock } from '../../../src/core/playout/on-air-clock.ts';
import { Playout } from '../../../src/core/playout/playout.ts';
import { runTestCard } from '../../../src/player/test-card.ts';
import { stageOnPage, until } from '../stage/spots.ts';

const programmeUrl = 'https://screen.example/playlists/programmes/community-led.json';

async function communityLed(): Promise<ResolvedProgramme> {
  const loaded = await loadProgramme(programmeUrl, async (url) =>
    new TextEncoder().encode(url === programmeUrl ? programmeText : playlistText),
  );
  if (!loaded.ok) throw new Error(loaded.faults.map(({ pointer }) => pointer).join());
  // A tenth of each length: the order and the shares stay what they are.
  const spots = loaded.value.spots.map((found) =>
    found.spot.kind === 'slogan'
      ? { ...found, spot: { ...found.spot, durationMs: found.spot.durationMs / 10 } }
      : found,
  );
  return { ...loaded.value, spots };
}

async function play() {
  await page.viewport(640, 360);
  const programme = await communityLed();
  const { stage } = stageOnPage();
  stage.setUp(programme.programme);
  const entries: EntryDraft[] = [];
  const log = {
    append: async (...drafts: EntryDraft[]) => {
      entries.push(...drafts);
      return [] as AsRunEntry[];
    },
    inFlight: async () => {},
  };
  const onAir = new OnAirClock(0);
  const { shares, timeZone } = programme.programme;
  const playout = new Playout({
    clock: systemClock,
    stage,
    journal: new Journal(log, systemClock, onAir, timeZone),
    onAir,
    airtime: rebuildAirtime(shares, [], programme.spots),
    programme,
    announce: true,
    player: 'test',
    playable: () => true,
    locate: (spot) => Promise.resolve(spot),
  });
  const ended = playout.run();
  const plays = () => entries.flatMap((entry) => (entry.type === 'play' ? [entry] : []));
  const stop = async () => {
    playout.wishes.stopAtBoundary('fault');
    await ended;
  };
  return { stage, playout, plays, entries, stop };
}

it('community-led plays its slogans on a board of 192 × 96, warnings first and with their share', async () => {
  const { stage, plays, stop } = await play();
  await until(() => plays().length >= 8);
  await stop();
  const board = stage.shadowRoot?.querySelector<HTMLCanvasElement>('.layer canvas');
  expect([board?.width, board?.height]).toEqual([192, 96]);
  expect(plays()[0]?.category).toBe('anti-fraud');
  expect(plays().every(({ outcome }) => outcome === 'completed')).toBe(true);
  expect(new Set(plays().map(({ category }) => category))).toEqual(new Set(['anti-fraud', 'host']));
  const timeOf = (list: { airtimeMs: number }[]) => list.reduce((sum, { airtimeMs }) => sum + airtimeMs, 0);
  const warnings = plays().filter(({ category }) => category === 'anti-fraud');
  expect(timeOf(warnings) / timeOf(plays())).toBeGreaterThanOrEqual(0.2);
});

it('the test card stands on the board’s outermost pixels, off the air, until a key ends it', async () => {
  const { stage, playout, plays, entries, stop } = await play();
  await until(() => plays().length >= 1);
  const card = runTestCard({ playout }, stage);
  const found = () => stage.shadowRoot?.querySelector<HTMLCanvasElement>('.test-card');
  await until(() => Boolean(found()) && entries.some(({ type }) => type === 'off-air'));
  const pixels = found()?.getContext('2d')?.getImageData(0, 0, 192, 96);
  const lit = (x: number, y: number) => (pixels?.data[(y * 192 + x) * 4] ?? 0) > 0;
  for (let x = 0; x < 192; x++) expect([lit(x, 0), lit(x, 95)]).toEqual([true, true]);
  for (let y = 0; y < 96; y++) expect([lit(0, y), lit(191, y)]).toEqual([true, true]);
  expect([lit(1, 1), lit(190, 94)]).toEqual([false, false]);
  const playedBefore = plays().length;
  dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  await card;
  expect(found()).toBeNull();
  await until(() => plays().length > playedBefore);
  await stop();
});
