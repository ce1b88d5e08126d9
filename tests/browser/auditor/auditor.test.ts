import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/auditor/desk/auditor-element.ts';
import type { AuditorElement } from '../../../src/auditor/desk/auditor-element.ts';
import type { AuditDesk } from '../../../src/auditor/desk/log-desk.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import { lobbyEntries } from '../../contracts/lobby-log.ts';
import { axeFindings } from '../controls/axe.ts';
import { buttonNamed, find, findAll, textOf } from '../controls/shadow.ts';
import { Device } from './seeded-desk.ts';

const lastDate = '2026-11-22';
const noon = Date.parse('2026-11-22T04:00:00Z');

let auditor: AuditorElement;

async function open(desk: AuditDesk, now = noon): Promise<AuditorElement> {
  auditor = document.createElement('changming-auditor');
  auditor.now = () => now;
  auditor.desk = desk;
  document.body.append(auditor);
  return auditor;
}

async function answered(opened: AuditorElement): Promise<void> {
  const answer = () =>
    opened.shadowRoot?.querySelector('changming-log-report')?.shadowRoot?.querySelector('.answer');
  await vi.waitUntil(answer, { timeout: 20_000 });
}

async function openLobby(
  plays: number,
  now = noon,
  missingOn = 7,
): Promise<{ device: Device; page: AuditorElement }> {
  const device = new Device();
  await device.write(lobbyEntries({ plays, lastDate, missingOn }));
  const opened = await open(device.desk(), now);
  await answered(opened);
  return { device, page: opened };
}

function report(): HTMLElement {
  return find(auditor, 'changming-log-report');
}

function playSection(): HTMLElement {
  return find(report(), 'changming-play-section');
}

function playList(): HTMLElement {
  return find(playSection(), 'changming-play-list');
}

async function choose(select: HTMLElement, value: string): Promise<void> {
  await userEvent.selectOptions(select, value);
}

beforeEach(() => {
  document.body.style.margin = '0';
  setLanguage('zh-CN');
});
afterEach(() => auditor.remove());

describe('<changming-auditor>', () => {
  it('says first whether today kept its promise', async () => {
    await openLobby(5000);
    expect(textOf(report(), '.answer .figures')).toBe('今日 16.7 % ✓ 承诺 15 %');
    expect(find(report(), '.answer').className).toContain('met');
  });

  it('marks a day on which an hour fell short, in words and shape', async () => {
    await openLobby(2280, noon, 0);
    expect(textOf(report(), '.answer .figures')).toMatch(/^今日 1[67](\.\d)? % ⚠ 承诺 15 %$/);
    expect(textOf(report(), '.answer')).toMatch(/最低的连续 1 小时：1[0-4](\.\d)? %/);
    const hours = [...findAll(report(), '.twin')][1];
    if (!(hours instanceof HTMLDetailsElement)) throw new Error('no table of hours');
    hours.open = true;
    const short = [...hours.querySelectorAll('tr')].filter((row) =>
      row.textContent?.includes('▼ 未达到承诺'),
    );
    expect(short.map((row) => row.querySelector('th')?.textContent?.trim())).toEqual(['14:00', '15:00']);
    expect(hours.querySelectorAll('tbody tr').length).toBe(24);
  });

  it('shows the latest day, and says so, when nothing has been played today', async () => {
    await openLobby(100, noon + 3 * 86_400_000);
    expect(textOf(report(), '.answer')).toContain('今天还没有播出记录，以下是最近一天：2026年11月22日');
  });

  it('lists plays newest first, and only those that the filters let through', async () => {
    await openLobby(5000);
    const section = playSection();
    await vi.waitUntil(() => textOf(section, '[role=status]') === '共 5,000 次播放');
    const table = find(playList(), '[role=table]');
    expect(table.getAttribute('aria-rowcount')).toBe('5001');
    const rows = findAll(playList(), '[role=row]');
    expect(rows.length).toBeLessThan(40);
    expect(rows[1]?.textContent).toContain('2026-11-22 10:');
    const written = [...lobbyEntries({ plays: 5000, lastDate })].filter((entry) => entry.type === 'play');
    const films = written.filter(({ spot }) => spot.endsWith('-film'));
    const loans = films.filter(({ topic }) => topic === 'fake-loan');
    await userEvent.fill(find(section, 'input[type=search]'), 'FILM');
    await vi.waitUntil(() => textOf(section, '[role=status]') === `共 ${films.length} 次播放`);
    const [category, topic] = findAll<HTMLSelectElement>(section, 'select');
    if (!category || !topic) throw new Error('no filters');
    await choose(category, 'anti-fraud');
    await choose(topic, 'fake-loan');
    await vi.waitUntil(() => textOf(section, '[role=status]') === `共 ${loans.length} 次播放`);
    await vi.waitUntil(() =>
      findAll(playList(), '.spot')
        .slice(1)
        .every((cell) => cell.textContent === 'fake-loan-film'),
    );
    await userEvent.fill(find(section, 'input[type=search]'), 'no such spot');
    await vi.waitUntil(() => section.shadowRoot?.textContent?.includes('没有符合条件的播放'));
    buttonNamed(section, '清除筛选').click();
    await vi.waitUntil(() => textOf(section, '[role=status]') === '共 5,000 次播放');
  });

  it('reaches the oldest play by keyboard', async () => {
    await openLobby(3000);
    const scroller = find(playList(), '.scroller');
    scroller.focus();
    await userEvent.keyboard('{End}');
    await vi.waitUntil(() => playList().shadowRoot?.querySelector('[aria-rowindex="3001"]'));
  });

  it('hands over what is filtered as a CSV file that says it is UTF-8', async () => {
    await openLobby(5000);
    const section = playSection();
    await choose(find(section, 'select'), 'anti-fraud');
    const saved = new Promise<Blob>((resolve) => {
      vi.spyOn(URL, 'createObjectURL').mockImplementationOnce((file) => {
        resolve(file as Blob);
        return '#';
      });
    });
    buttonNamed(find(section, 'changming-table-download'), '下载 CSV').click();
    const bytes = new Uint8Array(await (await saved).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    const shown = textOf(section, '[role=status]');
    expect(shown).toBe(`共 ${lines.length - 2} 次播放`);
    expect(lines[0]).toContain('开始时间 start');
    expect(lines[1]).toContain('2026-11-20T08:30:00.000+08:00');
  });

  it('shows the checkpoint as it stands', async () => {
    const { device } = await openLobby(300);
    const head = await device.store.readHead();
    expect(find(report(), 'pre').textContent).toBe(head?.checkpoint);
    expect(textOf(report(), 'dl')).toContain(head?.checkpoint.split('\n')[2]);
  });

  it('takes in what the player has written meanwhile when it is refreshed', async () => {
    const { device } = await openLobby(2280);
    await device.write([...lobbyEntries({ plays: 2 * 2280, lastDate: '2026-11-23' })].slice(2283));
    buttonNamed(auditor, '刷新').click();
    await vi.waitUntil(() => textOf(playSection(), '[role=status]') === '共 4,560 次播放');
    await vi.waitUntil(() => findAll(report(), '.twin tbody')[0]?.textContent?.includes('2026-11-23'));
  });

  it('says so when this device has never played, and offers the player', async () => {
    await open(new Device().desk());
    await vi.waitUntil(() => auditor.shadowRoot?.querySelector('.notice h2'));
    expect(textOf(auditor, '.notice')).toContain('这台设备还没有播出日志');
    expect(find<HTMLAnchorElement>(auditor, '.notice a').getAttribute('href')).toBe('./');
  });

  it('says what failed and goes on when it works again', async () => {
    const device = new Device();
    await device.write(lobbyEntries({ plays: 50, lastDate }));
    const desk = device.desk();
    let broken = true;
    await open({
      epochs: () => (broken ? Promise.reject(new Error('disk is gone')) : desk.epochs()),
      read: (epoch, options) => desk.read(epoch, options),
      spots: () => desk.spots(),
    });
    await vi.waitUntil(() => auditor.shadowRoot?.querySelector('[role=alert]'));
    expect(textOf(auditor, '[role=alert]')).toContain('disk is gone');
    expect(textOf(auditor, '[role=alert]')).toContain('播放与记录不受影响');
    broken = false;
    buttonNamed(auditor, '重试').click();
    await answered(auditor);
    expect(auditor.shadowRoot?.querySelector('[role=alert]')).toBeNull();
  });

  it('counts what can be read and says how much cannot', async () => {
    const device = new Device();
    const entries: unknown[] = [...lobbyEntries({ plays: 50, lastDate })];
    entries[20] = 'no entry';
    await device.write(entries as never);
    await open(device.desk());
    await vi.waitUntil(() => auditor.shadowRoot?.querySelector('.notice.warn'));
    expect(textOf(auditor, '.notice.warn')).toContain('有 1 条记录无法读出');
    expect(textOf(playSection(), '[role=status]')).toBe('共 49 次播放');
  });

  it('speaks English when asked to', async () => {
    await openLobby(300);
    buttonNamed(auditor, 'English').click();
    await vi.waitUntil(() => textOf(auditor, 'h1') === 'Airtime audit');
    expect(textOf(report(), '.answer .figures')).toBe('Today 16.6 % ✓ promised 15 %');
    await vi.waitUntil(() => textOf(playSection(), '[role=status]') === '300 plays');
  });

  it.each([
    [360, 640],
    [1280, 800],
    [1920, 1080],
  ])('is free of axe findings and fits into %i × %i', async (width, height) => {
    await page.viewport(width, height);
    await openLobby(2280, noon, 0);
    for (const twin of findAll<HTMLDetailsElement>(report(), '.twin')) twin.open = true;
    expect(await axeFindings(auditor)).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});
