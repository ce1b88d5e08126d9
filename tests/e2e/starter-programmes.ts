import { readJson } from './short-programme.ts';

/** What of a starter programme's file the tests go by. */
export interface StarterProgramme {
  readonly id: string;
  readonly revision: number;
  readonly playlists: readonly string[];
  readonly shares?: readonly StarterShare[];
  readonly canvas?: StarterCanvas;
  readonly zones?: readonly {
    readonly id: string;
    readonly kind: string;
    readonly playlists?: readonly string[];
  }[];
  readonly voice?: StarterVoice;
  readonly kiosk?: object;
  readonly switchOn?: object;
  readonly liveCode?: string;
}

interface StarterShare {
  readonly category: string;
  readonly atLeast: number;
  readonly kinds?: readonly string[];
  readonly zone?: string;
}

export interface StarterCanvas {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

interface StarterVoice {
  readonly only?: boolean;
  readonly rotation?: object;
  readonly setTimes?: readonly { readonly at: readonly string[]; readonly lateByAtMostSeconds: number }[];
  readonly onApproach?: { readonly keys: readonly string[] };
}

export interface StarterSpot {
  readonly id: string;
  readonly kind: string;
  readonly category: string;
  readonly topic?: string;
  readonly sha256?: string;
  readonly shape?: string;
}

export interface StarterPlaylist {
  readonly id: string;
  readonly revision: number;
  readonly spots: readonly StarterSpot[];
}

/** Every programme that the set-up page offers, in its order: the file names them, so that none is forgotten. */
export function starterProgrammes(): StarterProgramme[] {
  return readJson<{ url: string }[]>('index.json').map(({ url }) => readJson(url));
}

export function starterProgramme(id: string): StarterProgramme {
  return readJson(`programmes/${id}.json`);
}

/** What may play in a zone of the picture, or be said. */
export function playlistsOf({ playlists, zones }: StarterProgramme, zone: string): StarterPlaylist[] {
  const addresses = zones?.find(({ id }) => id === zone)?.playlists ?? playlists;
  return addresses.map((address) => readJson(address.replace('../', '')));
}

/** The zones that play something, and the voice where something is said of itself. */
export function playingZones({ zones, voice }: StarterProgramme): string[] {
  const picture = zones?.filter(({ kind }) => kind !== 'clock').map(({ id }) => id) ?? ['main'];
  return voice ? [...picture, 'voice'] : picture;
}

/** Pixels of the display that a programme is for: a board is a part of a desktop, what names no size is a lobby's TV. */
export function displayOf({ canvas }: StarterProgramme): { width: number; height: number } {
  if (!canvas) return { width: 1920, height: 1080 };
  return canvas.x === undefined ? canvas : { width: 800, height: 600 };
}

/** A school day at which the programme has something to say: just after a set time, if it has some. */
export function goodTime({ voice }: StarterProgramme): string {
  const patient = [...(voice?.setTimes ?? [])].sort((a, b) => b.lateByAtMostSeconds - a.lateByAtMostSeconds);
  return `2026-11-23T${patient[0]?.at[0] ?? '10:14'}:05+08:00`;
}
