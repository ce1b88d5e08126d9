import { expect, test } from 'vitest';
import { identityOf } from '../../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../../src/core/as-run/tree-head.ts';
import { logStanding } from '../../../src/core/evidence/log-standing.ts';
import { leafHash } from '../../../src/core/tlog/merkle.ts';

const screen = identityOf(new Uint8Array(32).fill(7));
const entry = new TextEncoder().encode('{"seq":0}');
const { checkpoint } = growHead(emptyHead(screen), [entry], screen);
const well = { checkpoint, refused: false, behindMs: 0 };

test('a log that is written says its checkpoint', () => {
  expect(logStanding(well)).toEqual({
    origin: `changming/${screen.screenId}/1`,
    size: 1,
    root: leafHash(entry),
  });
});

test('a commit under way does not take the last code away', () => {
  expect(logStanding({ ...well, behindMs: 800 })).toMatchObject({ size: 1 });
});

test('a log that refuses, or has not answered for long, says so instead of its last code', () => {
  expect(logStanding({ ...well, refused: true })).toBe('not-written');
  expect(logStanding({ ...well, behindMs: 5_001 })).toBe('not-written');
  expect(logStanding({ checkpoint: undefined, refused: true, behindMs: 0 })).toBe('not-written');
});

test('a log without entries has no code: the root of nothing is the same everywhere', () => {
  expect(logStanding({ ...well, checkpoint: emptyHead(screen).checkpoint })).toBe('nothing-written');
  expect(logStanding({ ...well, checkpoint: undefined })).toBe('nothing-written');
});
