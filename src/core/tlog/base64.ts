const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

// `btoa` is not in every place core runs and `Uint8Array.prototype.toBase64` is younger than Chrome 87.

/** Standard Base 64 with padding (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const present = Math.min(3, bytes.length - i);
    const triple = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) {
      text += digit <= present ? alphabet.charAt((triple >> (18 - 6 * digit)) & 63) : '=';
    }
  }
  return text;
}

/** The bytes of `text`, or undefined unless `text` is exactly what {@link encodeBase64} would give for them. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = decodeDigits(text.replace(/={1,2}$/, ''));
  return bytes !== undefined && encodeBase64(bytes) === text ? bytes : undefined;
}

function decodeDigits(digits: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let bitCount = 0;
  let filled = 0;
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[filled++] = (bits >> bitCount) & 255;
    }
  }
  return bytes;
}
