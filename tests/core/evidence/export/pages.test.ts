import { describe, expect, it, vi } from 'vitest';
import type { AsRunEntry } from '../../../../src/core/as-run/entry.ts';
import { percent, spokenDuration } from '../../../../src/core/evidence/export/format.ts';
import type { ProofReport } from '../../../../src/core/evidence/export/proof-report.ts';
import { reportHtml } from '../../../../src/core/evidence/export/report-html.ts';
import { lobbyEntries } from '../../../contracts/lobby-log.ts';
import { filesOf, SignedLog, textOf } from './signed-log.ts';

vi.setConfig({ testTimeout: 120_000 });

const hostile = '<script>alert("x")</script>\'&';
// Films are missing for twenty minutes of the afternoon.
const day = [...lobbyEntries({ plays: 2280, lastDate: '2026-11-22', missingOn: 0 })];
const entries: AsRunEntry[] = day.map((entry) =>
  entry.type === 'fault' ? { ...entry, what: hostile, spot: hostile } : entry,
);

describe('report.html', () => {
  it('follows from report.json alone', async () => {
    const files = await filesOf(new SignedLog(entries));
    const report = JSON.parse(textOf(files, 'report.json')) as ProofReport;
    expect(reportHtml(report)).toBe(textOf(files, 'report.html'));
  });

  it('gives the answer, and says when the promise was broken and what the log knows of it', async () => {
    const page = textOf(await filesOf(new SignedLog(entries)), 'report.html');
    expect(page).toContain('有 1 段时间未达标');
    expect(page).toContain('承诺不少于 15\u00a0%');
    expect(page).toMatch(/2026-11-22 14:\d\d.*\n.*at least 15\u00a0% in every 60\u00a0min/);
    expect(page).toContain('虚假投资理财');
  });

  it('has no script, no address of another place, and nothing that a name could smuggle in', async () => {
    const files = await filesOf(new SignedLog(entries), { by: hostile, player: hostile });
    for (const name of ['report.html', 'README.html']) {
      const page = textOf(files, name);
      expect(page).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|(src|href)=|url\(|https?:\/\//i);
      expect(page).toContain("default-src 'none'");
    }
    expect(textOf(files, 'report.html')).toContain('&#60;script&#62;');
  });
});

describe('README.html', () => {
  it('names the log, its root and its key, and how others check them', async () => {
    const files = await filesOf(new SignedLog(day.slice(0, 300)));
    const page = textOf(files, 'README.html');
    const [origin = '', size = '', root = ''] = textOf(files, 'checkpoint').split('\n');
    const key = textOf(files, 'key.vkey').trim();
    for (const line of [origin, size, root, key]) expect(page).toContain(`${line}\n`.trim());
    expect(page).toContain('tessera/cmd/fsck@');
    expect(page).toContain('sha256sum -c');
  });

  it('does not promise of a part what only the whole log can give', async () => {
    const page = textOf(
      await filesOf(new SignedLog(day.slice(0, 300)), { range: { from: 9, to: 20 } }),
      'README.html',
    );
    expect(page).not.toContain('cmd/fsck@');
    expect(page).toContain('tlog-proof');
  });
});

describe('the figures of a page', () => {
  it('never look better than they are', () => {
    expect(percent(149_999)).toBe('14.9\u00a0%');
    expect(percent(150_000)).toBe('15.0\u00a0%');
    expect(percent(1_000_000)).toBe('100.0\u00a0%');
  });

  it('are spoken in the largest units that say enough', () => {
    expect(spokenDuration(59_001).en).toBe('60\u00a0s');
    expect(spokenDuration(600_000).en).toBe('10\u00a0min');
    expect(spokenDuration(3 * 3_600_000).en).toBe('3\u00a0h');
    expect(spokenDuration(3 * 3_600_000 + 300_000).zh).toBe('3\u00a0小时\u00a05\u00a0分');
  });
});
