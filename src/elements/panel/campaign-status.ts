import type { CampaignCalendar, Phase } from '../../core/playlist/campaign.ts';
import type { LocalizedText } from '../../core/playlist/definition.ts';

export interface PhaseStatus extends Omit<Phase, 'spots'> {
  readonly categories: readonly string[];
  readonly count: number;
  /** Of the first few spots. */
  readonly titles: readonly LocalizedText[];
}

/** What begins and ends on the screen, and when, as the panel shows it. */
export interface CampaignStatus extends Omit<CampaignCalendar, 'phases'> {
  readonly phases: readonly PhaseStatus[];
  /** Phases that are not listed. */
  readonly more: number;
}
