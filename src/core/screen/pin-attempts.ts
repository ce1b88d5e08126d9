/**
 * Against guessing at the PIN pad: after five wrong ones in a row each further try waits, twice as long every time
 * (`pin-lock.ts`). Kept on the device, so that reloading the page does not help.
 */
export interface PinAttempts {
  readonly wrongInARow: number;
  /** Wall time, which may jump. */
  readonly lastWrongAtMs: number;
}

/** Where the attempts are kept. `writeAttempts` resolves when they would survive a reload. */
export interface PinAttemptsStore {
  readAttempts(): Promise<PinAttempts>;
  writeAttempts(attempts: PinAttempts): Promise<void>;
}

export const noAttempts: PinAttempts = { wrongInARow: 0, lastWrongAtMs: 0 };
