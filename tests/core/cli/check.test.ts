import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { check } from '../../../src/cli/check.ts';
import type { Command } from '../../../src/cli/command.ts';
import { run } from '../../../src/cli/run.ts';

// Each spawned command starts a Node of its own on a machine of unknown load.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
const film = 'moving pictures';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'changming-check-'));
  mkdirSync(join(folder, 'office/media'), { recursive: true });
  writeFileSync(join(folder, 'office/media/film.mp4'), film);
  write('office/good.json', playlistWith({}));
  write('programme.json', programmeOf('office/good.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, value: object): string {
  writeFileSync(join(folder, name), JSON.stringify(value, null, 2));
  return join(folder, name);
}

function playlistWith(film: object): object {
  const review = { by: '平安办', on: '2026-01-01' };
  const base = { id: 'film', kind: 'video', category: 'anti-fraud', topic: 'fake-loan', review };
  const host = {
    id: 'hello',
    kind: 'slogan',
    category: 'host',
    durationMs: 90_000,
    text: { 'zh-CN': '您好' },
  };
  const spot = { ...base, src: 'media/film.mp4', sha256: sha256(), durationMs: 12_000, ...film };
  return {
    id: 'office',
    revision: 4,
    publisher: '反诈中心',
    title: { 'zh-CN': '样例' },
    spots: [spot, host],
  };
}

function programmeOf(...playlists: string[]): object {
  const shares = [{ category: 'anti-fraud', atLeast: 0.15, kinds: ['video'] }];
  return { id: 'lobby', revision: 1, timeZone: 'Asia/Shanghai', playlists, shares };
}

function sha256(): string {
  return createHash('sha256').update(film).digest('hex');
}

const broken: Command = {
  summary: 'breaks',
  help: 'help of broken',
  run: () => Promise.reject(new Error('broken')),
};
const commands = { check: async () => check, broken: async () => broken };

async function changming(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await run(commands, args, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('check', () => {
  test('sums up a good programme: playlists, categories and topics, lengths, shares', async () => {
    const { code, out, err } = await changming('check', join(folder, 'programme.json'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('good: programme lobby, revision 1, Asia/Shanghai');
    expect(out).toContain('playlist office, revision 4: 2 spots');
    expect(out).toContain('anti-fraud: 1 spot, 12 s (fake-loan 1)');
    expect(out).toContain('every spot once: 2 spots, 1 min 42 s');
    expect(out).toContain(
      'anti-fraud as video at least 15 % of on-air time in every 60 min; 1 spot counts, 12 s',
    );
    expect(out).not.toContain('notice');
  });

  test('warns where tags keep all of a share’s category from the screen, and built-in slogans take its place', async () => {
    const office = playlistWith({ audiences: ['students'] });
    write('office/students.json', office);
    const programme = programmeOf('office/students.json');
    const shares = [{ category: 'anti-fraud', atLeast: 0.15 }];
    const path = write('elderly.json', { ...programme, shares, audiences: ['elderly'] });
    const { code, out, err } = await changming('check', path);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(
      'notice: /shares/0: nothing of anti-fraud plays here, its 1 spot is for other venues, audiences or shapes of screen; built-in',
    );
    const films = await changming('check', write('films.json', { ...programme, audiences: ['elderly'] }));
    expect([films.code, films.err]).toEqual([1, expect.stringContaining('/shares/0/category')]);
  });

  test('sums up a good playlist', async () => {
    const { code, out } = await changming('check', join(folder, 'office/good.json'));
    expect(code).toBe(0);
    expect(out).toContain('good: playlist office, revision 4, 样例');
  });

  test('notices what is allowed but deserves a look', async () => {
    const unreviewed = write(
      'office/unreviewed.json',
      playlistWith({ review: undefined, sha256: undefined }),
    );
    const { code, out } = await changming('check', unreviewed);
    expect(code).toBe(0);
    expect(out).toContain('notice: 1 × anti-fraud without a review: office/film');
    expect(out).toContain('notice: 1 × file without a SHA-256');
    const early = write('office/early.json', playlistWith({ review: { by: 'x', on: '2199-01-01' } }));
    expect((await changming('check', early)).out).toContain('reviewed in the future: office/film');
    const over = write('office/over.json', playlistWith({ flight: { to: '1999-01-01' } }));
    expect((await changming('check', over)).out).toContain('flight is over: office/film');
  });

  test('finds a missing file and a damaged one', async () => {
    write('office/missing.json', playlistWith({ src: 'media/lost.mp4' }));
    const missing = await changming('check', write('missing.json', programmeOf('office/missing.json')));
    expect(missing).toMatchObject({ code: 1, out: '' });
    expect(missing.err).toMatch(/office\/missing\.json \/spots\/0\/src: found no readable file/);
    const damaged = await changming(
      'check',
      write('office/damaged.json', playlistWith({ sha256: 'ab'.repeat(32) })),
    );
    expect(damaged.code).toBe(1);
    expect(damaged.err).toMatch(/damaged\.json \/spots\/0\/sha256: found abab.*film\.mp4$/);
  });

  test('lists every fault of every playlist, one line each, with file, line and column', async () => {
    write('office/faulty.json', playlistWith({ durationMs: 0, sond: true }));
    const { code, out, err } = await changming(
      'check',
      write('faulty.json', programmeOf('office/faulty.json')),
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    const lines = err.split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/office\/faulty\.json:\d+:\d+ \/spots\/0\/durationMs: found 0, expected whole/);
    expect(lines[1]).toMatch(/\/spots\/0\/sond: found the unknown key "sond"/);
  });

  test('judges what is neither playlist nor programme as a playlist', async () => {
    const { code, err } = await changming('check', write('neither.json', { a: 1 }));
    expect(code).toBe(1);
    expect(err).toContain('/spots: found nothing');
  });

  test.each([
    [[], 'Usage'],
    [['chekc'], 'there is no command "chekc"'],
    [['constructor'], 'there is no command "constructor"'],
    [['check'], 'file is missing'],
    [['check', 'a.json', 'b.json'], 'one file is expected'],
    [['check', '--fast', 'a.json'], "Unknown option '--fast'"],
    [['check', '/nowhere/a.json'], 'Cannot read /nowhere/a.json'],
  ])('says on stderr how it is used, with exit code 2: %j', async (args, message) => {
    const { code, out, err } = await changming(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  test('gives help on stdout, for all and for one', async () => {
    const all = await changming('--help');
    expect(all).toMatchObject({ code: 0, err: '' });
    expect(all.out).toMatch(/check +validates/);
    expect(await changming('broken', '--help')).toMatchObject({ code: 0, out: 'help of broken' });
    expect((await changming('check', '-h')).out).toContain('Usage: changming check');
  });

  test('does not swallow what it did not foresee', async () => {
    await expect(changming('broken')).rejects.toThrow('broken');
  });
});

describe('npm run changming', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const spawn = (cwd: string, ...args: string[]) =>
    spawnSync('npm', ['--prefix', root, 'run', '--silent', 'changming', '--', ...args], {
      cwd,
      encoding: 'utf8',
    });

  test('passes arguments, output and exit code through, from any folder', () => {
    const good = spawn(folder, 'check', 'programme.json');
    expect(good).toMatchObject({ status: 0, stderr: '' });
    expect(good.stdout).toContain('good: programme lobby');
    expect(spawn(folder, 'check', 'faulty.json')).toMatchObject({ status: 1, stdout: '' });
    expect(spawn(folder, 'check')).toMatchObject({ status: 2, stdout: '' });
  });

  test('sees paths from where the operator called it', () => {
    expect(spawn(join(folder, 'office'), 'check', 'good.json')).toMatchObject({ status: 0, stderr: '' });
  });
});
