import type { EntryDraft, PlayDraft, Stamp } from '../../../src/core/as-run/entry.ts';
import { isoWithOffset } from '../../../src/core/wall-time.ts';

const startMs = Date.UTC(2026, 10, 22, 2, 0, 0);

/** The instant `second` seconds after 10:00 in Shanghai on 22 November 2026, all of it on air. */
export function stamp(second: number): Stamp {
  const ms = second * 1000;
  return { at: isoWithOffset(startMs + ms, 'Asia/Shanghai'), monotonicMs: ms, onAirMs: ms };
}

/** A play that starts at `second`. */
export function playDraft(second: number, change: Partial<PlayDraft> = {}): PlayDraft {
  return {
    type: 'play',
    ...stamp(second),
    programme: { id: 'bank-lobby', revision: 1 },
    playlist: { id: 'anti-fraud-starter', revision: 3 },
    spot: `spot-${second}`,
    kind: 'video',
    category: 'anti-fraud',
    zone: 'main',
    plannedMs: 1000,
    airtimeMs: 900,
    gapMs: 0,
    frames: { shown: 27, dropped: 0 },
    outcome: 'completed',
    because: { code: 'rotation', category: 'anti-fraud' },
    ended: 'end',
    ...change,
  };
}

export function onAirDraft(second: number): EntryDraft {
  return { type: 'on-air', because: 'start', player: 'test', ...stamp(second) };
}

export function heartbeatDraft(second: number): EntryDraft {
  return { type: 'heartbeat', ...stamp(second) };
}
