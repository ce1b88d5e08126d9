import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { parseScreenSettings, type ScreenSettings } from '../../../src/core/screen/screen-settings.ts';
import { focusedElement } from '../../../src/elements/controls/focus.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import { isPin } from '../../../src/elements/pin/pin-hash.ts';
import type { ProgrammeOption } from '../../../src/elements/setup/programme-option.ts';
import '../../../src/elements/setup/setup.ts';
import type { Setup } from '../../../src/elements/setup/setup.ts';
import { axeFindings } from '../controls/axe.ts';
import { buttonNamed, find, findAll, nextEvent, patiently, textOf } from '../controls/shadow.ts';

const programmes: readonly ProgrammeOption[] = [
  programme('bank-lobby', 'bank', '银行大堂'),
  programme('carrier-lobby', 'carrier', '通信营业厅'),
  programme('community-screen', 'community', '社区屏'),
];

function programme(id: string, venue: string, title: string): ProgrammeOption {
  return {
    url: `https://screen.example/${id}.json`,
    venue,
    title: { 'zh-CN': title, en: id },
    summary: { 'zh-CN': '反诈影片不少于 15 %。', en: 'At least 15 % anti-fraud films.' },
  };
}

let setup: Setup;

async function show(properties: Partial<Setup> = {}): Promise<Setup> {
  setup = Object.assign(document.createElement('changming-setup'), {
    programmes,
    countdownSeconds: 0,
    ...properties,
  });
  document.body.append(setup);
  await setup.updateComplete;
  return setup;
}

const done = () => nextEvent<ScreenSettings>(setup, 'setup-done');

async function choose(value: string | number): Promise<void> {
  find<HTMLInputElement>(setup, `input[type="radio"][value="${value}"]`).click();
  await setup.updateComplete;
}

async function type(selector: string, text: string): Promise<void> {
  const input = find<HTMLInputElement>(setup, selector);
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await setup.updateComplete;
}

beforeEach(async () => {
  document.documentElement.lang = 'zh-CN';
  document.title = '长鸣';
  await page.viewport(1280, 720);
});

afterEach(() => {
  vi.useRealTimers();
  setup.remove();
  setLanguage('zh-CN');
});

describe('what this browser lacks', () => {
  const voice = {
    title: { 'zh-CN': '中文语音朗读', en: 'A Chinese voice' },
    consequence: { 'zh-CN': '语音播报只能用录音文件。', en: 'Recorded files only.' },
    weighs: false,
  };
  const worker = {
    title: { 'zh-CN': '离线打开', en: 'Opening offline' },
    consequence: { 'zh-CN': '断网时无法打开本页。', en: 'It cannot be opened offline.' },
    weighs: true,
  };
  const note = () => find<HTMLDetailsElement>(setup, '.missing');

  test('is not mentioned where it is nothing', async () => {
    await show();
    expect(findAll(setup, '.missing')).toEqual([]);
  });

  test('stands open on the page when it weighs, what weighs first, in the language of the page', async () => {
    await show();
    setup.missing = [voice, worker];
    await setup.updateComplete;
    expect(note().open).toBe(true);
    expect(textOf(setup, '.missing')).toMatch(/缺 2 项能力.*断网时无法打开本页。.*语音播报只能用录音文件。/s);
    setLanguage('en');
    await setup.updateComplete;
    expect(textOf(setup, '.missing')).toMatch(
      /lacks 2 .*It cannot be opened offline\..*Recorded files only\./s,
    );
    expect(await axeFindings(setup)).toEqual([]);
  });

  test('is folded away when nothing of it weighs, and stays as a person leaves it', async () => {
    await show({ missing: [voice] });
    expect(note().open).toBe(false);
    find(setup, '.missing summary').click();
    setup.missing = [voice, voice];
    await setup.updateComplete;
    expect(note().open).toBe(true);
  });
});

describe('what is chosen already', () => {
  test('one click plays the bank lobby', async () => {
    await show();
    const settings = done();
    find(setup, '.primary').click();
    expect(await settings).toEqual({
      screenName: '大堂屏 1',
      venue: 'bank',
      programmeUrl: 'https://screen.example/bank-lobby.json',
      rotationDegrees: 0,
      language: 'zh-CN',
    });
  });

  test('name and programme follow the venue until they are chosen', async () => {
    await show();
    await choose('carrier');
    expect(find<HTMLInputElement>(setup, '#screen-name').value).toBe('营业厅屏 1');
    await type('#screen-name', '二楼');
    await choose('https://screen.example/bank-lobby.json');
    await choose('community');
    const settings = done();
    find(setup, '.primary').click();
    expect(await settings).toMatchObject({
      screenName: '二楼',
      venue: 'community',
      programmeUrl: 'https://screen.example/bank-lobby.json',
    });
  });

  test('words for the slogans are folded away, kept when given, and left out when not', async () => {
    await show();
    expect(find<HTMLDetailsElement>(setup, '.words').open).toBe(false);
    find(setup, '.words summary').click();
    await type('#station', '  城关{派出所} ');
    await type('#hotline', ' ');
    const settings = done();
    find(setup, '.primary').click();
    expect(await settings).toEqual({
      screenName: '大堂屏 1',
      venue: 'bank',
      programmeUrl: 'https://screen.example/bank-lobby.json',
      rotationDegrees: 0,
      language: 'zh-CN',
      station: '城关派出所',
    });
    expect(parseScreenSettings(await settings)).toEqual(await settings);
  });

  test('words given before are shown, and taken away when they are cleared', async () => {
    await show({ changing: true, settings: { station: '城关派出所', community: '翠苑社区' } });
    expect(find<HTMLDetailsElement>(setup, '.words').open).toBe(true);
    expect(find<HTMLInputElement>(setup, '#station').value).toBe('城关派出所');
    await type('#station', '');
    const settings = done();
    find(setup, '.primary').click();
    const { station, community } = await settings;
    expect([station, community]).toEqual([undefined, '翠苑社区']);
  });

  test('a damaged record is started from', async () => {
    await show({ settings: { screenName: '一号屏', venue: 'carrier', rotationDegrees: 180 } });
    const settings = done();
    find(setup, '.primary').click();
    expect(await settings).toMatchObject({ screenName: '一号屏', venue: 'carrier', rotationDegrees: 180 });
  });

  test('programmes that arrive late are taken in, unless somebody has begun', async () => {
    await show({ programmes: [] });
    setup.programmes = programmes;
    await setup.updateComplete;
    expect(find<HTMLInputElement>(setup, 'input[name="programme"]').checked).toBe(true);
  });

  test('a venue that only a later version knows is kept', async () => {
    await show({ changing: true, settings: { venue: 'lift' } });
    const settings = done();
    find(setup, '.primary').click();
    expect((await settings).venue).toBe('lift');
  });
});

describe('by keyboard or remote control alone', () => {
  test('Enter at once starts playing', async () => {
    await show();
    const settings = done();
    await userEvent.keyboard('{Enter}');
    expect((await settings).venue).toBe('bank');
  });

  test('arrows reach and choose everything, OK goes on and starts', async () => {
    await show();
    find(setup, '#screen-name').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    expect(focusedElement()).toBe(find(setup, 'input[value="community"]'));
    await userEvent.keyboard('{ArrowDown}');
    expect(focusedElement()).toBe(find(setup, 'input[name="rotation"][value="0"]'));
    await userEvent.keyboard('{Enter}{Enter}');
    expect(focusedElement()).toBe(find(setup, '#pin'));
    await userEvent.keyboard('2468{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(focusedElement()).toBe(find(setup, '.primary'));
    const settings = done();
    await userEvent.keyboard('{Enter}');
    const { venue, programmeUrl, pin } = await settings;
    expect([venue, programmeUrl]).toEqual(['community', 'https://screen.example/community-screen.json']);
    expect(pin && (await isPin('2468', pin))).toBe(true);
  });

  test('an arrow brings back a focus that was lost to the page', async () => {
    await show();
    (focusedElement() as HTMLElement).blur();
    await userEvent.keyboard('{ArrowDown}');
    expect(setup.shadowRoot?.activeElement).not.toBeNull();
  });

  test('the OK key still held from before starts nothing', async () => {
    await show();
    const repeated = new KeyboardEvent('keydown', {
      key: 'Enter',
      repeat: true,
      cancelable: true,
      bubbles: true,
    });
    window.dispatchEvent(repeated);
    expect(repeated.defaultPrevented).toBe(true);
  });

  test('an input method keeps its arrows and its Enter', async () => {
    await show();
    const name = find(setup, '#screen-name');
    name.focus();
    for (const key of ['ArrowDown', 'Enter']) {
      name.dispatchEvent(
        new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, composed: true }),
      );
    }
    expect(focusedElement()).toBe(name);
  });
});

describe('when nobody is there', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });

  test('it starts by itself after a countdown that is seen', async () => {
    await show({ countdownSeconds: 30 });
    expect(textOf(setup, '.countdown strong')).toBe('30 秒后自动开始播放');
    const settings = done();
    vi.advanceTimersByTime(30_000);
    expect((await settings).programmeUrl).toBe('https://screen.example/bank-lobby.json');
  });

  const inputs: readonly [string, () => void][] = [
    ['a touch', () => find(setup, 'h1').dispatchEvent(new PointerEvent('pointerdown', touch))],
    ['a key', () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))],
    ['the wheel', () => find(setup, 'h1').dispatchEvent(new WheelEvent('wheel', { bubbles: true }))],
    ['typing', () => find(setup, '#pin').dispatchEvent(new InputEvent('input', { bubbles: true }))],
  ];
  const touch = { pointerType: 'touch', bubbles: true, composed: true };

  test.each(inputs)('%s stops the countdown, and the page says so', async (_what, give) => {
    const started = vi.fn();
    await show({ countdownSeconds: 30 });
    setup.addEventListener('setup-done', started);
    vi.advanceTimersByTime(29_000);
    give();
    vi.advanceTimersByTime(170_000);
    await setup.updateComplete;
    expect(textOf(setup, '.countdown strong')).toBe('已停下来等您。');
    expect(started).not.toHaveBeenCalled();
  });

  test('it counts down again when a person has gone away, and mends what they left faulty', async () => {
    await show({ countdownSeconds: 30 });
    await type('#screen-name', '');
    await type('#pin', '12');
    vi.advanceTimersByTime(180_000);
    await setup.updateComplete;
    expect(textOf(setup, '.countdown strong')).toBe('30 秒后自动开始播放');
    const settings = done();
    vi.advanceTimersByTime(30_000);
    const { screenName, pin } = await settings;
    expect([screenName, pin]).toEqual(['大堂屏 1', undefined]);
  });

  test('an operator who changes settings is not hurried', async () => {
    const started = vi.fn();
    await show({ changing: true, countdownSeconds: 30 });
    setup.addEventListener('setup-done', started);
    vi.advanceTimersByTime(600_000);
    expect(started).not.toHaveBeenCalled();
  });
});

describe('what is wrong is said where it is', () => {
  const mistakes = [
    ['#screen-name', ' ', '#screen-name-fault', '请填写屏幕名称。'],
    ['#screen-name', '屏'.repeat(41), '#screen-name-fault', '屏幕名称最多 40 个字。'],
    ['#pin', '123', '#pin-fault', '密码须为 4 至 8 位数字。'],
    ['#pin', '12a4', '#pin-fault', '密码须为 4 至 8 位数字。'],
  ] as const;

  test.each(mistakes)('%s "%s"', async (field, entered, place, message) => {
    const started = vi.fn();
    await show();
    setup.addEventListener('setup-done', started);
    await type(field, entered);
    find(setup, '.primary').click();
    await expect.poll(() => focusedElement(), patiently).toBe(find(setup, field));
    expect(textOf(setup, place)).toBe(`⚠ ${message}`);
    expect(started).not.toHaveBeenCalled();
    await type(field, '2468');
    expect(textOf(setup, place)).toBe('');
  });

  test('an own programme wants a whole web address', async () => {
    await show();
    await choose('own');
    await type('#programme-url', 'programmes/own.json');
    find(setup, '.primary').click();
    await expect.poll(() => textOf(setup, '#programme-url-fault'), patiently).toContain('https://');
    await type('#programme-url', 'https://office.example/own.json');
    const settings = done();
    find(setup, '.primary').click();
    expect((await settings).programmeUrl).toBe('https://office.example/own.json');
  });
});

describe('the PIN of a screen that is set up', () => {
  const pin = { salt: '0f'.repeat(16), hash: 'a0'.repeat(32), iterations: 1 };

  test('stays when nothing is typed', async () => {
    await show({ changing: true, settings: { pin } });
    const settings = done();
    buttonNamed(setup, '保存并播放').click();
    expect((await settings).pin).toEqual(pin);
  });

  test('goes when it is taken away', async () => {
    await show({ changing: true, settings: { pin } });
    findAll(setup, 'input[type="checkbox"]')[1]?.click();
    const settings = done();
    buttonNamed(setup, '保存并播放').click();
    expect((await settings).pin).toBeUndefined();
  });

  test('an operator may go back without a change', async () => {
    await show({ changing: true, settings: { pin } });
    const cancelled = nextEvent(setup, 'setup-cancel');
    buttonNamed(setup, '取消').click();
    await cancelled;
  });
});

test('the language is switched at once and goes with the settings', async () => {
  await show();
  buttonNamed(setup, 'English').click();
  await setup.updateComplete;
  expect(textOf(setup, 'h1')).toBe('Set up this screen');
  expect(find<HTMLInputElement>(setup, '#screen-name').value).toBe('Lobby screen 1');
  expect(document.documentElement.lang).toBe('en');
  const settings = done();
  find(setup, '.primary').click();
  expect((await settings).language).toBe('en');
});

test('the page turns with the picture at once', async () => {
  await show();
  await choose(90);
  const { width, height } = find(setup, 'form').getBoundingClientRect();
  expect([Math.round(width), Math.round(height)]).toEqual([1280, 720]);
  expect(find(setup, 'form').offsetWidth).toBe(720);
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
      await show({ countdownSeconds: 30 });
      find<HTMLDetailsElement>(setup, '.words').open = true;
      const scroller = find(setup, '.scroll');
      expect(scroller.scrollWidth).toBeLessThanOrEqual(scroller.clientWidth);
      expect(find(setup, '.primary').getBoundingClientRect().bottom).toBeLessThanOrEqual(height);
      expect(await axeFindings(setup)).toEqual([]);
    },
  );

  test('whatever can be touched is at least 44 px high', async () => {
    await page.viewport(width, height);
    await show();
    find<HTMLDetailsElement>(setup, '.words').open = true;
    const heights = findAll(setup, '.button, .choice, .input, .check, summary').map(
      (e) => e.getBoundingClientRect().height,
    );
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  });
});
