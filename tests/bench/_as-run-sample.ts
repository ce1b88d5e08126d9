import type { PlayDraft } from '../../src/core/as-run/entry.ts';

/** A play with everything that the player fills in, about 700 bytes. */
export function samplePlay(index: number): PlayDraft {
  return {
    type: 'play',
    at: '2026-11-22T10:14:20.123+08:00',
    monotonicMs: index * 15_000,
    onAirMs: index * 15_000,
    programme: { id: 'bank-lobby', revision: 1 },
    playlist: { id: 'anti-fraud-starter', revision: 3 },
    spot: 'anti-fraud-starter/fake-rebate-film',
    kind: 'video',
    creative: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    category: 'anti-fraud',
    topic: 'fake-rebate',
    zone: 'main',
    plannedMs: 15_000,
    airtimeMs: 14_987,
    gapMs: 33,
    frames: { shown: 450, dropped: 0 },
    outcome: 'completed',
    because: {
      code: 'due',
      category: 'anti-fraud',
      atLeast: 0.15,
      without: 0.147,
      atOnAirMs: index * 15_000,
    },
    ended: 'end',
  };
}
