import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { drawQuestions } from '../../../src/core/kiosk/draw-questions.ts';
import { questions } from '../../../src/elements/kiosk/content/questions.ts';
import { scams } from '../../../src/elements/kiosk/content/scams.ts';
import '../../../src/elements/kiosk/kiosk.ts';
import type { Kiosk } from '../../../src/elements/kiosk/kiosk.ts';
import { axeFindings } from '../controls/axe.ts';
import { find, findAll, nextEvent, patiently, textOf } from '../controls/shadow.ts';

const today = '2026-11-22';
const drawn = drawQuestions(questions, today);
const sizes = [
  [1080, 1920],
  [1920, 1080],
  [1366, 768],
  [390, 844],
] as const;

let kiosk: Kiosk;

beforeEach(async () => {
  document.documentElement.lang = 'zh-CN';
  document.title = '长鸣';
  document.body.style.margin = '0';
  await page.viewport(1366, 768);
  kiosk = document.createElement('changming-kiosk');
  kiosk.date = today;
  document.body.append(kiosk);
  await kiosk.updateComplete;
  kiosk.begin();
  await kiosk.updateComplete;
});

afterEach(() => kiosk.remove());

const heading = () => textOf(kiosk, 'main h2');

async function press(words: string): Promise<void> {
  const button = findAll(kiosk, 'button').find((candidate) => candidate.textContent?.includes(words));
  if (!button) throw new Error(`No button with "${words}"`);
  button.click();
  await kiosk.updateComplete;
}

async function answer(right: boolean): Promise<void> {
  const question = drawn.find(({ text }) => text['zh-CN'] === heading());
  if (!question) throw new Error(`"${heading()}" was not drawn`);
  const index = right ? question.right : (question.right + 1) % question.options.length;
  findAll(kiosk, '.option')[index]?.click();
  await kiosk.updateComplete;
}

/** Every page of the kiosk, one after the other. */
async function* everyPage(): AsyncGenerator<string> {
  yield 'cards';
  await press('虚假网络贷款');
  yield 'card';
  await press('求助电话');
  yield 'hotlines';
  await press('自测十题');
  yield 'question';
  await answer(false);
  yield 'answered';
  for (let number = 1; number <= 10; number++) {
    if (number > 1) await answer(number % 2 === 0);
    await press(number < 10 ? '下一题' : '看结果');
  }
  yield 'result';
}

describe('the content', () => {
  it('has three questions for each of the six scams, with three different answers and an explanation, in both languages', () => {
    for (const { topic } of scams)
      expect(questions.filter((question) => question.topic === topic)).toHaveLength(3);
    for (const { text, options, because } of questions) {
      expect(new Set(options.map((option) => option['zh-CN'])).size).toBe(3);
      for (const words of [text, because, ...options]) {
        expect(words['zh-CN']).toMatch(/\p{Script=Han}/u);
        expect(words.en).toMatch(/[a-z]/i);
        expect(words.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });
});

describe('at every size', () => {
  test.each(sizes)(
    '%i × %i: nothing is cut off, all that can be touched is large, and axe finds nothing',
    async (width, height) => {
      await page.viewport(width, height);
      await expect.poll(() => kiosk.clientWidth, patiently).toBe(width);
      for await (const name of everyPage()) {
        const tooSmall = findAll(kiosk, 'button').filter((button) => {
          const box = button.getBoundingClientRect();
          return box.width < 64 || box.height < 64;
        });
        expect(tooSmall, name).toEqual([]);
        for (const button of findAll(kiosk, 'nav button')) {
          const { left, right, top, bottom } = button.getBoundingClientRect();
          expect(
            left >= 0 && top >= 0 && right <= width && bottom <= height,
            `${name}: ${button.textContent}`,
          ).toBe(true);
          expect(button.scrollWidth, `${name}: ${button.textContent}`).toBeLessThanOrEqual(
            button.clientWidth,
          );
        }
        const main = find(kiosk, 'main');
        expect(main.scrollWidth, `${name} is wider than its place`).toBeLessThanOrEqual(main.clientWidth);
        expect(await axeFindings(kiosk), name).toEqual([]);
      }
    },
  );

  test.each(sizes)(
    '%i × %i: the largest text, English and the other hand need no more width either',
    async (width, height) => {
      await page.viewport(width, height);
      await press('字号');
      await press('字号');
      await press('换手');
      await press('English');
      await expect.poll(() => kiosk.clientWidth, patiently).toBe(width);
      const main = find(kiosk, 'main');
      for (const words of ['Get help', 'Self-check', 'Six scams', 'Impersonating']) {
        await press(words);
        expect(main.scrollWidth, words).toBeLessThanOrEqual(main.clientWidth);
        expect(await axeFindings(kiosk), words).toEqual([]);
      }
      expect(find(kiosk, '.kiosk').className).toContain('left');
    },
  );
});

describe('the self-check', () => {
  it('answers at once, explains, counts the first answer only, and says what to look at again', async () => {
    await press('自测十题');
    await answer(false);
    expect(textOf(kiosk, '.answer')).toContain('再想一想');
    expect(textOf(kiosk, '.answer')).toContain(drawn[0]?.because['zh-CN']);
    expect(textOf(kiosk, '.option.right')).toContain(drawn[0]?.options[drawn[0].right]?.['zh-CN']);
    await answer(true);
    expect(textOf(kiosk, '.answer')).toContain('再想一想');
    await press('下一题');
    for (let number = 2; number <= 10; number++) {
      await answer(true);
      expect(textOf(kiosk, '.answer')).toContain('答对了');
      await press(number < 10 ? '下一题' : '看结果');
    }
    expect(heading()).toBe('答对 9 题，共 10 题');
    expect(findAll(kiosk, '.missed button')).toHaveLength(1);
  });
});

describe('by keyboard alone', () => {
  it('a person reads a card, goes back, answers a question and leaves', async () => {
    await userEvent.keyboard('{Tab}{Enter}');
    await kiosk.updateComplete;
    expect(findAll(kiosk, '.part')).toHaveLength(3);
    await userEvent.keyboard('{Escape}');
    await kiosk.updateComplete;
    expect(findAll(kiosk, '.card')).toHaveLength(6);
    await press('自测十题');
    await userEvent.keyboard('{Tab}{ArrowDown}{Enter}');
    await kiosk.updateComplete;
    expect(textOf(kiosk, '.answer')).not.toBe('');
    await userEvent.keyboard('{Enter}');
    await kiosk.updateComplete;
    expect(textOf(kiosk, '.progress')).toBe('第 2 题，共 10 题');
    const left = nextEvent(kiosk, 'kiosk-leave');
    await userEvent.keyboard('{Escape}');
    await left;
  });
});

describe('left alone', () => {
  it('it counts down where everyone sees it, a touch stops that, and without one it ends', async () => {
    kiosk.idleSeconds = 3;
    kiosk.begin();
    await expect.poll(() => findAll(kiosk, '.idle').length, patiently).toBe(1);
    expect(await axeFindings(kiosk)).toEqual([]);
    kiosk.idleSeconds = 20;
    find(kiosk, '.idle .button').dispatchEvent(
      new PointerEvent('pointerdown', { bubbles: true, composed: true }),
    );
    await kiosk.updateComplete;
    expect(findAll(kiosk, '.idle')).toEqual([]);
    kiosk.idleSeconds = 1;
    const left = nextEvent(kiosk, 'kiosk-leave');
    kiosk.begin();
    await left;
  });

  it('off the page it waits for nobody, and nothing of a visit is kept anywhere', async () => {
    const before = [localStorage.length, sessionStorage.length, document.cookie];
    await press('自测十题');
    await answer(true);
    expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual(before);
  });
});
