import type { AsRunHead } from '../ports/as-run-store.ts';
import type { HighWaterMark } from '../ports/high-water-marks.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import { type Copies, type PrimaryFound, sizeIn } from './copies.ts';
import type { ScreenIdentity } from './screen-identity.ts';

const version = '1';

/** One line that a cookie takes as it is. */
export function formatMark({ screenId, epoch, size, root, aloneFrom }: HighWaterMark): string {
  const alone = aloneFrom === undefined ? [] : [aloneFrom];
  return [version, screenId, epoch, size, root.replace(/=+$/, ''), ...alone].join('.');
}

const form = /^(\d+)\.([a-z2-7]{16})\.(\d{1,9})\.(\d{1,15})\.([A-Za-z0-9+/]{43})(?:\.(\d{1,15}))?$/;

/** What {@link formatMark} wrote; undefined for anything else. */
export function parseMark(text: string): HighWaterMark | undefined {
  const [found, screenId, epoch = 0, size = 0, root, alone] = form.exec(text)?.slice(1) ?? [];
  if (found !== version || screenId === undefined) return undefined;
  const mark = { screenId, epoch: Number(epoch), size: Number(size), root: `${root}=` };
  return alone === undefined ? mark : { ...mark, aloneFrom: Number(alone) };
}

/**
 * Whether `mark` must not take the place of `other`. Within one screen a mark only ever grows; the mark of another
 * screen gives way, because a screen changes its name only when nothing of the old one is left.
 */
export function isBehind(mark: HighWaterMark, other: HighWaterMark | undefined): boolean {
  if (other?.screenId !== mark.screenId) return false;
  return mark.epoch < other.epoch || (mark.epoch === other.epoch && mark.size < other.size);
}

/** The mark of a committed head. */
export function markOf(
  head: AsRunHead,
  { screenId, epoch }: ScreenIdentity,
  aloneFrom?: number,
): HighWaterMark {
  const mark = { screenId, epoch, size: head.size, root: rootIn(head.checkpoint) };
  return aloneFrom === undefined ? mark : { ...mark, aloneFrom };
}

/**
 * How many entries both copies had before the first went on alone; undefined if it had not when the log was used last.
 * Behind them the second may have what was refused and could not be taken back.
 */
export function sharedBefore({ screen, mark }: Copies): number | undefined {
  return mark?.screenId === screen.screenId && mark.epoch === screen.epoch ? mark.aloneFrom : undefined;
}

/** {@link sharedBefore}, if what the first copy had alone is lost. */
export function sharedOfLost(first: PrimaryFound, copies: Copies): number | undefined {
  return sizeIn(first) < Math.max(1, copies.mark?.size ?? 0) ? sharedBefore(copies) : undefined;
}

/** Throws {@link AsRunLogError} `inconsistent` when the log of `screen` was once further than `head`, or another one. */
export function checkAgainstMark(
  head: AsRunHead | undefined,
  screen: ScreenIdentity,
  mark: HighWaterMark | undefined,
): void {
  if (mark?.screenId !== screen.screenId || mark.epoch < screen.epoch) return;
  const size = head?.size ?? 0;
  const isOlder = mark.epoch > screen.epoch;
  if (isOlder || size < mark.size) {
    const lost = { from: isOlder ? 0 : size, to: mark.size };
    const what = isOlder ? `epoch ${screen.epoch}` : `${size} entries`;
    throw inconsistent(`epoch ${mark.epoch} had ${mark.size} entries, ${what} was found`, lost);
  }
  // The mark follows the commit: one of nothing stands for what was committed in between.
  if (head === undefined) throw inconsistent('it had begun, and nothing of it is left');
  if (size === mark.size && head !== undefined && rootIn(head.checkpoint) !== mark.root) {
    throw inconsistent(`its ${size} entries are not those that were committed`);
  }
}

/** The third line of a checkpoint. */
function rootIn(checkpoint: string): string {
  return checkpoint.split('\n')[2] ?? '';
}

function inconsistent(detail: string, lost?: { from: number; to: number }): AsRunLogError {
  return new AsRunLogError('inconsistent', `Cannot continue the as-run log: ${detail}`, lost);
}
