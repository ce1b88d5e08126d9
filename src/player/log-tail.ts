import type { AsRunLog } from '../core/as-run/as-run-log.ts';
import type { AsRunEntry } from '../core/as-run/entry.ts';
import type { ShareRule } from '../core/playlist/definition.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const batch = 512;

/**
 * The newest entries, oldest first: as far back as the longest window of the rules, and all of the last 24 hours, so
 * that shares and the operator's day go on where they were.
 */
export async function readLogTail(
  log: AsRunLog,
  rules: readonly ShareRule[],
  wallMs: number,
): Promise<AsRunEntry[]> {
  const windowMs = Math.max(60, ...rules.map((rule) => rule.windowMinutes)) * minuteMs;
  let tail: AsRunEntry[] = [];
  for (let to = log.size; to > 0; to -= batch) {
    tail = [...(await log.entries(Math.max(0, to - batch), to)), ...tail];
    const [first] = tail;
    const last = tail[tail.length - 1];
    if (!first || !last) break;
    const coversWindow = last.onAirMs - first.onAirMs > windowMs * 1.1;
    if (coversWindow && Math.abs(wallMs - Date.parse(first.at)) > dayMs) break;
  }
  return tail;
}

/** SHA-256 of the programme that the log names as the one in force. */
export function announcedProgramme(tail: readonly AsRunEntry[]): string | undefined {
  return tail.reduce<string | undefined>(
    (latest, entry) => (entry.type === 'programme' && entry.action === 'activated' ? entry.sha256 : latest),
    undefined,
  );
}
