import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  type Choice,
  changeRules,
  rebuildAirtime,
  recordAiring,
  sharesNow,
} from '../../../src/core/airtime/airtime.ts';
import { seededRandom } from '../../../src/core/airtime/random.ts';
import type { AsRunEntry, PlayEntry } from '../../../src/core/as-run/entry.ts';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { runs } from '../runs.ts';
import { judge } from './oracle.ts';
import { rule, seed, share, spot, spots } from './programmes.ts';
import { Screening } from './screening.ts';

vi.setConfig({ testTimeout: 120_000 });

const minuteMs = 60_000;
const startWallMs = Date.parse('2026-11-22T08:30:00+08:00');

/** Writes what a screening does into a log, with a wall clock that jumps by years. */
class Log {
  readonly entries: AsRunEntry[] = [];
  wallJumpMs = 0;

  stamp(onAirMs: number) {
    const at = new Date(startWallMs + onAirMs + this.wallJumpMs).toISOString();
    return { seq: this.entries.length, screen: 'lobby', at, monotonicMs: onAirMs, onAirMs };
  }

  programme(shares: readonly ShareRule[], onAirMs: number): void {
    const programme = { id: 'lobby', revision: 1 };
    const more = { action: 'activated', programme, sha256: '00', timeZone: 'Asia/Shanghai', shares } as const;
    this.entries.push({ type: 'programme', ...this.stamp(onAirMs), ...more });
  }

  clockJump(onAirMs: number, jumpMs: number): void {
    const oldWall = this.stamp(onAirMs).at;
    this.wallJumpMs += jumpMs;
    const { at: newWall, ...stamp } = this.stamp(onAirMs);
    this.entries.push({ type: 'clock', ...stamp, at: newWall, oldWall, newWall, offsetMs: jumpMs });
  }

  /** Something that is written while a play is on view, before the play itself. */
  heartbeat(onAirMs: number): void {
    this.entries.push({ type: 'heartbeat', ...this.stamp(onAirMs) });
  }

  play(
    { spot: { key, playlist, spot }, because, plannedMs }: Choice,
    startMs: number,
    airtimeMs: number,
  ): void {
    const entry: PlayEntry = {
      type: 'play',
      ...this.stamp(startMs),
      programme: { id: 'lobby', revision: 1 },
      ...(key.startsWith('built-in/') ? {} : { playlist }),
      spot: spot.id,
      kind: spot.kind,
      category: spot.category,
      ...(spot.topic === undefined ? {} : { topic: spot.topic }),
      zone: 'main',
      plannedMs,
      airtimeMs,
      gapMs: 0,
      outcome: airtimeMs === plannedMs ? 'completed' : airtimeMs > 0 ? 'cut' : 'failed',
      because,
      ended: airtimeMs === plannedMs ? 'end' : airtimeMs > 0 ? 'crash' : 'error',
    };
    this.entries.push(entry);
  }

  read(): AsRunEntry[] {
    return this.entries.map((entry) => JSON.parse(JSON.stringify(entry)) as AsRunEntry);
  }
}

interface Run {
  readonly screening: Screening;
  readonly log: Log;
}

function begin(rules: readonly ShareRule[]): Run {
  const run = { screening: new Screening(rules), log: new Log() };
  run.log.programme(rules, 0);
  return run;
}

function playOn(
  { screening, log }: Run,
  world: readonly ProgrammeSpot[],
  untilMs: number,
  random: () => number,
): void {
  screening.run(world, untilMs, (choice, onAirMs) => {
    const gapMs = onAirMs > 0 && random() < 0.05 ? Math.floor(random() * 300) : 0;
    const airtimeMs = random() < 0.03 ? Math.floor(choice.plannedMs * random()) : choice.plannedMs;
    if (random() < 0.1) log.heartbeat(onAirMs + gapMs + Math.floor(airtimeMs * random()));
    log.play(choice, onAirMs + gapMs, airtimeMs);
    return { gapMs, airtimeMs };
  });
}

describe('rebuildAirtime()', () => {
  it('goes on with the same choices as if there had been no restart', () => {
    fc.assert(
      fc.property(
        share,
        spots('anti-fraud', 6),
        spots('host', 8),
        fc.integer({ min: 1, max: 200 }),
        seed,
        (atLeast, duty, venue, minutes, from) => {
          const rules = [rule('anti-fraud', atLeast, { maxGapMinutes: 12 })];
          const world = [...duty, ...venue];
          const run = begin(rules);
          playOn(run, world, minutes * minuteMs, seededRandom(from));
          const carriedOn = new Screening(rules, run.screening.onAirMs);
          carriedOn.state = run.screening.state;
          const restarted = new Screening(rules, run.screening.onAirMs);
          restarted.state = rebuildAirtime(rules, run.log.read(), world);
          const untilMs = run.screening.onAirMs + 45 * minuteMs;
          expect(restarted.run(world, untilMs).plays).toEqual(carriedOn.run(world, untilMs).plays);
          expect(sharesNow(restarted.state, untilMs)).toEqual(sharesNow(carriedOn.state, untilMs));
        },
      ),
      { numRuns: runs(150) },
    );
  });

  it('keeps the promise over restarts from no more than the last window of the log, and over clock jumps of years', () => {
    fc.assert(
      fc.property(share, spots('anti-fraud', 6), spots('host', 8), seed, (atLeast, duty, venue, from) => {
        const rules = [rule('anti-fraud', atLeast)];
        const world = [...duty, ...venue];
        const random = seededRandom(from);
        const run = begin(rules);
        for (let session = 0; session < 6; session++) {
          playOn(run, world, run.screening.onAirMs + Math.floor(5 + random() * 50) * minuteMs, random);
          run.log.clockJump(run.screening.onAirMs, (random() < 0.5 ? -1 : 1) * 10 * 365 * 86_400_000);
          const tail = run.log
            .read()
            .filter((entry) => entry.onAirMs >= run.screening.onAirMs - 65 * minuteMs);
          run.screening.state = rebuildAirtime(rules, tail, world);
        }
        const { plays, onAirMs } = run.screening;
        expect(judge(plays, rules[0] ?? rule('', 1), onAirMs).shortfallMs).toBeLessThanOrEqual(0);
      }),
      { numRuns: runs(150) },
    );
  });

  it('counts a play where it was when the log is handed over from something on that was written during it', () => {
    const rules = [rule('anti-fraud', 0.2)];
    const world = [spot('anti-fraud', 'film', 20_000), spot('host', 'ad', 30_000)];
    const run = begin(rules);
    playOn(run, world, 5 * minuteMs, () => 1);
    const whole = run.log.read();
    const first = whole.findIndex(({ type }) => type === 'play');
    const during = { ...whole[0], ...run.log.stamp(10_000), type: 'heartbeat' } as AsRunEntry;
    const rebuilt = rebuildAirtime(rules, [during, ...whole.slice(first)], world);
    expect(rebuilt.onAirMs).toBe(run.screening.state.onAirMs);
    expect(sharesNow(rebuilt, run.screening.onAirMs)).toEqual(
      sharesNow(run.screening.state, run.screening.onAirMs),
    );
  });

  it('finds where a promise began in the programme entries', () => {
    const before = rule('anti-fraud', 0.1);
    const stricter = rule('anti-fraud', 0.4);
    const world = [
      spot('anti-fraud', 'film', 20_000),
      spot('host', 'ad', 20_000),
      spot('host', 'ad2', 30_000),
    ];
    const run = begin([before]);
    playOn(run, world, 80 * minuteMs, () => 1);
    const changedMs = run.screening.onAirMs;
    run.log.programme([stricter], changedMs);
    run.screening.state = changeRules(run.screening.state, [stricter], changedMs);
    playOn(run, world, changedMs + 20 * minuteMs, () => 1);
    const rebuilt = rebuildAirtime([stricter], run.log.read(), world);
    expect(sharesNow(rebuilt, run.screening.onAirMs)).toEqual(
      sharesNow(run.screening.state, run.screening.onAirMs),
    );
    expect(
      judge(run.screening.plays, stricter, run.screening.onAirMs, changedMs).shortfallMs,
    ).toBeLessThanOrEqual(0);
  });

  it('begins at nothing with an empty log', () => {
    expect(rebuildAirtime([rule('anti-fraud', 0.2)], []).onAirMs).toBe(0);
  });
});

describe('changeRules()', () => {
  const world = [spot('anti-fraud', 'film', 20_000), spot('host', 'ad', 20_000), spot('host', 'ad2', 30_000)];
  const run = () => new Screening([rule('anti-fraud', 0.3)]).run(world, 90 * minuteMs);

  it('keeps the history of a rule that asks for no more', () => {
    const { state, onAirMs } = run();
    const [now] = sharesNow(changeRules(state, [rule('anti-fraud', 0.2)], onAirMs), onAirMs);
    expect(now?.onAirMs).toBe(60 * minuteMs);
    expect(now?.airtimeMs).toBeGreaterThanOrEqual(0.3 * 60 * minuteMs);
  });

  it.each([
    ['asks for more', rule('anti-fraud', 0.31)],
    ['counts other kinds', rule('anti-fraud', 0.3, { kinds: ['video'] })],
    ['has another window', rule('anti-fraud', 0.3, { windowMinutes: 30 })],
    ['limits the gap', rule('anti-fraud', 0.3, { maxGapMinutes: 10 })],
    ['is of another measure', rule('anti-fraud', 0.3, { of: 'commercial' })],
  ])('begins the promise anew of a rule that %s', (_, next) => {
    const { state, onAirMs } = run();
    const [now] = sharesNow(changeRules(state, [next], onAirMs), onAirMs);
    expect(now).toMatchObject({ onAirMs: 0, airtimeMs: 0, share: 1, shortfallMs: 0 });
  });

  it('keeps the new promise from its first instant on', () => {
    const screening = run();
    const next = rule('anti-fraud', 0.5);
    const changedMs = screening.onAirMs;
    screening.state = changeRules(screening.state, [next], changedMs);
    screening.run(world, changedMs + 150 * minuteMs);
    expect(judge(screening.plays, next, screening.onAirMs, changedMs).shortfallMs).toBeLessThanOrEqual(0);
  });

  it('leaves older states as they were', () => {
    const { state, onAirMs } = run();
    const before = sharesNow(state, onAirMs);
    const aired = { key: 'anti-fraud/film', category: 'anti-fraud', kind: 'video', weight: 1 } as const;
    const partly = recordAiring(state, { ...aired, startOnAirMs: onAirMs, airtimeMs: 5_000 });
    const wholly = recordAiring(state, { ...aired, startOnAirMs: onAirMs, airtimeMs: 20_000 });
    expect(sharesNow(state, onAirMs)).toEqual(before);
    const [a] = sharesNow(partly, onAirMs + 20_000);
    const [b] = sharesNow(wholly, onAirMs + 20_000);
    expect((b?.airtimeMs ?? 0) - (a?.airtimeMs ?? 0)).toBe(15_000);
  });

  it('lets two futures of one state go their own ways', () => {
    const { state, onAirMs } = run();
    const unshared = run().state;
    const aired = { key: 'anti-fraud/film', category: 'anti-fraud', kind: 'video', weight: 1 } as const;
    const soon = { ...aired, startOnAirMs: onAirMs, airtimeMs: 20_000 };
    const late = { ...aired, startOnAirMs: onAirMs + 600_000, airtimeMs: 10_000 };
    recordAiring(state, soon);
    const expected = recordAiring(unshared, late);
    const found = recordAiring(state, late);
    for (const minutes of [12, 55, 65, 69]) {
      const atMs = onAirMs + minutes * minuteMs;
      expect(sharesNow(found, atMs)).toEqual(sharesNow(expected, atMs));
    }
  });
});
