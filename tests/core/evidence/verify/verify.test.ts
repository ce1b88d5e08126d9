import { beforeAll, expect, test, vi } from 'vitest';
import { codesOf, verifyFiles } from './asked.ts';
import { bytesOf, honestLog, screen } from './honest-log.ts';
import { type Files, madeExport } from './made-export.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let files: Files;

beforeAll(async () => {
  files = await madeExport(bytesOf(await honestLog()));
});

test('an honest log holds, and two notes say what an auditor must add', async () => {
  const verdict = await verifyFiles(files);
  expect(verdict.holds).toBe(true);
  expect(codesOf(verdict)).toEqual(['(signature: key-not-pinned)', '(cosignature: cosignature-none)']);
  expect(verdict.log).toMatchObject({ screen: screen.screenId, epoch: 1, from: 0, simulated: false });
  expect(verdict.log?.to).toBe(verdict.log?.size);
});
