import type { AsRunEntry, EntryDraft } from '../../../../src/core/as-run/entry.ts';
import { encodeEntry } from '../../../../src/core/as-run/entry-text.ts';
import { identityOf, type ScreenIdentity } from '../../../../src/core/as-run/screen-identity.ts';
import { KioskDesk } from '../../../../src/core/playout/kiosk-desk.ts';
import { lobby, morning, programmeOf, ScreenOnPaper } from '../../playout/screen-on-paper.ts';
import { takeoverOf } from '../../takeover/samples.ts';

export const screen: ScreenIdentity = identityOf(new Uint8Array(32).fill(7));

type Bytes = Uint8Array<ArrayBuffer>;

/** The entries numbered, signed for by `of`, as bytes. */
export function bytesOf(entries: readonly (AsRunEntry | EntryDraft)[], of = screen): Bytes[] {
  return entries.map((entry, seq) => encodeEntry({ ...entry, seq, screen: of.screenId } as AsRunEntry));
}

/**
 * What a real playout writes on a day with everything in it: two sessions, hidden time, spots that fail and freeze, a
 * clock that is set while a film runs, an operator who skips, a takeover, an emergency stop, a person at the kiosk.
 */
export async function honestLog(): Promise<AsRunEntry[]> {
  const first = new ScreenOnPaper(programmeOf(lobby), troubled());
  await first.play(61);
  first.playout.wishes.skip();
  await first.play(63);
  first.playout.wishes.visible = false;
  await first.play(80);
  first.playout.wishes.visible = true;
  await first.play(84);
  const takeover = takeoverOf({ id: 'urgent', plays: 3 });
  await first.takeovers.carryOut({ do: 'begin', takeover }, 'panel');
  await first.play(88);
  await first.takeovers.carryOut({ do: 'stop', by: 'b', why: 'w' }, 'keyboard');
  await first.play(92);
  await first.takeovers.carryOut({ do: 'lift', by: 'b', why: 'w' }, 'panel');
  await first.play(100);
  jump(first, -3_600_000);
  await first.play(125);
  first.playout.wishes.stopAtBoundary('closed');
  await first.play(130);
  const second = new ScreenOnPaper(
    programmeOf(lobby, { revision: 2 }),
    () => ({}),
    first.entries,
    morning + 86_400_000,
  );
  const kiosk = new KioskDesk(second.takeovers, () => second.playout.wishes.wake());
  second.playout.interruptions = kiosk;
  await second.play(70);
  kiosk.wake();
  await second.play(110);
  return second.entries;
}

function troubled() {
  let renderings = 0;
  return () => (++renderings % 13 === 0 ? { freezesAfterMs: 4_000 } : {});
}

/** The wall clock is set, and the player's watch says so a moment later. */
function jump({ clock, entries }: ScreenOnPaper, byMs: number): void {
  const oldWallMs = clock.wallMs();
  clock.setWall(oldWallMs + byMs);
  const last = entries[entries.length - 1];
  const onAirMs = (last?.onAirMs ?? 0) + clock.monotonicMs() - (last?.monotonicMs ?? 0);
  entries.push({
    type: 'clock',
    seq: 0,
    screen: '',
    at: shanghai(oldWallMs + byMs),
    monotonicMs: clock.monotonicMs(),
    onAirMs,
    oldWall: shanghai(oldWallMs),
    newWall: shanghai(oldWallMs + byMs),
    offsetMs: byMs,
  });
}

export function shanghai(wallMs: number): string {
  return `${new Date(wallMs + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}
