import type { AsRunReader } from '../../../src/core/report/extend-play-columns.ts';

/** A log that only grows, in memory. */
export class MemoryLog implements AsRunReader {
  origin: string;
  entries: Uint8Array<ArrayBuffer>[];
  readonly asked: [number, number][] = [];

  constructor(entries: readonly Uint8Array<ArrayBuffer>[], origin = 'changming/test/0') {
    this.entries = [...entries];
    this.origin = origin;
  }

  async readHead() {
    return { origin: this.origin, size: this.entries.length, range: [], checkpoint: '' };
  }

  async readEntries(from: number, to: number) {
    this.asked.push([from, to]);
    return this.entries.slice(from, to);
  }
}
