import { crc32 } from './crc32.ts';

// A frame is magic, CRC-32 of all that follows, length of the payload (32 bits each, big-endian), payload.

const magic = 0x434d5231;
const headBytes = 12;

export interface Frame {
  readonly payload: Uint8Array<ArrayBuffer>;
  /** Offset of the first byte behind the frame. */
  readonly end: number;
}

export interface FramesRead {
  /** The frames from the beginning on, up to the first that is not whole. */
  readonly frames: readonly Frame[];
  /** Whole frames behind one that is not: something in between was damaged, not merely torn off at the end. */
  readonly behind: readonly Frame[];
}

/** The bytes of one frame. */
export function encodeFrame(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(headBytes + payload.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, magic);
  view.setUint32(8, payload.length);
  frame.set(payload, headBytes);
  view.setUint32(4, crc32(frame.subarray(8)));
  return frame;
}

/** Reads frames that were written one behind the other. */
export function readFrames(bytes: Uint8Array<ArrayBuffer>): FramesRead {
  const frames = framesInARow(bytes, 0);
  const behind: Frame[] = [];
  let at = endOf(frames, 0) + 1;
  while (at + headBytes <= bytes.length) {
    const found = bytes[at] === magic >>> 24 ? framesInARow(bytes, at) : [];
    behind.push(...found);
    at = endOf(found, at) + 1;
  }
  return { frames, behind };
}

function framesInARow(bytes: Uint8Array<ArrayBuffer>, from: number): Frame[] {
  const frames: Frame[] = [];
  let at = from;
  for (let frame = readFrame(bytes, at); frame !== undefined; frame = readFrame(bytes, at)) {
    frames.push(frame);
    at = frame.end;
  }
  return frames;
}

function endOf(frames: readonly Frame[], otherwise: number): number {
  return frames[frames.length - 1]?.end ?? otherwise;
}

function readFrame(bytes: Uint8Array<ArrayBuffer>, at: number): Frame | undefined {
  if (at + headBytes > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const end = at + headBytes + view.getUint32(8);
  if (view.getUint32(0) !== magic || end > bytes.length) return undefined;
  if (view.getUint32(4) !== crc32(bytes.subarray(at + 8, end))) return undefined;
  return { payload: bytes.subarray(at + headBytes, end), end };
}
