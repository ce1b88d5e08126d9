import { afterEach, describe, expect, test } from 'vitest';
import { SettingsStore } from '../../../src/browser/settings-store.ts';
import { systemClock } from '../../../src/browser/system-clock.ts';
import { startAirtime } from '../../../src/core/airtime/airtime.ts';
import type { AsRunEntry, EntryDraft } from '../../../src/core/as-run/entry.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { Journal } from '../../../src/core/playout/journal.ts';
import { OnAirClock } from '../../../src/core/playout/on-air-clock.ts';
import { Playout } from '../../../src/core/playout/playout.ts';
import { TakeoverDesk } from '../../../src/core/playout/takeover-desk.ts';
import { readTakeoverState } from '../../../src/core/takeover/kept-state.ts';
import { noTakeovers, stopAll } from '../../../src/core/takeover/state.ts';
import type { ChangmingStage } from '../../../src/elements/stage/stage-element.ts';
import { coverWithSlate } from '../../../src/player/stop-slate.ts';
import { keyboardSource } from '../../../src/player/takeover-sources.ts';
import { slogan, stageOnPage, until, video } from '../stage/spots.ts';

const stop = { by: '值班员', why: '画面异常', atWallMs: 1 };
let unlisten = () => {};
let uncover = () => {};
let leave = async () => {};

afterEach(async () => {
  unlisten();
  uncover();
  await leave();
});

function programmeOf(spots: readonly ProgrammeSpot[]): ResolvedProgramme {
  const shares = [{ category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air' as const }];
  const programme = { id: 'p', revision: 1, timeZone: 'Asia/Shanghai', playlists: [], volume: 0, shares };
  return { programme, playlists: [], spots, sha256: '0'.repeat(64) };
}

/** A real stage and the real playout; only the log is an array. */
function play(spots: readonly ProgrammeSpot[]): {
  readonly stage: ChangmingStage;
  readonly desk: TakeoverDesk;
  readonly entries: EntryDraft[];
} {
  const { stage } = stageOnPage();
  const entries: EntryDraft[] = [];
  const log = {
    append: async (...drafts: EntryDraft[]) => {
      entries.push(...drafts);
      return drafts.map((draft, seq) => ({ ...draft, seq, screen: 's' }) as AsRunEntry);
    },
    inFlight: async () => {},
  };
  const onAir = new OnAirClock(0);
  const journal = new Journal(log, systemClock, onAir, 'Asia/Shanghai');
  const programme = programmeOf(spots);
  const playout = new Playout({
    clock: systemClock,
    stage,
    journal,
    onAir,
    airtime: startAirtime(programme.programme.shares),
    programme,
    announce: true,
    player: 'test',
    playable: () => true,
    locate: (spot) => Promise.resolve(spot),
  });
  const desk = new TakeoverDesk({
    clock: systemClock,
    journal,
    store: undefined,
    state: noTakeovers,
    onChange: (state) => {
      uncover();
      uncover = state.stop ? coverWithSlate(stage) : () => {};
      playout.wishes.wake();
    },
  });
  playout.interruptions = desk;
  const ended = playout.run();
  leave = async () => {
    playout.wishes.stopAtBoundary('closed');
    desk.carryOut({ do: 'lift', by: 'test', why: 'over' }, 'test').catch(() => {});
    playout.wishes.visible = false;
    await ended;
  };
  return { stage, desk, entries };
}

const onView = (stage: ChangmingStage, selector: string) =>
  stage.shadowRoot?.querySelector(`.layer.on-view${selector}`) !== null;

function printed(what: string, sinceMs: number): void {
  console.info(`${what}: ${Math.round(performance.now() - sinceMs)} ms`);
}

describe('on a real stage', () => {
  test.each([
    ['a film', video('/one.mp4', 60_000)],
    ['a slogan', slogan({ durationMs: 60_000 })],
  ])('a takeover replaces %s on view, and its first frame is that of its play', async (what, spot) => {
    const { stage, desk, entries } = play([spot]);
    await until(() => onView(stage, ''));
    const sinceMs = performance.now();
    const takeover = {
      id: 'urgent',
      by: 'b',
      why: 'w',
      slogan: { text: { 'zh-CN': '共享屏幕就是骗' }, topic: 'fake-service-agent' },
      when: 'now' as const,
      plays: 1,
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
      priority: 5,
    };
    void desk.carryOut({ do: 'begin', takeover }, 'test');
    await until(() => onView(stage, '.alert'));
    printed(`takeover over ${what}`, sinceMs);
    await until(() => entries.some((entry) => entry.type === 'play'));
    expect(entries.filter(({ type }) => type === 'play')).toMatchObject([{ ended: 'takeover' }]);
  });

  test('the key covers the picture in the very task, and nothing is on view under it soon after', async () => {
    const { stage, desk, entries } = play([video('/one.mp4', 60_000)]);
    unlisten = desk.listenTo(keyboardSource);
    await until(() => onView(stage, ''));
    const sinceMs = performance.now();
    const chord = { code: 'KeyB', ctrlKey: true, altKey: true, cancelable: true };
    const event = new KeyboardEvent('keydown', chord);
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(document.querySelector('.stop-slate')?.textContent).toBe('本屏暂停播放');
    await until(() => !onView(stage, ''));
    printed('emergency stop, picture away under the slate', sinceMs);
    await until(() => entries.some(({ type }) => type === 'off-air'));
    expect(entries.slice(-1)).toMatchObject([{ because: 'stop' }]);
    await desk.carryOut({ do: 'lift', by: 'b', why: 'w' }, 'panel');
    await until(() => onView(stage, ''));
    expect(document.querySelector('.stop-slate')).toBeNull();
  });
});

describe('over a restart', () => {
  const name = 'takeovers-test';

  test('what was ordered is read as it was kept', async () => {
    const store = await SettingsStore.open(name);
    await store.writeTakeovers(stopAll(noTakeovers, stop));
    store.close();
    const again = await SettingsStore.open(name);
    expect(readTakeoverState(await again.readTakeovers()).stop).toEqual(stop);
    again.close();
  });

  test('a stop is still known when the database is gone', async () => {
    const store = await SettingsStore.open(name);
    await store.writeTakeovers(stopAll(noTakeovers, stop));
    store.close();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = resolve;
    });
    const emptied = await SettingsStore.open(name);
    expect(readTakeoverState(await emptied.readTakeovers()).stop).toEqual(stop);
    emptied.close();
    await caches.delete('changming-settings');
  });
});
