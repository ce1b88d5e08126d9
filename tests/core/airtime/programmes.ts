import fc from 'fast-check';
import type { ShareRule, Spot, SpotKind } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';

export function rule(category: string, atLeast: number, more: Partial<ShareRule> = {}): ShareRule {
  return { category, atLeast, windowMinutes: 60, of: 'on-air', ...more };
}

export interface SpotMaking {
  readonly kind?: SpotKind;
  readonly topic?: string;
  readonly weight?: number;
  readonly minSeparationMinutes?: number;
}

export function spot(
  category: string,
  id: string,
  durationMs: number,
  making: SpotMaking = {},
): ProgrammeSpot {
  const { kind = 'video', weight = 1, ...more } = making;
  const common = { id, category, weight, durationMs, ...more };
  const made: Spot =
    kind === 'slogan'
      ? { kind, ...common, text: { 'zh-CN': id }, theme: 'advice' }
      : { kind: kind === 'image' ? 'image' : 'video', ...common, src: `${id}.mp4` };
  return {
    key: `${category}/${id}`,
    playlist: { id: category, revision: 1 },
    spot: made,
    ...(kind === 'slogan' ? {} : { url: `https://example.test/${id}` }),
  };
}

/** Spot lengths as on a real screen: 5 to 120 s, to the millisecond. */
export const lengthMs = fc.integer({ min: 5_000, max: 120_000 });

export function spots(
  category: string,
  most: number,
  making: SpotMaking = {},
): fc.Arbitrary<ProgrammeSpot[]> {
  return fc
    .array(lengthMs, { minLength: 1, maxLength: most })
    .map((lengths) =>
      lengths.map((length, k) => spot(category, `s${k}`, length, { topic: `t${k % 6}`, ...making })),
    );
}

export const share = fc.double({ min: 0.05, max: 0.55, noNaN: true });
export const seed = fc.integer({ min: 1, max: 2 ** 31 });
