/** The places offered at set-up; the words are those that programmes and spots use in `venue` and `venues`. */
export const venues = ['bank', 'carrier', 'community', 'school', 'government', 'other'] as const;
export type Venue = (typeof venues)[number];

/** A venue that is not offered here (set by a later version) counts as `other` for what is shown. */
export function venueOf(word: string | undefined): Venue {
  return venues.find((venue) => venue === word) ?? (word === undefined ? 'bank' : 'other');
}
