import type { CDPSession, Page } from '@playwright/test';
import { PNG } from 'pngjs';

/** A part of the picture, 0 to 1 of the page's width and height. */
export interface Part {
  readonly width: number;
  readonly height: number;
}

/** What Chromium put together for the screen, and when, by the wall clock. */
interface Composited {
  readonly atMs: number;
  readonly png: string;
}

/** The colours of some evenly spread points of a picture. */
export type Look = Float64Array;

/** Chromium's own recording of what it composited: independent of everything the page says of itself. */
export class PictureWatch {
  readonly #part: Part;
  readonly #session: CDPSession;
  #frames: Composited[] = [];

  private constructor(session: CDPSession, part: Part) {
    this.#session = session;
    this.#part = part;
  }

  static async begin(page: Page, part: Part, maxWidth: number): Promise<PictureWatch> {
    const session = await page.context().newCDPSession(page);
    const watch = new PictureWatch(session, part);
    session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
      watch.#frames.push({ atMs: (metadata.timestamp ?? Number.NaN) * 1000, png: data });
      session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
    });
    await session.send('Page.startScreencast', { format: 'png', maxWidth, maxHeight: maxWidth });
    return watch;
  }

  /** Forgets what it has seen but for the last picture, which still stands. */
  forget(): void {
    this.#frames = this.#frames.slice(-1);
  }

  /** The picture that stands now. */
  get last(): Look {
    const frame = this.#frames[this.#frames.length - 1];
    if (!frame) throw new Error('Chromium has composited nothing yet');
    return this.#lookOf(frame);
  }

  /** Wall time of the first picture composited after `sinceMs` that is as wanted; undefined when none was. */
  firstSince(sinceMs: number, wanted: (look: Look) => boolean): number | undefined {
    const later = this.#frames.filter(({ atMs }) => atMs >= sinceMs);
    return later.find((frame) => wanted(this.#lookOf(frame)))?.atMs;
  }

  async end(): Promise<void> {
    await this.#session.send('Page.stopScreencast').catch(() => {});
  }

  #lookOf({ png }: Composited): Look {
    const { data, width, height } = PNG.sync.read(Buffer.from(png, 'base64'));
    const [toX, toY] = [Math.floor(width * this.#part.width), Math.floor(height * this.#part.height)];
    const look: number[] = [];
    for (let y = 0; y < toY; y++)
      for (let x = 0; x < toX; x++) {
        const at = (y * width + x) * 4;
        look.push(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
      }
    return Float64Array.from(look);
  }
}

/** Mean difference of two pictures, 0 to 255. */
export function distance(some: Look, other: Look): number {
  const sum = some.reduce((total, value, index) => total + Math.abs(value - (other[index] ?? 0)), 0);
  return sum / Math.max(1, some.length);
}
