import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../../src/auditor/desk/auditor-element.ts';
import type { AuditorElement } from '../../../src/auditor/desk/auditor-element.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import { lobbyEntries } from '../../contracts/lobby-log.ts';
import { axeFindings } from '../controls/axe.ts';
import { buttonNamed, find, findAll, patiently, textOf } from '../controls/shadow.ts';
import { Device } from './seeded-desk.ts';

const noon = Date.parse('2026-11-22T04:00:00Z');
/** A4 less the margins of the page, at 96 pixels an inch. */
const pageHeightPx = ((297 - 24) / 25.4) * 96;

let auditor: AuditorElement;

async function openSheets(plays: number, missingOn = 7): Promise<HTMLElement> {
  const device = new Device();
  await device.write(lobbyEntries({ plays, lastDate: '2026-11-22', missingOn }));
  auditor = document.createElement('changming-auditor');
  auditor.now = () => noon;
  auditor.desk = device.desk();
  document.body.append(auditor);
  const report = () => auditor.shadowRoot?.querySelector('changming-log-report');
  await expect.poll(() => report()?.shadowRoot?.querySelector('.answer'), patiently).toBeTruthy();
  buttonNamed(find(auditor, 'changming-log-report'), '月度核查表（打印）').click();
  await expect
    .poll(() => report()?.shadowRoot?.querySelector('changming-month-sheets'), patiently)
    .toBeTruthy();
  const sheets = find(find(auditor, 'changming-log-report'), 'changming-month-sheets');
  await expect
    .poll(
      () => findAll(sheets, 'changming-qr-code').every((code) => code.shadowRoot?.querySelector('path')),
      patiently,
    )
    .toBe(true);
  return sheets;
}

beforeEach(async () => {
  setLanguage('zh-CN');
  await page.viewport(1280, 800);
});
afterEach(() => auditor.remove());

describe('<changming-month-sheets>', () => {
  it('has a page for each month of the period, with promise, result, shortfalls, checkpoint and lines to sign', async () => {
    const sheets = await openSheets(2280 * 12, 3);
    expect(findAll(sheets, '.sheet').length).toBe(1);
    const sheet = textOf(sheets, '.sheet');
    for (const part of [
      '2026年11月',
      '任何连续 1 小时不少于 15 %',
      '▼ 未达到承诺',
      '故障：找不到文件 4 次',
      '根哈希',
      '检查人签字',
      '网点负责人签字',
    ]) {
      expect(sheet.replace(/\u00a0/g, ' ')).toContain(part);
    }
    expect(sheet).toMatch(/changming\/[a-z2-7]{16}\/1/);
  });

  it('stays within one page of A4, also where every week has its shortfall', async () => {
    const sheets = await openSheets(2280 * 22, 0);
    for (const sheet of findAll(sheets, '.sheet')) {
      const { paddingTop, paddingBottom } = getComputedStyle(sheet);
      const height =
        sheet.getBoundingClientRect().height -
        Number.parseFloat(paddingTop) -
        Number.parseFloat(paddingBottom);
      expect(height).toBeLessThanOrEqual(pageHeightPx);
    }
  });

  it('prints what is filled in, and leaves room to write what is not', async () => {
    const sheets = await openSheets(300);
    const field = find<HTMLInputElement>(sheets, '.toolbar input');
    field.value = '城关支行';
    field.dispatchEvent(new Event('input'));
    await expect.poll(() => textOf(sheets, '.head'), patiently).toContain('网点名称 城关支行');
    buttonNamed(sheets, '← 返回').click();
    const report = find(auditor, 'changming-log-report');
    await expect.poll(() => report.shadowRoot?.querySelector('changming-month-sheets'), patiently).toBeNull();
  });

  it.each(['zh-CN', 'en'] as const)('is free of axe findings in %s', async (language) => {
    await openSheets(2280 * 3, 0);
    setLanguage(language);
    await auditor.updateComplete;
    expect(await axeFindings(auditor)).toEqual([]);
  });
});
