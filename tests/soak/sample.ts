import { readdirSync, readFileSync } from 'node:fs';
import { processesBelow } from '../faults/processes.ts';
import type { QuietPage } from './quiet-page.ts';

/** What a screen held at one time. */
export interface Sample {
  /** Since the screen began to play. */
  readonly minutes: number;
  readonly plays: number;
  /** Of the page's own JavaScript, after a collection. */
  readonly heapBytes: number;
  readonly domNodes: number;
  readonly listeners: number;
  readonly videos: number;
  readonly objectUrls: number;
  /** Open files of all processes of the browser. */
  readonly handles: number;
  /** What all processes of the browser hold of their own: not the pages of the program's files, which others share. */
  readonly memoryBytes: number;
  /** What the origin keeps in IndexedDB and in its private file system: the two copies of the log. */
  readonly logBytes: number;
}

export type Figure = Exclude<keyof Sample, 'minutes'>;

interface DomCounters {
  readonly nodes: number;
  readonly jsEventListeners: number;
}

/** Looks at a page and at the processes of its browser (Linux: they are read from /proc). */
export async function takeSample(page: QuietPage, browser: number, minutes: number): Promise<Sample> {
  await page.collectGarbage();
  const { usedSize } = await page.send<{ usedSize: number }>('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await page.send<DomCounters>('Memory.getDOMCounters');
  const counts = await page.evaluate(() => globalThis.changmingCounts?.());
  if (!counts) throw new Error('The page has no counters');
  const processes = processesBelow(browser);
  return {
    minutes,
    ...counts,
    heapBytes: usedSize,
    domNodes: nodes,
    listeners: jsEventListeners,
    handles: processes.reduce((sum, id) => sum + handlesOf(id), 0),
    memoryBytes: processes.reduce((sum, id) => sum + memoryOf(id), 0),
    logBytes: await page.evaluate(storedBytes),
  };
}

/** Chromium says more than the standard asks of it: how much lies in which kind of storage. */
async function storedBytes(): Promise<number> {
  const { usageDetails = {} } = (await navigator.storage.estimate()) as {
    usageDetails?: { indexedDB?: number; fileSystem?: number };
  };
  return (usageDetails.indexedDB ?? 0) + (usageDetails.fileSystem ?? 0);
}

function handlesOf(id: number): number {
  try {
    return readdirSync(`/proc/${id}/fd`).length;
  } catch {
    return 0;
  }
}

function memoryOf(id: number): number {
  try {
    const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    const kilobytes = [...rollup.matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+) kB/gm)].map(([, size]) =>
      Number(size),
    );
    return kilobytes.reduce((sum, size) => sum + size, 0) * 1024;
  } catch {
    return 0;
  }
}
