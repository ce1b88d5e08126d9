import { SpotError } from '../../core/ports/stage.ts';

/**
 * Elements that load say that they failed, not why: a missing file, a dead network and rubbish look the same to them.
 * Asking for the address once more tells. What cannot be asked (another origin) stays as `fallback` says.
 */
export async function loadError(spotKey: string, url: string, fallback: SpotError): Promise<SpotError> {
  try {
    const response = await fetch(url, { headers: { range: 'bytes=0-0' } });
    if (response.body) void response.body.cancel();
    const { status } = response;
    if (status === 404 || status === 410) return new SpotError('not-found', spotKey, `${status} for ${url}`);
    // 416: an empty file has no first byte.
    if (!response.ok && status !== 416) return new SpotError('network', spotKey, `${status} for ${url}`);
    return fallback;
  } catch {
    const foreign = new URL(url, location.href).origin !== location.origin;
    return foreign ? fallback : new SpotError('network', spotKey, `${url} did not load`);
  }
}
