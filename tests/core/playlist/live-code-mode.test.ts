import { expect, test } from 'vitest';
import { liveCodeModeOf } from '../../../src/core/playlist/live-code-mode.ts';

const rule = { category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air' } as const;

test('a programme that promises a share shows the live code unless it says otherwise', () => {
  expect(liveCodeModeOf({ shares: [rule] })).toBe('code');
  expect(liveCodeModeOf({ shares: [rule], liveCode: 'off' })).toBe('off');
  expect(liveCodeModeOf({ shares: [rule], liveCode: 'code-and-qr' })).toBe('code-and-qr');
});

test('a programme that promises nothing shows none unless it asks for it', () => {
  expect(liveCodeModeOf({ shares: [] })).toBe('off');
  expect(liveCodeModeOf({ shares: [], liveCode: 'code' })).toBe('code');
});
