import type { RoundResult } from './round-result.ts';
import type { FaultRow } from './row.ts';

const head = [
  'fault',
  'rounds',
  'lost',
  'doubled',
  'cut',
  'gaps',
  'declared lost',
  'worst share',
  'without picture',
  'remarks',
];

/** The results as a Markdown table, one line a fault. */
export function tableOf(results: ReadonlyMap<FaultRow, readonly RoundResult[]>): string {
  const lines = [...results].map(([row, rounds]) => lineOf(row, rounds));
  const all = [...results.values()].flat();
  const total = ['**together**', all.length, ...sums(all)];
  return [head, head.map(() => '---'), ...lines, [...total, worstShare(all), longestDark(all), '']]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** What each row does, as a Markdown list. */
export function legendOf(rows: readonly FaultRow[]): string {
  return rows.map(({ name, fault }) => `- \`${name}\`: ${fault}`).join('\n');
}

function lineOf(row: FaultRow, rounds: readonly RoundResult[]): (string | number)[] {
  const skipped = row.skipped?.();
  if (rounds.length === 0)
    return [row.name, 0, '', '', '', '', '', '', '', `skipped: ${skipped ?? 'no round'}`];
  return [
    row.name,
    rounds.length,
    ...sums(rounds),
    worstShare(rounds),
    longestDark(rounds),
    remarksOf(rounds),
  ];
}

function sums(rounds: readonly RoundResult[]): number[] {
  return (['lost', 'doubled', 'cut', 'gaps', 'declaredLost'] as const).map((name) =>
    rounds.reduce((total, round) => total + round[name], 0),
  );
}

function worstShare(rounds: readonly RoundResult[]): string {
  const shares = rounds.flatMap((round) => round.worstShare ?? []);
  if (shares.length === 0) return '–';
  return `${(Math.min(...shares) * 100).toFixed(1)} %${rounds.every((round) => round.shareKept) ? '' : ' *'}`;
}

function longestDark(rounds: readonly RoundResult[]): string {
  return `${(Math.max(0, ...rounds.map(({ darkMs }) => darkMs)) / 1000).toFixed(1)} s`;
}

/** Faults first, each kind once with its number; else nothing that would differ from round to round. */
function remarksOf(rounds: readonly RoundResult[]): string {
  const kinds = new Map<string, number>();
  for (const { faults, late } of rounds) {
    for (const kind of new Set([...faults, ...late].map((fault) => fault.split(':')[0] ?? fault))) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
  }
  return [...kinds].map(([kind, number]) => `${kind} in ${number}`).join(', ');
}
