import type { Programme, Spot, VoiceRules } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const at = (text: string): number => Date.parse(text);

type Announcement = Extract<Spot, { kind: 'announcement' }>;

export function announcement(id: string, changes: Partial<Announcement> = {}): ProgrammeSpot {
  const spot: Spot = {
    id,
    kind: 'announcement',
    category: 'anti-fraud',
    weight: 1,
    durationMs: 15_000,
    src: `${id}.m4a`,
    text: { 'zh-CN': '请注意，谨防诈骗。' },
    ...changes,
  };
  const url = spot.src === undefined ? {} : { url: `https://screen.example/${spot.src}` };
  return { key: `paper/${id}`, playlist: { id: 'paper', revision: 1 }, spot, ...url };
}

export function rulesOf(voice: Partial<VoiceRules>): VoiceRules {
  return { only: false, volume: 1, duckTo: 0.2, prefer: 'recording', ...voice };
}

export function speaking(
  voice: Partial<VoiceRules>,
  changes: Partial<Programme> = {},
  spots: readonly ProgrammeSpot[] = ['a', 'b', 'c'].map((id) => announcement(id)),
): ResolvedProgramme {
  return {
    programme: {
      id: 'hall',
      revision: 1,
      timeZone: 'Asia/Shanghai',
      playlists: ['playlist.json'],
      shares: [],
      volume: 0,
      voice: rulesOf(voice),
      ...changes,
    },
    playlists: [],
    spots,
    sha256: '0'.repeat(64),
  };
}

export function setTime(times: readonly string[], changes: object = {}) {
  return { at: [...times], lateByAtMostSeconds: 60, ...changes };
}
