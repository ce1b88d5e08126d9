import type { Page } from '@playwright/test';
import { BrowserProcess } from '../e2e/browser-process.ts';
import { ScreenServer } from '../e2e/screen-server.ts';
import { chooseProgramme } from '../e2e/set-up.ts';
import { readJson } from '../e2e/short-programme.ts';
import {
  goodTime,
  type StarterPlaylist,
  type StarterSpot,
  starterProgramme,
} from '../e2e/starter-programmes.ts';
import { setWallClock } from '../e2e/wall-clock.ts';
import { lampsOf } from './lamps.ts';

export type Language = 'zh-CN' | 'en';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture of a screen that plays. */
export interface Scene {
  readonly name: string;
  readonly programme: string;
  /** Of the window; left out, that of a small TV. */
  readonly size?: Size;
  /** Wall time; left out, one at which the programme has something to say. */
  readonly at?: string;
  /** The films and streams that may play, so that the picture is the same one next time; left out, all. */
  readonly film?: string;
  /** The same for slogans and images. */
  readonly stills?: readonly string[];
  /** Takes the picture of this part, each of its pixels drawn as a lamp. */
  readonly lamps?: Size;
  /** The picture is of the set-up page: nothing plays yet. */
  readonly beforeStart?: true;
  /** Waits, or does what somebody at the screen would do, until the picture is worth taking. */
  readonly ready: (page: Page) => Promise<void>;
}

const smallTv: Size = { width: 1280, height: 720 };
const quality = 82;

/** Sets a screen up, lets it play and takes the picture, as WebP. */
export async function pictureOf(scene: Scene, language: Language, build?: string): Promise<Buffer> {
  const server = new ScreenServer(build);
  serveChosen(server, scene);
  await server.connect();
  const browser = await BrowserProcess.create();
  try {
    const page = await browser.open('about:blank');
    await page.setViewportSize(scene.size ?? smallTv);
    page.setDefaultTimeout(120_000);
    await setWallClock(page, scene.at ?? goodTime(starterProgramme(scene.programme)));
    await page.goto(server.url);
    await setUp(page, scene, language);
    await scene.ready(page);
    return scene.lamps ? await lampsOf(page, scene.lamps) : await webpOf(page);
  } finally {
    await browser.dispose();
    await server.cut();
  }
}

async function setUp(page: Page, scene: Scene, language: Language): Promise<void> {
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
  await chooseProgramme(page, scene.programme);
  if (scene.beforeStart) return;
  await page.locator('changming-setup button[type=submit]').click();
  await page.locator('changming-setup').waitFor({ state: 'detached' });
}

/** Leaves out of the playlists what the picture is not to be of. */
function serveChosen(server: ScreenServer, { programme, film, stills }: Scene): void {
  const isWanted = ({ id, kind }: StarterSpot) => {
    if (kind === 'video' || kind === 'hls') return film === undefined || id === film;
    if (kind === 'slogan' || kind === 'image') return stills?.includes(id) ?? true;
    return true;
  };
  for (const address of starterProgramme(programme).playlists) {
    const path = address.replace('../', '');
    const playlist = readJson<StarterPlaylist>(path);
    const chosen = { ...playlist, spots: playlist.spots.filter(isWanted) };
    server.overrides.set(`/playlists/${path}`, JSON.stringify(chosen));
  }
}

async function webpOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality });
  return Buffer.from(data, 'base64');
}
