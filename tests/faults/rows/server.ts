import type { IncomingMessage, ServerResponse } from 'node:http';
import { medium, serveMedium, serveProgramme, sha256 } from '../programme.ts';
import type { FaultRow } from '../row.ts';

const film = medium('short.mp4');
const type = { 'content-type': 'video/mp4' };

export const server: readonly FaultRow[] = [
  bad('server-error', 'the server answers 500', (_, response) => void response.writeHead(500).end('broken')),
  bad('server-slow', 'the server sends a byte a second', (_, response) => {
    response.writeHead(200, { ...type, 'content-length': film.length });
    let sent = 0;
    const timer = setInterval(() => response.write(film.subarray(sent, ++sent)), 1_000);
    response.on('close', () => clearInterval(timer));
  }),
  bad('server-too-short', 'the server promises more bytes than it sends', (_, response) => {
    response.writeHead(200, { ...type, 'content-length': film.length });
    response.write(film.subarray(0, film.length >> 1), () => response.destroy());
  }),
  bad('server-too-long', 'the server sends more bytes than the file has', (_, response) => {
    response.writeHead(200, type);
    response.end(Buffer.concat([film, film]));
  }),
  bad('server-wrong-bytes', 'the server sends another file: the hash is wrong', (_, response) => {
    response.writeHead(200, type).end(medium('one.mp4').subarray(0, film.length));
  }),
];

/** A new revision of the programme whose new film, or the programme itself, does not arrive as it should. */
function bad(
  name: string,
  fault: string,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): FaultRow {
  return {
    name,
    fault: `a new revision names a film, and ${fault}; or it does so for the programme itself`,
    async round(round) {
      const screen = await round.world();
      const revision = 2 + screen.witness.acknowledged.length;
      const spot = { kind: 'video', category: 'host', durationMs: 1_000 };
      const file = `${name}-${revision}.mp4`;
      const path = serveMedium(round.server, file, film);
      const spots = [{ id: 'awaited', ...spot, src: `media/${file}`, sha256: sha256(film) }];
      serveProgramme(round.server, { revision, spots });
      const spoilt = round.chance.oneOf([path, '/playlists/programmes/bank-lobby.json']);
      const asked = new Promise<void>((resolve) => {
        round.server.answers.set(spoilt, (request, response) => {
          resolve();
          answer(request, response);
        });
      });
      await screen.lookForProgramme();
      await asked;
      await screen.plays(2);
    },
  };
}
