import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { PlayEntry } from '../../src/core/as-run/entry.ts';
import { playsOf, readLog } from '../e2e/as-run.ts';
import type { ScreenServer } from '../e2e/screen-server.ts';
import { withFreshScreen } from './_fresh-screen.ts';

export const title = 'Announcements at set times: start of the sound against the set instant';

const wanted = 24;
/** The clock is put to this long before the next full minute, which leaves time to make the recording ready. */
const leadMs = 9_000;
const sound = fileURLToPath(new URL('../browser/media/sound-only.mp4', import.meta.url));

/** What the page's own elements say of the sound, past the program; and a wall clock that can be put forward. */
const instruments = `
  const real = Date.now.bind(Date);
  let aheadMs = 0;
  Date.now = () => real() + aheadMs;
  globalThis.toNextMinute = (leadMs) => { aheadMs += 60000 - (Date.now() % 60000) - leadMs; };
  globalThis.heardAt = [];
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (this instanceof HTMLAudioElement) this.addEventListener('playing', () => heardAt.push(Date.now()), { once: true });
    return play.call(this);
  };`;

export function run(print: (line: string) => void): Promise<void> {
  return withFreshScreen(serveMinutes, instruments, async (page) => {
    await page.getByRole('button', { name: '开始播放' }).click();
    const heard = await hearAll(page);
    const logged = playsOf(await readLog(page))
      .flatMap(lateMs)
      .slice(-heard.length);
    print(`${heard.length} set times, each on a full minute of a clock that was put forward in between`);
    print(`set instant → the audio element plays: ${statistics(heard)}`);
    print(`set instant → as the log has it:       ${statistics(logged)} (${logged.length} plays)`);
    print(`later than 1 s: ${heard.filter((ms) => Math.abs(ms) >= 1_000).length}`);
  });
}

/** A loudspeaker that speaks at every full minute, in place of the programme that is offered first. */
function serveMinutes(server: ScreenServer): void {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const at = Array.from({ length: 1_440 }, (_, minute) => {
    return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
  });
  const title = { 'zh-CN': '整分播报' };
  const programme = {
    ...{ id: 'bank-lobby', revision: 1, timeZone: 'Asia/Shanghai', title },
    playlists: ['../voice/playlist.json'],
    voice: { only: true, setTimes: [{ at }] },
  };
  const spot = {
    id: 'tone',
    kind: 'announcement',
    category: 'anti-fraud',
    src: 'media/tone.mp4',
    durationMs: 1_000,
  };
  const playlist = { id: 'tones', revision: 1, publisher: 'bench', title, spots: [spot] };
  server.overrides.set('/playlists/programmes/bank-lobby.json', JSON.stringify(programme));
  server.overrides.set('/playlists/voice/playlist.json', JSON.stringify(playlist));
  server.overrides.set('/playlists/voice/media/tone.mp4', readFileSync(sound));
}

/** How late each was, in milliseconds: negative when it was early. */
async function hearAll(page: Page): Promise<number[]> {
  await page.waitForFunction(
    () => document.querySelector('changming-stage')?.shadowRoot?.querySelector('changming-dark-screen'),
    undefined,
    { timeout: 120_000 },
  );
  // The minute in which the screen was started is caught up with, as it is meant to be.
  await page.waitForTimeout(5_000);
  const before = (await page.evaluate('heardAt.length')) as number;
  for (let heard = before; heard < before + wanted; heard++) {
    await page.evaluate(`toNextMinute(${leadMs})`);
    await page.waitForFunction(`heardAt.length > ${heard}`, undefined, { timeout: 120_000, polling: 200 });
    // Until it is over: what is being said would keep the next waiting.
    await page.waitForTimeout(2_500);
  }
  const heardAt = (await page.evaluate('heardAt')) as number[];
  return heardAt.slice(before).map((ms) => ((ms + 30_000) % 60_000) - 30_000);
}

function lateMs({ because }: PlayEntry): number[] {
  return because.code === 'set-time' ? [because.lateMs] : [];
}

function statistics(samples: readonly number[]): string {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, least ${at(0)} ms, most ${at(1)} ms`;
}
