import { eligibleSpots } from '../../src/core/playlist/eligible.ts';
import { loadProgramme } from '../../src/core/playlist/load.ts';
import { parsePlaylist } from '../../src/core/playlist/parse.ts';
import type { ResolvedProgramme } from '../../src/core/playlist/programme-spot.ts';

export const title = 'Playlists: 10,000 spots';

const spotCount = 10_000;
const rounds = 7;

/** Prints the median of several rounds of each step. Limit: a file of 10,000 spots loads within 1 s. */
export async function run(print: (line: string) => void): Promise<void> {
  const good = playlistOf({});
  const bad = playlistOf({ durationMs: 0, colour: 'red' });
  print(`file: ${(good.byteLength / 1e6).toFixed(1)} MB, ${spotCount} spots with flight and dayparts`);
  print(`read and validate: ${await medianMs(() => parsePlaylist(good, 'playlist.json'))} ms (limit 1,000)`);
  print(`the same with 20,000 faults: ${await medianMs(() => parsePlaylist(bad, 'playlist.json'))} ms`);
  print(`load the programme around it: ${await medianMs(() => load(good))} ms (limit 1,000)`);
  const programme = await load(good);
  const start = Date.parse('2026-11-22T00:00:00+08:00');
  // Alternating between two dates defeats the memory of the last answer.
  let asked = 0;
  const recompute = () => eligibleSpots(programme, start + (asked++ % 2) * 86_400_000);
  print(`which may play, worked out anew: ${await medianMs(recompute)} ms`);
  print(`which may play, unchanged: ${(1000 * repeatedMs(programme, start)).toFixed(3)} µs`);
}

function repeatedMs(programme: ResolvedProgramme, wallMs: number): number {
  const times = 1_000_000;
  const started = performance.now();
  for (let time = 0; time < times; time += 1) eligibleSpots(programme, wallMs + time);
  return (performance.now() - started) / times;
}

async function load(playlist: Uint8Array): Promise<ResolvedProgramme> {
  const programme = new TextEncoder().encode(
    JSON.stringify({ id: 'p', revision: 1, timeZone: 'Asia/Shanghai', playlists: ['playlist.json'] }),
  );
  const loaded = await loadProgramme('http://127.0.0.1/programme.json', async (url) =>
    url.endsWith('playlist.json') ? playlist : programme,
  );
  if (!loaded.ok) throw new Error(loaded.faults[0]?.found);
  return loaded.value;
}

function playlistOf(change: object): Uint8Array {
  const spots = Array.from({ length: spotCount }, (_, index) => ({
    id: `spot-${index}`,
    kind: 'video',
    category: index % 5 === 0 ? 'anti-fraud' : 'host',
    topic: `topic-${index % 6}`,
    src: `media/film-${index}.mp4`,
    sha256: index.toString(16).padStart(64, '0'),
    durationMs: 15_000,
    title: { 'zh-CN': `第 ${index} 条`, en: `Spot ${index}` },
    flight: { from: '2026-11-01', to: '2026-12-31' },
    dayparts: [{ days: ['mon', 'sun'], from: '09:00', to: index % 2 === 0 ? '17:00' : '02:00' }],
    review: { by: '平安办', on: '2026-10-30' },
    ...change,
  }));
  const playlist = { id: 'large', revision: 1, publisher: '反诈中心', title: { 'zh-CN': '大' }, spots };
  return new TextEncoder().encode(JSON.stringify(playlist, null, 1));
}

async function medianMs(step: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await step();
    taken.push(performance.now() - started);
  }
  return Math.round(taken.sort((a, b) => a - b)[(rounds - 1) / 2] ?? 0);
}
