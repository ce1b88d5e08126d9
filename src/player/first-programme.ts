import { systemClock } from '../browser/system-clock.ts';
import { playsHere } from '../core/playlist/plays-here.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import { countsFor } from '../core/playlist/share-rule.ts';
import type { FetchProgress } from '../core/ports/media-store.ts';
import { rulesIn } from '../core/zones/zone-rules.ts';
import { text } from '../elements/language.ts';
import { emergencyProgramme } from './emergency-programme.ts';
import { messages } from './messages.ts';
import type { ProgrammeKeeper } from './programme-keeper.ts';

/** How long a first run waits for its first film before it begins with what there is. */
const patienceMs = 45_000;
const mebibyte = 1024 * 1024;

/**
 * What a screen without an installed programme plays: the one at `url`, as soon as each of its promises has a spot
 * here that counts; what there is of it when that takes too long; built-in slogans when there is none.
 */
export async function firstProgramme(
  keeper: ProgrammeKeeper,
  say: (line: string | undefined) => void,
): Promise<ResolvedProgramme> {
  const untilMs = systemClock.monotonicMs() + patienceMs;
  while (systemClock.monotonicMs() < untilMs && !keeper.refusal) {
    if (keeper.accepted && canKeepPromises(keeper.accepted, keeper)) break;
    say(keeper.download ? progressInWords(keeper.download) : text(messages).preparing);
    await Promise.race([keeper.change(), systemClock.sleepUntil(untilMs)]);
  }
  say(undefined);
  return keeper.accepted ?? emergencyProgramme();
}

/** By what may play here: a film for another shape of screen, or another venue, keeps nothing. */
function canKeepPromises(resolved: ResolvedProgramme, keeper: ProgrammeKeeper): boolean {
  const { programme } = resolved;
  const spots = resolved.spots.filter(({ spot }) => playsHere(programme, spot));
  return rulesIn(programme).every((rule) =>
    spots.some((candidate) => countsFor(rule, candidate.spot) && keeper.playable(candidate)),
  );
}

function progressInWords({
  filesDone,
  filesTotal,
  fetchedBytes,
  totalBytes,
  timeLeftMs,
}: FetchProgress): string {
  const say = text(messages);
  const inMebibytes = (bytes: number) => `${(bytes / mebibyte).toFixed(1)} MB`;
  const size = inMebibytes(fetchedBytes) + (totalBytes === undefined ? '' : ` / ${inMebibytes(totalBytes)}`);
  return say.downloading(filesDone, filesTotal, size, timeLeftInWords(timeLeftMs));
}

function timeLeftInWords(timeLeftMs: number | undefined): string {
  if (timeLeftMs === undefined) return '';
  const seconds = Math.max(1, Math.ceil(timeLeftMs / 1000));
  const say = text(messages);
  return seconds < 90 ? say.secondsLeft(seconds) : say.minutesLeft(Math.ceil(seconds / 60));
}
