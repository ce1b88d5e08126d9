import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlayEntry } from '../../../src/core/as-run/entry.ts';
import { csvRecord, isoAtOffset, playsCsv } from '../../../src/core/report/csv.ts';
import { readPlayTable } from '../../../src/core/report/extend-play-columns.ts';
import { filterPlays } from '../../../src/core/report/filter.ts';
import { MemoryPlayColumnsStore } from '../../../src/core/report/memory-play-columns-store.ts';
import { columnsOfEntries } from '../../../src/core/report/play-columns.ts';
import { SubjectDictionary } from '../../../src/core/report/subject-dictionary.ts';
import { MemoryLog } from './memory-log.ts';
import { bytesOf, ScreenWorld } from './screen-world.ts';

/** RFC 4180, character by character. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quoted && c === '"' && text.charAt(i + 1) === '"') {
      field += c;
      i++;
    } else if (c === '"') quoted = !quoted;
    else if (quoted) field += c;
    else if (c === ',') {
      record.push(field);
      field = '';
    } else if (c === '\r' && text.charAt(i + 1) === '\n') {
      records.push([...record, field]);
      record = [];
      field = '';
      i++;
    } else if (c === '\n' || c === '\r') throw new Error(`bare line break at ${i}`);
    else field += c;
  }
  if (field !== '' || record.length > 0 || quoted) throw new Error('the last record has no end');
  return records;
}

const attacks = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u3000=1',
  '\u00a0+1',
  '\u200b=1',
  '\ufeff=1',
  '\u202e=1',
  '＝1',
  '＋1',
  '－1',
  '＠SUM',
  '　＝1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x","y")',
  '\u0000=1',
];

describe('csvRecord()', { timeout: 60_000 }, () => {
  it('comes back from a reader of RFC 4180 as it was, but for the apostrophe before a formula', () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...attacks, '"', ',', '\r\n', '长鸣，"96110"'),
    );
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (fields) => {
        const [back, ...more] = parseCsv(csvRecord(fields));
        expect(more).toEqual([]);
        expect(back?.map((text, i) => (text === `'${fields[i]}` ? fields[i] : text))).toEqual(fields);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(attacks)('makes %j harmless', (attack) => {
    const [[field] = []] = parseCsv(csvRecord([attack]));
    expect(field).toBe(`'${attack}`);
  });

  it('leaves numbers numbers and harmless text alone', () => {
    expect(csvRecord([-5, 0.25, 'fake-loan', '2026-11-22', undefined, '刷单=诈骗'])).toBe(
      '-5,0.25,fake-loan,2026-11-22,,刷单=诈骗\r\n',
    );
  });
});

describe('playsCsv()', { timeout: 60_000 }, () => {
  it('writes the BOM, a header and one record for each play asked for, in parts', async () => {
    const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:00:00Z'));
    world.offsetMinutes = 480;
    world.onAir();
    for (let play = 0; play < 9000; play++)
      world.play({ category: play % 4 ? 'host' : '=evil', kind: 'image' }, 5);
    const table = await readPlayTable(new MemoryLog(bytesOf(world.entries)), new MemoryPlayColumnsStore());
    const parts = [...playsCsv(table, filterPlays(table, { category: '=evil' }))];
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(1_000_000);
    expect(parts[0]?.charCodeAt(0)).toBe(0xfeff);
    const [header = [], ...records] = parseCsv(parts.join('').slice(1));
    expect(header.every((name) => /^\S+ [a-z0-9_]+$/.test(name))).toBe(true);
    expect(records.length).toBe(2250);
    expect(records[1]?.slice(0, 3)).toEqual(['5', '2026-11-22T08:00:20.000+08:00', '5000']);
    expect(records[1]?.[9]).toBe("'=evil");
  });
});

describe('the start of a play', () => {
  const farthestMs = Date.UTC(275_760, 0);
  const at = fc.tuple(
    fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -farthestMs, max: farthestMs })),
    fc.integer({ min: -840, max: 840 }),
    // Some follow each other closely, over the ends of minutes and hours.
    fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 6 }),
  );

  it('stands in the list as the entry was stamped, whatever came before it', () => {
    fc.assert(
      fc.property(fc.array(at, { maxLength: 20 }), (times) => {
        const stamps = times.flatMap(([wallMs, offset, steps]) =>
          [0, ...steps].map((step) => isoAtOffset(wallMs + step, offset)),
        );
        const subjects = new SubjectDictionary();
        const entries = stamps.map((at, seq) => ({ type: 'play', seq, at }) as PlayEntry);
        const chunk = columnsOfEntries(0, entries, subjects);
        const table = { origin: 'x', size: chunk.count, chunks: [chunk], subjects: subjects.subjects };
        const rows = Uint32Array.from(stamps.keys());
        const [, ...records] = parseCsv([...playsCsv(table, rows)].join(''));
        expect(records.map(([, start]) => start)).toEqual(
          stamps.map((stamp) => (/^[+-]/.test(stamp) ? `'${stamp}` : stamp)),
        );
      }),
    );
  });
});

describe('isoAtOffset()', () => {
  it('names the same instant at any offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: -840, max: 840 }),
        (wallMs, offset) => {
          expect(Date.parse(isoAtOffset(wallMs, offset))).toBe(wallMs);
        },
      ),
    );
  });
});
