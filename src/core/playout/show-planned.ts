import type { ResolvedProgramme } from '../playlist/programme-spot.ts';
import type { SpotOnView } from '../ports/stage.ts';
import { LookAhead, type Plan, type Preparing, type Ready, setAside } from './look-ahead.ts';

/** A choice whose picture is on view. */
export type Shown = Plan & { readonly onView: SpotOnView };

interface Showing {
  /** Asked anew whenever something fails. */
  readonly plan: () => Plan;
  /** What needs no file, for when nothing else is ready in time. */
  readonly slogan: () => Plan;
  readonly wanted: () => ResolvedProgramme;
  readonly byMonotonicMs: number;
}

/** Shows what is ready, or else what the plan says; what is not ready in time gives way to a built-in slogan. */
export async function showPlanned(showing: Showing, preparing: Preparing, ready?: Ready): Promise<Shown> {
  for (let next = ready; ; next = undefined) {
    next ??= await prepareBy(showing, preparing);
    try {
      return { ...next, onView: await preparing.stage.show(next.prepared) };
    } catch (error) {
      setAside(next.choice.spot, error, preparing);
    }
  }
}

async function prepareBy(
  { plan, slogan, wanted, byMonotonicMs }: Showing,
  preparing: Preparing,
): Promise<Ready> {
  const ready = await new LookAhead(wanted(), plan, preparing).readyBy(byMonotonicMs);
  if (ready) return ready;
  const sure = await new LookAhead(wanted(), slogan, preparing).readyBy(Number.POSITIVE_INFINITY);
  if (!sure) throw new Error('A built-in slogan was given up while it was being prepared');
  return sure;
}
