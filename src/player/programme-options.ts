import type { ProgrammeOption } from '../elements/setup/programme-option.ts';

/** The programmes that stand beside the player, with absolute addresses; none when the list cannot be read. */
export async function programmeOptions(): Promise<ProgrammeOption[]> {
  const listUrl = new URL('playlists/index.json', document.baseURI).href;
  try {
    const response = await fetch(listUrl);
    const list = (await response.json()) as readonly ProgrammeOption[];
    return list.map((option) => ({ ...option, url: new URL(option.url, listUrl).href }));
  } catch {
    return [];
  }
}

/** What plays when nobody has chosen. */
export const defaultProgrammeUrl = () =>
  new URL('playlists/programmes/bank-lobby.json', document.baseURI).href;
