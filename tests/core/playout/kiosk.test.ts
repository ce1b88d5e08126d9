import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharesNow } from '../../../src/core/airtime/airtime.ts';
import type { PlayEntry } from '../../../src/core/as-run/entry.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { KioskDesk, kioskSpot } from '../../../src/core/playout/kiosk-desk.ts';
import { lobby, morning, programmeOf, ScreenOnPaper, worstShare } from './screen-on-paper.ts';
import type { Script } from './scripted-stage.ts';

const hourMs = 3_600_000;
const filmsOnly = {
  shares: [
    {
      category: 'anti-fraud',
      atLeast: 0.15,
      windowMinutes: 60,
      of: 'on-air' as const,
      kinds: ['video' as const],
    },
  ],
};
const warnings = lobby.filter(({ category }) => category === 'anti-fraud');

const isUse = (play: PlayEntry) => play.because.code === 'interaction';

/** A screen whose visitors each stay for as long as `stayS` says, and how it is touched. */
function touchable(
  programme = programmeOf(lobby),
  stayS: () => number = () => 20,
  script: (spot: ProgrammeSpot) => Script = () => ({}),
  before: ConstructorParameters<typeof ScreenOnPaper>[2] = [],
) {
  const screen = new ScreenOnPaper(
    programme,
    (spot) => (spot.key === kioskSpot.key ? { lengthMs: stayS() * 1000 } : script(spot)),
    before,
    morning,
  );
  const kiosk = new KioskDesk(screen.takeovers, () => screen.playout.wishes.wake());
  screen.playout.interruptions = kiosk;
  return { screen, kiosk, uses: () => screen.plays.filter(isUse) };
}

const takeover = {
  id: 'urgent',
  by: '区反诈中心',
  why: '新骗术',
  slogan: { text: { 'zh-CN': '共享屏幕就是骗' } },
  when: 'now' as const,
  plays: 1,
  expiresAt: new Date(morning + 24 * hourMs).toISOString(),
  priority: 5,
};

describe('a person who touches the screen', () => {
  test('has it within a second where the promise leaves room, and the film that was cut is logged as it was', async () => {
    const { screen, kiosk, uses } = touchable(programmeOf(warnings));
    await screen.play(1.05);
    kiosk.wake();
    await screen.play(1.05 + 1 / 60);
    expect(screen.playout.playing?.choice.because).toEqual({ code: 'interaction', category: 'interaction' });
    await screen.play(3);
    expect(uses()).toMatchObject([
      { spot: 'kiosk', category: 'interaction', outcome: 'completed', ended: 'end', zone: 'main' },
    ]);
    expect(uses()[0]).not.toHaveProperty('playlist');
    expect(screen.plays[screen.plays.findIndex(isUse) - 1]).toMatchObject({
      ended: 'interaction',
      outcome: 'cut',
    });
  });

  test('waits beside the venue’s own content only until a film has made room, and has half a minute at the least', async () => {
    const { screen, kiosk, uses } = touchable(programmeOf(lobby), () => 900);
    await screen.play(30);
    await screen.clock.runUntil(hourMs, () => screen.playout.playing?.choice.spot.spot.category === 'host');
    const atMs = screen.clock.monotonicMs();
    kiosk.wake();
    await screen.clock.runUntil(atMs + 120_000, () => kiosk.state === 'on-view');
    expect(screen.clock.monotonicMs() - atMs).toBeLessThan(75_000);
    await screen.play(60);
    for (const use of uses().slice(0, -1)) expect(use.airtimeMs).toBeGreaterThan(27_000);
  });

  test('who stays makes way for the films that are owed, has it again, and the promise holds', async () => {
    const { screen, kiosk, uses } = touchable(programmeOf(lobby, filmsOnly), () => 1_200);
    await screen.play(70);
    kiosk.wake();
    await screen.play(75);
    expect(uses().length).toBeGreaterThan(1);
    expect(uses()[0]).toMatchObject({ outcome: 'cut', ended: 'deadline' });
    expect(kiosk.state).not.toBe('idle');
    await screen.play(140);
    expect(worstShare(screen.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });

  test('who leaves is not waited for: the programme goes on, and the next touch is another visit', async () => {
    const { screen, kiosk, uses } = touchable(programmeOf(warnings), () => 10);
    await screen.play(5);
    kiosk.wake();
    await screen.play(7);
    expect(kiosk.state).toBe('idle');
    kiosk.wake();
    await screen.play(9);
    expect(uses()).toHaveLength(2);
  });

  test('gives way to a takeover and has the screen again after it', async () => {
    const { screen, kiosk, uses } = touchable(programmeOf(warnings), () => 120);
    await screen.play(10);
    kiosk.wake();
    await screen.play(10.3);
    await screen.takeovers.carryOut({ do: 'begin', takeover }, 'panel');
    await screen.play(14);
    const codes = screen.plays.slice(screen.plays.findIndex(isUse)).map(({ because }) => because.code);
    expect(codes.slice(0, 3)).toEqual(['interaction', 'takeover', 'interaction']);
    expect(uses()[0]).toMatchObject({ ended: 'takeover' });
  });

  test('waits while a takeover has its plays, and cuts none of them', async () => {
    const { screen, kiosk, uses } = touchable(programmeOf(warnings));
    await screen.play(10);
    await screen.takeovers.carryOut({ do: 'begin', takeover: { ...takeover, plays: 3 } }, 'panel');
    await screen.play(10.3);
    kiosk.wake();
    await screen.play(13);
    const shown = screen.plays.filter(({ because }) => because.code === 'takeover');
    expect(shown.map(({ outcome }) => outcome)).toEqual(['completed', 'completed', 'completed']);
    expect(uses()).toHaveLength(1);
  });

  test('and a takeover leave the films that are owed their turn between them', async () => {
    let areBroken = true;
    const { screen, kiosk } = touchable(
      programmeOf(warnings, filmsOnly),
      () => 900,
      ({ spot }) => (areBroken && spot.kind === 'video' ? { prepareFails: true } : {}),
    );
    await screen.play(20);
    areBroken = false;
    await screen.clock.runUntil(hourMs, () => screen.plays.some(({ kind }) => kind === 'video'));
    const fromMs = screen.clock.monotonicMs();
    kiosk.wake();
    await screen.takeovers.carryOut({ do: 'begin', takeover: { ...takeover, plays: 30 } }, 'panel');
    await screen.clock.runUntil(fromMs + 5 * 60_000);
    const later = screen.plays.filter(({ monotonicMs }) => monotonicMs > fromMs);
    const isFilm = later.map(({ kind }) => kind === 'video');
    expect(isFilm.filter(Boolean).length).toBeGreaterThan(5);
    isFilm.slice(1).forEach((film, index) => {
      expect(film || isFilm[index], 'never two interruptions in a row').toBe(true);
    });
  });

  test('is gone after the emergency stop: what comes back is the programme', async () => {
    const { screen, kiosk } = touchable(programmeOf(warnings), () => 600);
    await screen.play(10);
    kiosk.wake();
    await screen.play(11);
    await screen.takeovers.carryOut({ do: 'stop', by: '值班员', why: '画面异常' }, 'panel');
    kiosk.wake();
    await screen.play(12);
    expect(kiosk.state).toBe('idle');
    await screen.takeovers.carryOut({ do: 'lift', by: '值班员', why: '已排除' }, 'panel');
    await screen.play(13);
    expect(screen.playout.playing?.choice.because.code).not.toBe('interaction');
  });

  test('who gives up while waiting is forgotten', async () => {
    const { screen, kiosk, uses } = touchable(programmeOf(lobby));
    await screen.clock.runUntil(hourMs, () => screen.playout.playing?.choice.spot.spot.category === 'host');
    kiosk.wake();
    kiosk.giveUp();
    await screen.play(20);
    expect(uses()).toEqual([]);
  });

  test('waits until a promise that is broken has been made good, and has the screen then', async () => {
    let areBroken = true;
    const { screen, kiosk, uses } = touchable(
      programmeOf(warnings, filmsOnly),
      () => 900,
      ({ spot }) => (areBroken && spot.kind === 'video' ? { prepareFails: true } : {}),
    );
    await screen.play(20);
    areBroken = false;
    await screen.clock.runUntil(hourMs, () => screen.plays.some(({ kind }) => kind === 'video'));
    kiosk.wake();
    const isOwed = () => {
      const { state, onAirMs } = screen.playout.airtimeNow();
      return sharesNow(state, onAirMs).some(({ shortfallMs }) => shortfallMs > 0);
    };
    expect(isOwed()).toBe(true);
    await screen.clock.runUntil(hourMs, () => !isOwed());
    expect(uses(), 'nothing was taken from what is owed').toEqual([]);
    await screen.clock.runUntil(hourMs, () => kiosk.state === 'on-view');
    expect(kiosk.state).toBe('on-view');
  });

  test('finds the programme instead when the kiosk cannot be loaded', async () => {
    const { screen, kiosk, uses } = touchable(programmeOf(warnings));
    const prepare = screen.stage.prepare.bind(screen.stage);
    screen.stage.prepare = async (spot, signal) => {
      if (spot.key === kioskSpot.key) throw new Error('chunk is missing');
      return prepare(spot, signal);
    };
    await screen.play(5);
    kiosk.wake();
    await screen.play(8);
    expect(uses()).toEqual([]);
    expect(screen.plays.length).toBeGreaterThan(10);
  });
});

test('time in use is on-air time that counts for nothing, also after a restart', async () => {
  const first = touchable(programmeOf(lobby), () => 1_200);
  await first.screen.play(70);
  first.kiosk.wake();
  await first.screen.play(75);
  const second = touchable(
    programmeOf(lobby),
    () => 20,
    () => ({}),
    first.screen.entries,
  );
  await second.screen.play(70);
  const plays = second.screen.plays.map((play) => (isUse(play) ? { ...play, category: 'host' } : play));
  expect(worstShare(plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
});

test('people at random instants, who stay as long as they like, never break the promise, whatever it counts', async () => {
  const visit = fc.record({
    atS: fc.integer({ min: 1, max: 6_000 }),
    stayS: fc.integer({ min: 1, max: 900 }),
  });
  const rules = fc.constantFrom({}, filmsOnly, {
    shares: [
      { category: 'anti-fraud', atLeast: 0.3, windowMinutes: 30, of: 'on-air' as const, maxGapMinutes: 5 },
    ],
  });
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 20 }), rules, async (visits, rule) => {
      const programme = programmeOf(lobby, rule);
      let stayS = 20;
      const { screen, kiosk, uses } = touchable(programme, () => stayS);
      for (const { atS, stayS: next } of [...visits].sort((a, b) => a.atS - b.atS)) {
        await screen.play(atS / 60);
        stayS = next;
        kiosk.wake();
      }
      await screen.play(125);
      const [share] = programme.programme.shares;
      const windowMs = (share?.windowMinutes ?? 60) * 60_000;
      expect(worstShare(screen.plays, 'anti-fraud', windowMs)).toBeGreaterThanOrEqual(share?.atLeast ?? 1);
      expect(uses().length).toBeGreaterThan(0);
    }),
    { numRuns: 10 },
  );
}, 240_000);
