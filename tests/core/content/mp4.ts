/** A box of an MP4 file (ISO/IEC 14496-12 § 4.2): its type and its content. */
export interface Mp4Box {
  readonly type: string;
  readonly content: Uint8Array;
}

export function boxesIn(bytes: Uint8Array): Mp4Box[] {
  const boxes: Mp4Box[] = [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= buffer.length; ) {
    const size = buffer.readUInt32BE(at);
    if (size < 8) throw new RangeError(`Cannot walk this MP4: a box of ${size} bytes at ${at}`);
    boxes.push({
      type: buffer.toString('latin1', at + 4, at + 8),
      content: buffer.subarray(at + 8, at + size),
    });
    at += size;
  }
  return boxes;
}

/** The contents of all boxes at a path such as `moov/trak/mdia/mdhd`. */
export function boxesAt(bytes: Uint8Array, path: string): Uint8Array[] {
  return path.split('/').reduce<Uint8Array[]>(
    (parents, type) =>
      parents.flatMap((parent) =>
        boxesIn(parent)
          .filter((box) => box.type === type)
          .map((box) => box.content),
      ),
    [bytes],
  );
}

/** Length in ms of an `mvhd` or `mdhd` box of version 0 (§ 8.2.2, § 8.4.2). */
export function lengthMs(header: Uint8Array): number {
  const buffer = Buffer.from(header);
  if (buffer[0] !== 0) throw new RangeError('Cannot read this header: only version 0 is expected here');
  return (buffer.readUInt32BE(16) * 1000) / buffer.readUInt32BE(12);
}

/** `vide` or `soun`: what a track's `hdlr` box says it is (§ 8.4.3). */
export const handlerOf = (track: Uint8Array): string =>
  Buffer.from(boxesAt(track, 'mdia/hdlr')[0] ?? []).toString('latin1', 8, 12);
