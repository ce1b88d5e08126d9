import { openChdb } from '../../src/collector/plays/chdb-sql.ts';
import { SqlEntryArchive } from '../../src/collector/plays/sql-entry-archive.ts';

/** Appends entries by three, of which two are there already, for ever; see killed.ts. */
const origin = 'changming/killed/1';
const archive = await SqlEntryArchive.open(openChdb(process.argv[2] ?? ''));
const held = await archive.read(origin, 0, 1_000_000);
held.forEach((entry, seq) => {
  if (new TextDecoder().decode(entry) !== `entry ${seq}`) throw new Error(`Not entry ${seq}`);
});
let size = held.length;
process.stdout.write(`opened ${size}\n`);
for (;;) {
  const from = Math.max(0, size - 2);
  const entries = [0, 1, 2].map((index) => new TextEncoder().encode(`entry ${from + index}`));
  await archive.append(origin, from, entries);
  size = from + 3;
  process.stdout.write(`acknowledged ${size}\n`);
}
