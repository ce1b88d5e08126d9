import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { focusedElement, tabStops } from '../../../src/elements/controls/focus.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import '../../../src/elements/panel/panel.ts';
import type { Panel } from '../../../src/elements/panel/panel.ts';
import { axeFindings } from '../controls/axe.ts';
import { buttonNamed, find, findAll, nextEvent, patiently, textOf } from '../controls/shadow.ts';
import { allWell, badDay, programmes } from './status.ts';

let panel: Panel;
let before: HTMLButtonElement;

async function open(properties: Partial<Panel> = {}): Promise<Panel> {
  before.focus();
  panel = Object.assign(document.createElement('changming-panel'), {
    programmes,
    status: allWell,
    ...properties,
  });
  document.body.append(panel);
  await panel.updateComplete;
  return panel;
}

beforeEach(async () => {
  document.documentElement.lang = 'zh-CN';
  document.title = '长鸣';
  await page.viewport(1280, 720);
  before = document.body.appendChild(document.createElement('button'));
  before.textContent = '…';
});

afterEach(() => {
  vi.useRealTimers();
  panel.remove();
  before.remove();
  setLanguage('zh-CN');
});

describe('the first line is the most important answer', () => {
  const answer = () => textOf(panel, '.answer').replace(/\u00a0/g, ' ');
  const mark = () => panel.shadowRoot?.querySelector('.answer svg')?.getAttribute('aria-label');

  test('a promise kept', async () => {
    await open();
    expect([answer(), mark()]).toEqual(['今日 16.2 % 承诺 15 % 反诈宣传', '已达到']);
  });

  test('a promise missed by a hair is not rounded into one kept', async () => {
    await open({ status: badDay });
    expect([answer(), mark()]).toEqual(['今日 14.9 % 承诺 15 % 反诈宣传', '未达到']);
  });

  test('nothing has been played yet, and no promise was made', async () => {
    const { today: _today, ...notYet } = allWell;
    await open({ status: notYet });
    expect(answer()).toBe('今天还没有播出记录');
    panel.status = { ...notYet, shares: [] };
    await panel.updateComplete;
    expect(answer()).toBe('这个方案没有承诺占比');
  });

  test('the status is still on its way', async () => {
    await open({ status: undefined });
    expect(textOf(panel, '.scroll')).toBe('正在读取…');
  });
});

describe('what it says', () => {
  const said = () => textOf(panel, '.body').replace(/\u00a0/g, ' ');

  test('what plays and why, with the reason’s on-air time as a time of day', async () => {
    await open();
    expect(said()).toContain('高薪兼职先垫付？停手 反诈宣传 · 刷单返利 · 视频');
    expect(said()).toContain('10:14:20');
    expect(said()).toContain('还剩 9 秒');
  });

  test('why a spot was chosen, in the words of the people', async () => {
    await open();
    expect(said()).toContain('反诈宣传该播了：10:14:20 须达到 15.0 %，不播就只有 14.7 %');
    setLanguage('en');
    await panel.updateComplete;
    expect(said()).toContain('is due: 15.0 % needed at 10:14:20, 14.7 % without it');
  });

  test('a share short of its promise, by how much, and the gap', async () => {
    await open({ status: badDay });
    expect(said()).toContain('12.1 % ⚠ 承诺 15 %');
    expect(said()).toContain('还差 1 分 44 秒');
    expect(said()).toContain('距上一次 4 分 20 秒，最长允许 10 分');
  });

  test('faults in plain words, and unknown ones as they are', async () => {
    await open({ status: badDay });
    expect(said()).toContain('09:58:00 · 画面停住 → 已重新定位');
    expect(said()).toContain('cosmic-ray → prayed');
    expect(said()).toContain('新方案未被采用 → 照常播放现在的方案 /shares/0 is 2');
  });

  test('a download under way, opened, with what is left', async () => {
    await open({ status: badDay });
    expect(said()).toContain('离线：已存的内容照常播放 · 正在下载');
    expect(said()).toContain('已下载 12 MB / 19 MB · 第 13 / 31 个文件 · 约需 1 分 15 秒');
    expect(find<HTMLProgressElement>(panel, 'progress').position).toBeCloseTo(12.4 / 19);
  });

  test('sound that the browser refuses, in both languages, and the wish to turn it on', async () => {
    await open({ status: badDay });
    expect(said()).toContain('浏览器不允许自动出声，现在静音播放。');
    expect(said()).toContain('声音 静音');
    const wish = nextEvent(panel, 'sound-enable');
    buttonNamed(panel, '打开声音').click();
    await wish;
    setLanguage('en');
    await panel.updateComplete;
    expect(said()).toContain('The browser does not allow sound by itself; spots play muted.');
    panel.status = { ...badDay, sound: { volume: 0.4, refused: false } };
    await panel.updateComplete;
    expect(said()).not.toContain('does not allow sound');
    expect(said()).toContain('Sound Volume 40 %');
  });

  test('outside opening hours nothing plays, and that is said', async () => {
    const { playing: _playing, next: _next, ...closed } = allWell;
    await open({ status: closed });
    expect(said()).toContain('现在没有画面在播');
  });

  test('in English, after a switch that the player is told of', async () => {
    await open();
    const told = nextEvent(panel, 'language-change');
    buttonNamed(panel, 'English').click();
    await panel.updateComplete;
    expect(await told).toEqual({ language: 'en' });
    expect(said()).toContain('Today 16.2 %');
    expect(find(panel, '.spot:nth-of-type(2) strong').lang).toBe('zh-CN');
  });
});

describe('as a dialog', () => {
  test('it takes the focus, keeps it through a round of Tab either way, and gives it back on Esc', async () => {
    await open();
    expect(focusedElement()).toBe(buttonNamed(panel, '✕ 关闭'));
    const stops = tabStops(panel.renderRoot);
    const visited = new Set<Element | null>();
    for (const _ of stops) {
      visited.add(focusedElement());
      await userEvent.keyboard('{Tab}');
    }
    expect(visited).toEqual(new Set(stops));
    expect(focusedElement()).toBe(stops[0]);
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(focusedElement()).toBe(stops[stops.length - 1]);
    const closed = nextEvent(panel, 'panel-close');
    await userEvent.keyboard('{Escape}');
    await closed;
    expect(document.activeElement).toBe(before);
  });

  test('a touch on the picture beside it closes it, once', async () => {
    await open();
    const closed = vi.fn();
    panel.addEventListener('panel-close', closed);
    find(panel, '.away').click();
    panel.remove();
    await expect.poll(() => closed.mock.calls.length, patiently).toBe(1);
    expect(document.activeElement).toBe(before);
  });

  test.each(['.away', 'header button'])(
    'the finger that opened it does not press %s by lifting',
    async (under) => {
      await open();
      const closed = vi.fn();
      panel.addEventListener('panel-close', closed);
      const click = () =>
        find(panel, under).dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
      click();
      expect(closed).not.toHaveBeenCalled();
      find(panel, under).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      click();
      expect(closed).toHaveBeenCalledOnce();
    },
  );

  test('it can be shown again', async () => {
    await open();
    find(panel, '.away').click();
    panel.remove();
    document.body.append(panel);
    expect(find<HTMLDialogElement>(panel, 'dialog').open).toBe(true);
    await userEvent.keyboard('{Escape}');
    expect(find<HTMLDialogElement>(panel, 'dialog').open).toBe(false);
  });

  test('the OK key still held from opening it presses nothing', async () => {
    await open();
    const repeated = new KeyboardEvent('keydown', {
      key: 'Enter',
      repeat: true,
      cancelable: true,
      bubbles: true,
    });
    buttonNamed(panel, '✕ 关闭').dispatchEvent(repeated);
    expect(repeated.defaultPrevented).toBe(true);
  });

  test('arrows of a remote control walk through it, into what is unfolded', async () => {
    await open();
    const summary = findAll(panel, 'summary').find((s) => s.textContent?.includes('更换播放方案'));
    summary?.focus();
    await userEvent.keyboard('{Enter}{ArrowDown}');
    expect(focusedElement()).toBe(find(panel, 'input[name="programme"]'));
    await userEvent.keyboard('{ArrowUp}');
    expect(focusedElement()).toBe(summary);
  });
});

describe('while the status changes every second', () => {
  test('focus and unfolded parts stay, and a screen reader hears only what matters', async () => {
    await open({ status: badDay });
    const spoken: string[] = [];
    const live = find(panel, '[role="status"]');
    new MutationObserver(() => spoken.push(live.textContent ?? '')).observe(live, {
      subtree: true,
      characterData: true,
      childList: true,
    });
    const fold = find<HTMLDetailsElement>(panel, 'details');
    fold.open = true;
    fold.querySelector('summary')?.focus();
    for (let second = 1; second <= 5; second += 1) {
      const at = { wallMs: badDay.at.wallMs + second * 1000, onAirMs: badDay.at.onAirMs + second * 1000 };
      panel.status = { ...badDay, at, asRun: { ...badDay.asRun, playsToday: 412 + second } };
      await panel.updateComplete;
    }
    expect([fold.open, focusedElement()]).toEqual([true, fold.querySelector('summary')]);
    expect(spoken).toEqual([]);
    panel.status = allWell;
    await panel.updateComplete;
    await expect.poll(() => spoken.length, patiently).toBe(1);
  });
});

describe('when nobody is there', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });

  test('it closes after two minutes, the last twenty seconds announced', async () => {
    const closed = vi.fn();
    await open();
    panel.addEventListener('panel-close', closed);
    vi.advanceTimersByTime(99_000);
    await panel.updateComplete;
    expect(findAll(panel, '.closing')).toEqual([]);
    vi.advanceTimersByTime(1000);
    await panel.updateComplete;
    expect(textOf(panel, '.closing')).toBe('无人操作，20 秒后自动关闭');
    vi.advanceTimersByTime(20_000);
    expect(closed).toHaveBeenCalledOnce();
  });

  test.each(['pointerdown', 'wheel', 'keydown'])('%s keeps it open', async (type) => {
    const closed = vi.fn();
    await open();
    panel.addEventListener('panel-close', closed);
    vi.advanceTimersByTime(119_000);
    find(panel, 'h2').dispatchEvent(new Event(type, { bubbles: true }));
    vi.advanceTimersByTime(119_000);
    expect(closed).not.toHaveBeenCalled();
  });
});

describe('wishes', () => {
  test('another programme is wished only after a confirmation', async () => {
    const wished = vi.fn();
    await open();
    panel.addEventListener('programme-change', (event) => wished(event.detail));
    find(panel, 'input[name="programme"][value*="community"]').click();
    await panel.updateComplete;
    expect(textOf(panel, '.confirm strong')).toBe('换成“社区屏”？');
    expect(wished).not.toHaveBeenCalled();
    buttonNamed(panel, '确认更换').click();
    expect(wished).toHaveBeenCalledExactlyOnceWith({ url: 'https://screen.example/community.json' });
  });

  test('a change thought better of leaves the present programme chosen', async () => {
    await open();
    find(panel, 'input[name="programme"][value*="community"]').click();
    await panel.updateComplete;
    buttonNamed(panel, '取消').click();
    await panel.updateComplete;
    expect(find<HTMLInputElement>(panel, 'input[name="programme"]:checked').value).toBe(
      allWell.programme.url,
    );
  });

  const wishes = [
    ['全屏', 'fullscreen'],
    ['屏幕设置', 'settings-change'],
    ['打开声音', 'sound-enable'],
    ['去设置', 'settings-change'],
  ] as const;

  test.each(wishes)('%s', async (name, type) => {
    await open({ status: badDay });
    const wished = vi.fn();
    panel.addEventListener(type, wished);
    buttonNamed(panel, name).click();
    expect(wished).toHaveBeenCalledOnce();
  });

  test('the auditor’s page opens beside the playing screen', async () => {
    await open();
    const link = find<HTMLAnchorElement>(panel, 'a');
    expect([link.getAttribute('href'), link.target]).toEqual(['audit.html', '_blank']);
  });
});

test('it is turned with the picture', async () => {
  await open({ rotationDegrees: 270 });
  const { left, top, width, height } = find(panel, 'dialog').getBoundingClientRect();
  expect([left, top, width, height].map(Math.round)).toEqual([0, 0, 1280, 720]);
  expect(find(panel, 'dialog').offsetWidth).toBe(720);
});

const sizes = [
  [360, 640],
  [1280, 720],
  [1080, 1920],
  [3840, 2160],
] as const;

describe.each(sizes)('at %d × %d', (width, height) => {
  test.each(['zh-CN', 'en'] as const)(
    'in %s nothing is cut off at the sides and axe finds nothing',
    async (code) => {
      await page.viewport(width, height);
      setLanguage(code);
      await open({ status: badDay });
      for (const fold of findAll<HTMLDetailsElement>(panel, 'details')) fold.open = true;
      const scroller = find(panel, '.scroll');
      expect(scroller.scrollWidth).toBeLessThanOrEqual(scroller.clientWidth);
      expect(await axeFindings(panel)).toEqual([]);
      const heights = findAll(panel, '.button, .choice, summary').map(
        (e) => e.getBoundingClientRect().height,
      );
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    },
  );
});
