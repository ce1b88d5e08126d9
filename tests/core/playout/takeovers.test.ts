import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { AsRunEntry, PlayEntry } from '../../../src/core/as-run/entry.ts';
import type { Takeover } from '../../../src/core/takeover/definition.ts';
import { runs } from '../runs.ts';
import { takeoverOf } from '../takeover/samples.ts';
import { endOf, lobby, morning, programmeOf, ScreenOnPaper, worstShare } from './screen-on-paper.ts';

// Hours of a screen pass in each of them.
vi.setConfig({ testTimeout: 60_000 });

const hourMs = 3_600_000;
const filmsOnly = {
  shares: [
    {
      category: 'anti-fraud',
      atLeast: 0.15,
      windowMinutes: 60,
      of: 'on-air' as const,
      kinds: ['video' as const, 'hls' as const],
    },
  ],
};

const playing = (screen: ScreenOnPaper) => screen.playout.playing?.choice.spot.spot.id;
const of = (id: string) => (play: PlayEntry) => play.spot === `takeover-${id}`;
const begin = (screen: ScreenOnPaper, fields: Partial<Takeover> & { id: string }) =>
  screen.takeovers.carryOut({ do: 'begin', takeover: takeoverOf(fields) }, 'panel');

/** Lets the screen play until something of this category has been on view for two seconds. */
async function intoA(category: string, screen: ScreenOnPaper): Promise<void> {
  const since = () => screen.clock.monotonicMs() - (screen.playout.playing?.onView.shownAtMs ?? 0);
  await screen.clock.runUntil(
    24 * hourMs,
    () => screen.playout.playing?.choice.spot.spot.category === category && since() >= 2_000,
  );
}

describe('a takeover', () => {
  test('at once cuts the play on view, and is on view within a second', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    await intoA('host', screen);
    const orderedAtMs = screen.clock.monotonicMs();
    void begin(screen, { id: 'a', plays: 2 });
    await screen.clock.runUntil(hourMs, () => playing(screen) === 'takeover-a');
    expect(screen.clock.monotonicMs() - orderedAtMs).toBeLessThanOrEqual(1_000);
    await screen.play(20);
    const shown = screen.plays.filter(of('a'));
    expect(shown.map(({ outcome }) => outcome)).toEqual(['completed', 'completed']);
    expect(shown[0]).toMatchObject({
      kind: 'slogan',
      category: 'anti-fraud',
      because: { code: 'takeover', takeover: 'a', by: '区反诈中心' },
    });
    expect(shown[0]).not.toHaveProperty('playlist');
    const before = screen.plays[screen.plays.findIndex(of('a')) - 1];
    expect(before).toMatchObject({ category: 'host', outcome: 'cut', ended: 'takeover' });
  });

  test('at the boundary waits for it, and no play is cut', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    await intoA('host', screen);
    const interrupted = playing(screen);
    await begin(screen, { id: 'a', when: 'boundary', plays: 1 });
    await screen.play(10);
    const at = screen.plays.findIndex(of('a'));
    expect(screen.plays[at - 1]).toMatchObject({ spot: interrupted, outcome: 'completed' });
    expect(screen.plays.every(({ outcome }) => outcome === 'completed')).toBe(true);
  });

  test('for a time has as much airtime as was ordered, and then the programme goes on', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    await begin(screen, { id: 'a', minutes: 2 });
    await screen.play(12);
    const airtimeMs = screen.plays.filter(of('a')).reduce((sum, play) => sum + play.airtimeMs, 0);
    expect(airtimeMs).toBeGreaterThanOrEqual(120_000);
    expect(airtimeMs).toBeLessThan(133_000);
    expect(screen.plays[screen.plays.length - 1]?.because.code).not.toBe('takeover');
  });

  test('of a higher priority goes before; the other goes on afterwards with what is left', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    await begin(screen, { id: 'low', plays: 3, priority: 1 });
    await screen.play(5.3);
    await begin(screen, { id: 'high', plays: 2, priority: 8 });
    await screen.play(10);
    const order = screen.plays.filter((play) => play.because.code === 'takeover');
    expect(order.map(({ spot, outcome }) => `${spot.slice(9)} ${outcome}`)).toEqual([
      'low completed',
      'low cut',
      'high completed',
      'high completed',
      'low completed',
      'low completed',
    ]);
  });

  test('that is cancelled goes at once, and the log says who and how', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    await begin(screen, { id: 'a', minutes: 30 });
    await screen.play(5.1);
    const order = { do: 'cancel', id: 'a', by: '值班员', why: '误发' } as const;
    await expect(screen.takeovers.carryOut(order, 'panel')).resolves.toBe('done');
    await screen.play(10);
    expect(screen.plays.filter(of('a'))).toMatchObject([{ outcome: 'cut', ended: 'operator' }]);
    expect(screen.entries.filter(({ type }) => type === 'takeover')).toMatchObject([
      { action: 'begun', takeover: 'a', by: '区反诈中心', why: '本地出现新骗术', source: 'panel' },
      { action: 'ended', takeover: 'a', by: '值班员', why: '误发', ended: 'cancelled' },
    ]);
  });

  test('expires by the wall clock: the play on view ends by itself, no other follows', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    const expiresAt = new Date(morning + 6 * 60_000).toISOString();
    await begin(screen, { id: 'a', minutes: 60, expiresAt });
    await screen.play(20);
    const shown = screen.plays.filter(of('a'));
    expect(shown.every(({ outcome }) => outcome === 'completed')).toBe(true);
    expect(Date.parse(shown[shown.length - 1]?.at ?? '')).toBeLessThan(Date.parse(expiresAt));
    expect(screen.entries.filter(({ type }) => type === 'takeover')).toMatchObject([
      {},
      { ended: 'expired' },
    ]);
  });

  test('may name a spot of the programme, which plays under its own name', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    const { slogan: _slogan, ...rest } = takeoverOf({ id: 'a', plays: 2 });
    const takeover = { ...rest, spot: { playlist: 'paper', id: 'film-3' } };
    await screen.takeovers.carryOut({ do: 'begin', takeover }, 'file');
    await screen.play(10);
    const shown = screen.plays.filter(({ because }) => because.code === 'takeover');
    expect(shown).toMatchObject([{ spot: 'film-3' }, { spot: 'film-3' }]);
    expect(shown[0]?.playlist).toEqual({ id: 'paper', revision: 1 });
  });

  test('of a spot that cannot be shown is passed over; the picture goes on', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby), ({ key }) =>
      key === 'paper/film-3' ? { prepareFails: true } : {},
    );
    await screen.play(5);
    const { slogan: _slogan, ...rest } = takeoverOf({ id: 'a' });
    const takeover = { ...rest, spot: { playlist: 'paper', id: 'film-3' } };
    await screen.takeovers.carryOut({ do: 'begin', takeover }, 'file');
    await screen.play(10);
    expect(screen.plays.some(({ because }) => because.code === 'takeover')).toBe(false);
    expect(Math.max(...screen.plays.map(({ gapMs }) => gapMs))).toBeLessThan(2_000);
    expect(worstShare(screen.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });

  test('goes on after a restart with what is left to it, and is not begun a second time', async () => {
    const first = new ScreenOnPaper(programmeOf(lobby));
    await first.play(5);
    await begin(first, { id: 'a', plays: 4 });
    await first.play(5.5);
    const done = first.plays.filter(of('a')).length;
    expect(done).toBeGreaterThan(0);
    const second = new ScreenOnPaper(
      programmeOf(lobby),
      () => ({}),
      first.entries,
      morning + hourMs,
      first.kept,
    );
    await second.play(10);
    expect(second.plays.filter(of('a')).filter(({ outcome }) => outcome === 'completed')).toHaveLength(4);
    expect(
      second.entries.filter((entry) => entry.type === 'takeover' && entry.action === 'begun'),
    ).toHaveLength(1);
    await expect(begin(second, { id: 'a' })).resolves.toBe('known');
  });

  test('whose plays do not count for the share gives way to the films that do', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby, filmsOnly));
    await screen.play(70);
    await begin(screen, { id: 'a', minutes: 60 });
    await screen.play(140);
    const films = screen.plays.map((play) => (play.kind === 'slogan' ? { ...play, category: 'host' } : play));
    expect(worstShare(films, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
    const airtimeMs = screen.plays.filter(of('a')).reduce((sum, play) => sum + play.airtimeMs, 0);
    expect(airtimeMs).toBeGreaterThan(50 * 60_000);
    expect(Math.min(...screen.plays.filter(of('a')).map((play) => play.airtimeMs))).toBeGreaterThanOrEqual(
      1_500,
    );
  });
});

test('takeovers at random instants, of every sort, never break the promise, whatever it counts', async () => {
  const order = fc.record({
    atS: fc.integer({ min: 1, max: 5_000 }),
    when: fc.constantFrom('now' as const, 'boundary' as const),
    plays: fc.integer({ min: 1, max: 40 }),
    priority: fc.nat(9),
    cancelledAfterS: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
  });
  const denser = filmsOnly.shares.map((rule) => ({ ...rule, atLeast: 0.4, maxGapMinutes: 5 }));
  const counting = fc.constantFrom({}, filmsOnly, { shares: denser });
  await fc.assert(
    fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 8 }), counting, async (orders, rules) => {
      const screen = new ScreenOnPaper(programmeOf(lobby, rules));
      const events = orders
        .flatMap((each, index) => {
          const { atS, cancelledAfterS, ...rest } = each;
          const takeover = takeoverOf({ ...rest, id: `t${index}` });
          const cancel = { do: 'cancel', id: `t${index}`, by: 'b', why: 'w' } as const;
          return [
            { atS, command: { do: 'begin', takeover } as const },
            ...(cancelledAfterS === undefined ? [] : [{ atS: atS + cancelledAfterS, command: cancel }]),
          ];
        })
        .sort((a, b) => a.atS - b.atS);
      for (const { atS, command } of events) {
        await screen.play(atS / 60);
        await screen.takeovers.carryOut(command, 'panel');
      }
      await screen.play(100);
      const [rule] = programmeOf(lobby, rules).programme.shares;
      const counted = screen.plays.map((play) =>
        rule?.kinds && play.kind === 'slogan' ? { ...play, category: 'none' } : play,
      );
      expect(worstShare(counted, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(rule?.atLeast ?? 1);
      screen.plays.slice(1).forEach((play, index) => {
        expect(play.onAirMs).toBeGreaterThanOrEqual(endOf(screen.plays[index] as PlayEntry));
        expect(play.gapMs).toBeLessThanOrEqual(100);
      });
    }),
    { numRuns: runs(15) },
  );
}, 240_000);

describe('the emergency stop', () => {
  const stop = { do: 'stop', by: '值班员', why: '画面异常' } as const;
  const lift = { do: 'lift', by: '站长', why: '已核实' } as const;
  const types = (entries: readonly AsRunEntry[]) => entries.map(({ type }) => type);

  test('takes the picture away at once, which the log says, and nothing counts until it is lifted', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    await intoA('host', screen);
    await screen.takeovers.carryOut(stop, 'keyboard');
    const stoppedAtMs = screen.clock.monotonicMs();
    await screen.clock.runUntil(hourMs, () => screen.stage.rests === 1);
    expect(screen.clock.monotonicMs() - stoppedAtMs).toBeLessThan(100);
    await screen.play(30);
    expect(screen.entries.slice(-3)).toMatchObject([
      { type: 'stop', action: 'stopped', by: '值班员', why: '画面异常' },
      { type: 'play', outcome: 'cut', ended: 'stop' },
      { type: 'off-air', because: 'stop' },
    ]);
    await screen.takeovers.carryOut(lift, 'panel');
    await screen.play(32);
    const after = screen.entries.slice(screen.entries.findIndex(({ type }) => type === 'off-air') + 1);
    expect(after.slice(0, 2)).toMatchObject([
      { type: 'stop', action: 'lifted', by: '站长', why: '已核实' },
      { type: 'on-air', because: 'lifted' },
    ]);
    const off = screen.entries.find(({ type }) => type === 'off-air');
    expect(after[0]?.onAirMs).toBe(off?.onAirMs);
    expect(worstShare(screen.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });

  test('the play that is covered counts no further than to the instant of the stop', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    await intoA('host', screen);
    const shownAtMs = screen.playout.playing?.onView.shownAtMs ?? 0;
    const stoppedAtMs = screen.clock.monotonicMs();
    await screen.takeovers.carryOut(stop, 'keyboard');
    await screen.play(30);
    expect(screen.plays[screen.plays.length - 1]?.airtimeMs).toBe(Math.floor(stoppedAtMs - shownAtMs));
  });

  test('stays over a restart: nothing is shown until it is lifted, and then the share goes on', async () => {
    const first = new ScreenOnPaper(programmeOf(lobby));
    await first.play(37);
    await first.takeovers.carryOut(stop, 'keyboard');
    await first.play(38);
    const second = new ScreenOnPaper(
      programmeOf(lobby),
      () => ({}),
      first.entries,
      morning + hourMs,
      first.kept,
    );
    await second.play(600);
    expect(second.stage.shown).toEqual([]);
    expect(second.entries).toHaveLength(first.entries.length);
    await second.takeovers.carryOut(lift, 'panel');
    await second.play(670);
    expect(types(second.entries.slice(first.entries.length, first.entries.length + 2))).toEqual([
      'stop',
      'on-air',
    ]);
    expect(worstShare(second.plays, 'anti-fraud', hourMs)).toBeGreaterThanOrEqual(0.15);
  });

  test('a takeover that is ordered meanwhile waits, and is shown first when the stop is lifted', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(5);
    await screen.takeovers.carryOut(stop, 'keyboard');
    await begin(screen, { id: 'a', plays: 1 });
    await screen.play(10);
    expect(screen.plays.some(of('a'))).toBe(false);
    await screen.takeovers.carryOut(lift, 'panel');
    await screen.clock.runUntil(hourMs, () => screen.playout.playing !== undefined);
    expect(playing(screen)).toBe('takeover-a');
  });

  test('pressed twice is one stop; lifted when there is none is nothing', async () => {
    const screen = new ScreenOnPaper(programmeOf(lobby));
    await screen.play(1);
    await expect(screen.takeovers.carryOut(lift, 'panel')).resolves.toBe('not-standing');
    await expect(screen.takeovers.carryOut(stop, 'keyboard')).resolves.toBe('done');
    await expect(screen.takeovers.carryOut(stop, 'panel')).resolves.toBe('known');
    await screen.play(2);
    expect(types(screen.entries).filter((type) => type === 'stop')).toHaveLength(1);
  });
});
