const escapes = new Map([
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0d, 'r'],
  [0x5c, '\\'],
]);

/** Bytes as a value of ClickHouse's `TabSeparated`: all but four stand for themselves. */
export function escaped(bytes: Uint8Array): Uint8Array {
  const length = bytes.reduce((sum, byte) => sum + (escapes.has(byte) ? 2 : 1), 0);
  if (length === bytes.length) return bytes;
  const written = new Uint8Array(length);
  let at = 0;
  for (const byte of bytes) {
    const letter = escapes.get(byte);
    if (letter !== undefined) written[at++] = 0x5c;
    written[at++] = letter?.charCodeAt(0) ?? byte;
  }
  return written;
}
