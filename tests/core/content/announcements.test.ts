import { beforeAll, describe, expect, it } from 'vitest';
import { loadProgramme } from '../../../src/core/playlist/load.ts';
import type { ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { type SimulatedAnnouncement, simulateVoice } from '../../../src/core/voice/simulate.ts';
import { quietUntil } from '../../../src/core/voice/timetable.ts';
import { localTime } from '../../../src/core/wall-time.ts';
import { bytesOf } from './starter-files.ts';

const home = 'https://screen.example/playlists/';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const monday = Date.parse('2026-11-23T00:00+08:00');
const sunday = monday + 7 * 24 * hourMs;

async function load(id: string): Promise<ResolvedProgramme> {
  const loaded = await loadProgramme(`${home}programmes/${id}.json`, async (url) =>
    bytesOf(url.slice(home.length)),
  );
  if (!loaded.ok) throw new Error(loaded.faults.map(({ pointer }) => pointer).join());
  return loaded.value;
}

/** Somebody every quarter of an hour. */
const approaches = Array.from({ length: 7 * 96 }, (_, index) => monday + index * 15 * minuteMs);

describe.each(['atm-voice', 'school-broadcast', 'gate-audio', 'village-loudspeaker'])(
  'a week of %s',
  (id) => {
    let resolved: ResolvedProgramme;
    let said: SimulatedAnnouncement[];

    beforeAll(async () => {
      resolved = await load(id);
      said = [...simulateVoice(resolved, monday, sunday, approaches)];
    });

    it('is silent in the quiet hours, at the start and at the end of each announcement', () => {
      for (const { wallMs, airtimeMs } of said) {
        expect(quietUntil(resolved.programme, wallMs)).toBeUndefined();
        expect(quietUntil(resolved.programme, wallMs + airtimeMs)).toBeUndefined();
      }
    });

    it('says one at a time, and every day something against fraud', () => {
      said.slice(1).forEach(({ startMs }, index) => {
        const before = said[index];
        if (before) expect(startMs).toBeGreaterThanOrEqual(before.startMs + before.airtimeMs);
      });
      const warned = said.filter(({ spot }) => spot.spot.category === 'anti-fraud');
      const dates = new Set(warned.map(({ wallMs }) => localTime(wallMs, 'Asia/Shanghai').day));
      expect([...dates]).toEqual(expect.arrayContaining(['mon', 'tue', 'wed', 'thu', 'fri']));
    });

    it('says each set time at its second', () => {
      for (const { because } of said) if (because.code === 'set-time') expect(because.lateMs).toBe(0);
    });
  },
);

it('village-loudspeaker speaks morning, noon and evening each day, and every hour in between', async () => {
  const said = [...simulateVoice(await load('village-loudspeaker'), monday, sunday)];
  expect(said.filter(({ because }) => because.code === 'set-time')).toHaveLength(21);
  const open = said.filter(({ because }) => because.code === 'rotation').length / 7;
  expect(open).toBeGreaterThanOrEqual(11);
});

it('school-broadcast rings fourteen times on each school day and never at the weekend', async () => {
  const said = [...simulateVoice(await load('school-broadcast'), monday, sunday)];
  const bells = said.filter(({ spot }) => spot.spot.id === 'lesson-bell');
  expect(bells).toHaveLength(14 * 5);
  expect(said).toHaveLength(17 * 5);
});

it('gate-audio warns everyone who comes by day, each scam in its turn', async () => {
  const said = [...simulateVoice(await load('gate-audio'), monday, monday + 24 * hourMs, approaches)];
  // 07:00 to 21:30, every quarter of an hour; the last one by day would run into the quiet hours by no second.
  expect(said).toHaveLength(58);
  expect(new Set(said.map(({ spot }) => spot.spot.id)).size).toBe(7);
});
