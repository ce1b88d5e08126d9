type Bytes = Uint8Array<ArrayBuffer>;

const bytesPerPart = 4 << 20;

/** Pieces as one file; finished parts become Blobs, which browsers keep outside of memory. */
export async function blobOf(chunks: AsyncIterable<Bytes>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  let [waiting, length]: [Bytes[], number] = [[], 0];
  for await (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < bytesPerPart) continue;
    parts.push(new Blob(waiting));
    [waiting, length] = [[], 0];
  }
  return new Blob([...parts, ...waiting], { type });
}
