import type { FaultServer } from '../fault-server.ts';
import { giantPng, scriptedSvg } from '../hostile-pictures.ts';
import { hostileStreams } from '../hostile-streams.ts';
import { medium, type SpotFile, serveMedium, serveProgramme } from '../programme.ts';
import type { FaultRow, Round } from '../row.ts';
import type { World } from '../world.ts';

type HostileSpot = Pick<SpotFile, 'kind' | 'src' | 'durationMs'> & Partial<SpotFile>;

const films: Readonly<Record<string, readonly [bytes: () => Uint8Array, fault: string]>> = {
  'media-truncated': [() => medium('truncated.mp4'), 'a film that ends in the middle of its data'],
  'media-corrupt': [() => medium('corrupt-inside.mp4'), 'a film with rubbish inside'],
  'media-empty': [() => new Uint8Array(), 'a film of zero bytes'],
  'media-not-a-film': [() => medium('image.png'), 'a picture that calls itself a film'],
};

export const media: readonly FaultRow[] = [
  ...Object.entries(films).map(([name, [bytes, fault]]) =>
    hostile(name, fault, (server) => {
      serveMedium(server, `${name}.mp4`, bytes());
      return { kind: 'video', src: `media/${name}.mp4`, durationMs: 2_000 };
    }),
  ),
  hostile('media-wrong-type', 'a good film that the server calls a web page', (server) => {
    const path = serveMedium(server, 'typed.mp4', medium('short.mp4'));
    server.answers.set(path, (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'x-content-type-options': 'nosniff' });
      response.end(medium('short.mp4'));
    });
    return { kind: 'video', src: 'media/typed.mp4', durationMs: 1_000 };
  }),
  hostile('media-giant-picture', 'a PNG of 20,000 × 20,000 pixels in 50 kB', (server) => {
    serveMedium(server, 'giant.png', giantPng());
    return { kind: 'image', src: 'media/giant.png', durationMs: 1_500 };
  }),
  hostile('media-scripted-svg', 'an SVG with scripts, which must not run', (server) => {
    serveMedium(server, 'scripted.svg', scriptedSvg);
    return { kind: 'image', src: 'media/scripted.svg', durationMs: 1_500 };
  }),
  ...hostileStreams.map(({ name, fault, serve }) =>
    hostile(name, fault, (server, { chance }) => {
      const src = serve(server);
      // As a film it is fetched before it plays; live, it is met on the stage. A live stream of the venue would want a
      // minute at a time, which the promise leaves no room for here; one of the promised category may start.
      const live = { category: 'anti-fraud' };
      return { kind: 'hls', src, ...(chance.next() < 0.5 ? { durationMs: 3_000 } : live) };
    }),
  ),
];

/** A new revision of the programme with one spot that is not what it should be. */
function hostile(
  name: string,
  fault: string,
  serve: (server: FaultServer, round: Round) => HostileSpot,
): FaultRow {
  return {
    name,
    fault,
    async round(round) {
      const screen = await round.world();
      const revision = 2 + screen.witness.acknowledged.length;
      const id = `hostile-${revision}`;
      const spot = { id, category: 'host', weight: 20, ...serve(round.server, round) };
      serveProgramme(round.server, { revision, spots: [spot] });
      const met = screen.entry((entry) => {
        if (entry.type === 'programme') return entry.action === 'refused';
        return (entry.type === 'play' || entry.type === 'fault') && entry.spot?.endsWith(id) === true;
      });
      await screen.lookForProgramme();
      // What this screen has fetched in a round before, it does not ask for again.
      const asked = screen.asksFor(`/playlists/bench/${spot.src}`);
      await Promise.race([asked, met.catch(() => asked)]);
      // What never arrives whole is never shown and need not be mentioned: the programme before plays on.
      await Promise.race([met.catch(() => {}), screen.plays(6)]);
      await noScriptRan(screen);
    },
  };
}

async function noScriptRan(screen: World): Promise<void> {
  if (await screen.page.evaluate(() => 'changmingHostile' in window))
    throw new Error('A script of a creative ran');
}
