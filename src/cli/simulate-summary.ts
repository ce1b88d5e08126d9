import { Tally } from '../core/airtime/tally.ts';
import type { Programme } from '../core/playlist/definition.ts';
import { isoWithOffset } from '../core/wall-time.ts';
import type { ZonePlay } from '../core/zones/simulate-zones.ts';
import { mainZone, zoneOf } from '../core/zones/zone-rules.ts';

const hourMs = 3_600_000;

interface Hour {
  readonly wallMs: number;
  readonly airtimeMs: Map<string, number>;
  onAirMs: number;
}

/** Shares by clock hour and by rule of simulated plays; memory does not grow with the plays, only with the hours. */
export class SimulationSummary {
  readonly #programme: Programme;
  readonly #tallies: readonly Tally[];
  readonly #hours: Hour[] = [];
  #endMs = 0;

  constructor(programme: Programme) {
    this.#programme = programme;
    this.#tallies = programme.shares.map((rule) => new Tally(rule));
  }

  /** Hours are those of the main zone; a rule is judged by the plays of the zone that it counts. */
  add(play: ZonePlay): void {
    const { startMs, airtimeMs, wallMs, zone } = play;
    const { category, kind } = play.spot.spot;
    this.#programme.shares.forEach((rule, index) => {
      if (zoneOf(rule) === zone) this.#tallies[index]?.add({ startMs, airtimeMs, category, kind });
    });
    if (zone !== mainZone) return;
    this.#spread(wallMs - (startMs - this.#endMs), startMs - this.#endMs);
    this.#spread(wallMs, airtimeMs, category);
    this.#endMs = startMs + airtimeMs;
  }

  isKept(): boolean {
    return this.#tallies.every((tally) => tally.result().worst >= 1);
  }

  *lines(): Generator<Record<string, unknown>> {
    for (const hour of this.#hours) yield this.#hourLine(hour);
    for (const [index, rule] of this.#programme.shares.entries()) {
      const result = this.#tallies[index]?.result();
      if (!result) continue;
      yield {
        rule: `/shares/${index}`,
        category: rule.category,
        ...(zoneOf(rule) === mainZone ? {} : { zone: zoneOf(rule) }),
        atLeast: rule.atLeast,
        windowMinutes: rule.windowMinutes,
        worstWindow: rounded(result.worst),
        delivered: rounded(result.delivered),
        longestGapMs: result.longestGapMs,
      };
    }
  }

  #hourLine({ wallMs, onAirMs, airtimeMs }: Hour) {
    const categories = [...airtimeMs].map(([category, ms]) => [
      category,
      { airtimeMs: ms, share: rounded(ms / onAirMs) },
    ]);
    return {
      hour: isoWithOffset(wallMs, this.#programme.timeZone),
      onAirMs,
      categories: Object.fromEntries(categories),
    };
  }

  /** Adds a stretch of on-air time to the clock hours it runs through. */
  #spread(fromWallMs: number, lengthMs: number, category?: string): void {
    let leftMs = lengthMs;
    let wallMs = fromWallMs;
    while (leftMs > 0) {
      const hour = this.#hourOf(wallMs);
      const partMs = Math.min(leftMs, hour.wallMs + hourMs - wallMs);
      hour.onAirMs += partMs;
      if (category !== undefined) hour.airtimeMs.set(category, (hour.airtimeMs.get(category) ?? 0) + partMs);
      leftMs -= partMs;
      wallMs += partMs;
    }
  }

  #hourOf(wallMs: number): Hour {
    const startMs = hourStart(wallMs, this.#programme.timeZone);
    const last = this.#hours[this.#hours.length - 1];
    if (last?.wallMs === startMs) return last;
    const hour: Hour = { wallMs: startMs, airtimeMs: new Map(), onAirMs: 0 };
    this.#hours.push(hour);
    return hour;
  }
}

/** Zones are a whole number of quarters of an hour from UTC: the local minute says where the hour began. */
function hourStart(wallMs: number, timeZone: string): number {
  const local = isoWithOffset(wallMs, timeZone);
  const minutes = Number(local.slice(14, 16));
  const seconds = Number(local.slice(17, 23));
  return Math.round(wallMs - minutes * 60_000 - seconds * 1000);
}

/** Rounded down, so that a shortfall never looks like a promise kept. */
function rounded(share: number): number | null {
  return Number.isFinite(share) ? Math.floor(share * 1_000_000) / 1_000_000 : null;
}
