import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../../../src/auditor/desk/auditor-element.ts';
import type { AuditorElement } from '../../../src/auditor/desk/auditor-element.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import { lobbyEntries } from '../../contracts/lobby-log.ts';
import { axeFindings } from '../controls/axe.ts';
import { buttonNamed, find, findAll, patiently, textOf } from '../controls/shadow.ts';
import { Device } from './seeded-desk.ts';

const noon = Date.parse('2026-11-22T04:00:00Z');
const playsPerDay = 2280;

let auditor: AuditorElement;

async function openDays(days: number): Promise<void> {
  const device = new Device();
  await device.write(lobbyEntries({ plays: days * playsPerDay, lastDate: '2026-11-22', missingOn: 3 }));
  const playlist = {
    id: 'anti-fraud-starter',
    spots: [
      {
        id: 'fake-loan-film',
        title: { 'zh-CN': '放款前先收费，就是诈骗', en: 'A fee before the loan is a scam' },
        flight: { from: '2026-11-20', to: '2026-11-21' },
      },
    ],
  };
  device.programmeFiles = [{ bytes: new TextEncoder().encode(JSON.stringify(playlist)) }];
  auditor = document.createElement('changming-auditor');
  auditor.now = () => noon;
  auditor.desk = device.desk();
  document.body.append(auditor);
  const answer = () =>
    auditor.shadowRoot?.querySelector('changming-log-report')?.shadowRoot?.querySelector('.answer');
  await expect.poll(answer, patiently).toBeTruthy();
}

const report = () => find(auditor, 'changming-log-report');
const picker = () => find(report(), 'changming-period-picker');
const plays = () => find(report(), 'changming-play-section');
const found = () => expect.poll(() => textOf(plays(), '[role=status]'), patiently);
const shownDays = (days: number) => `共 ${(days * playsPerDay).toLocaleString('zh-CN')} 次播放`;

function setDate(index: number, value: string): void {
  const field = findAll<HTMLInputElement>(picker(), 'input[type=date]')[index];
  if (!field) throw new Error('no date field');
  field.value = value;
  field.dispatchEvent(new Event('change'));
}

beforeEach(() => {
  localStorage.removeItem('changming-auditor-campaigns');
  setLanguage('zh-CN');
});
afterEach(() => auditor.remove());

describe('periods and figures of the desk', () => {
  it('looks at today, this week, all of it, and steps back', async () => {
    await openDays(9);
    await found().toBe(shownDays(9));
    buttonNamed(picker(), '今日').click();
    await found().toBe(shownDays(1));
    buttonNamed(picker(), '←').click();
    await expect.poll(() => textOf(picker(), '[role=status]'), patiently).toBe('昨日');
    buttonNamed(picker(), '本周').click();
    await found().toBe(shownDays(7));
    buttonNamed(picker(), '←').click();
    await found().toBe(shownDays(2));
  });

  it('takes any dates, says when they are turned round, and keeps a named campaign', async () => {
    await openDays(5);
    setDate(0, '2026-11-19');
    await found().toBe(shownDays(4));
    setDate(1, '2026-11-18');
    await expect.poll(() => picker().shadowRoot?.querySelector('[role=alert]'), patiently).toBeTruthy();
    setDate(1, '2026-11-20');
    await found().toBe(shownDays(2));
    buttonNamed(picker(), '活动').click();
    await expect.poll(() => picker().shadowRoot?.querySelector('input[maxlength]'), patiently).toBeTruthy();
    const name = find<HTMLInputElement>(picker(), 'input[maxlength]');
    name.value = '敬老月';
    name.dispatchEvent(new Event('input'));
    await expect
      .poll(() => buttonNamed(picker(), '保存为活动').hasAttribute('disabled'), patiently)
      .toBe(false);
    buttonNamed(picker(), '保存为活动').click();
    await expect
      .poll(() => textOf(picker(), 'select'), patiently)
      .toContain('敬老月（2026-11-19—2026-11-20）');
    expect(await axeFindings(picker())).toEqual([]);
  });

  it('suggests the flights of the programme, and calls spots by their titles', async () => {
    await openDays(5);
    buttonNamed(picker(), '活动').click();
    await expect.poll(() => picker().shadowRoot?.querySelector('select'), patiently).toBeTruthy();
    const select = find<HTMLSelectElement>(picker(), 'select');
    expect(select.textContent).toContain('投放期 2026-11-20—2026-11-21（1 个条目）');
    select.value = '0';
    select.dispatchEvent(new Event('change'));
    await found().toBe(shownDays(2));
    await expect
      .poll(() => report().shadowRoot?.querySelector('#planned')?.parentElement?.textContent, patiently)
      .toContain('放款前先收费，就是诈骗');
  });

  it('leads from a figure to exactly the plays that it was made of, and back', async () => {
    await openDays(5);
    const failed = findAll(report(), 'button.fact').find((button) =>
      button.textContent?.includes('未能播出'),
    );
    const figure = Number(failed?.querySelector('strong')?.textContent);
    expect(figure).toBeGreaterThan(0);
    failed?.click();
    await found().toBe(`共 ${figure} 次播放`);
    expect(textOf(plays(), '.traced')).toContain('未能播出');
    await expect.poll(() => plays().shadowRoot?.activeElement?.id, patiently).toBe('plays');
    find(plays(), '.traced button').click();
    await found().toBe(shownDays(5));
  });

  it('leads from an hour of the calendar to its plays, and shows that day', async () => {
    await openDays(5);
    const map = find(report(), 'changming-heat-map');
    map.dispatchEvent(new CustomEvent('cell-select', { detail: 21 * 24 - 24 * 3 + 14 }));
    await found().toMatch(/^共 24[0-2] 次播放$/);
  });

  it('explains a shortfall by what the log says of it', async () => {
    await openDays(5);
    const section = report().shadowRoot?.querySelector('#shortfalls')?.parentElement;
    expect(section?.textContent).toContain('▼ 2026-11-21 14:');
    expect(section?.textContent).toContain('故障：找不到文件 4 次');
  });
});
