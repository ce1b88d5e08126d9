import { describe, expect, it } from 'vitest';
import { ReadError, readFile } from '../../../src/browser/read-file.ts';

const blobOf = (bytes: number) => URL.createObjectURL(new Blob([new Uint8Array(bytes).fill(7)]));

describe('readFile()', () => {
  it('gives the bytes of a file', async () => {
    expect(await readFile(blobOf(100_000))).toEqual(new Uint8Array(100_000).fill(7));
  });

  it('stops one byte after 8 MiB, for the reader to refuse', async () => {
    expect((await readFile(blobOf(20 * 1024 * 1024))).length).toBe(8 * 1024 * 1024 + 1);
  });

  it('says what the server answered', async () => {
    const gone = new URL('/no-such-playlist.json?gone', location.href).href;
    const answer = readFile(gone);
    await expect(answer).rejects.toBeInstanceOf(ReadError);
    await expect(answer).rejects.toThrow('the server answered 404');
  });

  it('says that a server cannot be reached', async () => {
    await expect(readFile('https://no-such-host.invalid/programme.json')).rejects.toBeInstanceOf(ReadError);
  });

  it('stops with the reason when told to', async () => {
    const stop = AbortSignal.abort();
    await expect(readFile(blobOf(10), stop)).rejects.toBe(stop.reason);
  });
});
