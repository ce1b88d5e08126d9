import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { AsRunEntry, PlayEntry } from '../../../../src/core/as-run/entry.ts';
import { originOf } from '../../../../src/core/as-run/screen-identity.ts';
import { liveCodeOf, qrTextOf } from '../../../../src/core/evidence/live-code.ts';
import { readAskedCode } from '../../../../src/core/evidence/verify/code-search.ts';
import type { CodeAnswer } from '../../../../src/core/evidence/verify/verdict.ts';
import { naiveRoot } from '../../tlog/independent-verification.ts';
import { verifyFiles } from './asked.ts';
import { bytesOf, honestLog, screen } from './honest-log.ts';
import { type Files, madeExport } from './made-export.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let log: AsRunEntry[];
let entries: Uint8Array<ArrayBuffer>[];
let files: Files;

beforeAll(async () => {
  log = await honestLog();
  entries = bytesOf(log);
  files = await madeExport(entries);
});

const rootAt = (size: number) => Uint8Array.from(naiveRoot(entries.slice(0, size)));
const qrAt = (size: number, root = rootAt(size)) => qrTextOf({ origin: originOf(screen), size, root });

async function ask(text: string, of: Files = files): Promise<CodeAnswer | undefined> {
  const code = readAskedCode(text);
  if (!code) throw new Error(`${text} is no code`);
  const verdict = await verifyFiles(of, { code });
  expect(verdict.holds).toBe(verdict.code?.found);
  return verdict.code;
}

describe('the live code of a photo', () => {
  test.each([0, 1, 17, 255, 256, 300, 512, 520])('finds the checkpoint of %i entries', async (size) => {
    expect(await ask(liveCodeOf(rootAt(size)))).toMatchObject({ found: true, size });
  });

  test('of the newest checkpoint is found, and stands until further notice', async () => {
    const answer = await ask(liveCodeOf(rootAt(entries.length)));
    expect(answer).toMatchObject({ found: true, size: entries.length });
    expect(answer).not.toHaveProperty('untilTime');
    expect(answer).not.toHaveProperty('onView');
  });

  test('says when it stood on the screen, and which play was on view', async () => {
    const at = log.findIndex((e, i) => i > 100 && e.type === 'play' && log[i + 1]?.type === 'play');
    const [before, onView] = [log[at] as PlayEntry, log[at + 1] as PlayEntry];
    const answer = await ask(liveCodeOf(rootAt(at + 1)));
    expect(answer).toMatchObject({
      found: true,
      size: at + 1,
      onView: { spot: onView.spot, category: onView.category, at: onView.at },
    });
    if (!answer?.found) throw new Error('not found');
    expect(Date.parse(answer.fromTime ?? '')).toBe(Date.parse(before.at) + before.airtimeMs);
    expect(Date.parse(answer.untilTime ?? '')).toBe(Date.parse(onView.at) + onView.airtimeMs);
  });

  test('of a log that was rewritten after the photo is not found, and the log does not hold', async () => {
    const photo = liveCodeOf(rootAt(200));
    const rewritten = log.map((entry, seq) =>
      seq === 100 ? ({ ...entry, airtimeMs: 1 } as AsRunEntry) : entry,
    );
    const answer = await ask(photo, await madeExport(bytesOf(rewritten)));
    expect(answer).toEqual({ found: false, why: 'unknown', searched: { from: 0, to: entries.length } });
  });

  test('with one character misread is not found, but points to where to look again', async () => {
    const code = liveCodeOf(rootAt(200));
    const misread = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    expect(await ask(misread)).toMatchObject({ found: false, nearest: { size: 200, digits: 1 } });
  });
});

describe('the QR code of a photo', () => {
  test('is found at its size', async () => {
    expect(await ask(qrAt(300))).toMatchObject({ found: true, size: 300 });
  });

  test('with another root at its size: rewritten', async () => {
    expect(await ask(qrAt(300, rootAt(299)))).toMatchObject({ found: false, why: 'rewritten' });
  });

  test('of another screen or epoch: other-log', async () => {
    const origin = originOf({ ...screen, epoch: 2 });
    expect(await ask(qrTextOf({ origin, size: 300, root: rootAt(300) }))).toMatchObject({ why: 'other-log' });
  });

  test('of more entries than the export has: beyond-log', async () => {
    const shorter = await madeExport(entries.slice(0, 250));
    expect(await ask(qrAt(300), shorter)).toMatchObject({ found: false, why: 'beyond-log' });
  });
});

test('what is neither a code nor the text of a QR code is not asked for', () => {
  for (const text of ['', 'ABCD', 'https://example.org', 'ABCD-EFGH-2349']) {
    expect(readAskedCode(text)).toBeUndefined();
  }
});
