import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Comparison, compareSchedulers, costOfWholeSpots } from './_airtime-schedulers.ts';

export const title = 'Airtime rule';

const hourMs = 3_600_000;
const programmes = 300;

export async function run(print: (line: string) => void): Promise<void> {
  const { timeChoices, timeYear } = await timingsAsBuilt();
  const choice = timeChoices();
  print(
    `a choice among 1,000 spots under 10 rules: median ${choice.medianUs.toFixed(1)} µs, p99 ${choice.p99Us.toFixed(0)} µs` +
      ` (the first of a new set of spots: median ${choice.freshUs.toFixed(0)} µs)`,
  );
  const year = timeYear();
  print(
    `a year of a lobby (3,650 h on air, ${year.spots} spots): ${year.choices.toLocaleString('en')} choices in ${year.seconds.toFixed(1)} s,` +
      ` heap ${year.heapStartMb.toFixed(0)} MB after a day, ${year.heapEndMb.toFixed(0)} MB after the year`,
  );
  print('');
  print(`${programmes} random programmes, 12 h each, spots of 5 to 120 s, promised 5 to 55 % of every hour:`);
  const rows = compareSchedulers(programmes, 12 * hourMs);
  for (const line of tableOf(rows)) print(line);
  print('');
  print(
    `For comparison, 1 + E[L²] ÷ (2·E[L]·1 h): the venue’s whole spots alone, taken as they come, cost ${costOfWholeSpots(programmes).toFixed(4)}.`,
  );
  print(`This rule by the share promised: ${byShareOf(rows[0])}.`);
}

function byShareOf(row?: Comparison): string {
  const parts = row?.byShare ?? [];
  return parts
    .map(
      ({ from, programmes: count, delivered }) => `from ${100 * from} % ${delivered.toFixed(4)} (${count})`,
    )
    .join(', ');
}

function tableOf(rows: readonly Comparison[]): string[] {
  return [
    '| scheduler | worst rolling hour ÷ target | delivered ÷ target (mean, max) | longest gap | programmes short |',
    '|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.scheduler} | ${row.worst.toFixed(4)} | ${row.delivered.toFixed(4)}, ${row.mostDelivered.toFixed(3)} |` +
        ` ${Math.round(row.longestGapMs / 1000)} s | ${row.short} of ${row.programmes} |`,
    ),
  ];
}

/** The TypeScript runner wraps every inner function to keep its name, which costs a third: so they are built first. */
async function timingsAsBuilt(): Promise<typeof import('./_airtime-timings.ts')> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('_airtime-timings.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('The timings were not built');
  return import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`);
}
