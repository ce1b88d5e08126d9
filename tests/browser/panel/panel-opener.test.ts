import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/elements/panel/panel-opener.ts';
import type { PanelOpener } from '../../../src/elements/panel/panel-opener.ts';
import { find, findAll } from '../controls/shadow.ts';

let opener: PanelOpener;
let opened: string[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  opened = [];
  opener = document.body.appendChild(document.createElement('changming-panel-opener'));
  opener.addEventListener('panel-open', (event) => opened.push(event.detail.by));
});

afterEach(() => {
  vi.useRealTimers();
  opener.remove();
});

function point(type: string, corner = '.top.left', more: PointerEventInit = {}): void {
  const init = {
    bubbles: true,
    cancelable: true,
    isPrimary: true,
    pointerType: 'touch',
    clientX: 20,
    clientY: 20,
  };
  find(opener, corner).dispatchEvent(new PointerEvent(type, { ...init, ...more }));
}

const corners = ['.top.left', '.top.right', '.bottom.left', '.bottom.right'];

describe('a held corner', () => {
  test.each(corners)('%s opens the panel after 1.2 s, and a ring grows meanwhile', async (corner) => {
    point('pointerdown', corner);
    vi.advanceTimersByTime(1199);
    expect([opened, findAll(opener, '.ring').length]).toEqual([[], 1]);
    vi.advanceTimersByTime(1);
    expect([opened, findAll(opener, '.ring').length]).toEqual([['corner'], 0]);
  });

  const endings: readonly [string, () => void][] = [
    ['let go', () => point('pointerup')],
    ['taken over by the system', () => point('pointercancel')],
    ['swiped away', () => point('pointermove', '.top.left', { clientX: 60 })],
    ['left for another window', () => window.dispatchEvent(new Event('blur'))],
    ['taken from the page', () => opener.remove()],
  ];

  test.each(endings)('%s before that opens nothing', (_how, end) => {
    point('pointerdown');
    vi.advanceTimersByTime(1199);
    end();
    vi.advanceTimersByTime(60_000);
    expect(opened).toEqual([]);
  });

  test('survives the trembling of a hand', () => {
    point('pointerdown');
    point('pointermove', '.top.left', { clientX: 36, clientY: 32 });
    vi.advanceTimersByTime(1200);
    expect(opened).toEqual(['corner']);
  });

  test('does not count a second finger or the right mouse button', () => {
    point('pointerdown', '.top.left', { isPrimary: false });
    point('pointerdown', '.top.left', { pointerType: 'mouse', button: 2 });
    vi.advanceTimersByTime(60_000);
    expect(opened).toEqual([]);
  });
});

describe('keys', () => {
  test('Ctrl+Alt+C opens the panel', async () => {
    await userEvent.keyboard('{Control>}{Alt>}c{/Alt}{/Control}');
    expect(opened).toEqual(['key-chord']);
  });

  test('C, Ctrl+C and Alt+C are left to others', async () => {
    await userEvent.keyboard('c{Control>}c{/Control}{Alt>}c{/Alt}');
    expect(opened).toEqual([]);
  });

  test('OK of a remote control opens it when held, and not when pressed', async () => {
    await userEvent.keyboard('{Enter}');
    vi.advanceTimersByTime(60_000);
    expect(opened).toEqual([]);
    await userEvent.keyboard('{Enter>}');
    vi.advanceTimersByTime(1200);
    await userEvent.keyboard('{/Enter}');
    expect(opened).toEqual(['key']);
  });
});
