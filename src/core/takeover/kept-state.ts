import * as v from 'valibot';
import { takeoverDefinition } from './definition.ts';
import { noTakeovers, type StandingTakeover, type Stop, type TakeoverState } from './state.ts';

/**
 * The state as it was kept. A damaged record loses what is damaged and nothing else: above all not the stop, which is
 * read first and for itself.
 */
export function readTakeoverState(value: unknown): TakeoverState {
  if (!isRecord(value)) return noTakeovers;
  const stop = readStop(value.stop);
  const standing = listOf(value.standing).flatMap(readStanding);
  const orders = standing.map(({ order }) => order + 1);
  return {
    standing,
    over: listOf(value.over).flatMap(readOver),
    nextOrder: Math.max(0, ...orders, isCount(value.nextOrder) ? value.nextOrder : 0),
    ...(stop ? { stop } : {}),
  };
}

/** Whether a kept state, damaged or not, says that the screen is stopped: asked before anything is shown. */
function readStop(value: unknown): Stop | undefined {
  if (!isRecord(value)) return undefined;
  const { by, why, atWallMs } = value;
  return {
    by: typeof by === 'string' ? by : '',
    why: typeof why === 'string' ? why : '',
    atWallMs: isCount(atWallMs) ? atWallMs : 0,
  };
}

function readStanding(value: unknown): StandingTakeover[] {
  if (!isRecord(value)) return [];
  const parsed = v.safeParse(takeoverDefinition, value.takeover, { abortEarly: true });
  const { order, plays, airtimeMs, seen } = value;
  if (!parsed.success || !isCount(order) || !isCount(plays) || !isCount(airtimeMs)) return [];
  return [{ takeover: parsed.output, order, plays, airtimeMs, seen: seen === true }];
}

function readOver(value: unknown): TakeoverState['over'] {
  if (!isRecord(value) || typeof value.id !== 'string' || !isCount(value.untilWallMs)) return [];
  return [{ id: value.id, untilWallMs: value.untilWallMs }];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
