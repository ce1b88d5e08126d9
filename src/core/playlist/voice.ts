import { darkScreenId } from '../airtime/because.ts';
import { builtInPlaylistId } from './built-in.ts';
import type { Programme } from './definition.ts';
import type { Fault } from './fault.ts';
import { playsHere } from './plays-here.ts';
import type { ProgrammeSpot } from './programme-spot.ts';

/**
 * What a loudspeaker's screen shows: dark, with words about what is spoken when. It is a spot, so that the as-run log
 * says what was on view, and it lasts a minute, so that closing hours and updates need not wait for long.
 */
export const darkScreen: ProgrammeSpot = {
  key: `${builtInPlaylistId}/${darkScreenId}`,
  playlist: { id: builtInPlaylistId, revision: 1 },
  spot: {
    id: darkScreenId,
    kind: 'slogan',
    category: 'host',
    weight: 1,
    durationMs: 60_000,
    title: { 'zh-CN': '暗屏：语音播报', en: 'Dark screen of a loudspeaker' },
    text: { 'zh-CN': '语音播报', en: 'Announcements' },
    theme: 'advice',
  },
};

/** Announcements that the programme calls by a name that none has, or none of which may be spoken here. */
export function voiceFaults(programme: Programme, spots: readonly ProgrammeSpot[]): Fault[] {
  const { voice } = programme;
  if (!voice) return [];
  const announcements = spots.filter(({ spot }) => spot.kind === 'announcement');
  const here = announcements.filter(({ spot }) => playsHere(programme, spot));
  const known = new Set(announcements.map(({ spot }) => spot.id));
  const lists: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['/voice/rotation/spots', voice.rotation?.spots],
    ...(voice.setTimes ?? []).map(({ spots }, index) => [`/voice/setTimes/${index}/spots`, spots] as const),
    ['/voice/onApproach/spots', voice.onApproach?.spots],
  ];
  const unknown = lists.flatMap(([pointer, ids]) =>
    (ids ?? []).flatMap((id, index) => (known.has(id) ? [] : [unknownId(`${pointer}/${index}`, id)])),
  );
  return here.length > 0 ? unknown : [noneHere(announcements.length), ...unknown];
}

function unknownId(pointer: string, id: string): Fault {
  return {
    pointer,
    found: JSON.stringify(id),
    expected: 'the id of an announcement of one of the playlists',
    zh: { expected: '节目单中语音条目的 id' },
  };
}

function noneHere(listed: number): Fault {
  return {
    pointer: '/voice',
    found: `${listed} announcements in the playlists, of which none may play at this venue`,
    expected: 'at least one announcement that may play here',
    zh: { found: `节目单中有 ${listed} 条语音，均不在本网点播报`, expected: '至少一条可在此播报的语音' },
  };
}
