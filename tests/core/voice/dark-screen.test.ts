import { expect, it } from 'vitest';
import { formatReason, nextSpot, startAirtime } from '../../../src/core/airtime/airtime.ts';
import { darkScreen } from '../../../src/core/playlist/voice.ts';

it('a loudspeaker says of its screen that it stays dark, not that nothing may play', () => {
  const { because, spot } = nextSpot(startAirtime([], 0), [darkScreen], 0);
  expect(spot).toBe(darkScreen);
  expect(because).toEqual({ code: 'built-in', category: 'host', detail: 'dark-screen' });
  expect(formatReason(because, 'zh-CN')).toBe('只播报语音，屏幕保持暗色');
  expect(formatReason(because, 'en')).toBe('announcements only: the screen stays dark');
});
