import { describe, expect, it } from 'vitest';
import { identityOf, originOf, signerOf } from '../../../src/core/as-run/screen-identity.ts';
import {
  type Enrolment,
  type EnrolmentStep,
  enrolmentStep,
  nextStepAtMs,
  notEnrolled,
} from '../../../src/core/enrolment/enrolment.ts';
import { isProof } from '../../../src/core/enrolment/proof.ts';
import {
  type EnrolmentDesk,
  EnrolmentError,
  type EnrolmentStanding,
} from '../../../src/core/ports/enrolment-desk.ts';

const screen = identityOf(new Uint8Array(32).fill(3));
const challenge = new Uint8Array(32).fill(9);
const code = 'K3M9-7QXD';
const waiting = { state: 'waiting', code, expiresInMs: 600_000, pollAfterMs: 3000 } as const;
const as = { name: '大堂', organisations: [{ path: '/', title: { 'zh-CN': '本级', en: 'Office' } }] };

/** A desk that answers what it is told to, and writes down what it was asked. */
class ScriptedDesk implements EnrolmentDesk {
  readonly asked: string[] = [];
  proofs: Uint8Array[] = [];
  next: EnrolmentStanding | EnrolmentError = waiting;
  begins: EnrolmentError | undefined;

  async ask(origin: string) {
    this.asked.push(`ask ${origin}`);
    if (this.begins) throw this.begins;
    return { request: 'r', challenge };
  }

  async prove(request: string, origin: string, signature: Uint8Array) {
    this.asked.push(`prove ${request} ${origin}`);
    this.proofs.push(signature);
    return this.#answer();
  }

  async look(request: string) {
    this.asked.push(`look ${request}`);
    return this.#answer();
  }

  #answer(): EnrolmentStanding {
    if (this.next instanceof EnrolmentError) throw this.next;
    return this.next;
  }
}

function rig() {
  const desk = new ScriptedDesk();
  const clock = { nowMs: 1000 };
  const step: EnrolmentStep = { desk, signer: signerOf(screen), random: () => 0.5, nowMs: () => clock.nowMs };
  const run = async (enrolment: Enrolment) => {
    clock.nowMs = Math.max(clock.nowMs, nextStepAtMs(enrolment));
    return enrolmentStep(enrolment, step);
  };
  const untilWaiting = async () => run(await run(notEnrolled));
  return { desk, clock, step, run, untilWaiting };
}

const unreachable = new EnrolmentError('unreachable', 'nobody answers');

describe('a screen that is to be enrolled', () => {
  it('asks, shows that it holds its key, shows the code, and learns what it is', async () => {
    const { desk, run, untilWaiting, clock } = rig();
    const shown = await untilWaiting();
    expect(shown).toEqual({
      state: 'waiting',
      request: 'r',
      code,
      expiresAtMs: clock.nowMs + 600_000,
      notBeforeMs: clock.nowMs + 3000,
      failures: 0,
    });
    expect(isProof(originOf(screen), screen.publicKey, challenge, desk.proofs[0] ?? new Uint8Array())).toBe(
      true,
    );
    const still = await run(shown);
    expect(still).toMatchObject({ state: 'waiting', code });
    desk.next = { state: 'enrolled', as };
    const enrolled = await run(still);
    expect(enrolled).toEqual({ state: 'enrolled', as });
    expect(desk.asked).toEqual([
      `ask ${originOf(screen)}`,
      `prove r ${originOf(screen)}`,
      'look r',
      'look r',
    ]);
    expect(nextStepAtMs(enrolled)).toBe(Number.POSITIVE_INFINITY);
    expect(await enrolmentStep(enrolled, rig().step)).toBe(enrolled);
  });

  it('asks nothing before its time', async () => {
    const { desk, clock, step, untilWaiting } = rig();
    const shown = await untilWaiting();
    clock.nowMs += 2999;
    expect(await enrolmentStep(shown, step)).toBe(shown);
    expect(desk.asked).toHaveLength(2);
    clock.nowMs += 1;
    await enrolmentStep(shown, step);
    expect(desk.asked).toHaveLength(3);
  });

  it('needs no code when it is enrolled already', async () => {
    const { desk, untilWaiting } = rig();
    desk.next = { state: 'enrolled', as };
    expect(await untilWaiting()).toEqual({ state: 'enrolled', as });
  });

  it('shows a new code when the old one has expired', async () => {
    const { desk, run, untilWaiting } = rig();
    const shown = await untilWaiting();
    desk.next = { state: 'expired' };
    const again = await run(shown);
    expect(again.state).toBe('asking');
    desk.next = { ...waiting, code: 'NEXT-0000' };
    expect(await run(await run(again))).toMatchObject({ state: 'waiting', code: 'NEXT-0000' });
  });

  it('stops when an operator said no, or its key is revoked', async () => {
    for (const over of [{ state: 'refused' }, { state: 'revoked', because: 'lost-disk' }] as const) {
      const { desk, run, untilWaiting } = rig();
      const shown = await untilWaiting();
      desk.next = over;
      const ended = await run(shown);
      expect(ended).toEqual(over);
      expect(nextStepAtMs(ended)).toBe(Number.POSITIVE_INFINITY);
    }
  });

  it('waits longer after each failure, and as long as the collector asks for', async () => {
    const { desk, run, clock } = rig();
    desk.begins = unreachable;
    let enrolment = notEnrolled;
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      enrolment = await run(enrolment);
      waits.push(nextStepAtMs(enrolment) - clock.nowMs);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    desk.begins = new EnrolmentError('unreachable', 'too often', 90_000);
    expect(nextStepAtMs(await run(enrolment)) - clock.nowMs).toBe(90_000);
  });

  it('keeps showing its code while the collector does not answer, for as long as the code is good', async () => {
    const { desk, run, untilWaiting } = rig();
    let enrolment = await untilWaiting();
    const shown = enrolment;
    desk.next = unreachable;
    const seen: string[] = [];
    while (enrolment.state === 'waiting') {
      seen.push(enrolment.code);
      enrolment = await run(enrolment);
    }
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen)).toEqual(new Set([code]));
    expect(enrolment.state).toBe('asking');
    expect(nextStepAtMs(enrolment)).toBeGreaterThanOrEqual(shown.state === 'waiting' ? shown.expiresAtMs : 0);
  });

  it('begins anew when the collector does not know its request any more', async () => {
    const { desk, run, untilWaiting } = rig();
    const shown = await untilWaiting();
    desk.next = new EnrolmentError('refused', 'no such request');
    expect((await run(shown)).state).toBe('asking');
  });

  it('stops at once when it is called off', async () => {
    const { desk, run, untilWaiting } = rig();
    const shown = await untilWaiting();
    desk.next = new EnrolmentError('aborted', 'called off');
    await expect(run(shown)).rejects.toMatchObject({ code: 'aborted' });
  });
});
