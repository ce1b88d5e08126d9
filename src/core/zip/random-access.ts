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
