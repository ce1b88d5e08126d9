/** What an export claims to be: the text of its manifest, docs/export-format.md. Nothing in it is known to be true. */
export interface Manifest {
  readonly origin: string;
  readonly size: number;
  /** Claimed sequence numbers, [from, to). */
  readonly from: number;
  readonly to: number;
  readonly madeAt: string;
  readonly by: string;
  readonly player: string;
  readonly timeZone: string;
  readonly simulated: boolean;
  /** SHA-256 in hex of the files that people read, by path. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** What is wrong with a manifest, in words. */
export interface ManifestFault {
  readonly detail: string;
}

const version = 'changming.export/v1';
const headers = ['origin', 'size', 'entries', 'made-at', 'by', 'player', 'time-zone'] as const;

/** Reads the text of a manifest to the letter: order of lines, one space, no line that is not known. */
export function parseManifest(text: string): Manifest | ManifestFault {
  const lines = text.replace(/\n$/, '').split('\n');
  if (lines.shift() !== version) return { detail: `it does not begin with "${version}"` };
  const values: string[] = [];
  for (const header of headers) {
    const line = lines.shift() ?? '';
    if (!line.startsWith(`${header} `)) return { detail: `"${line}" stands where "${header} …" should` };
    values.push(line.slice(header.length + 1));
  }
  const simulated = lines[0] === 'simulated';
  if (simulated) lines.shift();
  const hashes = parseHashes(lines);
  if (!(hashes instanceof Map)) return hashes;
  return withNumbers(values, simulated, hashes);
}

function withNumbers(
  values: readonly string[],
  simulated: boolean,
  hashes: ReadonlyMap<string, string>,
): Manifest | ManifestFault {
  const [origin = '', sizeText = '', entries = '', madeAt = '', by = '', player = '', timeZone = ''] = values;
  const [fromText = '', toText = '', ...more] = entries.split(' ');
  const [size, from, to] = [sizeText, fromText, toText].map(countOf);
  if (size === undefined || from === undefined || to === undefined || more.length > 0) {
    return { detail: `"size ${sizeText}" and "entries ${entries}" are not numbers of entries` };
  }
  if (from > to || to > size) return { detail: `entries ${from} to ${to} do not lie in a log of ${size}` };
  return { origin, size, from, to, madeAt, by, player, timeZone, simulated, hashes };
}

/** As `sha256sum -c` reads them: 64 hex digits, two spaces, the name. */
function parseHashes(lines: readonly string[]): Map<string, string> | ManifestFault {
  const hashes = new Map<string, string>();
  for (const line of lines) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
    if (hash === undefined || path === undefined) return { detail: `"${line}" is not the SHA-256 of a file` };
    if (hashes.has(path)) return { detail: `${path} is listed twice` };
    hashes.set(path, hash);
  }
  return hashes;
}

function countOf(text: string): number | undefined {
  const value = /^(0|[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
