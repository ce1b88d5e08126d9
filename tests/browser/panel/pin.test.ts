import { bytesToHex } from '@noble/hashes/utils.js';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  noAttempts,
  type PinAttempts,
  type PinAttemptsStore,
} from '../../../src/core/screen/pin-attempts.ts';
import type { PinHash } from '../../../src/core/screen/screen-settings.ts';
import { focusedElement } from '../../../src/elements/controls/focus.ts';
import '../../../src/elements/panel/panel.ts';
import type { Panel } from '../../../src/elements/panel/panel.ts';
import { deriveInScript } from '../../../src/elements/pin/derive-in-script.ts';
import { hashPin, isPin } from '../../../src/elements/pin/pin-hash.ts';
import type { PinPad } from '../../../src/elements/pin/pin-pad.ts';
import { axeFindings } from '../controls/axe.ts';
import { buttonNamed, find, findAll, patiently, textOf } from '../controls/shadow.ts';
import { allWell } from './status.ts';

class RememberedAttempts implements PinAttemptsStore {
  kept: PinAttempts = noAttempts;
  async readAttempts(): Promise<PinAttempts> {
    return this.kept;
  }
  async writeAttempts(attempts: PinAttempts): Promise<void> {
    this.kept = attempts;
  }
}

let pin: PinHash;
let attempts: RememberedAttempts;
let panel: Panel;

const pad = () => find<PinPad>(panel, 'changming-pin-pad');
const isOpen = () => findAll(panel, '.answer').length > 0;
const message = () => textOf(pad(), '[role="alert"]');

async function open(): Promise<void> {
  panel = Object.assign(document.createElement('changming-panel'), { status: allWell, pin, attempts });
  document.body.append(panel);
  await panel.updateComplete;
}

async function reload(): Promise<void> {
  panel.remove();
  await open();
}

async function enter(digits: string): Promise<void> {
  await expect.poll(() => findAll(pad(), '[aria-busy="true"]'), patiently).toEqual([]);
  for (const digit of digits) buttonNamed(pad(), digit).click();
  buttonNamed(pad(), '确定').click();
}

async function enterWrong(times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    const { wrongInARow } = attempts.kept;
    await enter('0000');
    await expect.poll(() => attempts.kept.wrongInARow, patiently).toBe(wrongInARow + 1);
    await expect.poll(() => findAll(pad(), '[aria-busy="true"]'), patiently).toEqual([]);
  }
}

beforeAll(async () => {
  document.documentElement.lang = 'zh-CN';
  document.title = '长鸣';
  pin = { ...(await hashPin('2468')) };
});

beforeEach(() => {
  attempts = new RememberedAttempts();
});

afterEach(() => panel?.remove());

describe('a kept PIN', () => {
  // RFC 7914, section 11: PBKDF2-HMAC-SHA-256, P="passwd", S="salt", c=1.
  const published = '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc';
  const utf8 = new TextEncoder();

  test('is derived as RFC 7914 publishes it, by the browser and, on plain http, by the library', async () => {
    expect(await isPin('passwd', { salt: '73616c74', hash: published, iterations: 1 })).toBe(true);
    const derived = await deriveInScript(utf8.encode('passwd'), utf8.encode('salt'), 1);
    expect(bytesToHex(derived)).toBe(published);
  });

  test('is known again without the browser’s crypto.subtle', async () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes });
    const known = await isPin('2468', pin);
    vi.unstubAllGlobals();
    expect(known).toBe(true);
  });

  test('is salted: the same digits are never kept alike', async () => {
    const again = await hashPin('2468');
    expect(again.salt).not.toBe(pin.salt);
    expect(again.hash).not.toBe(pin.hash);
  });
});

describe('the PIN pad before the panel', () => {
  test('shows nothing of the panel until the right PIN is given by touch', async () => {
    await open();
    expect(isOpen()).toBe(false);
    await enter('2468');
    await expect.poll(isOpen, patiently).toBe(true);
  });

  test('takes typed digits, Backspace and Enter', async () => {
    await open();
    await expect.poll(() => focusedElement()?.textContent?.trim(), patiently).toBe('1');
    await expect.poll(() => findAll(pad(), '[aria-busy="true"]'), patiently).toEqual([]);
    await userEvent.keyboard('24689{Backspace}{Enter}');
    await expect.poll(isOpen, patiently).toBe(true);
  });

  test('takes the arrows and OK of a remote control', async () => {
    await open();
    await expect.poll(() => focusedElement()?.textContent?.trim(), patiently).toBe('1');
    await expect.poll(() => findAll(pad(), '[aria-busy="true"]'), patiently).toEqual([]);
    await userEvent.keyboard('{ArrowRight}{Enter}{ArrowDown}{ArrowLeft}{Enter}');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}{ArrowDown}{ArrowLeft}{Enter}');
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
    await expect.poll(isOpen, patiently).toBe(true);
  });

  test('says that a PIN is wrong and lets try again', async () => {
    await open();
    await enterWrong(1);
    expect(message()).toBe('密码不对，请重新输入。');
    await enter('2468');
    await expect.poll(isOpen, patiently).toBe(true);
    expect(attempts.kept).toEqual(noAttempts);
  });

  test('after five wrong ones takes no more, not even the right one, and not after a reload', async () => {
    await open();
    await enterWrong(5);
    expect(message()).toBe('密码连续输错，请稍后再试。画面照常播放。');
    await reload();
    await expect.poll(message, patiently).toContain('连续输错');
    await enter('2468');
    expect(findAll(pad(), '.filled')).toEqual([]);
    expect([isOpen(), attempts.kept.wrongInARow]).toEqual([false, 5]);
  });

  test('takes the right one once the wait is over', async () => {
    attempts.kept = { wrongInARow: 5, lastWrongAtMs: Date.now() - 30_001 };
    await open();
    await enter('2468');
    await expect.poll(isOpen, patiently).toBe(true);
  });

  test('counts a try before it is checked, so that a reload in mid-check gives none for free', async () => {
    await open();
    await enter('0000');
    panel.remove();
    await expect.poll(() => attempts.kept.wrongInARow, patiently).toBe(1);
    await open();
  });

  test('gives axe nothing to find', async () => {
    await open();
    await enterWrong(5);
    expect(await axeFindings(panel)).toEqual([]);
  });
});
