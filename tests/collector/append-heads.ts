import { migrate } from '../../src/collector/control/migrate.ts';
import { openPGlite } from '../../src/collector/control/pglite-sql.ts';
import { SqlWitnessHeads } from '../../src/collector/control/sql-witness-heads.ts';

/** Advances a head by one, for ever; see killed.ts. */
const origin = 'changming/killed/1';
const sql = await openPGlite(process.argv[2] ?? '');
await migrate(sql);
const heads = new SqlWitnessHeads(sql);
let size = (await heads.read(origin))?.size ?? 0;
process.stdout.write(`opened ${size}\n`);
for (;;) {
  const head = { origin, size: size + 1, range: [new Uint8Array(32)], checkpoint: `${size + 1}` };
  if (!(await heads.advance(size, head))) throw new Error(`Not advanced from ${size}`);
  size += 1;
  process.stdout.write(`acknowledged ${size}\n`);
}
