import type { PlayTable } from './play-table.ts';
import { countedZone } from './report.ts';
import type { PlaySubject } from './row-subject.ts';

/** What was planned for one spot and what became of it. */
export interface SpotTotals {
  readonly spot: string;
  readonly category: string;
  readonly topic?: string;
  readonly kind: string;
  readonly plays: number;
  readonly completed: number;
  readonly cut: number;
  readonly failed: number;
  readonly plannedMs: number;
  readonly airtimeMs: number;
}

/**
 * Of the plays that began in [fromMs, toMs) of wall time, in the counted zone: by planned time, the longest first.
 * A spot that was played under two categories or kinds stands twice.
 */
export function spotTotals(
  table: PlayTable,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): SpotTotals[] {
  const sums = table.subjects.map(() => ({ plays: 0, plannedMs: 0, airtimeMs: 0 }));
  for (const { count, wallMs, subject, plannedMs, airtimeMs } of table.chunks) {
    for (let row = 0; row < count; row++) {
      const at = wallMs[row] ?? 0;
      const sum = sums[subject[row] ?? -1];
      if (!sum || at < fromMs || at >= toMs) continue;
      sum.plays++;
      sum.plannedMs += plannedMs[row] ?? 0;
      sum.airtimeMs += airtimeMs[row] ?? 0;
    }
  }
  const bySpot = new Map<string, SpotTotals>();
  table.subjects.forEach((subject, id) => {
    const sum = sums[id];
    if (subject.type === 'play' && subject.zone === countedZone && sum && sum.plays > 0)
      add(bySpot, subject, sum);
  });
  return [...bySpot.values()].sort((a, b) => b.plannedMs - a.plannedMs);
}

function add(
  bySpot: Map<string, SpotTotals>,
  { spot, category, topic, kind, outcome }: PlaySubject,
  sum: { plays: number; plannedMs: number; airtimeMs: number },
): void {
  const key = JSON.stringify([spot, category, kind]);
  const known = bySpot.get(key);
  const ended = (name: 'completed' | 'cut' | 'failed') =>
    (known?.[name] ?? 0) + (outcome === name ? sum.plays : 0);
  bySpot.set(key, {
    spot,
    category,
    kind,
    ...(topic ? { topic } : {}),
    plays: (known?.plays ?? 0) + sum.plays,
    completed: ended('completed'),
    cut: ended('cut'),
    failed: ended('failed'),
    plannedMs: (known?.plannedMs ?? 0) + sum.plannedMs,
    airtimeMs: (known?.airtimeMs ?? 0) + sum.airtimeMs,
  });
}
