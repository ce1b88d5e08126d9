import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '../../../src/cli/run.ts';
import { simulate } from '../../../src/cli/simulate.ts';
import { judge, type SeenPlay } from '../airtime/oracle.ts';
import { rule } from '../airtime/programmes.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder = '';
let programme = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'changming-simulate-'));
  mkdirSync(join(folder, 'office'));
  mkdirSync(join(folder, 'bank'));
  write('office/playlist.json', {
    ...playlist('office'),
    spots: [
      film('film', 'anti-fraud', 15_000, { topic: 'fake-loan' }),
      film('film-2', 'anti-fraud', 20_000),
      film('hello', 'anti-fraud', 12_000),
    ],
  });
  write('bank/playlist.json', {
    ...playlist('bank'),
    spots: [
      film('ad', 'host', 30_000),
      film('hello', 'host', 20_000),
      film('evening', 'host', 10_000, { dayparts: [{ days: ['mon'], from: '09:00', to: '10:00' }] }),
    ],
  });
  programme = write('programme.json', {
    id: 'lobby',
    revision: 1,
    timeZone: 'Asia/Shanghai',
    playlists: ['office/playlist.json', 'bank/playlist.json'],
    shares: [{ category: 'anti-fraud', atLeast: 0.15 }],
    hours: [{ days: ['mon', 'tue'], from: '08:30', to: '10:30' }],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, value: object): string {
  writeFileSync(join(folder, name), JSON.stringify(value));
  return join(folder, name);
}

function playlist(id: string): object {
  return { id, revision: 1, publisher: '样例', title: { 'zh-CN': '样例' } };
}

function film(id: string, category: string, durationMs: number, more: object = {}): object {
  return { id, kind: 'video', category, src: `${id}.mp4`, durationMs, ...more };
}

async function changming(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    out(line: string) {
      out.push(line);
      return undefined;
    },
    err: (line: string) => void err.push(line),
  };
  const code = await run({ simulate: async () => simulate }, ['simulate', ...args], io);
  return { code, out, err: err.join('\n') };
}

const monday = ['--from', '2026-11-23T08:00', '--hours', '26'];

describe('changming simulate', () => {
  test('prints one line per play with exactly the promised keys, and keeps the promise', async () => {
    const { code, out } = await changming(programme, ...monday);
    expect(code).toBe(0);
    const plays = out.map((line) => JSON.parse(line) as SeenPlay & { topic?: string });
    const keys = new Set(plays.map((play) => Object.keys(play).join(' ')));
    expect([...keys].sort()).toEqual([
      'startMs airtimeMs spot category outcome because',
      'startMs airtimeMs spot category topic outcome because',
    ]);
    expect(new Set(plays.map((play) => play.spot))).toEqual(
      new Set(['film', 'film-2', 'office/hello', 'ad', 'bank/hello', 'evening']),
    );
    const last = plays[plays.length - 1];
    expect((last?.startMs ?? 0) + (last?.airtimeMs ?? 0)).toBeGreaterThanOrEqual(3.5 * 3_600_000);
    expect(judge(plays, rule('anti-fraud', 0.15), 3.5 * 3_600_000).shortfallMs).toBeLessThanOrEqual(0);
    const evening = plays.filter((play) => play.spot === 'evening').map((play) => play.startMs / 60_000);
    expect(evening.every((minute) => minute >= 30 && minute < 90)).toBe(true);
    expect(evening.length).toBeGreaterThan(10);
  });

  test('takes the start in the programme’s zone unless it says another', async () => {
    const local = await changming(programme, '--from', '2026-11-23T08:30', '--hours', '1');
    const utc = await changming(programme, '--from', '2026-11-23T00:30:00Z', '--hours', '1');
    expect(utc.out).toEqual(local.out);
    expect(local.out.length).toBeGreaterThan(100);
  });

  test('makes the same plays fail for the same seed', async () => {
    const failing = (seed: string) => changming(programme, ...monday, '--fail', '0.2', '--seed', seed);
    const [one, again, other] = [await failing('1'), await failing('1'), await failing('2')];
    expect(one.out).toEqual(again.out);
    expect(one.out).not.toEqual(other.out);
    const plays = one.out.map((line) => JSON.parse(line) as { outcome: string; airtimeMs: number });
    const failed = plays.filter((play) => play.outcome === 'failed');
    expect(failed.length / plays.length).toBeGreaterThan(0.15);
    expect(failed.length / plays.length).toBeLessThan(0.25);
    expect(failed.every((play) => play.airtimeMs === 0)).toBe(true);
  });

  test('sums up shares by hour and rule', async () => {
    const { code, out } = await changming(programme, ...monday, '--summary');
    const lines = out.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(lines.map((line) => line.hour)).toEqual([
      '2026-11-23T08:00:00.000+08:00',
      '2026-11-23T09:00:00.000+08:00',
      '2026-11-23T10:00:00.000+08:00',
      '2026-11-24T08:00:00.000+08:00',
      '2026-11-24T09:00:00.000+08:00',
      ...(lines.length > 6 ? ['2026-11-24T10:00:00.000+08:00'] : []),
      undefined,
    ]);
    const total = lines[lines.length - 1];
    expect(total).toMatchObject({
      rule: '/shares/0',
      category: 'anti-fraud',
      atLeast: 0.15,
      windowMinutes: 60,
    });
    expect(total?.worstWindow).toBeGreaterThanOrEqual(1);
    expect(lines[1]).toMatchObject({ onAirMs: 3_600_000 });
  });

  describe('for another place', () => {
    const slogan = (id: string, more: object = {}) => ({
      id,
      kind: 'slogan',
      category: 'anti-fraud',
      text: { 'zh-CN': '不转账' },
      durationMs: 8000,
      ...more,
    });
    let places = '';

    beforeAll(() => {
      mkdirSync(join(folder, 'places'));
      write('places/office.json', {
        ...playlist('places'),
        spots: [
          slogan('everyone'),
          slogan('pupils', { audiences: ['students'] }),
          slogan('parents', { audiences: ['students', 'parents'] }),
          slogan('pension', { audiences: ['elderly'] }),
          slogan('counter', { venues: ['bank'] }),
          slogan('counter-elderly', { venues: ['bank'], audiences: ['elderly'] }),
        ],
      });
      places = write('places/programme.json', {
        id: 'any-place',
        revision: 1,
        timeZone: 'Asia/Shanghai',
        venue: 'bank',
        playlists: ['office.json'],
        shares: [{ category: 'anti-fraud', atLeast: 0.2 }],
      });
    });

    async function playedAt(...place: string[]) {
      const { code, out, err } = await changming(places, '--from', '2026-11-23', '--hours', '1', ...place);
      const plays = out.map((line) => JSON.parse(line) as { spot: string });
      return { code, err, spots: [...new Set(plays.map(({ spot }) => spot))].sort() };
    }

    test('the same playlist serves a bank, a school and an elderly home differently', async () => {
      const bank = await playedAt();
      const school = await playedAt('--venue', 'school', '--audience', 'students');
      const home = await playedAt('--venue', 'elderly-home', '--audience', 'elderly');
      expect([bank.spots, school.spots, home.spots]).toEqual([
        ['counter', 'counter-elderly', 'everyone', 'parents', 'pension', 'pupils'],
        ['everyone', 'parents', 'pupils'],
        ['everyone', 'pension'],
      ]);
      expect([bank.code, school.code, home.code]).toEqual([0, 0, 0]);
      expect(bank.err).toBe('');
    });

    test('says for which place it plays, and every word that no spot knows', async () => {
      const { code, err } = await playedAt('--venue', 'schol', '--audience', 'students', '--audience', 'old');
      expect(code).toBe(0);
      expect(err.split('\n')).toEqual([
        'venue schol, audiences students, old: 3 of 6 spots play here',
        'notice: no spot of the playlists is for the venue "schol": they know bank',
        'notice: no spot of the playlists is for the audience "old": they know elderly, parents, students',
      ]);
    });

    test('plays built-in slogans for a category of which nothing is left, and says so', async () => {
      write('places/only.json', {
        ...playlist('only'),
        spots: [slogan('pupils', { audiences: ['students'] }), slogan('ad', { category: 'host' })],
      });
      const shares = [{ category: 'anti-fraud', atLeast: 0.2 }];
      const file = { id: 'only', revision: 1, timeZone: 'Asia/Shanghai', playlists: ['only.json'], shares };
      const path = write('places/only-programme.json', file);
      const { code, out, err } = await changming(path, ...monday, '--audience', 'elderly', '--summary');
      expect(code).toBe(0);
      expect(err).toContain('notice: /shares/0: nothing of anti-fraud plays here, its 1 spot is for other');
      expect(JSON.parse(out[out.length - 1] ?? '').worstWindow).toBeGreaterThanOrEqual(1);
      const plays = await changming(path, ...monday, '--audience', 'elderly');
      expect(plays.out.filter((line) => line.includes('"spot":"built-in/')).length).toBeGreaterThan(100);
    });

    test('writes its export too', async () => {
      const zip = join(folder, 'school.zip');
      const args = ['--export', zip, '--seed', '1', '--venue', 'school', '--audience', 'students'];
      const { code, out } = await changming(places, '--from', '2026-11-23', '--hours', '1', ...args);
      expect([code, out.length]).toEqual([0, 1]);
    });

    test.each([
      ['--venue', 'School'],
      ['--audience', ''],
    ])('%s %j is no word', async (option, word) => {
      const { code, err } = await playedAt(option, word);
      expect([code, err]).toEqual([2, expect.stringContaining(`${option} expects a word`)]);
    });

    test('--help tells of it', async () => {
      const { out } = await changming('--help');
      expect(out.join('\n')).toMatch(/--venue <word>.*--audience <word>/s);
    });
  });

  test.each([
    ['no start', ['--hours', '1'], '--from is missing'],
    ['no hours', ['--from', '2026-11-23'], '--hours is missing'],
    ['a day that is not on the calendar', ['--from', '2026-02-30T08:00', '--hours', '1'], '2026-02-30T08:00'],
    ['a share above 1', [...monday, '--fail', '2'], '--fail'],
    ['an unknown option', [...monday, '--loud'], '--loud'],
  ])('says what is wrong with %s', async (_, args, message) => {
    const { code, err } = await changming(programme, ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('refuses a programme that is not valid', async () => {
    const bad = write('bad.json', { id: 'bad', revision: 0, timeZone: 'Asia/Shanghai', playlists: [] });
    const { code, err } = await changming(bad, ...monday);
    expect(code).toBe(1);
    expect(err).toContain('/revision');
  });
});
