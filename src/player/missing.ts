import { type Capability, capabilities } from '../browser/capabilities.ts';
import type { Journal } from '../core/playout/journal.ts';

let asked: Promise<Capability[]> | undefined;

/** What this browser lacks, as found at the start; the panel asks every second. */
export async function missingHere(): Promise<Capability[]> {
  asked ??= capabilities();
  return (await asked).filter(({ present }) => !present);
}

/** Writes into the log what is missing at this start, as far as it makes what is shown, kept or proven less. */
export async function declareMissing({
  journal,
}: {
  readonly journal: Pick<Journal, 'write' | 'stamp'>;
}): Promise<void> {
  const weighing = (await missingHere()).filter(({ weighs }) => weighs);
  if (weighing.length === 0) return;
  await journal.write({
    type: 'fault',
    ...journal.stamp(),
    what: 'engine',
    detail: weighing.map(({ name, consequence }) => `${name}: ${consequence.en}`).join(' '),
    recovery: 'as the detail says',
  });
}
