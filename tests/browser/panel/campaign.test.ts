import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { focusedElement } from '../../../src/elements/controls/focus.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import type { CampaignStatus } from '../../../src/elements/panel/campaign-status.ts';
import '../../../src/elements/panel/panel.ts';
import type { Panel } from '../../../src/elements/panel/panel.ts';
import { axeFindings } from '../controls/axe.ts';
import { find, findAll, textOf } from '../controls/shadow.ts';
import { allWell } from './status.ts';

const title = (zh: string, en?: string) => ({ 'zh-CN': zh, ...(en === undefined ? {} : { en }) });

const campaign: CampaignStatus = {
  today: '2026-11-22',
  until: '2026-12-22',
  always: 14,
  later: 2,
  more: 0,
  bare: [{ category: 'anti-fraud', from: '2026-12-08', to: '2026-12-22' }],
  phases: [
    {
      from: '2026-11-01',
      to: '2026-11-22',
      categories: ['host'],
      count: 1,
      titles: [title('双十一理财提示', 'Singles’ Day: mind your money')],
    },
    {
      from: '2026-12-01',
      to: '2026-12-07',
      categories: ['anti-fraud', 'host'],
      count: 5,
      titles: [
        title('国家宪法日：守法护财', 'Constitution Day: law protects your savings'),
        title('年底冲量贷款是陷阱'),
        title('刷单返利就是诈骗', 'Paid “tasks” are a scam'),
      ],
    },
    {
      from: '2026-11-10',
      to: '2027-01-05',
      categories: ['anti-fraud'],
      count: 1,
      titles: [title('冬季专项')],
    },
    {
      from: '2026-11-15',
      categories: ['anti-fraud'],
      count: 1,
      titles: [title('长期提示', 'Standing advice')],
    },
  ],
};

let panel: Panel;

async function open(status: CampaignStatus = campaign): Promise<Panel> {
  panel = Object.assign(document.createElement('changming-panel'), {
    status: { ...allWell, campaign: status },
  });
  document.body.append(panel);
  await panel.updateComplete;
  return panel;
}

const summary = () => textOf(panel, '.campaign summary span');
const phases = () =>
  findAll(panel, '.campaign li').map((item) =>
    [...item.querySelectorAll('strong, span, .head ~ p')]
      .map(({ textContent }) => textContent?.trim())
      .join(' | '),
  );
const unfold = () => {
  find<HTMLDetailsElement>(panel, '.campaign').open = true;
};

beforeEach(async () => {
  document.documentElement.lang = 'zh-CN';
  document.title = '长鸣';
  await page.viewport(1280, 720);
});

afterEach(() => {
  panel.remove();
  setLanguage('zh-CN');
});

describe('the campaign calendar', () => {
  test('says in one line what changes next, and warns of dates without content', async () => {
    await open();
    expect(summary()).toBe('⚠ 12月8日起，反诈宣传将播内置标语');
    panel.status = { ...allWell, campaign: { ...campaign, bare: [] } };
    await panel.updateComplete;
    expect(summary()).toBe('11月22日结束 1 条');
    panel.status = { ...allWell, campaign: { ...campaign, bare: [], phases: campaign.phases.slice(1) } };
    await panel.updateComplete;
    expect(summary()).toBe('12月1日开始 5 条');
    panel.status = { ...allWell, campaign: { ...campaign, bare: [], phases: campaign.phases.slice(2) } };
    await panel.updateComplete;
    expect(summary()).toBe('今后 30 天没有变化');
  });

  test('lists what is in force until when, what begins when, and for how many spots', async () => {
    await open();
    unfold();
    expect(phases()).toEqual([
      '今天是最后一天 | 11月1日至11月22日 | 本单位内容 · 1 条 | 双十一理财提示',
      '12月1日开始 | 12月1日至12月7日 | 反诈宣传、本单位内容 · 5 条 | 国家宪法日：守法护财、年底冲量贷款是陷阱、刷单返利就是诈骗等',
      '投放中，至2027年1月5日（含） | 11月10日至2027年1月5日 | 反诈宣传 · 1 条 | 冬季专项',
      '投放中，未定结束日期 | 11月15日起 | 反诈宣传 · 1 条 | 长期提示',
    ]);
    const said = textOf(panel, '.campaign .inside');
    expect(said).toContain('今天 11月22日：投放中 17 条，其中不限期 14 条');
    expect(said).toContain('⚠ 12月8日至12月22日，反诈宣传没有在投放期内的内容，将播放内置标语');
    expect(said).toContain('12月22日以后开始的还有 2 条');
  });

  test('says the same in English', async () => {
    setLanguage('en');
    await open();
    unfold();
    expect(summary()).toBe('⚠ Built-in slogans for “Anti-fraud” from 8 December');
    expect(phases()[1]).toBe(
      'Starts on 1 December | 1 December to 7 December | Anti-fraud; Venue’s own · 5 spots | Constitution Day: law protects your savings; 年底冲量贷款是陷阱; Paid “tasks” are a scam and 2 more',
    );
    expect(textOf(panel, '.campaign .bare')).toBe(
      '⚠ 8 December to 22 December: nothing of “Anti-fraud” is in its flight; built-in slogans play',
    );
  });

  test('draws each phase where its dates lie among the days from today on', async () => {
    await open();
    unfold();
    const parts = findAll(panel, '.strip').map((strip) => {
      const bar = strip.querySelector('i')?.getBoundingClientRect() ?? new DOMRect();
      const { left, width } = strip.getBoundingClientRect();
      return [((bar.left - left) / width) * 31, (bar.width / width) * 31].map(Math.round);
    });
    // 31 days: today is the first.
    expect(parts).toEqual([
      [0, 1],
      [9, 7],
      [0, 31],
      [0, 31],
    ]);
  });

  test('is walked through by the arrow keys alone', async () => {
    await open();
    find(panel, '.campaign summary').focus();
    await userEvent.keyboard('{Enter}{ArrowDown}{ArrowDown}');
    expect(find<HTMLDetailsElement>(panel, '.campaign').open).toBe(true);
    expect(focusedElement()).toBe(findAll(panel, '.campaign li')[1]);
  });

  test('is left out while nothing is known of it', async () => {
    await open();
    panel.status = allWell;
    await panel.updateComplete;
    expect(findAll(panel, '.campaign')).toEqual([]);
  });

  test('a calendar without phases is one line', async () => {
    await open({ ...campaign, phases: [], bare: [], later: 0 });
    unfold();
    expect(phases()).toEqual([]);
    expect(textOf(panel, '.campaign .inside')).toBe('今天 11月22日：投放中 14 条，其中不限期 14 条');
  });
});

const sizes = [
  [360, 640],
  [1280, 720],
  [1080, 1920],
  [3840, 2160],
] as const;

describe.each(sizes)('at %d × %d', (width, height) => {
  test.each(['zh-CN', 'en'] as const)('in %s nothing is cut off and axe finds nothing', async (code) => {
    await page.viewport(width, height);
    setLanguage(code);
    await open();
    unfold();
    const scroller = find(panel, '.scroll');
    expect(scroller.scrollWidth).toBeLessThanOrEqual(scroller.clientWidth);
    expect(await axeFindings(panel)).toEqual([]);
  });
});
