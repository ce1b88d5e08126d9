import { campaignCalendar, type Phase } from '../core/playlist/campaign.ts';
import type { LocalizedText } from '../core/playlist/definition.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import { sameItems } from '../core/same-items.ts';
import { localTime } from '../core/wall-time.ts';
import type { CampaignStatus, PhaseStatus } from '../elements/panel/campaign-status.ts';

const phasesShown = 40;
const titlesShown = 3;

type TitleOf = (spot: ProgrammeSpot) => Promise<LocalizedText>;

let known: { readonly of: readonly object[]; readonly status: CampaignStatus } | undefined;

/**
 * The campaign calendar as the panel shows it, worked out once a day for each programme: the panel asks every second.
 * @param words what the titles say of the screen; other words are another object
 */
export async function campaignStatus(
  resolved: ResolvedProgramme,
  words: object,
  wallMs: number,
  titleOf: TitleOf,
): Promise<CampaignStatus> {
  const { date } = localTime(wallMs, resolved.programme.timeZone);
  const of = [resolved, words];
  if (known && sameItems(known.of, of) && known.status.today === date) return known.status;
  const { phases, ...calendar } = campaignCalendar(resolved, wallMs);
  const shown = await Promise.all(phases.slice(0, phasesShown).map((phase) => phaseStatus(phase, titleOf)));
  const status = { ...calendar, phases: shown, more: phases.length - shown.length };
  known = { of, status };
  return status;
}

async function phaseStatus({ spots, ...dates }: Phase, titleOf: TitleOf): Promise<PhaseStatus> {
  return {
    ...dates,
    categories: [...new Set(spots.map(({ spot }) => spot.category))],
    count: spots.length,
    titles: await Promise.all(spots.slice(0, titlesShown).map(titleOf)),
  };
}
