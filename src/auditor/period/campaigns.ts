import type { DateRange } from '../../core/report/date-range.ts';

/** A dated range with a name: a publicity campaign that is inspected as one. */
export interface Campaign extends DateRange {
  readonly name: string;
}

const key = 'changming-auditor-campaigns';
const most = 50;

/** Those that were named on this page before, the latest first; none where the browser keeps nothing. */
export function keptCampaigns(): Campaign[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isCampaign).slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Keeps a campaign in front of the others, in place of one of the same name; returns all. */
export function keepCampaign(campaign: Campaign): Campaign[] {
  return write([campaign, ...keptCampaigns().filter(({ name }) => name !== campaign.name)].slice(0, most));
}

export function dropCampaign(dropped: string): Campaign[] {
  return write(keptCampaigns().filter(({ name }) => name !== dropped));
}

function write(campaigns: Campaign[]): Campaign[] {
  try {
    localStorage.setItem(key, JSON.stringify(campaigns));
  } catch {
    // Then they last as long as the page.
  }
  return campaigns;
}

function isCampaign(value: unknown): value is Campaign {
  const { name, from, to } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Campaign>;
  return typeof name === 'string' && isDate(from) && isDate(to) && from <= to;
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
}
