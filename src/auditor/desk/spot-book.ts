import type { LocalizedText } from '../../core/playlist/definition.ts';
import type { DateRange } from '../../core/report/date-range.ts';
import { localized } from '../../elements/controls/localized.ts';

/** What a programme kept on this device says of its spots, for people: the log itself knows them by id alone. */
export interface SpotBook {
  readonly titles: ReadonlyMap<string, LocalizedText>;
  /** Flights that have both a first and a last date, each once, with the number of spots in it. */
  readonly flights: readonly (DateRange & { readonly spots: number })[];
}

export const emptySpotBook: SpotBook = { titles: new Map(), flights: [] };

interface SpotOnFile {
  readonly id?: unknown;
  readonly title?: unknown;
  readonly text?: unknown;
  readonly flight?: { readonly from?: unknown; readonly to?: unknown };
}

/**
 * Reads titles and flights out of programme files. They were validated when they were installed, but what lies on a disk
 * may be anything: what cannot be read is left out, for a title is never worth an error.
 */
export function spotBookOf(files: readonly { readonly bytes: Uint8Array }[]): SpotBook {
  const titles = new Map<string, LocalizedText>();
  const flights = new Map<string, DateRange & { readonly spots: number }>();
  for (const { bytes } of files) {
    const playlist = parsed(bytes);
    for (const spot of playlist.spots) {
      const title = localizedText(spot.title) ?? localizedText(spot.text);
      if (title) titles.set(`${playlist.id}/${String(spot.id)}`, title);
      const { from, to } = spot.flight ?? {};
      if (typeof from !== 'string' || typeof to !== 'string') continue;
      const key = `${from} ${to}`;
      flights.set(key, { from, to, spots: (flights.get(key)?.spots ?? 0) + 1 });
    }
  }
  return { titles, flights: [...flights.values()].sort((a, b) => b.spots - a.spots) };
}

/** The spot's title where it is known; else its id without the playlist's, which lists show beside it. */
export function spotName(book: SpotBook, key: string): string {
  const title = book.titles.get(key);
  return title ? localized(title) : key.slice(key.lastIndexOf('/') + 1);
}

function parsed(bytes: Uint8Array): { readonly id: string; readonly spots: readonly SpotOnFile[] } {
  try {
    const file = JSON.parse(new TextDecoder().decode(bytes)) as { id?: unknown; spots?: unknown };
    return { id: String(file.id), spots: Array.isArray(file.spots) ? file.spots : [] };
  } catch {
    return { id: '', spots: [] };
  }
}

function localizedText(value: unknown): LocalizedText | undefined {
  const { 'zh-CN': chinese, en } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  if (typeof chinese !== 'string') return undefined;
  return { 'zh-CN': chinese, ...(typeof en === 'string' ? { en } : {}) };
}
