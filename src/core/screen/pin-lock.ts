import type { PinAttempts } from './pin-attempts.ts';

const freeTries = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;

export function oneMoreWrong(attempts: PinAttempts, wallMs: number): PinAttempts {
  return { wrongInARow: attempts.wrongInARow + 1, lastWrongAtMs: wallMs };
}

/** How long until the next try is taken; 0 when now. */
export function remainingWaitMs(attempts: PinAttempts, wallMs: number): number {
  const waitMs = waitAfter(attempts.wrongInARow);
  return Math.min(waitMs, Math.max(0, attempts.lastWrongAtMs + waitMs - wallMs));
}

/**
 * The attempts as they count at `wallMs`. When the clock has gone back behind the last wrong one (a screen without a
 * battery clock), the wait begins anew now, instead of lasting until the old date comes round again.
 */
export function settled(attempts: PinAttempts, wallMs: number): PinAttempts {
  return wallMs < attempts.lastWrongAtMs ? { ...attempts, lastWrongAtMs: wallMs } : attempts;
}

function waitAfter(wrongInARow: number): number {
  if (wrongInARow < freeTries) return 0;
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (wrongInARow - freeTries));
}
