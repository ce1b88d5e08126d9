import type { SequenceRange } from '../carried-entries.ts';

/** What an export says of itself, docs/export-format.md. */
export interface ManifestText {
  readonly origin: string;
  readonly size: number;
  readonly claim: SequenceRange;
  readonly madeAt: string;
  readonly by: string;
  readonly player: string;
  readonly timeZone: string;
  readonly simulated: boolean;
  /** Path and SHA-256 in hex of each file that people read, in the order of the document. */
  readonly files: readonly (readonly [path: string, sha256: string])[];
}

export function manifestText(manifest: ManifestText): string {
  const { origin, size, claim, madeAt, by, player, timeZone, simulated, files } = manifest;
  const lines = [
    'changming.export/v1',
    `origin ${origin}`,
    `size ${size}`,
    `entries ${claim.from} ${claim.to}`,
    `made-at ${oneLine(madeAt)}`,
    `by ${oneLine(by)}`,
    `player ${oneLine(player)}`,
    `time-zone ${oneLine(timeZone)}`,
    ...(simulated ? ['simulated'] : []),
    ...files.map(([path, sha256]) => `${sha256}  ${path}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A name that somebody typed must not become a line of its own. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]+/gu, ' ').trim();
  return line === '' ? '-' : line.slice(0, 200);
}
