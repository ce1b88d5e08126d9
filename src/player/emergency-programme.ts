import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';

/** What plays while there is no programme at all: the built-in slogans, so that the screen is never black. */
export function emergencyProgramme(): ResolvedProgramme {
  return {
    programme: {
      id: 'built-in',
      revision: 1,
      title: { 'zh-CN': '内置标语', en: 'Built-in slogans' },
      timeZone: 'Asia/Shanghai',
      playlists: [],
      volume: 0,
      shares: [{ category: 'anti-fraud', atLeast: 1, windowMinutes: 60, of: 'on-air' }],
    },
    playlists: [],
    spots: [],
    sha256: '0'.repeat(64),
  };
}
