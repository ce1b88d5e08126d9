import { parseArgs } from 'node:util';
import { Bench } from './bench.ts';
import { Chance } from './chance.ts';
import { circumstances, loadNow, writeReport } from './report.ts';
import type { RoundResult } from './round-result.ts';
import type { FaultRow } from './row.ts';
import { rows } from './rows.ts';
import { sharedOut } from './share-out.ts';
import { legendOf, tableOf } from './table.ts';

const help = `The fault bench: does harm to a real Chromium that plays the real build, and reads what its log says afterwards.

npm run faults -- [--rounds 200] [--seed 1] [--only part-of-a-name,another] [--build dist] [--logs folder] [--report docs/reliability.md] [--list]

--build  a built program, instead of building it now
--logs   keeps the logs of rounds with faults in that folder
--report puts the table into a document, between its two marks
--list   says what each row does

Exit 0: nothing lost, doubled or short, and never more than 2 s without a picture. Exit 1: something was; the table says what.
`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    build: { type: 'string' },
    logs: { type: 'string' },
    report: { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const wanted = values.only?.split(',') ?? [''];
const chosen = rows.filter(({ name }) => wanted.some((part) => name.includes(part)));

if (values.help) print(help);
else if (values.list) print(legendOf(chosen));
else process.exitCode = (await runAll()) ? 0 : 1;
// What a killed browser left open must not hold the bench.
process.exit();

/** Whether every round went as promised. */
async function runAll(): Promise<boolean> {
  const results = new Map(chosen.map((row) => [row, [] as RoundResult[]]));
  const load = loadNow();
  const bench = await Bench.open(values.build, values.logs);
  const stop = () => void bench.close().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const possible = chosen.filter((row) => row.skipped?.() === undefined);
    for (const { row, rounds } of sharedOut(possible, Number(values.rounds))) {
      for (let round = 0; round < rounds; round++) {
        const result = await bench.round(row, new Chance(`${values.seed}/${row.name}/${round}`));
        results.get(row)?.push(result);
        print(progress(row, `${round + 1}/${rounds}`, result));
      }
    }
  } finally {
    await bench.close();
  }
  const table = tableOf(results);
  print(`\n${table}\n`);
  if (values.report)
    writeReport(values.report, circumstances('faults', performance.now() / 60_000, load), table);
  return [...results.values()].flat().every(({ faults, late }) => faults.length + late.length === 0);
}

function progress({ name }: FaultRow, round: string, { remark, darkMs, ...result }: RoundResult): string {
  const minutes = (performance.now() / 60_000).toFixed(1);
  const faults = [...result.faults, ...result.late];
  const shown = faults.slice(0, 3).map((fault) => `✗ ${fault}`);
  const more = faults.length > 3 ? [`✗ and ${faults.length - 3} more`] : [];
  const notes = [...(remark === '' ? [] : [remark]), ...shown, ...more].join(' · ');
  return `${minutes} min  ${name} ${round}  without picture ${Math.round(darkMs)} ms  ${notes}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
