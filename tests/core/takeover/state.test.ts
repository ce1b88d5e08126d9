import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTakeoverState } from '../../../src/core/takeover/kept-state.ts';
import {
  beginTakeover,
  cancelTakeover,
  expiresAtMs,
  expireTakeovers,
  inPrecedence,
  leftOf,
  liftStop,
  mostStanding,
  noTakeovers,
  stopAll,
  type TakeoverState,
  takeoverPlayed,
  takeoverSeen,
} from '../../../src/core/takeover/state.ts';
import { noon, takeoverOf } from './samples.ts';

function begun(...takeovers: Parameters<typeof takeoverOf>[0][]): TakeoverState {
  return takeovers.reduce(
    (state, fields) => beginTakeover(state, takeoverOf(fields), noon).state,
    noTakeovers,
  );
}

const order = (state: TakeoverState) => inPrecedence(state).map(({ takeover }) => takeover.id);

describe('several takeovers at once', () => {
  test('the higher priority goes first, and of equals the newest', () => {
    expect(
      order(begun({ id: 'a', priority: 3 }, { id: 'b', priority: 7 }, { id: 'c', priority: 3 })),
    ).toEqual(['b', 'c', 'a']);
  });

  test('the one that was interrupted goes on afterwards with what is left to it', () => {
    let state = begun({ id: 'first', plays: 3 });
    state = takeoverPlayed(state, 'first', { airtimeMs: 12_000, completed: true }).state;
    state = beginTakeover(state, takeoverOf({ id: 'second', plays: 1 }), noon).state;
    expect(order(state)).toEqual(['second', 'first']);
    const { state: after, ended } = takeoverPlayed(state, 'second', { airtimeMs: 12_000, completed: true });
    expect(ended).toMatchObject([{ takeover: { id: 'second' }, ended: 'done' }]);
    expect(inPrecedence(after).map(leftOf)).toEqual([{ plays: 2 }]);
  });

  test('what expires while it waits does not come back', () => {
    const state = begun({ id: 'short', expiresAt: '2026-11-23T12:05:00+08:00' }, { id: 'long' });
    const { state: after, ended } = expireTakeovers(state, noon + 300_000);
    expect(ended).toMatchObject([{ takeover: { id: 'short' }, ended: 'expired' }]);
    expect(order(after)).toEqual(['long']);
  });
});

describe('how long', () => {
  test('a play that was cut is airtime, but no play', () => {
    const cut = { airtimeMs: 5_000, completed: false };
    const { state } = takeoverPlayed(begun({ id: 'a', plays: 1 }), 'a', cut);
    expect(state.standing).toMatchObject([{ plays: 0, airtimeMs: 5_000 }]);
  });

  test('minutes are airtime of its own, however it came about', () => {
    let state = begun({ id: 'a', minutes: 0.5 });
    state = takeoverPlayed(state, 'a', { airtimeMs: 18_000, completed: false }).state;
    expect(state.standing.map(leftOf)).toEqual([{ airtimeMs: 12_000 }]);
    expect(takeoverPlayed(state, 'a', { airtimeMs: 12_000, completed: true }).ended).toHaveLength(1);
  });
});

describe('begun once', () => {
  test('the same id begins nothing, neither while it stands nor after it is over', () => {
    const state = begun({ id: 'a' });
    expect(beginTakeover(state, takeoverOf({ id: 'a' }), noon).outcome).toBe('known');
    const { state: cancelled } = cancelTakeover(state, 'a');
    expect(beginTakeover(cancelled, takeoverOf({ id: 'a' }), noon).outcome).toBe('known');
  });

  test('it is forgotten when it would have expired anyway, and refused for that', () => {
    const { state } = cancelTakeover(begun({ id: 'a' }), 'a');
    const tomorrow = expiresAtMs(takeoverOf({ id: 'a' }));
    const { state: later } = expireTakeovers(state, tomorrow);
    expect(later.over).toEqual([]);
    expect(beginTakeover(later, takeoverOf({ id: 'a' }), tomorrow).outcome).toBe('expired');
  });

  test('more than can stand at once are refused, not swapped for others', () => {
    const full = begun(...Array.from({ length: mostStanding }, (_, index) => ({ id: `t${index}` })));
    const { state, outcome } = beginTakeover(full, takeoverOf({ id: 'one-more' }), noon);
    expect(outcome).toBe('too-many');
    expect(state).toBe(full);
  });
});

describe('the emergency stop', () => {
  const stop = { by: '值班员', why: '画面异常', atWallMs: noon };

  test('the first one holds, with who and why, until it is lifted', () => {
    const stopped = stopAll(begun({ id: 'a' }), stop);
    expect(stopAll(stopped, { ...stop, by: 'somebody else' }).stop).toEqual(stop);
    const lifted = liftStop(stopped);
    expect(lifted.stop).toBeUndefined();
    expect(order(lifted)).toEqual(['a']);
  });

  test('it is read from a record of which nothing else can be read', () => {
    expect(readTakeoverState({ standing: 'x', over: 3, nextOrder: -1, stop: { by: 4 } }).stop).toEqual({
      by: '',
      why: '',
      atWallMs: 0,
    });
    expect(readTakeoverState('nonsense').stop).toBeUndefined();
  });
});

type Step =
  | {
      readonly do: 'begin';
      readonly id: number;
      readonly priority: number;
      readonly plays: number;
      readonly lastsMs: number;
    }
  | { readonly do: 'cancel'; readonly id: number }
  | { readonly do: 'play'; readonly airtimeMs: number; readonly completed: boolean }
  | { readonly do: 'wait'; readonly ms: number };

const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('begin' as const),
      id: fc.nat(12),
      priority: fc.nat(9),
      plays: fc.integer({ min: 1, max: 4 }),
      lastsMs: fc.integer({ min: 1, max: 600_000 }),
    }),
    fc.record({ do: fc.constant('cancel' as const), id: fc.nat(12) }),
    fc.record({ do: fc.constant('play' as const), airtimeMs: fc.nat(20_000), completed: fc.boolean() }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(200_000) }),
  ),
  { maxLength: 60 },
) satisfies fc.Arbitrary<Step[]>;

test('whatever is begun, cancelled, played and waited for, each takeover ends once, and what leads is what should', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let state = noTakeovers;
      let nowMs = noon;
      const begins: string[] = [];
      const ends: string[] = [];
      for (const step of all) {
        if (step.do === 'begin') {
          const { id, priority, plays, lastsMs } = step;
          const expiresAt = new Date(nowMs + lastsMs).toISOString();
          const given = takeoverOf({ id: `t${id}`, priority, plays, expiresAt });
          const result = beginTakeover(state, given, nowMs);
          if (result.outcome === 'begun') begins.push(given.id);
          state = result.state;
        } else {
          const [leading] = inPrecedence(state);
          if (step.do === 'wait') nowMs += step.ms;
          const result =
            step.do === 'cancel'
              ? cancelTakeover(state, `t${step.id}`)
              : step.do === 'play' && leading
                ? takeoverPlayed(takeoverSeen(state, leading.takeover.id), leading.takeover.id, step)
                : expireTakeovers(state, nowMs);
          ends.push(...result.ended.map(({ takeover }) => takeover.id));
          state = result.state;
        }
        const [first, ...others] = inPrecedence(state);
        for (const other of others) {
          const [a, b] = [first?.takeover.priority ?? 0, other.takeover.priority];
          expect(a > b || (a === b && (first?.order ?? 0) > other.order)).toBe(true);
        }
        for (const each of state.standing) expect(each.plays).toBeLessThan(each.takeover.plays ?? 0);
        const standing = state.standing.map(({ takeover }) => takeover.id);
        expect([...ends, ...standing].sort()).toEqual([...begins].sort());
        expect(readTakeoverState(JSON.parse(JSON.stringify(state)))).toEqual(state);
      }
    }),
  );
});
