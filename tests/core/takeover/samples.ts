import type { Takeover } from '../../../src/core/takeover/definition.ts';

export const noon = Date.parse('2026-11-23T12:00:00+08:00');

export function takeoverOf(fields: Partial<Takeover> & { readonly id: string }): Takeover {
  return {
    by: '区反诈中心',
    why: '本地出现新骗术',
    slogan: { text: { 'zh-CN': '共享屏幕就是骗' } },
    when: 'now',
    ...(fields.minutes === undefined ? { plays: 3 } : {}),
    expiresAt: '2026-11-24T00:00:00+08:00',
    priority: 5,
    ...fields,
  };
}
