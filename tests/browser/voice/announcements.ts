import type { Spot } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';

type Announcement = Extract<Spot, { kind: 'announcement' }>;

/** An announcement with a file of the test media, or with words alone. */
export function announcement(id: string, changes: Partial<Announcement>): ProgrammeSpot {
  const spot: Spot = {
    id,
    kind: 'announcement',
    category: 'anti-fraud',
    weight: 1,
    durationMs: 1_000,
    ...changes,
  };
  const url = spot.src === undefined ? {} : { url: new URL(spot.src, location.href).href };
  return { key: `test/${id}`, playlist: { id: 'test', revision: 1 }, spot, ...url };
}

export const recorded = announcement('recorded', { src: '/sound-only.mp4' });
export const wordsOnly = announcement('words', { text: { 'zh-CN': '不转账。' } });
