import { describe, expect, test } from 'vitest';
import { type Choice, recordAiring, startAirtime } from '../../../src/core/airtime/airtime.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { type Boundary, Planner } from '../../../src/core/playout/planner.ts';
import { Quarantine } from '../../../src/core/playout/quarantine.ts';
import { rulesIn } from '../../../src/core/zones/zone-rules.ts';
import { programmeOf } from './screen-on-paper.ts';
import { VirtualClock } from './virtual-clock.ts';

const filmsOnly = programmeOf(
  [
    { id: 'film', category: 'anti-fraud', seconds: 14 },
    { id: 'slogan', category: 'anti-fraud', seconds: 8, kind: 'slogan' },
    { id: 'host', category: 'host', seconds: 8 },
  ],
  {
    shares: [{ category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air', kinds: ['video'] }],
  },
);

function prepared(id: string): { choice: Choice; programme: typeof filmsOnly } {
  const spot = filmsOnly.spots.find(({ key }) => key === `paper/${id}`) as ProgrammeSpot;
  const because = { code: 'rotation', category: spot.spot.category } as const;
  const plannedMs = spot.spot.durationMs ?? 0;
  return {
    programme: filmsOnly,
    choice: { spot, because, deadlineOnAirMs: Number.POSITIVE_INFINITY, plannedMs, turn: { weight: 1 } },
  };
}

/** After the venue's own content alone: films are owed. */
function owing(): Boundary {
  const airtime = recordAiring(startAirtime(rulesIn(filmsOnly.programme)), {
    ...{ key: 'paper/host', category: 'host', kind: 'video' as const, weight: 1 },
    ...{ startOnAirMs: 0, airtimeMs: 60_000 },
  });
  return { inForce: filmsOnly, wanted: filmsOnly, airtime, onAirMs: 60_000, completes: true };
}

function plannerWith(playable: (spot: ProgrammeSpot) => boolean): Planner {
  return new Planner({ clock: new VirtualClock(0), quarantine: new Quarantine(), playable });
}

describe('mayStart() where a promise has been broken since the spot was prepared', () => {
  test('refuses what does not count for it, so that what was lost is made good at once', () => {
    const planner = plannerWith(() => true);
    expect(planner.mayStart(prepared('slogan'), owing())).toBe(false);
    expect(planner.mayStart(prepared('host'), owing())).toBe(false);
  });

  test('lets start what counts for it', () => {
    expect(plannerWith(() => true).mayStart(prepared('film'), owing())).toBe(true);
  });

  test('lets start what would be chosen again, because nothing that counts can play', () => {
    const planner = plannerWith(({ key }) => key === 'paper/slogan');
    expect(planner.mayStart(prepared('slogan'), owing())).toBe(true);
  });
});
