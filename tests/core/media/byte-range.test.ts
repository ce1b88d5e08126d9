import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerToRange, readContentRange } from '../../../src/core/media/byte-range.ts';

describe('answerToRange()', () => {
  it.each([
    [null, 200],
    ['', 200],
    ['items=0-5', 200],
    ['bytes=0-1,4-5', 200],
    ['bytes=', 416],
    ['bytes=-', 416],
    ['bytes=a-b', 416],
    ['bytes=5-4', 416],
    ['bytes=100-', 416],
    ['bytes=100-200', 416],
    ['bytes=-0', 416],
    ['bytes=1.5-3', 416],
  ])('answers %j about 100 bytes with %i', (header, status) => {
    expect(answerToRange(header, 100)).toEqual({ status });
  });

  it.each([
    ['bytes=0-', 0, 100],
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 20],
    ['bytes=99-', 99, 100],
    ['bytes=50-1000', 50, 100],
    ['bytes=-30', 70, 100],
    ['bytes=-1000', 0, 100],
    ['Bytes = 2-3 ', 2, 4],
  ])('gives %j of 100 bytes as bytes %i up to %i', (header, from, to) => {
    expect(answerToRange(header, 100)).toEqual({ status: 206, from, to });
  });

  it('has no range of nothing', () => {
    expect(answerToRange('bytes=0-', 0)).toEqual({ status: 416 });
    expect(answerToRange('bytes=-5', 0)).toEqual({ status: 416 });
  });

  it('never reaches outside the body, whatever is asked', () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.option(fc.nat()), fc.option(fc.nat())).map(([a, b]) => `bytes=${a ?? ''}-${b ?? ''}`),
    );
    fc.assert(
      fc.property(header, fc.nat(1_000_000), (asked, size) => {
        const answer = answerToRange(asked, size);
        if (answer.status !== 206) return;
        expect(answer.from).toBeGreaterThanOrEqual(0);
        expect(answer.to).toBeGreaterThan(answer.from);
        expect(answer.to).toBeLessThanOrEqual(size);
      }),
    );
  });
});

describe('readContentRange()', () => {
  it('reads bounds and size', () => {
    expect(readContentRange('bytes 5-9/100')).toEqual({ from: 5, to: 10, size: 100 });
  });

  it('reads a size that the server does not know as none', () => {
    expect(readContentRange('bytes 5-9/*')).toEqual({ from: 5, to: 10 });
  });

  it.each([null, '', 'bytes */100', 'items 0-1/2', 'bytes 1-/5'])('reads nothing from %j', (header) => {
    expect(readContentRange(header)).toBeUndefined();
  });
});
