import { afterEach, expect, it } from 'vitest';
import { AsRunDatabase } from '../../../src/browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../../../src/browser/as-run-store.ts';
import { noteExport } from '../../../src/browser/export-request.ts';
import { acquireWriterLock } from '../../../src/browser/writer-lock.ts';
import { AsRunLog } from '../../../src/core/as-run/as-run-log.ts';
import { identityOf } from '../../../src/core/as-run/screen-identity.ts';
import { MemoryAsRunStore } from '../../contracts/memory-as-run-store.ts';

const note = { by: '督导组', from: 0, to: 2 };
const screen = identityOf(new Uint8Array(32).fill(9));
const never = 'longer than any test';
const frames: HTMLIFrameElement[] = [];

afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove();
});

interface Place {
  readonly database: string;
  readonly channel: string;
  readonly lock: string;
}

function newPlace(): Place {
  const id = crypto.randomUUID();
  return { database: `log-${id}`, channel: `channel-${id}`, lock: `lock-${id}` };
}

async function openLog({ database }: Place): Promise<AsRunLog> {
  return AsRunLog.open({ store: new IndexedDbAsRunStore(new AsRunDatabase(database), 1), screen });
}

/** Two entries, the first of which names the programme in force. */
async function writtenLog(place: Place): Promise<void> {
  const log = await openLog(place);
  const stamp = { at: '2026-11-22T10:00:00.000+08:00', monotonicMs: 1000, onAirMs: 500 };
  await log.append(
    {
      type: 'programme',
      ...stamp,
      action: 'activated',
      programme: { id: 'bank-lobby', revision: 1 },
      sha256: '',
      timeZone: 'Asia/Shanghai',
      shares: [],
    },
    { type: 'off-air', ...stamp, because: 'closed' },
  );
  await log.close();
}

/** Another page of this origin that plays: it has the writer's lock and a log of its own, open, on air. */
async function startPlayer({ database, channel, lock }: Place, script = ''): Promise<void> {
  const frame = document.createElement('iframe');
  const started = new Promise((resolve) => {
    addEventListener('message', function listen(event) {
      if (event.source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      resolve(event.data);
    });
  });
  frame.srcdoc = `<script type="module">
    import { AsRunDatabase } from '/src/browser/as-run-database.ts';
    import { IndexedDbAsRunStore } from '/src/browser/as-run-store.ts';
    import { systemClock } from '/src/browser/system-clock.ts';
    import { acquireWriterLock } from '/src/browser/writer-lock.ts';
    import { AsRunLog } from '/src/core/as-run/as-run-log.ts';
    import { identityOf } from '/src/core/as-run/screen-identity.ts';
    import { Journal } from '/src/core/playout/journal.ts';
    import { OnAirClock } from '/src/core/playout/on-air-clock.ts';
    import { noteExports } from '/src/player/export-notes.ts';
    await acquireWriterLock('${lock}');
    const store = new IndexedDbAsRunStore(new AsRunDatabase('${database}'), 1);
    const log = await AsRunLog.open({ store, screen: identityOf(new Uint8Array(32).fill(9)) });
    const onAir = new OnAirClock(log.recovered.onAirMs);
    onAir.start(systemClock.monotonicMs());
    const screen = { logSize: log.size, journal: new Journal(log, systemClock, onAir, 'Asia/Shanghai') };
    screen.journal.onWritten = (entries) => { screen.logSize = entries[entries.length - 1].seq + 1; };
    ${script}
    noteExports(screen, '${channel}');
    parent.postMessage('playing', '*');
  </script>`;
  frames.push(frame);
  document.body.append(frame);
  await started;
}

it('a player that runs writes it, with its own clocks, and says how large the log is with it', async () => {
  const place = newPlace();
  await writtenLog(place);
  await startPlayer(place);
  const open = () => Promise.reject(new Error('only the player may open it'));
  const noted = await noteExport(note, { ...place, patienceMs: 50_000, open });
  const log = await openLog(place);
  expect(noted).toEqual({ noted: true, size: log.size });
  const [entry] = await log.entries(log.size - 1, log.size);
  expect(entry).toMatchObject({ type: 'export', ...note, seq: 2 });
  expect(entry?.onAirMs).toBeGreaterThan(500);
  expect(entry?.at).toMatch(/\+08:00$/);
});

it('is written once, however often it had to be asked', async () => {
  const place = newPlace();
  await writtenLog(place);
  // It answers after the question has been asked again twice.
  const slow = `const write = screen.journal.write.bind(screen.journal);
    const asked = new Promise((resolve) => { let times = 0;
      new BroadcastChannel('${place.channel}').onmessage = () => { if (++times === 3) resolve(); }; });
    screen.journal.write = async (...drafts) => { await asked; return write(...drafts); };`;
  await startPlayer(place, slow);
  expect(await noteExport(note, { ...place, patienceMs: 50_000 })).toEqual({ noted: true, size: 3 });
  expect((await openLog(place)).size).toBe(3);
});

it('where nobody plays this page takes the lock, writes it itself and gives the lock back', async () => {
  const place = newPlace();
  await writtenLog(place);
  const noted = await noteExport(note, { ...place, open: () => openLog(place) });
  expect(noted).toEqual({ noted: true, size: 3 });
  const log = await openLog(place);
  expect(await log.entries(2, 3)).toMatchObject([{ type: 'export', ...note, onAirMs: 500 }]);
  expect((await log.entries(2, 3))[0]?.at).toMatch(/\+08:00$/);
  expect(await acquireWriterLock(place.lock)).toBeTypeOf('function');
});

it('goes over to this page when the player goes away unanswered', async () => {
  const place = newPlace();
  await writtenLog(place);
  const deaf = `screen.journal.write = () => new Promise(() => {}); parent.deafAsked = 0;
    new BroadcastChannel('${place.channel}').onmessage = () => { parent.dispatchEvent(new Event('${place.channel}')); };`;
  await startPlayer(place, deaf);
  addEventListener(place.channel, () => frames[0]?.remove(), { once: true });
  const noted = await noteExport(note, { ...place, patienceMs: 50_000, open: () => openLog(place) });
  expect(noted).toEqual({ noted: true, size: 3 });
});

it('says so when a page that may write does not answer, and writes nothing', async () => {
  const place = newPlace();
  await writtenLog(place);
  await acquireWriterLock(place.lock);
  const open = () => Promise.reject(new Error(never));
  expect(await noteExport(note, { ...place, patienceMs: 0, open })).toEqual({
    noted: false,
    why: 'unanswered',
  });
  expect((await openLog(place)).size).toBe(2);
});

it('says so when the device takes no more entries', async () => {
  const place = newPlace();
  const store = new MemoryAsRunStore();
  const log = await AsRunLog.open({ store, screen });
  await log.append({ type: 'heartbeat', at: '2026-11-22T10:00:00.000+08:00', monotonicMs: 0, onAirMs: 0 });
  store.fates = ['full'];
  const noted = await noteExport(note, { ...place, open: async () => log });
  expect(noted).toEqual({ noted: false, why: 'refused' });
});

it('makes no log where there is none', async () => {
  const place = newPlace();
  expect(await noteExport(note, { ...place, open: async () => undefined })).toEqual({
    noted: false,
    why: 'no-log',
  });
});

it('a player that cannot write now says so; what other pages send is no question', async () => {
  const place = newPlace();
  await writtenLog(place);
  await startPlayer(place, 'screen.journal.write = () => Promise.resolve(false);');
  const stranger = new BroadcastChannel(place.channel);
  for (const data of [null, 'question', { type: 'question' }, { type: 'answer', id: 1 }])
    stranger.postMessage(data);
  stranger.postMessage({ type: 'question', id: 'x', by: 'y', from: 3, to: 1 });
  expect(await noteExport(note, { ...place, patienceMs: 50_000 })).toEqual({
    noted: false,
    why: 'refused',
  });
  stranger.close();
});
