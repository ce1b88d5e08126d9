import { localTime } from '../wall-time.ts';
import { spotsOfAllZones } from '../zones/all-spots.ts';
import { dayAfter } from './calendar-date.ts';
import type { Spot } from './definition.ts';
import { playsHere } from './plays-here.ts';
import type { ProgrammeSpot, ResolvedProgramme } from './programme-spot.ts';

/** Spots of one screen that begin and end on the same dates. All dates are `yyyy-mm-dd`, in the programme's zone. */
export interface Phase {
  /** First date; undefined when it never began. */
  readonly from?: string;
  /** Last date, included; undefined when no end is set. */
  readonly to?: string;
  readonly spots: readonly ProgrammeSpot[];
}

/** Dates on which nothing of a promised category is in its flight: built-in slogans play. Both ends included. */
interface BareDates {
  readonly category: string;
  readonly from: string;
  readonly to: string;
}

export interface CampaignCalendar {
  readonly today: string;
  /** The last date that was looked at. */
  readonly until: string;
  /** In force on one of these dates, the one that changes next first. */
  readonly phases: readonly Phase[];
  /** How many spots have no dates. */
  readonly always: number;
  /** How many spots begin after `until`. */
  readonly later: number;
  readonly bare: readonly BareDates[];
}

/**
 * What begins and ends on this screen, and when, today and on so many days after it. Dayparts are left out: they come
 * round every week.
 * @param resolved its spots for other venues and audiences are passed over
 */
export function campaignCalendar(resolved: ResolvedProgramme, wallMs: number, days = 30): CampaignCalendar {
  const { programme } = resolved;
  const here = spotsOfAllZones(resolved).filter(({ spot }) => playsHere(programme, spot));
  const today = localTime(wallMs, programme.timeZone).date;
  const until = dayAfter(today, days);
  const dated = here.filter(({ spot }) => spot.flight?.from !== undefined || spot.flight?.to !== undefined);
  const dates = Array.from({ length: days + 1 }, (_, day) => dayAfter(today, day));
  return {
    today,
    until,
    phases: phasesOf(dated.filter(({ spot }) => runsIn(spot, today, until))).sort(byNextChange(today)),
    always: here.length - dated.length,
    later: dated.filter(({ spot }) => (spot.flight?.from ?? '') > until).length,
    bare: [...new Set(programme.shares.map(({ category }) => category))].flatMap((category) =>
      bareDates(category, here, dates),
    ),
  };
}

function runsIn({ flight }: Spot, first: string, last: string): boolean {
  return (flight?.from ?? '') <= last && (flight?.to === undefined || flight.to >= first);
}

function phasesOf(spots: readonly ProgrammeSpot[]): Phase[] {
  const phases = new Map<string, ProgrammeSpot[]>();
  for (const spot of spots) {
    const { from = '', to = '' } = spot.spot.flight ?? {};
    const phase = phases.get(`${from} ${to}`);
    if (phase) phase.push(spot);
    else phases.set(`${from} ${to}`, [spot]);
  }
  return [...phases.values()].map((group) => {
    const { from, to } = group[0]?.spot.flight ?? {};
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), spots: group };
  });
}

function byNextChange(today: string): (one: Phase, other: Phase) => number {
  const next = ({ from = '', to = '~' }: Phase) => (from > today ? from : to);
  return (one, other) => (next(one) < next(other) ? -1 : next(one) > next(other) ? 1 : 0);
}

function bareDates(category: string, spots: readonly ProgrammeSpot[], dates: readonly string[]): BareDates[] {
  const own = spots.filter(({ spot }) => spot.category === category);
  const bare: { category: string; from: string; to: string }[] = [];
  let last: (typeof bare)[number] | undefined;
  for (const date of dates) {
    if (own.some(({ spot }) => runsIn(spot, date, date))) last = undefined;
    else if (last) last.to = date;
    else {
      last = { category, from: date, to: date };
      bare.push(last);
    }
  }
  return bare;
}
