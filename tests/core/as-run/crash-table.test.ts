import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readFrames } from '../../../src/core/as-run/mirror/frame.ts';
import { openAsRunLog } from '../../../src/core/as-run/open-as-run-log.ts';
import { originOf, verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import type { FileFate } from '../../contracts/memory-append-files.ts';
import type { Fate } from '../../contracts/memory-as-run-store.ts';
import { verifyNaively } from '../tlog/independent-verification.ts';
import { onAirDraft, playDraft, stamp } from './drafts.ts';
import { Device, entriesIn, Run } from './two-copies.ts';

// Signatures are slow on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 240_000 });

// Every row: what becomes of the write to each copy, and after how many steps of it the program is killed; then, which
// copy is lost before the next start. A row that is not killed says what the append answered.

const primaryFates: readonly Fate[] = ['ok', 'lost', 'written', 'full'];
const fileFates: readonly (readonly FileFate[])[] = [
  ['ok'],
  ['lost'],
  ['torn'],
  ['written'],
  ['full'],
  // The second fate is that of taking the record back, or of cutting a torn one off.
  ['ok', 'lost'],
  ['ok', 'written'],
  ['torn', 'lost'],
];

const before = [onAirDraft(0), playDraft(1), { type: 'off-air', because: 'closed', ...stamp(2) }] as const;
const written = ['spot-1'];

interface Row {
  readonly primary: Fate;
  readonly files: readonly FileFate[];
  /** Undefined: to its end. */
  readonly steps: number | undefined;
}

interface Outcome {
  readonly device: Device;
  readonly answer: 'written' | 'refused' | 'none';
  /** What could have been read from the first copy when the program ended. */
  readonly released: number;
}

function* rows(): Generator<Row> {
  for (const primary of primaryFates) {
    for (const files of fileFates) {
      yield { primary, files, steps: undefined };
      // Every step of the way when nothing fails; every third when one copy does.
      const faults = (primary === 'ok' ? 0 : 1) + (files[0] === 'ok' ? 0 : 1);
      const stride = faults === 0 && files.length === 1 ? 1 : 3;
      for (let steps = 0; steps <= 42 && faults < 2; steps += stride) yield { primary, files, steps };
    }
  }
}

describe('an append of one play, with one fault in each copy, killed at every step', () => {
  let outcomes: (Outcome & { row: Row })[] = [];

  beforeAll(async () => {
    const start = new Device();
    await (await openAsRunLog(new Run(start), stamp(0))).log.append(...before);
    outcomes = [];
    for (const row of rows()) outcomes.push({ ...(await play(start.copy(), row)), row });
  }, 240_000);

  it('is killed before, in and after every write', () => {
    const unheard = outcomes.filter(({ row, answer }) => row.steps !== undefined && answer === 'none');
    expect(new Set(unheard.map(({ device, released }) => `${released} ${recordsIn(device)}`))).toEqual(
      new Set(['3 2', '3 3', '4 2', '4 3']),
    );
    expect(outcomes.some(({ row, answer }) => row.steps === 42 && answer === 'written')).toBe(true);
  });

  it('loses and doubles nothing over the restart', async () => {
    for (const { device, answer, row } of outcomes) {
      await expectRecovered(device.copy(), row, answer === 'written');
    }
  });

  it('loses nothing that was acknowledged when the second copy is lost as well', async () => {
    for (const { device, answer, row } of outcomes) {
      const damaged = device.copy();
      damaged.folder.clear();
      await expectRecovered(damaged, row, answer === 'written');
    }
  });

  it('loses nothing that was acknowledged when the first copy is lost as well, or says what was lost', async () => {
    for (const { device, answer, released, row } of outcomes) {
      const damaged = device.copy();
      damaged.disks.clear();
      if (secondCopyFailed(row)) await expectRecoveredOrDeclared(damaged, row, released);
      else await expectRecovered(damaged, row, answer === 'written');
    }
  });
});

/** Whole frames in the second copy: a header and a record for each append that reached it. */
function recordsIn(device: Device): number {
  const files = [...device.folder.values()];
  return files.reduce((sum, bytes) => sum + readFrames(bytes).frames.length, 0);
}

/** Writes one more play as the row says. */
async function play(device: Device, { primary, files, steps }: Row): Promise<Outcome> {
  const run = new Run(device);
  const { log, store } = await openAsRunLog(run, stamp(0));
  run.store_.fates = [primary];
  run.files.fates = [...files];
  let answer: Outcome['answer'] = 'none';
  const append = log.append(playDraft(3)).then(
    () => {
      answer = 'written';
    },
    () => {
      answer = 'refused';
    },
  );
  if (steps === undefined) {
    await append;
    // Whatever became of that play, the session goes on with another one.
    await log.append(playDraft(5));
    // Given time, the second copy is taken up again.
    for (let tries = 0; tries < 20; tries++) await store.tend();
  } else for (let step = 0; step < steps; step++) await Promise.resolve();
  const released = device.disk().head?.size ?? 0;
  run.kill();
  return { device, answer, released };
}

function secondCopyFailed({ files }: Row): boolean {
  return files.some((fate) => fate !== 'ok');
}

async function expectRecovered(device: Device, row: Row, acknowledged: boolean): Promise<void> {
  const say = JSON.stringify(row);
  const { log, screen } = await openAsRunLog(new Run(device), stamp(9));
  expect(screen.epoch, say).toBe(1);
  await log.append(playDraft(4));
  const entries = entriesIn(device.disk());
  const spots = entries.flatMap((entry) => (entry.type === 'play' ? [entry.spot] : []));
  const third = acknowledged || spots.includes('spot-3') ? ['spot-3'] : [];
  const wanted = [...written, ...third, ...(row.steps === undefined ? ['spot-5'] : []), 'spot-4'];
  expect(spots, say).toEqual(wanted);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index));
  const checkpoint = device.disk().head?.checkpoint ?? '';
  verifyNaively(checkpoint, originOf(screen), device.disk().entries, verifierOf(screen).publicKey);
}

/** The second copy had failed when the first was lost: what only the first may have had is gone, and the log says so. */
async function expectRecoveredOrDeclared(device: Device, row: Row, released: number): Promise<void> {
  const say = JSON.stringify(row);
  const { mark } = device;
  const { log, screen } = await openAsRunLog(new Run(device), stamp(9));
  const found = entriesIn(device.disk(1)).length;
  // What both had is there in any case.
  expect(found, say).toBeGreaterThanOrEqual(3);
  if (screen.epoch === 1) {
    expect(found, say).toBeGreaterThanOrEqual(released);
    return;
  }
  expect(mark?.aloneFrom ?? mark?.size, say).toBeGreaterThanOrEqual(3);
  const [gap] = await log.entries(0, 1);
  expect(gap, say).toMatchObject({ type: 'gap', previous: originOf({ ...screen, epoch: 1 }) });
  const known = gap?.type === 'gap' ? gap.lost : undefined;
  expect(known?.to ?? found, say).toBe(Math.max(found, mark?.size ?? 0));
}
