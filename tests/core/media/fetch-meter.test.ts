import { describe, expect, it } from 'vitest';
import { FetchMeter } from '../../../src/core/media/fetch-meter.ts';

const twoFiles = [
  { key: 'a', bytes: 1000 },
  { key: 'b', bytes: 3000 },
];

describe('FetchMeter', () => {
  it('begins with nothing fetched and no idea of the time', () => {
    expect(new FetchMeter(twoFiles, 0).read()).toEqual({
      fetchedBytes: 0,
      totalBytes: 4000,
      filesDone: 0,
      filesTotal: 2,
    });
  });

  it('estimates the time left from the rate', () => {
    const meter = new FetchMeter(twoFiles, 0);
    for (let ms = 100; ms <= 1000; ms += 100) meter.addFetched('a', 100, ms);
    expect(meter.read().timeLeftMs).toBeGreaterThan(2900);
    expect(meter.read().timeLeftMs).toBeLessThan(3100);
  });

  it('follows a line that has become slower within some seconds', () => {
    const meter = new FetchMeter([{ key: 'a', bytes: 10_000_000 }], 0);
    for (let ms = 100; ms <= 60_000; ms += 100) meter.addFetched('a', 10_000, ms);
    for (let ms = 60_100; ms <= 100_000; ms += 100) meter.addFetched('a', 1_000, ms);
    const { fetchedBytes, timeLeftMs = 0 } = meter.read();
    const atNewRateMs = (10_000_000 - fetchedBytes) / 10;
    expect(timeLeftMs).toBeGreaterThan(0.8 * atNewRateMs);
    expect(timeLeftMs).toBeLessThan(1.2 * atNewRateMs);
  });

  it('does not take what was kept before for the speed of the line', () => {
    const meter = new FetchMeter(twoFiles, 0);
    meter.addKept('b', 2000);
    expect(meter.read().timeLeftMs).toBeUndefined();
    expect(meter.read().fetchedBytes).toBe(2000);
  });

  it('says no total while a length is unknown', () => {
    const meter = new FetchMeter([{ key: 'a' }, { key: 'b', bytes: 10 }], 0);
    expect(meter.read().totalBytes).toBeUndefined();
    meter.setLength('a', 5);
    expect(meter.read().totalBytes).toBe(15);
  });

  it('takes back what was counted for a file that begins anew', () => {
    const meter = new FetchMeter(twoFiles, 0);
    meter.addFetched('a', 400, 100);
    meter.addFetched('b', 700, 200);
    meter.restart('a');
    expect(meter.read().fetchedBytes).toBe(700);
  });

  it('ends with everything fetched, also where a server announced another length', () => {
    const meter = new FetchMeter(twoFiles, 0);
    meter.addFetched('a', 1500, 100);
    meter.finish('a');
    meter.addFetched('b', 3000, 200);
    meter.finish('b');
    expect(meter.read()).toMatchObject({ fetchedBytes: 4500, totalBytes: 4500, filesDone: 2, timeLeftMs: 0 });
  });
});
