import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { dayAfter } from '../../../src/core/playlist/calendar-date.ts';
import { campaignCalendar } from '../../../src/core/playlist/campaign.ts';
import type { Programme, Spot } from '../../../src/core/playlist/definition.ts';
import { eligibleSpots } from '../../../src/core/playlist/eligible.ts';
import type { ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';

// Many random cases on a machine of unknown load: the count is fixed, the time is not.
vi.setConfig({ testTimeout: 60_000 });

const dayMs = 86_400_000;
const noon = Date.parse('2026-11-22T12:00:00+08:00');

type Limits = Partial<Pick<Spot, 'category' | 'flight' | 'venues' | 'audiences'>>;

function resolved(limits: readonly Limits[], programme: Partial<Programme> = {}): ResolvedProgramme {
  const spots = limits.map((limit, index): Spot => {
    const base = { id: `s${index}`, category: 'anti-fraud', weight: 1, durationMs: 8000 } as const;
    return { kind: 'slogan', theme: 'advice', text: { 'zh-CN': '好' }, ...base, ...limit };
  });
  const shares = [{ category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air' } as const];
  const base = { id: 'p', revision: 1, timeZone: 'Asia/Shanghai', playlists: ['a.json'], shares, volume: 0 };
  return {
    programme: { ...base, shares, ...programme },
    playlists: [],
    spots: spots.map((spot) => ({ key: `a/${spot.id}`, playlist: { id: 'a', revision: 1 }, spot })),
    sha256: '',
  };
}

const flight = (from?: string, to?: string): Limits => ({
  flight: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
});

const summary = (programme: ResolvedProgramme, wallMs = noon) =>
  campaignCalendar(programme, wallMs).phases.map(
    ({ from = '', to = '', spots }) => `${from}…${to} ${spots.map(({ spot }) => spot.id).join(' ')}`,
  );

describe('campaignCalendar()', () => {
  test('groups spots by their dates, the next to change first; what is over and what is far off is left out', () => {
    const programme = resolved([
      {},
      flight('2026-11-01', '2026-12-31'),
      flight('2026-11-22', '2026-11-22'),
      flight('2026-12-01', '2026-12-07'),
      flight('2026-11-01', '2026-12-31'),
      flight('2026-11-01'),
      flight(undefined, '2026-11-30'),
      flight('2026-11-01', '2026-11-21'),
      flight('2026-12-23', '2026-12-31'),
      flight('2026-12-22'),
    ]);
    expect(summary(programme)).toEqual([
      '2026-11-22…2026-11-22 s2',
      '…2026-11-30 s6',
      '2026-12-01…2026-12-07 s3',
      '2026-12-22… s9',
      '2026-11-01…2026-12-31 s1 s4',
      '2026-11-01… s5',
    ]);
    expect(campaignCalendar(programme, noon)).toMatchObject({
      today: '2026-11-22',
      until: '2026-12-22',
      always: 1,
      later: 1,
      bare: [],
    });
  });

  test('today is the programme’s, not Greenwich’s', () => {
    const programme = resolved([flight('2026-11-23', '2026-11-23')]);
    const midnight = Date.parse('2026-11-23T00:00:00+08:00');
    expect(campaignCalendar(programme, midnight - 1).today).toBe('2026-11-22');
    expect(campaignCalendar(programme, midnight).today).toBe('2026-11-23');
  });

  test('passes over what is for other venues and audiences', () => {
    const dates = flight('2026-11-01', '2026-12-01');
    const spots = [{ ...dates, venues: ['school'] }, { ...dates, audiences: ['students'] }, dates];
    const bank = { venue: 'bank', audiences: ['elderly'] };
    expect(summary(resolved(spots, bank))).toEqual(['2026-11-01…2026-12-01 s2']);
    expect(summary(resolved(spots, { venue: 'school', audiences: ['students'] }))).toEqual([
      '2026-11-01…2026-12-01 s0 s1 s2',
    ]);
  });

  test('says on which dates nothing of a promised category is in its flight', () => {
    const programme = resolved([
      flight('2026-11-01', '2026-11-30'),
      flight('2026-12-05', '2026-12-06'),
      { ...flight('2026-11-01', '2026-11-01'), category: 'host' },
    ]);
    expect(campaignCalendar(programme, noon).bare).toEqual([
      { category: 'anti-fraud', from: '2026-12-01', to: '2026-12-04' },
      { category: 'anti-fraud', from: '2026-12-07', to: '2026-12-22' },
    ]);
  });

  test('a promised category that tags keep away altogether is bare throughout', () => {
    const programme = resolved([{ audiences: ['students'] }], { audiences: ['elderly'] });
    expect(campaignCalendar(programme, noon).bare).toEqual([
      { category: 'anti-fraud', from: '2026-11-22', to: '2026-12-22' },
    ]);
  });

  test('agrees, on every date, with what may truly play then', () => {
    const date = fc.integer({ min: -10, max: 45 }).map((days) => dayAfter('2026-11-22', days));
    const dates = fc.option(fc.tuple(date, date), { nil: undefined }).map((pair) => {
      const [from, to] = pair?.sort() ?? [];
      return pair ? flight(from, to) : ({} as Limits);
    });
    const place = fc.constantFrom<Limits>({}, { venues: ['school'] }, { audiences: ['elderly'] });
    const limits = fc.array(
      fc.tuple(dates, place).map(([limit, tags]): Limits => ({ ...limit, ...tags })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(limits, (made) => {
        const programme = resolved(made, { venue: 'bank', audiences: ['students'] });
        const { phases, always, bare, today } = campaignCalendar(programme, noon);
        for (let day = 0; day <= 30; day += 1) {
          const on = dayAfter(today, day);
          const inForce = phases.filter(({ from = '', to = '~' }) => from <= on && on <= to);
          const count = always + inForce.reduce((sum, { spots }) => sum + spots.length, 0);
          const playing = eligibleSpots(programme, noon + day * dayMs).spots.length;
          expect([on, count]).toEqual([on, playing]);
          expect([on, bare.some(({ from, to }) => from <= on && on <= to)]).toEqual([on, playing === 0]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
