import { expect, it } from 'vitest';
import {
  acquireWriterLock,
  type ReleaseWriterLock,
  waitForWriterLock,
} from '../../../src/browser/writer-lock.ts';

it('gives the lock to one writer at a time', async () => {
  const name = newName();
  const release = await acquired(name);
  expect(await acquireWriterLock(name)).toBe('held elsewhere');
  release();
  (await waitForWriterLock(new AbortController().signal, name))();
});

it('is held elsewhere while another page has it, and free once that page is gone', async () => {
  const name = newName();
  const page = document.createElement('iframe');
  document.body.append(page);
  await new Promise<void>((granted) => {
    const hold = () => {
      granted();
      return new Promise(() => {});
    };
    page.contentWindow?.navigator.locks.request(name, hold).catch(() => {});
  });
  expect(await acquireWriterLock(name)).toBe('held elsewhere');
  const waiting = waitForWriterLock(new AbortController().signal, name);
  page.remove();
  (await waiting)();
});

it('stops waiting when aborted', async () => {
  const name = newName();
  const release = await acquired(name);
  const controller = new AbortController();
  const waiting = waitForWriterLock(controller.signal, name);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  release();
});

async function acquired(name: string): Promise<ReleaseWriterLock> {
  const release = await acquireWriterLock(name);
  if (release === 'held elsewhere') throw new Error('A new lock is held');
  return release;
}

function newName(): string {
  return `lock-${crypto.randomUUID()}`;
}
