import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { setLanguage } from '../../../src/elements/language.ts';
import '../../../src/elements/panel/panel.ts';
import type { LogStanding } from '../../../src/core/evidence/log-standing.ts';
import type { Panel } from '../../../src/elements/panel/panel.ts';
import { axeFindings } from '../controls/axe.ts';
import { find, patiently, textOf } from '../controls/shadow.ts';
import { allWell, checkpoint } from './status.ts';

let panel: Panel;

afterEach(() => {
  panel.remove();
  setLanguage('zh-CN');
});

async function open(standing: LogStanding): Promise<void> {
  document.documentElement.lang = 'zh-CN';
  document.title = '长鸣';
  await page.viewport(1280, 720);
  panel = Object.assign(document.createElement('changming-panel'), {
    status: { ...allWell, asRun: { ...allWell.asRun, standing } },
  });
  document.body.append(panel);
  await panel.updateComplete;
}

test('the panel shows the live code, and large as a QR code when it is unfolded', async () => {
  await open(checkpoint);
  expect(textOf(panel, '.live-code summary')).toBe('校验码FFZL-WBCN-S3PS');
  find<HTMLDetailsElement>(panel, '.live-code').open = true;
  expect(textOf(panel, '.large-code')).toBe('FFZL-WBCN-S3PS');
  const qr = find(panel, 'changming-qr-code');
  await expect.poll(() => qr.shadowRoot?.querySelector('path')?.getAttribute('d'), patiently).toMatch(/^M/);
  expect(qr.getBoundingClientRect().width).toBeGreaterThan(300);
  expect(await axeFindings(panel)).toEqual([]);
});

test('the panel says why there is no live code, in both languages', async () => {
  await open('not-written');
  expect(textOf(panel, '.body')).toContain('日志现在写不进去');
  setLanguage('en');
  await panel.updateComplete;
  expect(textOf(panel, '.body')).toContain('The log cannot be written now');
  panel.status = { ...allWell, asRun: { ...allWell.asRun, standing: 'nothing-written' } };
  await panel.updateComplete;
  expect(textOf(panel, '.body')).toContain('Nothing has been written yet');
  expect(panel.shadowRoot?.querySelector('changming-qr-code')).toBeNull();
});
