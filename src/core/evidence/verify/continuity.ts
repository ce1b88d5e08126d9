import type { AsRunEntry, FaultEntry, GapEntry, OnAirEntry } from '../../as-run/entry.ts';
import { longestSilenceMs } from '../../as-run/heartbeat.ts';
import type { Findings } from './findings.ts';
import { OnAirOrder } from './on-air-order.ts';
import { originParts } from './signature.ts';
import { StopWatch } from './stop-watch.ts';
import { WallOffsets } from './wall-offsets.ts';

const toleranceMs = 1_000;
/** A heartbeat is late where the browser lets timers run once a minute. */
const heartbeatLateMs = 120_000;

/**
 * One stretch on air, during which all three clocks run together. Off air they may part: the player may have been
 * started anew, which begins the monotonic clock again, and nothing says so until it is on air.
 */
interface Stretch {
  readonly monotonicMs: number;
  readonly onAirMs: number;
  readonly wall: WallOffsets;
  /** The latest monotonic time so far. */
  lastMs: number;
}

/** Whether the entries tell one unbroken story: numbers, screen, and the three clocks against each other. */
export class Continuity {
  private readonly findings: Findings;
  private readonly screen: string | undefined;
  private readonly epoch: number;
  private readonly order: OnAirOrder;
  private readonly stops: StopWatch;
  /** Undefined off air, and where the export does not carry how the screen came on air. */
  private stretch: Stretch | undefined;
  private next: number | undefined;

  constructor(origin: string | undefined, findings: Findings) {
    const parts = origin === undefined ? undefined : originParts(origin);
    this.screen = parts?.screen;
    this.epoch = parts?.epoch ?? 1;
    this.findings = findings;
    this.order = new OnAirOrder(findings);
    this.stops = new StopWatch(findings);
  }

  /** @param entry undefined where the bytes at this position are no entry */
  see(entry: AsRunEntry | undefined, position: number): void {
    // The entries between are not carried.
    if (position !== this.next) {
      this.stretch = undefined;
      this.stops.forget();
    }
    this.next = position + 1;
    if (position === 0 && this.epoch > 1 && entry?.type !== 'gap') this.noteEpoch(entry, position);
    if (!entry) return;
    this.findings.count('entries');
    this.checkPlace(entry, position);
    if (entry.type === 'gap') this.noteEpoch(entry, position);
    if (isLateDeclaration(entry)) {
      this.findings.note('loss-declared', { entry: position, detail: String(entry.detail).slice(0, 400) });
      return;
    }
    this.order.see(entry, position);
    this.stops.see(entry, position);
    this.checkClocks(entry, position);
  }

  end(): void {
    this.endStretch();
  }

  private checkPlace(entry: AsRunEntry, position: number): void {
    if (entry.seq !== position) {
      this.findings.fail('sequence-broken', { entry: position, expected: position, found: entry.seq });
    }
    if (this.screen !== undefined && entry.screen !== this.screen) {
      const found = entry.screen.slice(0, 100);
      this.findings.fail('screen-differs', { entry: position, expected: this.screen, found });
    }
  }

  private checkClocks(entry: AsRunEntry, position: number): void {
    if (entry.type === 'on-air') this.beginStretch(entry);
    const { stretch } = this;
    if (stretch) this.checkStretch(stretch, entry, position);
    if (entry.type === 'off-air') this.endStretch();
  }

  private beginStretch({ monotonicMs, onAirMs }: OnAirEntry): void {
    this.endStretch();
    this.findings.count('stretchesOnAir');
    this.stretch = { monotonicMs, onAirMs, wall: new WallOffsets(), lastMs: monotonicMs };
  }

  private checkStretch(stretch: Stretch, entry: AsRunEntry, position: number): void {
    const { monotonicMs, onAirMs } = entry;
    const last = stretch.lastMs;
    if (entry.type !== 'play' && monotonicMs < last - toleranceMs) {
      this.findings.fail('monotonic-clock-back', { entry: position, expected: last, found: monotonicMs });
    }
    const expected = stretch.onAirMs + monotonicMs - stretch.monotonicMs;
    if (Math.abs(onAirMs - expected) > toleranceMs) {
      this.findings.fail('on-air-clock-drifts', { entry: position, expected, found: onAirMs });
    }
    const jump = stretch.wall.see(entry, position);
    if (jump) this.findings.fail('clock-jump-unsaid', { ...jump });
    const untilMs = monotonicMs + (entry.type === 'play' ? entry.airtimeMs : 0);
    if (untilMs - last > longestSilenceMs + heartbeatLateMs) {
      this.findings.note('silence', { entry: position, silentMs: untilMs - last });
    }
    stretch.lastMs = Math.max(last, untilMs);
  }

  private endStretch(): void {
    const untold = this.stretch?.wall.untold;
    if (untold) this.findings.note('clock-jump-unsaid', { ...untold });
    this.stretch = undefined;
  }

  private noteEpoch(entry: AsRunEntry | undefined, position: number): void {
    const { previous, lost, detail } = (entry?.type === 'gap' ? entry : {}) as Partial<GapEntry>;
    this.findings.note('epoch-begun-after-loss', {
      entry: position,
      epoch: this.epoch,
      ...(typeof previous === 'string' ? { previous } : {}),
      ...(Number.isSafeInteger(lost?.from) ? { lostFrom: Number(lost?.from), lostTo: Number(lost?.to) } : {}),
      detail: typeof detail === 'string' ? detail : 'the log does not say why',
    });
  }
}

/**
 * What storage refused is declared when it is to be had again, before the entries that were held back meanwhile: its
 * stamp is later than theirs.
 */
function isLateDeclaration(entry: AsRunEntry): entry is FaultEntry {
  return entry.type === 'fault' && entry.what === 'storage' && entry.recovery === 'declared';
}
