import { describe, expect, it } from 'vitest';
import { compose, sampleRate } from '../../../content/make/sound.ts';

const loudest = (samples: Float32Array, fromSeconds: number, toSeconds: number): number =>
  samples
    .subarray(Math.max(0, Math.round(fromSeconds * sampleRate)), Math.round(toSeconds * sampleRate))
    .reduce((most, x) => Math.max(most, Math.abs(x)), 0);

describe('compose()', () => {
  const samples = compose({ seconds: 14, bells: [5] });

  it('lasts as long as asked, to the sample', () => {
    expect(samples).toHaveLength(14 * sampleRate);
  });

  it('begins and ends in silence, so that spots follow each other without a click', () => {
    expect(loudest(samples, 0, 0.001)).toBeLessThan(0.005);
    expect(loudest(samples, 13.999, 14)).toBeLessThan(0.005);
  });

  it('rings the bell when it is told to: nothing is louder, and before it is quiet', () => {
    const strike = loudest(samples, 5, 5.4);
    expect(strike).toBe(loudest(samples, 0, 14));
    expect(strike).toBeGreaterThan(1.3 * loudest(samples, 2, 4.9));
  });

  it('leaves room: no sample reaches full scale', () => {
    expect(loudest(samples, 0, 14)).toBeLessThan(1);
  });
});
