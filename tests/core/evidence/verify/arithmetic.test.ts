import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { AsRunEntry } from '../../../../src/core/as-run/entry.ts';
import {
  type ProofReport,
  reportText,
  reportTextPieces,
} from '../../../../src/core/evidence/export/proof-report.ts';
import type { Verdict } from '../../../../src/core/evidence/verify/verdict.ts';
import { codesOf, evidenceOf, failuresOf, verifyFiles } from './asked.ts';
import { bytesOf, honestLog } from './honest-log.ts';
import { type Files, madeExport, resign, textIn, treeOf, utf8 } from './made-export.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let log: AsRunEntry[];
let files: Files;

beforeAll(async () => {
  log = await honestLog();
  files = await madeExport(bytesOf(log));
});

/** What the owner of the key gets who changes a file and signs its hash anew. */
function forged(path: string, change: (text: string) => string): Promise<Verdict> {
  const changed = new Map(files).set(path, utf8(change(textIn(files, path))));
  return verifyFiles(resign(changed));
}

describe('a list of plays that the screen signed, but that its entries do not say', () => {
  test('with one figure changed: plays-differ says which line, what and what instead', async () => {
    const line = textIn(files, 'plays.csv').split('\r\n')[200] ?? '';
    const better = line.replace(/,(\d+),/, ',99999,');
    const verdict = await forged('plays.csv', (text) => text.replace(line, better));
    expect(failuresOf(verdict)).toEqual(['arithmetic: plays-differ']);
    expect(evidenceOf(verdict, 'plays-differ')).toEqual({
      file: 'plays.csv',
      line: 201,
      expected: line,
      found: better,
    });
  });

  test.each<[string, (text: string) => string]>([
    ['a play more', (text) => `${text}${text.split('\r\n').slice(-2)[0]}\r\n`],
    ['a play fewer', (text) => `${text.split('\r\n').slice(0, -2).join('\r\n')}\r\n`],
    ['the last line end fewer', (text) => text.slice(0, -2)],
    ['no byte order mark', (text) => text.replace('\uFEFF', '')],
    ['nothing at all', () => ''],
  ])('with %s: plays-differ', async (_, change) => {
    expect(failuresOf(await forged('plays.csv', change))).toEqual(['arithmetic: plays-differ']);
  });
});

describe('figures that the screen signed, but that do not follow from its entries', () => {
  test('are found: figures-differ says where, what and what instead', async () => {
    const { onAirMs } = JSON.parse(textIn(files, 'report.json')).figures.total;
    const verdict = await forged('report.json', (text) =>
      text.replace(`"onAirMs": ${onAirMs}`, '"onAirMs": 1'),
    );
    expect(failuresOf(verdict)).toEqual(['arithmetic: figures-differ']);
    expect(evidenceOf(verdict, 'figures-differ')).toEqual({
      file: 'report.json',
      at: '/figures/total/onAirMs',
      expected: String(onAirMs),
      found: '1',
    });
  });

  test.each<[string, (text: string) => string]>([
    ['a verdict', (text) => text.replace('"verdict": "met"', '"verdict": "short"')],
    ['something that was not asked', (text) => text.replace('"figures": {', '"figures": {"bonus": 1,')],
    ['another log', (text) => text.replace(/changming\/[a-z2-7]+/, 'changming/aaaaaaaaaaaaaaaa')],
    ['no JSON', () => '{"figures":'],
    ['null', () => 'null'],
    ['nothing', () => ''],
  ])('with %s: figures-differ', async (_, change) => {
    expect(failuresOf(await forged('report.json', change))).toEqual(['arithmetic: figures-differ']);
  });

  test('that are the same in another layout hold', async () => {
    expect((await forged('report.json', (text) => JSON.stringify(JSON.parse(text)))).holds).toBe(true);
  });
});

describe('pages that the screen signed', () => {
  test.each(['report.html', 'README.html'])(
    '%s of this version says something else: report-differs',
    async (file) => {
      const verdict = await forged(file, (text) => text.replace('</body>', '<p>100 %</p></body>'));
      expect(failuresOf(verdict)).toEqual(['arithmetic: report-differs']);
      expect(evidenceOf(verdict, 'report-differs')).toEqual({ file });
    },
  );

  test('of another version may look otherwise, which is noted: report-by-other-version', async () => {
    const later = new Map(files)
      .set('report.json', utf8(textIn(files, 'report.json').replace('changming 0.1.0', 'changming 9.0.0')))
      .set('report.html', utf8('<!doctype html><title>New</title>'));
    const signed = resign(later, (text) => text.replace('player changming 0.1.0', 'player changming 9.0.0'));
    const verdict = await verifyFiles(signed);
    expect(verdict.holds).toBe(true);
    expect(codesOf(verdict)).toContain('(arithmetic: report-by-other-version)');
  });
});

test('the text of a report in pieces is the text of the report', () => {
  const report = JSON.parse(textIn(files, 'report.json')) as ProofReport;
  expect(report.figures.days.length).toBeGreaterThan(1);
  const named = { ...report, by: '"days": []' };
  const empty = { ...report, figures: { ...report.figures, days: [] } };
  for (const each of [report, named, empty]) {
    expect([...reportTextPieces(each)].join('')).toBe(reportText(each));
  }
});

describe('figures that nobody could compute', () => {
  const last = (change: object) =>
    log.map((entry, seq) => (seq === log.length - 1 ? { ...entry, ...change } : entry) as AsRunEntry);

  test.each<[string, object]>([
    ['on-air time leaps by two thousand years', { onAirMs: 2 ** 46 }],
    ['a time lies beyond the calendar', { at: '+275760-09-12T23:59:59.999+00:00' }],
  ])('because %s, are refused and not counted for ever', async (_, change) => {
    const failures = failuresOf(await verifyFiles(treeOf(bytesOf(last(change)))));
    expect(failures).toContain('arithmetic: figures-differ');
  });

  test('nor a list of plays, because only the local time of one lies beyond the calendar', async () => {
    const play = log.findIndex(({ type }) => type === 'play');
    const at = '+275760-09-13T07:59:59.999+08:00';
    const changed = log.map((entry, seq) => (seq === play ? { ...entry, at } : entry));
    const tree = treeOf(bytesOf(changed));
    const withList = new Map(tree).set('plays.csv', utf8(textIn(files, 'plays.csv')));
    expect(failuresOf(await verifyFiles(withList))).toContain('arithmetic: figures-differ');
  });
});

describe('a range', () => {
  const range = { from: 270, to: 300 };
  let day: Files;

  beforeAll(async () => {
    day = await madeExport(bytesOf(log), undefined, range);
  });

  test('holds, carries less than the log, and is said to be a range', async () => {
    const verdict = await verifyFiles(day);
    expect(failuresOf(verdict)).toEqual([]);
    expect(verdict.log).toMatchObject({ from: 270, to: 300, size: log.length });
    expect(day.size).toBeLessThan(files.size + 2);
  });

  test('that claims more than it carries: bundle-missing, though the screen signed it', async () => {
    const claiming = resign(day, (text) => text.replace('entries 270 300', `entries 270 ${log.length}`));
    expect(failuresOf(await verifyFiles(claiming))).toContain('tree: bundle-missing');
  });

  test('that claims to be the whole log: its proofs are no part of one', async () => {
    const claiming = resign(day, (text) => text.replace('entries 270 300', `entries 0 ${log.length}`));
    expect(failuresOf(await verifyFiles(claiming))).toContain('format: file-unexpected');
  });

  test('without the tile above its entries: tile-missing', async () => {
    const without = new Map(day);
    without.delete('tile/1/000.p/2');
    expect(failuresOf(await verifyFiles(without))).toContain('tree: tile-missing');
  });

  test.each<[string, (text: string) => string]>([
    ['of another entry', (text) => text.replace('index 270', 'index 271')],
    ['with a hash fewer', (text) => text.replace(/index 270\n.*\n/, 'index 270\n')],
    ['with another hash', (text) => text.replace(/index 270\n.*\n/, `index 270\n${'A'.repeat(43)}=\n`)],
    ['under another checkpoint', (text) => text.replace(`\n${log.length}\n`, '\n9999\n')],
    ['that is none', () => 'proof\n'],
  ])('whose proof is one %s: proof-differs', async (_, change) => {
    const path = 'proofs/first.tlog-proof';
    const changed = new Map(day).set(path, utf8(change(textIn(day, path))));
    expect(failuresOf(await verifyFiles(resign(changed)))).toEqual(['tree: proof-differs']);
  });
});
