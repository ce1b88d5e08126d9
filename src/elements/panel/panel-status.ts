import type { ShareNow } from '../../core/airtime/airtime.ts';
import type { Reason } from '../../core/airtime/reason.ts';
import type { MirrorState } from '../../core/as-run/copies.ts';
import type { LogStanding } from '../../core/evidence/log-standing.ts';
import type { LocalizedText, SpotKind } from '../../core/playlist/definition.ts';
import type { FetchProgress } from '../../core/ports/media-store.ts';
import type { VoiceStatus } from '../voice/voice-status.ts';
import type { CampaignStatus } from './campaign-status.ts';
import type { TakeoverStatus } from './takeover-status.ts';

/** Everything the operator's panel shows, as plain data. Hand in a new object at every change (once a second is fine). */
export interface PanelStatus {
  readonly screenName: string;
  readonly programme: { readonly title: LocalizedText; readonly revision: number; readonly url: string };
  /** When this was true, on both clocks: reasons name on-air times, people read the wall's. */
  readonly at: { readonly wallMs: number; readonly onAirMs: number };
  /** For clock times: the programme's zone. */
  readonly timeZone: string;
  /** Undefined outside opening hours and before the first picture. */
  readonly playing?: SpotStatus & { readonly remainingMs?: number };
  readonly next?: SpotStatus;
  /** The first rule's measured share since midnight and what was promised, 0 to 1; undefined before the first play. */
  readonly today?: { readonly category: string; readonly share: number; readonly promise: number };
  /** One per share rule of the programme, in its order. */
  readonly shares: readonly ShareNow[];
  readonly campaign?: CampaignStatus;
  /** Undefined until orders are carried out, shortly after the first picture. */
  readonly takeovers?: TakeoverStatus;
  /** Undefined where nothing is spoken. */
  readonly voice?: VoiceStatus;
  /** Newest first. */
  readonly faults: readonly FaultStatus[];
  /** Undefined bytes: the browser does not say. */
  readonly storage: {
    readonly usedBytes?: number;
    readonly quotaBytes?: number;
    readonly persisted: boolean;
  };
  readonly network: {
    readonly online: boolean;
    readonly lastCheckAtMs?: number;
    /** While creatives are being fetched. */
    readonly download?: FetchProgress;
  };
  /** `volume` 0 (silent) to 1. `refused`: the browser wants a touch before it lets sound out. */
  readonly sound: { readonly volume: number; readonly refused: boolean };
  readonly asRun: {
    readonly playsToday: number;
    readonly size: number;
    readonly lastWrittenAtMs?: number;
    /** Whose live code may be shown. */
    readonly standing: LogStanding;
    /** Entries that storage refuses, in memory until it takes them. */
    readonly held: number;
    /** Undefined while the log is not open. */
    readonly secondCopy?: MirrorState;
  };
  readonly app: { readonly version: string; readonly updateReady: boolean };
  /** What this browser lacks and what is done instead. */
  readonly notices: readonly {
    readonly name: string;
    readonly title?: LocalizedText;
    readonly consequence: LocalizedText;
  }[];
}

export interface SpotStatus {
  readonly title: LocalizedText;
  readonly category: string;
  readonly topic?: string;
  readonly kind: SpotKind;
  readonly reason: Reason;
}

/** The words of a `fault` entry: `what` is a code, or `code: detail`; what the panel does not know is shown as it is. */
export interface FaultStatus {
  /** Wall time. */
  readonly atMs: number;
  readonly what: string;
  readonly spot?: string;
  readonly recovery: string;
}
