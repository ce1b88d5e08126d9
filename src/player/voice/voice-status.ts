import { systemClock } from '../../browser/system-clock.ts';
import type { ProgrammeSpot } from '../../core/playlist/programme-spot.ts';
import { quietUntil } from '../../core/voice/timetable.ts';
import type { AnnouncementStatus, VoiceStatus } from '../../elements/voice/voice-status.ts';
import type { Screen } from '../screen.ts';
import { voiceOf } from './opened.ts';

type Spoken = Pick<Screen, 'playout' | 'filled'>;

/** What the panel and the dark screen show; undefined while nothing is spoken on this screen. */
export async function voiceStatus(screen: Spoken): Promise<VoiceStatus | undefined> {
  const voice = voiceOf(screen);
  const { programme } = screen.playout.programme;
  if (!voice || !programme.voice) return undefined;
  const atWallMs = systemClock.wallMs();
  const { heard, upcoming, sayable } = voice;
  const about = (spot: ProgrammeSpot) => announcement(screen, spot);
  const quietUntilMs = quietUntil(programme, atWallMs);
  return {
    rules: programme.voice,
    atWallMs,
    ...(heard ? { heard: await about(heard.spot) } : {}),
    ...(upcoming?.spot
      ? { next: { ...(await about(upcoming.spot)), code: upcoming.code, wallMs: upcoming.wallMs } }
      : {}),
    ...(quietUntilMs === undefined ? {} : { quietUntilMs }),
    sayable: await Promise.all(sayable.map(about)),
  };
}

async function announcement(screen: Spoken, spot: ProgrammeSpot): Promise<AnnouncementStatus> {
  const filled = (await screen.filled(spot)).spot;
  const words = filled.kind === 'announcement' ? filled.text : undefined;
  return {
    key: spot.key,
    title: filled.title ?? words ?? { 'zh-CN': filled.id },
    ...(words ? { words } : {}),
  };
}
