import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it, vi } from 'vitest';
import type { ProofReport } from '../../../../src/core/evidence/export/proof-report.ts';
import { type Cell, sheetXml, xmlText } from '../../../../src/core/evidence/workbook/sheet.ts';
import { workbookFiles } from '../../../../src/core/evidence/workbook/workbook.ts';
import { readPlayTable } from '../../../../src/core/report/extend-play-columns.ts';
import { MemoryPlayColumnsStore } from '../../../../src/core/report/memory-play-columns-store.ts';
import { writeZip } from '../../../../src/core/zip/write-zip.ts';
import { lobbyEntries } from '../../../contracts/lobby-log.ts';
import { filesOf, SignedLog, textOf } from '../export/signed-log.ts';

vi.setConfig({ testTimeout: 120_000 });

const entries = [...lobbyEntries({ plays: 400, lastDate: '2026-11-22' })].map((entry) =>
  entry.type === 'play' && entry.seq === 10
    ? { ...entry, spot: '=HYPERLINK("http://x","<&>")\u0000' }
    : entry,
);

describe('a workbook', () => {
  it('has the sheets, and in them the figures of the report', async () => {
    const { report, sheets } = await opened();
    expect([...sheets.keys()]).toEqual(['概要', '按日', '按小时', '播放明细', '中断']);
    const [heading, day] = sheets.get('按日') ?? [];
    expect(heading?.slice(0, 5)).toEqual(['日期', '开播时长', '播放次数', '反诈宣传 播出时长', '占比']);
    const { total } = report.figures;
    expect(day?.[0]).toEqual(new Date('2026-11-22T00:00:00Z'));
    // The reader gives durations as instants after its day 0.
    expect(Math.abs(Number(day?.[1]) - Date.UTC(1899, 11, 30) - total.onAirMs)).toBeLessThanOrEqual(1);
    expect(day?.[2]).toBe(400);
    expect(Number(day?.[4])).toBe(Math.floor((total.shares[0]?.sharePpm ?? 0) / 100) / 10_000);
    expect(sheets.get('按小时')).toHaveLength(1 + (report.figures.days[0]?.hours.length ?? 0));
  });

  it('lists every play with its number, local time and seconds', async () => {
    const { sheets } = await opened();
    const [, ...rows] = sheets.get('播放明细') ?? [];
    expect(rows).toHaveLength(400);
    expect([rows[0]?.[0], rows[0]?.[2], rows[0]?.[3]]).toEqual([2, 14.967, 15]);
    expect(Math.abs(Number(rows[0]?.[1]) - Date.parse('2026-11-22T08:30:00Z'))).toBeLessThanOrEqual(1);
  });

  it('holds what looks like a formula as text', async () => {
    const { sheets, xml } = await opened();
    const spots = (sheets.get('播放明细') ?? []).map((row) => row[5]);
    expect(spots).toContain('=HYPERLINK("http://x","<&>")\ufffd');
    expect(xml.every((part) => !/<f[ >]/.test(part))).toBe(true);
  });

  it('goes on in another sheet where one is full', async () => {
    const { report, table } = await made();
    const rows = new Uint32Array(1_000_001).fill(5);
    const names = [...workbookFiles(report, table, rows)].map(({ path }) => path);
    expect(names.filter((path) => path.startsWith('xl/worksheets/'))).toHaveLength(6);
  });
});

describe('a cell', () => {
  it('never holds what XML cannot', () => {
    expect(xmlText('a\u0001b\ud800c\ufffe<>&"')).toBe('a\ufffdb\ufffdc\ufffd&lt;&gt;&amp;&quot;');
    expect(xmlText('x'.repeat(40_000))).toHaveLength(32_000);
  });

  it.each<[string, Cell, string]>([
    ['a date', { style: 'date', text: '2026-11-22' }, '<v>46348</v>'],
    ['a time of day', { style: 'dateTime', text: '2026-11-22T12:00:00.000+08:00' }, '<v>46348.5</v>'],
    ['a duration', { style: 'duration', value: 43_200_000 }, '<v>0.5</v>'],
    ['milliseconds as seconds', { style: 'seconds', value: 1500 }, '<v>1.5</v>'],
    ['a time that is none, as it stands', { style: 'dateTime', text: 'never' }, '>never</t>'],
  ])('shows %s', (_, cell, expected) => {
    expect([...sheetXml({ name: 'x', widths: [], frozen: 0, rows: [[cell]] })].join('')).toContain(expected);
  });

  it('is named by its column, also beyond Z', () => {
    const row = Array.from({ length: 28 }, (): Cell => ({ style: 'integer', value: 1 }));
    const xml = [...sheetXml({ name: 'x', widths: [], frozen: 0, rows: [row] })].join('');
    expect(xml).toContain('r="Z1"');
    expect(xml).toContain('r="AB1"');
  });
});

async function made() {
  const log = new SignedLog(entries);
  const report = JSON.parse(textOf(await filesOf(log), 'report.json')) as ProofReport;
  return { report, table: await readPlayTable(log, new MemoryPlayColumnsStore()) };
}

async function opened() {
  const { report, table } = await made();
  const parts: Uint8Array[] = [];
  for await (const part of writeZip(workbookFiles(report, table), { modified: report.madeAt }))
    parts.push(part);
  const xml = [...workbookFiles(report, table)].map(({ chunks }) =>
    [...(chunks as Iterable<Uint8Array>)].map((chunk) => Buffer.from(chunk).toString('utf8')).join(''),
  );
  const read = await readXlsxFile(Buffer.concat(parts));
  return { report, xml, sheets: new Map(read.map(({ sheet, data }) => [sheet, data])) };
}
