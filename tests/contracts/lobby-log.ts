import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import type { ShareRule } from '../../src/core/playlist/definition.ts';

/** A bank lobby's log as a screen would have written it: opening hours, rotation, and now and then what goes wrong. */
export interface LobbyLog {
  readonly plays: number;
  /** Local date of the last day. */
  readonly lastDate: string;
  readonly shares?: readonly ShareRule[];
  /** Which day of every eleven has films missing for twenty minutes of its afternoon. */
  readonly missingOn?: number;
}

export const lobbyShares: readonly ShareRule[] = [
  { category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air' },
];

const playMs = 15_000;
const playsPerDay = (9.5 * 3_600_000) / playMs;
export const topics = [
  'fake-rebate',
  'fake-investment',
  'fake-loan',
  'fake-shopping',
  'fake-service-agent',
  'impersonation',
];
const hostSpots = ['deposit-rates', 'mobile-banking', 'gold-coins', 'pension-account', 'queue-tips'];

type Stamp = 'seq' | 'screen' | 'monotonicMs';
type Draft = AsRunEntry extends infer E ? (E extends AsRunEntry ? Omit<E, Stamp> : never) : never;

/** The entries in order; the same for the same description. */
export function* lobbyEntries({
  plays,
  lastDate,
  shares = lobbyShares,
  missingOn = 7,
}: LobbyLog): Generator<AsRunEntry, void> {
  const days = Math.ceil(plays / playsPerDay);
  let seq = 0;
  let left = plays;
  let onAirMs = 0;
  for (let day = 0; day < days; day++) {
    // 08:30 in Shanghai.
    const openMs = Date.parse(`${lastDate}T00:30:00Z`) - (days - 1 - day) * 86_400_000;
    for (const draft of dayOf(
      day,
      openMs,
      onAirMs,
      Math.min(left, playsPerDay),
      shares,
      day % 11 === missingOn,
    )) {
      yield { ...draft, seq: seq++, screen: 'lobby-1', monotonicMs: draft.onAirMs - onAirMs } as AsRunEntry;
    }
    left -= playsPerDay;
    onAirMs += playsPerDay * playMs;
  }
}

function* dayOf(
  day: number,
  openMs: number,
  startMs: number,
  plays: number,
  shares: readonly ShareRule[],
  missing: boolean,
): Generator<Draft, void> {
  const stamp = (onAirMs: number) => ({ at: shanghai(openMs + onAirMs - startMs), onAirMs });
  yield {
    type: 'programme',
    action: 'activated',
    programme,
    sha256: '0'.repeat(64),
    timeZone: 'Asia/Shanghai',
    shares,
    ...stamp(startMs),
  };
  yield { type: 'on-air', because: 'opening-hours', player: '0.1.0', ...stamp(startMs) };
  for (let index = 0; index < plays; index++) {
    const onAirMs = startMs + index * playMs;
    const broken = missing && index >= 1400 && index < 1480;
    if (broken && index % 20 === 0) yield fault(stamp(onAirMs));
    yield playOf(index, day, broken, stamp(onAirMs));
  }
  const because = day % 29 === 28 ? 'crash' : 'opening-hours';
  yield { type: 'off-air', because, ...stamp(startMs + plays * playMs) };
}

const programme = { id: 'bank-lobby', revision: 1 };

function fault(stamp: { at: string; onAirMs: number }): Draft {
  return {
    type: 'fault',
    what: 'not-found',
    spot: 'anti-fraud-starter/fake-loan-film',
    detail: '404',
    recovery: 'next-spot',
    ...stamp,
  };
}

function playOf(index: number, day: number, broken: boolean, stamp: { at: string; onAirMs: number }): Draft {
  const isWarning = index % 6 === 0 && !broken;
  const topic = topics[Math.floor(index / 6) % topics.length] ?? '';
  const host = hostSpots[(index + day) % hostSpots.length] ?? '';
  const failed = broken && index % 20 === 0;
  const kind: PlayEntry['kind'] = isWarning ? (index % 12 === 0 ? 'video' : 'slogan') : 'image';
  const category = isWarning ? 'anti-fraud' : 'host';
  return {
    type: 'play',
    ...stamp,
    programme,
    playlist: isWarning ? { id: 'anti-fraud-starter', revision: 3 } : { id: 'bank-sample', revision: 1 },
    spot: isWarning
      ? `anti-fraud-starter/${topic}-${kind === 'video' ? 'film' : 'slogan'}`
      : `bank-sample/${host}`,
    kind,
    ...(kind === 'slogan'
      ? {}
      : { creative: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d' }),
    category,
    ...(isWarning ? { topic } : {}),
    zone: 'main',
    plannedMs: playMs,
    airtimeMs: failed ? 0 : playMs - 33,
    gapMs: failed ? 0 : 33,
    ...(kind === 'video' ? { frames: { shown: 449, dropped: 1 } } : {}),
    outcome: failed ? 'failed' : 'completed',
    because: isWarning
      ? { code: 'due', category, atLeast: 0.15, without: 0.147, atOnAirMs: stamp.onAirMs }
      : { code: 'rotation', category },
    ended: failed ? 'error' : 'end',
  };
}

function shanghai(wallMs: number): string {
  return `${new Date(wallMs + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}
