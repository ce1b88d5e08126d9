import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import '../../../src/auditor/desk/auditor-element.ts';
import type { AuditorElement } from '../../../src/auditor/desk/auditor-element.ts';
import { DeviceEvidence } from '../../../src/auditor/exports/device-evidence.ts';
import { workerTools } from '../../../src/auditor/worker/worker-tools.ts';
import type { AsRunEntry } from '../../../src/core/as-run/entry.ts';
import { verify } from '../../../src/core/evidence/verify/verify.ts';
import { openZip } from '../../../src/core/zip/open-zip.ts';
import { blobAccess } from '../../../src/core/zip/random-access.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import { lobbyEntries } from '../../contracts/lobby-log.ts';
import { axeFindings } from '../controls/axe.ts';
import { buttonNamed, find, findAll, patiently, textOf } from '../controls/shadow.ts';
import { Device } from './seeded-desk.ts';

const noon = Date.parse('2026-11-22T04:00:00Z');

let auditor: AuditorElement;

/** The desk on an auditor's own computer, which has no log. */
async function openDesk(device = new Device()): Promise<AuditorElement> {
  auditor = document.createElement('changming-auditor');
  auditor.now = () => noon;
  auditor.desk = device.desk();
  auditor.tools = workerTools({ database: device.name, player: 'changming test', sizeOf: async () => 0 });
  document.body.append(auditor);
  await auditor.updateComplete;
  return auditor;
}

async function exported(
  name: string,
  { plays = 2280, missingOn = 7, simulated = false } = {},
): Promise<{ file: File; device: Device }> {
  const device = new Device();
  const entries = [...lobbyEntries({ plays, lastDate: '2026-11-22', missingOn })];
  await device.write(entries.map((entry) => (simulated ? asSimulated(entry) : entry)));
  return { file: await device.exported(name), device };
}

function asSimulated(entry: AsRunEntry): AsRunEntry {
  return entry.type === 'on-air' ? { ...entry, simulated: true } : entry;
}

function drop(...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  document.body.dispatchEvent(
    new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, composed: true }),
  );
}

/** Resolves when as many files have been checked. */
async function checked(files = 1): Promise<void> {
  await expect
    .poll(() => findAll(auditor, 'td.is-kept, td.is-short').length, patiently)
    .toBeGreaterThanOrEqual(files);
}

async function flipped(file: File, part: string): Promise<File> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder('latin1').decode(bytes);
  const at = text.indexOf(part) + part.length + 40;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return new File([bytes], file.name);
}

beforeEach(async () => {
  document.body.style.margin = '0';
  setLanguage('zh-CN');
  await page.viewport(1280, 800);
});
afterEach(() => auditor?.remove());

describe('<changming-auditor> with files', () => {
  it('verifies an export that is dropped on it, in a worker, and shows its answer, steps and plays', async () => {
    const { file, device } = await exported('lobby.zip');
    await openDesk();
    drop(file);
    await checked();
    await auditor.updateComplete;
    expect(textOf(auditor, '.verdict .figures')).toBe('✓ 核验通过');
    expect(findAll(auditor, '.steps > li.failed')).toEqual([]);
    expect(findAll(auditor, '.steps > li').length).toBe(6);
    expect(textOf(auditor, '.verdict dl')).toContain(device.screen.screenId);
    const report = find(auditor, 'changming-log-report');
    await expect.poll(() => textOf(report, '.answer .figures'), patiently).toBe('今日 16.6 % ✓ 承诺 15 %');
    const plays = find(report, 'changming-play-section');
    await expect.poll(() => textOf(plays, '[role=status]'), patiently).toBe('共 2,280 次播放');
    expect(
      report.shadowRoot?.querySelector('changming-evidence-section')?.shadowRoot?.querySelector('section'),
    ).toBeNull();
    expect(await axeFindings(auditor)).toEqual([]);
  });

  it('says which step failed, what it means and what to do, when a bit of the file was flipped', async () => {
    const { file } = await exported('flipped.zip');
    await openDesk();
    drop(await flipped(file, 'tile/entries/000'));
    await checked();
    await auditor.updateComplete;
    expect(textOf(auditor, '.verdict .figures')).toBe('✗ 核验未通过');
    const failed = findAll(auditor, '.steps > li.failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]?.textContent).toContain('怎么办');
    expect(failed[0]?.querySelector('details')?.open).toBe(true);
    expect(textOf(auditor, 'tbody tr')).toContain('✗ 未通过');
    expect(await axeFindings(auditor)).toEqual([]);
  });

  it('lists several screens, each with its answer first, and shows one in detail', async () => {
    const good = await exported('good.zip', { plays: 300 });
    const short = await exported('short.zip', { missingOn: 0 });
    await openDesk();
    drop(good.file, short.file);
    await checked(2);
    const rows = findAll(auditor, 'tbody tr');
    expect(rows[0]?.textContent).toMatch(/16\.\d\s%\s✓/);
    expect(rows[1]?.textContent).toMatch(/⚠/);
    const look = rows[1]?.querySelector('button');
    look?.click();
    await expect.poll(() => textOf(auditor, '.verdict h2'), patiently).toContain('short.zip');
    buttonNamed(auditor, '移除这份文件').click();
    await expect.poll(() => findAll(auditor, 'tbody tr').length, patiently).toBe(1);
    expect(textOf(auditor, '.verdict h2')).toContain('good.zip');
  });

  it('says loudly that simulated plays are no evidence', async () => {
    const { file } = await exported('training.zip', { plays: 100, simulated: true });
    await openDesk();
    drop(file);
    await checked();
    await expect.poll(() => textOf(auditor, '.simulated'), patiently).toContain('模拟数据，不是证据');
    expect(textOf(auditor, 'tbody tr')).toContain('模拟数据');
  });

  it('says so when a file is no export at all, and goes on', async () => {
    await openDesk();
    drop(new File(['not a zip'], 'holiday.jpg'));
    await expect.poll(() => textOf(auditor, 'tbody tr'), patiently).toContain('文件读不出来');
    expect(auditor.shadowRoot?.querySelector('.verdict')).toBeNull();
  });

  it('tells a day of the log by a range of it, and nothing of the day before', async () => {
    const device = new Device();
    const entries = [...lobbyEntries({ plays: 2 * 2280, lastDate: '2026-11-22' })];
    await device.write(entries);
    const from = entries.findIndex(({ at }) => at.startsWith('2026-11-22'));
    await openDesk();
    drop(await device.exported('day.zip', { from, to: entries.length }));
    await checked();
    const report = find(auditor, 'changming-log-report');
    const plays = () => find(report, 'changming-play-section');
    await expect.poll(() => textOf(plays(), '[role=status]'), patiently).toBe('共 2,280 次播放');
    expect(textOf(auditor, '.verdict .figures')).toBe('✓ 核验通过');
    expect(textOf(auditor, 'tbody tr')).toContain('2026-11-22');
    expect(textOf(auditor, 'tbody tr')).not.toContain('2026-11-21');
  });

  it('finds the code of a photo in a file, and says when there is none', async () => {
    const { file, device } = await exported('lobby.zip', { plays: 200 });
    await openDesk();
    drop(file);
    await checked();
    const section = find(find(auditor, 'changming-log-report'), 'changming-code-section');
    const ask = async (code: string) => {
      const field = find<HTMLTextAreaElement>(section, 'textarea');
      field.value = code;
      field.dispatchEvent(new Event('input'));
      await vi.waitUntil(() => !find<HTMLButtonElement>(section, 'form button').disabled);
      find<HTMLButtonElement>(section, 'form button').click();
    };
    await ask('no code');
    await expect.poll(() => textOf(section, '[role=status]'), patiently).toContain('这不是校验码');
    const head = await device.store.readHead();
    await ask(head?.checkpoint.split('\n').slice(0, 3).join('\n') ?? '');
    await expect.poll(() => textOf(section, '[role=status]'), patiently).toContain('✓ 找到了');
    await ask('ABCD-EFGH-2345');
    await expect.poll(() => textOf(section, '[role=status]'), patiently).toContain('✗ 没有找到');
  });

  it('speaks English about a file too', async () => {
    const { file } = await exported('lobby.zip', { plays: 200 });
    await openDesk();
    setLanguage('en');
    drop(file);
    await checked();
    await expect.poll(() => textOf(auditor, '.verdict .figures'), patiently).toBe('✓ Verified');
    expect(await axeFindings(auditor)).toEqual([]);
  });
});

describe('copies of what the desk shows', () => {
  it('has the plays of a file as a workbook', async () => {
    const { file } = await exported('lobby.zip', { plays: 120 });
    await openDesk();
    drop(file);
    await checked();
    const plays = find(find(auditor, 'changming-log-report'), 'changming-play-section');
    const download = find(plays, 'changming-table-download');
    const saved = savedFile();
    buttonNamed(download, '下载 XLSX').click();
    const archive = await openZip(blobAccess(await saved));
    expect(archive.paths).toContain('xl/workbook.xml');
  });

  it('writes evidence of a period that verifies, and notes it in the log first', async () => {
    const device = new Device();
    await device.write(lobbyEntries({ plays: 2 * 2280, lastDate: '2026-11-22' }));
    const database = await device.database.connect();
    await database.put('identity', device.screen, 'screen');
    const order: string[] = [];
    const evidence = new DeviceEvidence({
      database: device.name,
      player: 'changming test',
      sizeOf: async () => (await device.store.readHead())?.size ?? 0,
      noteExport: async ({ by, from, to }) => {
        order.push(`${by} ${from} ${to}`);
        return { noted: true, size: to };
      },
      chooseTarget: async () => undefined,
    });
    const saved = savedFile();
    const range = { from: 2283, to: 4566 };
    const { signal } = new AbortController();
    const result = await evidence.save({
      format: 'zip',
      epoch: device.screen.epoch,
      range,
      by: '督导组',
      fileName: 'day.zip',
      signal,
      onProgress: () => order.push('progress'),
    });
    expect(result.noted).toBe(true);
    expect(order[0]).toBe('督导组 2283 4566');
    expect(order).toContain('progress');
    const verdict = await verify(await openZip(blobAccess(await saved)), {});
    expect(verdict.holds).toBe(true);
    expect(verdict.log).toMatchObject(range);
  });
});

/** The next file that is handed to the browser's downloads. */
function savedFile(): Promise<Blob> {
  return new Promise((resolve) => {
    vi.spyOn(URL, 'createObjectURL').mockImplementationOnce((file) => {
      resolve(file as Blob);
      return '#';
    });
  });
}
