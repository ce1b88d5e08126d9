import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { CommandOutcome, TakeoverCommand } from '../../../src/core/ports/takeovers.ts';
import { parseTakeovers } from '../../../src/core/takeover/parse.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import '../../../src/elements/panel/takeover-section.ts';
import type { TakeoverSection } from '../../../src/elements/panel/takeover-section.ts';
import { templates } from '../../../src/elements/panel/takeover-templates.ts';
import { axeFindings } from '../controls/axe.ts';
import { buttonNamed, find, patiently, textOf } from '../controls/shadow.ts';

let section: TakeoverSection;
let given: { command: TakeoverCommand; source: string }[] = [];
let outcome: CommandOutcome = 'done';

const standing = {
  takeover: {
    id: 'a',
    by: '区反诈中心',
    why: '本地新骗术',
    slogan: { text: { 'zh-CN': '共享屏幕就是骗', en: 'Sharing your screen' } },
    when: 'now' as const,
    plays: 3,
    expiresAt: '2026-11-23T18:00:00+08:00',
    priority: 5,
  },
  order: 0,
  plays: 1,
  airtimeMs: 12_000,
  seen: true,
};

beforeEach(async () => {
  document.documentElement.lang = 'zh-CN';
  document.title = '长鸣';
  await page.viewport(640, 900);
  given = [];
  outcome = 'done';
  section = document.createElement('changming-takeovers');
  section.giveOrder = async (command, source) => {
    given.push({ command, source });
    return outcome;
  };
  document.body.append(section);
  await section.updateComplete;
});

afterEach(() => {
  section.remove();
  setLanguage('zh-CN');
});

/** Unfolds everything and gives the form. */
async function form(): Promise<HTMLElement> {
  for (const details of section.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
  await expect
    .poll(() => section.shadowRoot?.querySelector('changming-takeover-form'), patiently)
    .not.toBeNull();
  const element = find(section, 'changming-takeover-form');
  await (element as TakeoverSection).updateComplete;
  return element;
}

function type(host: HTMLElement, id: string, value: string): void {
  const input = find<HTMLInputElement>(host, `#${id}`);
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('a warning', () => {
  test('made of a template is ordered as the file format has it, with its translation', async () => {
    const host = await form();
    find<HTMLInputElement>(host, 'input[value="impersonation"]').click();
    await (host as TakeoverSection).updateComplete;
    buttonNamed(host, '插播').click();
    await expect.poll(() => given.length, patiently).toBe(1);
    const [order] = given;
    const takeover = order?.command.do === 'begin' ? order.command.takeover : undefined;
    expect(takeover).toMatchObject({ when: 'now', minutes: 5, slogan: { topic: 'impersonation' } });
    expect(takeover?.slogan?.text.en).toContain('boss');
    const bytes = new TextEncoder().encode(JSON.stringify({ takeovers: [takeover] }));
    expect(parseTakeovers(bytes, 'panel').ok).toBe(true);
    await expect.poll(() => textOf(host, '[role="status"]'), patiently).toContain('已下达');
  });

  test('that was changed says what was typed, without a translation of something else', async () => {
    const host = await form();
    type(host, 'text', '假快递卡片别扫码');
    type(host, 'by', '城东派出所');
    buttonNamed(host, '插播').click();
    await expect.poll(() => given.length, patiently).toBe(1);
    expect(given[0]?.command).toMatchObject({ takeover: { by: '城东派出所' } });
    const { command } = given[0] ?? {};
    expect(command?.do === 'begin' && command.takeover.slogan?.text).toEqual({ 'zh-CN': '假快递卡片别扫码' });
  });

  test('without words or without who orders it is not sent; the field says so and has the focus', async () => {
    const host = await form();
    type(host, 'text', ' ');
    type(host, 'why', '');
    buttonNamed(host, '插播').click();
    await expect
      .poll(() => find<HTMLInputElement>(host, '#text').getAttribute('aria-invalid'), patiently)
      .toBe('true');
    expect(find(host, '#why').getAttribute('aria-invalid')).toBe('true');
    expect(given).toEqual([]);
  });

  test('is seen before it is sent, in red, as the stage sets it', async () => {
    const host = await form();
    type(host, 'text', '假快递卡片别扫码');
    const shown = () =>
      find(host, 'changming-takeover-preview')
        .shadowRoot?.querySelector('changming-stage')
        ?.shadowRoot?.querySelector('.layer.alert.on-view')?.textContent ?? '';
    await expect.poll(shown, patiently).toContain('假快递卡片别扫码');
  });

  test('of a file is ordered with the file named as its source; faults are listed, and nothing is sent', async () => {
    const host = await form();
    const choose = (text: string) => {
      const input = find<HTMLInputElement>(host, '#file');
      const files = new DataTransfer();
      files.items.add(new File([text], 'warnings.json'));
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    };
    choose('{"takeovers":[{"id":"a"}]}');
    await expect.poll(() => textOf(host, '[role="status"]'), patiently).toContain('/takeovers/0/by');
    expect(given).toEqual([]);
    outcome = 'expired';
    choose(JSON.stringify({ takeovers: [standing.takeover] }));
    await expect.poll(() => given, patiently).toMatchObject([{ source: 'file', command: { do: 'begin' } }]);
    await expect.poll(() => textOf(host, '[role="status"]'), patiently).toContain('已过有效期');
  });
});

describe('what stands', () => {
  test('is listed with what is left to it, and can be cancelled', async () => {
    section.status = { standing: [standing], onView: 'a' };
    await section.updateComplete;
    const said = textOf(section, '.takeover');
    expect(said).toContain('共享屏幕就是骗');
    expect(said).toContain('还剩 2 次');
    expect(said).toContain('区反诈中心 · 本地新骗术');
    buttonNamed(section, '✕ 取消这条插播').click();
    expect(given).toMatchObject([{ command: { do: 'cancel', id: 'a' }, source: 'panel' }]);
  });

  test('one press stops, and the stop says who and why and can be lifted', async () => {
    await form();
    buttonNamed(section, '■ 紧急停播').click();
    expect(given).toMatchObject([{ command: { do: 'stop' } }]);
    section.status = { standing: [], stop: { by: '值班员', why: '画面异常', atWallMs: 0 } };
    await section.updateComplete;
    expect(textOf(section, '.stopped')).toContain('值班员 · 画面异常');
    type(section, 'lift-by', '站长李');
    buttonNamed(section, '解除停播').click();
    expect(given[1]).toMatchObject({ command: { do: 'lift', by: '站长李', why: '恢复播放' } });
  });
});

test.each(['zh-CN', 'en'] as const)('axe finds nothing to object to, in %s', async (language) => {
  setLanguage(language);
  section.status = { standing: [standing], stop: { by: 'b', why: 'w', atWallMs: 0 } };
  await form();
  expect(await axeFindings(section)).toEqual([]);
});

test('there is a template for each of the six scams, with a hook that is read at a glance, and in English', () => {
  expect(new Set(templates.map(({ topic }) => topic)).size).toBe(6);
  for (const { text, detail, action } of templates) {
    expect(text['zh-CN'].replace(/[\s“”]/g, '').length).toBeLessThanOrEqual(10);
    expect(action?.['zh-CN']).toContain('96110');
    expect([text, detail, action].every((words) => words?.en)).toBe(true);
  }
});
