import type { Reason } from '../airtime/reason.ts';
import type { PlayDraft, PlayEntry, Stamp } from '../as-run/entry.ts';
import type { Programme } from '../playlist/definition.ts';
import { plannedMs } from '../playlist/planned-ms.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import type { Utterance } from '../ports/voice.ts';
import { voiceZone } from './zone.ts';

/** An announcement being heard, as the log will have it. */
export interface HeardPlay {
  readonly spot: ProgrammeSpot;
  readonly because: Reason;
  readonly programme: Pick<Programme, 'id' | 'revision'>;
  /** Of its first sound. */
  readonly stamp: Stamp;
  /** Whether it is the recording that is heard, and so the creative that the spot names. */
  readonly fromRecording: boolean;
  readonly utterance: Utterance;
}

/** The entry for it, had it ended at `monotonicMs`. */
export function heardDraft(play: HeardPlay, ended: PlayEntry['ended'], monotonicMs: number): PlayDraft {
  const { spot, playlist } = play.spot;
  const passedMs = Math.max(0, monotonicMs - play.utterance.startedAtMs);
  const sha256 = 'sha256' in spot && play.fromRecording ? spot.sha256 : undefined;
  return {
    type: 'play',
    ...play.stamp,
    programme: { id: play.programme.id, revision: play.programme.revision },
    playlist,
    spot: spot.id,
    kind: spot.kind,
    ...(sha256 === undefined ? {} : { creative: sha256 }),
    category: spot.category,
    ...(spot.topic === undefined ? {} : { topic: spot.topic }),
    zone: voiceZone,
    plannedMs: plannedMs(spot),
    airtimeMs: Math.floor(Math.min(play.utterance.heardMs(), passedMs)),
    gapMs: 0,
    outcome: ended === 'end' ? 'completed' : ended === 'error' ? 'failed' : 'cut',
    because: play.because,
    ended,
  };
}
