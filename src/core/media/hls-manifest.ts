/** Where a URI stands in an HLS playlist (RFC 8216): it leads to another playlist or to a file of media, key or init data. */
export type ManifestReference = 'manifest' | 'file';

export interface ManifestSummary {
  readonly kind: 'master' | 'media';
  /** A media playlist that will not grow. Always true for a master playlist. */
  readonly complete: boolean;
  /** Absolute addresses, each once, in order of appearance. */
  readonly references: readonly { readonly url: string; readonly leadsTo: ManifestReference }[];
}

export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/**
 * Reads what an HLS playlist refers to.
 * @throws ManifestError when it is no HLS playlist or needs what a kept copy cannot give (variables, low-latency parts).
 */
export function summarizeManifest(manifest: string, url: string): ManifestSummary {
  if (!/^\uFEFF?#EXTM3U/.test(manifest)) throw new ManifestError('it does not begin with #EXTM3U');
  if (/^#EXT-X-DEFINE:/m.test(manifest))
    throw new ManifestError('its variables (EXT-X-DEFINE) cannot be kept');
  const found = new Map<string, ManifestReference>();
  rewriteManifest(manifest, url, (address, leadsTo) => {
    found.set(address, leadsTo);
    return address;
  });
  const kind = /^#EXT-X-STREAM-INF:/m.test(manifest) ? 'master' : 'media';
  return {
    kind,
    complete: kind === 'master' || /^#EXT-X-ENDLIST\s*$/m.test(manifest),
    references: [...found].map(([address, leadsTo]) => ({ url: address, leadsTo })),
  };
}

/**
 * A copy of an HLS playlist in which every http(s) address is what `rename` says.
 * Trick-play playlists and content steering are left out: a screen never fast-forwards, and a kept copy has one pathway.
 */
export function rewriteManifest(
  manifest: string,
  url: string,
  rename: (address: string, leadsTo: ManifestReference) => string,
): string {
  let leadsTo: ManifestReference = 'file';
  const replace = (uri: string, target: ManifestReference): string => {
    const address = new URL(uri, url);
    return /^https?:$/.test(address.protocol) ? rename(address.href, target) : uri;
  };
  const line = (text: string): string => {
    if (text.startsWith('#')) {
      if (text.startsWith('#EXT-X-STREAM-INF:')) leadsTo = 'manifest';
      const target = text.startsWith('#EXT-X-MEDIA:') ? 'manifest' : 'file';
      return text.replace(/([:,]URI=")([^"]*)"/, (_, before, uri) => `${before}${replace(uri, target)}"`);
    }
    if (text.trim() === '') return text;
    const renamed = replace(text.trim(), leadsTo);
    leadsTo = 'file';
    return renamed;
  };
  return manifest
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((text) => !/^#EXT-X-(I-FRAME-STREAM-INF|CONTENT-STEERING):/.test(text))
    .map(line)
    .join('\n');
}
