import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AsRunEntry, EntryDraft } from '../../../src/core/as-run/entry.ts';
import {
  decodeEntry,
  encodeEntry,
  maximumEntryBytes,
  trimDraft,
} from '../../../src/core/as-run/entry-text.ts';
import { playDraft, stamp } from './drafts.ts';

const place = { seq: 4, screen: 'abc' };

describe('an entry as bytes', () => {
  it('has the same bytes in whatever order its keys were written', () => {
    const entry: AsRunEntry = { ...playDraft(1), ...place };
    const reversed = Object.fromEntries(Object.entries(entry).reverse()) as unknown as AsRunEntry;
    expect(encodeEntry(reversed)).toEqual(encodeEntry(entry));
    expect(text(encodeEntry(entry))).toMatch(
      /^\{"type":"play","seq":4,"screen":"abc","at":"[^"]+","monotonicMs":1000,"onAirMs":1000,"airtimeMs":/,
    );
  });

  it('is read back as it was', () => {
    const entry: AsRunEntry = { ...playDraft(1), ...place };
    expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
  });

  it('is refused when it is too large', () => {
    const entry = {
      type: 'gap',
      previous: 'x'.repeat(maximumEntryBytes),
      detail: '',
      ...stamp(0),
      ...place,
    } as const;
    expect(() => encodeEntry(entry)).toThrow(/^Cannot write the gap entry: \d+ bytes are more than 65535$/);
  });

  it('is refused when a number is none, and the message says which', () => {
    const entry: AsRunEntry = { ...playDraft(1), ...place, frames: { shown: Number.NaN, dropped: 0 } };
    expect(() => encodeEntry(entry)).toThrow('play.frames.shown is NaN');
  });

  it('never holds half a character, and always fits, whatever a fault quotes', { timeout: 120_000 }, () => {
    const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    const surrogates = fc.array(fc.integer({ min: 0xd700, max: 0xe100 }), { minLength: 1, maxLength: 30 });
    const anyUnits = surrogates.map((units) => String.fromCharCode(...units));
    const long = fc.tuple(fc.oneof(anyText, anyUnits, fc.constant('\u0000')), fc.nat({ max: 3000 }));
    const hostile = long.map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(hostile, hostile, hostile, (what, detail, recovery) => {
        const draft: EntryDraft = { type: 'fault', what, detail, recovery, ...stamp(0) };
        const bytes = encodeEntry({ ...trimDraft(draft), ...place });
        expect(JSON.parse(text(bytes)).what).not.toMatch(/\p{Surrogate}/u);
        expect(bytes.length).toBeLessThanOrEqual(maximumEntryBytes);
      }),
      { numRuns: 40 },
    );
  });

  it.each([['{'], ['null'], ['[]'], ['{"type":"play"}'], ['{"seq":1}'], ['\u00ff']])(
    'is refused as %s',
    (written) => {
      expect(() => decodeEntry(Buffer.from(written, 'latin1'))).toThrow(/it is not an entry/);
    },
  );
});

describe('a draft', () => {
  it('is cut by characters, not in the middle of one', () => {
    const draft: EntryDraft = {
      type: 'fault',
      what: 'x',
      detail: '😀'.repeat(3000),
      recovery: 'y',
      ...stamp(0),
    };
    expect(trimDraft(draft)).toMatchObject({ what: 'x', recovery: 'y', detail: `${'😀'.repeat(1999)}…` });
  });

  it('keeps a text of just the longest length whole', () => {
    const detail = '警'.repeat(2000);
    expect(trimDraft({ type: 'fault', what: '', detail, recovery: '', ...stamp(0) })).toMatchObject({
      detail,
    });
  });

  it('fits when a refused programme has thousands of faults made of control characters', () => {
    const faults = Array.from({ length: 5000 }, () => '\u0000'.repeat(1000));
    const refused = {
      type: 'programme',
      action: 'refused',
      programme: { id: 'a', revision: 1 },
      sha256: '',
      faults,
    } as const;
    const draft = trimDraft({ ...refused, ...stamp(0) });
    expect(encodeEntry({ ...draft, ...place }).length).toBeLessThanOrEqual(maximumEntryBytes);
    expect(draft).toMatchObject({ faults: { length: 31, 30: '… 4970 more' } });
  });

  it('cuts what the browser calls itself', () => {
    const draft: EntryDraft = {
      type: 'on-air',
      because: 'start',
      player: '1',
      userAgent: 'x'.repeat(9000),
      ...stamp(0),
    };
    expect(trimDraft(draft)).toMatchObject({ userAgent: `${'x'.repeat(1999)}…` });
  });
});

function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
