import { concatBytes } from '@noble/hashes/utils.js';
import type { MirrorRecord } from '../../ports/as-run-mirror.ts';
import { decodeBase64, encodeBase64 } from '../../tlog/base64.ts';
import type { ScreenIdentity } from '../screen-identity.ts';

// What the frames of the second copy hold. The first byte says what it is; a header and an identity are JSON, a record
// is binary because it is most of the file.

const headerKind = 1;
const recordKind = 2;
const identityKind = 3;

/** How a segment begins: the state of the log before its first entry, so that no older segment is needed to go on. */
export interface SegmentHeader {
  readonly origin: string;
  readonly size: number;
  readonly range: readonly Uint8Array<ArrayBuffer>[];
  readonly checkpoint: string | undefined;
}

export function encodeHeader({ origin, size, range, checkpoint }: SegmentHeader): Uint8Array<ArrayBuffer> {
  return encodeJson(headerKind, { origin, size, range: range.map(encodeBase64), checkpoint });
}

/** Undefined when the payload is not a header. */
export function decodeHeader(payload: Uint8Array): SegmentHeader | undefined {
  const { origin, size, range, checkpoint } = decodeJson(headerKind, payload);
  if (typeof origin !== 'string' || !Number.isSafeInteger(size) || !Array.isArray(range)) return undefined;
  const hashes = range.map((hash) => (typeof hash === 'string' ? decodeBase64(hash) : undefined));
  const whole = hashes.filter((hash) => hash?.length === 32) as Uint8Array<ArrayBuffer>[];
  if (whole.length !== hashes.length) return undefined;
  return {
    origin,
    size: size as number,
    range: whole,
    checkpoint: typeof checkpoint === 'string' ? checkpoint : undefined,
  };
}

/** Kind, sequence number of the first entry, checkpoint and entries, each of the last two behind its length. */
export function encodeRecord({ from, entries, checkpoint }: MirrorRecord): Uint8Array<ArrayBuffer> {
  const parts = [new TextEncoder().encode(checkpoint ?? ''), ...entries];
  const head = new Uint8Array(9);
  head[0] = recordKind;
  new DataView(head.buffer).setFloat64(1, from);
  return concatBytes(head, ...parts.flatMap((part) => [lengthOf(part), part])) as Uint8Array<ArrayBuffer>;
}

/** Undefined when the payload is not a record. */
export function decodeRecord(payload: Uint8Array<ArrayBuffer>): MirrorRecord | undefined {
  if (payload[0] !== recordKind || payload.length < 9) return undefined;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let at = 9;
  while (at + 4 <= payload.length) {
    const end = at + 4 + view.getUint32(at);
    if (end > payload.length) return undefined;
    parts.push(payload.subarray(at + 4, end));
    at = end;
  }
  const [checkpoint, ...entries] = parts;
  if (checkpoint === undefined || at !== payload.length) return undefined;
  const text = new TextDecoder().decode(checkpoint);
  return { from: view.getFloat64(1), entries, checkpoint: text === '' ? undefined : text };
}

export function encodeIdentity(screen: ScreenIdentity): Uint8Array<ArrayBuffer> {
  const { screenId, epoch, secretKey, publicKey } = screen;
  return encodeJson(identityKind, {
    screenId,
    epoch,
    secretKey: encodeBase64(secretKey),
    publicKey: encodeBase64(publicKey),
  });
}

/** Undefined when the payload is not an identity. */
export function decodeIdentity(payload: Uint8Array): ScreenIdentity | undefined {
  const { screenId, epoch, secretKey, publicKey } = decodeJson(identityKind, payload);
  if (typeof screenId !== 'string' || !Number.isSafeInteger(epoch)) return undefined;
  const [secret, open] = [secretKey, publicKey].map((key) =>
    typeof key === 'string' ? decodeBase64(key) : undefined,
  );
  if (secret?.length !== 32 || open?.length !== 32) return undefined;
  return { screenId, epoch: epoch as number, secretKey: secret, publicKey: open };
}

function lengthOf({ length }: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

function encodeJson(kind: number, value: object): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(value));
  return concatBytes(Uint8Array.of(kind), text) as Uint8Array<ArrayBuffer>;
}

function decodeJson(kind: number, payload: Uint8Array): Record<string, unknown> {
  if (payload[0] !== kind) return {};
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(payload.subarray(1)));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
