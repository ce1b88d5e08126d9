import { formatMark, isBehind, parseMark } from '../core/as-run/high-water-mark.ts';
import type { HighWaterMark, HighWaterMarks } from '../core/ports/high-water-marks.ts';

const key = 'changming-as-run';
/** Browsers cut longer lifetimes to 400 days; each start begins a new one. */
const maxAgeSeconds = 400 * 24 * 60 * 60;

/** A place for one line of text. Both functions may throw where a person or a policy has switched it off. */
interface Place {
  read(): string | null | undefined;
  write(text: string): void;
}

/** The page's local storage and a first-party cookie: kept in other files than IndexedDB and the private file system. */
export function browserHighWaterMarks(
  places: readonly Place[] = [localStoragePlace, cookiePlace],
): HighWaterMarks {
  const readAll = () => places.map((place) => parseMark(attempt(() => place.read()) ?? ''));
  return {
    read: () => readAll().reduce(furthest, undefined),
    raise: (mark) => {
      readAll().forEach((known, index) => {
        // The one that is as far is written again: it lives longer for it.
        const kept = known && isBehind(mark, known) ? known : mark;
        attempt(() => places[index]?.write(formatMark(kept)));
      });
    },
  };
}

const localStoragePlace: Place = {
  read: () => localStorage.getItem(key),
  write: (text) => localStorage.setItem(key, text),
};

const cookiePlace: Place = {
  read: () =>
    document.cookie
      .split('; ')
      .find((pair) => pair.startsWith(`${key}=`))
      ?.slice(key.length + 1),
  write: (text) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is younger than Chrome 87 and asynchronous.
    document.cookie = `${key}=${text}; Max-Age=${maxAgeSeconds}; SameSite=Strict; Path=${location.pathname.replace(/[^/]*$/, '')}`;
  },
};

function furthest(
  found: HighWaterMark | undefined,
  mark: HighWaterMark | undefined,
): HighWaterMark | undefined {
  if (mark === undefined || found === undefined) return mark ?? found;
  if (mark.screenId !== found.screenId || isBehind(mark, found)) return found;
  return isBehind(found, mark) || mark.aloneFrom !== undefined ? mark : found;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
