/**
 * Which addresses a file may name. A playlist is handed on as a folder, so what it names lies in that folder or at an
 * http(s) address of its own; a programme also reaches sideways to its playlists, but never to another origin.
 */

const scheme = /^[a-z][a-z0-9+.-]*:/i;
/** The URL parser drops or rewrites these silently: what is read here would not be what is fetched. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const rewritten = /[\u0000-\u001f\u007f\\]|^\s|\s$/;
const webAddress = /^https?:\/\/[^/?#@\s]+(?:[/?#]\S*)?$/i;

/** `src` of a spot: a path inside the playlist's folder, or an http(s) address. */
export function isSpotSource(source: string): boolean {
  if (rewritten.test(source)) return false;
  return scheme.test(source) ? isWebAddress(source) : !source.startsWith('/') && staysInside(source);
}

/** Address of a playlist in a programme: a path, `../` allowed, or an http(s) address; its origin is checked when it is resolved. */
export function isPlaylistAddress(address: string): boolean {
  if (rewritten.test(address)) return false;
  if (scheme.test(address)) return isWebAddress(address);
  return !address.startsWith('//') && depthOf(address) !== undefined;
}

function isWebAddress(address: string): boolean {
  if (!webAddress.test(address)) return false;
  try {
    return /^https?:$/.test(new URL(address).protocol);
  } catch {
    return false;
  }
}

function staysInside(path: string): boolean {
  const depth = depthOf(path);
  return depth !== undefined && depth >= 0;
}

/** The lowest depth that a relative path reaches (−1: it leaves its folder); undefined when it is no path. */
function depthOf(path: string): number | undefined {
  const file = path.split(/[?#]/, 1)[0] ?? '';
  let depth = 0;
  let lowest = 0;
  for (const part of file.split('/')) {
    const name = decoded(part);
    if (name === undefined || name.includes('/')) return undefined;
    if (name === '..') depth -= 1;
    else if (name !== '.' && name !== '') depth += 1;
    lowest = Math.min(lowest, depth);
  }
  return file === '' ? undefined : lowest;
}

/** A server may decode once more than the URL parser does, so `%252e` counts as a dot too. */
function decoded(part: string): string | undefined {
  let name = decodeOnce(part);
  for (;;) {
    const next: string | undefined = name === undefined ? undefined : (decodeOnce(name) ?? name);
    if (next === name) break;
    name = next;
  }
  return name === undefined || rewritten.test(name) ? undefined : name;
}

function decodeOnce(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
