import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cosigningKey } from '../../src/collector/cosigning-key.ts';
import { lockFolder } from '../../src/collector/folder-lock.ts';
import { readSettings } from '../../src/collector/settings.ts';
import { cosign, openCosignature } from '../../src/core/tlog/cosignature.ts';
import { signNote } from '../../src/core/tlog/signed-note.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'changming-starting-'));
  folders.push(folder);
  return folder;
}

describe('readSettings()', () => {
  const read = (words: string[], environment = {}) => readSettings(words, environment, '/pages');

  it('listens to its own machine and keeps all in ./data unless told otherwise', () => {
    expect(read([])).toEqual({
      host: '127.0.0.1',
      port: 8430,
      data: join(process.cwd(), 'data'),
      pages: '/pages',
      behindProxy: false,
    });
  });

  it('takes the two servers from the environment', () => {
    const urls = { DATABASE_URL: 'postgres://a:b@c/d', CLICKHOUSE_URL: 'http://e:8123, http://f:8123' };
    expect(read([], urls)).toMatchObject({
      databaseUrl: urls.DATABASE_URL,
      clickhouse: { urls: ['http://e:8123', 'http://f:8123'], cluster: 'changming' },
    });
  });

  it.each([
    [['--port', '99999'], {}, /--port 99999: expected a number from 0 to 65535/],
    [['--tls-cert', 'x'], {}, /--tls-cert and --tls-key: expected both/],
    [
      [],
      { DATABASE_URL: 'mysql://root:secret@x/y' },
      /DATABASE_URL: expected a URL that begins with postgres:/,
    ],
    [[], { CLICKHOUSE_URL: 'not a url' }, /CLICKHOUSE_URL: expected a URL that begins with http:/],
    [['--colour'], {}, /Unknown option '--colour'/],
  ])('says which of %j %j cannot be used, and never a password', (words, environment, message) => {
    expect(() => read(words, environment)).toThrow(message);
    expect(() => read(words, environment)).not.toThrow(/secret/);
  });
});

describe('cosigningKey()', () => {
  it('is made once, for nobody else to read, and is the same at the next start', () => {
    const file = join(freshFolder(), 'cosigning-key');
    const made = cosigningKey(file);
    expect(made.name).toMatch(/^changming-collector-[0-9a-f]{10}$/);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    expect(cosigningKey(file)).toEqual(made);
    const note = signNote('changming/aaaaaaaaaaaaaaaa/1\n0\nAAAA\n', made);
    expect(openCosignature(note + cosign(note, made, 7), made)).toBe(7);
  });

  it('is read as other tools write it', () => {
    // Of the documentation of golang.org/x/mod/sumdb/note.
    const file = join(freshFolder(), 'cosigning-key');
    writeFileSync(file, 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n');
    const key = cosigningKey(file);
    expect(key.name).toBe('PeterNeumann');
    const publicKey = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1);
    expect(Buffer.from(key.publicKey)).toEqual(publicKey);
  });

  it('never makes a new one in place of one that is damaged', () => {
    const file = join(freshFolder(), 'cosigning-key');
    cosigningKey(file);
    const damaged = readFileSync(file, 'utf8').replace(/.{9}\n$/, '\n');
    writeFileSync(file, damaged);
    expect(() => cosigningKey(file)).toThrow(/put the right file back from the backup/);
    expect(readFileSync(file, 'utf8')).toBe(damaged);
  });
});

describe('lockFolder()', () => {
  it('gives a folder to one at a time', async () => {
    const folder = freshFolder();
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(/another collector works in this folder/);
    await release();
    await (await lockFolder(folder))();
  });
});
