import { beforeAll, expect, test, vi } from 'vitest';
import { writeZip } from '../../../../src/core/zip/write-zip.ts';
import { type Flip, flipPacked, flipUnpacked, randomFrom } from '../../../contracts/bit-flips.ts';
import { bytesOf, honestLog } from './honest-log.ts';
import { type Files, madeExport, player } from './made-export.ts';

// The same for 10,000 bits of each: npm run bench -- verify; its last table stands in docs/verify.md.
const inFiles = 200;
const inSigned = 100;
const inZip = 400;

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

let files: Files;

beforeAll(async () => {
  // Just over a tile, so that all that a large log has is there.
  files = await madeExport(bytesOf((await honestLog()).slice(0, 258)));
});

test(`of ${inFiles} bits flipped in the files of an export, none goes unnoticed and none is harmless`, async () => {
  const random = randomFrom(96_110);
  const found: Flip[] = [];
  for (let i = 0; i < inFiles; i++) found.push(await flipUnpacked(files, player, random));
  expect(found.filter((flip) => flip.found !== 'verification')).toEqual([]);
});

test(`of ${inSigned} bits flipped in what is signed and in the key, none goes unnoticed`, async () => {
  const random = randomFrom(120);
  const signed = (path: string) => ['checkpoint', 'manifest', 'key.vkey'].includes(path);
  const found: Flip[] = [];
  for (let i = 0; i < inSigned; i++) found.push(await flipUnpacked(files, player, random, signed));
  expect(found.filter((flip) => flip.found !== 'verification')).toEqual([]);
});

test(`of ${inZip} bits flipped in its ZIP, each is noticed, or what is unpacked is the same to the byte`, async () => {
  const random = randomFrom(110);
  const parts: Uint8Array[] = [];
  const listed = [...files].map(([path, bytes]) => ({ path, chunks: [bytes] }));
  for await (const part of writeZip(listed, { modified: '2026-11-25T10:00:00+08:00' })) parts.push(part);
  const zip = Uint8Array.from(Buffer.concat(parts));
  const found: Flip[] = [];
  for (let i = 0; i < inZip; i++) found.push(await flipPacked(zip, files, player, random));
  expect(found.filter((flip) => flip.found === 'missed')).toEqual([]);
  expect(found.filter((flip) => flip.found === 'container').length).toBeGreaterThan(inZip / 2);
});
