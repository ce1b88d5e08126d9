import type { AsRunHead } from '../ports/as-run-store.ts';
import type { HighWaterMark } from '../ports/high-water-marks.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import type { ScreenIdentity } from './screen-identity.ts';

const version = '1';

/** One line that a cookie takes as it is. */
export function formatMark({ screenId, epoch, size, root }: HighWaterMark): string {
  return [version, screenId, epoch, size, root.replace(/=+$/, '')].join('.');
}

/** What {@link formatMark} wrote; undefined for anything else. */
export function parseMark(text: string): HighWaterMark | undefined {
  const [found, screenId, epoch = 0, size = 0, root] =
    /^(\d+)\.([a-z2-7]{16})\.(\d{1,9})\.(\d{1,15})\.([A-Za-z0-9+/]{43})$/.exec(text)?.slice(1) ?? [];
  if (found !== version || screenId === undefined) return undefined;
  return { screenId, epoch: Number(epoch), size: Number(size), root: `${root}=` };
}

/**
 * Whether `mark` takes the place of `other`. Within one screen a mark only ever grows; the mark of another screen gives
 * way, because a screen changes its name only when nothing of the old one is left.
 */
export function isFurther(mark: HighWaterMark, other: HighWaterMark | undefined): boolean {
  if (other?.screenId !== mark.screenId) return true;
  return mark.epoch > other.epoch || (mark.epoch === other.epoch && mark.size > other.size);
}

/** The mark of a committed head. */
export function markOf(head: AsRunHead, { screenId, epoch }: ScreenIdentity): HighWaterMark {
  return { screenId, epoch, size: head.size, root: rootIn(head.checkpoint) };
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
    const found = isOlder ? `epoch ${screen.epoch}` : `${size} entries`;
    throw inconsistent(`epoch ${mark.epoch} had ${mark.size} entries, ${found} was found`, lost);
  }
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
