import { isOnline } from './connection.ts';

const answerWithinMs = 8_000;

/**
 * Whether something answers at an address. Of another origin no more can be seen than that; on this one it must be
 * found too. A secure page may not ask an insecure address: then the browser's word for the network is taken.
 */
export async function canBeReached(url: string): Promise<boolean> {
  const { protocol, origin } = new URL(url);
  if (protocol === 'http:' && location.protocol === 'https:') return isOnline();
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), answerWithinMs);
  try {
    const mode = origin === location.origin ? 'same-origin' : 'no-cors';
    const { ok, type } = await fetch(url, { mode, cache: 'no-store', signal: patience.signal });
    return ok || type === 'opaque';
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
