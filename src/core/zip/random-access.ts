type Bytes = Uint8Array<ArrayBuffer>;

/** A file of which any part can be read. */
export interface RandomAccess {
  readonly size: number;
  /** Bytes [from, to), all of them. */
  read(from: number, to: number): Promise<Bytes>;
}

/** What of a `Blob` is needed; core knows no DOM. */
export interface BlobLike {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export function blobAccess(blob: BlobLike): RandomAccess {
  return {
    size: blob.size,
    read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
  };
}

const windowBytes = 1 << 18;
const mostWindows = 4;

interface Window {
  readonly from: number;
  readonly bytes: Promise<Bytes>;
}

/**
 * Reads ahead and keeps the last few places it read from: thousands of small files side by side, as entry bundles and
 * tiles lie in an export, cost a read for each quarter of a megabyte. What it gives are views; nobody may write to them.
 */
export function windowed(source: RandomAccess): RandomAccess {
  const windows: Window[] = [];
  const open = (from: number): Window => {
    const window = { from, bytes: source.read(from, Math.min(from + windowBytes, source.size)) };
    windows.push(window);
    if (windows.length > mostWindows) windows.shift();
    return window;
  };
  return {
    size: source.size,
    async read(from, to) {
      if (to - from > windowBytes) return source.read(from, to);
      const isIn = (window: Window) => from >= window.from && to <= window.from + windowBytes;
      const window = windows.find(isIn) ?? open(from);
      const bytes = await window.bytes;
      return bytes.subarray(from - window.from, to - window.from);
    },
  };
}
