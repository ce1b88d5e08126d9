import { type Fault, formatFault, formatUnlisted } from '../core/playlist/fault.ts';
import type { Io } from './command.ts';
import { nameOf } from './load-programme.ts';

/** One line per fault on stderr, files named as the operator would type them. */
export function printFaults(refusal: { faults: readonly Fault[]; unlisted?: number }, io: Io): void {
  for (const fault of refusal.faults) {
    const file = fault.file === undefined ? {} : { file: nameOf(fault.file) };
    io.err(formatFault({ ...fault, ...file }, 'en'));
  }
  if (refusal.unlisted) io.err(formatUnlisted(refusal.unlisted, 'en'));
}
