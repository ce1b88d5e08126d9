import { createHash } from 'node:crypto';

/** What the stores need of a log's origin, `changming/<screen id>/<epoch>`. */
export interface LogName {
  readonly origin: string;
  readonly screen: string;
  readonly epoch: number;
  /** Eight bytes as a `UInt64`, little-endian: the same for all logs of a screen, evenly spread. */
  readonly shard: Uint8Array;
}

const known = new Map<string, LogName>();
/** More than the screens of a cluster's node; a stranger's logs never come as far as this. */
const mostKnown = 200_000;
const furthestEpoch = 4_294_967_295;

export function logNameOf(origin: string): LogName {
  const found = known.get(origin);
  if (found) return found;
  const [, screen = '', epoch = ''] = origin.split('/');
  const number = Number(epoch);
  const name = {
    origin,
    screen,
    epoch: Number.isInteger(number) && number >= 0 && number <= furthestEpoch ? number : 0,
    shard: shardOf(screen),
  };
  if (known.size >= mostKnown) known.clear();
  known.set(origin, name);
  return name;
}

/** A shard as a literal of a statement. */
export function shardNumber({ shard }: LogName): bigint {
  return Buffer.from(shard).readBigUInt64LE();
}

function shardOf(screen: string): Uint8Array {
  return createHash('sha256').update(screen).digest().subarray(0, 8);
}
