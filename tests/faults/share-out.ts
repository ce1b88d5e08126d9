import type { FaultRow } from './row.ts';

/** Shares rounds out among the rows by their weights; every row gets at least one. */
export function sharedOut(
  rows: readonly FaultRow[],
  rounds: number,
): { readonly row: FaultRow; readonly rounds: number }[] {
  const weights = rows.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const shares = rows.map((row) => Math.max(1, Math.floor((rounds * (row.weight ?? 1)) / weights)));
  const left = Math.max(0, rounds - shares.reduce((sum, share) => sum + share, 0));
  return rows.map((row, index) => ({ row, rounds: (shares[index] ?? 1) + (index < left ? 1 : 0) }));
}
