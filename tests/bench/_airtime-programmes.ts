import { seededRandom } from '../../src/core/airtime/random.ts';
import type { ShareRule } from '../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../src/core/playlist/programme-spot.ts';

export function ruleOf(category: string, atLeast: number): ShareRule {
  return { category, atLeast, windowMinutes: 60, of: 'on-air' };
}

export function spotOf(category: string, number: number, durationMs: number): ProgrammeSpot {
  const id = `s${number}`;
  return {
    key: `${category}/${id}`,
    playlist: { id: category, revision: 1 },
    spot: { kind: 'video', id, category, weight: 1, durationMs, src: `${id}.mp4`, topic: `t${number % 6}` },
    url: `https://example.test/${id}.mp4`,
  };
}

/** Random numbers for a numbered programme: the same table on every machine. */
export function randomOf(programme: number): () => number {
  return seededRandom(programme * 7919);
}
