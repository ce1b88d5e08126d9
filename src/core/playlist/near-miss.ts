/** The known key that a mistyped one is nearest to, when at most a third of it differs. */
export function closestOf(key: string, known: readonly string[]): string | undefined {
  if (key.length > 40) return undefined;
  let closest: string | undefined;
  let least = Math.max(1, Math.floor(key.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(fold(key), fold(candidate));
    if (distance < least) [closest, least] = [candidate, distance];
  }
  return closest;
}

/** `duration_ms` and `DurationMS` are `durationMs`. */
function fold(key: string): string {
  return key.replace(/[-_\s]/g, '').toLowerCase();
}

/** Levenshtein distance: insertions, deletions and replacements. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
