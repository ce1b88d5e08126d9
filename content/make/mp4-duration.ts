/**
 * Length of an MP4 file in milliseconds, as its movie header (`mvhd`, ISO/IEC 14496-12 § 8.2.2) states it.
 * @throws RangeError when the bytes hold no movie header.
 */
export function mp4DurationMs(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const movie = findBox(view, 'moov', 0, bytes.byteLength);
  const header = movie && findBox(view, 'mvhd', movie.from, movie.to);
  if (!header) throw new RangeError('Cannot read the length of this MP4: it has no movie header');
  const long = view.getUint8(header.from) === 1;
  const timescale = view.getUint32(header.from + (long ? 20 : 12));
  const duration = long ? Number(view.getBigUint64(header.from + 24)) : view.getUint32(header.from + 16);
  return Math.round((duration * 1000) / timescale);
}

/** The content of the first box of that type between two offsets (32-bit box sizes). */
function findBox(
  view: DataView,
  type: string,
  from: number,
  to: number,
): { from: number; to: number } | undefined {
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at);
    const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    if (name === type) return { from: at + 8, to: at + size };
    if (size < 8) return undefined;
    at += size;
  }
  return undefined;
}
