/**
 * How many random cases a property is tried on: all of them in the full run, a quarter in the fast part of the tests,
 * which is there to be run after every change.
 */
export function runs(all: number): number {
  return process.env.CHANGMING_TESTS === 'fast' ? Math.ceil(all / 4) : all;
}
