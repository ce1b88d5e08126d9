import type { AsRunEntry, PlayEntry } from '../../as-run/entry.ts';
import { provenUntil } from '../../as-run/recovery.ts';
import { encodeBase64 } from '../../tlog/base64.ts';
import type { Checkpoint } from '../../tlog/checkpoint.ts';
import { appendLeaf, type CompactRange, type Hash, rootOf } from '../../tlog/merkle.ts';
import { differingDigits, liveCodeOf, type ReadLiveCode, readLiveCode, readQrText } from '../live-code.ts';
import { sameHash } from './tiles.ts';
import type { CodeAnswer } from './verdict.ts';

/** What was read from a photo of the screen: the twelve characters, or the whole checkpoint. */
export type AskedCode = { readonly code: ReadLiveCode } | { readonly checkpoint: Checkpoint };

/** A live code or the text of the QR code, as somebody typed or scanned it; undefined when it is neither. */
export function readAskedCode(text: string): AskedCode | undefined {
  const checkpoint = readQrText(text);
  if (checkpoint) return { checkpoint };
  const code = readLiveCode(text);
  return code && { code };
}

interface Found {
  readonly size: number;
  readonly root: Hash;
  /** The last entry of the checkpoint. */
  readonly last: AsRunEntry | undefined;
  /** What came after it: the entry that ended its time, and the play that was on view. */
  next?: AsRunEntry;
  onView?: PlayEntry;
  settled: boolean;
}

/**
 * Looks for the checkpoint of a photo. Every size has one, since each commit signs anew and may be of any number of
 * entries; so the tree is grown entry by entry, as it grew on the screen, and each root compared.
 */
export class CodeSearch {
  private readonly asked: AskedCode;
  private readonly origin: string | undefined;
  private range: CompactRange = [];
  private size = -1;
  private found: Found | undefined;
  private nearest: { size: number; digits: number } | undefined;
  private searched: { from: number; to: number } | undefined;
  private last: AsRunEntry | undefined;

  /** @param origin of the log that is searched */
  constructor(asked: AskedCode, origin: string | undefined) {
    this.asked = asked;
    this.origin = origin;
  }

  /** Whether the entry at this position follows the one before; if not, {@link startAt} has to come first. */
  isAt(position: number): boolean {
    return this.size === position;
  }

  /** Goes on with the entries after the first `size`, whose compact range this is. */
  startAt(size: number, range: CompactRange): void {
    this.size = size;
    this.range = range;
    this.last = undefined;
    this.searched ??= { from: size, to: size };
    this.look();
  }

  /** Grows the tree by the next entry. */
  add(leaf: Hash, entry: AsRunEntry | undefined): void {
    if (this.found && !this.found.settled) settle(this.found, entry);
    if (!this.found) this.range = appendLeaf(this.range, this.size, leaf);
    this.size++;
    this.last = entry;
    this.look();
    if (this.searched) this.searched.to = this.size;
  }

  answer(): CodeAnswer {
    const searched = this.searched ?? { from: 0, to: 0 };
    if (!this.found) return { found: false, searched, ...this.whyNot(searched.to) };
    const { size, root, last, next, onView } = this.found;
    return {
      found: true,
      size,
      root: encodeBase64(root),
      liveCode: liveCodeOf(root),
      ...(last ? { fromTime: provenUntil(last).at } : {}),
      ...(next ? { untilTime: provenUntil(next).at } : {}),
      ...(onView ? { onView: onViewOf(onView) } : {}),
    };
  }

  private look(): void {
    if (this.found) return;
    if ('checkpoint' in this.asked) {
      const { origin, size, root } = this.asked.checkpoint;
      if (size !== this.size || origin !== this.origin) return;
      if (sameHash(rootOf(this.range), root)) this.keep(root);
      return;
    }
    const root = rootOf(this.range);
    const digits = differingDigits(this.asked.code, root);
    if (digits === 0) this.keep(root);
    else if (digits < (this.nearest?.digits ?? 3)) this.nearest = { size: this.size, digits };
  }

  private keep(root: Hash): void {
    this.found = { size: this.size, root, last: this.last, settled: false };
  }

  private whyNot(to: number): Pick<CodeAnswer & { found: false }, 'why' | 'nearest'> {
    if ('checkpoint' in this.asked) {
      const { checkpoint } = this.asked;
      if (checkpoint.origin !== this.origin) return { why: 'other-log' };
      return { why: checkpoint.size > to ? 'beyond-log' : 'rewritten' };
    }
    return { why: 'unknown', ...(this.nearest ? { nearest: this.nearest } : {}) };
  }
}

/** Follows the log until it says what was on view when `found` was current: a play is written when it has ended. */
function settle(found: Found, entry: AsRunEntry | undefined): void {
  if (!entry) return;
  found.next ??= entry;
  if (entry.type === 'play' && entry.zone === 'main') found.onView = entry;
  found.settled = found.onView !== undefined || entry.type === 'on-air' || entry.type === 'off-air';
}

function onViewOf({ spot, playlist, category, topic, at }: PlayEntry) {
  return {
    spot,
    ...(playlist ? { playlist: playlist.id } : {}),
    category,
    ...(topic === undefined ? {} : { topic }),
    at,
  };
}
