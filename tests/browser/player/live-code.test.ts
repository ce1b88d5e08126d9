import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AsRunLog } from '../../../src/core/as-run/as-run-log.ts';
import type { AsRunEntry, EntryDraft } from '../../../src/core/as-run/entry.ts';
import { identityOf, verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import { liveCodeOf } from '../../../src/core/evidence/live-code.ts';
import type { LiveCodeMode } from '../../../src/core/playlist/definition.ts';
import { Journal } from '../../../src/core/playout/journal.ts';
import { OnAirClock } from '../../../src/core/playout/on-air-clock.ts';
import { openCheckpoint } from '../../../src/core/tlog/checkpoint.ts';
import type { LiveCode } from '../../../src/elements/stage/live-code/live-code.ts';
import { keepLiveCode } from '../../../src/player/live-code.ts';
import { MemoryAsRunStore } from '../../contracts/memory-as-run-store.ts';
import { stageOnPage } from '../stage/spots.ts';

const identity = identityOf(new Uint8Array(32).fill(5));
let stop = () => {};

beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** A screen with a real journal and log over memory, and the stage with its code. */
async function screenWith(liveCode: LiveCodeMode | undefined, store = new MemoryAsRunStore()) {
  const { stage } = stageOnPage(1920, 1080);
  const log = await AsRunLog.open({ store, screen: identity });
  const clock = { nowMs: 0, monotonicMs: () => clock.nowMs, wallMs: () => 0, sleepUntil: async () => {} };
  const journal = new Journal(log, clock, new OnAirClock(0), 'Asia/Shanghai');
  const programme = { shares: [], ...(liveCode ? { liveCode } : {}) };
  const screen = {
    playout: { programme: { programme } },
    refused: false,
    onLog: undefined as ((written: readonly AsRunEntry[]) => void) | undefined,
    get logState() {
      return { checkpoint: log.checkpoint, refused: this.refused, behindMs: journal.behindMs };
    },
  };
  journal.onWritten = (entries) => {
    screen.refused = false;
    screen.onLog?.(entries);
  };
  journal.onRefused = () => {
    screen.refused = true;
    screen.onLog?.([]);
  };
  stop = keepLiveCode(screen, stage, clock);
  const shown = () =>
    (stage.overlay as LiveCode | undefined)?.shadowRoot?.querySelector('.code')?.textContent;
  const codeOfLog = () => liveCodeOf(openCheckpoint(log.checkpoint, verifierOf(identity)).root);
  return { stage, store, log, clock, journal, screen, shown, codeOfLog };
}

const stamp = { at: '2026-11-22T10:00:00.000+08:00', monotonicMs: 0, onAirMs: 0 };
const heartbeat: EntryDraft = { type: 'heartbeat', ...stamp };
const playAt = (monotonicMs: number): EntryDraft => ({
  type: 'play',
  ...stamp,
  monotonicMs,
  programme: { id: 'a', revision: 1 },
  spot: 'a/b',
  kind: 'slogan',
  category: 'anti-fraud',
  zone: 'main',
  plannedMs: 1,
  airtimeMs: 1,
  gapMs: 0,
  outcome: 'completed',
  because: { code: 'rotation', category: 'anti-fraud' },
  ended: 'end',
});

it('the code in the picture is that of the committed checkpoint, after every commit', async () => {
  const { journal, shown, codeOfLog } = await screenWith('code');
  const codes = new Set<string>();
  for (let play = 0; play < 20; play++) {
    await journal.write(playAt(play));
    expect(shown()).toBe(codeOfLog());
    codes.add(codeOfLog());
  }
  expect(codes.size).toBe(20);
});

it('a log that goes on from the last session shows its code before the first commit', async () => {
  const store = new MemoryAsRunStore();
  await (await AsRunLog.open({ store, screen: identity })).append(heartbeat);
  const { shown, codeOfLog } = await screenWith('code', store);
  expect(shown()).toBe(codeOfLog());
});

it('an empty log shows dashes, not the code of nothing', async () => {
  const { shown } = await screenWith('code');
  expect(shown()).toMatch(/^[– ]+$/);
});

it('the code goes the moment the store refuses, and comes back with what was held', async () => {
  const { journal, store, shown, codeOfLog } = await screenWith('code');
  await journal.write(heartbeat);
  store.fates = ['full'];
  await journal.write(heartbeat);
  expect(shown()).toBe('日志未写入');
  await journal.write(heartbeat);
  expect(shown()).toBe(codeOfLog());
});

it('the code goes when the device does not answer for five seconds', async () => {
  const { journal, store, clock, shown, codeOfLog } = await screenWith('code');
  await journal.write(heartbeat);
  store.kill();
  void journal.write(heartbeat);
  clock.nowMs = 4_000;
  vi.advanceTimersByTime(1_000);
  expect(shown()).toBe(codeOfLog());
  clock.nowMs = 5_001;
  vi.advanceTimersByTime(1_000);
  expect(shown()).toBe('日志未写入');
});

it('moves once a minute, and then only at a boundary', async () => {
  const { journal, clock, stage } = await screenWith('code');
  const place = () =>
    (stage.overlay as LiveCode).shadowRoot?.querySelector<HTMLElement>('.code')?.style.cssText;
  await journal.write(playAt(0));
  const before = place();
  clock.nowMs = 59_000;
  await journal.write(playAt(1));
  expect(place()).toBe(before);
  clock.nowMs = 61_000;
  await journal.write(heartbeat);
  vi.advanceTimersByTime(1_000);
  expect(place()).toBe(before);
  await journal.write(playAt(2));
  expect(place()).not.toBe(before);
});

it('moves over a picture that stands for ten minutes', async () => {
  const { journal, clock, stage } = await screenWith('code');
  const place = () =>
    (stage.overlay as LiveCode).shadowRoot?.querySelector<HTMLElement>('.code')?.style.cssText;
  await journal.write(playAt(0));
  const before = place();
  clock.nowMs = 600_000;
  vi.advanceTimersByTime(1_000);
  expect(place()).not.toBe(before);
});

it('stands only where the programme wants it, and goes with a programme that does not', async () => {
  const { stage, screen, journal } = await screenWith(undefined);
  expect(stage.overlay).toBeUndefined();
  screen.playout.programme.programme = { shares: [], liveCode: 'code-and-qr' };
  await journal.write(heartbeat);
  expect((stage.overlay as LiveCode).withQr).toBe(true);
  screen.playout.programme.programme = { shares: [], liveCode: 'off' };
  await journal.write(heartbeat);
  expect(stage.overlay).toBeUndefined();
});
