import type { ShareRule, SpotKind } from './definition.ts';

/** The venue's own plays: what a rule of `commercial` airtime is measured against. */
export const commercialCategory = 'host';

export function countsFor(
  rule: ShareRule,
  playing: { readonly category: string; readonly kind: SpotKind },
): boolean {
  return playing.category === rule.category && (!rule.kinds || rule.kinds.includes(playing.kind));
}
