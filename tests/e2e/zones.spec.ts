import { expect, type Page, test } from '@playwright/test';
import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import type { PlayInFlight } from '../../src/core/as-run/in-flight.ts';
import {
  expectShareKept,
  expectSoundLog,
  logWithPlays,
  playsOf,
  readAllInFlight,
  readInFlight,
  readLog,
} from './as-run.ts';
import type { Promised } from './rolling-share.ts';
import { startPlaying } from './set-up.ts';
import { serveShortened } from './short-programme.ts';
import { playingZones, starterProgramme } from './starter-programmes.ts';
import { testRig } from './test-rig.ts';

const rig = testRig();
const windowMs = 30_000;

/** The promises of both programmes, zone by zone. */
const promises: Record<string, Record<string, Promised>> = {
  'hall-with-ticker': {
    main: promised(0.15, ['video', 'hls']),
    panel: promised(0.5),
  },
  'community-led-ticker': {
    main: promised(0.2),
    ticker: promised(0.3),
  },
};

function promised(atLeast: number, kinds?: readonly string[]): Promised {
  const counts = ({ category, kind }: PlayEntry) =>
    category === 'anti-fraud' && (kinds?.includes(kind) ?? true);
  return { counts, atLeast, windowMs };
}

for (const [id, byZone] of Object.entries(promises)) {
  test(`${id} logs the plays of every zone, keeps each zone’s own share, and a SIGKILL in the middle doubles none`, async () => {
    test.setTimeout(300_000);
    expect(promisedIn(id), 'what its file promises').toEqual(
      Object.entries(byZone).map(([zone, { atLeast }]) => ({ zone, atLeast })),
    );
    let page = await playing(id);
    await playsInEveryZone(page, id, 1);
    const before = await killInTheMiddle(page, id);

    page = await rig.browser.open(rig.server.url);
    const known = playsOf(before.entries);
    for (const zone of playingZones(starterProgramme(id)))
      await logWithPlays(page, known.filter(inZone(zone)).length + 3, inZone(zone));
    await onAirFor(page, 2 * windowMs);
    const after = await readLog(page);

    expectSoundLog(after);
    expect(after.slice(0, before.entries.length), 'what was written before is still there').toEqual(
      before.entries,
    );
    expectEachOnce(after, before.inFlight);
    for (const [zone, promise] of Object.entries(byZone)) expectShareKept(after, promise, zone);
    for (const zone of playingZones(starterProgramme(id))) expectRotation(after, zone);
  });
}

/** Every share of the file, by the zone that it counts. */
function promisedIn(id: string): { zone: string; atLeast: number }[] {
  const shares = starterProgramme(id).shares ?? [];
  return shares.map(({ zone = 'main', atLeast }) => ({ zone, atLeast }));
}

async function playing(id: string): Promise<Page> {
  serveShortened(rig.server, id, ({ shares }) => {
    for (const share of shares) share.windowMinutes = windowMs / 60_000;
  });
  const page = await rig.browser.open(rig.server.url);
  await startPlaying(page, id);
  return page;
}

const inZone =
  (wanted: string) =>
  ({ zone }: PlayEntry) =>
    zone === wanted;

async function playsInEveryZone(page: Page, id: string, count: number): Promise<void> {
  for (const zone of playingZones(starterProgramme(id))) await logWithPlays(page, count, inZone(zone));
}

/** While something is on view in every zone, and in one of them has been for a second. */
async function killInTheMiddle(page: Page, id: string) {
  const inTheMiddle = async () => {
    const inFlight = await readAllInFlight(page);
    const zones = new Set(inFlight.map(({ play }) => play.zone));
    return (
      zones.size === playingZones(starterProgramme(id)).length &&
      inFlight.some(({ play }) => play.airtimeMs > 1_000)
    );
  };
  await expect.poll(inTheMiddle, { intervals: [100] }).toBe(true);
  const inFlight = await readAllInFlight(page);
  const entries = await readLog(page);
  await rig.browser.kill();
  return { inFlight, entries };
}

/** A play that was on view at the kill stands in the log once, with at least the airtime that was proven. */
function expectEachOnce(after: readonly AsRunEntry[], inFlight: readonly PlayInFlight[]): void {
  for (const { play } of inFlight) {
    const found = playsOf(after).filter(
      ({ zone, spot, at, monotonicMs }) =>
        zone === play.zone && spot === play.spot && at === play.at && monotonicMs === play.monotonicMs,
    );
    expect(found, `${play.spot} in the zone ${play.zone}`).toHaveLength(1);
    expect(found[0]?.airtimeMs).toBeGreaterThanOrEqual(play.airtimeMs);
  }
  const cut = playsOf(after).filter(({ ended }) => ended === 'crash');
  const zones = cut.map(({ zone }) => zone);
  expect(new Set(zones).size, 'one cut play a zone at most').toBe(cut.length);
  expect(cut.length).toBeGreaterThan(0);
  expect(cut.every(({ outcome }) => outcome === 'cut')).toBe(true);
}

/** On-air time of the screen, over restarts. */
async function onAirFor(page: Page, wantedMs: number): Promise<void> {
  const onAirMs = async () => (await readInFlight(page))?.until.onAirMs ?? 0;
  await expect.poll(onAirMs, { timeout: 150_000, intervals: [500] }).toBeGreaterThan(wantedMs);
}

/** No spot follows itself: a zone that has others to show takes turns. */
function expectRotation(entries: readonly AsRunEntry[], zone: string): void {
  const spots = playsOf(entries)
    .filter(inZone(zone))
    .filter(({ ended }) => ended !== 'crash')
    .map(({ spot }) => spot);
  expect(new Set(spots).size).toBeGreaterThan(1);
  const twice = spots.filter((spot, index) => spot === spots[index + 1]);
  expect(twice, `spots twice in a row in the zone ${zone}`).toEqual([]);
}
