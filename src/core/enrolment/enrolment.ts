import {
  type EnrolledAs,
  type EnrolmentDesk,
  EnrolmentError,
  type EnrolmentStanding,
  type PairingBegun,
} from '../ports/enrolment-desk.ts';
import type { NoteSigner } from '../tlog/signed-note.ts';
import { retryDelayMs } from '../uplink/retry.ts';
import { signProof } from './proof.ts';

/** How far a screen has come with its collector. Plain data; times are monotonic milliseconds. */
export type Enrolment =
  /** Nothing was asked yet, or it is to be asked anew. */
  | { readonly state: 'asking'; readonly notBeforeMs: number; readonly failures: number }
  /** The collector wants to see that the screen holds its key. */
  | {
      readonly state: 'proving';
      readonly begun: PairingBegun;
      readonly notBeforeMs: number;
      readonly failures: number;
    }
  /** The code is on view until an operator has confirmed it. */
  | {
      readonly state: 'waiting';
      readonly request: string;
      readonly code: string;
      readonly expiresAtMs: number;
      readonly notBeforeMs: number;
      readonly failures: number;
    }
  /** Over. */
  | { readonly state: 'enrolled'; readonly as: EnrolledAs }
  /** Over until somebody asks again. */
  | { readonly state: 'refused' }
  /** Over for this key. */
  | { readonly state: 'revoked'; readonly because: string };

/** Something that the collector said, or that it did not. */
export type EnrolmentEvent =
  | { readonly type: 'begun'; readonly begun: PairingBegun }
  | { readonly type: 'standing'; readonly standing: EnrolmentStanding }
  | { readonly type: 'failed'; readonly error: EnrolmentError; readonly random: number };

export const notEnrolled: Enrolment = { state: 'asking', notBeforeMs: 0, failures: 0 };

/** What follows from an event. */
export function afterEvent(enrolment: Enrolment, event: EnrolmentEvent, nowMs: number): Enrolment {
  switch (event.type) {
    case 'begun':
      return { state: 'proving', begun: event.begun, notBeforeMs: nowMs, failures: 0 };
    case 'standing':
      return afterStanding(enrolment, event.standing, nowMs);
    case 'failed':
      return afterFailure(enrolment, event, nowMs);
  }
}

/** When {@link enrolmentStep} has something to do next; Infinity when it has not. */
export function nextStepAtMs(enrolment: Enrolment): number {
  return 'notBeforeMs' in enrolment ? enrolment.notBeforeMs : Number.POSITIVE_INFINITY;
}

export interface EnrolmentStep {
  readonly desk: EnrolmentDesk;
  /** Of the log that the screen writes at present. */
  readonly signer: NoteSigner;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly nowMs: () => number;
  readonly signal?: AbortSignal;
}

/**
 * One question to the collector and what follows from the answer; nothing before its time. Rejects only when it was
 * called off.
 */
export async function enrolmentStep(enrolment: Enrolment, step: EnrolmentStep): Promise<Enrolment> {
  if (nextStepAtMs(enrolment) > step.nowMs()) return enrolment;
  try {
    return afterEvent(enrolment, await ask(enrolment, step), step.nowMs());
  } catch (error) {
    if (!(error instanceof EnrolmentError) || error.code === 'aborted') throw error;
    return afterEvent(enrolment, { type: 'failed', error, random: step.random() }, step.nowMs());
  }
}

async function ask(enrolment: Enrolment, { desk, signer, signal }: EnrolmentStep): Promise<EnrolmentEvent> {
  switch (enrolment.state) {
    case 'proving': {
      const { request, challenge } = enrolment.begun;
      const standing = await desk.prove(request, signer.name, signProof(signer, challenge), signal);
      return { type: 'standing', standing };
    }
    case 'waiting':
      return { type: 'standing', standing: await desk.look(enrolment.request, signal) };
    default:
      return { type: 'begun', begun: await desk.ask(signer.name, signer.publicKey, signal) };
  }
}

function afterStanding(enrolment: Enrolment, standing: EnrolmentStanding, nowMs: number): Enrolment {
  switch (standing.state) {
    case 'expired':
      return { state: 'asking', notBeforeMs: nowMs, failures: 0 };
    case 'waiting': {
      const request = requestOf(enrolment);
      if (request === undefined) return enrolment;
      const { code, expiresInMs, pollAfterMs } = standing;
      const expiresAtMs = nowMs + expiresInMs;
      return { state: 'waiting', request, code, expiresAtMs, notBeforeMs: nowMs + pollAfterMs, failures: 0 };
    }
    default:
      return standing;
  }
}

function afterFailure(
  enrolment: Enrolment,
  { error, random }: Extract<EnrolmentEvent, { type: 'failed' }>,
  nowMs: number,
): Enrolment {
  if (!('failures' in enrolment)) return enrolment;
  const failures = enrolment.failures + 1;
  const notBeforeMs = nowMs + Math.max(retryDelayMs(failures, random), error.retryAfterMs ?? 0);
  // A code that nobody can confirm any more, or a request that the collector has forgotten, is begun anew.
  const isOver = enrolment.state === 'waiting' && enrolment.expiresAtMs <= notBeforeMs;
  if (isOver || error.code !== 'unreachable') return { state: 'asking', notBeforeMs, failures };
  return { ...enrolment, notBeforeMs, failures };
}

function requestOf(enrolment: Enrolment): string | undefined {
  if (enrolment.state === 'proving') return enrolment.begun.request;
  return enrolment.state === 'waiting' ? enrolment.request : undefined;
}
