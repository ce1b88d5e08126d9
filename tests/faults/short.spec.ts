import { expect, test } from '@playwright/test';
import { Bench } from './bench.ts';
import { Chance } from './chance.ts';
import { rows } from './rows.ts';

// One round of each class of fault; `npm run faults` does the rest. Nothing here depends on how fast the machine is:
// how long the picture was gone, and what a share has, is for the long run on a quiet machine.
const names = [
  'kill-browser-in-commit',
  'kill-renderer',
  'indexeddb-bits-flipped',
  'opfs-truncated',
  'both-copies-deleted',
  'disk-full',
  'clock-no-rtc',
  'two-windows',
  'media-truncated',
  'server-wrong-bytes',
  'power-cut-order',
  'power-cut-control',
];

let bench: Bench;

test.beforeAll(async () => {
  bench = await Bench.open();
});

test.afterAll(() => bench.close());

for (const name of names) {
  test(`${name}: nothing that was acknowledged is lost without a word or doubled, and the log stays sound`, async () => {
    const row = rows.find((each) => each.name === name);
    if (!row) throw new Error(`There is no row ${name}`);
    const reason = row.skipped?.();
    test.skip(reason !== undefined, reason);
    const { faults } = await bench.round(row, new Chance(`short/${name}`));
    expect(faults).toEqual([]);
  });
}
