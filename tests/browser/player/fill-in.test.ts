import { expect, test } from 'vitest';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import type { Playout } from '../../../src/core/playout/playout.ts';
import { fillIn } from '../../../src/player/fill-in.ts';
import { layerOnView, showNow, slogan, stageOnPage } from '../stage/spots.ts';

const spot: ProgrammeSpot = slogan({
  text: { 'zh-CN': '{community|本社区}提醒您', en: '{community|Your community} warns' },
  detail: { 'zh-CN': '{date}', en: '{date}' },
  action: { 'zh-CN': '拨打 {hotline|96110}' },
});

/** What filling in reads of a playout: the zone, and the time left of the play on view. */
function playoutWith(timeZone: string, playing?: { plannedMs: number; airtimeMs: number }): Playout {
  const onView = { measure: () => ({ airtimeMs: playing?.airtimeMs ?? 0, complete: false }) };
  const play = playing && { plannedMs: playing.plannedMs, onView };
  return { programme: { programme: { timeZone } }, playing: play } as unknown as Playout;
}

test('the picture shows the screen’s words and fallbacks, and no brace', async () => {
  const { stage } = stageOnPage(1280, 720);
  await showNow(stage, fillIn(spot, { community: '翠苑社区' }, playoutWith('Asia/Shanghai')));
  const layer = layerOnView(stage);
  for (const style of layer?.querySelectorAll('style') ?? []) style.remove();
  const shown = layer?.textContent ?? '';
  expect(shown.replace(/\s/g, '')).toContain('翠苑社区提醒您');
  expect(shown).toContain('96110');
  expect(shown).not.toMatch(/[{}|]/);
});

test('the date is that of the zone, when the play on view will have ended', () => {
  const dayMs = 86_400_000;
  const dateIn = (playout: Playout) => {
    const filled = fillIn(spot, {}, playout).spot;
    return filled.kind === 'slogan' ? filled.detail?.en : undefined;
  };
  const inWords = (atMs: number, timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(atMs);
  for (const zone of ['Asia/Shanghai', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    // Midnight may pass between the two looks at the clock.
    const around = [Date.now(), Date.now() + 60_000].map((atMs) => inWords(atMs, zone));
    expect(around).toContain(dateIn(playoutWith(zone)));
    const later = [Date.now() + dayMs, Date.now() + dayMs + 60_000].map((atMs) => inWords(atMs, zone));
    expect(later).toContain(dateIn(playoutWith(zone, { plannedMs: dayMs + 5_000, airtimeMs: 5_000 })));
  }
});
