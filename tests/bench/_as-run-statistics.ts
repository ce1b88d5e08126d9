/** `median 1.234 ms, p99 5.678 ms, n 500` */
export function statistics(timesMs: readonly number[]): string {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(3);
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms, n ${sorted.length}`;
}
